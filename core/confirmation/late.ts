import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { closingOf, freezesAt, windowOf } from '../cycle/windows.ts'
import type { Role } from '../cycle/words.ts'
import { isQuiet } from '../reminders/quiet.ts'

/**
 * Who is behind in which soft window of the calendar: 逾期 is still possible, marked, and told one level up (domain section 3, S064, S070). A
 * silent reviewer never means approval: nothing here decides on an item.
 */

interface SoftDuty {
  readonly window: WindowId
  readonly of: 'school' | 'office'
  readonly role: Role
  /** After the freeze there is nothing left to do about it. */
  readonly untilFreeze: boolean
  /** Those of $2 who have not done it in cycle $1: id, and how many things are open where they can be counted. */
  readonly behind: string
  /** The level above is told by others: core/complaints/overdue.ts. */
  readonly toldAboveElsewhere?: true
}

const hasTeachers = `exists (select 1 from "grant" held where held.organisation_id = organisation.id
  and held.role = 'TEACHER' and held.withdrawn_at is null)`
const withoutStep = (step: string) => `not exists (select 1 from step where step.cycle_id = $1
  and step.organisation_id = organisation.id and step.step = '${step}')`
const openComplaints = `select handler_id as id, count(*)::int as open from complaint
  where cycle_id = $1 and handler_id = any($2::text[]) and state <> 'SETTLED' group by handler_id`

/** One table: the window, whose it is, and what counts as not done. */
const softDuties: readonly SoftDuty[] = [
  {
    window: 'school-review',
    of: 'school',
    role: 'SCHOOL_ADMIN',
    untilFreeze: true,
    behind: `select organisation_id as id, count(*)::int as open from declaration
      where organisation_id = any($2::text[]) and cycle_id = $1 and state = 'SUBMITTED' and round = 1
      group by organisation_id`,
  },
  {
    window: 'publicity',
    of: 'school',
    role: 'SCHOOL_ADMIN',
    untilFreeze: true,
    behind: `select id, null::int as open from organisation where id = any($2::text[]) and ${hasTeachers}
      and not exists (select 1 from publicity where publicity.organisation_id = organisation.id
        and publicity.cycle_id = $1 and publicity.withdrawn_at is null)`,
  },
  {
    window: 'principal-confirmation',
    of: 'school',
    role: 'PRINCIPAL',
    untilFreeze: true,
    behind: `select id, null::int as open from organisation where id = any($2::text[]) and ${hasTeachers}
      and ${withoutStep('confirmation')}`,
  },
  {
    window: 'district-review',
    of: 'office',
    role: 'DISTRICT_REVIEWER',
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
    untilFreeze: false,
    behind: openComplaints,
    toldAboveElsewhere: true,
  },
  {
    window: 'complaints',
    of: 'office',
    role: 'DISTRICT_REVIEWER',
    untilFreeze: false,
    behind: openComplaints,
    toldAboveElsewhere: true,
  },
  {
    window: 'statistics',
    of: 'office',
    role: 'DISTRICT_REVIEWER',
    untilFreeze: false,
    behind: `select id, null::int as open from organisation where id = any($2::text[]) and ${withoutStep('statistics')}`,
  },
]

export interface LateWork {
  readonly window: WindowId
  readonly of: 'school' | 'office'
  /** Whose duty it is. */
  readonly role: Role
  readonly organisationId: string
  readonly organisationName: string
  /** The office above a school; the office itself. */
  readonly officeId: string
  /** How many items or complaints are open; null where it is one thing that is not done. */
  readonly open: number | null
  /** When the window closed. */
  readonly closedAt: Date
}

/** All offices and schools; one office with its schools; or one organisation alone. */
export type LateScope = 'city' | { readonly officeId: string } | { readonly organisationId: string }

/**
 * What is behind now, in the order of the calendar, then by name: at most one statement for each soft window that has passed, however
 * many schools there are.
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
    due.map(async (duty) => {
      const ofKind = concerned.filter(({ kind }) => (kind === 'SCHOOL') === (duty.of === 'school'))
      const rows = await db.$queryRawUnsafe<{ id: string; open: number | null }[]>(
        duty.behind,
        cycle.id,
        ofKind.map(({ id }) => id),
      )
      const open = new Map(rows.map((row) => [row.id, row.open]))
      return ofKind
        .filter(({ id }) => open.has(id))
        .map(
          ({ id, name, parentId }): LateWork => ({
            window: duty.window,
            of: duty.of,
            role: duty.role,
            organisationId: id,
            organisationName: name,
            officeId: duty.of === 'school' ? (parentId ?? '') : id,
            open: open.get(id) ?? null,
            closedAt: closingOf(cycle, duty.window),
          }),
        )
    }),
  )
  return found.flat()
}

/**
 * Tells of what is late, each once: those whose duty it is, and one level up the office above a school, or the city's supervisors. Nobody is
 * woken: what passes at midnight is told in the morning.
 */
export async function escalateLate(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<void> {
  for (const cycle of cycles) {
    if (isQuiet(cycle, now)) continue
    const late = await lateWork(prisma, 'city', { cycle, now })
    for (const [window, works] of Map.groupBy(late, (work) => work.window)) {
      for (const work of dutiesOf(works)) await tellOwn(prisma, cycle.id, window, work)
      const upwards = works.filter((work) => !isToldElsewhere(work))
      const offices = upwards.filter(({ of }) => of === 'school').map(({ officeId }) => officeId)
      await tellOffices(prisma, cycle.id, window, [...new Set(offices)])
      if (upwards.some(({ of }) => of === 'office')) await tellCity(prisma, cycle.id, window)
    }
  }
}

function isPast({ window, untilFreeze }: SoftDuty, cycle: Cycle, now: Date): boolean {
  if (windowOf(cycle, window).kind !== 'soft' || now < closingOf(cycle, window)) return false
  return !untilFreeze || now < freezesAt(cycle)
}

interface Concerned {
  readonly id: string
  readonly name: string
  readonly kind: 'SCHOOL' | 'DISTRICT' | 'TRAINING_CENTRE'
  readonly parentId: string | null
}

async function organisationsOf(db: Database['prisma'] | Transaction, scope: LateScope): Promise<Concerned[]> {
  const rows = await db.organisation.findMany({
    where: {
      kind: { in: ['SCHOOL', 'DISTRICT', 'TRAINING_CENTRE'] },
      ...(scope !== 'city' &&
        ('officeId' in scope
          ? { OR: [{ id: scope.officeId }, { parentId: scope.officeId }] }
          : { id: scope.organisationId })),
    },
    select: { id: true, name: true, kind: true, parentId: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows as Concerned[]
}

function isToldElsewhere({ window, of }: LateWork): boolean {
  return softDuties.some((duty) => duty.window === window && duty.of === of && duty.toldAboveElsewhere)
}

/** By role, so that all schools of one duty are told in one statement. */
function dutiesOf(works: readonly LateWork[]): { role: Role; organisationIds: string[] }[] {
  return [...Map.groupBy(works, ({ role }) => role)].map(([role, ofRole]) => ({
    role,
    organisationIds: ofRole.map(({ organisationId }) => organisationId),
  }))
}

async function tellOwn(
  db: Database['prisma'],
  cycleId: number,
  window: WindowId,
  { role, organisationIds }: { role: Role; organisationIds: readonly string[] },
): Promise<void> {
  await db.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, 1, jsonb_build_object('notice', jsonb_build_object('kind', 'late-own', 'cycleId', ${cycleId}::int,
        'window', ${window}::text, 'organisationId', held.organisation_id)),
      ${`late-own:${cycleId}:${window}:`} || held.organisation_id || ':' || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.role = ${role}::"Role" and held.organisation_id = any(${organisationIds}::text[])
      and held.withdrawn_at is null
    on conflict do nothing`
}

async function tellOffices(
  db: Database['prisma'],
  cycleId: number,
  window: WindowId,
  officeIds: readonly string[],
): Promise<void> {
  if (officeIds.length === 0) return
  await db.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, 1, jsonb_build_object('notice', jsonb_build_object('kind', 'late-below', 'cycleId', ${cycleId}::int,
        'window', ${window}::text, 'officeId', held.organisation_id)),
      ${`late-below:${cycleId}:${window}:`} || held.organisation_id || ':' || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.role = 'DISTRICT_REVIEWER' and held.organisation_id = any(${officeIds}::text[])
      and held.withdrawn_at is null
    on conflict do nothing`
}

async function tellCity(db: Database['prisma'], cycleId: number, window: WindowId): Promise<void> {
  await db.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select distinct account.id, 1, jsonb_build_object('notice', jsonb_build_object('kind', 'late-below',
        'cycleId', ${cycleId}::int, 'window', ${window}::text, 'officeId', null)),
      ${`late-below:${cycleId}:${window}:city:`} || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.role = 'CITY_SUPERVISOR' and held.withdrawn_at is null
    on conflict do nothing`
}
