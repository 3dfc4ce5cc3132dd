import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { grantOnce } from '../authority/grants.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { rolesOf } from './allowed-types.ts'
import { refuseTypes } from './change-connection.ts'
import { type ConnectionLimits, refuseLimits, usualMaxBytes, usualPerMinute } from './connection-limits.ts'
import { repeatedCall } from './counted-calls.ts'
import { addKey } from './keys.ts'
import {
  auditConnection,
  type By,
  type ConnectionSeen,
  lockConnection,
  refuseUnlessOperator,
  writeConnection,
} from './locked-connection.ts'

/**
 * Other systems that take part. Each acts as a person of its own in one organisation, with only the roles
 * that its types of events need there, so every use case authorises it like anybody else. A city operator
 * makes and withdraws them.
 */

export const connectionRefusals = [
  'not-your-role',
  'organisation-unknown',
  'connection-name-taken',
  'connection-type-not-here',
  'connection-pace',
  'connection-size',
  'connection-unknown',
  'connection-changed',
  'connection-withdrawn',
  'connection-one-key',
] as const

export const maxConnectionNameChars = 30

export interface MadeConnection {
  readonly connectionId: string
  readonly version: number
  /** Shown once: it is kept sealed and never given out again. */
  readonly key: string
}

/**
 * Makes a connection with its person, roles and first key.
 *
 * @param given.types the events it may send and the documents it may download; none for one that is only told
 * @returns 'not-your-role' {role}, 'organisation-unknown', 'connection-name-taken' {name},
 *   'connection-type-not-here' {type}; as `refuseLimits` refuses; one of `typedTextRefusals`
 */
export async function makeConnection(
  tx: Transaction,
  given: {
    name: string
    organisationId: string
    types: readonly string[]
    actor: By
  } & Partial<ConnectionLimits>,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<MadeConnection | Refusal> {
  const { organisationId, perMinute = usualPerMinute, maxBytes = usualMaxBytes, actor } = given
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
  const wrong = refuseTypes(types, place.kind) ?? refuseLimits({ perMinute, maxBytes })
  if (wrong) return wrong
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
      maxBytes,
      madeAt: now,
      madeById: actor?.personId ?? null,
    },
  })
  const roles = rolesOf(types, place.kind)
  for (const role of roles) await grantOnce(tx, { personId, role, organisationId }, now)
  const key = await addKey(tx, connectionId, { sealer, now })
  await auditConnection(tx, 'make', { id: connectionId, organisationId }, actor, now, {
    name,
    types,
    perMinute,
    maxBytes,
    roles,
  })
  return { connectionId, version: 1, key }
}

/**
 * Adds a key beside the newest; any older key still in force ends with it. Both serve until the older one is
 * withdrawn.
 *
 * @returns the new key, shown once; as `lockConnection` refuses
 */
export async function rotateKey(
  tx: Transaction,
  seen: ConnectionSeen,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<MadeConnection | Refusal> {
  const row = await lockConnection(tx, seen)
  if (isRefusal(row)) return row
  await withdrawKeysBut(tx, row.id, 1, now)
  const key = await addKey(tx, row.id, { sealer, now })
  const version = await writeConnection(tx, row, {})
  await auditConnection(tx, 'rotate', row, seen.actor, now)
  return { connectionId: row.id, version, key }
}

/**
 * The older key is no longer in force.
 *
 * @returns as `lockConnection` refuses; 'connection-one-key' when there is only one
 */
export async function withdrawOlderKey(
  tx: Transaction,
  seen: ConnectionSeen,
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lockConnection(tx, seen)
  if (isRefusal(row)) return row
  const withdrawn = await withdrawKeysBut(tx, row.id, 1, now)
  if (withdrawn === 0) return refuse('connection-one-key')
  const version = await writeConnection(tx, row, {})
  await auditConnection(tx, 'withdraw-key', row, seen.actor, now)
  return { version }
}

/**
 * Ends a connection for good: its keys, its roles and what it is told. What it did stands.
 *
 * @returns as `lockConnection` refuses
 */
export async function withdrawConnection(
  tx: Transaction,
  seen: ConnectionSeen,
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lockConnection(tx, seen)
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
  const version = await writeConnection(tx, row, { withdrawnAt: now })
  await auditConnection(tx, 'withdraw', row, seen.actor, now)
  return { version }
}

export async function nameOfConnection(
  db: Database['prisma'] | Transaction,
  connectionId: string,
): Promise<string | undefined> {
  const connection = await db.connection.findUnique({ where: { id: connectionId }, select: { name: true } })
  return connection?.name
}

export interface ConnectionShown {
  readonly id: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string; readonly kind: OrganisationKind }
  readonly types: readonly string[]
  readonly perMinute: number
  readonly maxBytes: number
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
  readonly version: number
  /** When each key in force was made, the newest first. */
  readonly keysMadeAt: readonly Date[]
  readonly lastMessageAt: Date | null
  /** Calls of this hour that were refused as a whole; those of before stand in the audit trail. */
  readonly refusedLately: number
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
      counted: { where: { code: { not: repeatedCall } }, select: { count: true } },
      received: { orderBy: { receivedAt: 'desc' }, take: 1, select: { receivedAt: true } },
    },
    orderBy: [{ withdrawnAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ keys, received, counted, personId: _, organisationId: __, ...row }) => ({
    ...row,
    refusedLately: counted.reduce((sum, { count }) => sum + count, 0),
    keysMadeAt: keys.map(({ madeAt }) => madeAt),
    lastMessageAt: received[0]?.receivedAt ?? null,
  }))
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
