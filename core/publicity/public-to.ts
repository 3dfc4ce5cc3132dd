import type { Database, Transaction } from '../../prisma/database.ts'

/** The running publicity that lists this person, for /status: whoever is on a list may still object. */
export async function publicTo(
  db: Database['prisma'] | Transaction,
  personId: string,
  cycleId: number,
  now: Date,
): Promise<{ school: string; endsAt: Date } | undefined> {
  const [row] = await db.$queryRaw<{ school: string; ends_at: Date }[]>`
    select school.name as school, ends_at from publicity
      join organisation school on school.id = publicity.organisation_id
    where cycle_id = ${cycleId} and withdrawn_at is null
      and starts_at <= ${now}::timestamptz and ends_at > ${now}::timestamptz
      and publicity.organisation_id in (select organisation_id from "grant"
        where person_id = ${personId}::uuid and role = 'TEACHER')
      and list @> jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('personId', ${personId}::text)))
    order by starts_at desc limit 1`
  return row && { school: row.school, endsAt: row.ends_at }
}
