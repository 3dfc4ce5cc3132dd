import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { isQuiet } from '../cycle/quiet.ts'
import type { Ladder } from '../cycle/reminder-rules.ts'
import { windowAt } from '../cycle/windows.ts'
import { lackingRecords, mustCorrect, mustDeclare } from '../duties/who-must-act.ts'
import { priority } from '../notices/notice.ts'
import { dueDays } from './days.ts'
import { carryOut, type Due, hours, type Plan, planOf, reminderKeyPrefix } from './plan.ts'
import { dueRung, ladderEndsAt, laddersOf, rungsOf } from './rungs.ts'

type Asked = { readonly cycles: readonly Cycle[]; readonly now: Date }

/**
 * Puts the due reminders into the outbox of teachers who can be reached, have not muted them, and still have
 * something to do (DOMAIN §7). One statement for each ladder and day, however large the city; an interrupted
 * one has planned nothing. The key limits each person to one message per rung, whatever runs twice, at once,
 * or after an outage.
 *
 * @returns how many were planned now
 */
export async function planReminders(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: Asked,
): Promise<number> {
  const plans = cycles.flatMap((cycle) => [...ladderPlans(cycle, now), ...dayPlans(cycle, now)])
  return carryOut({ prisma }, plans, now)
}

/** The key of what a person is told on a rung: one of these in the outbox, for ever. */
export function reminderKey(cycleId: number, window: string, rung: string, personId: string): string {
  return `${reminderKeyPrefix(cycleId, window)}${rung}:${personId}`
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
      name: [
        ladder.window,
        ladder.before && `before-${ladder.before}`,
        ladder.after && `after-${ladder.after}`,
      ]
        .filter(Boolean)
        .join('-'),
      endsAt,
      who: isForReturned(ladder) ? mustCorrect(ladder.window) : mustDeclare(cycle, ladder.groups),
      notice: { kind: 'reminder', until: endsAt.toISOString() },
      priority: priority.reminder,
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
          name: `on-${day.on}`,
          who: mustDeclare(cycle, ['not-sent', 'not-started']),
          notice: { kind: 'early-reminder' },
          priority: priority.broadcast,
        })
      : planOf(cycle, 'registration', due, {
          name: `on-${day.on}`,
          who: lackingRecords(cycle),
          notice: { kind: 'records-missing' },
          priority: priority.reminder,
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

function isForReturned({ groups }: Ladder): boolean {
  return groups.includes('returned')
}
