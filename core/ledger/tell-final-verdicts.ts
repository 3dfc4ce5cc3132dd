import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type Notice, priority } from '../notices/notice.ts'
import { answersAsOf } from './sums.ts'

/**
 * How long after the freeze somebody who binds an account is still told their result; later /status tells.
 */
const toldForDays = 14

/**
 * Tells everybody whom a school answers for, once, how the verification ended for them (DOMAIN §5.6, S062).
 * It is put into words when it is sent. Nobody is told twice, whatever runs twice.
 *
 * @returns how many were told now
 */
export async function tellFinalVerdicts(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<number> {
  let told = 0
  for (const cycle of cycles) {
    const row = await prisma.cycle.findUnique({ where: { id: cycle.id }, select: { frozenAt: true } })
    if (!row?.frozenAt || +now > +row.frozenAt + toldForDays * 86_400_000) continue
    const notice: Notice = { kind: 'final-verdict', cycleId: cycle.id }
    const asOf = answersAsOf(cycle, now)
    told += await prisma.$executeRaw`
      insert into outbox_message (chat_id, priority, body, key)
      select account.id, ${priority.broadcast}::int, ${JSON.stringify({ notice })}::jsonb, 'final-verdict:' || ${cycle.id}::text || ':' || account.id
      from account
      where account.person_id in (
          select person_id from "grant" where role = 'TEACHER' and granted_at <= ${asOf}::timestamptz
            and (withdrawn_at is null or withdrawn_at > ${asOf}::timestamptz))
        and not exists (select 1 from outbox_message
          where key = 'final-verdict:' || ${cycle.id}::text || ':' || account.id)
      on conflict do nothing`
  }
  return told
}
