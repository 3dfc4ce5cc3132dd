import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type Notice, priority } from '../notices/notice.ts'
import { complaintsDueAt } from './complaint.ts'

/**
 * After the date for settling, tells the level above each handler that still has something open, once: for a
 * school its reviewing office, for an office the city's supervisors (S059, S070). It learns how many, not
 * what.
 */
export async function tellOverdueComplaints(
  { prisma }: Database,
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<void> {
  for (const cycle of cycles.filter((one) => now >= complaintsDueAt(one))) {
    const handlers = await prisma.$queryRaw<{ id: string; kind: string; parent_id: string | null }[]>`
      select id, kind::text as kind, parent_id from organisation where id in
        (select handler_id from complaint where cycle_id = ${cycle.id} and state <> 'SETTLED')`
    for (const { id, kind, parent_id } of handlers) {
      const notice: Notice = { kind: 'complaint-overdue', handlerId: id, cycleId: cycle.id }
      const key = `complaint-overdue:${cycle.id}:${id}`
      await prisma.$executeRaw`
        insert into outbox_message (chat_id, priority, body, key)
        select account.id, ${priority.decision}::int, ${JSON.stringify({ notice })}::jsonb, ${key} || ':' || account.id
        from account where person_id in (
          select person_id from "grant" held where held.withdrawn_at is null
            and case when ${kind} = 'SCHOOL' then held.role = 'DISTRICT_REVIEWER' and held.organisation_id = ${parent_id}
              else held.role = 'CITY_SUPERVISOR' end)
        on conflict do nothing`
    }
  }
}

/** How many complaints of a handler are open past their date now. */
export async function overdueCount(
  { prisma }: Database,
  handlerId: string,
  cycleId: number,
): Promise<number> {
  return prisma.complaint.count({ where: { handlerId, cycleId, state: { not: 'SETTLED' } } })
}
