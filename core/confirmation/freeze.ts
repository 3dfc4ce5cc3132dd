import type { Database, Transaction } from '../../prisma/database.ts'
import { cityOf } from '../authority/tree.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { emit, emitDeclarations } from '../events/emit.ts'
import { priority } from '../notices/notice.ts'

/**
 * The end of the second round: what is still returned becomes 无效, and after it nothing of the cycle changes
 * (S047–S055).
 */

/** A city's items are marked in one transaction, for which Prisma's five seconds may be short. */
const limits = { timeout: 300_000, maxWait: 60_000 }

/**
 * Freezes a cycle whose time has come: items that are still returned become INVALID (ruling 8), each with its
 * audit entry, their teachers are told once, and `frozen_at` is set to the instant of the calendar.
 * Everything else keeps its state and counts only if the office above approved it. Running it again, late or
 * in several processes at once changes nothing more.
 *
 * @returns how many items became invalid; undefined when it was not time or had been done
 */
export async function freezeDue(
  { prisma }: Pick<Database, 'prisma'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<{ invalid: number } | undefined> {
  if (now < freezesAt(cycle)) return undefined
  const seen = await prisma.cycle.findUnique({ where: { id: cycle.id }, select: { frozenAt: true } })
  if (!seen || seen.frozenAt) return undefined
  return prisma.$transaction(async (tx) => {
    // Decisions that were judged in time hold a share of this row, and the freeze waits for them. Later
    // decisions find the row frozen.
    const [row] = await tx.$queryRaw<{ frozen_at: Date | null }[]>`
      select frozen_at from cycle where id = ${cycle.id} for update`
    if (!row || row.frozen_at) return undefined
    const marked = await markInvalid(tx, cycle)
    await tx.cycle.update({ where: { id: cycle.id }, data: { frozenAt: freezesAt(cycle) } })
    await emitDeclarations(tx, 'declaration.decided', marked, freezesAt(cycle))
    await emit(tx, {
      type: 'cycle.frozen',
      organisationId: (await cityOf(tx)) ?? 'city',
      cycleId: cycle.id,
      subjectId: String(cycle.id),
      at: freezesAt(cycle),
      data: { frozenAt: freezesAt(cycle).toISOString(), invalid: marked.length },
    })
    return { invalid: marked.length }
  }, limits)
}

/**
 * The reason of the return stays on the item, because it is why the item is invalid. The trail of a school is
 * written by one chain at a time.
 */
async function markInvalid(tx: Transaction, cycle: Cycle): Promise<string[]> {
  const at = freezesAt(cycle)
  const notice = JSON.stringify({ notice: { kind: 'items-frozen-invalid', cycleId: cycle.id } })
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with returned as (
      select id, state from declaration
      where cycle_id = ${cycle.id} and state in ('RETURNED_BY_SCHOOL', 'RETURNED_BY_DISTRICT') order by id for update),
    marked as (
      update declaration set state = 'INVALID', version = version + 1
      from returned where declaration.id = returned.id
      returning declaration.id, declaration.serial, declaration.organisation_id, declaration.person_id,
        declaration.version, declaration.round, returned.state as was),
    audited as (
      insert into audit_entry (chain, at, actor_id, actor_role, action, subject_kind, subject_id, cycle_id, details)
      select organisation_id, ${at}::timestamptz, null, null, 'declaration.expire', 'declaration', id::text, ${cycle.id},
        jsonb_build_object('from', was, 'to', 'INVALID', 'version', version, 'round', round)
      from marked order by organisation_id, serial),
    told as (
      insert into outbox_message (chat_id, priority, body, key)
      select account.id, ${priority.decision}::int, ${notice}::jsonb, 'frozen-invalid:' || ${cycle.id}::text || ':' || account.id
      from account where account.person_id in (select person_id from marked)
      on conflict do nothing)
    select id from marked order by serial`
  return rows.map(({ id }) => id)
}
