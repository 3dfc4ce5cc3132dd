import type { Stage } from '../../sandbox/sandbox.ts'
import { begins, look, type Part, talk, tap, type } from './talk.ts'

/** What comes again in the year: an item goes through the school, or comes back and is corrected. */

/** The administrator opens the queue and goes through it as told. */
export async function schoolReviews(
  stage: Stage,
  administrator: number,
  parts: readonly Part[],
): Promise<void> {
  await begins(stage, administrator, type('/queue'))
  await talk(stage, administrator, [['待审申报', tap(/^开始审验/)], ...parts])
}

/** The tick comes before the approval (ruling 12). The last one of a queue is looked at, not left. */
export const schoolApproves = (teacher: string, then = look): readonly Part[] => [
  [teacher, tap('☐ 已核对原件')],
  [teacher, tap('通过')],
  ['已通过', then],
]

export const districtApproves = (teacher: string, then = look): readonly Part[] => [
  [teacher, tap('复审通过')],
  ['复审通过', then],
]

export const nextItem = tap('下一项')

/** @param told what the teacher reads of the return */
export async function correctsProvider(
  stage: Stage,
  teacher: number,
  { told, provider }: { told: string; provider: string },
): Promise<void> {
  await talk(stage, teacher, [
    [told, tap('修改并重新提交')],
    ['请核对修改后的申报', tap('修改')],
    ['要修改哪一项', tap('举办单位')],
    ['现在的回答', type(provider)],
    [provider, tap('重新提交')],
    ['已重新提交', look],
  ])
}
