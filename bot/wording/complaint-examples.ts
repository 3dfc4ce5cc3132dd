import type { Notice } from '../../core/notices/notice.ts'
import {
  admin,
  cycleId,
  example,
  inPublicity,
  type NoticeExample,
  overdue,
  reviewer,
} from './notice-example.ts'

/** What is told of complaints. */
export const complaintExamples = {
  'complaint-registered': [
    example('有人投诉', 'a complaint came in', admin, inPublicity, async (city) => ({
      kind: 'complaint-registered',
      complaintId: await city.complaint({ handlerId: 'mingde' }),
    })),
  ],
  'complaint-referred': [
    example('学校转来投诉', 'the school handed it up', reviewer, inPublicity, async (city) => ({
      kind: 'complaint-referred',
      complaintId: await city.complaint({ handlerId: 'tianhe', referral: '涉及学校管理员，学校不便核查。' }),
    })),
  ],
  'complaint-settled': [true, false].map((upheld) =>
    example(
      upheld ? '投诉属实' : '投诉不属实',
      upheld ? 'upheld' : 'not upheld',
      '陈静怡',
      inPublicity,
      async (city) => ({
        kind: 'complaint-settled',
        complaintId: await city.complaint({
          handlerId: 'mingde',
          state: 'SETTLED',
          upheld,
          finding: '已核对签到表。',
          settledAt: new Date(inPublicity),
        }),
      }),
    ),
  ),
  'complaint-overdue': [
    example('投诉逾期未办结', 'a complaint is overdue', reviewer, overdue, async (city) => {
      await city.complaint({ handlerId: 'mingde' })
      return { kind: 'complaint-overdue', handlerId: 'mingde', cycleId }
    }),
  ],
} satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
