import type { ActivityType } from '../cycle/cycle.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { countsAs } from '../review/actions.ts'
import type { OwnDeclaration } from './doubles.ts'

export const capRefusals = ['over-item-cap', 'over-year-cap'] as const

/**
 * Where a teacher stands against the yearly cap of an activity type, to be shown before photos are asked for.
 */
export interface CapState {
  used: number
  limit: number
  /** What is left after `used`, before what is asked now; never negative. */
  left: number
}

/**
 * Used, limit and left of the yearly cap; undefined when the activity type has none.
 */
export function capState(activityType: ActivityType, usedHours: number): CapState | undefined {
  const limit = activityType.maxHoursPerYear
  if (limit === undefined) return undefined
  return { used: usedHours, limit, left: Math.max(0, limit - usedHours) }
}

/**
 * @returns 'over-item-cap' {hours, limit} or 'over-year-cap' {hours, used, limit, left}, or undefined when it
 *   fits.
 */
export function refuseOverCap(
  activityType: ActivityType,
  usedHours: number,
  askedHours: number,
): Refusal<(typeof capRefusals)[number]> | undefined {
  const { maxHoursPerItem } = activityType
  if (maxHoursPerItem !== undefined && askedHours > maxHoursPerItem) {
    return refuse('over-item-cap', { hours: askedHours, limit: maxHoursPerItem })
  }
  const cap = capState(activityType, usedHours)
  if (cap && askedHours > cap.left) return refuse('over-year-cap', { hours: askedHours, ...cap })
  return undefined
}

/** The hours that the teacher's declarations of one activity type take up: those that count or still may. */
export function usedHoursOf(activityTypeId: string, declarations: readonly OwnDeclaration[]): number {
  return declarations
    .filter(
      ({ activityType, state }) => activityType === activityTypeId && countsAs(state, 'review') !== 'not',
    )
    .reduce((used, { hours }) => used + hours, 0)
}
