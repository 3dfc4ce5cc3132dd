import type { Database, Transaction } from '../../prisma/database.ts'

/**
 * When the school that answers for each of a teacher's items went public with its list, which closes
 * resubmission (ruling 3).
 */
export async function publicityStartsFor(
  db: Database['prisma'] | Transaction,
  personId: string,
  cycleId: number,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.$queryRaw<{ organisation_id: string; starts_at: Date }[]>`
    select organisation_id, starts_at from publicity where cycle_id = ${cycleId} and withdrawn_at is null
      and organisation_id in (select organisation_id from declaration
        where person_id = ${personId}::uuid and cycle_id = ${cycleId})`
  return new Map(rows.map(({ organisation_id, starts_at }) => [organisation_id, starts_at]))
}
