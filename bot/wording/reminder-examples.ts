import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { closingOf } from '../../core/cycle/windows.ts'
import type { Notice } from '../../core/notices/notice.ts'
import {
  admin,
  cycleId,
  declaring,
  example,
  inPublicity,
  inReview,
  type NoticeExample,
  operator,
  overdue,
  principal,
  reviewer,
  supervisor,
  teacher,
} from './notice-example.ts'

const sevenDaysLeft = '2014-12-24T09:00:00+08:00'
const sixHoursLeft = '2014-12-31T18:30:00+08:00'
const declaringEnds = closingOf(cycle2014, 'declaration').toISOString()
const secondRoundEnds = closingOf(cycle2014, 'second-round-teacher').toISOString()
const colleague = '李文博'

/** What is told because a day has come, and what an organisation announces. */
export const reminderExamples = {
  reminder: [
    example(
      '申报还有七天截止，未开始',
      'seven days left, not begun',
      colleague,
      sevenDaysLeft,
      async (city) => {
        await city.nothingDeclared(colleague)
        return {
          kind: 'reminder',
          cycleId,
          window: 'declaration',
          rung: '7d',
          group: 'not-started',
          until: declaringEnds,
        }
      },
    ),
    example(
      '申报还有几小时截止，有草稿',
      'a few hours left, with a draft',
      colleague,
      sixHoursLeft,
      async (city) => {
        await city.draft(colleague)
        return {
          kind: 'reminder',
          cycleId,
          window: 'declaration',
          rung: '6h',
          group: 'not-sent',
          until: declaringEnds,
        }
      },
    ),
    example(
      '第二轮退回未改',
      'returned in the second round',
      teacher,
      '2015-02-01T09:00:00+08:00',
      async (city) => {
        await city.item(teacher, { state: 'RETURNED_BY_DISTRICT', reasonId: 'photocopy', round: 2 })
        return {
          ...{ kind: 'reminder', cycleId, window: 'second-round-teacher', rung: '3d', group: 'returned' },
          until: secondRoundEnds,
        }
      },
    ),
  ],
  'early-reminder': [
    example(
      '年中提醒尽早申报',
      'told early to avoid the rush',
      colleague,
      '2014-10-15T09:00:00+08:00',
      async (city) => {
        await city.nothingDeclared(colleague)
        return { kind: 'early-reminder', cycleId, rung: 'early', group: 'not-started' }
      },
    ),
  ],
  'records-missing': [
    example(
      '培训机构没有登记学时',
      'no provider has registered hours',
      '郑小琳',
      '2014-12-16T09:00:00+08:00',
      async (city) => {
        await city.noProviderRecords('郑小琳')
        return { kind: 'records-missing', cycleId, rung: 'missing' }
      },
    ),
  ],
  digest: [
    example('学校管理员的当日待办', "the administrator's day", admin, sevenDaysLeft, async (city) => {
      await city.item(teacher, { state: 'SUBMITTED' })
      return { kind: 'digest', role: 'SCHOOL_ADMIN', organisationId: 'mingde', date: '2014-12-24' }
    }),
    example('校长的当日待办', "the principal's day", principal, '2015-01-16T09:00:00+08:00', async (city) => {
      await city.publicity(inPublicity)
      return { kind: 'digest', role: 'PRINCIPAL', organisationId: 'mingde', date: '2015-01-16' }
    }),
    example('复审人员的当日待办', "the reviewer's day", reviewer, inReview, async (city) => {
      await city.item(teacher, { state: 'CONFIRMED_BY_PRINCIPAL' })
      return { kind: 'digest', role: 'DISTRICT_REVIEWER', organisationId: 'tianhe', date: '2015-01-22' }
    }),
    example('市指导中心的当日待办', "the supervisor's day", supervisor, overdue, async (city) => {
      await city.complaint({ handlerId: 'mingde' })
      return { kind: 'digest', role: 'CITY_SUPERVISOR', organisationId: 'city', date: '2015-02-01' }
    }),
  ],
  announcement: [
    example('区教育局群发通知', 'a district announces', teacher, sevenDaysLeft, async (city) => ({
      kind: 'announcement',
      broadcastId: await city.announcement(),
    })),
  ],
  'subscription-gone': [
    example('接收地址已停用', 'a receiver is gone for good', operator, declaring, async (city) => ({
      kind: 'subscription-gone',
      subscriptionId: await city.endedSubscription(),
    })),
  ],
} as const satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
