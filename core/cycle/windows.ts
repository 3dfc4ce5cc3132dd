import { type Refusal, refuse } from '../refusal.ts'
import type { Cycle, Window, WindowId } from './cycle.ts'

export const windowRefusals = ['window-not-open', 'window-closed'] as const

/** How one window of the calendar stands at an instant. */
export interface WindowState {
  state: 'before' | 'open' | 'closed'
  /** Soft and past: the thing is still possible, marked 逾期. */
  late: boolean
  /** Absent when it opens with an event, such as a return. */
  opensAt: Date | undefined
  closesAt: Date
  kind: Window['kind']
}

/**
 * How a window stands at `now`. Windows are half-open: at `closesAt` itself it is closed.
 *
 * @param closesEarlier closes the window before the calendar does, as a school's publicity does (ruling 3)
 */
export function windowAt(cycle: Cycle, windowId: WindowId, now: Date, closesEarlier?: Date): WindowState {
  const { opensAt, kind } = windowOf(cycle, windowId)
  const closesAt = closingOf(cycle, windowId, closesEarlier)
  const state = opensAt && now < opensAt ? 'before' : now < closesAt ? 'open' : 'closed'
  return { state, late: state === 'closed' && kind === 'soft', opensAt, closesAt, kind }
}

/**
 * May somebody still do now what this window is for? Hard windows refuse afterwards; soft ones say `late`.
 *
 * @returns 'window-not-open' {window, opens} or 'window-closed' {window, deadline}; `opens` and `deadline`
 *   are ISO instants, which the room that talks renders with `formatInstant` and `formatDeadline`.
 */
export function enterWindow(
  cycle: Cycle,
  windowId: WindowId,
  now: Date,
  closesEarlier?: Date,
): { late: boolean } | Refusal<(typeof windowRefusals)[number]> {
  const window = windowAt(cycle, windowId, now, closesEarlier)
  if (window.state === 'before') {
    return refuse('window-not-open', { window: windowId, opens: window.opensAt!.toISOString() })
  }
  if (window.state === 'closed' && window.kind === 'hard') {
    return refuse('window-closed', { window: windowId, deadline: window.closesAt.toISOString() })
  }
  return { late: window.late }
}

/** When the window closes: by the calendar, or by an earlier event. */
export function closingOf(cycle: Cycle, windowId: WindowId, closesEarlier?: Date): Date {
  const { closesAt } = windowOf(cycle, windowId)
  return closesEarlier && closesEarlier < closesAt ? closesEarlier : closesAt
}

export function windowOf(cycle: Cycle, windowId: WindowId): Window {
  return cycle.windows.find((window) => window.id === windowId)!
}

/**
 * The instant from which nothing of the cycle changes any more (invariant 5): the end of the district's
 * second round.
 */
export function freezesAt(cycle: Cycle): Date {
  return windowOf(cycle, 'second-round-district').closesAt
}
