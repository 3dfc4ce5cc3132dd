import type { Notice } from '../../core/notices/notice.ts'
import { admin, declaring, example, mingde, type NoticeExample, reviewer, teacher } from './notice-example.ts'

/** What is told of roles, codes, transfers, leave and exemptions. */
export const peopleExamples = {
  'role-granted': [
    example('授予身份', 'a role was given', teacher, declaring, () => ({
      kind: 'role-granted',
      role: 'SCHOOL_ADMIN',
      organisationName: mingde,
    })),
  ],
  'role-withdrawn': [
    example('撤销身份', 'a role was withdrawn', teacher, declaring, () => ({
      kind: 'role-withdrawn',
      role: 'SCHOOL_ADMIN',
      organisationName: mingde,
    })),
  ],
  'school-moved': [
    example('学校换了主管单位', 'a school moved to another office', '贺春兰', declaring, () =>
      schoolMoved(2),
    ),
    example('学校换了主管单位', 'a school moved to another office', admin, declaring, () => schoolMoved(0)),
  ],
  'registration-applied': [
    example('民办学校申请代码', 'a private school applies', reviewer, declaring, async (city) => ({
      kind: 'registration-applied',
      registrationId: await city.registration('OPEN'),
    })),
  ],
  'registration-granted': [
    example('代码已发放', 'the code was issued', '廖文轩', declaring, async (city) => ({
      kind: 'registration-granted',
      registrationId: await city.registration('GRANTED'),
    })),
  ],
  'registration-refused': [
    example('申请未通过', 'the application was refused', '廖文轩', declaring, async (city) => ({
      kind: 'registration-refused',
      registrationId: await city.registration('REFUSED', '请补充办学许可证副本'),
    })),
  ],
  'transfer-requested': [
    example('清禾中学申请调入', 'another school asks for a teacher', admin, declaring, async (city) => ({
      kind: 'transfer-requested',
      transferId: await city.transfer('OPEN'),
    })),
  ],
  'transfer-done': ['陈静怡', admin].map((to) =>
    example('调动已生效', 'the transfer is done', to, declaring, async (city) => ({
      kind: 'transfer-done',
      transferId: await city.transfer('GRANTED'),
    })),
  ),
  'transfer-refused': [undefined, '本学期教学任务未完成'].map((note) =>
    example('原学校不同意', 'the old school refused', '苏婉仪', declaring, async (city) => ({
      kind: 'transfer-refused',
      transferId: await city.transfer('REFUSED', note),
    })),
  ),
  'teacher-left': [
    example('登记离岗', 'entered as having left', '许国华', declaring, () => ({
      kind: 'teacher-left',
      reason: 'retired',
      organisationName: mingde,
    })),
  ],
  'teacher-returned': [
    example('恢复在岗', 'back on duty', '许国华', declaring, () => ({
      kind: 'teacher-returned',
      organisationName: mingde,
    })),
  ],
  'exemption-requested': [reviewer, '许国华'].map((to) =>
    example('学校申请免验', 'the school asks', to, declaring, async (city) => ({
      kind: 'exemption-requested',
      exemptionId: await city.exemption('许国华', 'OPEN'),
    })),
  ),
  'exemption-granted': [admin, '许国华'].map((to) =>
    example('免验已批准', 'the exemption is approved', to, declaring, async (city) => ({
      kind: 'exemption-granted',
      exemptionId: await city.exemption('许国华', 'GRANTED'),
    })),
  ),
  'exemption-refused': [admin, '许国华'].map((to) =>
    example('免验未批准', 'the exemption was refused', to, declaring, async (city) => ({
      kind: 'exemption-refused',
      exemptionId: await city.exemption('许国华', 'REFUSED'),
      note: '病假不足半年',
    })),
  ),
  'exemption-revoked': [admin, '许国华'].map((to) =>
    example('免验被撤销', 'the exemption was revoked', to, declaring, async (city) => ({
      kind: 'exemption-revoked',
      exemptionId: await city.exemption('许国华', 'REVOKED'),
    })),
  ),
} as const satisfies Partial<Record<Notice['kind'], readonly NoticeExample[]>>

function schoolMoved(complaints: number): Notice {
  return { kind: 'school-moved', school: mingde, from: '天河区教育局', to: '越秀区教育局', complaints }
}
