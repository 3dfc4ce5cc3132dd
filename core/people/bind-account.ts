import type { Transaction } from '../../prisma/database.ts'
import { type Refusal, refuse } from '../refusal.ts'

export interface BoundPerson {
  readonly personId: string
  readonly name: string
  readonly organisationId: string
  readonly organisationName: string
}

export const bindAccountRefusals = ['already-bound', 'account-bound'] as const

/**
 * Binds an account to a person and takes nothing over: whoever is bound stays bound (DOMAIN §5.2). Repeating
 * a binding is fine, and `changed` is then false. Wrong tries are forgotten.
 *
 * @returns 'already-bound' {personId, organisationId, school} when the person has another account, which the
 *   school may re-bind; 'account-bound' when this account is somebody else's
 */
export async function bindAccount(
  tx: Transaction,
  accountId: number,
  personId: string,
): Promise<{ bound: BoundPerson; changed: boolean } | Refusal<(typeof bindAccountRefusals)[number]>> {
  // Locks in one order, the account and then the person, so that of two accounts at once one waits for the
  // other.
  const [account] = await tx.$queryRaw<{ person_id: string | null }[]>`
    select person_id from account where id = ${accountId}::bigint for update`
  if (!account) throw new Error('An account is made when it consents, before it is bound.')
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, organisationId: true, organisation: { select: { name: true } } },
  })
  const { name, organisationId, organisation } = person
  const bound: BoundPerson = { personId, name, organisationId, organisationName: organisation.name }
  if (account.person_id === personId) return { bound, changed: false }
  if (account.person_id) return refuse('account-bound')
  if ((await tx.account.count({ where: { personId } })) > 0) {
    return refuse('already-bound', { personId, organisationId, school: organisation.name })
  }
  await tx.account.updateMany({
    where: { id: accountId, personId: null },
    data: { personId, failedTries: 0, lockedUntil: null },
  })
  return { bound, changed: true }
}
