import type { Transaction } from '../../prisma/database.ts'
import type { Actor } from '../audit/audit.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'

/** Who holds which role in which organisation, until it is withdrawn. */

/** Whoever acts; the role that the act needs is looked up when it happens, never believed. */
export type Acting = Pick<Actor, 'personId'>

export interface HeldRole {
  readonly role: Role
  readonly organisationId: string
  readonly organisationName: string
}

export const grantRefusals = ['not-your-role', 'own-item'] as const

export async function rolesOf(db: Transaction, personId: string): Promise<HeldRole[]> {
  const grants = await db.grant.findMany({
    where: { personId, withdrawnAt: null },
    select: { role: true, organisationId: true, organisation: { select: { name: true } } },
    orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
  })
  return grants.map(({ role, organisationId, organisation }) => ({
    role,
    organisationId,
    organisationName: organisation.name,
  }))
}

export async function holdsRole(
  tx: Transaction,
  personId: string,
  role: Role,
  organisationId: string,
): Promise<boolean> {
  return (await tx.grant.count({ where: { personId, role, organisationId, withdrawnAt: null } })) > 0
}

/**
 * Asked again inside the transaction of every act for somebody else (invariant 2).
 *
 * @param aboutPersonId whom the act is about: nobody decides on what is their own
 * @returns nothing when the actor may; 'not-your-role' {role}, 'own-item'
 */
export async function refuseWithoutRole(
  tx: Transaction,
  actor: Acting,
  role: Role,
  organisationId: string,
  aboutPersonId?: string | null,
): Promise<Refusal<(typeof grantRefusals)[number]> | undefined> {
  if (!(await holdsRole(tx, actor.personId, role, organisationId))) return refuse('not-your-role', { role })
  return actor.personId === aboutPersonId ? refuse('own-item') : undefined
}

/**
 * A connection's person acts in a role and is nobody's colleague: it has no account, hears nothing and stands
 * in for nobody.
 */
export const isNoConnection = { connection: { is: null } } as const

export async function peopleWithRole(
  db: Transaction,
  role: Role,
  organisationId: string,
): Promise<{ personId: string; name: string }[]> {
  const grants = await db.grant.findMany({
    where: { role, organisationId, withdrawnAt: null, person: isNoConnection },
    select: { personId: true, person: { select: { name: true } } },
    orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
  })
  return grants.map(({ personId, person }) => ({ personId, name: person.name }))
}

/** Gives a role; whoever holds it already keeps it as it is (false). */
export async function grantOnce(
  tx: Transaction,
  { personId, role, organisationId }: { personId: string; role: Role; organisationId: string },
  now: Date,
): Promise<boolean> {
  const granted = await tx.$executeRaw`
    insert into "grant" (id, person_id, role, organisation_id, granted_at)
    values (gen_random_uuid(), ${personId}::uuid, ${role}::"Role", ${organisationId}, ${now})
    on conflict (person_id, role, organisation_id) where withdrawn_at is null do nothing`
  return granted > 0
}
