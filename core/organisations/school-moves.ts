import type { Transaction } from '../../prisma/database.ts'
import { type Actor, audit, type commandLine } from '../audit/audit.ts'
import { tellRole } from '../notices/tell.ts'

/** What goes along when a school comes under another office, which reviews it from then on. */
export interface SchoolMove {
  readonly schoolId: string
  readonly fromId: string
  readonly toId: string
}

/**
 * Open complaints that the old office handles go to the new one. The old one may return no item of the school
 * any more, and while a complaint is open its item cannot be confirmed (ruling 10). Both offices and the
 * school are told.
 */
export async function takeAlong(
  tx: Transaction,
  { schoolId, fromId, toId }: SchoolMove,
  { now, by }: { now: Date; by: Actor | typeof commandLine },
): Promise<void> {
  const complaints = await tx.$queryRaw<{ id: string; cycleId: number }[]>`
    update complaint set handler_id = ${toId}, version = version + 1
    where organisation_id = ${schoolId} and handler_id = ${fromId} and state <> 'SETTLED'
    returning id, cycle_id as "cycleId"`
  for (const { id, cycleId } of complaints) {
    const subject = { kind: 'complaint', id }
    const details = { school: schoolId, from: fromId, to: toId }
    await audit(tx, {
      at: now,
      actor: by,
      action: 'complaint.move',
      subject,
      organisationId: toId,
      cycleId,
      details,
    })
  }
  const names = await tx.organisation.findMany({
    where: { id: { in: [schoolId, fromId, toId] } },
    select: { id: true, name: true },
  })
  const nameOf = (wanted: string) => names.find(({ id }) => id === wanted)?.name ?? ''
  const notice = {
    kind: 'school-moved',
    school: nameOf(schoolId),
    from: nameOf(fromId),
    to: nameOf(toId),
    complaints: 0,
  } as const
  const key = `school-moved:${schoolId}:${now.toISOString()}`
  await tellRole(tx, 'DISTRICT_REVIEWER', fromId, notice, { key })
  await tellRole(tx, 'DISTRICT_REVIEWER', toId, { ...notice, complaints: complaints.length }, { key })
  for (const role of ['SCHOOL_ADMIN', 'PRINCIPAL'] as const) {
    await tellRole(tx, role, schoolId, notice, { key })
  }
}
