import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantOnce, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import { openIdNumber } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import { authoriseAppointment } from './appointments.ts'
import { type BoundPerson, bindAccount, bindAccountRefusals } from './bind-account.ts'
import { auditBinding, isSameName } from './identity.ts'
import { admitTry, countWrongTry } from './identity-tries.ts'

/**
 * The school's invite link, opened with the last four characters of the ID number (DOMAIN §5.2). Links that
 * give a role (role-invite.ts) are opened the same way.
 */

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
  'invite-for-another',
  'role-own',
] as const

export const inviteDays = 14

/**
 * Makes the word of a new link: 22 characters for t.me/…?start=, valid for 14 days. Only its hash is kept,
 * and the person's older unused links expire.
 *
 * @returns the word; 'person-unknown', 'not-your-role' unless the actor is SCHOOL_ADMIN of the person's
 *   school, 'own-item', 'already-bound' {personId, organisationId, school}, 'id-number-not-on-roster' as
 *   nothing could be checked
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
    where: { personId, role: null, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  const word = randomBytes(16).toString('base64url')
  const expiresAt = new Date(now.getTime() + inviteDays * 86_400_000)
  const { id } = await tx.invite.create({
    data: { wordHash: hashOfWord(word), personId, createdById: actor.personId, createdAt: now, expiresAt },
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
 * Binds the account to the person whom the link is for, and gives the role if the link carries one. A person
 * who is bound already takes the role as themselves, if the name is the same: one person may hold roles in
 * several organisations.
 *
 * @param lastFour needed where `lookAtInvite` says so
 * @returns the person, and the role with where it is held; 'consent-needed', 'identity-locked' {until},
 *   'invite-unknown', 'invite-used', 'invite-expired' (also when whoever made it may no longer appoint),
 *   'last-four-wrong' {triesLeft}, 'already-bound' {personId, organisationId, school}, 'account-bound',
 *   'invite-for-another', 'role-own' (nobody appoints themselves)
 */
export async function acceptInvite(
  tx: Transaction,
  { accountId, word, lastFour = '' }: { accountId: number; word: string; lastFour?: string },
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ bound: BoundPerson; role: Role | null; organisationName: string } | Refusal> {
  const account = await admitTry(tx, accountId, now)
  if (isRefusal(account)) return account
  await tx.$queryRaw`select 1 from invite where word_hash = ${hashOfWord(word)} for update`
  const invite = await findInvite(tx, word, now)
  if (isRefusal(invite)) return invite
  const { person } = invite
  const own = invite.role && (await tx.person.findFirst({ where: { account: { id: accountId } } }))
  if (own && own.id !== person.id && (person.idSealed || !isSameName(own.name, person.name))) {
    return refuse('invite-for-another')
  }
  if (!own && person.idSealed) {
    const number = openIdNumber(person.idSealed, person.id, sealer)
    if (!isSame(readLastFour(lastFour), number.slice(-4))) {
      return countWrongTry(tx, account, { code: 'last-four-wrong', schoolId: person.organisationId, now })
    }
  }
  const taker = own ? own.id : person.id
  if (invite.role && taker === invite.createdById) return refuse('role-own')
  if (invite.role && !(await stillAppoints(tx, invite))) return refuse('invite-expired')
  const outcome = await bindAccount(tx, accountId, taker)
  if (isRefusal(outcome)) return outcome
  await tx.invite.update({ where: { id: invite.id, usedAt: null }, data: { usedAt: now } })
  if (outcome.changed) await auditBinding(tx, 'invite.accept', accountId, outcome.bound, now)
  if (invite.role) await takeRole(tx, invite, taker, now)
  const { name } = await tx.organisation.findUniqueOrThrow({
    where: { id: invite.organisationId ?? outcome.bound.organisationId },
  })
  return { bound: outcome.bound, role: invite.role, organisationName: name }
}

/** What a link is, before anything personal is asked. */
export interface InviteSeen {
  /** Where it is from; for a role, where the role is held. */
  readonly organisationId: string
  readonly organisationName: string
  readonly role: Role | null
  /** The last four of an ID number on record protect it. */
  readonly needsLastFour: boolean
}

/**
 * Whether a link can still be opened, before anything personal is asked.
 *
 * @returns what it is; 'invite-unknown', 'invite-used', 'invite-expired'
 */
export async function lookAtInvite(db: Transaction, word: string, now: Date): Promise<InviteSeen | Refusal> {
  const invite = await findInvite(db, word, now)
  if (isRefusal(invite)) return invite
  const { role, person } = invite
  const { id, name } = invite.organisationId
    ? await db.organisation.findUniqueOrThrow({ where: { id: invite.organisationId } })
    : person.organisation
  return { organisationId: id, organisationName: name, role, needsLastFour: person.idSealed !== null }
}

type Found = Exclude<Awaited<ReturnType<typeof findInvite>>, Refusal>

/** Whoever made the link has to hold the right to it at the moment when it takes effect (invariant 2). */
async function stillAppoints(
  tx: Transaction,
  { role, organisationId, createdById }: Found,
): Promise<boolean> {
  const actor = createdById ? { personId: createdById } : null
  return !isRefusal(await authoriseAppointment(tx, { role: role!, organisationId: organisationId!, actor }))
}

async function takeRole(
  tx: Transaction,
  { id, ...invite }: Found,
  personId: string,
  now: Date,
): Promise<void> {
  const [role, organisationId] = [invite.role!, invite.organisationId!]
  await grantOnce(tx, { personId, role, organisationId }, now)
  await audit(tx, {
    at: now,
    actor: { personId, role: 'SELF' },
    action: 'role.take',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { role, invite: id, invitedAs: invite.personId, by: invite.createdById },
  })
}

async function findInvite(tx: Transaction, word: string, now: Date) {
  const invite = await tx.invite.findUnique({
    where: { wordHash: hashOfWord(word) },
    include: { person: { include: { organisation: true } } },
  })
  if (!invite) return refuse('invite-unknown')
  if (invite.usedAt) return refuse('invite-used')
  return invite.expiresAt <= now ? refuse('invite-expired') : invite
}

export function hashOfWord(word: string): Uint8Array<ArrayBuffer> {
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
