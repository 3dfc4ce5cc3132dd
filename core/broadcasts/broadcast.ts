import type { Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import { type Notice, priority } from '../notices/notice.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { NudgeGroup, Role } from '../terms.ts'

/**
 * The same notice to many people on somebody's word. It stands in tables only, so it goes on after a restart.
 */

export const broadcastRefusals = [
  ...grantRefusals,
  'broadcast-unknown',
  'broadcast-changed',
  'broadcast-over',
] as const

export type BroadcastKind = `nudge-${NudgeGroup}` | 'announcement'

/** The message of the messenger in which the starter watches it. */
export interface BroadcastCard {
  readonly chatId: number
  readonly messageId: number
}

export interface StartedBroadcast {
  readonly id: string
  readonly told: number
}

/** What a paused broadcast's messages wait for: a day that does not come. */
const never = '9999-12-31T00:00:00Z'

/**
 * Puts a notice to many people into the outbox, behind everything more urgent. Leaves out people without an
 * account, people who cannot be reached, and people who were told under the same key.
 *
 * @param actor authorised by the caller, who writes the audit entry of what it is
 * @param key with the person's id each gets it once
 * @returns nothing where nobody was left to be told
 */
export async function startBroadcast(
  tx: Transaction,
  {
    actor,
    organisationId,
    kind,
    text,
    noticeOf,
    personIds,
    keyOf,
  }: {
    actor: Acting
    organisationId: string
    kind: BroadcastKind
    /** What somebody wrote, for an announcement. */
    text?: string
    noticeOf: (broadcastId: string) => Notice
    personIds: readonly string[]
    keyOf: (broadcastId: string) => string
  },
  now: Date,
): Promise<StartedBroadcast | undefined> {
  const { id } = await tx.broadcast.create({
    data: {
      organisationId,
      startedById: actor.personId,
      kind,
      text,
      total: 0,
      startedAt: now,
    },
    select: { id: true },
  })
  const told = await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key, broadcast_id)
    select id, ${priority.broadcast}, ${JSON.stringify({ notice: noticeOf(id) })}::jsonb,
      ${keyOf(id)} || ':' || person_id, ${id}::uuid
    from account where person_id = any(${personIds}::uuid[]) and unreachable_at is null
    order by id on conflict do nothing`
  if (told === 0) {
    await tx.broadcast.delete({ where: { id } })
    return undefined
  }
  await tx.broadcast.update({ where: { id }, data: { total: told } })
  return { id, told }
}

interface Asked {
  readonly actor: Acting
  readonly broadcastId: string
  /** As it was shown. */
  readonly version: number
}

/**
 * Nothing more of it is sent, but what is on its way, until somebody lets it go on.
 *
 * @returns 'broadcast-unknown', 'not-your-role' {role}, 'broadcast-over', 'broadcast-changed' {name, action}
 */
export function pauseBroadcast(tx: Transaction, asked: Asked, now: Date): Promise<Refusal | undefined> {
  return change(tx, asked, now, 'broadcast.pause', { pausedAt: null }, { pausedAt: now })
}

/** Goes on with whoever has not been told. Refusals as in `pauseBroadcast`. */
export function resumeBroadcast(tx: Transaction, asked: Asked, now: Date): Promise<Refusal | undefined> {
  return change(tx, asked, now, 'broadcast.resume', { pausedAt: { not: null } }, { pausedAt: null })
}

/** Ends it for good: whoever has not been told is not told. Refusals as in `pauseBroadcast`. */
export function stopBroadcast(tx: Transaction, asked: Asked, now: Date): Promise<Refusal | undefined> {
  return change(tx, asked, now, 'broadcast.stop', {}, { stoppedAt: now })
}

async function change(
  tx: Transaction,
  { actor, broadcastId, version }: Asked,
  now: Date,
  action: string,
  from: Prisma.BroadcastWhereInput,
  to: Prisma.BroadcastUpdateManyMutationInput,
): Promise<Refusal | undefined> {
  const broadcast = await tx.broadcast.findUnique({
    where: { id: broadcastId },
    include: { organisation: { select: { kind: true } } },
  })
  if (!broadcast) return refuse('broadcast-unknown')
  const role = announcerIn(broadcast.organisation.kind)
  const unauthorised = await refuseWithoutRole(tx, actor, role, broadcast.organisationId)
  if (unauthorised) return unauthorised
  const { count } = await tx.broadcast.updateMany({
    where: { id: broadcastId, version, stoppedAt: null, finishedAt: null, ...from },
    data: { ...to, version: { increment: 1 } },
  })
  if (count === 0) return whoWasFirst(tx, broadcastId)
  await holdOrRelease(tx, broadcastId)
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role },
    action,
    subject: { kind: 'broadcast', id: broadcastId },
    organisationId: broadcast.organisationId,
  })
  return undefined
}

/** Of two at once the second is told who was first. */
async function whoWasFirst(tx: Transaction, broadcastId: string): Promise<Refusal> {
  const [last] = await tx.$queryRaw<{ name: string; action: string; over: boolean }[]>`
    select person.name, entry.action, broadcast.finished_at is not null and broadcast.stopped_at is null as over
    from broadcast left join audit_entry entry on entry.subject_kind = 'broadcast' and entry.subject_id = broadcast.id::text
      left join person on person.id = entry.actor_id
    where broadcast.id = ${broadcastId}::uuid order by entry.seq desc limit 1`
  if (!last?.name || last.over) return refuse('broadcast-over')
  return refuse('broadcast-changed', { name: last.name, action: last.action.replace('broadcast.', '') })
}

/**
 * Makes the waiting messages what their broadcast is: held, free, or gone. Messages that a sender is working
 * on are left out and found paused when their turn comes; the sweep calls this again.
 */
export async function holdOrRelease(tx: Transaction, broadcastId: string): Promise<void> {
  await tx.$executeRaw`
    update outbox_message message set quiet_until = case when broadcast.paused_at is not null then ${never}::timestamptz end,
      lease = null, leased_until = null
    from broadcast where broadcast.id = ${broadcastId}::uuid and broadcast.stopped_at is null and message.id in (
      select id from outbox_message waiting where waiting.broadcast_id = broadcast.id and waiting.state = 'NEW'
        and (broadcast.paused_at is not null) <> (waiting.quiet_until is not distinct from ${never}::timestamptz)
        order by id for update skip locked)`
  await tx.$executeRaw`
    delete from outbox_message where id in (
      select waiting.id from outbox_message waiting join broadcast on broadcast.id = waiting.broadcast_id
      where broadcast.id = ${broadcastId}::uuid and broadcast.stopped_at is not null and waiting.state = 'NEW'
      order by waiting.id for update of waiting skip locked)`
}

/** Who speaks to many people for an organisation. */
export function announcerIn(kind: string): Role {
  if (kind === 'SCHOOL') return 'SCHOOL_ADMIN'
  return kind === 'CITY' ? 'CITY_OPERATOR' : 'DISTRICT_REVIEWER'
}
