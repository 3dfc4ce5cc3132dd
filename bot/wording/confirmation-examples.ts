import type { Notice } from '../../core/notices/notice.ts'
import {
  admin,
  afterPublicity,
  cycleId,
  example,
  frozen,
  inReview,
  type NoticeExample,
  operator,
  principal,
  reviewer,
  supervisor,
  teacher,
} from './notice-example.ts'

/** What is told from the principal's confirmation to the city's. */
export const confirmationExamples = {
  'school-confirmed': [true, false].map((first) =>
    example(
      first ? '校长首次确认上报' : '校长再次确认上报',
      first ? 'confirmed' : 'confirmed again',
      reviewer,
      inReview,
      async (city) => ({
        kind: 'school-confirmed',
        snapshotId: await city.snapshot(inReview),
        items: 3,
        first,
      }),
    ),
  ),
  'second-round-approved': [
    example(
      '第二轮学校再次通过',
      'approved again by the school',
      principal,
      '2015-02-05T09:00:00+08:00',
      async (city) => ({
        kind: 'second-round-approved',
        declarationId: await city.item(teacher, { state: 'APPROVED_BY_SCHOOL', round: 2 }),
      }),
    ),
  ],
  'second-round-opened': [
    example('复审退回了本校的申报', 'the office returned items', admin, inReview, async (city) => {
      await city.item(teacher, { state: 'RETURNED_BY_DISTRICT', reasonId: 'photocopy', round: 2 })
      return { kind: 'second-round-opened', organisationId: 'mingde', cycleId }
    }),
  ],
  'principal-missing': [
    example('学校没有登记校长', 'the school has no principal', admin, afterPublicity, () => ({
      kind: 'principal-missing',
      organisationId: 'mingde',
      cycleId,
    })),
  ],
  'items-frozen-invalid': [
    example('冻结时仍被退回', 'still returned at the freeze', teacher, frozen, async (city) => {
      await city.item(teacher, { state: 'INVALID', reasonId: 'photocopy', round: 2 })
      return { kind: 'items-frozen-invalid', cycleId }
    }),
  ],
  'late-own': [
    example(
      '学校还有未审的申报',
      'items are not reviewed',
      admin,
      '2015-01-12T09:00:00+08:00',
      async (city) => {
        await city.item(teacher, { state: 'SUBMITTED' })
        return { kind: 'late-own', window: 'school-review', organisationId: 'mingde', cycleId }
      },
    ),
    example('学校还没有公示', 'no publicity yet', admin, inReview, () => ({
      kind: 'late-own',
      window: 'publicity',
      organisationId: 'qinghe',
      cycleId,
    })),
    example(
      '教师反映学时漏登，培训机构没有答复',
      'hours are missing and unanswered',
      '易可欣',
      '2014-12-16T09:00:00+08:00',
      async (city) => {
        await city.missingHours(teacher)
        return { kind: 'late-own', window: 'provider-certificate', organisationId: 'provider', cycleId }
      },
    ),
    example('市里还没有导出', 'the city has not exported', operator, '2015-03-26T09:00:00+08:00', () => ({
      kind: 'late-own',
      window: 'export',
      organisationId: 'city',
      cycleId,
    })),
  ],
  'late-below': [
    example('所属学校逾期', 'schools are late', reviewer, inReview, () => ({
      kind: 'late-below',
      window: 'publicity',
      officeId: 'tianhe',
      cycleId,
    })),
    example('区逾期未报统计表', 'districts are late', supervisor, '2015-03-12T09:00:00+08:00', () => ({
      kind: 'late-below',
      window: 'statistics',
      officeId: null,
      cycleId,
    })),
    example('市级确认逾期', 'the city has not confirmed', operator, '2015-03-14T09:00:00+08:00', () => ({
      kind: 'late-below',
      window: 'city-confirmation',
      officeId: null,
      cycleId,
    })),
  ],
  'final-verdict': [
    example('达标', 'passed', '罗家豪', frozen, () => ({ kind: 'final-verdict', cycleId })),
    example('未达标', 'not passed', '宋佳', frozen, () => ({ kind: 'final-verdict', cycleId })),
    example('免验', 'exempt', '许国华', frozen, async (city) => {
      await city.exemption('许国华', 'GRANTED')
      return { kind: 'final-verdict', cycleId }
    }),
  ],
  'city-confirmed': [
    example('市级确认完成', 'the city has confirmed', operator, '2015-03-13T09:00:00+08:00', () => ({
      kind: 'city-confirmed',
      cycleId,
    })),
  ],
} satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
