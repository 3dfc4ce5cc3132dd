import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantOnce, grantRefusals, holdsRole, refuseWithoutRole } from '../authority/grants.ts'
import { tell } from '../notices/notice.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'

/** What a school does about accounts and roles without being asked by the person. */

export const bindRefusals = [
  ...grantRefusals,
  'person-unknown',
  'not-bound',
  'not-your-organisation',
  'role-already-held',
] as const

/**
 * Takes the account off a person, for instance when a phone was lost or somebody left, and tells that
 * account.
 *
 * @returns 'person-unknown', 'not-your-role' unless the actor is SCHOOL_ADMIN of the person's school,
 *   'own-item', 'not-bound'
 */
export async function unbind(
  tx: Transaction,
  { personId, actor }: { personId: string; actor: Acting },
  now: Date,
): Promise<{ personId: string } | Refusal> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { organisationId: true } })
  if (!person) return refuse('person-unknown')
  const { organisationId } = person
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', organisationId, personId)
  if (unauthorised) return unauthorised
  const [account] = await tx.$queryRaw<{ id: bigint }[]>`
    select id from account where person_id = ${personId}::uuid for update`
  if (!account) return refuse('not-bound')
  await tell(tx, personId, { kind: 'account-unbound' })
  await tx.account.update({ where: { id: account.id, personId }, data: { personId: null } })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'account.unbind',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { account: String(account.id) },
  })
  return { personId }
}

/**
 * Hands a role over to a colleague of the same organisation. The new holder has it from the moment the old
 * one has not, and is told; the old one knows.
 *
 * @returns 'not-your-role' (also of two hand-overs at once, for the second, and for TEACHER, which cannot be
 *   handed over), 'person-unknown', 'not-your-organisation', 'not-bound' (nobody could act),
 *   'role-already-held'
 */
export async function handOverRole(
  tx: Transaction,
  {
    role,
    organisationId,
    fromActor,
    toPersonId,
  }: { role: Role; organisationId: string; fromActor: Acting; toPersonId: string },
  now: Date,
): Promise<{ toPersonId: string; toName: string } | Refusal> {
  if (role === 'TEACHER') return refuse('not-your-role', { role })
  const [held] = await tx.$queryRaw<{ id: string }[]>`
    select id from "grant" where person_id = ${fromActor.personId}::uuid and role = ${role}::"Role"
      and organisation_id = ${organisationId} and withdrawn_at is null for update`
  if (!held) return refuse('not-your-role', { role })
  const to = await tx.person.findUnique({ where: { id: toPersonId }, include: { account: true } })
  if (!to) return refuse('person-unknown')
  if (to.organisationId !== organisationId) return refuse('not-your-organisation')
  if (!to.account) return refuse('not-bound')
  if (await holdsRole(tx, toPersonId, role, organisationId)) return refuse('role-already-held')
  // Two colleagues may hand over to the same third one at once: the grant is written once.
  if (!(await grantOnce(tx, { personId: toPersonId, role, organisationId }, now)))
    return refuse('role-already-held')
  await tx.grant.update({ where: { id: held.id, withdrawnAt: null }, data: { withdrawnAt: now } })
  await audit(tx, {
    at: now,
    actor: { personId: fromActor.personId, role },
    action: 'role.hand-over',
    subject: { kind: 'person', id: toPersonId },
    organisationId,
    details: { role, from: fromActor.personId, to: toPersonId },
  })
  const { name: organisationName } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { name: true },
  })
  await tell(tx, toPersonId, { kind: 'role-granted', role, organisationName })
  return { toPersonId, toName: to.name }
}
