import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { tellRole } from '../notices/tell.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { hasConsent } from './consent.ts'

/** Five wrong tries lock an account for an hour, whichever way it tries to say who it is (DOMAIN §5.2). */

export const maxWrongTries = 5
export const lockMinutes = 60

/**
 * The account that tries. It stays locked until the transaction ends, so ten tries at once are counted one
 * after another.
 */
export interface TryingAccount {
  readonly accountId: number
  readonly failedTries: number
}

/** @returns 'consent-needed', 'identity-locked' {until} as an ISO instant */
export async function admitTry(
  tx: Transaction,
  accountId: number,
  now: Date,
): Promise<TryingAccount | Refusal<'consent-needed' | 'identity-locked'>> {
  const [account] = await tx.$queryRaw<{ failed_tries: number; locked_until: Date | null }[]>`
    select failed_tries, locked_until from account where id = ${accountId}::bigint for update`
  if (!account || !(await hasConsent(tx, accountId))) return refuse('consent-needed')
  if (account.locked_until && account.locked_until > now) return refuseLocked(account.locked_until)
  return { accountId, failedTries: account.failed_tries }
}

/**
 * Counts a wrong try; the transaction commits although this is a refusal.
 *
 * @param schoolId whose administrators hear of the lock; absent when the numbers lead to no school
 * @returns `code` {triesLeft}, or 'identity-locked' {until} when this was the last one
 */
export async function countWrongTry<Code extends string>(
  tx: Transaction,
  { accountId, failedTries }: TryingAccount,
  { code, schoolId, now }: { code: Code; schoolId?: string; now: Date },
): Promise<Refusal<Code | 'identity-locked'>> {
  const triesLeft = maxWrongTries - failedTries - 1
  if (triesLeft > 0) {
    await tx.account.update({ where: { id: accountId }, data: { failedTries: failedTries + 1 } })
    return refuse(code, { triesLeft })
  }
  const lockedUntil = new Date(now.getTime() + lockMinutes * 60_000)
  await tx.account.update({ where: { id: accountId }, data: { failedTries: 0, lockedUntil } })
  await audit(tx, {
    at: now,
    actor: null,
    action: 'identity.lock',
    subject: { kind: 'account', id: String(accountId) },
    organisationId: schoolId ?? 'city',
    details: { until: lockedUntil.toISOString() },
  })
  if (schoolId) {
    const notice = { kind: 'identity-locked', organisationId: schoolId } as const
    await tellRole(tx, 'SCHOOL_ADMIN', schoolId, notice, {
      key: `identity-locked:${accountId}:${lockedUntil.toISOString()}`,
    })
  }
  return refuseLocked(lockedUntil)
}

function refuseLocked(until: Date): Refusal<'identity-locked'> {
  return refuse('identity-locked', { until: until.toISOString() })
}
