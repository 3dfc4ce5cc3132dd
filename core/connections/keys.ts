import { randomBytes, randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import type { Sealer } from '../privacy/sealing.ts'

/**
 * The keys with which a connection signs and is signed to: shown once, kept sealed, two at once while one is
 * being changed.
 */

const keyBytes = 32

/** A new key of the connection. @returns the text that is shown once: whsec_ and 32 random bytes in base64 */
export async function addKey(
  tx: Transaction,
  connectionId: string,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<string> {
  const id = randomUUID()
  const key = `whsec_${randomBytes(keyBytes).toString('base64')}`
  const sealed = new Uint8Array(sealer.seal(key, placeOf(id)))
  const { _max: newest } = await tx.connectionKey.aggregate({
    where: { connectionId },
    _max: { madeAt: true },
  })
  // Whatever the clock says, a new key is the newest.
  const madeAt = new Date(Math.max(now.getTime(), (newest.madeAt?.getTime() ?? 0) + 1))
  await tx.connectionKey.create({ data: { id, connectionId, sealed, madeAt } })
  return key
}

/**
 * The keys in force, the newest first. What we send is signed with each; what comes in may be signed with
 * any.
 */
export async function liveKeys(
  db: Database['prisma'] | Transaction,
  connectionId: string,
  sealer: Sealer,
): Promise<string[]> {
  const keys = await db.connectionKey.findMany({
    where: { connectionId, withdrawnAt: null, connection: { withdrawnAt: null } },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    select: { id: true, sealed: true },
  })
  return openKeys(keys, sealer)
}

export function openKeys(
  keys: readonly { readonly id: string; readonly sealed: Uint8Array }[],
  sealer: Sealer,
): string[] {
  return keys.map(({ id, sealed }) => sealer.open(sealed, placeOf(id)).toString())
}

const placeOf = (keyId: string) => `connection_key.sealed:${keyId}`
