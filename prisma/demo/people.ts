import type { Role } from '../../core/cycle/words.ts'
import { type IdNumber, upgradeFifteenDigits } from '../../core/people/id-number.ts'
import { isRefusal } from '../../core/refusal.ts'
import { type DemoPerson, organisations, people } from './city.ts'

/** Somebody whose phone stands in the sandbox, with what they would know of themselves. */
export interface DemoPhone {
  readonly userId: number
  readonly firstName: string
  /** 学校 · 身份 */
  readonly about: string
  /** Otherwise this phone begins with consent and identity. */
  readonly bound: boolean
  readonly knows: { label: string; value: string }[]
}

/** No district of any province has this number, so these ID numbers are nobody's, though they read as real ones do. */
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

const roleNames: Readonly<Record<Role, string>> = {
  TEACHER: '教师',
  SCHOOL_ADMIN: '学校继续教育管理员',
  HR_OFFICER: '人事干部',
  PRINCIPAL: '校长',
  DISTRICT_REVIEWER: '复审员',
  PROVIDER: '培训机构',
  CITY_OPERATOR: '远程培训中心',
  CITY_SUPERVISOR: '指导中心',
}

export const demoPeople: DemoPhone[] = people.flatMap((person) => {
  if (!person.userId) return []
  const organisation = organisations.find(({ id }) => id === person.at)!
  return {
    userId: person.userId,
    firstName: person.name,
    about: `${organisation.name} · ${person.roles.map((role) => roleNames[role]).join('、')}`,
    bound: person.bound ?? false,
    knows: [
      { label: '继续教育证号', value: certificateNumberOf(person) },
      { label: '姓名', value: person.name },
      { label: '身份证号', value: idNumberOf(person).number },
    ],
  }
})
