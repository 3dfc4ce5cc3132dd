import type { Database } from '../../prisma/database.ts'
import type { Cycle, Moment, WindowId } from '../cycle/cycle.ts'
import { isQuiet } from '../cycle/quiet.ts'
import { priority } from '../notices/notice.ts'
import type { Role } from '../terms.ts'
import { type LateScope, type LateWork, lateWork } from './late.ts'

/** What is late is told to whose duty it is and one level up, each once (S064, S070). */

/**
 * Tells of what is late: those whose duty it is, and one level up the office above a school, or the city's
 * own offices. Nobody is woken: what passes at midnight is told in the morning.
 */
export async function escalateLate(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<void> {
  for (const cycle of cycles) {
    if (isQuiet(cycle, now)) continue
    const late = await lateWork(prisma, 'city', { cycle, now })
    if (late.length === 0) continue
    const staffed = await staffedOffices(prisma)
    for (const [window, works] of Map.groupBy(late, (work) => work.window)) {
      for (const [role, ofRole] of Map.groupBy(works, (work) => work.role)) {
        await tellOwn(prisma, cycle.id, window, role, ofRole)
      }
      const upwards = Map.groupBy(works, (work) => hearerOf(work, staffed))
      for (const [hearer, ofHearer] of upwards) {
        if (hearer === 'office') await tellOffices(prisma, cycle.id, window, ofHearer)
        else if (hearer) await tellCity(prisma, cycle.id, window, hearer)
      }
    }
  }
}

/**
 * What a notice told one level up is about, as it stands now: below an office, or what the city's own offices
 * are told.
 */
export async function lateToldTo(
  db: Database['prisma'],
  officeId: string | null,
  window: WindowId,
  clock: Moment,
): Promise<LateWork[]> {
  const scope: LateScope = officeId === null ? 'city' : { officeId }
  const [late, staffed] = await Promise.all([lateWork(db, scope, clock), staffedOffices(db)])
  return late.filter((work) => {
    const hearer = hearerOf(work, staffed)
    return work.window === window && hearer !== undefined && (hearer === 'office') === (officeId !== null)
  })
}

type ToldOffice = 'office' | 'CITY_SUPERVISOR' | 'CITY_OPERATOR'

/** An office that nobody holds hears nothing, so what is late below it goes on to the city. */
function hearerOf({ above, officeId }: LateWork, staffed: ReadonlySet<string>): ToldOffice | undefined {
  if (above === 'elsewhere') return undefined
  if (above !== 'parent') return above
  return staffed.has(officeId) ? 'office' : 'CITY_SUPERVISOR'
}

async function staffedOffices(db: Database['prisma']): Promise<ReadonlySet<string>> {
  const held = await db.grant.findMany({
    where: { role: 'DISTRICT_REVIEWER', withdrawnAt: null },
    select: { organisationId: true },
    distinct: ['organisationId'],
  })
  return new Set(held.map(({ organisationId }) => organisationId))
}

async function tellOwn(
  db: Database['prisma'],
  cycleId: number,
  window: WindowId,
  role: Role,
  works: readonly LateWork[],
): Promise<void> {
  const organisationIds = works.map(({ organisationId }) => organisationId)
  await db.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, ${priority.decision}::int, jsonb_build_object('notice', jsonb_build_object('kind', 'late-own',
        'cycleId', ${cycleId}::int, 'window', ${window}::text, 'organisationId', held.organisation_id)),
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
  works: readonly LateWork[],
): Promise<void> {
  const officeIds = [...new Set(works.map(({ officeId }) => officeId))]
  await db.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, ${priority.decision}::int, jsonb_build_object('notice', jsonb_build_object('kind', 'late-below',
        'cycleId', ${cycleId}::int, 'window', ${window}::text, 'officeId', held.organisation_id)),
      ${`late-below:${cycleId}:${window}:`} || held.organisation_id || ':' || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.role = 'DISTRICT_REVIEWER' and held.organisation_id = any(${officeIds}::text[])
      and held.withdrawn_at is null
    on conflict do nothing`
}

/** Where nobody holds the role, the other of the city's own offices is told. */
async function tellCity(
  db: Database['prisma'],
  cycleId: number,
  window: WindowId,
  role: Exclude<ToldOffice, 'office'>,
): Promise<void> {
  const other: Role = role === 'CITY_SUPERVISOR' ? 'CITY_OPERATOR' : 'CITY_SUPERVISOR'
  await db.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select distinct account.id, ${priority.decision}::int, jsonb_build_object('notice', jsonb_build_object(
        'kind', 'late-below', 'cycleId', ${cycleId}::int, 'window', ${window}::text, 'officeId', null)),
      ${`late-below:${cycleId}:${window}:city:`} || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.withdrawn_at is null and (held.role = ${role}::"Role" or (held.role = ${other}::"Role"
      and not exists (select 1 from "grant" first where first.role = ${role}::"Role" and first.withdrawn_at is null)))
    on conflict do nothing`
}
