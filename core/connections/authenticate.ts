import type { Database } from '../../prisma/database.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { openKeys } from './keys.ts'
import { isSigned, type SignedMessage } from './signature.ts'

/** Which connection a signed call comes from, and whether it may come so often. */

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id that a caller names, when it could be one. */
export function readConnectionId(given: unknown): string | undefined {
  return typeof given === 'string' && idPattern.test(given) ? given : undefined
}

/** The connection that a message was signed by. */
export interface SendingConnection {
  readonly id: string
  readonly personId: string
  readonly types: readonly string[]
  readonly maxBytes: number
  readonly organisation: { readonly id: string; readonly kind: OrganisationKind; readonly name: string }
}

export type Caller =
  | { readonly connection: SendingConnection }
  /**
   * The caller is not the connection that they name, in force or withdrawn. `namedId` is absent where that
   * connection does not exist.
   */
  | { readonly connection?: undefined; readonly namedId?: string }

/**
 * @param message.connectionId as the caller names it
 * @param machineNow the machine's time, as the sender's: the calendar of the sandbox may stand elsewhere
 * @returns no connection for an unknown or withdrawn one, or for a wrong, late or early signature: which of
 *   them is nobody's business
 */
export async function authenticate(
  { prisma }: Pick<Database, 'prisma'>,
  { connectionId, ...message }: SignedMessage & { connectionId: string },
  { sealer, machineNow }: { sealer: Sealer; machineNow: Date },
): Promise<Caller> {
  const named = readConnectionId(connectionId)
  const found = named && (await prisma.connection.findUnique({ where: { id: named }, select: ofConnection }))
  if (!found) return {}
  const { keys: sealed, withdrawnAt, ...connection } = found
  const keys = withdrawnAt ? [] : openKeys(sealed, sealer)
  return isSigned(message, keys, machineNow) ? { connection } : { namedId: connection.id }
}

const ofConnection = {
  id: true,
  personId: true,
  types: true,
  maxBytes: true,
  withdrawnAt: true,
  organisation: { select: { id: true, kind: true, name: true } },
  keys: { where: { withdrawnAt: null }, select: { id: true, sealed: true } },
} as const

/**
 * Counts a call of the connection, for all processes together.
 *
 * @returns after how many seconds it may come again, when it came too often this minute; else nothing
 */
export async function refuseTooMany(
  { pool }: Pick<Database, 'pool'>,
  connectionId: string,
  machineNow: Date,
): Promise<{ retryAfterSeconds: number } | undefined> {
  const minute = new Date(Math.floor(machineNow.getTime() / 60_000) * 60_000)
  const { rowCount } = await pool.query(
    `update connection set minute = $2, used = case when minute = $2 then used + 1 else 1 end
     where id = $1 and (minute is distinct from $2 or used < per_minute)`,
    [connectionId, minute],
  )
  if (rowCount) return undefined
  return { retryAfterSeconds: Math.ceil((minute.getTime() + 60_000 - machineNow.getTime()) / 1000) }
}
