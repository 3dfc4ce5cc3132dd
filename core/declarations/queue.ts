import type { Database, Transaction } from '../../prisma/database.ts'

type Reader = Database['prisma'] | Transaction

/** What waits for a school, oldest first; one's own items are for a colleague (ruling 11) and are counted apart. */
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
 * The next item of the queue for this reviewer. With `after` (稍后) the one behind that place, beginning again at the
 * front when the end is reached.
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
    from declaration
    where organisation_id = any(array(select id from organisation where parent_id = ${officeId}))
      and cycle_id = ${cycleId} and state = 'CONFIRMED_BY_PRINCIPAL'`
  const principals = await db.$queryRawUnsafe<{ waiting_since: Date }[]>(
    `select waiting_since from (${principalsItemsSql}) as item`,
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
 * The next item for a reviewer of an office: those of the second round first, for their window closes with the freeze; then the
 * oldest. Beside what principals confirmed it holds the items of principals themselves once their school has confirmed (ruling 11).
 * One look into each school's part of an index, however many items wait there.
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
      nextForOfficeSql[round === 2 ? 2 : 1],
      officeId,
      cycleId,
      reviewerId,
      schoolId,
      from?.waitingSince ?? new Date(0),
      from?.id ?? '00000000-0000-0000-0000-000000000000',
    )
    return found?.id
  }
  const fromFront = async () => (await find(2)) ?? (await find(1))
  if (!after) return fromFront()
  const behind = after.round === 2 ? ((await find(2, after)) ?? (await find(1))) : await find(1, after)
  return behind ?? fromFront()
}

/** $1 office, $2 cycle, $3 reviewer. Few rows: principals who teach. */
const principalsItemsSql = `
  select item.id, item.waiting_since, item.round, item.organisation_id
  from organisation school
    join "grant" held on held.organisation_id = school.id and held.role = 'PRINCIPAL' and held.withdrawn_at is null
    join declaration item on item.person_id = held.person_id and item.cycle_id = $2
      and item.organisation_id = school.id and item.state = 'APPROVED_BY_SCHOOL'
  where school.parent_id = $1 and item.person_id <> $3::uuid
    and not exists (select 1 from complaint where complaint.declaration_id = item.id and complaint.state <> 'SETTLED')
    and (item.round = 2 or exists (select 1 from step where step.cycle_id = $2
      and step.organisation_id = school.id and step.step = 'confirmation'))`

/** $4 school or null, $5 and $6 the place behind which to look. The round is written out so that its partial index serves. */
export const nextForOfficeSql = { 1: nextOfRoundSql(1), 2: nextOfRoundSql(2) }

function nextOfRoundSql(round: 1 | 2): string {
  return `
    select id from (
      select item.id, item.waiting_since
      from organisation school cross join lateral (
        select id, waiting_since from declaration
        where organisation_id = school.id and cycle_id = $2 and state = 'CONFIRMED_BY_PRINCIPAL' and round = ${round}
          and person_id <> $3::uuid and (waiting_since, id) > ($5::timestamptz, $6::uuid)
        order by waiting_since, id limit 1) as item
      where school.parent_id = $1 and ($4::text is null or school.id = $4)
      union all
      select id, waiting_since from (${principalsItemsSql}) as principals
      where round = ${round} and ($4::text is null or organisation_id = $4)
        and (waiting_since, id) > ($5::timestamptz, $6::uuid)) as waiting
    order by waiting_since, id limit 1`
}
