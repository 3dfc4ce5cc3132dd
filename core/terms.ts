/**
 * The closed lists of words that every room shares. What may differ from year to year is data of the cycle
 * instead.
 */

/** One text in the two languages of the house. */
export interface Label {
  readonly zh: string
  readonly en: string
}

export type Locale = keyof Label

/** 公需科目, 专业科目, 个人选修科目, in the order in which the notice names them (S022). */
export const categories = ['PUBLIC', 'PROFESSIONAL', 'ELECTIVE'] as const
export type Category = (typeof categories)[number]

export const categoryLabels: Readonly<Record<Category, Label>> = {
  PUBLIC: { zh: '公需科目', en: 'Public' },
  PROFESSIONAL: { zh: '专业科目', en: 'Professional' },
  ELECTIVE: { zh: '个人选修科目', en: 'Elective' },
}

/** Each role is held in one organisation; a person may hold several. */
export const roles = [
  'TEACHER',
  'SCHOOL_ADMIN',
  'HR_OFFICER',
  'PRINCIPAL',
  'DISTRICT_REVIEWER',
  'PROVIDER',
  'CITY_OPERATOR',
  'CITY_SUPERVISOR',
] as const
export type Role = (typeof roles)[number]

/** 证书/学习证明, 盖章中文翻译, 盖章学时证明 (S077–S081). */
export const evidenceKinds = ['CERTIFICATE', 'TRANSLATION', 'HOURS_PROOF'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** The fields of the 个人基础信息表 (S019–S021); how each is read stands in core/people/profile-fields.ts. */
export const profileFieldIds = [
  'name',
  'idKind',
  'idNumber',
  'gender',
  'birthDate',
  'phone',
  'school',
  'certificateNumber',
  'stage',
  'subject',
  'title',
  'titleDate',
  'dutyStatus',
  'staffCategory',
] as const
export type ProfileFieldId = (typeof profileFieldIds)[number]

/** 未开始 / 未提交 / 被退案或退回: those who still have something to do. */
export const nudgeGroups = ['not-started', 'not-sent', 'returned'] as const
export type NudgeGroup = (typeof nudgeGroups)[number]

/** Who returned an item: a school's return is a 退案, the office's above it a 退回 (DOMAIN §1). */
export const returnLevels = ['school', 'district'] as const
export type ReturnLevel = (typeof returnLevels)[number]

/** Said beside everything that the notice does not give and that is shipped as an example. */
export const sampleNote: Label = {
  zh: '示例，待主管部门确认',
  en: 'sample, to be confirmed by the authority',
}
