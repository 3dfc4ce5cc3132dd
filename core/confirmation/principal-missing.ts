import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { priority } from '../notices/notice.ts'

/**
 * Tells the administrators of schools that went public without a principal whom to ask, while there is time:
 * once each in a cycle.
 *
 * @returns how many were told
 */
export async function tellSchoolsWithoutPrincipal(
  { prisma }: Pick<Database, 'prisma'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<number> {
  if (now >= freezesAt(cycle)) return 0
  return prisma.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, ${priority.decision}::int,
      jsonb_build_object('notice', jsonb_build_object('kind', 'principal-missing', 'cycleId', ${cycle.id}::int,
        'organisationId', publicity.organisation_id)),
      'principal-missing:' || ${cycle.id}::text || ':' || publicity.organisation_id || ':' || account.id
    from publicity
      join "grant" admin on admin.organisation_id = publicity.organisation_id and admin.role = 'SCHOOL_ADMIN'
        and admin.withdrawn_at is null
      join account on account.person_id = admin.person_id
    where publicity.cycle_id = ${cycle.id} and publicity.withdrawn_at is null and publicity.starts_at <= ${now}
      and not exists (select 1 from "grant" held where held.organisation_id = publicity.organisation_id
        and held.role = 'PRINCIPAL' and held.withdrawn_at is null)
      and not exists (select 1 from step where step.organisation_id = publicity.organisation_id
        and step.cycle_id = ${cycle.id} and step.step = 'confirmation')
    on conflict do nothing`
}
