import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { tellEach } from '../notices/tell.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { readPublicity, type SchoolPublicity } from './publicity.ts'

/** How a publicity ends: called off because the list was wrong, or over and its list taken down. */

export const endPublicityRefusals = [
  ...grantRefusals,
  'publicity-gone',
  'publicity-over',
  'publicity-not-over',
  'publicity-withdrawn',
  'publicity-taken-down',
  'publicity-why-needed',
  'cycle-frozen',
] as const

interface EndCommand {
  readonly publicityId: string
  readonly actor: Acting
}

/**
 * Calls the publicity off before its end. Resubmission is open again until another publicity starts, which
 * lasts its full days anew.
 *
 * @param command.why shown to the teachers and kept
 * @returns what stands now; 'publicity-over' {until}, 'publicity-withdrawn' {by, at}, 'publicity-why-needed',
 *   'cycle-frozen', 'not-your-role', 'publicity-gone'
 */
export async function withdrawPublicity(
  tx: Transaction,
  { publicityId, actor, why }: EndCommand & { why: string },
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<SchoolPublicity | Refusal> {
  const publicity = await readOwn(tx, publicityId, actor, now)
  if ('refused' in publicity) return publicity
  const freeze = freezesAt(cycleOf(publicity.cycleId))
  if (now >= freeze) return refuse('cycle-frozen', { deadline: freeze.toISOString() })
  if (publicity.state === 'withdrawn') return refuseWithdrawn(publicity)
  if (publicity.state !== 'running') {
    return refuse('publicity-over', { until: publicity.endsAt.toISOString() })
  }
  const reason = why.trim()
  if (!reason) return refuse('publicity-why-needed')
  const { count } = await tx.publicity.updateMany({
    where: { id: publicityId, version: publicity.version, withdrawnAt: null },
    data: {
      withdrawnAt: now,
      withdrawnById: actor.personId,
      withdrawnWhy: reason,
      version: { increment: 1 },
    },
  })
  if (count === 0) return refuseWithdrawn((await readPublicity(tx, publicityId, now))!)
  await note(tx, publicity, actor, 'publicity.withdraw', now, { why: reason })
  await tellEach(
    tx,
    publicity.list.lines.map(({ personId }) => personId),
    { kind: 'publicity-withdrawn', publicityId },
    `publicity-withdrawn:${publicityId}`,
  )
  return (await readPublicity(tx, publicityId, now))!
}

/**
 * Ticks, after the period, that the list no longer hangs anywhere.
 *
 * @returns what stands now; 'publicity-not-over' {until}, 'publicity-taken-down' {by, at},
 *   'publicity-withdrawn' {by, at}, 'not-your-role', 'publicity-gone'
 */
export async function takeDownList(
  tx: Transaction,
  { publicityId, actor }: EndCommand,
  now: Date,
): Promise<SchoolPublicity | Refusal> {
  const publicity = await readOwn(tx, publicityId, actor, now)
  if ('refused' in publicity) return publicity
  if (publicity.state === 'withdrawn') return refuseWithdrawn(publicity)
  if (publicity.state === 'running') {
    return refuse('publicity-not-over', { until: publicity.endsAt.toISOString() })
  }
  const { count } = await tx.publicity.updateMany({
    where: { id: publicityId, version: publicity.version, takenDownAt: null },
    data: { takenDownAt: now, takenDownById: actor.personId, version: { increment: 1 } },
  })
  if (count === 0) {
    const { takenDown } = (await readPublicity(tx, publicityId, now))!
    return refuse('publicity-taken-down', { by: takenDown?.by ?? '', at: takenDown?.at.toISOString() ?? '' })
  }
  await note(tx, publicity, actor, 'publicity.take-down', now)
  return (await readPublicity(tx, publicityId, now))!
}

/** A publicity of a school where the actor is administrator. */
async function readOwn(
  tx: Transaction,
  publicityId: string,
  actor: Acting,
  now: Date,
): Promise<SchoolPublicity | Refusal<(typeof endPublicityRefusals)[number]>> {
  const publicity = await readPublicity(tx, publicityId, now)
  if (!publicity) return refuse('publicity-gone')
  return (await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', publicity.organisationId)) ?? publicity
}

function refuseWithdrawn({ withdrawn }: SchoolPublicity): Refusal {
  return refuse('publicity-withdrawn', { by: withdrawn?.by ?? '', at: withdrawn?.at.toISOString() ?? '' })
}

function note(
  tx: Transaction,
  { id, organisationId, cycleId }: SchoolPublicity,
  { personId }: Acting,
  action: string,
  now: Date,
  details: object = {},
): Promise<void> {
  return audit(tx, {
    at: now,
    actor: { personId, role: 'SCHOOL_ADMIN' },
    action,
    subject: { kind: 'publicity', id },
    organisationId,
    cycleId,
    details,
  })
}
