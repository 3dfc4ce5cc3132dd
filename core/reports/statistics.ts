import type { Database, Transaction } from '../../prisma/database.ts'
import type { Moment } from '../cycle/cycle.ts'
import { type Shortfall, shortfalls } from '../ledger/ledger.ts'
import { type Answered, answeredBy, hasDeclared } from '../ledger/sums.ts'
import { type Category, categories } from '../terms.ts'

/**
 * The statistics form (annex 4, sample of DOMAIN §6) in numbers: counts and sums. Shares and averages are
 * made only when it is printed, so that a district is exactly the sum of its schools.
 */

export interface Figures {
  /** 应验证人数: whom the schools answer for, without the exempt. */
  readonly expected: number
  /** 免验人数 */
  readonly exempt: number
  /** 申报人数: of the expected, who submitted anything that was not withdrawn. */
  readonly declared: number
  readonly passed: number
  readonly failed: number
  /** 未达标原因: one person may have several. */
  readonly reasons: Readonly<Record<FailureReason, number>>
  /** Counted hours of the expected. */
  readonly hours: Readonly<Record<Category, number>>
  /** 退案次数: the school's returns that were not taken back. */
  readonly returns: number
  /** 退回次数: the returns of the office above. */
  readonly returnsAbove: number
  /**
   * 投诉受理 / 办结, by who handles them. What the office above took stands in the office's form only, so that a
   * school's form tells its principal nothing of a complaint about the principal.
   */
  readonly complaints: number
  readonly complaintsSettled: number
}

export const failureReasons = [...shortfalls, 'not-declared', 'with-invalid'] as const
export type FailureReason = Shortfall['code'] | 'not-declared' | 'with-invalid'

export interface Statistics {
  readonly schools: number
  readonly total: Figures
  /**
   * By 学段, an id of the profile field, '' where none is given. Complaints are about a school and stand in
   * none of these.
   */
  readonly byStage: Readonly<Record<string, Figures>>
  /** By 公办/民办: 'STATE', 'PRIVATE', '' where none is given. */
  readonly byOwnership: Readonly<Record<string, Figures>>
}

type Reader = Database['prisma'] | Transaction

/** The statistics of these schools together, as things stand now. */
export async function statisticsOf(
  db: Reader,
  schoolIds: readonly string[],
  clock: Moment,
): Promise<Statistics> {
  let sum = noStatistics
  for await (const { statistics } of statisticsPerSchool(db, schoolIds, clock)) {
    sum = addStatistics(sum, statistics)
  }
  return sum
}

/** So many schools are read at once: a whole city passes through without being held. */
const schoolsAtOnce = 20

/** The statistics of each school, one after another in the order given. */
export async function* statisticsPerSchool(
  db: Reader,
  schoolIds: readonly string[],
  clock: Moment,
): AsyncGenerator<{ schoolId: string; statistics: Statistics }> {
  for (let at = 0; at < schoolIds.length; at += schoolsAtOnce) {
    const chunk = schoolIds.slice(at, at + schoolsAtOnce)
    const people = Map.groupBy(await answeredBy(db, chunk, clock), ({ organisationId }) => organisationId)
    const returns = Map.groupBy(await returnsOf(db, chunk, clock.cycle.id), ({ schoolId }) => schoolId)
    const schools = await schoolRows(db, chunk, clock.cycle.id)
    for (const schoolId of chunk) {
      const school = schools.get(schoolId)
      if (!school) continue
      const statistics = ofOneSchool(school, people.get(schoolId) ?? [], returns.get(schoolId) ?? [])
      yield { schoolId, statistics }
    }
  }
}

/** A district is the sum of its schools, the city the sum of all. */
export function addStatistics(one: Statistics, other: Statistics): Statistics {
  return {
    schools: one.schools + other.schools,
    total: addFigures(one.total, other.total),
    byStage: addGroups(one.byStage, other.byStage),
    byOwnership: addGroups(one.byOwnership, other.byOwnership),
  }
}

/**
 * The form of an office: the sum of its schools, and in the total the complaints that the office itself
 * handles.
 */
export function withOwnComplaints(
  statistics: Statistics,
  own: Pick<Figures, 'complaints' | 'complaintsSettled'>,
): Statistics {
  return { ...statistics, total: addFigures(statistics.total, { ...noFigures, ...own }) }
}

const noReasons = Object.fromEntries(failureReasons.map((reason) => [reason, 0])) as Figures['reasons']

const noFigures: Figures = {
  expected: 0,
  exempt: 0,
  declared: 0,
  passed: 0,
  failed: 0,
  reasons: noReasons,
  hours: { PUBLIC: 0, PROFESSIONAL: 0, ELECTIVE: 0 },
  returns: 0,
  returnsAbove: 0,
  complaints: 0,
  complaintsSettled: 0,
}

export const noStatistics: Statistics = { schools: 0, total: noFigures, byStage: {}, byOwnership: {} }

/**
 * Where two forms differ, such as the one taken when the principal confirmed and the one of frozen data
 * (ruling 9).
 */
export interface Difference {
  /** As 'passed', 'reasons.total-short' or 'hours.PUBLIC'. */
  readonly figure: string
  readonly before: number
  readonly after: number
}

/** The figures of the total that are not the same, in the order of the form; nothing where all agree. */
export function differenceOf(before: Statistics, after: Statistics): Difference[] {
  const later = new Map(flat(after.total))
  // A form that was read back from the database has lost the order of its figures.
  return flat(addFigures(noFigures, before.total))
    .map(([figure, value]) => ({ figure, before: value, after: later.get(figure) ?? 0 }))
    .filter((one) => one.before !== one.after)
}

function flat(figures: Figures): [string, number][] {
  return Object.entries(figures).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value] as [string, number]]
      : Object.entries(value as Record<string, number>).map(([part, number]): [string, number] => [
          `${name}.${part}`,
          number,
        ]),
  )
}

function addFigures(one: Figures, other: Figures): Figures {
  return {
    expected: one.expected + other.expected,
    exempt: one.exempt + other.exempt,
    declared: one.declared + other.declared,
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    reasons: addRecords(one.reasons, other.reasons),
    hours: addRecords(one.hours, other.hours),
    returns: one.returns + other.returns,
    // A snapshot of before these were counted apart has them among the returns.
    returnsAbove: (one.returnsAbove ?? 0) + (other.returnsAbove ?? 0),
    complaints: one.complaints + other.complaints,
    complaintsSettled: one.complaintsSettled + other.complaintsSettled,
  }
}

function addRecords<Key extends string>(
  one: Readonly<Record<Key, number>>,
  other: Readonly<Record<Key, number>>,
): Record<Key, number> {
  const keys = Object.keys(one) as Key[]
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as Record<Key, number>
}

function addGroups(
  one: Readonly<Record<string, Figures>>,
  other: Readonly<Record<string, Figures>>,
): Record<string, Figures> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(
    names.map((name) => [name, addFigures(one[name] ?? noFigures, other[name] ?? noFigures)]),
  )
}

function ofOneSchool(
  school: SchoolRow,
  people: readonly Answered[],
  returns: readonly ReturnRow[],
): Statistics {
  const byStage: Record<string, Figures> = {}
  const addToStage = (stage: string | null, figures: Figures) => {
    byStage[stage ?? ''] = addFigures(byStage[stage ?? ''] ?? noFigures, figures)
  }
  for (const person of people) addToStage(person.stage, figuresOf(person))
  for (const { stage, returns: bySchool, returnsAbove } of returns) {
    addToStage(stage, { ...noFigures, returns: bySchool, returnsAbove })
  }
  const { complaints, complaintsSettled } = school
  const total = Object.values(byStage).reduce(addFigures, { ...noFigures, complaints, complaintsSettled })
  return { schools: 1, total, byStage, byOwnership: { [school.ownership ?? '']: total } }
}

function figuresOf({ exempt, ledger, verdict, items }: Answered): Figures {
  if (exempt) return { ...noFigures, exempt: 1 }
  const declared = hasDeclared({ items })
  const reasons: Record<string, number> = { ...noReasons }
  if (!verdict.passed) {
    for (const { code } of verdict.reasons) reasons[code] = 1
    if (!declared) reasons['not-declared'] = 1
    if (items.INVALID) reasons['with-invalid'] = 1
  }
  return {
    ...noFigures,
    expected: 1,
    declared: declared ? 1 : 0,
    passed: verdict.passed ? 1 : 0,
    failed: verdict.passed ? 0 : 1,
    reasons: reasons as Figures['reasons'],
    hours: Object.fromEntries(
      categories.map((category) => [category, ledger.counted[category]]),
    ) as Figures['hours'],
  }
}

interface SchoolRow {
  readonly id: string
  readonly ownership: string | null
  readonly complaints: number
  readonly complaintsSettled: number
}

async function schoolRows(
  db: Reader,
  schoolIds: readonly string[],
  cycleId: number,
): Promise<Map<string, SchoolRow>> {
  const rows = await db.$queryRaw<SchoolRow[]>`
    select school.id, school.ownership::text as ownership, count(complaint.id)::int as complaints,
      count(complaint.id) filter (where complaint.state = 'SETTLED')::int as "complaintsSettled"
    from organisation school
      left join complaint on complaint.handler_id = school.id and complaint.cycle_id = ${cycleId}
    where school.id = any(${schoolIds}::text[]) group by school.id`
  return new Map(rows.map((row) => [row.id, row]))
}

interface ReturnRow {
  readonly schoolId: string
  readonly stage: string | null
  readonly returns: number
  readonly returnsAbove: number
}

/**
 * Returns stand in the trail of the item's school. One that the school undid is taken off again; the office
 * above cannot undo. They are counted by item: if one school returned it and, after a transfer, the next
 * undid that, the next school's count does not go down.
 */
async function returnsOf(db: Reader, schoolIds: readonly string[], cycleId: number): Promise<ReturnRow[]> {
  return db.$queryRaw<ReturnRow[]>`
    select "schoolId", stage, sum(greatest(returns, 0))::int as returns, sum("returnsAbove")::int as "returnsAbove"
    from (select entry.chain as "schoolId", person.stage, entry.subject_id,
      (count(*) filter (where entry.action in ('declaration.return', 'declaration.complaint-return'))
        - count(*) filter (where entry.action = 'declaration.undo'))::int as returns,
      count(*) filter (where entry.action in
        ('declaration.district-return', 'declaration.district-complaint-return'))::int as "returnsAbove"
    from audit_entry entry
      join declaration on declaration.id = entry.subject_id::uuid
      join person on person.id = declaration.person_id
    where entry.chain = any(${schoolIds}::text[]) and entry.cycle_id = ${cycleId}
      and entry.subject_kind = 'declaration'
      and (entry.action in ('declaration.return', 'declaration.district-return', 'declaration.complaint-return',
          'declaration.district-complaint-return')
        or (entry.action = 'declaration.undo' and entry.details ->> 'from' = 'RETURNED_BY_SCHOOL'))
    group by entry.chain, person.stage, entry.subject_id) as by_item
    group by "schoolId", stage`
}
