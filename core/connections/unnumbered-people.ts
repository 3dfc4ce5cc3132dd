import type { Database, Transaction } from '../../prisma/database.ts'
import { isNoConnection } from '../authority/grants.ts'
import { placesOf } from '../people/appointments.ts'
import type { Role } from '../terms.ts'

/** Somebody whom a connection may give and take roles and who has no 继续教育证号 to be named by. */
export interface UnnumberedPerson {
  /** The 人员编号: an id without meaning, which opens nothing. */
  readonly id: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string }
  readonly roles: readonly Role[]
}

/**
 * The staff of offices and providers, by organisation and name: `role.granted` and `role.withdrawn` of this
 * connection name them by the 人员编号. An operator hands the number on, like the id of the connection; nothing
 * gives it out by itself.
 *
 * @returns nobody for a connection that may send neither type
 */
export async function peopleWithoutNumber(
  db: Database['prisma'] | Transaction,
  connectionId: string,
): Promise<UnnumberedPerson[]> {
  const connection = await db.connection.findUnique({
    where: { id: connectionId, withdrawnAt: null },
    select: { types: true, person: { select: { grants: { where: { withdrawnAt: null } } } } },
  })
  if (!connection?.types.some((type) => type === 'role.granted' || type === 'role.withdrawn')) return []
  const places = placesOf(connection.person.grants)
  const people = await db.person.findMany({
    where: {
      certificateNumber: null,
      ...isNoConnection,
      OR: [
        { organisation: places, account: { isNot: null } },
        { grants: { some: { withdrawnAt: null, role: { not: 'TEACHER' }, organisation: places } } },
      ],
    },
    select: {
      id: true,
      name: true,
      organisation: { select: { id: true, name: true } },
      grants: { where: { withdrawnAt: null, role: { not: 'TEACHER' } }, select: { role: true } },
    },
    orderBy: [{ organisation: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
  })
  return people.map(({ grants, ...person }) => ({
    ...person,
    roles: [...new Set(grants.map(({ role }) => role))],
  }))
}
