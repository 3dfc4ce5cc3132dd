import type { Cycle } from '../../../core/cycle/cycle.ts'
import type { Status } from '../../../core/declarations/status.ts'
import { categories, categoryLabels, type Locale } from '../../../core/terms.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'

/** What a person has and still lacks, in a few lines; whoever lacks nothing is told that. */
export function gapText(
  { ledger, verdict }: Pick<Status, 'ledger' | 'verdict'>,
  cycle: Cycle,
  locale: Locale,
): string {
  const { counted, underReview, missing } = ledger
  const lines = [...categories, 'total' as const].map((sum) =>
    textOf(locale, missing[sum] > 0 ? 'notice-sum-short' : 'notice-sum', {
      name: sum === 'total' ? plainTextOf(locale, 'notice-total') : categoryLabels[sum][locale],
      counted: counted[sum],
      underReview: underReview[sum],
      missing: missing[sum],
    }),
  )
  return textOf(locale, verdict.passed ? 'notice-sums-enough' : 'notice-sums', {
    cycle: cycle.name[locale],
    sums: { html: lines.join('\n') },
  })
}
