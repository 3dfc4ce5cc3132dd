import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantOnce, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt, windowOf } from '../cycle/windows.ts'
import { tell } from '../notices/notice.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { passPublicityDoor } from '../review/publicity-door.ts'
import { moveTeacherRefusals, otherRoleIn } from './move-teacher.ts'

/** 离岗: whoever has left by the end of declaring is in no denominator of the school (ruling 14). */

export const leaveReasons = ['moved-away', 'retired', 'resigned', 'deceased'] as const
export type LeaveReason = (typeof leaveReasons)[number]

export const leaveRefusals = [
  ...grantRefusals,
  ...moveTeacherRefusals,
  'person-unknown',
  'not-teacher-here',
  'not-on-leave',
  'leave-after-publicity',
  'cycle-frozen',
] as const

export interface OnLeave {
  readonly reason: LeaveReason
  readonly since: Date
}

/**
 * Takes TEACHER from somebody who has left. The person keeps account and records, and is told, except for a
 * death.
 *
 * @param leftBefore the cycle, where the school enters only afterwards that they left before its declaring
 *   ended: whoever was gone on 12-31 is in no denominator (ruling 14). Allowed only until the school's list
 *   is public, as that names whom it answers for.
 * @returns their name; 'leave-after-publicity' {started}, 'cycle-frozen' {deadline}; 'person-unknown',
 *   'not-your-role' unless the actor is SCHOOL_ADMIN of the person's school, 'own-item', 'other-role-first'
 *   {role}, 'not-teacher-here'
 */
export async function leave(
  tx: Transaction,
  {
    personId,
    reason,
    actor,
    leftBefore,
  }: { personId: string; reason: LeaveReason; actor: Acting; leftBefore?: Cycle },
  now: Date,
): Promise<{ name: string } | Refusal> {
  const person = await authorise(tx, personId, actor)
  if ('refused' in person) return person
  const { name, organisationId, organisation } = person
  const other = await otherRoleIn(tx, personId, organisationId)
  if (other) return other
  const since = leftBefore ? await beforeTheEnd(tx, organisationId, leftBefore, now) : now
  if (isRefusal(since)) return since
  const { count } = await tx.grant.updateMany({
    where: { personId, role: 'TEACHER', organisationId, withdrawnAt: null, grantedAt: { lte: since } },
    data: { withdrawnAt: since, withdrawnWhy: reason },
  })
  if (count === 0) return refuse('not-teacher-here')
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'teacher.leave',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { reason, ...(since < now && { since: since.toISOString() }) },
  })
  if (reason !== 'deceased') {
    await tell(tx, personId, { kind: 'teacher-left', reason, organisationName: organisation.name })
  }
  return { name }
}

/** The last moment of declaring, or now while it lasts. */
async function beforeTheEnd(
  tx: Transaction,
  organisationId: string,
  cycle: Cycle,
  now: Date,
): Promise<Date | Refusal> {
  const { closesAt } = windowOf(cycle, 'declaration')
  if (now < closesAt) return now
  const freeze = freezesAt(cycle)
  if (now >= freeze) return refuse('cycle-frozen', { deadline: freeze.toISOString() })
  await passPublicityDoor(tx, organisationId, cycle.id)
  const list = await tx.publicity.findFirst({
    where: { organisationId, cycleId: cycle.id, withdrawnAt: null },
    select: { startsAt: true },
  })
  return list
    ? refuse('leave-after-publicity', { started: list.startsAt.toISOString() })
    : new Date(closesAt.getTime() - 1)
}

/**
 * Somebody is back, or never left. A mistaken leave is undone as if it had not been, unless a cycle whose
 * roster it touched is frozen; whoever really returns is a teacher from now on.
 *
 * @param mistaken the leave was entered by mistake
 * @returns their name; 'person-unknown', 'not-your-role', 'own-item', 'not-on-leave'
 */
export async function returnToDuty(
  tx: Transaction,
  { personId, mistaken, actor }: { personId: string; mistaken: boolean; actor: Acting },
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<{ name: string } | Refusal> {
  const person = await authorise(tx, personId, actor)
  if ('refused' in person) return person
  const { name, organisationId, organisation } = person
  const left = await lastLeave(tx, personId, organisationId)
  if (!left) return refuse('not-on-leave')
  const asIfNever = mistaken && !cycles.some((cycle) => isSettled(cycle, left.since, now))
  if (asIfNever) {
    await tx.grant.update({ where: { id: left.grantId }, data: { withdrawnAt: null, withdrawnWhy: null } })
  } else await grantOnce(tx, { personId, role: 'TEACHER', organisationId }, now)
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'teacher.return',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { mistaken, asIfNever, left: left.reason, since: left.since.toISOString() },
  })
  await tell(tx, personId, { kind: 'teacher-returned', organisationName: organisation.name })
  return { name }
}

/** Why and since when somebody of the school is no teacher there; nothing while they are. */
export async function onLeave(
  db: Database['prisma'] | Transaction,
  personId: string,
  organisationId: string,
): Promise<OnLeave | undefined> {
  return lastLeave(db, personId, organisationId)
}

async function lastLeave(
  db: Database['prisma'] | Transaction,
  personId: string,
  organisationId: string,
): Promise<(OnLeave & { grantId: string }) | undefined> {
  const grants = await db.grant.findMany({ where: { personId, role: 'TEACHER', organisationId } })
  if (grants.some(({ withdrawnAt }) => withdrawnAt === null)) return undefined
  const [last] = grants.sort((a, b) => +b.withdrawnAt! - +a.withdrawnAt!)
  const reason = leaveReasons.find((one) => one === last?.withdrawnWhy)
  return last && reason ? { grantId: last.id, reason, since: last.withdrawnAt! } : undefined
}

/** The roster of the cycle was read between leaving and now, and its results stand. */
function isSettled(cycle: Cycle, since: Date, now: Date): boolean {
  return since < windowOf(cycle, 'declaration').closesAt && now >= freezesAt(cycle)
}

/** Locks the person: of two administrators at once one is second. */
async function authorise(tx: Transaction, personId: string, actor: Acting) {
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const person = await tx.person.findUnique({ where: { id: personId }, include: { organisation: true } })
  if (!person) return refuse('person-unknown')
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', person.organisationId, personId)
  return unauthorised ?? person
}
