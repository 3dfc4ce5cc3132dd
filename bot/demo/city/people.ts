import { type IdNumber, upgradeFifteenDigits } from '../../../core/privacy/id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Role } from '../../../core/terms.ts'
import { type DemoPerson, organisations, people } from './city.ts'

/** Somebody whose phone stands in the sandbox, with what they would know of themselves. */
export interface DemoPhone {
  readonly userId: number
  readonly firstName: string
  /** 身份 · 学校 */
  readonly about: { readonly zh: string; readonly en: string }
  /** Otherwise this phone begins with consent and identity. */
  readonly bound: boolean
  readonly knows: { label: { readonly zh: string; readonly en: string }; value: string }[]
}

/**
 * No district of any province has this number. So these ID numbers belong to nobody, though they read like
 * real ones.
 */
const regionOfNobody = '440199'

export function idNumberOf(person: DemoPerson): IdNumber {
  const birth = person.born.replaceAll('-', '').slice(2)
  const sequence = 900 + (people.indexOf(person) % 50) * 2 - (person.gender === 'MALE' ? 1 : 0)
  const read = upgradeFifteenDigits(`${regionOfNobody}${birth}${sequence}`, '2014-01-01')
  if (isRefusal(read))
    throw new Error(`${person.name} of the demo has an ID number that is none: ${read.refused}.`)
  return read
}

/** The school's 继续教育代码 and a running number. */
export function certificateNumberOf(person: DemoPerson): string {
  const code = organisations.find(({ id }) => id === person.at)?.code ?? '90000'
  return `${code}${String(people.indexOf(person) + 1).padStart(3, '0')}`
}

const roleNames: Readonly<Record<Role, { zh: string; en: string }>> = {
  TEACHER: { zh: '教师', en: 'Teacher' },
  SCHOOL_ADMIN: { zh: '学校继续教育管理员', en: 'School administrator' },
  HR_OFFICER: { zh: '人事干部', en: 'School HR' },
  PRINCIPAL: { zh: '校长', en: 'Principal' },
  DISTRICT_REVIEWER: { zh: '复审员', en: 'District reviewer' },
  PROVIDER: { zh: '培训机构', en: 'Training provider' },
  CITY_OPERATOR: { zh: '市远程培训中心', en: 'City remote training centre' },
  CITY_SUPERVISOR: { zh: '市继续教育指导中心', en: 'City guidance centre' },
}

export const demoPeople: DemoPhone[] = people.flatMap((person) => {
  if (!person.userId) return []
  const organisation = organisations.find(({ id }) => id === person.at)!
  return {
    userId: person.userId,
    firstName: person.name,
    about: {
      zh: `${person.roles.map((role) => roleNames[role].zh).join('、')} · ${organisation.name}`,
      en: `${person.roles.map((role) => roleNames[role].en).join(', ')} · ${organisation.name}`,
    },
    bound: person.bound ?? false,
    knows: [
      {
        label: { zh: '继续教育证号', en: 'Education no.' },
        value: certificateNumberOf(person),
      },
      { label: { zh: '姓名', en: 'Name' }, value: person.name },
      { label: { zh: '身份证号', en: 'ID number' }, value: idNumberOf(person).number },
    ],
  }
})
