import type { Prisma, Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import type { Acting } from '../authority/grants.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** What every change of a connection begins and ends with: who may, how it stands, one write, one entry. */

/** Null for the command line. */
export type By = Acting | null

/** Which connection, as it was seen; without a version whatever stands now, as the command line names it. */
export interface ConnectionSeen {
  readonly connectionId: string
  readonly version?: number
  readonly actor: By
}

export interface LockedConnection {
  readonly id: string
  readonly organisationId: string
  readonly organisation: { readonly kind: OrganisationKind }
  readonly personId: string
  readonly version: number
  readonly types: readonly string[]
  readonly perMinute: number
  readonly maxBytes: number
}

/** @returns 'not-your-role' {role} */
export async function refuseUnlessOperator(
  tx: Transaction,
  actor: By,
): Promise<Refusal<'not-your-role'> | undefined> {
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

/**
 * @returns 'not-your-role' {role}, 'connection-unknown', 'connection-withdrawn', 'connection-changed' when it
 *   is not as it was seen
 */
export async function lockConnection(
  tx: Transaction,
  { connectionId, version, actor }: ConnectionSeen,
): Promise<LockedConnection | Refusal> {
  const stranger = await refuseUnlessOperator(tx, actor)
  if (stranger) return stranger
  await tx.$queryRaw`select 1 from connection where id = ${connectionId}::uuid for no key update`
  const row = await tx.connection.findUnique({
    where: { id: connectionId },
    include: { organisation: { select: { kind: true } } },
  })
  if (!row) return refuse('connection-unknown')
  if (row.withdrawnAt) return refuse('connection-withdrawn')
  return version === undefined || row.version === version ? row : refuse('connection-changed')
}

/** @returns its next version */
export async function writeConnection(
  tx: Transaction,
  { id, version }: LockedConnection,
  data: Pick<Prisma.ConnectionUpdateManyMutationInput, 'perMinute' | 'maxBytes' | 'types' | 'withdrawnAt'>,
): Promise<number> {
  const { count } = await tx.connection.updateMany({
    where: { id, version, withdrawnAt: null },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new Error(`Connection ${id} changed under its lock.`)
  return version + 1
}

export function auditConnection(
  tx: Transaction,
  action: string,
  { id, organisationId }: Pick<LockedConnection, 'id' | 'organisationId'>,
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
