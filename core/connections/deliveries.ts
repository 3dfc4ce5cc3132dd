import type { Database, Transaction } from '../../prisma/database.ts'

/**
 * What still has to be told to whom, and what became of it. Tries and waits run on the machine's time, like
 * everything that talks to others.
 */

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/**
 * The wait after each failed try: ten tries in just under three days. After the last the event is given up,
 * and can be asked for again.
 */
export const waitsAfterTry: readonly number[] = [
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  14 * hour,
  24 * hour,
  26 * hour,
]

export const keptEventDays = 30

/** One event for one subscription. */
export interface DeliveryKey {
  readonly eventId: string
  readonly subscriptionId: string
}

/** So many are handed over in one go. */
const mostHandedOver = 200

/**
 * Takes the deliveries whose turn it is: of each subject and subscription the earliest open one, so that a
 * later event of the same declaration waits until the earlier was delivered or given up. A delivery that was
 * handed over and not touched for longer than the longest wait is taken once more, in case its job was lost.
 * The caller's transaction marks them and hands them to the job queue; of several processes each gets others.
 */
export async function takeDue(tx: Transaction): Promise<DeliveryKey[]> {
  return tx.$queryRaw<DeliveryKey[]>`
    with due as (
      select delivery.event_id, delivery.subscription_id
      from delivery join domain_event event on event.id = delivery.event_id
      where delivery.delivered_at is null and delivery.given_up_at is null
        and (delivery.queued_at is null or delivery.queued_at < now() - interval '2 days')
        and not exists (
          select 1 from domain_event before join delivery earlier on earlier.event_id = before.id
          where before.subject_id = event.subject_id and before.serial < event.serial
            and earlier.subscription_id = delivery.subscription_id
            and earlier.delivered_at is null and earlier.given_up_at is null)
      order by event.serial limit ${mostHandedOver} for update of delivery skip locked)
    update delivery set queued_at = now() from due
    where delivery.event_id = due.event_id and delivery.subscription_id = due.subscription_id
    returning delivery.event_id as "eventId", delivery.subscription_id as "subscriptionId"`
}

export async function hasOpenDeliveries(db: Database['prisma']): Promise<boolean> {
  const [row] = await db.$queryRaw<{ open: boolean }[]>`
    select exists (select 1 from delivery where delivered_at is null and given_up_at is null) as open`
  return row?.open ?? false
}

export interface OpenDelivery {
  readonly url: string
  readonly attempts: number
  readonly connectionId: string
  /** The subscription or its connection has ended: nothing is sent any more. */
  readonly ended: boolean
  readonly event: {
    readonly type: string
    readonly organisationId: string
    readonly cycleId: number | null
    readonly subjectId: string
    readonly at: Date
    readonly data: unknown
  }
}

/** What is to be sent; undefined when it was delivered or given up meanwhile. */
export async function readOpenDelivery(
  db: Database['prisma'],
  key: DeliveryKey,
): Promise<OpenDelivery | undefined> {
  const row = await db.delivery.findUnique({
    where: { eventId_subscriptionId: key },
    include: {
      event: true,
      subscription: {
        include: {
          connection: true,
        },
      },
    },
  })
  if (!row || row.deliveredAt || row.givenUpAt) return undefined
  const { event, subscription, attempts } = row
  return {
    url: subscription.url,
    attempts,
    connectionId: subscription.connectionId,
    ended: subscription.endedAt !== null || subscription.connection.withdrawnAt !== null,
    event,
  }
}

/** @returns whether it was still open: of two that come to write one does */
export async function markDelivered(tx: Transaction, key: DeliveryKey, status: string): Promise<boolean> {
  const written = await tx.$executeRaw`
    update delivery set attempts = attempts + 1, last_status = ${status}, delivered_at = now()
    where event_id = ${key.eventId}::uuid and subscription_id = ${key.subscriptionId}::uuid
      and delivered_at is null and given_up_at is null`
  return written > 0
}

/**
 * Notes a failed try.
 *
 * @param attempts as read before the try
 * @param waits how long after each failed try the next one comes
 * @returns when to try again in milliseconds from now; undefined when it is given up or no longer open
 */
export async function markFailed(
  tx: Transaction,
  key: DeliveryKey,
  { attempts, status }: { attempts: number; status: string },
  waits: readonly number[],
): Promise<number | undefined> {
  const wait = waits[attempts]
  const written = await tx.$executeRaw`
    update delivery set attempts = attempts + 1, last_status = ${status}, queued_at = now(),
      given_up_at = case when ${wait === undefined} then now() end
    where event_id = ${key.eventId}::uuid and subscription_id = ${key.subscriptionId}::uuid
      and attempts = ${attempts} and delivered_at is null and given_up_at is null`
  return written > 0 ? wait : undefined
}

/** Gives up what is open of one subscription. */
export async function giveUpAll(tx: Transaction, subscriptionId: string, status: string): Promise<void> {
  await tx.$executeRaw`
    update delivery set given_up_at = now(), last_status = ${status}
    where subscription_id = ${subscriptionId}::uuid and delivered_at is null and given_up_at is null`
}

/** Forgets what was delivered or given up long ago, and the events that nobody waits for any more. */
export async function purgeDelivered({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await pool.query(
    `delete from delivery where coalesce(delivered_at, given_up_at) < now() - make_interval(days => $1)`,
    [keptEventDays],
  )
  await pool.query(
    `delete from domain_event where at < now() - make_interval(days => $1)
       and not exists (select 1 from delivery where delivery.event_id = domain_event.id)`,
    [keptEventDays],
  )
}
