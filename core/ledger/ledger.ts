import type { Requirements } from '../cycle/cycle.ts'
import type { Counting } from '../review/actions.ts'
import { type Category, categories } from '../terms.ts'

/**
 * What a teacher has and what is still missing. Totals are always the sum of what is on record (invariant 4).
 * Surplus of a category counts only to the total of the same year.
 */

/** Hours that count without a declaration (S024, S027). */
export interface RecordedHours {
  id: string
  category: Category
  hours: number
}

export interface DeclaredHours<State> {
  id: string
  category: Category
  hours: number
  state: State
}

export type Sums = Readonly<Record<Category | 'total', number>>

export interface Ledger {
  /** 已认定 */
  counted: Sums
  /** 审核中 */
  underReview: Sums
  /** 缺口 to each minimum, never negative. A gap in a category remains even where the total is reached. */
  missing: Sums
}

/**
 * The ledger of one teacher in one cycle.
 *
 * @param countsAs how a declaration's state counts; `countsAs` of the table of actions, at the cycle's stage
 * @throws when an id comes twice, as a careless join would give it: hours must not count twice
 */
export function ledgerOf<State>(
  records: readonly RecordedHours[],
  declarations: readonly DeclaredHours<State>[],
  requirements: Requirements,
  countsAs: (state: State) => Counting,
): Ledger {
  refuseRepeats('hour record', records)
  refuseRepeats('declaration', declarations)
  const counting = (as: Counting) => declarations.filter(({ state }) => countsAs(state) === as)
  const counted = sumsOf([...records, ...counting('counted')])
  return {
    counted,
    underReview: sumsOf(counting('under-review')),
    missing: missingOf(counted, requirements),
  }
}

/** The ledger from sums per category that the database made. `ledgerOf` gives the same from single items. */
export function ledgerFromSums(
  counted: readonly Partial<Record<Category, number>>[],
  underReview: readonly Partial<Record<Category, number>>[],
  requirements: Requirements,
): Ledger {
  const itemsOf = (sums: readonly Partial<Record<Category, number>>[]) =>
    sums.flatMap((sum) => categories.map((category) => ({ category, hours: sum[category] ?? 0 })))
  const countedSums = sumsOf(itemsOf(counted))
  return {
    counted: countedSums,
    underReview: sumsOf(itemsOf(underReview)),
    missing: missingOf(countedSums, requirements),
  }
}

/** Why a teacher has not passed: one code per minimum that is not reached. */
export const shortfalls = ['public-short', 'professional-short', 'elective-short', 'total-short'] as const

export interface Shortfall {
  code: (typeof shortfalls)[number]
  have: number
  need: number
  missing: number
}

export interface Verdict {
  passed: boolean
  reasons: Shortfall[]
  /** 暂定 until the freeze. */
  provisional: boolean
}

/** 达标 or 未达标, with every reason (S006–S007, later years by the cycle's own requirements). */
export function verdictOf(
  ledger: Ledger,
  requirements: Requirements,
  { final }: { final: boolean },
): Verdict {
  const reasons = minimums(requirements)
    .map(({ sum, code, need }) => ({ code, have: ledger.counted[sum], need, missing: ledger.missing[sum] }))
    .filter(({ missing }) => missing > 0)
  return { passed: reasons.length === 0, reasons, provisional: !final }
}

/** Which sum must reach what, and what it is called when it does not. */
function minimums(requirements: Requirements) {
  return [
    { sum: 'PUBLIC', code: 'public-short', need: requirements.publicHours },
    { sum: 'PROFESSIONAL', code: 'professional-short', need: requirements.professionalHours },
    { sum: 'ELECTIVE', code: 'elective-short', need: requirements.electiveHours },
    { sum: 'total', code: 'total-short', need: requirements.totalHours },
  ] as const
}

function missingOf(counted: Sums, requirements: Requirements): Sums {
  const missing = { PUBLIC: 0, PROFESSIONAL: 0, ELECTIVE: 0, total: 0 }
  for (const { sum, need } of minimums(requirements)) missing[sum] = Math.max(0, need - counted[sum])
  return missing
}

function sumsOf(items: readonly { category: Category; hours: number }[]): Sums {
  const sums = { PUBLIC: 0, PROFESSIONAL: 0, ELECTIVE: 0 }
  for (const { category, hours } of items) sums[category] += hours
  return { ...sums, total: categories.reduce((total, category) => total + sums[category], 0) }
}

function refuseRepeats(what: string, items: readonly { id: string }[]): void {
  if (new Set(items.map(({ id }) => id)).size !== items.length) {
    throw new Error(`The same ${what} was handed to the ledger twice.`)
  }
}
