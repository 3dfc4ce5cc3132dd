import { randomBytes } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import { type Acting, holdsRole, isNoConnection } from '../authority/grants.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { appointmentRefusals, authoriseAppointment } from './appointments.ts'
import { hashOfWord, inviteDays } from './invite.ts'
import { profileRefusals, readField } from './profile-fields.ts'

/**
 * A link that gives a role. The person it is for opens it and holds the role from then on (appointments.ts).
 */

export const roleInviteRefusals = [
  ...appointmentRefusals,
  ...profileRefusals,
  'person-unknown',
  'name-not-unique',
  'role-own',
  'role-already-held',
] as const

/** A link that nothing but the link itself protects must not lie about for long. */
export const openInviteHours = 48

/**
 * Makes a link for somebody by name; if nobody in the organisation has the name, the person is put on its
 * roster. With an ID number on record the link asks for its last four and is valid for 14 days, otherwise for
 * 48 hours. Older unused links to the same role expire.
 *
 * @param actor null for the command line, which makes CITY_OPERATOR and CITY_SUPERVISOR only
 * @param personId whom exactly, where several of the organisation have the name
 * @returns the word for t.me/…?start=invite-WORD; 'organisation-unknown', 'role-not-here' {role},
 *   'not-your-role' {role}, what `readField` refuses of a name, 'person-unknown', 'name-not-unique' {name},
 *   'role-own', 'role-already-held'
 */
export async function makeRoleInvite(
  tx: Transaction,
  {
    role,
    organisationId,
    actor,
    ...whom
  }: { name: string; personId?: string; role: Role; organisationId: string; actor: Acting | null },
  now: Date,
): Promise<{ word: string; personId: string; expiresAt: Date } | Refusal> {
  const authorised = await authoriseAppointment(tx, { role, organisationId, actor })
  if (isRefusal(authorised)) return authorised
  // One after another in an organisation, so that two invitations of one name make one person.
  await tx.$queryRaw`select 1 from organisation where id = ${organisationId} for no key update`
  const person = await personFor(tx, { ...whom, organisationId }, now)
  if (isRefusal(person)) return person
  if (person.id === actor?.personId) return refuse('role-own')
  if (await holdsRole(tx, person.id, role, organisationId)) return refuse('role-already-held')

  await tx.invite.updateMany({
    where: { personId: person.id, role, organisationId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  const word = randomBytes(16).toString('base64url')
  const hours = person.hasIdNumber ? inviteDays * 24 : openInviteHours
  const expiresAt = new Date(now.getTime() + hours * 3_600_000)
  const { id } = await tx.invite.create({
    data: {
      wordHash: hashOfWord(word),
      personId: person.id,
      role,
      organisationId,
      createdById: actor?.personId ?? null,
      createdAt: now,
      expiresAt,
    },
  })
  await audit(tx, {
    at: now,
    actor: actor ? { personId: actor.personId, role: authorised.as! } : commandLine,
    action: 'role.invite',
    subject: { kind: 'invite', id },
    organisationId,
    details: { role, personId: person.id, newOnRoster: person.isNew, expiresAt: expiresAt.toISOString() },
  })
  return { word, personId: person.id, expiresAt }
}

async function personFor(
  tx: Transaction,
  { name: typed, personId, organisationId }: { name: string; personId?: string; organisationId: string },
  now: Date,
): Promise<{ id: string; hasIdNumber: boolean; isNew: boolean } | Refusal> {
  const name = readField('name', typed, civilDateOf(now))
  if (isRefusal(name)) return name
  const found = await tx.person.findMany({
    where: { organisationId, name, ...isNoConnection, ...(personId && { id: personId }) },
    select: { id: true, idSealed: true },
    take: 2,
  })
  const [only, another] = found
  if (another) return refuse('name-not-unique', { name })
  if (only) return { id: only.id, hasIdNumber: only.idSealed !== null, isNew: false }
  if (personId) return refuse('person-unknown')
  const { id } = await tx.person.create({ data: { organisationId, name } })
  return { id, hasIdNumber: false, isNew: true }
}
