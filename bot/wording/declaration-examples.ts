import type { Notice } from '../../core/notices/notice.ts'
import {
  admin,
  declaring,
  example,
  inPublicity,
  inReview,
  type NoticeExample,
  reviewer,
  teacher,
} from './notice-example.ts'

/** What teachers are told of their declarations and records. */
export const declarationExamples = {
  'declaration-approved': [
    example('学校审验通过', 'approved by the school', teacher, declaring, async (city) => ({
      kind: 'declaration-approved',
      declarationId: await city.item(teacher, { state: 'APPROVED_BY_SCHOOL' }),
    })),
  ],
  'declaration-approved-finally': [
    example('复审通过', 'approved by the office', teacher, inReview, async (city) => ({
      kind: 'declaration-approved-finally',
      declarationId: await city.item(teacher, { state: 'APPROVED_BY_DISTRICT' }),
    })),
  ],
  'declaration-returned': [
    example(
      '学校退案，写了说明',
      'returned by the school, with a note',
      teacher,
      declaring,
      async (city) => ({
        kind: 'declaration-returned',
        declarationId: await city.item(teacher, { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' }),
        reasonId: 'photocopy',
        note: '请拍证书原件',
        by: 'school',
      }),
    ),
    example(
      '复审退回，进入第二轮',
      'sent back by the office: second round',
      teacher,
      inReview,
      async (city) => ({
        kind: 'declaration-returned',
        declarationId: await city.item(teacher, {
          state: 'RETURNED_BY_DISTRICT',
          reasonId: 'photo-unclear',
          round: 2,
        }),
        reasonId: 'photo-unclear',
        by: 'district',
      }),
    ),
    example(
      '第二轮又被退回',
      'sent back again in the second round',
      teacher,
      '2015-02-20T09:00:00+08:00',
      async (city) => ({
        kind: 'declaration-returned',
        declarationId: await city.item(teacher, { state: 'INVALID', reasonId: 'photo-unclear', round: 2 }),
        reasonId: 'photo-unclear',
        by: 'district',
      }),
    ),
    example('学校公示已开始，不能再改', 'publicity has started', teacher, inPublicity, async (city) => {
      await city.publicity(inPublicity)
      const declarationId = await city.item(teacher, { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' })
      return { kind: 'declaration-returned', declarationId, reasonId: 'photocopy', by: 'school' }
    }),
  ],
  'decision-undone': [
    example('学校撤销审验结果', 'the school took it back', teacher, declaring, async (city) => ({
      kind: 'decision-undone',
      declarationId: await city.item(teacher, { state: 'SUBMITTED' }),
    })),
    example('复审人员撤销复审结果', 'the reviewer took it back', teacher, inReview, async (city) => ({
      kind: 'decision-undone',
      declarationId: await city.item(teacher, { state: 'CONFIRMED_BY_PRINCIPAL' }),
    })),
  ],
  'misconduct-found': [
    example('学校认定虚假申报', 'the school found a false claim', reviewer, declaring, async (city) => ({
      kind: 'misconduct-found',
      declarationId: await city.item(teacher, {
        state: 'RETURNED_BY_SCHOOL',
        reasonId: 'false-claim',
        note: '经与举办单位核实，证书编号不存在。',
      }),
    })),
  ],
  'declaration-on-record': [teacher, admin].map((to) =>
    example('申报的课程已由登记单位登记', 'the course came on record', to, declaring, async (city) => ({
      kind: 'declaration-on-record',
      declarationId: await city.item(teacher, { state: 'SUBMITTED' }),
    })),
  ),
  'record-changed': [12, null].map((after) =>
    example(
      after ? '登记单位更正学时' : '登记单位撤销登记',
      after ? 'hours corrected' : 'record withdrawn',
      teacher,
      declaring,
      () => ({
        kind: 'record-changed',
        courseName: '学科教学能力研修',
        before: 18,
        after,
        by: '岭南教师发展中心（示例）',
      }),
    ),
  ),
  'dispute-opened': [
    example('教师提出学时异议', 'a teacher disputes a record', '易可欣', declaring, async (city) => ({
      kind: 'dispute-opened',
      disputeId: await city.dispute(teacher),
    })),
  ],
  'dispute-settled': [
    example('异议已答复', 'the dispute was answered', teacher, declaring, async (city) => ({
      kind: 'dispute-settled',
      disputeId: await city.dispute(teacher, '签到表上只有两天'),
    })),
  ],
} satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>
