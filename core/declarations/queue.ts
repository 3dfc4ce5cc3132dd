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
