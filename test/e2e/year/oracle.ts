import type { Database } from '../../../prisma/database.ts'

/**
 * What every document of the year must say, added up here from the rows themselves: hours on record,
 * declarations and their states. It knows nothing of the product's ledger, statistics or lists.
 */

export type Hours = Readonly<Record<'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE' | 'total', number>>

export interface Teacher {
  readonly name: string
  readonly school: string
  readonly schoolName: string
  readonly schoolCode: string
  readonly office: string
  readonly stage: string
  readonly subject: string
  readonly ownership: string
  readonly certificateNumber: string
  readonly hours: Hours
  readonly underReview: number
  readonly publicCourses: readonly { name: string; hours: number; from: Date }[]
  /** Which minimum of S006–S007 is not reached, and by how much. */
  readonly short: readonly { what: 'PUBLIC' | 'PROFESSIONAL' | 'total'; have: number; need: number }[]
  readonly declared: boolean
  readonly invalid: number
}

const counting = {
  review: ['APPROVED_BY_SCHOOL', 'CONFIRMED_BY_PRINCIPAL', 'APPROVED_BY_DISTRICT'],
  frozen: ['APPROVED_BY_DISTRICT'],
} as const
const minimums = { PUBLIC: 18, PROFESSIONAL: 42, total: 72 } as const

/** Everybody on the demo's rosters, as of now. */
export async function teachersOf(
  { prisma }: Database,
  when: keyof typeof counting,
  cycleId = 2014,
): Promise<Teacher[]> {
  const people = await prisma.person.findMany({
    where: { grants: { some: { role: 'TEACHER', withdrawnAt: null } } },
    include: {
      organisation: true,
      records: { where: { cycleId } },
      declarations: { where: { cycleId } },
    },
  })
  return people.map((person) => {
    const { organisation, records, declarations } = person
    const counted = declarations.filter(({ state }) => counting[when].some((one) => one === state))
    const rows = [...records, ...counted]
    const sum = (category: string) =>
      rows.filter((row) => row.category === category).reduce((all, { hours }) => all + hours, 0)
    const parts = {
      PUBLIC: sum('PUBLIC'),
      PROFESSIONAL: sum('PROFESSIONAL'),
      ELECTIVE: sum('ELECTIVE'),
    }
    const hours = { ...parts, total: parts.PUBLIC + parts.PROFESSIONAL + parts.ELECTIVE }
    const whats = ['PUBLIC', 'PROFESSIONAL', 'total'] as const
    return {
      name: person.name,
      school: organisation.id,
      schoolName: organisation.name,
      schoolCode: organisation.code ?? '',
      office: organisation.parentId ?? '',
      stage: person.stage ?? '',
      subject: person.subject ?? '',
      ownership: organisation.ownership ?? '',
      certificateNumber: person.certificateNumber ?? '',
      hours,
      underReview: declarations
        .filter(({ state }) => when === 'review' && state === 'SUBMITTED')
        .reduce((all, one) => all + one.hours, 0),
      publicCourses: rows
        .filter(({ category }) => category === 'PUBLIC')
        .map((row) => ({ name: row.courseName, hours: row.hours, from: row.from }))
        .sort((one, other) => one.from.getTime() - other.from.getTime()),
      short: whats
        .map((what) => ({ what, have: hours[what], need: minimums[what] }))
        .filter(({ have, need }) => have < need),
      declared: declarations.some(({ state }) => state !== 'WITHDRAWN'),
      invalid: declarations.filter(({ state }) => state === 'INVALID').length,
    }
  })
}

/** What only the story knows: how often items were returned, how many complaints came and were settled. */
export interface Told {
  readonly returns: number
  readonly returnsAbove: number
  readonly complaints: number
}

/** A line of the statistics form (annex 4) for these teachers, by the labels of its columns. */
export function formLine(teachers: readonly Teacher[], told?: Told): Record<string, number | null> {
  const count = (fits: (teacher: Teacher) => boolean) => teachers.filter(fits).length
  const failed = teachers.filter(({ short }) => short.length > 0)
  const shortOf = (what: string) =>
    failed.filter(({ short }) => short.some((one) => one.what === what)).length
  const average = (category: keyof Hours) => {
    const sum = teachers.reduce((all, { hours }) => all + hours[category], 0)
    return Math.round((sum / teachers.length) * 100) / 100
  }
  return {
    应验证人数: teachers.length,
    申报人数: count(({ declared }) => declared),
    达标: teachers.length - failed.length,
    未达标: failed.length,
    达标率: (teachers.length - failed.length) / teachers.length,
    公需不足: shortOf('PUBLIC'),
    专业不足: shortOf('PROFESSIONAL'),
    总学时不足: shortOf('total'),
    未申报: failed.filter(({ declared }) => !declared).length,
    含无效: failed.filter(({ invalid }) => invalid > 0).length,
    公需人均: average('PUBLIC'),
    专业人均: average('PROFESSIONAL'),
    选修人均: average('ELECTIVE'),
    ...(told && {
      退案次数: told.returns,
      退回次数: told.returnsAbove,
      投诉受理: told.complaints,
      投诉办结: told.complaints,
    }),
    免验人数: 0,
  }
}

/** The figures that are counts or sums, under the names of the table of differences. */
export function figuresOf(teachers: readonly Teacher[]): Record<string, number> {
  const line = formLine(teachers)
  const sum = (category: keyof Hours) => teachers.reduce((all, { hours }) => all + hours[category], 0)
  const reasons = ['公需不足', '专业不足', '总学时不足', '未申报', '含无效']
  return {
    ...Object.fromEntries(['应验证人数', '申报人数', '达标', '未达标'].map((name) => [name, line[name]!])),
    ...Object.fromEntries(reasons.map((name) => [`未达标原因：${name}`, line[name]!])),
    公需学时合计: sum('PUBLIC'),
    专业学时合计: sum('PROFESSIONAL'),
    选修学时合计: sum('ELECTIVE'),
  }
}

/** The table of differences between two moments (ruling 9). */
export function differences(before: Record<string, number>, after: Record<string, number>) {
  return Object.keys(before)
    .map((name) => ({
      项目: name,
      校长确认时: before[name]!,
      数据冻结后: after[name]!,
      增减: after[name]! - before[name]!,
    }))
    .filter(({ 增减 }) => 增减 !== 0)
}

/** As the list of S062 says it. */
export function whyNot({ short, declared, invalid }: Teacher): string {
  const words = { PUBLIC: '公需科目', PROFESSIONAL: '专业科目', total: '总学时' }
  return [
    ...short.map(({ what, have, need }) => `${words[what]}${have}/${need}，差${need - have}学时`),
    ...(declared ? [] : ['未申报']),
    ...(invalid > 0 ? [`有${invalid}项申报无效`] : []),
  ].join('；')
}
