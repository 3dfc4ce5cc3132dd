import type { Database, Transaction } from '../../prisma/database.ts'

/**
 * The schools that an office answers for, by id: those under it in the tree however deep, and every school for the city's own offices. A
 * school answers for itself.
 */
export async function schoolsBelow(
  db: Database['prisma'] | Transaction,
  organisationId: string,
): Promise<string[]> {
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
