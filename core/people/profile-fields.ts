import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import { readIdNumber } from '../privacy/id-number.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Label, ProfileFieldId } from '../terms.ts'
import { type CivilDate, readCivilDate } from '../time/shanghai.ts'

/**
 * The 个人基础信息表 as a table (S019–S021; annex 1 is missing, so the fields are samples). Marriage, ethnicity and
 * health are not asked for. Which fields are ※ is data of the cycle.
 */

/**
 * Values by field: option ids for choices, 'YYYY-MM-DD' for dates. `idNumber` holds the masked number only.
 */
export type Profile = Partial<Record<ProfileFieldId, string>>

export const profileRefusals = [
  'field-fixed',
  'field-option-unknown',
  'field-date-unreadable',
  'field-date-in-future',
  'field-phone-unreadable',
  'field-name-unreadable',
] as const

export interface FieldOption {
  id: string
  label: Label
}

export type FieldReading =
  | { as: 'text'; maxChars: number }
  | { as: 'choice'; options: readonly FieldOption[] }
  | { as: 'date' }
  | { as: 'phone' }
  | { as: 'id-number' }

export interface ProfileField {
  id: ProfileFieldId
  label: Label
  reading: FieldReading
  /**
   * Who changes it: the teacher, the school at the teacher's request, or nobody here because it comes with
   * the roster.
   */
  editable: 'teacher' | 'school-request' | 'fixed'
  /** Absent: the field concerns everybody. */
  applies?: (profile: Profile) => boolean
}

const choice = (options: [id: string, zh: string, en: string][]): FieldReading => ({
  as: 'choice',
  options: options.map(([id, zh, en]) => ({ id, label: { zh, en } })),
})

export const profileFields: readonly ProfileField[] = [
  {
    id: 'name',
    label: { zh: '姓名', en: 'Name' },
    reading: { as: 'text', maxChars: 40 },
    editable: 'school-request',
  },
  {
    id: 'idKind',
    label: { zh: '证件类型', en: 'Kind of ID' },
    reading: choice([
      ['RESIDENT', '居民身份证', 'Resident ID card'],
      ['RESIDENCE_PERMIT', '港澳台居民居住证', 'Residence permit for Hong Kong, Macau and Taiwan residents'],
      ['HK_MACAU_PASS', '港澳居民来往内地通行证', 'Mainland travel permit for Hong Kong and Macau residents'],
      ['TAIWAN_PASS', '台湾居民来往大陆通行证', 'Mainland travel permit for Taiwan residents'],
      ['FOREIGNER', '外国人永久居留身份证', "Foreigner's permanent residence card"],
      ['PASSPORT', '护照', 'Passport'],
    ]),
    editable: 'school-request',
  },
  {
    id: 'idNumber',
    label: { zh: '证件号码', en: 'ID number' },
    reading: { as: 'id-number' },
    editable: 'school-request',
  },
  {
    id: 'gender',
    label: { zh: '性别', en: 'Gender' },
    reading: choice([
      ['MALE', '男', 'Male'],
      ['FEMALE', '女', 'Female'],
    ]),
    editable: 'teacher',
  },
  {
    id: 'birthDate',
    label: { zh: '出生日期', en: 'Date of birth' },
    reading: { as: 'date' },
    editable: 'teacher',
  },
  { id: 'phone', label: { zh: '手机号', en: 'Mobile phone' }, reading: { as: 'phone' }, editable: 'teacher' },
  {
    id: 'school',
    label: { zh: '学校', en: 'School' },
    reading: { as: 'text', maxChars: 60 },
    editable: 'fixed',
  },
  {
    id: 'certificateNumber',
    label: { zh: '继续教育证号', en: 'Continuing-education number' },
    reading: { as: 'text', maxChars: 30 },
    editable: 'fixed',
  },
  {
    id: 'stage',
    label: { zh: '任教学段', en: 'Stage taught' },
    reading: choice([
      ['KINDERGARTEN', '幼儿园', 'Kindergarten'],
      ['PRIMARY', '小学', 'Primary'],
      ['JUNIOR', '初中', 'Junior secondary'],
      ['SENIOR', '高中', 'Senior secondary'],
      ['VOCATIONAL', '中职', 'Vocational'],
      ['SPECIAL', '特殊教育', 'Special education'],
      ['OTHER', '其他', 'Other'],
    ]),
    editable: 'teacher',
  },
  {
    id: 'subject',
    label: { zh: '任教学科', en: 'Subject taught' },
    reading: { as: 'text', maxChars: 30 },
    editable: 'teacher',
  },
  {
    id: 'title',
    label: { zh: '专业技术职称', en: 'Professional title' },
    reading: choice([
      ['FULL_SENIOR', '正高级教师', 'Full senior teacher'],
      ['SENIOR', '高级教师', 'Senior teacher'],
      ['FIRST', '一级教师', 'First-grade teacher'],
      ['SECOND', '二级教师', 'Second-grade teacher'],
      ['THIRD', '三级教师', 'Third-grade teacher'],
      ['OTHER', '其他系列职称', 'Title of another profession'],
      ['NONE', '未评职称', 'No title yet'],
    ]),
    editable: 'teacher',
  },
  {
    id: 'titleDate',
    label: { zh: '取得职称时间', en: 'Title since' },
    reading: { as: 'date' },
    editable: 'teacher',
    applies: (profile) => profile.title !== 'NONE',
  },
  {
    id: 'dutyStatus',
    label: { zh: '在岗状态', en: 'On duty' },
    reading: choice([
      ['ON_DUTY', '在岗', 'On duty'],
      ['SECONDED', '借调、支教', 'Seconded'],
      ['LEAVE', '休假（病假、产假等）', 'On leave'],
      ['RETIRED', '退休', 'Retired'],
    ]),
    editable: 'teacher',
  },
  {
    id: 'staffCategory',
    label: { zh: '人员类别', en: 'Kind of post' },
    reading: choice([
      ['TEACHER', '专任教师', 'Full-time teacher'],
      ['LABORATORY', '实验教师（实验管理员）', 'Laboratory teacher or manager'],
      ['LIBRARIAN', '图书管理员', 'Librarian'],
      ['RESEARCH', '教研、科研、电教、少年宫、进修学校人员', 'Teaching research and training staff'],
      ['OTHER', '其他具有教师专业技术资格的人员', 'Other staff with a teacher qualification'],
    ]),
    editable: 'teacher',
  },
]

/**
 * Reads what somebody typed or tapped for a field. The field's `editable` tells whether the value is saved or
 * becomes a request to the school.
 *
 * @param input typed text, or the id of an option
 * @param today no date may lie after it
 * @returns the value to keep (the whole number for `idNumber`: it is encrypted, and the profile gets the
 *   masked one), or one of `profileRefusals`, `typedTextRefusals`, `idNumberRefusals`
 */
export function readField(fieldId: ProfileFieldId, input: string, today: CivilDate): string | Refusal {
  const { reading, editable } = profileField(fieldId)
  if (editable === 'fixed') return refuse('field-fixed', { field: fieldId })
  switch (reading.as) {
    case 'text':
      return fieldId === 'name' ? readName(input, reading.maxChars) : readTypedText(input, reading.maxChars)
    case 'choice': {
      const typed = input.normalize('NFKC').trim().toLowerCase()
      const chosen = reading.options.find(({ id, label }) =>
        [id, label.zh, label.en].some((name) => name.normalize('NFKC').toLowerCase() === typed),
      )
      return chosen?.id ?? refuse('field-option-unknown', { field: fieldId })
    }
    case 'date': {
      const date = readCivilDate(input)
      if (date === undefined) return refuse('field-date-unreadable', { field: fieldId })
      return date > today ? refuse('field-date-in-future', { field: fieldId }) : date
    }
    case 'phone':
      return readPhone(input)
    case 'id-number': {
      const outcome = readIdNumber(input, today)
      return isRefusal(outcome) ? outcome : outcome.number
    }
  }
}

/** A question mark stands where a program could not write a character: 王?? is nobody's name. */
function readName(input: string, maxChars: number): string | Refusal {
  if (/[?？\ufffd□]/.test(input)) return refuse('field-name-unreadable', { field: 'name' })
  const name = readTypedText(input, maxChars)
  return isRefusal(name) ? name : name.replace(/[•・‧∙⋅．]/g, '·')
}

/**
 * The ※ fields of the cycle that are still empty, in the cycle's order. Nothing can be declared until all are
 * filled (S020).
 */
export function missingFields(profile: Profile, cycle: Pick<Cycle, 'requiredFields'>): ProfileFieldId[] {
  return cycle.requiredFields.filter(
    (fieldId) => (profileField(fieldId).applies?.(profile) ?? true) && !profile[fieldId]?.trim(),
  )
}

export function profileField(fieldId: ProfileFieldId): ProfileField {
  return profileFields.find(({ id }) => id === fieldId)!
}

/** A mainland mobile number, with or without +86; a number of elsewhere with its + and country code. */
function readPhone(input: string): string | Refusal<'field-phone-unreadable'> {
  const plain = input.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}()]/gu, '')
  const mainland = /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(plain)
  if (mainland) return mainland[1]!
  return /^\+(?!86)[1-9]\d{6,14}$/.test(plain) ? plain : refuse('field-phone-unreadable')
}
