import { createHash } from 'node:crypto'
import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { mayBeRemindedSql } from '../duties/may-be-reminded.ts'
import { givenColumns, type Question } from '../duties/who-must-act.ts'

/**
 * One statement puts what is due into the outbox for everybody concerned, and leaves a mark that spares the
 * following ticks the work.
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
  /** What the statement is given, but for the time and the mark. */
  readonly given: object
}

export const hours = Array.from({ length: 24 }, (_, hour) => hour)

const againAfterMs = 15 * 60_000

/**
 * Plans for the whole city as soon as something is due for another hour of the day or the rules changed. It
 * plans again every quarter of an hour, ever sooner towards the end, for people whom it concerns only since
 * then. A tick in between reads only the marks.
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
      JSON.stringify({
        ...plan.given,
        now: now.toISOString(),
        fingerprint: plan.due,
        plannedAt: mark?.plannedAt.toISOString() ?? null,
      }),
    )
    // Another process is at it and goes on with the plans that follow. We stop, because a later plan may
    // depend on what an earlier one said.
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

/**
 * The statement that tells those of `who` what is due, if anything is. `window` is the part of the key that
 * names what it is about.
 */
export function planOf(
  cycle: Cycle,
  window: string,
  due: readonly Due[],
  {
    name,
    endsAt,
    who,
    notice,
    priority,
    body = {},
  }: {
    /** Of all plans of the cycle. */
    name: string
    endsAt?: Date
    who: Question
    notice: object
    priority: number
    body?: object
  },
): Plan[] {
  if (due.length === 0) return []
  const id = `${cycle.id}:${name}`
  const sql = planSql(who.sql)
  const given = {
    ...who.given,
    cycle: cycle.id,
    due: due.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
    usualHour: cycle.reminders.hour,
    notice: { ...notice, cycleId: cycle.id, window },
    body,
    priority,
    keyPrefix: reminderKeyPrefix(cycle.id, window),
    id,
  }
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([sql, given]))
    .digest('base64url')
  return [{ id, due: fingerprint, endsAt, sql, given }]
}

const columns = Object.entries({
  ...givenColumns,
  cycle: 'int',
  now: 'timestamptz',
  due: 'jsonb',
  usualHour: 'int',
  notice: 'jsonb',
  body: 'jsonb',
  priority: 'int',
  keyPrefix: 'text',
  id: 'text',
  fingerprint: 'text',
  plannedAt: 'timestamptz',
})
  .map(([name, type]) => `"${name}" ${type}`)
  .join(', ')

/**
 * The door lets one process in, and none that read an outdated mark: these find nothing to do and lose no
 * time waiting. Mark and messages are written together or not at all. Keys are compared before anything is
 * written, as most of the people have been told already.
 */
function planSql(who: string): string {
  return `
    with given as materialized (select * from jsonb_to_record($1::jsonb) as given(${columns})),
    door as materialized (
      select pg_try_advisory_xact_lock(hashtextextended('reminders:' || given.id, 0))
        and (select planned_at from reminder_plan where id = given.id) is not distinct from given."plannedAt" as open
      from given),
    due as (
      select due.* from given cross join jsonb_to_recordset(given.due) as due(hour int, rung text, at timestamptz, instead text)),
    acting as (${who}),
    meant as (
      select account.id, account.person_id, acting."group", due.rung, due.instead,
        given."keyPrefix" || due.rung || ':' || account.person_id as key
      from given cross join acting
        join account on account.person_id = acting.person_id
        join due on due.hour = coalesce(account.reminder_hour, given."usualHour")
      where ${mayBeRemindedSql('given.cycle')} and (acting.since is null or acting.since < due.at)),
    told as (
      insert into outbox_message (chat_id, priority, body, key)
      select meant.id, given.priority,
        given.body || jsonb_build_object('notice', given.notice || jsonb_build_object('rung', rung, 'group', "group")), key
      from given cross join meant
      where (select open from door)
        and not exists (select 1 from outbox_message said where said.key = meant.key)
        and (instead is null or not exists (select 1 from outbox_message said where said.key = instead || meant.person_id))
      on conflict do nothing returning 1),
    marked as (
      insert into reminder_plan (id, due, planned_at) select given.id, given.fingerprint, given.now from given cross join door where open
      on conflict (id) do update set due = excluded.due, planned_at = excluded.planned_at)
    select open, (select count(*)::int from told) as planned from door`
}
