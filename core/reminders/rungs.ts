import type { Cycle, WindowId } from '../cycle/cycle.ts'
import type { Ladder } from '../cycle/reminder-rules.ts'
import { windowOf } from '../cycle/windows.ts'
import { addDays, civilDateOf, dayOfWeek, hourOf, startOfDay } from '../time/shanghai.ts'

/**
 * The ladder of reminders towards the end of a window: 14, 7, 3 and 1 days and 6 hours before it, and on the
 * Friday where it ends on a weekend (DOMAIN §7, ruling 13). Pure: the calendar and an instant say which rung
 * has come.
 */

export interface Rung {
  /**
   * Once per person and rung: '7d', '6h', 'friday'; 'publicity-7d' where it counts towards the opening of
   * another window.
   */
  readonly id: string
  /** When it comes. */
  readonly at: Date
}

const msPerHour = 3_600_000
const friday = 5
const saturday = 6
const sunday = 0

/**
 * The nearest rung that has come; a missed one is skipped when a nearer one is due. Undefined before the
 * first, and from the end of the ladder on. Rungs of days come at the person's hour, and one made up for on a
 * later day waits for that hour too.
 *
 * @param of a window of the cycle, or one of its ladders
 * @param hour at which this person wants to be reminded
 */
export function dueRung(
  cycle: Cycle,
  of: WindowId | Ladder,
  now: Date,
  hour = cycle.reminders.hour,
): Rung | undefined {
  const ladder = typeof of === 'string' ? laddersOf(cycle, of).find((one) => isOn(cycle, one, now)) : of
  if (!ladder || !isOn(cycle, ladder, now)) return undefined
  const come = rungsOf(cycle, ladder, hour).filter(({ at }) => at <= now)
  const nearest = come.at(-1)
  if (!nearest || (!isOfHours(nearest) && hourOf(now) < hour)) return undefined
  return nearest
}

/** All rungs of a ladder for somebody who is reminded at this hour, in the order in which they come. */
export function rungsOf(cycle: Cycle, ladder: Ladder, hour = cycle.reminders.hour): Rung[] {
  const endsAt = ladderEndsAt(cycle, ladder)
  const begins = ladderBeginsAt(cycle, ladder)
  const lastDay = civilDateOf(new Date(endsAt.getTime() - 1))
  const name = (id: string) => (ladder.before ? `${ladder.before}-${id}` : id)
  const atHour = (date: string) => new Date(startOfDay(date).getTime() + hour * msPerHour)

  const given = cycle.reminders.rungs.map((rung) => ({ amount: Number.parseInt(rung, 10), rung }))
  const ofHours = given
    .filter(({ rung }) => rung.endsWith('h'))
    .map(({ amount, rung }) => ({ id: name(rung), at: new Date(endsAt.getTime() - amount * msPerHour) }))
  const firstOfHours = Math.min(...ofHours.map(({ at }) => +at), +endsAt)
  const days = given
    .filter(({ rung }) => rung.endsWith('d'))
    .map(({ amount, rung }) => ({ id: name(rung), date: addDays(lastDay, -amount) }))
  const before = cycle.reminders.fridayBefore ? fridayBefore(lastDay) : undefined
  if (before && !days.some(({ date }) => date === before)) days.push({ id: name('friday'), date: before })

  return [
    ...days.map(({ id, date }) => ({ id, at: atHour(date) })).filter(({ at }) => +at < firstOfHours),
    ...ofHours,
  ]
    .filter(({ at }) => at >= begins && at < endsAt)
    .sort((one, other) => +one.at - +other.at)
}

/** The cycle's ladders, or those of one window. */
export function laddersOf({ reminders }: Cycle, window?: WindowId): Ladder[] {
  return reminders.ladders.filter((ladder) => window === undefined || ladder.window === window)
}

/** Towards which instant the ladder counts. */
export function ladderEndsAt(cycle: Cycle, { window, before }: Ladder): Date {
  const { closesAt } = windowOf(cycle, window)
  const opens = before && windowOf(cycle, before).opensAt
  return opens && opens < closesAt ? opens : closesAt
}

/** The Friday before a day that is a Saturday or a Sunday (ruling 13); undefined for other days. */
export function fridayBefore(date: string): string | undefined {
  const day = dayOfWeek(date)
  if (day !== saturday && day !== sunday) return undefined
  return addDays(date, day === saturday ? friday - saturday : friday - saturday - 1)
}

function ladderBeginsAt(cycle: Cycle, { window, after }: Ladder): Date {
  const opens = [windowOf(cycle, window).opensAt, after && windowOf(cycle, after).opensAt]
  return new Date(Math.max(...opens.map((at) => at?.getTime() ?? 0)))
}

function isOn(cycle: Cycle, ladder: Ladder, now: Date): boolean {
  return now >= ladderBeginsAt(cycle, ladder) && now < ladderEndsAt(cycle, ladder)
}

function isOfHours({ id }: Rung): boolean {
  return id.endsWith('h')
}
