import type { Transaction } from '../../prisma/database.ts'
import { grantOnce } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { windowAt } from '../cycle/windows.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { reopenProfile } from './profile.ts'

/** What moves with a teacher, and what the old school keeps answering for (ruling 14). */

export const moveTeacherRefusals = ['transfer-not-found', 'other-role-first'] as const

/**
 * Moves a person and their TEACHER role. In a cycle still open for declaring, all items move too, decided or
 * not, because the school of 12-31 answers for the teacher; the profile is confirmed anew, as it names
 * another school. After declaring has closed the old school keeps answering for that cycle; drafts and
 * records are the person's own.
 *
 * @returns 'transfer-not-found' when the person is no longer at the old school, 'other-role-first' {role}
 *   while they hold another role there
 */
export async function moveTeacher(
  tx: Transaction,
  { personId, fromId, toId }: { personId: string; fromId: string; toId: string },
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<true | Refusal<(typeof moveTeacherRefusals)[number]>> {
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const person = await tx.person.findUnique({ where: { id: personId } })
  if (person?.organisationId !== fromId) return refuse('transfer-not-found')
  const other = await otherRoleIn(tx, personId, fromId)
  if (other) return other
  await tx.grant.updateMany({
    where: { personId, role: 'TEACHER', organisationId: fromId, withdrawnAt: null },
    data: { withdrawnAt: now, withdrawnWhy: 'transfer' },
  })
  await grantOnce(tx, { personId, role: 'TEACHER', organisationId: toId }, now)
  await tx.person.update({
    where: { id: personId },
    data: { organisationId: toId, dutyStatus: 'ON_DUTY', version: { increment: 1 } },
  })
  await tx.request.updateMany({
    where: { personId, organisationId: fromId, state: 'OPEN' },
    data: { organisationId: toId },
  })
  for (const cycle of cycles.filter((one) => windowAt(one, 'declaration', now).state === 'open')) {
    await moveItems(tx, { personId, fromId, toId }, { cycleId: cycle.id, now })
    await reopenProfile(tx, personId, { cycle, now })
  }
  return true
}

/**
 * Whoever leaves a school holds no role there any more. What others depend on must be handed over or
 * withdrawn first.
 */
export async function otherRoleIn(
  tx: Transaction,
  personId: string,
  organisationId: string,
): Promise<Refusal<'other-role-first'> | undefined> {
  const held = await tx.grant.findFirst({
    where: { personId, organisationId, withdrawnAt: null, role: { not: 'TEACHER' } },
    orderBy: { grantedAt: 'asc' },
  })
  return held ? refuse('other-role-first', { role: held.role }) : undefined
}

/**
 * Each item gets an entry in the trail of its new school, and a new version, so that a card of the old school
 * counts as old.
 */
async function moveItems(
  tx: Transaction,
  { personId, fromId, toId }: { personId: string; fromId: string; toId: string },
  { cycleId, now }: { cycleId: number; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    with moved as (
      update declaration set organisation_id = ${toId}, version = version + 1
      where person_id = ${personId}::uuid and cycle_id = ${cycleId} and organisation_id = ${fromId}
        and not exists (select 1 from publicity where cycle_id = ${cycleId} and withdrawn_at is null
          and organisation_id in (${fromId}, ${toId}))
      returning id, serial, version)
    insert into audit_entry (chain, at, actor_role, action, subject_kind, subject_id, cycle_id, details)
    select ${toId}, ${now}, 'TRANSFER', 'declaration.move', 'declaration', id::text, ${cycleId},
      jsonb_build_object('from', ${fromId}::text, 'to', ${toId}::text, 'version', version)
    from moved order by serial`
  await tx.exemption.updateMany({
    where: { personId, cycleId, organisationId: fromId, state: { in: ['OPEN', 'GRANTED'] } },
    data: { organisationId: toId },
  })
}
