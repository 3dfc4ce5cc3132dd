import type { Notice } from '../../core/notices/notice.ts'
import { requestKinds } from '../../core/people/requests.ts'
import {
  admin,
  afterPublicity,
  cycleId,
  declaring,
  example,
  frozen,
  inPublicity,
  inReview,
  mingde,
  type NoticeExample,
  operator,
  overdue,
  principal,
  reviewer,
  supervisor,
  teacher,
} from './notice-example.ts'
import { peopleExamples } from './people-examples.ts'
import { reminderExamples } from './reminder-examples.ts'

/** Every kind that the core may tell, each at least once: a new kind does not compile without. */
export const noticeExamples: Readonly<Record<Notice['kind'], readonly NoticeExample[]>> = {
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
      }),
    ),
    example(
      '复审退回，进入第二轮',
      'returned by the office: second round',
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
      }),
    ),
    example(
      '第二轮又被退回',
      'returned again in the second round',
      teacher,
      '2015-02-20T09:00:00+08:00',
      async (city) => ({
        kind: 'declaration-returned',
        declarationId: await city.item(teacher, { state: 'INVALID', reasonId: 'photo-unclear', round: 2 }),
        reasonId: 'photo-unclear',
      }),
    ),
    example('学校公示已开始，不能再改', 'publicity has started', teacher, inPublicity, async (city) => {
      await city.publicity(inPublicity)
      const declarationId = await city.item(teacher, { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' })
      return { kind: 'declaration-returned', declarationId, reasonId: 'photocopy' }
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
  'request-filed': [
    example('教师申请更换账号', 'a teacher asks for another account', admin, declaring, async (city) => ({
      kind: 'request-filed',
      requestId: await city.request('REBIND', 'OPEN'),
    })),
  ],
  'request-granted': requestKinds.map((kind) =>
    example('学校同意申请', 'the school granted it', '陈静怡', declaring, async (city) => ({
      kind: 'request-granted',
      requestId: await city.request(kind, 'GRANTED'),
    })),
  ),
  'request-refused': [
    example('学校没有同意，没写说明', 'refused without a note', '陈静怡', declaring, async (city) => ({
      kind: 'request-refused',
      requestId: await city.request('REBIND', 'REFUSED'),
    })),
    example('学校没有同意，写了说明', 'refused with a note', '陈静怡', declaring, async (city) => ({
      kind: 'request-refused',
      requestId: await city.request('CORRECT_NAME', 'REFUSED', '请带身份证到学校办公室核对。'),
    })),
  ],
  'account-unbound': [
    example('账号被解除绑定', 'the account was unbound', teacher, declaring, () => ({
      kind: 'account-unbound',
    })),
  ],
  'identity-locked': [
    example('有人连续核对身份失败', 'somebody failed to identify', admin, declaring, () => ({
      kind: 'identity-locked',
      organisationId: 'mingde',
    })),
  ],
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
  'publicity-started': [
    example('学校开始公示', 'publicity has started', teacher, inPublicity, async (city) => ({
      kind: 'publicity-started',
      publicityId: await city.publicity(inPublicity),
    })),
  ],
  'publicity-withdrawn': [
    example('学校撤回公示', 'publicity was called off', '郑小琳', inPublicity, async (city) => ({
      kind: 'publicity-withdrawn',
      publicityId: await city.publicity(inPublicity, { withdrawnWhy: '一位教师的学时有误' }),
    })),
  ],
  'publicity-ended': [admin, principal].map((to) =>
    example('公示期满', 'publicity is over', to, afterPublicity, async (city) => ({
      kind: 'publicity-ended',
      publicityId: await city.publicity('2015-01-08T09:00:00+08:00'),
    })),
  ),
  'publicity-late': [
    example('公示开始得太晚', 'publicity started late', reviewer, afterPublicity, async (city) => ({
      kind: 'publicity-late',
      publicityId: await city.publicity('2015-01-16T09:00:00+08:00', { late: true }),
    })),
  ],
  'leaders-report': [
    example('管理员向校长报告', 'the administrator reports', principal, declaring, () => ({
      kind: 'leaders-report',
      organisationId: 'mingde',
      cycleId,
      by: admin,
    })),
  ],
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
  'second-round-opened': [
    example('复审退回了本校的申报', 'the office returned items', admin, inReview, async (city) => {
      await city.item(teacher, { state: 'RETURNED_BY_DISTRICT', reasonId: 'photocopy', round: 2 })
      return { kind: 'second-round-opened', organisationId: 'mingde', cycleId }
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
  nudge: [
    example('学校提醒未开始的教师', 'reminds who has not started', '谢雨桐', declaring, () => ({
      kind: 'nudge',
      group: 'not-started',
      cycleId,
      fromOrganisation: mingde,
    })),
    example('学校提醒未提交的教师', 'reminds who has not submitted', '谢雨桐', declaring, async (city) => {
      await city.draft('谢雨桐')
      return { kind: 'nudge', group: 'not-sent', cycleId, fromOrganisation: mingde }
    }),
    example('学校提醒被退案的教师', 'reminds whose item was returned', teacher, declaring, async (city) => {
      await city.item(teacher, { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' })
      return { kind: 'nudge', group: 'returned', cycleId, fromOrganisation: mingde }
    }),
  ],
  'weekly-progress': [
    example('每周进度图的文字说明', 'words beside the picture of the week', '郑小琳', declaring, () => ({
      kind: 'weekly-progress',
      cycleId,
    })),
  ],
  ...peopleExamples,
  ...reminderExamples,
}
