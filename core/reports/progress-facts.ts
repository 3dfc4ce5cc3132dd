import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle, Requirements } from '../cycle/cycle.ts'
import { closingOf } from '../cycle/windows.ts'
import { readStatus } from '../declarations/status.ts'
import { type Ledger, ledgerFromSums, type Sums, type Verdict } from '../ledger/ledger.ts'
import { type CycleStage, stageAt } from '../review/actions.ts'
import { type Category, categories, type Locale } from '../terms.ts'

/** What the picture of the year shows of one teacher. */
export interface ProgressFacts {
  /** Absent where the picture may be passed on. */
  readonly name?: string
  /** 「2014年度」 */
  readonly cycleName: string
  readonly ledger: Ledger
  readonly requirements: Requirements
  /** When declaring closes. */
  readonly deadline: Date
  readonly verdict: Verdict
  readonly stage: CycleStage
  /** 免验 */
  readonly exempt?: boolean
  readonly madeAt: Date
  readonly locale: Locale
}

export type Sum = Category | 'total'
export const sums = [...categories, 'total'] as const

/** The same ledger and verdict that /status shows. The name is left out: the picture may be passed on. */
export async function readProgressFacts(
  db: Database['prisma'] | Transaction,
  personId: string,
  { cycle, now, locale }: { cycle: Cycle; now: Date; locale: Locale },
): Promise<ProgressFacts> {
  const { ledger, verdict, exempt } = await readStatus(db, personId, cycle, now)
  return {
    cycleName: cycle.name[locale],
    ledger,
    requirements: cycle.requirements,
    deadline: closingOf(cycle, 'declaration'),
    verdict,
    stage: stageAt(cycle, now),
    exempt,
    madeAt: now,
    locale,
  }
}

/** The fewest hours that still lead to 达标: what a category lacks fills the total as well (S006–S007). */
export function hoursToGo({ PUBLIC, PROFESSIONAL, ELECTIVE, total }: Sums): number {
  return Math.max(total, PUBLIC + PROFESSIONAL + ELECTIVE)
}

/**
 * What a sum should reach, and whether it must (DOMAIN §2: none is set for 个人选修, whose 12 hours are advice).
 */
export function aimOf(sum: Sum, requirements: Requirements): { hours: number; required: boolean } {
  switch (sum) {
    case 'PUBLIC':
      return { hours: requirements.publicHours, required: true }
    case 'PROFESSIONAL':
      return { hours: requirements.professionalHours, required: true }
    case 'ELECTIVE':
      return requirements.electiveHours > 0
        ? { hours: requirements.electiveHours, required: true }
        : { hours: requirements.electiveAdvisedHours, required: false }
    case 'total':
      return { hours: requirements.totalHours, required: true }
  }
}

/** What is still missing when everything under review is approved. */
export function missingAfterReview({ counted, underReview }: Ledger, requirements: Requirements): Sums {
  return ledgerFromSums([counted, underReview], [], requirements).missing
}
