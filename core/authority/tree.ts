import type { Database, Transaction } from '../../prisma/database.ts'

/**
 * The tree of organisations: city, districts and training centre, schools. A school's reviewer is the office
 * right above it.
 */

type Reader = Database['prisma'] | Transaction

/**
 * The city that everything stands under; the steps of the whole city are written for it. Undefined where
 * nobody entered one.
 */
export async function cityOf(db: Reader): Promise<string | undefined> {
  const city = await db.organisation.findFirst({
    where: { kind: 'CITY', parentId: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  return city?.id
}

/** The office right above, which reviews what a school decided; undefined at the top of the tree. */
export async function officeAbove(db: Reader, organisationId: string): Promise<string | undefined> {
  const row = await db.organisation.findUnique({
    where: { id: organisationId },
    select: { parentId: true },
  })
  return row?.parentId ?? undefined
}

/** The organisation itself or what stands below it; below an office of the city stands the whole city. */
export async function standsUnder(db: Reader, organisationId: string, officeId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ under: boolean }[]>`
    with recursive above as (
      select id, parent_id from organisation where id = ${organisationId}
      union select organisation.id, organisation.parent_id from organisation join above on organisation.id = above.parent_id)
    select exists (select 1 from above where id = ${officeId})
      or (exists (select 1 from above) and exists (select 1 from organisation where id = ${officeId} and kind = 'CITY')) as under`
  return row?.under ?? false
}

/**
 * The schools that an office answers for, by id: those under it in the tree however deep, and every school
 * for the city's own offices. A school answers for itself.
 */
export async function schoolsBelow(db: Reader, organisationId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    with recursive below as (
      select id, kind from organisation where id = ${organisationId}
      union select child.id, child.kind from organisation child join below on child.parent_id = below.id)
    select id from organisation where kind = 'SCHOOL'
      and (id in (select id from below)
        or exists (select 1 from organisation where id = ${organisationId} and kind = 'CITY'))
    order by id`
  return rows.map(({ id }) => id)
}
