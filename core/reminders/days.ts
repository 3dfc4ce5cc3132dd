import type { Cycle } from '../cycle/cycle.ts'
import type { ReminderDay } from '../cycle/reminder-rules.ts'
import { hourOf, readOpening } from '../time/shanghai.ts'

/**
 * Days of the year on which something is said once: early in the year, and when providers had to have
 * registered (S014, S072).
 */
export interface DueDay extends ReminderDay {
  readonly at: Date
}

/** After an outage it is still said on the two days that follow; later it would be out of place. */
const saidForMs = 3 * 86_400_000

/** What is due now for somebody who is reminded at this hour. */
export function dueDays(cycle: Cycle, now: Date, hour = cycle.reminders.hour): DueDay[] {
  if (hourOf(now) < hour) return []
  return cycle.reminders.days
    .map((day) => ({ ...day, day: readOpening(`${cycle.id}-${day.on}`)! }))
    .filter(({ day }) => now >= day && +now < +day + saidForMs)
    .map(({ day, ...rest }) => ({ ...rest, at: new Date(day.getTime() + hour * 3_600_000) }))
}
