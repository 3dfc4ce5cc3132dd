import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf } from '../cycle/windows.ts'
import { staffOf } from '../duties/staff.ts'
import { type Notice, tell } from '../notices/notice.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { NudgeGroup } from '../terms.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { startBroadcast } from './broadcast.ts'

/**
 * One tap to remind those who still have something to do (DOMAIN §6): each of them once a day, whoever taps.
 */

export const nudgeRefusals = [...grantRefusals, 'nudge-nobody', 'nudge-too-late', 'nudged-today'] as const

export interface Nudged {
  readonly told: number
  /** Have blocked the bot. */
  readonly unreachable: number
  /** Have turned reminders off: a nudge is no decision. */
  readonly muted: number
  /** Have no account yet: the school invites them. */
  readonly notBound: number
  /** Where it can be watched and stopped, when a group was told. */
  readonly broadcastId?: string
}

/**
 * @param whom a whole group, or one teacher, who is reminded of what their own group has to do
 * @returns how many were told; 'not-your-role' unless the actor is SCHOOL_ADMIN of the school, 'nudge-nobody'
 *   when there is nobody in the group or the teacher has nothing to do, 'nudge-too-late' {deadline} when they
 *   can do it no more, 'nudged-today' when all who can be told have been today
 */
export async function nudge(
  tx: Transaction,
  {
    actor,
    schoolId,
    ...whom
  }: { actor: Acting; schoolId: string } & ({ group: NudgeGroup } | { personId: string }),
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Nudged | Refusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', schoolId)
  if (unauthorised) return unauthorised
  const staff = await staffOf(tx, schoolId, { cycle, now })
  const meant = staff.filter((member) =>
    'group' in whom ? member.group === whom.group : member.personId === whom.personId,
  )
  const group = meant[0]?.group
  if (!group || group === 'done') return refuse('nudge-nobody')
  const tooLate = refuseTooLate(group, { cycle, now })
  if (tooLate) return tooLate

  const school = await tx.organisation.findUniqueOrThrow({ where: { id: schoolId }, select: { name: true } })
  const notice: Notice = { kind: 'nudge', group, cycleId: cycle.id, fromOrganisation: school.name }
  const reachable = meant.filter(({ remindable }) => remindable)
  const key = `nudge:${cycle.id}:${group}:${civilDateOf(now)}`
  const { told, broadcastId } = await tellOnce()
  if (told === 0 && reachable.length > 0) return refuse('nudged-today')
  if (told > 0) {
    await audit(tx, {
      at: now,
      actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
      action: 'nudge.send',
      subject: { kind: 'organisation', id: schoolId },
      organisationId: schoolId,
      cycleId: cycle.id,
      details: { group, told },
    })
  }
  return {
    told,
    unreachable: meant.filter(({ bound, unreachable }) => bound && unreachable).length,
    muted: meant.filter(({ bound, unreachable, muted }) => bound && !unreachable && muted).length,
    notBound: meant.filter(({ bound }) => !bound).length,
    ...(broadcastId && { broadcastId }),
  }

  /** A group in one statement, which can be watched and stopped; the key holds each to once. */
  async function tellOnce(): Promise<{ told: number; broadcastId?: string }> {
    const [first] = reachable
    if (!('group' in whom)) {
      const one = { urgency: 'broadcast', key: `${key}:${first?.personId}` } as const
      return { told: first && (await tell(tx, first.personId, notice, one)) ? 1 : 0 }
    }
    const started = await startBroadcast(
      tx,
      {
        actor,
        organisationId: schoolId,
        kind: `nudge-${whom.group}`,
        personIds: reachable.map(({ personId }) => personId),
        noticeOf: () => notice,
        keyOf: () => key,
      },
      now,
    )
    return { told: started?.told ?? 0, broadcastId: started?.id }
  }
}

/** Nobody is reminded of what they can do no more. */
export function refuseTooLate(
  group: NudgeGroup,
  { cycle, now }: { cycle: Cycle; now: Date },
): Refusal | undefined {
  const closesAt = closingOf(cycle, group === 'returned' ? 'second-round-teacher' : 'declaration')
  return now < closesAt ? undefined : refuse('nudge-too-late', { deadline: closesAt.toISOString() })
}
