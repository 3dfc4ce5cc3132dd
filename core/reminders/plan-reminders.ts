import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { Ladder } from '../cycle/reminder-rules.ts'
import { windowAt } from '../cycle/windows.ts'
import { actionTable } from '../declarations/actions.ts'
import { priorityOf } from '../notices/notice.ts'
import { dueDays } from './days.ts'
import { isQuiet } from './quiet.ts'
import { dueRung, ladderEndsAt, laddersOf, rungsOf } from './rungs.ts'
import { lackingRecordsSql, mustCorrectSql, mustDeclareSql } from './who-must-act.ts'

type Asked = { readonly cycles: readonly Cycle[]; readonly now: Date }

/**
 * Puts the reminders that are due into the outbox: to teachers who can be reached, have not muted them, and still have something to do
 * (domain section 7). One statement for each ladder and day, however large the city; the key holds each person to one message per rung,
 * whatever runs twice, at once, or after an outage. A statement that is interrupted has planned nothing.
 *
 * @returns how many were planned now
 */
export async function planReminders(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: Asked,
): Promise<number> {
  let planned = 0
  for (const cycle of cycles) {
    for (const { sql, params } of [...ladderPlans(cycle, now), ...dayPlans(cycle, now)]) {
      planned += await prisma.$executeRawUnsafe(sql, ...params)
    }
  }
  return planned
}

/** The key of what a person is told on a rung: one of these in the outbox, for ever. */
export function reminderKey(cycleId: number, window: string, rung: string, personId: string): string {
  return `${keyPrefix(cycleId, window)}${rung}:${personId}`
}

function keyPrefix(cycleId: number, window: string): string {
  return `reminder:${cycleId}:${window}:`
}

export interface Plan {
  readonly sql: string
  readonly params: readonly unknown[]
}

export const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** What is due for whoever is reminded at one hour of the day. */
export interface Due {
  readonly hour: number
  readonly rung: string
  readonly at: Date
  /** Whoever was told this at the same instant is not told twice: 被退案 goes before 未提交. */
  readonly instead: string | null
}

function ladderPlans(cycle: Cycle, now: Date): Plan[] {
  // Those who have something to correct come first, as the table of the cycle has them.
  const inOrder = laddersOf(cycle).toSorted((a, b) => Number(isForReturned(b)) - Number(isForReturned(a)))
  return inOrder.flatMap((ladder) => {
    const endsAt = ladderEndsAt(cycle, ladder)
    // Most of the year no ladder has begun for anybody.
    const begun = rungsOf(cycle, ladder, 0).some(({ at }) => at <= now)
    if (!begun || now >= endsAt || isQuiet(cycle, now, endsAt)) return []
    const due = hours.flatMap((hour): Due[] => {
      const rung = dueRung(cycle, ladder, now, hour)
      if (!rung) return []
      return [{ hour, rung: rung.id, at: rung.at, instead: insteadOf(cycle, ladder, rung.at, now, hour) }]
    })
    const mayDisturb = +endsAt - +now <= cycle.reminders.quiet.exceptLastHours * 3_600_000
    return planOf(cycle, ladder.window, due, {
      who: isForReturned(ladder) ? mustCorrectSql : mustDeclareSql,
      more: isForReturned(ladder) ? correctable(ladder, now) : declarable(cycle, ladder.groups),
      notice: { kind: 'reminder', until: endsAt.toISOString() },
      priority: priorityOf.reminder,
      body: mayDisturb ? { mayDisturb } : {},
    })
  })
}

function dayPlans(cycle: Cycle, now: Date): Plan[] {
  // Neither says anything that could not be done any more.
  if (isQuiet(cycle, now) || windowAt(cycle, 'declaration', now).state !== 'open') return []
  return cycle.reminders.days.flatMap((day) => {
    const due = hours.flatMap((hour): Due[] => {
      const found = dueDays(cycle, now, hour).find(({ on }) => on === day.on)
      return found ? [{ hour, rung: `on-${found.on}`, at: found.at, instead: null }] : []
    })
    return day.about === 'early'
      ? planOf(cycle, 'declaration', due, {
          who: mustDeclareSql,
          more: declarable(cycle, ['not-sent', 'not-started']),
          notice: { kind: 'early-reminder' },
          priority: priorityOf.broadcast,
        })
      : planOf(cycle, 'registration', due, {
          who: lackingRecordsSql,
          more: minimumsOf(cycle),
          notice: { kind: 'records-missing' },
          priority: priorityOf.reminder,
        })
  })
}

function insteadOf(cycle: Cycle, ladder: Ladder, at: Date, now: Date, hour: number): string | null {
  if (isForReturned(ladder)) return null
  const together = laddersOf(cycle)
    .filter(isForReturned)
    .map((other) => ({ other, rung: dueRung(cycle, other, now, hour) }))
    .find(({ rung }) => rung && +rung.at === +at)
  return together ? reminderKey(cycle.id, together.other.window, together.rung!.id, '') : null
}

/** The statement that tells those of `who` what is due, if anything is; `window` is the part of the key that names what it is about. */
export function planOf(
  cycle: Cycle,
  window: string,
  due: readonly Due[],
  {
    who,
    more,
    notice,
    priority,
    body = {},
  }: { who: string; more: readonly unknown[]; notice: object; priority: number; body?: object },
): Plan[] {
  if (due.length === 0) return []
  return [
    {
      sql: planSql(who),
      params: [
        cycle.id,
        due.map(({ hour }) => hour),
        due.map(({ rung }) => rung),
        due.map(({ at }) => at.toISOString()),
        due.map(({ instead }) => instead),
        cycle.reminders.hour,
        JSON.stringify({ ...notice, cycleId: cycle.id, window }),
        JSON.stringify(body),
        priority,
        keyPrefix(cycle.id, window),
        `reminders:${cycle.id}:${window}`,
        ...more,
      ],
    },
  ]
}

/**
 * $1 cycle; $2 hours of the day with $3 the rung that is due at each, $4 since when, $5 the key of what is said instead; $6 the hour of
 * whoever chose none; $7 notice, $8 what else the message carries, $9 priority, $10 key up to the rung, $11 the door; from $12 on what
 * the question needs that tells who must act.
 *
 * The door lets one process in: the others find nothing to do and lose no time waiting. Keys are compared before anything is written, as
 * the same statement runs every minute.
 */
function planSql(who: string): string {
  return `
    with door as materialized (select pg_try_advisory_xact_lock(hashtextextended($11, 0)) as open),
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
          and exemption.cycle_id = $1 and exemption.state = 'GRANTED'))
    insert into outbox_message (chat_id, priority, body, key)
    select id, $9::int, $8::jsonb || jsonb_build_object('notice', $7::jsonb || jsonb_build_object('rung', rung, 'group', "group")), key
    from meant
    where (select open from door)
      and not exists (select 1 from outbox_message said where said.key = meant.key)
      and (instead is null or not exists (select 1 from outbox_message said where said.key = instead || meant.person_id))
    on conflict do nothing`
}

function isForReturned({ groups }: Ladder): boolean {
  return groups.includes('returned')
}

/** $12 states, $13 rounds of the same, $14 now, $15 whether a school's publicity ends it: as the table of actions lets them be corrected. */
function correctable({ window }: Ladder, now: Date): unknown[] {
  const rows = actionTable.filter((row) => row.action === 'correct' && row.window === window)
  const pairs = rows.flatMap(({ from, round }) => from.map((state) => ({ state, round: round ?? 1 })))
  return [
    pairs.map(({ state }) => state),
    pairs.map(({ round }) => round),
    now.toISOString(),
    window === 'resubmission',
  ]
}

/** $12 the groups that are meant, $13 … $16 the minimums. */
function declarable(cycle: Cycle, groups: readonly string[]): unknown[] {
  return [groups, ...minimumsOf(cycle)]
}

export function minimumsOf({ requirements }: Cycle): number[] {
  const { publicHours, professionalHours, electiveHours, totalHours } = requirements
  return [publicHours, professionalHours, electiveHours, totalHours]
}
