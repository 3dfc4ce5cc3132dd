import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import { type Acting, holdsRole } from '../authority/grants.ts'
import { standsUnder } from '../authority/tree.ts'
import { isOutgoingType, type OutgoingType } from '../events/outgoing-types.ts'
import { priority } from '../notices/notice.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import { giveUpAll } from './deliveries.ts'
import { namesPrivateHost } from './public-address.ts'

/**
 * Where a connection is told what happens. An operator of the city, or whoever has the machine, makes and
 * ends it.
 */

export const subscriptionRefusals = [
  'not-your-role',
  'subscription-address',
  'subscription-types',
  'subscription-connection-gone',
  'subscription-gone',
  'subscription-nothing-to-redeliver',
  'not-your-organisation',
] as const
export type SubscriptionRefusal = Refusal<(typeof subscriptionRefusals)[number]>

/** Null for whoever works on the machine itself; otherwise a CITY_OPERATOR of the organisation. */
export type Operator = (Acting & { readonly organisationId: string }) | null

export const maxAddressChars = 500

export interface Subscription {
  readonly id: string
  readonly connectionId: string
  readonly connectionName: string
  /** Of which organisation, with what is below it, it is told. */
  readonly organisationName: string
  readonly url: string
  readonly types: readonly OutgoingType[]
  readonly madeAt: Date
  readonly endedAt: Date | null
  readonly endedWhy: string | null
  /** How its deliveries stand; what was delivered is forgotten after thirty days. */
  readonly delivered: number
  readonly open: number
  readonly givenUp: number
  /** What the receiver answered last to a delivery that is not through. */
  readonly lastFault: string | null
}

type Reader = Database['prisma'] | Transaction

/** Live ones first, newest first; of one connection or of all. */
export async function listSubscriptions(db: Reader, connectionId?: string): Promise<Subscription[]> {
  return db.$queryRaw<Subscription[]>`
    select subscription.id, connection.id as "connectionId", connection.name as "connectionName",
      organisation.name as "organisationName", subscription.url, subscription.types, subscription.made_at as "madeAt",
      subscription.ended_at as "endedAt", subscription.ended_why as "endedWhy",
      counted.delivered, counted.open, counted.given_up as "givenUp", counted.last_fault as "lastFault"
    from subscription join connection on connection.id = subscription.connection_id
      join organisation on organisation.id = subscription.organisation_id
      cross join lateral (
        select count(*) filter (where delivered_at is not null)::int as delivered,
          count(*) filter (where delivered_at is null and given_up_at is null)::int as open,
          count(*) filter (where given_up_at is not null)::int as given_up,
          max(last_status) filter (where delivered_at is null and last_status is not null) as last_fault
        from delivery where delivery.subscription_id = subscription.id) as counted
    where ${connectionId ?? null}::uuid is null or connection.id = ${connectionId ?? null}::uuid
    order by subscription.ended_at is not null, subscription.made_at desc, subscription.id`
}

/** Whose subscription it is and where it goes, for whoever hears that the receiver is gone. */
export async function readSubscription(
  db: Reader,
  subscriptionId: string,
): Promise<Pick<Subscription, 'connectionId' | 'connectionName' | 'url'> | undefined> {
  const row = await db.subscription.findUnique({
    where: { id: subscriptionId },
    select: { url: true, connectionId: true, connection: { select: { name: true } } },
  })
  return row
    ? { connectionId: row.connectionId, connectionName: row.connection.name, url: row.url }
    : undefined
}

/**
 * Subscribes a connection to events at an address. It is told from now on; nothing of before is sent.
 *
 * @param subscription.organisationId of which organisation and those below it; absent: the connection's own
 * @param subscription.url https, without user and password, and no private address; also those and http where
 *   private addresses are allowed by setting
 * @returns 'not-your-role' {role}; 'subscription-connection-gone'; 'subscription-address';
 *   'subscription-types'; 'not-your-organisation' for one that is not under the connection's
 */
export async function makeSubscription(
  tx: Transaction,
  {
    connectionId,
    url,
    types,
    organisationId: given,
  }: { connectionId: string; url: string; types: readonly string[]; organisationId?: string },
  operator: Operator,
  { allowPrivate, now }: { allowPrivate: boolean; now: Date },
): Promise<{ id: string; url: string } | SubscriptionRefusal> {
  const unauthorised = await refuseUnlessOperator(tx, operator)
  if (unauthorised) return unauthorised
  const address = readAddress(url, { allowPrivate })
  if (!address) return refuse('subscription-address')
  const wanted = [...new Set(types)]
  if (wanted.length === 0 || !wanted.every(isOutgoingType)) return refuse('subscription-types')
  // Whoever withdraws the connection waits, and then ends this subscription with it.
  const [connection] = await tx.$queryRaw<{ organisationId: string }[]>`
    select organisation_id as "organisationId" from connection
    where id = ${connectionId}::uuid and withdrawn_at is null for share`
  if (!connection) return refuse('subscription-connection-gone')
  const organisationId = given ?? connection.organisationId
  if (!(await standsUnder(tx, organisationId, connection.organisationId)))
    return refuse('not-your-organisation')
  const id = randomUUID()
  const data = { id, connectionId, organisationId, url: address, types: wanted, madeAt: now }
  await tx.subscription.create({ data })
  await audit(tx, {
    at: now,
    actor: actorOf(operator),
    action: 'subscription.make',
    subject: { kind: 'subscription', id },
    organisationId: connection.organisationId,
    details: { connectionId, organisationId, host: new URL(address).host, types: wanted },
  })
  return { id, url: address }
}

/**
 * Ends a subscription; what was still to be delivered is given up.
 *
 * @returns 'not-your-role' {role}; 'subscription-gone' when there is none or it has ended
 */
export async function endSubscription(
  tx: Transaction,
  subscriptionId: string,
  operator: Operator,
  now: Date,
): Promise<{ connectionId: string } | SubscriptionRefusal> {
  const unauthorised = await refuseUnlessOperator(tx, operator)
  if (unauthorised) return unauthorised
  return (
    (await end(tx, subscriptionId, { why: 'operator', actor: actorOf(operator) }, now)) ??
    refuse('subscription-gone')
  )
}

/**
 * The receiver said that it is gone for good (410). Nothing more is sent, and the operators of the city are
 * told once.
 */
export async function endGone(tx: Transaction, subscriptionId: string, now: Date): Promise<void> {
  if (!(await end(tx, subscriptionId, { why: 'gone', actor: null }, now))) return
  const notice = { kind: 'subscription-gone', subscriptionId }
  await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select distinct account.id, ${priority.decision}::int, ${JSON.stringify({ notice })}::jsonb, ${`subscription-gone:${subscriptionId}`} || ':' || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.role = 'CITY_OPERATOR' and held.withdrawn_at is null
    on conflict do nothing`
}

/**
 * Sends again: one event, delivered or given up, or everything of the subscription that was given up. The id
 * stays the same, so that a receiver recognises it.
 *
 * @returns how many go out again, and of which connection; 'subscription-nothing-to-redeliver' when none
 *   does; 'subscription-gone', 'not-your-role' {role}
 */
export async function redeliver(
  tx: Transaction,
  { subscriptionId, eventId }: { subscriptionId: string; eventId?: string },
  operator: Operator,
  now: Date,
): Promise<{ events: number; connectionId: string } | SubscriptionRefusal> {
  const unauthorised = await refuseUnlessOperator(tx, operator)
  if (unauthorised) return unauthorised
  const [subscription] = await tx.$queryRaw<{ organisationId: string; connectionId: string }[]>`
    select connection.organisation_id as "organisationId", connection.id as "connectionId"
    from subscription join connection on connection.id = subscription.connection_id
    where subscription.id = ${subscriptionId}::uuid and subscription.ended_at is null and connection.withdrawn_at is null
    for share of subscription`
  if (!subscription) return refuse('subscription-gone')
  const events = await tx.$executeRaw`
    update delivery set attempts = 0, queued_at = null, delivered_at = null, given_up_at = null, last_status = null
    where subscription_id = ${subscriptionId}::uuid
      and case when ${eventId ?? null}::uuid is null then given_up_at is not null
        else event_id = ${eventId ?? null}::uuid and (delivered_at is not null or given_up_at is not null) end`
  if (events === 0) return refuse('subscription-nothing-to-redeliver')
  await audit(tx, {
    at: now,
    actor: actorOf(operator),
    action: 'subscription.redeliver',
    subject: { kind: 'subscription', id: subscriptionId },
    organisationId: subscription.organisationId,
    details: { events, ...(eventId && { eventId }) },
  })
  return { events, connectionId: subscription.connectionId }
}

/**
 * The address as it is kept; undefined when it may not be written to. What it resolves to is judged at every
 * sending.
 */
export function readAddress(typed: string, { allowPrivate }: { allowPrivate: boolean }): string | undefined {
  const text = typed.trim()
  if (text.length > maxAddressChars || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isAllowed = url.protocol === 'https:' || (allowPrivate && url.protocol === 'http:')
  if (!isAllowed || url.username || url.password || url.hash) return undefined
  if (!allowPrivate && namesPrivateHost(url)) return undefined
  return url.href
}

async function end(
  tx: Transaction,
  subscriptionId: string,
  { why, actor }: { why: string; actor: ReturnType<typeof actorOf> | null },
  now: Date,
): Promise<{ connectionId: string } | undefined> {
  const [ended] = await tx.$queryRaw<{ connectionId: string; organisationId: string }[]>`
    update subscription set ended_at = ${now}, ended_why = ${why} from connection
    where subscription.id = ${subscriptionId}::uuid and subscription.ended_at is null
      and connection.id = subscription.connection_id
    returning connection.id as "connectionId", connection.organisation_id as "organisationId"`
  if (!ended) return undefined
  await giveUpAll(tx, subscriptionId, 'subscription ended')
  await audit(tx, {
    at: now,
    actor,
    action: 'subscription.end',
    subject: { kind: 'subscription', id: subscriptionId },
    organisationId: ended.organisationId,
    details: { why },
  })
  return { connectionId: ended.connectionId }
}

const role: Role = 'CITY_OPERATOR'

function actorOf(operator: Operator) {
  return operator ? { personId: operator.personId, role } : commandLine
}

async function refuseUnlessOperator(
  tx: Transaction,
  operator: Operator,
): Promise<Refusal<'not-your-role'> | undefined> {
  if (!operator || (await holdsRole(tx, operator.personId, role, operator.organisationId))) return undefined
  return refuse('not-your-role', { role })
}
