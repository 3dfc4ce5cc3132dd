import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import type { Notice } from '../../core/notices/notice.ts'
import type { Label } from '../../core/terms.ts'
import type { ExampleStates } from './example-states.ts'

/** One message as somebody of the demo city would get it. */
export interface NoticeExample {
  /** What has happened. */
  readonly when: Label
  /** Who is told, by name. */
  readonly to: string
  readonly at: string
  /** Brings the state about and says what is told of it. Whatever it writes is taken back afterwards. */
  readonly make: (city: ExampleStates) => Promise<Notice> | Notice
}

export const cycleId = cycle2014.id
export const mingde = '天河区明德小学（示例）'
export const [teacher, admin, principal, reviewer, supervisor, operator] = [
  '吴秀英',
  '何丽萍',
  '邓建国',
  '黎明轩',
  '温淑贤',
  '钟伟雄',
]

export const declaring = '2014-12-20T09:00:00+08:00'
export const inPublicity = '2015-01-10T09:00:00+08:00'
export const afterPublicity = '2015-01-17T09:00:00+08:00'
export const inReview = '2015-01-22T09:00:00+08:00'
export const overdue = '2015-02-01T09:00:00+08:00'
export const frozen = '2015-03-07T09:00:00+08:00'

export const example = (
  zh: string,
  en: string,
  to: string,
  at: string,
  make: NoticeExample['make'],
): NoticeExample => ({ when: { zh, en }, to, at, make })
