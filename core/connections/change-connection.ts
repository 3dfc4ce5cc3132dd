import type { Transaction } from '../../prisma/database.ts'
import { grantOnce } from '../authority/grants.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type AllowedType, allowedTypesFor, rolesOf } from './allowed-types.ts'
import { type ConnectionLimits, refuseLimits } from './connection-limits.ts'
import { auditConnection, type ConnectionSeen, lockConnection, writeConnection } from './locked-connection.ts'

/** What a connection may do is changed while it is in use: how often and how much, and which types. */

/**
 * How many calls a minute it may make, and how large a message may be; what is absent stays as it is.
 *
 * @returns as `lockConnection` and `refuseLimits` refuse
 */
export async function limitConnection(
  tx: Transaction,
  { perMinute, maxBytes, ...seen }: ConnectionSeen & Partial<ConnectionLimits>,
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lockConnection(tx, seen)
  if (isRefusal(row)) return row
  const before = { perMinute: row.perMinute, maxBytes: row.maxBytes }
  const after = { perMinute: perMinute ?? row.perMinute, maxBytes: maxBytes ?? row.maxBytes }
  const wrong = refuseLimits(after)
  if (wrong) return wrong
  const version = await writeConnection(tx, row, after)
  await auditConnection(tx, 'limit', row, seen.actor, now, { before, after })
  return { version }
}

/**
 * Sets what the connection may send and download from now on, also for a message that is being worked on. Its
 * person gets the roles that the types need and loses those that they no longer need.
 *
 * @param types all of them: what is not among them is no longer allowed
 * @returns as `lockConnection` and `refuseTypes` refuse
 */
export async function allowTypes(
  tx: Transaction,
  { types: given, ...seen }: ConnectionSeen & { types: readonly string[] },
  { now }: { now: Date },
): Promise<{ version: number } | Refusal> {
  const row = await lockConnection(tx, seen)
  if (isRefusal(row)) return row
  const { personId, organisationId, organisation } = row
  const types = [...new Set(given)]
  const wrong = refuseTypes(types, organisation.kind)
  if (wrong) return wrong
  const roles = rolesOf(types, organisation.kind)
  await tx.grant.updateMany({
    where: { personId, withdrawnAt: null, role: { notIn: roles } },
    data: { withdrawnAt: now },
  })
  for (const role of roles) await grantOnce(tx, { personId, role, organisationId }, now)
  const version = await writeConnection(tx, row, { types })
  await auditConnection(tx, 'allow', row, seen.actor, now, { before: row.types, after: types, roles })
  return { version }
}

/**
 * @returns 'connection-type-not-here' {type} for what no connection of such an organisation may be allowed
 */
export function refuseTypes(
  types: readonly string[],
  kind: OrganisationKind,
): Refusal<'connection-type-not-here'> | undefined {
  const here: readonly string[] = allowedTypesFor(kind) satisfies AllowedType[]
  const wrong = types.find((type) => !here.includes(type))
  return wrong === undefined
    ? undefined
    : refuse('connection-type-not-here', { type: wrong.slice(0, 60).toWellFormed() })
}
