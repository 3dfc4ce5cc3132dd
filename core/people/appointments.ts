import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { type Acting, isNoConnection } from '../authority/grants.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'

/** Who gives which role to whom: the code, the buttons and the tests read this one table. */

export type OrganisationKind = 'CITY' | 'DISTRICT' | 'TRAINING_CENTRE' | 'SCHOOL' | 'PROVIDER'

export interface Appointment {
  readonly by: Role
  readonly role: Role
  /** In which kinds of organisation the role is held. */
  readonly kinds: readonly OrganisationKind[]
  /**
   * How the organisation stands to that of whoever appoints: any of these kinds, the one below, the same one.
   */
  readonly reach: 'anywhere' | 'below' | 'own'
}

const offices = ['DISTRICT', 'TRAINING_CENTRE'] as const

/**
 * Down the tree: the city appoints the offices, an office the heads of its schools, a school its own staff. A
 * school does not appoint its principal, who confirms what it has reviewed. TEACHER is not appointed: the
 * roster, a registration or a transfer makes a teacher.
 */
export const appointments: readonly Appointment[] = [
  { by: 'CITY_OPERATOR', role: 'CITY_OPERATOR', kinds: ['CITY'], reach: 'anywhere' },
  { by: 'CITY_OPERATOR', role: 'CITY_SUPERVISOR', kinds: ['CITY'], reach: 'anywhere' },
  { by: 'CITY_OPERATOR', role: 'DISTRICT_REVIEWER', kinds: offices, reach: 'anywhere' },
  { by: 'CITY_OPERATOR', role: 'PROVIDER', kinds: ['PROVIDER'], reach: 'anywhere' },
  { by: 'DISTRICT_REVIEWER', role: 'SCHOOL_ADMIN', kinds: ['SCHOOL'], reach: 'below' },
  { by: 'DISTRICT_REVIEWER', role: 'PRINCIPAL', kinds: ['SCHOOL'], reach: 'below' },
  { by: 'SCHOOL_ADMIN', role: 'SCHOOL_ADMIN', kinds: ['SCHOOL'], reach: 'own' },
  { by: 'SCHOOL_ADMIN', role: 'HR_OFFICER', kinds: ['SCHOOL'], reach: 'own' },
]

/** The command line makes the first ones of the city, from whom everybody else comes. */
export const rolesOfCommandLine: readonly Role[] = ['CITY_OPERATOR', 'CITY_SUPERVISOR']

/** Roles without which nobody could go on: the last holder can only be replaced. */
export const neverWithout: readonly Role[] = ['SCHOOL_ADMIN', 'CITY_OPERATOR']

export const appointmentRefusals = ['organisation-unknown', 'role-not-here', 'not-your-role'] as const

/** An organisation as far as the table asks. */
export interface AppointmentPlace {
  readonly id: string
  readonly kind: OrganisationKind
  readonly parentId: string | null
}

/** The rows of the table by which a holder of `held` may appoint in `place`. */
export function appointmentsIn(
  place: AppointmentPlace,
  held: readonly { readonly role: Role; readonly organisationId: string }[],
): Appointment[] {
  return appointments.filter(
    ({ by, kinds, reach }) =>
      kinds.includes(place.kind) &&
      held.some(
        ({ role, organisationId }) =>
          role === by &&
          (reach === 'anywhere' || organisationId === (reach === 'own' ? place.id : place.parentId)),
      ),
  )
}

/**
 * Where holders of these roles may appoint, as a database filter. `lacking` leaves only where a head is
 * missing.
 */
export function placesOf(
  held: readonly { readonly role: Role; readonly organisationId: string }[],
  { lacking = false } = {},
): Prisma.OrganisationWhereInput {
  const places = held.flatMap(({ role: by, organisationId }) =>
    appointments
      .filter((row) => row.by === by && (!lacking || (heads.includes(row.role) && row.reach !== 'own')))
      .map(({ role, kinds, reach }) => ({
        kind: { in: [...kinds] },
        ...(reach === 'below' && { parentId: organisationId }),
        ...(reach === 'own' && { id: organisationId }),
        ...(lacking && { grants: { none: { role, withdrawnAt: null, person: isNoConnection } } }),
      })),
  )
  return { OR: places }
}

type Held = Parameters<typeof placesOf>[0]

/** In how many organisations holders of these roles may appoint; `lacking`: only where a head is missing. */
export function countPlaces(
  db: Database['prisma'] | Transaction,
  held: Held,
  which?: { lacking: boolean },
): Promise<number> {
  return db.organisation.count({ where: placesOf(held, which) })
}

/** Those where a head is missing, by name. */
export function placesWithoutHead(
  db: Database['prisma'] | Transaction,
  held: Held,
  { skip, take }: { skip: number; take: number },
): Promise<{ id: string; name: string }[]> {
  return db.organisation.findMany({
    where: placesOf(held, { lacking: true }),
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    skip,
    take,
  })
}

const heads: readonly Role[] = ['DISTRICT_REVIEWER', 'PROVIDER', 'SCHOOL_ADMIN', 'PRINCIPAL']

/**
 * Whether somebody may give and take the role there. It is asked inside the transaction that does it
 * (invariant 2).
 *
 * @param actor null for the command line
 * @returns the place, and in which role they act (null for the command line); 'organisation-unknown',
 *   'role-not-here' {role}, 'not-your-role' {role} naming who may
 */
export async function authoriseAppointment(
  db: Database['prisma'] | Transaction,
  { role, organisationId, actor }: { role: Role; organisationId: string; actor: Acting | null },
): Promise<
  | { place: AppointmentPlace & { name: string }; as: Role | null }
  | Refusal<(typeof appointmentRefusals)[number]>
> {
  const place = await db.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, kind: true, parentId: true, name: true },
  })
  if (!place) return refuse('organisation-unknown')
  const rows = appointments.filter((row) => row.role === role && row.kinds.includes(place.kind))
  const [usual] = rows
  if (!usual) return refuse('role-not-here', { role })
  if (!actor) {
    return rolesOfCommandLine.includes(role)
      ? { place, as: null }
      : refuse('not-your-role', { role: usual.by })
  }
  const held = await db.grant.findMany({
    where: { personId: actor.personId, withdrawnAt: null },
    select: { role: true, organisationId: true },
  })
  const row = appointmentsIn(place, held).find((one) => one.role === role)
  return row ? { place, as: row.by } : refuse('not-your-role', { role: usual.by })
}
