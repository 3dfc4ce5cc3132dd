import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf } from '../cycle/windows.ts'
import { ledgerFromSums, verdictOf } from '../ledger/ledger.ts'
import { answersAsOf, statesStanding } from '../ledger/sums.ts'
import { type DeclarationState, stageAt } from '../review/actions.ts'

/**
 * How far the verification has come in each district and in the training centre of the bureau schools (DOMAIN
 * §6, City).
 */

export interface OfficeProgress {
  readonly office: {
    readonly id: string
    readonly name: string
    readonly kind: 'DISTRICT' | 'TRAINING_CENTRE'
  }
  readonly schools: {
    readonly total: number
    /** Whose publicity has begun. */
    readonly published: number
    readonly confirmed: number
    /** Confirmed, and nothing of theirs waits for anybody any more. */
    readonly reviewed: number
    /** Confirmed 逾期, or not confirmed although the time for it is over. */
    readonly late: number
  }
  readonly items: Readonly<Partial<Record<DeclarationState, number>>>
  /** Those whom the schools answer for (ruling 14); who is exempt has neither passed nor not passed. */
  readonly teachers: {
    readonly total: number
    readonly exempt: number
    readonly passed: number
    readonly notPassed: number
  }
  readonly complaints: { readonly open: number; readonly overdue: number }
}

/**
 * The progress of every office that reviews schools, districts first, then by name. It takes two statements,
 * however large the city. The second gives one row per distinct ledger, so that the rules judge thousands of
 * rows instead of one teacher at a time.
 */
export async function readProgress(
  db: Database['prisma'] | Transaction,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<OfficeProgress[]> {
  const offices = await db.$queryRawUnsafe<OfficeRow[]>(officesSql, cycle.id, now)
  const stage = stageAt(cycle, now)
  const ledgers = await db.$queryRawUnsafe<LedgerRow[]>(
    ledgersSql,
    cycle.id,
    answersAsOf(cycle, now),
    statesStanding('counted', stage),
  )
  const confirmationOver = now >= closingOf(cycle, 'principal-confirmation')
  const complaintsOver = now >= closingOf(cycle, 'complaints')
  return offices.map(
    ({ id, name, kind, schools, published, confirmed, confirmedLate, reviewed, ...rest }) => ({
      office: { id, name, kind },
      schools: {
        total: schools,
        published,
        confirmed,
        reviewed,
        late: confirmedLate + (confirmationOver ? schools - confirmed : 0),
      },
      items: rest.items ?? {},
      teachers: judged(
        ledgers.filter(({ officeId }) => officeId === id),
        cycle,
      ),
      complaints: { open: rest.openComplaints, overdue: complaintsOver ? rest.openComplaints : 0 },
    }),
  )
}

/** The progress of all offices together. */
export function progressOfAll(offices: readonly OfficeProgress[]): Omit<OfficeProgress, 'office'> {
  const items: Partial<Record<DeclarationState, number>> = {}
  for (const office of offices) {
    for (const [state, count] of Object.entries(office.items) as [DeclarationState, number][]) {
      items[state] = (items[state] ?? 0) + count
    }
  }
  return {
    schools: summed(
      offices.map(({ schools }) => schools),
      { total: 0, published: 0, confirmed: 0, reviewed: 0, late: 0 },
    ),
    items,
    teachers: summed(
      offices.map(({ teachers }) => teachers),
      { total: 0, exempt: 0, passed: 0, notPassed: 0 },
    ),
    complaints: summed(
      offices.map(({ complaints }) => complaints),
      { open: 0, overdue: 0 },
    ),
  }
}

function summed<Counts extends Record<string, number>>(all: readonly Counts[], zero: Counts): Counts {
  const entries = Object.keys(zero).map((key) => [
    key,
    all.reduce((sum, counts) => sum + (counts[key] ?? 0), 0),
  ])
  return Object.fromEntries(entries) as Counts
}

function judged(rows: readonly LedgerRow[], cycle: Cycle): OfficeProgress['teachers'] {
  const teachers = { total: 0, exempt: 0, passed: 0, notPassed: 0 }
  for (const { teachers: count, exempt, PUBLIC, PROFESSIONAL, ELECTIVE } of rows) {
    const ledger = ledgerFromSums([{ PUBLIC, PROFESSIONAL, ELECTIVE }], [], cycle.requirements)
    const { passed } = verdictOf(ledger, cycle.requirements, { final: false })
    teachers.total += count
    teachers[exempt ? 'exempt' : passed ? 'passed' : 'notPassed'] += count
  }
  return teachers
}

interface OfficeRow {
  readonly id: string
  readonly name: string
  readonly kind: OfficeProgress['office']['kind']
  readonly schools: number
  readonly published: number
  readonly confirmed: number
  readonly confirmedLate: number
  readonly reviewed: number
  readonly items: Partial<Record<DeclarationState, number>> | null
  readonly openComplaints: number
}

/** $1 cycle, $2 now. Items are counted school by school, along the index that the schools' queues use. */
const officesSql = `
  with school as (
    select school.id, school.parent_id, confirmation.done_at is not null as confirmed, confirmation.late,
      exists (select 1 from publicity where publicity.organisation_id = school.id and publicity.cycle_id = $1
        and withdrawn_at is null and starts_at <= $2::timestamptz) as published,
      (select count(*)::int from complaint where complaint.organisation_id = school.id and complaint.cycle_id = $1
        and state <> 'SETTLED') as complaints,
      counted.items
    from organisation as school
      left join step as confirmation on confirmation.organisation_id = school.id and confirmation.cycle_id = $1
        and confirmation.step = 'confirmation'
      cross join lateral (select jsonb_object_agg(state, items) as items from (
        select state, count(*)::int as items from declaration
        where declaration.organisation_id = school.id and declaration.cycle_id = $1 group by state) as by_state) as counted
    where school.kind = 'SCHOOL'),
  item as (
    select parent_id, jsonb_object_agg(state, items) as items from (
      select school.parent_id, one.state, sum(one.items::int)::int as items
      from school cross join lateral jsonb_each_text(school.items) as one(state, items) group by school.parent_id, one.state) as by_state
    group by parent_id)
  select office.id, office.name, office.kind::text as kind, item.items,
    count(school.id)::int as schools,
    count(*) filter (where school.published)::int as published,
    count(*) filter (where school.confirmed)::int as confirmed,
    count(*) filter (where school.late)::int as "confirmedLate",
    count(*) filter (where school.confirmed and not coalesce(
      school.items ?| array['SUBMITTED', 'APPROVED_BY_SCHOOL', 'CONFIRMED_BY_PRINCIPAL'], false))::int as reviewed,
    coalesce(sum(school.complaints), 0)::int as "openComplaints"
  from organisation as office
    left join school on school.parent_id = office.id
    left join item on item.parent_id = office.id
  where office.kind in ('DISTRICT', 'TRAINING_CENTRE')
  group by office.id, office.name, office.kind, item.items
  order by office.kind, office.name, office.id`

interface LedgerRow {
  readonly officeId: string
  readonly exempt: boolean
  readonly PUBLIC: number
  readonly PROFESSIONAL: number
  readonly ELECTIVE: number
  readonly teachers: number
}

/**
 * $1 cycle, $2 whose roster counts, $3 states that count. Hours are summed per person before anything is
 * joined (invariant 4).
 */
const ledgersSql = `
  with summed as (
    select person_id, coalesce(sum(hours) filter (where category = 'PUBLIC'), 0) as in_public,
      coalesce(sum(hours) filter (where category = 'PROFESSIONAL'), 0) as professional,
      coalesce(sum(hours) filter (where category = 'ELECTIVE'), 0) as elective
    from (
      select person_id, category, hours from hour_record where cycle_id = $1
      union all
      select person_id, category, hours from declaration where cycle_id = $1 and state = any($3::"DeclarationState"[])) as counted
    group by person_id),
  held as (
    select distinct person_id, organisation_id from "grant"
    where role = 'TEACHER' and granted_at <= $2::timestamptz and (withdrawn_at is null or withdrawn_at > $2::timestamptz)),
  exempt as (select person_id from exemption where cycle_id = $1 and state = 'GRANTED')
  select school.parent_id as "officeId", exempt.person_id is not null as exempt,
    coalesce(in_public, 0) as "PUBLIC", coalesce(professional, 0) as "PROFESSIONAL", coalesce(elective, 0) as "ELECTIVE",
    count(*)::int as teachers
  from held
    join organisation as school on school.id = held.organisation_id and school.parent_id is not null
    left join summed on summed.person_id = held.person_id
    left join exempt on exempt.person_id = held.person_id
  group by 1, 2, 3, 4, 5`
