import type { Transaction } from '../../prisma/database.ts'
import { officeAbove } from '../authority/tree.ts'
import type { Role } from '../terms.ts'
import { type Notice, priority, urgencyOf } from './notice.ts'

/**
 * Those whom `tell` of core/notices cannot name: an account that is nobody's yet, and everybody who holds a
 * role.
 */

/** Tells an account itself, because it is bound to nobody: what it asked for was refused. */
export async function tellAccount(tx: Transaction, accountId: number, notice: Notice): Promise<void> {
  await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body)
    values (${accountId}::bigint, ${priority.decision}::int, ${JSON.stringify({ notice })}::jsonb)`
}

/**
 * Tells everybody who holds the role in the organisation, but the one it is about.
 *
 * @param key the same thing reaches each of them once
 */
export async function tellRole(
  tx: Transaction,
  role: Role,
  organisationId: string,
  notice: Notice,
  { key, except }: { key: string; except?: string | null },
): Promise<void> {
  await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, ${priority[urgencyOf(notice)]}::int, ${JSON.stringify({ notice })}::jsonb, ${key} || ':' || account.id
    from "grant" held join account on account.person_id = held.person_id
    where held.role = ${role}::"Role" and held.organisation_id = ${organisationId} and held.withdrawn_at is null
      and held.person_id is distinct from ${except ?? null}::uuid
    on conflict do nothing`
}

/**
 * Tells the reviewers of the office right above a school.
 *
 * @param key the same thing reaches each of them once
 */
export async function tellOfficeAbove(
  tx: Transaction,
  schoolId: string,
  notice: Notice,
  options: { key: string; except?: string | null },
): Promise<void> {
  const officeId = await officeAbove(tx, schoolId)
  if (officeId) await tellRole(tx, 'DISTRICT_REVIEWER', officeId, notice, options)
}

/**
 * Tells many people at once in one statement, behind every decision. Whoever has no account is told nothing.
 *
 * @param key the same thing reaches each of them once
 */
export async function tellEach(
  tx: Transaction,
  personIds: readonly string[],
  notice: Notice,
  key: string,
): Promise<void> {
  await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select id, ${priority.broadcast}::int, ${JSON.stringify({ notice })}::jsonb, ${key} || ':' || id
    from account where person_id = any(${personIds}::uuid[])
    on conflict do nothing`
}
