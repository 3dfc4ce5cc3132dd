import type { Say } from '../pictures/say.ts'
import { categories, categoryLabels } from '../terms.ts'
import { civilDateOf, formatDate, formatDeadline, formatUntil } from '../time/shanghai.ts'
import { aimOf, hoursToGo, missingAfterReview, type ProgressFacts, type Sum, sums } from './progress-facts.ts'

/**
 * The words of the year's picture. The picture draws them and the text beside it repeats them, so the two
 * cannot differ.
 */

export interface ProgressWords {
  readonly title: string
  readonly madeAt: string
  readonly headline: string
  /** Why, or what happens when what is under review is approved. */
  readonly note: string
  readonly rows: readonly RowInWords[]
  readonly legend: { readonly counted: string; readonly underReview: string; readonly open: string }
  readonly deadline: string
}

export interface RowInWords {
  readonly sum: Sum
  readonly label: string
  /** 「已认定 12 · 审核中 30 · 缺 6」, without what is zero; 「已够」 where nothing is missing. */
  readonly values: string
  /** 「最低 18」, or 「建议 12」 where nothing is required; empty where neither is given. */
  readonly minimum: string
}

/** @param say finds the texts `picture-progress-…` */
export function progressInWords(facts: ProgressFacts, say: Say): ProgressWords {
  const { name, cycleName, madeAt, locale } = facts
  return {
    title: name
      ? say('picture-progress-title-named', { cycle: cycleName, name })
      : say('picture-progress-title', { cycle: cycleName }),
    madeAt: say('picture-as-of', { day: formatDate(civilDateOf(madeAt), locale) }),
    headline: headlineOf(facts, say),
    note: noteOf(facts, say),
    rows: sums.map((sum) => rowOf(sum, facts, say)),
    legend: {
      counted: say('picture-progress-counted'),
      underReview: say('picture-progress-under-review'),
      open: say('picture-progress-open'),
    },
    deadline: deadlineOf(facts, say),
  }
}

/** The words as lines, for whoever cannot see the picture: the same facts, none less. */
export function progressAsText(facts: ProgressFacts, say: Say): string {
  const { title, madeAt, headline, note, rows, deadline } = progressInWords(facts, say)
  return [
    say('picture-title-with-day', { title, day: madeAt }),
    headline,
    ...(note ? [note] : []),
    '',
    ...rows.map(({ label, values, minimum }) =>
      minimum
        ? say('picture-progress-row-of', { label, values, minimum })
        : say('picture-progress-row', { label, values }),
    ),
    '',
    deadline,
  ].join('\n')
}

function headlineOf({ exempt, verdict, ledger }: ProgressFacts, say: Say): string {
  if (exempt) return say('picture-progress-exempt')
  if (verdict.passed) return say(`picture-progress-passed${verdict.provisional ? '' : '-finally'}`)
  const hours = hoursToGo(ledger.missing)
  return say(`picture-progress-${verdict.provisional ? 'to-go' : 'not-passed'}`, { hours })
}

function noteOf({ exempt, verdict, ledger, requirements, locale }: ProgressFacts, say: Say): string {
  if (exempt) return ''
  if (verdict.passed) return verdict.provisional ? say('picture-progress-until-freeze') : ''
  const waiting = ledger.underReview.total
  if (waiting > 0 && verdict.provisional) {
    const hours = hoursToGo(missingAfterReview(ledger, requirements))
    return say(`picture-progress-${hours === 0 ? 'enough' : 'not-enough'}-in-review`, { waiting, hours })
  }
  const lacking = categories.filter((category) => ledger.missing[category] > 0)
  const [only, ...more] = lacking
  if (!only) return say('picture-progress-only-total')
  const anywhere =
    hoursToGo(ledger.missing) - lacking.reduce((sum, category) => sum + ledger.missing[category], 0)
  if (more.length === 0 && anywhere === 0)
    return say('picture-progress-only-category', { label: categoryLabels[only][locale] })
  const list = lacking
    .map((category) => `${categoryLabels[category][locale]} ${ledger.missing[category]}`)
    .join(say('list-comma'))
  return say('picture-progress-where', { list, anywhere })
}

function rowOf(sum: Sum, { ledger, requirements, locale }: ProgressFacts, say: Say): RowInWords {
  const { hours, required } = aimOf(sum, requirements)
  const [underReview, missing] = [ledger.underReview[sum], ledger.missing[sum]]
  const value = (of: string, count: number) => `${say(`picture-progress-${of}`)} ${count}`
  const values = [
    value('counted', ledger.counted[sum]),
    ...(underReview > 0 ? [value('under-review', underReview)] : []),
    ...(missing > 0 ? [value('missing', missing)] : required ? [say('picture-progress-enough')] : []),
  ]
  return {
    sum,
    label: sum === 'total' ? say('picture-progress-total') : categoryLabels[sum][locale],
    values: values.join(' · '),
    minimum: hours > 0 ? value(required ? 'minimum' : 'advised', hours) : '',
  }
}

function deadlineOf({ stage, deadline, madeAt, verdict, exempt, locale }: ProgressFacts, say: Say): string {
  if (stage === 'frozen') return say('picture-progress-over')
  const until = formatUntil(deadline, locale)
  if (madeAt >= deadline) return say('picture-progress-closed', { until })
  return verdict.passed || exempt
    ? say('picture-progress-closes', { until })
    : say('picture-progress-declare-by', { deadline: formatDeadline(deadline, locale) })
}
