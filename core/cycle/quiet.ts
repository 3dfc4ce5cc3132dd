import { addDays, civilDateOf, hourOf, startOfDay } from '../time/shanghai.ts'
import type { Cycle } from './cycle.ts'

/** Hours in which nobody is disturbed by what is not an answer or a decision (DOMAIN §7). */

type Rules = Pick<Cycle, 'reminders'>

const msPerHour = 3_600_000

/**
 * Is it quiet now?
 *
 * @param closesAt the end of the window that somebody is reminded of: in its last hours they are told at any
 *   time
 */
export function isQuiet({ reminders }: Rules, now: Date, closesAt?: Date): boolean {
  const { fromHour, untilHour, exceptLastHours } = reminders.quiet
  if (closesAt && +closesAt - +now <= exceptLastHours * msPerHour && now < closesAt) return false
  const hour = hourOf(now)
  return fromHour > untilHour ? hour >= fromHour || hour < untilHour : hour >= fromHour && hour < untilHour
}

/** The end of the quiet hours in which `now` lies; `now` itself when it is not quiet. */
export function quietUntil(rules: Rules, now: Date): Date {
  if (!isQuiet(rules, now)) return now
  const { untilHour } = rules.reminders.quiet
  const today = civilDateOf(now)
  const day = hourOf(now) < untilHour ? today : addDays(today, 1)
  return new Date(startOfDay(day).getTime() + untilHour * msPerHour)
}
