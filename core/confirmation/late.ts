import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { closingOf, freezesAt, windowOf } from '../cycle/windows.ts'
import type { StepId } from '../review/steps.ts'
import type { Role } from '../terms.ts'

/**
 * Who is behind in which soft window of the calendar: 逾期 is still possible, marked, and told one level up
 * (DOMAIN §3, S064, S070). A silent reviewer never means approval: nothing here decides on an item.
 * `tell-late.ts` says whom it is told to.
 */

/** A school, an office above schools, a training provider, or an office of the city itself. */
export type LateOf = 'school' | 'office' | 'provider' | 'city'

/**
 * Who is told one level up. 'parent': the office above the school, and where nobody is there the city's
 * supervisors. 指导中心 supervises the offices, the providers and 远程培训中心. Nobody in this system stands above
 * 指导中心, so the operators hear of it, because they wait for its confirmation. 'elsewhere':
 * core/complaints/overdue.ts tells it, without a name.
 */
export type ToldAbove = 'parent' | 'CITY_SUPERVISOR' | 'CITY_OPERATOR' | 'elsewhere'

interface SoftDuty {
  readonly window: WindowId
  readonly of: LateOf
  readonly role: Role
  readonly above: ToldAbove
  /** After the freeze there is nothing left to do about it. */
  readonly untilFreeze: boolean
  /**
   * Those of $2 who have not done it in cycle $1: id, and how many things are open where they can be counted.
   */
  readonly behind: string
  /** $3 of `behind`, where it asks for an instant. */
  readonly asOf?: (cycle: Cycle, now: Date) => Date
}

const hasTeachers = `exists (select 1 from "grant" held where held.organisation_id = organisation.id
  and held.role = 'TEACHER' and held.withdrawn_at is null)`
const withoutStep = (step: StepId) => `not exists (select 1 from step where step.cycle_id = $1
  and step.organisation_id = organisation.id and step.step = '${step}')`
const openComplaints = `select handler_id as id, count(*)::int as open from complaint
  where cycle_id = $1 and handler_id = any($2::text[]) and state <> 'SETTLED' group by handler_id`

/**
 * A step of the whole city is done once any of its offices took it. Otherwise those offices are behind that
 * have somebody for it; if none has, the city is.
 */
const withoutCityStep = (step: StepId, role: Role) => `
  select organisation.id, null::int as open from organisation
  where id = any($2::text[]) and not exists (select 1 from step where step.cycle_id = $1 and step.step = '${step}')
    and case when exists (select 1 from "grant" held where held.role = '${role}' and held.withdrawn_at is null)
      then exists (select 1 from "grant" held where held.role = '${role}' and held.withdrawn_at is null
        and held.organisation_id = organisation.id)
      else organisation.parent_id is null end`

/** One table: the window, whose it is, what counts as not done, and who is told. */
export const softDuties: readonly SoftDuty[] = [
  {
    // S014. Nobody's attendance is known. So this counts who told that a provider's hours are missing and has
    // no answer.
    window: 'provider-certificate',
    of: 'provider',
    role: 'PROVIDER',
    above: 'CITY_SUPERVISOR',
    untilFreeze: true,
    behind: `select organisation_id as id, count(*)::int as open from dispute
      where cycle_id = $1 and organisation_id = any($2::text[]) and state = 'OPEN'
        and about->>'missing' = 'true' and about->>'source' = 'PROVIDER' group by organisation_id`,
  },
  {
    window: 'school-review',
    of: 'school',
    role: 'SCHOOL_ADMIN',
    above: 'parent',
    untilFreeze: true,
    behind: `select organisation_id as id, count(*)::int as open from declaration
      where organisation_id = any($2::text[]) and cycle_id = $1 and state = 'SUBMITTED' and round = 1
      group by organisation_id`,
  },
  {
    // Ruling 2: one that ends by 01-17 is in time; one that ends later is behind until it is over.
    window: 'publicity',
    of: 'school',
    role: 'SCHOOL_ADMIN',
    above: 'parent',
    untilFreeze: true,
    behind: `select id, null::int as open from organisation where id = any($2::text[]) and ${hasTeachers}
      and not exists (select 1 from publicity where publicity.organisation_id = organisation.id
        and publicity.cycle_id = $1 and publicity.withdrawn_at is null and publicity.ends_at <= $3::timestamptz)`,
    asOf(cycle, now) {
      const { closesAt, latestAt = closesAt } = windowOf(cycle, 'publicity')
      return latestAt > now ? latestAt : now
    },
  },
  {
    window: 'principal-confirmation',
    of: 'school',
    role: 'PRINCIPAL',
    above: 'parent',
    untilFreeze: true,
    behind: `select id, null::int as open from organisation where id = any($2::text[]) and ${hasTeachers}
      and ${withoutStep('confirmation')}`,
  },
  {
    window: 'district-review',
    of: 'office',
    role: 'DISTRICT_REVIEWER',
    above: 'CITY_SUPERVISOR',
    untilFreeze: true,
    behind: `select school.parent_id as id, sum(counted.open)::int as open
      from organisation school cross join lateral (select count(*) as open from declaration
        where organisation_id = school.id and cycle_id = $1 and state = 'CONFIRMED_BY_PRINCIPAL' and round = 1) as counted
      where school.parent_id = any($2::text[]) group by school.parent_id having sum(counted.open) > 0`,
  },
  {
    window: 'complaints',
    of: 'school',
    role: 'SCHOOL_ADMIN',
    above: 'elsewhere',
    untilFreeze: false,
    behind: openComplaints,
  },
  {
    window: 'complaints',
    of: 'office',
    role: 'DISTRICT_REVIEWER',
    above: 'elsewhere',
    untilFreeze: false,
    behind: openComplaints,
  },
  {
    // S057: districts and 市教师培训中心 hand in theirs, 远程培训中心 the city's.
    window: 'statistics',
    of: 'office',
    role: 'DISTRICT_REVIEWER',
    above: 'CITY_SUPERVISOR',
    untilFreeze: false,
    behind: `select id, null::int as open from organisation where id = any($2::text[]) and ${withoutStep('statistics')}`,
  },
  {
    window: 'statistics',
    of: 'city',
    role: 'CITY_OPERATOR',
    above: 'CITY_SUPERVISOR',
    untilFreeze: false,
    behind: withoutCityStep('city-statistics', 'CITY_OPERATOR'),
  },
  {
    // S059: the supervision of complaints comes before the confirmation, so the confirmation stands for both.
    window: 'city-confirmation',
    of: 'city',
    role: 'CITY_SUPERVISOR',
    above: 'CITY_OPERATOR',
    untilFreeze: false,
    behind: withoutCityStep('city-confirmation', 'CITY_SUPERVISOR'),
  },
  {
    // S060.
    window: 'export',
    of: 'city',
    role: 'CITY_OPERATOR',
    above: 'CITY_SUPERVISOR',
    untilFreeze: false,
    behind: withoutCityStep('export', 'CITY_OPERATOR'),
  },
]

export interface LateWork {
  readonly window: WindowId
  readonly of: LateOf
  /** Whose duty it is. */
  readonly role: Role
  readonly above: ToldAbove
  readonly organisationId: string
  readonly organisationName: string
  /** The office above a school, '' where there is none; the organisation itself otherwise. */
  readonly officeId: string
  /** How many items, complaints or answers are open; null where it is one thing that is not done. */
  readonly open: number | null
  /** When the window closed. */
  readonly closedAt: Date
}

/** All of the city; one office with its schools; or one organisation alone. */
export type LateScope = 'city' | { readonly officeId: string } | { readonly organisationId: string }

/**
 * What is behind now, in the order of the calendar, then by name. It takes at most one statement for each
 * soft window that has passed, however many schools there are.
 */
export async function lateWork(
  db: Database['prisma'] | Transaction,
  scope: LateScope,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<LateWork[]> {
  const due = softDuties.filter((duty) => isPast(duty, cycle, now))
  if (due.length === 0) return []
  const concerned = await organisationsOf(db, scope)
  const found = await Promise.all(
    due.map(async ({ window, of, role, above, behind, asOf }) => {
      const ofKind = concerned.filter(({ kind }) => ofOfKind[kind] === of)
      if (ofKind.length === 0) return []
      const ids = ofKind.map(({ id }) => id)
      const rows = await db.$queryRawUnsafe<{ id: string; open: number | null }[]>(
        behind,
        cycle.id,
        ids,
        ...(asOf ? [asOf(cycle, now)] : []),
      )
      const open = new Map(rows.map((row) => [row.id, row.open]))
      return ofKind
        .filter(({ id }) => open.has(id))
        .map(
          ({ id, name, parentId }): LateWork => ({
            ...{ window, of, role, above },
            organisationId: id,
            organisationName: name,
            officeId: of === 'school' ? (parentId ?? '') : id,
            open: open.get(id) ?? null,
            closedAt: closingOf(cycle, window),
          }),
        )
    }),
  )
  return found.flat()
}

function isPast({ window, untilFreeze }: SoftDuty, cycle: Cycle, now: Date): boolean {
  if (windowOf(cycle, window).kind !== 'soft' || now < closingOf(cycle, window)) return false
  return !untilFreeze || now < freezesAt(cycle)
}

const ofOfKind = {
  SCHOOL: 'school',
  DISTRICT: 'office',
  TRAINING_CENTRE: 'office',
  PROVIDER: 'provider',
  CITY: 'city',
} as const satisfies Record<string, LateOf>

interface Concerned {
  readonly id: string
  readonly name: string
  readonly kind: keyof typeof ofOfKind
  readonly parentId: string | null
}

function organisationsOf(db: Database['prisma'] | Transaction, scope: LateScope): Promise<Concerned[]> {
  return db.organisation.findMany({
    where:
      scope === 'city'
        ? {}
        : 'officeId' in scope
          ? { OR: [{ id: scope.officeId }, { parentId: scope.officeId }] }
          : { id: scope.organisationId },
    select: { id: true, name: true, kind: true, parentId: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
