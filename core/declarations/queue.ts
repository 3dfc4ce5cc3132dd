import type { Database, Transaction } from '../../prisma/database.ts'
import { isComplainedSql } from '../review/held.ts'

type Reader = Database['prisma'] | Transaction

/**
 * What waits for a school, oldest first. One's own items are for a colleague (ruling 11) and are counted
 * apart.
 */
export interface Queue {
  readonly waiting: number
  readonly oldestSince: Date | null
  readonly own: number
}

export async function readQueue(
  db: Reader,
  schoolId: string,
  cycleId: number,
  reviewerId: string,
): Promise<Queue> {
  const [row] = await db.$queryRaw<{ waiting: number; oldest: Date | null; own: number }[]>`
    select count(*) filter (where person_id <> ${reviewerId}::uuid)::int as waiting,
      min(waiting_since) filter (where person_id <> ${reviewerId}::uuid) as oldest,
      count(*) filter (where person_id = ${reviewerId}::uuid)::int as own
    from declaration where organisation_id = ${schoolId} and cycle_id = ${cycleId} and state = 'SUBMITTED'`
  return { waiting: row?.waiting ?? 0, oldestSince: row?.oldest ?? null, own: row?.own ?? 0 }
}

/**
 * The next item of the queue for this reviewer. With `after` (稍后) it is the one behind that place; at the end
 * it begins again at the front.
 */
export async function nextInQueue(
  db: Reader,
  schoolId: string,
  cycleId: number,
  reviewerId: string,
  after?: { waitingSince: Date; id: string },
): Promise<string | undefined> {
  const find = (from: { waitingSince: Date; id: string } | undefined) => db.$queryRaw<{ id: string }[]>`
    select id from declaration
    where organisation_id = ${schoolId} and cycle_id = ${cycleId} and state = 'SUBMITTED' and person_id <> ${reviewerId}::uuid
      and (waiting_since, id) > (${from?.waitingSince ?? new Date(0)}::timestamptz, ${from?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by waiting_since, id limit 1`
  const [next] = await find(after)
  if (next || !after) return next?.id
  const [first] = await find(undefined)
  return first?.id
}

/** What waits for an office above schools: how much, since when, and how much of it in the second round. */
export interface OfficeQueue {
  readonly waiting: number
  readonly secondRound: number
  /** Items of principals, which the office confirms in their place (ruling 11). */
  readonly forPrincipals: number
  readonly oldestSince: Date | null
  readonly own: number
}

export async function readOfficeQueue(
  db: Reader,
  officeId: string,
  cycleId: number,
  reviewerId: string,
): Promise<OfficeQueue> {
  const [row] = await db.$queryRaw<
    { waiting: number; second_round: number; oldest: Date | null; own: number }[]
  >`
    select count(*) filter (where person_id <> ${reviewerId}::uuid)::int as waiting,
      count(*) filter (where person_id <> ${reviewerId}::uuid and round = 2)::int as second_round,
      min(waiting_since) filter (where person_id <> ${reviewerId}::uuid) as oldest,
      count(*) filter (where person_id = ${reviewerId}::uuid)::int as own
    from declaration where office_id = ${officeId} and cycle_id = ${cycleId} and state = 'CONFIRMED_BY_PRINCIPAL'`
  const principals = await db.$queryRawUnsafe<{ waiting_since: Date }[]>(
    `select waiting_since from (${principalsItemsSql('$1', '$2', '$3::uuid')}) as item`,
    officeId,
    cycleId,
    reviewerId,
  )
  const since = [row?.oldest, ...principals.map(({ waiting_since }) => waiting_since)].filter((at) => !!at)
  return {
    waiting: row?.waiting ?? 0,
    secondRound: row?.second_round ?? 0,
    forPrincipals: principals.length,
    oldestSince: since.length > 0 ? new Date(Math.min(...since.map(Number))) : null,
    own: row?.own ?? 0,
  }
}

/** Where somebody stands in an office's queue, to go on behind it. */
export interface OfficePlace {
  readonly round: number
  readonly waitingSince: Date
  readonly id: string
}

/**
 * The next item for a reviewer of an office. Items of the second round come first, as their window closes
 * with the freeze, then the oldest; those of principals themselves are included once their school has
 * confirmed (ruling 11). It is one look into the office's part of an index, however many schools it has and
 * items wait there.
 *
 * @param schoolId only of this school
 * @param after (稍后) the one behind that place, beginning again at the front when the end is reached
 */
export async function nextForOffice(
  db: Reader,
  officeId: string,
  cycleId: number,
  reviewerId: string,
  { schoolId = null, after }: { schoolId?: string | null; after?: OfficePlace } = {},
): Promise<string | undefined> {
  const find = async (round: number, from?: OfficePlace) => {
    const [found] = await db.$queryRawUnsafe<{ id: string }[]>(
      schoolId === null ? nextForOfficeSql : nextOfSchoolSql,
      officeId,
      cycleId,
      reviewerId,
      round,
      from?.waitingSince ?? new Date(0),
      from?.id ?? '00000000-0000-0000-0000-000000000000',
      ...(schoolId === null ? [] : [schoolId]),
    )
    return found?.id
  }
  const fromFront = async () => (await find(2)) ?? (await find(1))
  if (!after) return fromFront()
  const behind = after.round === 2 ? ((await find(2, after)) ?? (await find(1))) : await find(1, after)
  return behind ?? fromFront()
}

/**
 * Few rows: principals who teach. A column kept by triggers (migration 0007) tells whether somebody is a
 * principal, for the index's sake. Office, cycle and reviewer are given in SQL.
 */
export function principalsItemsSql(officeId: string, cycleId: string, reviewerId: string): string {
  return `
    select item.id, item.waiting_since, item.round, item.organisation_id
    from declaration item
    where item.office_id = ${officeId} and item.cycle_id = ${cycleId} and item.state = 'APPROVED_BY_SCHOOL' and item.of_principal
      and item.person_id <> ${reviewerId}
      and not ${isComplainedSql('item')}
      and (item.round = 2 or exists (select 1 from step where step.cycle_id = ${cycleId}
        and step.organisation_id = item.organisation_id and step.step = 'confirmation'))`
}

/**
 * $1 office, $2 cycle, $3 reviewer, $4 round, $5 and $6 the place behind which to look; $7 the school that is
 * meant alone.
 */
export const nextForOfficeSql = nextSql('')
const nextOfSchoolSql = nextSql('organisation_id = $7 and')

function nextSql(where: string): string {
  const oldest = `${where} round = $4 and (waiting_since, id) > ($5::timestamptz, $6::uuid)
        order by waiting_since, id limit 1`
  return `
    select id from (
      (select id, waiting_since from declaration
        where office_id = $1 and cycle_id = $2 and state = 'CONFIRMED_BY_PRINCIPAL' and person_id <> $3::uuid and ${oldest})
      union all
      (select id, waiting_since from (${principalsItemsSql('$1', '$2', '$3::uuid')}) as principals where ${oldest})) as waiting
    order by waiting_since, id limit 1`
}
