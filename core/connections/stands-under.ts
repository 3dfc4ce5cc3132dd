import type { Database, Transaction } from '../../prisma/database.ts'

/** The organisation itself or what stands below it; below an office of the city stands the whole city. */
export async function standsUnder(
  db: Database['prisma'] | Transaction,
  organisationId: string,
  officeId: string,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ under: boolean }[]>`
    with recursive above as (
      select id, parent_id from organisation where id = ${organisationId}
      union select organisation.id, organisation.parent_id from organisation join above on organisation.id = above.parent_id)
    select exists (select 1 from above where id = ${officeId})
      or (exists (select 1 from above) and exists (select 1 from organisation where id = ${officeId} and kind = 'CITY')) as under`
  return row?.under ?? false
}
