import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readStatus } from '../declarations/status.ts'
import type { Sums } from '../ledger/ledger.ts'

/**
 * The five-year ledger (五年周期), for information only: the final years of a period, as far as they are held
 * here (DOMAIN §2).
 */
export interface FiveYears {
  readonly from: number
  readonly to: number
  readonly years: readonly YearOfPeriod[]
  /** The sum of the final years that are held. */
  readonly total: Sums
}

export type YearOfPeriod =
  | {
      readonly year: number
      readonly held: 'final'
      readonly counted: Sums
      readonly outcome: 'passed' | 'not-passed' | 'exempt'
    }
  /** Its cycle is here and not frozen yet: nothing of it is final. */
  | { readonly year: number; readonly held: 'running' }
  /** No cycle of this year is kept here. */
  | { readonly year: number; readonly held: 'no' }

const yearsPerPeriod = 5
/** 「十二五」: 2011–2015; the periods follow one another without a gap. */
const aPeriodBegan = 2011

export function periodOf(year: number): { from: number; to: number } {
  const from = year - ((((year - aPeriodBegan) % yearsPerPeriod) + yearsPerPeriod) % yearsPerPeriod)
  return { from, to: from + yearsPerPeriod - 1 }
}

/** @param cycle the year in whose period the person looks; @param cycles every cycle that is kept here */
export async function readFiveYears(
  db: Database['prisma'] | Transaction,
  { personId, cycle, cycles, now }: { personId: string; cycle: Cycle; cycles: readonly Cycle[]; now: Date },
): Promise<FiveYears> {
  const { from, to } = periodOf(cycle.id)
  const total = { PUBLIC: 0, PROFESSIONAL: 0, ELECTIVE: 0, total: 0 }
  const years: YearOfPeriod[] = []
  for (let year = from; year <= to; year++) {
    const held = cycles.find(({ id }) => id === year)
    if (!held) {
      years.push({ year, held: 'no' })
      continue
    }
    const { ledger, verdict, exempt } = await readStatus(db, personId, held, now)
    if (verdict.provisional) {
      years.push({ year, held: 'running' })
      continue
    }
    const outcome = exempt ? 'exempt' : verdict.passed ? 'passed' : 'not-passed'
    years.push({ year, held: 'final', counted: ledger.counted, outcome })
    for (const sum of ['PUBLIC', 'PROFESSIONAL', 'ELECTIVE', 'total'] as const)
      total[sum] += ledger.counted[sum]
  }
  return { from, to, years, total }
}
