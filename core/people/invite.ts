import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type BoundPerson, bindAccount, bindAccountRefusals } from './bind-account.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from './grants.ts'
import { auditBinding } from './identity.ts'
import { admitTry, countWrongTry } from './identity-tries.ts'
import { openIdNumber } from './keep-id-number.ts'
import type { Sealer } from './sealing.ts'

/** The school's invite link, opened with the last four characters of the ID number (domain §5.2). */

export const inviteRefusals = [
  ...grantRefusals,
  ...bindAccountRefusals,
  'person-unknown',
  'id-number-not-on-roster',
  'consent-needed',
  'identity-locked',
  'invite-unknown',
  'invite-used',
  'invite-expired',
  'last-four-wrong',
] as const

export const inviteDays = 14

/**
 * Makes the word of a new link: 22 characters for t.me/…?start=, of which only the hash is kept, valid for 14 days. Older
 * unused links of the person expire.
 *
 * @returns the word; 'person-unknown', 'not-your-role' unless the actor is SCHOOL_ADMIN of the person's school, 'own-item',
 *   'already-bound' {personId, organisationId, school}, 'id-number-not-on-roster' as nothing could be checked
 */
export async function makeInvite(
  tx: Transaction,
  { personId, actor }: { personId: string; actor: Acting },
  now: Date,
): Promise<{ word: string; expiresAt: Date } | Refusal> {
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const person = await tx.person.findUnique({
    where: { id: personId },
    include: { account: true, organisation: true },
  })
  if (!person) return refuse('person-unknown')
  const { organisationId, organisation } = person
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', organisationId, personId)
  if (unauthorised) return unauthorised
  if (person.account) return refuse('already-bound', { personId, organisationId, school: organisation.name })
  if (!person.idSealed) return refuse('id-number-not-on-roster')

  await tx.invite.updateMany({
    where: { personId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  const word = randomBytes(16).toString('base64url')
  const expiresAt = new Date(now.getTime() + inviteDays * 86_400_000)
  const { id } = await tx.invite.create({
    data: { wordHash: hashOf(word), personId, createdById: actor.personId, createdAt: now, expiresAt },
  })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'invite.make',
    subject: { kind: 'invite', id },
    organisationId,
    details: { personId, expiresAt: expiresAt.toISOString() },
  })
  return { word, expiresAt }
}

/**
 * Binds the account to the person whom the link is for.
 *
 * @returns the person; 'consent-needed', 'identity-locked' {until}, 'invite-unknown', 'invite-used', 'invite-expired',
 *   'last-four-wrong' {triesLeft}, 'already-bound' {personId, organisationId, school}, 'account-bound'
 */
export async function acceptInvite(
  tx: Transaction,
  { accountId, word, lastFour }: { accountId: number; word: string; lastFour: string },
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ bound: BoundPerson } | Refusal> {
  const account = await admitTry(tx, accountId, now)
  if (isRefusal(account)) return account
  const invite = await findInvite(tx, word, now)
  if (isRefusal(invite)) return invite
  const { person } = invite
  const number = openIdNumber(person.idSealed!, person.id, sealer)
  if (!isSame(readLastFour(lastFour), number.slice(-4))) {
    return countWrongTry(tx, account, { code: 'last-four-wrong', schoolId: person.organisationId, now })
  }
  const outcome = await bindAccount(tx, accountId, person.id)
  if (isRefusal(outcome)) return outcome
  const { count } = await tx.invite.updateMany({
    where: { id: invite.id, usedAt: null },
    data: { usedAt: now },
  })
  // The person is locked by now, so nobody else can have used it since it was read.
  if (count !== 1) throw new Error('The invite was used under the lock of its person.')
  if (outcome.changed) await auditBinding(tx, 'invite.accept', accountId, outcome.bound, now)
  return { bound: outcome.bound }
}

/**
 * Whether a link can still be opened, before anything personal is asked.
 *
 * @returns whose school it is from; 'invite-unknown', 'invite-used', 'invite-expired'
 */
export async function lookAtInvite(
  db: Transaction,
  word: string,
  now: Date,
): Promise<{ organisationId: string; organisationName: string } | Refusal> {
  const invite = await findInvite(db, word, now)
  if (isRefusal(invite)) return invite
  const { organisationId, organisation } = invite.person
  return { organisationId, organisationName: organisation.name }
}

async function findInvite(tx: Transaction, word: string, now: Date) {
  const invite = await tx.invite.findUnique({
    where: { wordHash: hashOf(word) },
    include: { person: { include: { organisation: true } } },
  })
  if (!invite) return refuse('invite-unknown')
  if (invite.usedAt) return refuse('invite-used')
  return invite.expiresAt <= now ? refuse('invite-expired') : invite
}

function hashOf(word: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(word).digest())
}

function readLastFour(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/×/g, 'X')
    .toUpperCase()
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
