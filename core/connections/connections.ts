import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import { type Acting, grantOnce } from '../people/grants.ts'
import type { Sealer } from '../people/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type EventTypeName, isEventType, roleFor } from './event-types.ts'
import { addKey } from './keys.ts'

/**
 * Other systems that take part. Each acts as a person of its own in one organisation, with the roles that its types of events need
 * there and no others, so that every use case authorises it as it does anybody. A city operator makes and withdraws them.
 */

export const connectionRefusals = [
  'not-your-role',
  'organisation-unknown',
  'connection-name-taken',
  'connection-type-not-here',
  'connection-pace',
  'connection-unknown',
  'connection-changed',
  'connection-withdrawn',
  'connection-one-key',
] as const

export const usualPerMinute = 60
export const mostPerMinute = 6_000
export const maxConnectionNameChars = 30

/** Null for the command line. */
type By = Acting | null

export interface MadeConnection {
  readonly connectionId: string
  readonly version: number
  /** Shown once: it is kept sealed and never given out again. */
  readonly key: string
}

/**
 * Makes a connection with its person, roles and first key.
 *
 * @param given.types the events it may send; none for one that is only told and downloads
 * @returns 'not-your-role' {role}, 'organisation-unknown', 'connection-name-taken' {name}, 'connection-type-not-here' {type},
 *   'connection-pace' {max}; one of `typedTextRefusals`
 */
export async function makeConnection(
  tx: Transaction,
  given: {
    name: string
    organisationId: string
    types: readonly string[]
    perMinute?: number
    actor: By
  },
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<MadeConnection | Refusal> {
  const { organisationId, perMinute = usualPerMinute, actor } = given
  const stranger = await refuseUnlessOperator(tx, actor)
  if (stranger) return stranger
  const name = readTypedText(given.name, maxConnectionNameChars)
  if (isRefusal(name)) return name
  const place = await tx.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, kind: true },
  })
  if (!place) return refuse('organisation-unknown')
  const types = [...new Set(given.types)]
  const wrong = types.find((type) => !isEventType(type) || !roleFor(type, place.kind))
  if (wrong !== undefined) return refuse('connection-type-not-here', { type: wrong.slice(0, 60) })
  if (!isPace(perMinute)) return refuse('connection-pace', { max: mostPerMinute })
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('connection.name'))::text`
  if ((await tx.connection.count({ where: { name, withdrawnAt: null } })) > 0)
    return refuse('connection-name-taken', { name })

  const [connectionId, personId] = [randomUUID(), randomUUID()]
  await tx.person.create({ data: { id: personId, organisationId, name } })
  await tx.connection.create({
    data: {
      id: connectionId,
      name,
      organisationId,
      personId,
      types,
      perMinute,
      madeAt: now,
      madeById: actor?.personId ?? null,
    },
  })
  const roles = new Set(types.map((type) => roleFor(type as EventTypeName, place.kind)!))
  for (const role of roles) await grantOnce(tx, { personId, role, organisationId }, now)
  const key = await addKey(tx, connectionId, { sealer, now })
  await told(tx, 'make', { id: connectionId, organisationId }, actor, now, {
    name,
    types,
    perMinute,
    roles: [...roles],
  })
  return { connectionId, version: 1, key }
}

/** Which connection, as it was seen; without a version whatever stands now, as the command line names it. */
export interface ConnectionSeen {
  readonly connectionId: string
  readonly version?: number
  readonly actor: By
}

/**
 * A second key beside the newest; a third one that is still in force ends with it. Both serve until the older one is withdrawn.
 *
 * @returns the new key, shown once; as `lock` refuses
 */
export async function rotateKey(
  tx: Transaction,
  seen: ConnectionSeen,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<MadeConnection | Refusal> {
  const row = await lock(tx, seen)
  if (isRefusal(row)) return row
  await withdrawKeysBut(tx, row.id, 1, now)
  const key = await addKey(tx, row.id, { sealer, now })
  const version = await changed(tx, row, {})
  await told(tx, 'rotate', row, seen.actor, now)
  return { connectionId: row.id, version, key }
}

/**
 * The older key is no longer in force.
 *
 * @returns as `lock` refuses; 'connection-one-key' when there is only one
 */
export async function withdrawOlderKey(
  tx: Transaction,
  seen: ConnectionSeen,
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lock(tx, seen)
  if (isRefusal(row)) return row
  const withdrawn = await withdrawKeysBut(tx, row.id, 1, now)
  if (withdrawn === 0) return refuse('connection-one-key')
  const version = await changed(tx, row, {})
  await told(tx, 'withdraw-key', row, seen.actor, now)
  return { version }
}

/** How many calls a minute it may make. @returns as `lock` refuses; 'connection-pace' {max} */
export async function limitConnection(
  tx: Transaction,
  { perMinute, ...seen }: ConnectionSeen & { perMinute: number },
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lock(tx, seen)
  if (isRefusal(row)) return row
  if (!isPace(perMinute)) return refuse('connection-pace', { max: mostPerMinute })
  const version = await changed(tx, row, { perMinute })
  await told(tx, 'limit', row, seen.actor, now, { before: row.perMinute, after: perMinute })
  return { version }
}

/**
 * Ends a connection for good: its keys, its roles and what it is told. What it did stands.
 *
 * @returns as `lock` refuses
 */
export async function withdrawConnection(
  tx: Transaction,
  seen: ConnectionSeen,
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lock(tx, seen)
  if (isRefusal(row)) return row
  await withdrawKeysBut(tx, row.id, 0, now)
  await tx.grant.updateMany({
    where: { personId: row.personId, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
  await tx.subscription.updateMany({
    where: { connectionId: row.id, endedAt: null },
    data: { endedAt: now, endedWhy: 'connection-withdrawn' },
  })
  const version = await changed(tx, row, { withdrawnAt: now })
  await told(tx, 'withdraw', row, seen.actor, now)
  return { version }
}

export interface ConnectionShown {
  readonly id: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string; readonly kind: OrganisationKind }
  readonly types: readonly string[]
  readonly perMinute: number
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
  readonly version: number
  /** When each key in force was made, the newest first. */
  readonly keysMadeAt: readonly Date[]
  readonly lastMessageAt: Date | null
}

/** Those in force by name; the withdrawn ones after them where they are asked for. */
export async function listConnections(
  db: Database['prisma'] | Transaction,
  { id, withdrawn = false }: { id?: string; withdrawn?: boolean } = {},
): Promise<ConnectionShown[]> {
  const rows = await db.connection.findMany({
    where: { ...(id && { id }), ...(!withdrawn && { withdrawnAt: null }) },
    include: {
      organisation: { select: { id: true, name: true, kind: true } },
      keys: { where: { withdrawnAt: null }, orderBy: [{ madeAt: 'desc' }, { id: 'desc' }] },
      received: { orderBy: { receivedAt: 'desc' }, take: 1, select: { receivedAt: true } },
    },
    orderBy: [{ withdrawnAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ keys, received, personId: _, organisationId: __, ...row }) => ({
    ...row,
    keysMadeAt: keys.map(({ madeAt }) => madeAt),
    lastMessageAt: received[0]?.receivedAt ?? null,
  }))
}

async function refuseUnlessOperator(tx: Transaction, actor: By): Promise<Refusal | undefined> {
  if (!actor) return undefined
  const held = await tx.grant.count({
    where: {
      personId: actor.personId,
      role: 'CITY_OPERATOR',
      withdrawnAt: null,
      // A connection makes no connections.
      person: { connection: { is: null } },
    },
  })
  return held > 0 ? undefined : refuse('not-your-role', { role: 'CITY_OPERATOR' })
}

interface Locked {
  readonly id: string
  readonly organisationId: string
  readonly personId: string
  readonly version: number
  readonly perMinute: number
}

/** @returns 'not-your-role' {role}, 'connection-unknown', 'connection-withdrawn', 'connection-changed' when it is not as it was seen */
async function lock(
  tx: Transaction,
  { connectionId, version, actor }: ConnectionSeen,
): Promise<Locked | Refusal> {
  const stranger = await refuseUnlessOperator(tx, actor)
  if (stranger) return stranger
  await tx.$queryRaw`select 1 from connection where id = ${connectionId}::uuid for no key update`
  const row = await tx.connection.findUnique({ where: { id: connectionId } })
  if (!row) return refuse('connection-unknown')
  if (row.withdrawnAt) return refuse('connection-withdrawn')
  return version === undefined || row.version === version ? row : refuse('connection-changed')
}

async function changed(
  tx: Transaction,
  { id, version }: Locked,
  data: { perMinute?: number; withdrawnAt?: Date },
): Promise<number> {
  const { count } = await tx.connection.updateMany({
    where: { id, version, withdrawnAt: null },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new Error(`Connection ${id} changed under its lock.`)
  return version + 1
}

/** All but the newest `kept`. @returns how many there were */
async function withdrawKeysBut(
  tx: Transaction,
  connectionId: string,
  kept: number,
  now: Date,
): Promise<number> {
  return tx.$executeRaw`
    update connection_key set withdrawn_at = ${now} where withdrawn_at is null and id in (
      select id from connection_key where connection_id = ${connectionId}::uuid and withdrawn_at is null
      order by made_at desc, id desc offset ${kept})`
}

function told(
  tx: Transaction,
  action: string,
  { id, organisationId }: { id: string; organisationId: string },
  actor: By,
  now: Date,
  details: object = {},
): Promise<void> {
  return audit(tx, {
    at: now,
    actor: actor ? { personId: actor.personId, role: 'CITY_OPERATOR' } : commandLine,
    action: `connection.${action}`,
    subject: { kind: 'connection', id },
    organisationId,
    details,
  })
}

function isPace(perMinute: number): boolean {
  return Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= mostPerMinute
}
