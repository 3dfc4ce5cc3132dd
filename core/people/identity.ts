import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { comparable } from '../plain-characters.ts'
import { readIdNumber } from '../privacy/id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { type BoundPerson, bindAccount, bindAccountRefusals } from './bind-account.ts'
import { admitTry, countWrongTry } from './identity-tries.ts'

export const identityRefusals = [
  'consent-needed',
  'identity-not-found',
  'identity-locked',
  ...bindAccountRefusals,
] as const

/** What a person says of themselves, as typed. */
export interface Identity {
  readonly accountId: number
  readonly certificateNumber: string
  readonly name: string
  readonly idNumber: string
}

/**
 * Finds the person on the roster by 继续教育证号, 姓名 and ID number together, and binds the account to them. The
 * refusal does not tell which of the three was wrong. A number that cannot be an ID number is refused without
 * counting, as it says nothing of the roster.
 *
 * @returns the person; 'consent-needed', 'identity-not-found' {triesLeft}, 'identity-locked' {until},
 *   'account-bound', 'already-bound' {personId, organisationId, school} (offer a REBIND request); one of
 *   `idNumberRefusals`
 */
export async function identify(
  tx: Transaction,
  { accountId, certificateNumber, name, idNumber }: Identity,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ bound: BoundPerson } | Refusal> {
  const account = await admitTry(tx, accountId, now)
  if (isRefusal(account)) return account
  const read = readIdNumber(idNumber, civilDateOf(now))
  if (isRefusal(read)) return read

  const certificate = normaliseCertificateNumber(certificateNumber)
  const person = await tx.person.findUnique({
    where: { idIndex: new Uint8Array(sealer.blindIndex(read.number)) },
    select: { id: true, name: true, certificateNumber: true, organisationId: true },
  })
  if (!person || person.certificateNumber !== certificate || !isSameName(person.name, name)) {
    const onRoster = await tx.person.findUnique({
      where: { certificateNumber: certificate },
      select: { organisationId: true },
    })
    // Either number leads to a school that should know; whoever slipped in one of them is told nothing by it.
    const schoolId = onRoster?.organisationId ?? person?.organisationId
    return countWrongTry(tx, account, { code: 'identity-not-found', schoolId, now })
  }
  const outcome = await bindAccount(tx, accountId, person.id)
  if (isRefusal(outcome)) return outcome
  if (outcome.changed) await auditBinding(tx, 'identity.bind', accountId, outcome.bound, now)
  return { bound: outcome.bound }
}

export async function auditBinding(
  tx: Transaction,
  action: 'identity.bind' | 'invite.accept',
  accountId: number,
  { personId, organisationId }: BoundPerson,
  at: Date,
): Promise<void> {
  await audit(tx, {
    at,
    actor: { personId, role: 'SELF' },
    action,
    subject: { kind: 'account', id: String(accountId) },
    organisationId,
  })
}

/** As the roster keeps a 继续教育证号: half-width, upper case, without spaces and dashes. */
export function normaliseCertificateNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}\0]/gu, '')
    .toUpperCase()
}

/** One name however it is typed: width, spaces, letter case, and the dot inside names such as 阿依古丽·买买提. */
export function isSameName(one: string, other: string): boolean {
  return comparable(one) === comparable(other)
}
