import type { ActivityType, Cycle } from '../cycle/cycle.ts'
import { windowAt } from '../cycle/windows.ts'
import { type Category, categories } from '../terms.ts'
import type { Ledger } from './ledger.ts'

/**
 * 达标的最短路径: the fewest hours that still lead to 达标, and what gives them, while there is time to declare
 * (S006–S007).
 */
export interface Advice {
  /** 'waiting': what is under review is enough once it is approved. */
  readonly kind: 'passed' | 'waiting' | 'short'
  /** Hours under review that this counts on. */
  readonly countsOnReview: number
  /** In the order of the categories; the last may be of any category, where only the total is short. */
  readonly steps: readonly AdvisedStep[]
}

export interface AdvisedStep {
  readonly category: Category | 'any'
  readonly hours: number
  /** In half days, rounded up: 20 hours are 3.5 days of 6 hours. */
  readonly days: number
  /** What may be declared for it; empty never, as every category has its activities. */
  readonly activities: readonly ActivityType[]
}

/**
 * What is left to do for this ledger. Hours that a category lacks are named there and fill the total as well.
 * Only what the total lacks beyond them comes on top, in whatever category.
 *
 * @returns undefined when there is nothing to advise: the time for declaring is over or has not begun
 */
export function shortestWay(ledger: Ledger, cycle: Cycle, now: Date): Advice | undefined {
  if (windowAt(cycle, 'declaration', now).state !== 'open') return undefined
  const { requirements } = cycle
  const minimums: Record<Category, number> = {
    PUBLIC: requirements.publicHours,
    PROFESSIONAL: requirements.professionalHours,
    ELECTIVE: requirements.electiveHours,
  }
  const expected = (sum: Category | 'total') => ledger.counted[sum] + ledger.underReview[sum]
  const lacking = categories
    .map((category) => ({ category, hours: Math.max(0, minimums[category] - expected(category)) }))
    .filter(({ hours }) => hours > 0)
  const named = lacking.reduce((sum, { hours }) => sum + hours, 0)
  const beyond = Math.max(0, requirements.totalHours - expected('total') - named)
  const steps = [...lacking, ...(beyond > 0 ? [{ category: 'any' as const, hours: beyond }] : [])]
  const isPassed = Object.values(ledger.missing).every((missing) => missing === 0)
  return {
    kind: isPassed ? 'passed' : steps.length === 0 ? 'waiting' : 'short',
    countsOnReview: isPassed ? 0 : ledger.underReview.total,
    steps: steps.map(({ category, hours }) => ({
      category,
      hours,
      days: Math.ceil((hours / requirements.hoursPerDay) * 2) / 2,
      activities: cycle.activityTypes.filter(
        (type) => !type.refused && (category === 'any' || type.categories.includes(category)),
      ),
    })),
  }
}
