import { createHash } from 'node:crypto'
import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'

/**
 * One statement that puts what is due into the outbox for everybody it is due for, and the mark of it that spares the ticks that follow.
 */

/** What is due for whoever is reminded at one hour of the day. */
export interface Due {
  readonly hour: number
  readonly rung: string
  readonly at: Date
  /** Whoever was told this at the same instant is not told twice: 被退案 goes before 未提交. */
  readonly instead: string | null
}

export interface Plan {
  /** Names its mark and its door. */
  readonly id: string
  /** A fingerprint of whom it asks for and what is due for which hour of the day. */
  readonly due: string
  /** After it nothing of it is said any more. */
  readonly endsAt: Date | undefined
  readonly sql: string
  /** But for now, which stands at `nowAt`. */
  readonly params: readonly unknown[]
}

export const hours = Array.from({ length: 24 }, (_, hour) => hour)

const againAfterMs = 15 * 60_000

/**
 * What is due is planned for the whole city as soon as it is due for another hour of the day or its rules changed, and again every quarter of
 * an hour, ever sooner towards the end, for whoever fell under it meanwhile; a tick in between reads the marks of that and nothing else.
 *
 * @returns how many were planned now
 */
export async function carryOut(
  { prisma }: Pick<Database, 'prisma'>,
  plans: readonly Plan[],
  now: Date,
): Promise<number> {
  if (plans.length === 0) return 0
  const marks = new Map((await prisma.reminderPlan.findMany()).map((mark) => [mark.id, mark]))
  let planned = 0
  for (const plan of plans) {
    const mark = marks.get(plan.id)
    if (mark?.due === plan.due && !isDueAgain(plan, mark.plannedAt, now)) continue
    const [done] = await prisma.$queryRawUnsafe<{ open: boolean; planned: number }[]>(
      plan.sql,
      ...plan.params.toSpliced(nowAt, 0, now.toISOString()),
      plan.due,
      mark?.plannedAt.toISOString() ?? null,
    )
    // Somebody else is at it, and goes on with what follows: what is said instead of something must have been said before.
    if (!done?.open) break
    planned += done.planned
  }
  return planned
}

/** The clock may have been put back since, so a mark of the time to come is as good as one of the past. */
function isDueAgain({ endsAt }: Plan, plannedAt: Date, now: Date): boolean {
  const left = endsAt ? (+endsAt - +plannedAt) / 2 : againAfterMs
  return Math.abs(+now - +plannedAt) >= Math.min(againAfterMs, left)
}

export function reminderKeyPrefix(cycleId: number, window: string): string {
  return `reminder:${cycleId}:${window}:`
}

/** The statement that tells those of `who` what is due, if anything is; `window` is the part of the key that names what it is about. */
export function planOf(
  cycle: Cycle,
  window: string,
  due: readonly Due[],
  {
    name,
    endsAt,
    who,
    more,
    notice,
    priority,
    body = {},
  }: {
    /** Of all plans of the cycle. */
    name: string
    endsAt?: Date
    who: string
    more: readonly unknown[]
    notice: object
    priority: number
    body?: object
  },
): Plan[] {
  if (due.length === 0) return []
  const id = `${cycle.id}:${name}`
  const sql = planSql(who, nowAt + 2 + more.length)
  const params = [
    cycle.id,
    due.map(({ hour }) => hour),
    due.map(({ rung }) => rung),
    due.map(({ at }) => at.toISOString()),
    due.map(({ instead }) => instead),
    cycle.reminders.hour,
    JSON.stringify({ ...notice, cycleId: cycle.id, window }),
    JSON.stringify(body),
    priority,
    reminderKeyPrefix(cycle.id, window),
    id,
    ...more,
  ]
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([sql, params]))
    .digest('base64url')
  return [{ id, due: fingerprint, endsAt, sql, params }]
}

const nowAt = 11

/**
 * $1 cycle; $2 hours of the day with $3 the rung that is due at each, $4 since when, $5 the key of what is said instead; $6 the hour of
 * whoever chose none; $7 notice, $8 what else the message carries, $9 priority, $10 key up to the rung, $11 mark and door, $12 now; from
 * $13 on what the question needs that tells who must act; at last the fingerprint and when the mark says that it was planned.
 *
 * The door lets one process in, and nobody who read a mark that is not true any more: they find nothing to do and lose no time waiting.
 * Mark and messages are written together or not at all. Keys are compared before anything is written, as most of whom it asks for have
 * been told.
 */
function planSql(who: string, fingerprintAt: number): string {
  return `
    with door as materialized (select pg_try_advisory_xact_lock(hashtextextended('reminders:' || $11, 0))
      and (select planned_at from reminder_plan where id = $11) is not distinct from $${fingerprintAt + 1}::timestamptz as open),
    due as (
      select hour, rung, at, instead
      from unnest($2::int[], $3::text[], $4::timestamptz[], $5::text[]) as due(hour, rung, at, instead)),
    acting as (${who}),
    meant as (
      select account.id, account.person_id, acting."group", due.rung, due.instead, 
        $10 || due.rung || ':' || account.person_id as key
      from acting
        join account on account.person_id = acting.person_id
        join due on due.hour = coalesce(account.reminder_hour, $6)
      where account.unreachable_at is null and account.muted_at is null
        and (acting.since is null or acting.since < due.at)
        and not exists (select 1 from exemption where exemption.person_id = acting.person_id
          and exemption.cycle_id = $1 and exemption.state = 'GRANTED')),
    told as (
      insert into outbox_message (chat_id, priority, body, key)
      select id, $9::int, $8::jsonb || jsonb_build_object('notice', $7::jsonb || jsonb_build_object('rung', rung, 'group', "group")), key
      from meant
      where (select open from door)
        and not exists (select 1 from outbox_message said where said.key = meant.key)
        and (instead is null or not exists (select 1 from outbox_message said where said.key = instead || meant.person_id))
      on conflict do nothing returning 1),
    marked as (
      insert into reminder_plan (id, due, planned_at) select $11, $${fingerprintAt}, $12::timestamptz from door where open
      on conflict (id) do update set due = excluded.due, planned_at = excluded.planned_at)
    select open, (select count(*)::int from told) as planned from door`
}
