import type { Cycle } from '../cycle/cycle.ts'
import { windowOf } from '../cycle/windows.ts'
import {
  addDays,
  type CivilDate,
  civilDateOf,
  dayOfWeek,
  daysFromTo,
  hourOf,
  startOfDay,
} from '../time/shanghai.ts'

/** The day of the week on which the year's picture is sent, in the last weeks of declaring. */
export interface DueWeek {
  /** '2014-12-15': names the week, in which each person has one. */
  readonly day: CivilDate
  readonly at: Date
}

/** After an outage it is still sent on the day that follows; later the next one is near enough. */
const sentForDays = 2
const daysPerWeek = 7

/**
 * The week that is due now for somebody who is reminded at this hour. Undefined outside the weeks that the
 * cycle gives.
 */
export function dueWeek(cycle: Cycle, now: Date, hour = cycle.reminders.hour): DueWeek | undefined {
  const rule = cycle.reminders.weekly
  if (!rule || hourOf(now) < hour) return undefined
  const today = civilDateOf(now)
  const daysSince = (dayOfWeek(today) - (rule.weekday % daysPerWeek) + daysPerWeek) % daysPerWeek
  if (daysSince >= sentForDays) return undefined
  const day = addDays(today, -daysSince)
  const { opensAt, closesAt } = windowOf(cycle, 'declaration')
  const at = new Date(startOfDay(day).getTime() + hour * 3_600_000)
  if (now >= closesAt || (opensAt && at < opensAt)) return undefined
  const lastDay = civilDateOf(new Date(closesAt.getTime() - 1))
  const daysLeft = daysFromTo(day, lastDay) - 1
  if (daysLeft > rule.weeks * daysPerWeek || daysLeft < rule.notInLastDays) return undefined
  return { day, at }
}
