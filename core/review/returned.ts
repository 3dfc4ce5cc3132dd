import type { Cycle } from '../cycle/cycle.ts'
import { isRefusal } from '../refusal.ts'
import { type ReturnLevel, returnLevels } from '../terms.ts'
import { allowed, type DeclarationState, dueAt, type Round } from './actions.ts'

export const stateOfReturn: Readonly<Record<ReturnLevel, DeclarationState>> = {
  school: 'RETURNED_BY_SCHOOL',
  district: 'RETURNED_BY_DISTRICT',
}

/** Who returned an item that stands so; undefined where it was not returned, or ran out. */
export function levelOfReturned(state: DeclarationState): ReturnLevel | undefined {
  return returnLevels.find((level) => stateOfReturn[level] === state)
}

/**
 * How the end of correcting is told. In the first round the school's publicity may come before the calendar's
 * date (ruling 3); a school that is late lets its teachers correct until it comes, which is 'soon'. In the
 * second round the end is final (ruling 8).
 */
export interface Correction {
  readonly ends: 'by' | 'second-round' | 'soon'
  /** Undefined where no instant can be named. */
  readonly until: Date | undefined
}

/**
 * Until when a teacher can correct a returned item: what return, /status, reminder, home and lists read.
 *
 * @param item.publicityStartsAt of the school that answers for it, once it is set
 * @returns undefined where it cannot be corrected, or cannot any more
 */
export function correctionOf(
  item: { state: DeclarationState; round: Round; publicityStartsAt?: Date },
  { cycle, now }: { cycle: Cycle; now: Date },
): Correction | undefined {
  const { state, round, publicityStartsAt } = item
  if (isRefusal(allowed('correct', { cycle, now, ...item, roles: ['TEACHER'], isOwn: true })))
    return undefined
  const until = dueAt(state, round, cycle, publicityStartsAt)
  if (!until || now >= until) return { ends: 'soon', until }
  return { ends: round === 1 ? 'by' : 'second-round', until }
}
