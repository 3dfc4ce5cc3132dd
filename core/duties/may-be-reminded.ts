import type { Database, Transaction } from '../../prisma/database.ts'

/**
 * Who may be reminded: whoever can be reached, has not muted reminders and is not exempt. A condition on a
 * row `account`.
 *
 * @param cycle SQL that gives the cycle's id
 */
export function mayBeRemindedSql(cycle: string): string {
  return `account.unreachable_at is null and account.muted_at is null
    and not exists (select 1 from exemption where exemption.person_id = account.person_id
      and exemption.cycle_id = ${cycle} and exemption.state = 'GRANTED')`
}

/**
 * Asks the same of one teacher at the time of sending. Since the planning they may have muted reminders,
 * left, or been exempted.
 */
export async function mayBeReminded(
  db: Database['prisma'] | Transaction,
  personId: string,
  cycleId: number,
): Promise<boolean> {
  const found = await db.$queryRawUnsafe<unknown[]>(
    `select 1 from "grant" held left join account on account.person_id = held.person_id
     where held.person_id = $1::uuid and held.role = 'TEACHER' and held.withdrawn_at is null and ${mayBeRemindedSql('$2')}
     limit 1`,
    personId,
    cycleId,
  )
  return found.length > 0
}
