import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { civilDateOf } from '../cycle/shanghai.ts'
import type { Notice, NudgeGroup } from '../notices/notice.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../people/grants.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type StaffMember, staffOf } from './staff.ts'

/** One tap to remind those who still have something to do (domain §6): each of them once a day, whoever taps. */

export const nudgeRefusals = [...grantRefusals, 'nudge-nobody', 'nudged-today'] as const

export interface Nudged {
  readonly told: number
  /** Have blocked the bot. */
  readonly unreachable: number
  /** Have no account yet: the school invites them. */
  readonly notBound: number
}

/**
 * @param whom a whole group, or one teacher, who is reminded of what their own group has to do
 * @returns how many were told; 'not-your-role' unless the actor is SCHOOL_ADMIN of the school, 'nudge-nobody' when there is
 *   nobody in the group or the teacher has nothing to do, 'nudged-today' when all who can be told have been today
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

  const school = await tx.organisation.findUniqueOrThrow({ where: { id: schoolId }, select: { name: true } })
  const notice: Notice = { kind: 'nudge', group, cycleId: cycle.id, fromOrganisation: school.name }
  const reachable = meant.filter(({ bound, unreachable }) => bound && !unreachable)
  const told = await tellOnce(tx, reachable, notice, `nudge:${cycle.id}:${group}:${civilDateOf(now)}`)
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
    notBound: meant.filter(({ bound }) => !bound).length,
  }
}

/** All of them in one statement; the key holds each to once. */
async function tellOnce(
  tx: Transaction,
  people: readonly StaffMember[],
  notice: Notice,
  key: string,
): Promise<number> {
  return tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select id, 3, ${JSON.stringify({ notice })}::jsonb, ${key} || ':' || person_id
    from account where person_id = any(${people.map(({ personId }) => personId)}::uuid[])
    on conflict do nothing`
}
