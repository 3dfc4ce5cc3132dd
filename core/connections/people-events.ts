import type { Transaction } from '../../prisma/database.ts'
import { loadOrganisationRow } from '../organisations/load-organisations.ts'
import { organisationColumns, readOrganisationRow } from '../organisations/organisation-rows.ts'
import { authoriseAppointment } from '../people/appointments.ts'
import { loadRosterRow } from '../people/load-roster.ts'
import { giveRole, withdrawRole } from '../people/roles.ts'
import { rosterColumns } from '../people/roster-rows.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Column, RowOutcome } from '../tables/columns.ts'
import { type EventOutcome, oneByOne, type RefusedEvent, refusedEvent } from './event.ts'
import type { OrganisationUpserted, PersonUpserted, RoleChanged } from './event-data.ts'
import { findOrganisation, findPerson, isBelow } from './find.ts'

/**
 * Organisations, people and roles as another system tells of them: the rows of the files, and the buttons of
 * /roles.
 */

/**
 * The city may tell of all organisations and move schools. An office tells only of its own schools, and
 * neither gives them away nor takes others'.
 */
export const upsertOrganisation = oneByOne<OrganisationUpserted>(async (tx, data, sender, { now }) => {
  const { move = false, ...cells } = data
  const row = readOrganisationRow(1, cells)
  if ('refusal' in row) return ofRow(row, organisationColumns)
  const isCity = sender.organisation.kind === 'CITY'
  if (!isCity) {
    const before = await tx.organisation.findUnique({ where: { id: row.id } })
    const parent = row.parent && (await findOrganisation(tx, row.parent))
    const kind = before?.kind ?? row.values.kind
    const isMine = before ? before.parentId === sender.organisation.id : true
    const staysMine = !row.parent || (parent && parent.id === sender.organisation.id)
    if ((kind && kind !== 'SCHOOL') || !isMine || !staysMine)
      return refusedEvent(refuse('not-your-organisation'), isMine ? 'parent' : 'id')
  }
  const placed = isCity ? row : { ...row, parent: sender.organisation.id }
  const by = { personId: sender.personId, role: sender.role }
  return ofRow(await loadOrganisationRow(tx, placed, { now, moves: isCity && move, by }), organisationColumns)
})

/**
 * Like a row of the roster, but a person is known by a number, never by the name alone. Only the city moves
 * somebody to another school.
 */
export const upsertPerson = oneByOne<PersonUpserted>(async (tx, data, sender, { cycles, sealer, now }) => {
  const { move = false, ...cells } = data
  const school = await findOrganisation(tx, data.school)
  if (school?.kind !== 'SCHOOL') return refusedEvent(refuse('organisation-unknown'), 'school')
  if (!isBelow(sender, school)) return refusedEvent(refuse('not-your-organisation'), 'school')
  const isCity = sender.organisation.kind === 'CITY'
  const by = { personId: sender.personId, role: sender.role }
  const setting = { sealer, cycles: cycles.all(), now, moves: isCity && move, by }
  const outcome = ofRow(await loadRosterRow(tx, { cells, school }, setting), rosterColumns)
  // Where somebody works whom the sender does not answer for is none of its business.
  return outcome.outcome === 'refused' && outcome.refusal.refused === 'load-person-moves' && !isCity
    ? refusedEvent(refuse('not-your-organisation'), 'school')
    : outcome
})

export const grantRole = oneByOne<RoleChanged>(async (tx, data, { personId }, { now }) => {
  const found = await appointedIn(tx, data, personId)
  if ('outcome' in found) return found
  return ofAppointment(await giveRole(tx, { ...found, actor: { personId } }, now), 'role-already-held')
})

export const withdrawGrantedRole = oneByOne<RoleChanged>(async (tx, data, { personId }, { now }) => {
  const found = await appointedIn(tx, data, personId)
  if ('outcome' in found) return found
  return ofAppointment(await withdrawRole(tx, { ...found, actor: { personId } }, now), 'role-not-held')
})

/** Whoever may not appoint there does not learn either who is there. */
async function appointedIn(
  tx: Transaction,
  { organisation, person: number, role }: RoleChanged,
  actorId: string,
) {
  const place = await findOrganisation(tx, organisation)
  if (!place) return refusedEvent(refuse('organisation-unknown'), 'organisation')
  const authorised = await authoriseAppointment(tx, {
    role,
    organisationId: place.id,
    actor: { personId: actorId },
  })
  if (isRefusal(authorised)) return ofRefusedAppointment(authorised)
  const person = await findPerson(tx, number, place.id)
  if (!person) return refusedEvent(refuse('event-person-unknown'), 'person')
  return { personId: person.id, role, organisationId: place.id }
}

/** What the event asks for and stands so already is no error. */
function ofAppointment(outcome: unknown, before: string): EventOutcome {
  if (!isRefusal(outcome)) return { outcome: 'done' }
  if (outcome.refused === before) return { outcome: 'done-before' }
  return ofRefusedAppointment(outcome)
}

function ofRefusedAppointment(refusal: Refusal): RefusedEvent {
  return refusedEvent(refusal, fieldOfAppointment[refusal.refused])
}

const fieldOfAppointment: Readonly<Record<string, string>> = {
  'organisation-unknown': 'organisation',
  'role-not-here': 'role',
  'not-your-role': 'role',
  'role-last-holder': 'role',
  'role-own': 'person',
  'not-bound': 'person',
  'not-your-organisation': 'person',
}

/** Rows name their columns as a file does; events name their fields. */
function ofRow(row: RowOutcome, columns: Readonly<Record<string, Column>>): EventOutcome {
  if (row.outcome === 'unchanged') return { outcome: 'done-before' }
  if (row.outcome !== 'refused') return { outcome: 'done' }
  const field = Object.keys(columns).find((key) => columns[key]!.names[0] === row.column)
  return refusedEvent(row.refusal, field)
}
