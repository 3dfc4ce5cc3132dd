import type { Database, Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import { type Acting, grantOnce, isNoConnection } from '../authority/grants.ts'
import { tell } from '../notices/notice.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import {
  type AppointmentPlace,
  appointmentRefusals,
  authoriseAppointment,
  neverWithout,
} from './appointments.ts'

/**
 * Roles given to and taken from people who have an account. Whoever has none gets a link (role-invite.ts).
 */

export const roleRefusals = [
  ...appointmentRefusals,
  'person-unknown',
  'not-your-organisation',
  'not-bound',
  'role-own',
  'role-already-held',
  'role-not-held',
  'role-last-holder',
] as const

interface Appointed {
  readonly personId: string
  readonly role: Role
  readonly organisationId: string
}

/**
 * Gives a role at once to a colleague of the organisation who has an account, and tells them.
 *
 * @returns their name; 'organisation-unknown', 'role-not-here' {role}, 'not-your-role' {role}, 'role-own',
 *   'person-unknown', 'not-your-organisation', 'not-bound' (invite them instead), 'role-already-held'
 */
export async function giveRole(
  tx: Transaction,
  { actor, ...appointed }: Appointed & { actor: Acting },
  now: Date,
): Promise<{ name: string } | Refusal> {
  const { personId, role, organisationId } = appointed
  const authorised = await authoriseAppointment(tx, { ...appointed, actor })
  if (isRefusal(authorised)) return authorised
  if (personId === actor.personId) return refuse('role-own')
  const person = await tx.person.findUnique({ where: { id: personId }, include: { account: true } })
  if (!person) return refuse('person-unknown')
  if (person.organisationId !== organisationId) return refuse('not-your-organisation')
  if (!person.account) return refuse('not-bound')
  if (!(await grantOnce(tx, appointed, now))) return refuse('role-already-held')
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: authorised.as! },
    action: 'role.give',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { role },
  })
  await tell(tx, personId, { kind: 'role-granted', role, organisationName: authorised.place.name })
  return { name: person.name }
}

/**
 * Takes a role away and tells whoever held it. The last holder of a role that others cannot do without must
 * be replaced first. Links to the role that the person made become void with it.
 *
 * @param actor null for the command line
 * @returns their name; 'organisation-unknown', 'role-not-here' {role}, 'not-your-role' {role}, 'role-own'
 *   (hand it over instead), 'role-not-held', 'role-last-holder' {role}
 */
export async function withdrawRole(
  tx: Transaction,
  { actor, ...appointed }: Appointed & { actor: Acting | null },
  now: Date,
): Promise<{ name: string } | Refusal> {
  const { personId, role, organisationId } = appointed
  const authorised = await authoriseAppointment(tx, { ...appointed, actor })
  if (isRefusal(authorised)) return authorised
  if (personId === actor?.personId) return refuse('role-own')
  // Locked together, so that of two who are left not both can go at once.
  const holders = await tx.$queryRaw<{ id: string; person_id: string }[]>`
    select id, person_id from "grant" where role = ${role}::"Role" and organisation_id = ${organisationId}
      and withdrawn_at is null and not exists (select 1 from connection where connection.person_id = "grant".person_id)
    order by id for update`
  const held = holders.find(({ person_id }) => person_id === personId)
  if (!held) return refuse('role-not-held')
  if (holders.length === 1 && neverWithout.includes(role)) return refuse('role-last-holder', { role })
  await tx.grant.update({ where: { id: held.id, withdrawnAt: null }, data: { withdrawnAt: now } })
  await audit(tx, {
    at: now,
    actor: actor ? { personId: actor.personId, role: authorised.as! } : commandLine,
    action: 'role.withdraw',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { role },
  })
  await tell(tx, personId, { kind: 'role-withdrawn', role, organisationName: authorised.place.name })
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  return { name }
}

export interface RoleHolder {
  readonly grantId: string
  readonly role: Role
  readonly personId: string
  readonly name: string
  /** Has an account that is theirs. */
  readonly bound: boolean
}

export interface RoleInvited {
  readonly role: Role
  readonly name: string
  readonly expiresAt: Date
}

/** Links to roles of an organisation that nobody has opened yet. */
export async function openRoleInvites(
  db: Database['prisma'] | Transaction,
  organisationId: string,
  now: Date,
): Promise<RoleInvited[]> {
  const invites = await db.invite.findMany({
    where: { organisationId, usedAt: null, expiresAt: { gt: now } },
    select: { role: true, expiresAt: true, person: { select: { name: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return invites.map(({ role, expiresAt, person }) => ({ role: role!, expiresAt, name: person.name }))
}

/** Who holds which role in an organisation; teachers, who are many and not appointed, are not among them. */
export async function holdersIn(
  db: Database['prisma'] | Transaction,
  organisationId: string,
): Promise<RoleHolder[]> {
  const grants = await db.grant.findMany({
    where: { organisationId, withdrawnAt: null, role: { not: 'TEACHER' }, person: isNoConnection },
    select: {
      id: true,
      role: true,
      personId: true,
      person: { select: { name: true, account: { select: { id: true } } } },
    },
    orderBy: [{ role: 'asc' }, { grantedAt: 'asc' }, { id: 'asc' }],
  })
  return grants.map(({ id, role, personId, person }) => ({
    grantId: id,
    role,
    personId,
    name: person.name,
    bound: person.account !== null,
  }))
}

/** One role that somebody holds, with where it is held. */
export interface HeldGrant {
  readonly grantId: string
  readonly role: Role
  readonly personId: string
  readonly name: string
  readonly place: AppointmentPlace & { readonly name: string }
}

/** The role of that grant while it stands; that of a teacher, which nobody appoints, is not found here. */
export async function readGrant(
  db: Database['prisma'] | Transaction,
  grantId: string,
): Promise<HeldGrant | undefined> {
  const row = await db.grant.findFirst({
    where: { id: grantId, withdrawnAt: null, role: { not: 'TEACHER' } },
    select: {
      role: true,
      personId: true,
      person: { select: { name: true } },
      organisation: { select: { id: true, name: true, kind: true, parentId: true } },
    },
  })
  if (!row) return undefined
  const { role, personId, person, organisation } = row
  return { grantId, role, personId, name: person.name, place: organisation }
}
