import type { Database } from '../../prisma/database.ts'
import { priority } from '../notices/notice.ts'

/**
 * How long after the end somebody may still be told of it. Whoever takes over an office later finds it on
 * their card.
 */
const toldWithinDays = 14

/**
 * Tells the principal and the administrators of every school whose publicity has ended, each once, whatever
 * runs twice. The list must be taken down, and the principal confirms next (S038). It is one statement,
 * however many schools end in the same minute.
 */
export async function tellEndedPublicities({ prisma }: Database, now: Date): Promise<number> {
  return prisma.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select distinct account.id, ${priority.decision}::int,
      jsonb_build_object('notice', jsonb_build_object('kind', 'publicity-ended', 'publicityId', over.id)),
      'publicity-ended:' || over.id || ':' || account.id
    from publicity over
      join "grant" held on held.organisation_id = over.organisation_id and held.role in ('PRINCIPAL', 'SCHOOL_ADMIN')
        and held.withdrawn_at is null
      join account on account.person_id = held.person_id
    where over.withdrawn_at is null
      and over.ends_at <= ${now}::timestamptz and over.ends_at > ${now}::timestamptz - make_interval(days => ${toldWithinDays}::int)
    on conflict do nothing`
}
