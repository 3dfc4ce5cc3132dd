import { categories, categoryLabels, type Locale } from '../terms.ts'
import { civilDateOf, formatDate, formatDeadline, formatUntil } from '../time/shanghai.ts'
import { aimOf, hoursToGo, missingAfterReview, type ProgressFacts, type Sum, sums } from './progress-facts.ts'

/** What the picture of the year says: the picture draws these words and the text beside it repeats them, so the two cannot differ. */

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

export function progressInWords(facts: ProgressFacts): ProgressWords {
  const { name, cycleName, madeAt, locale } = facts
  const say = voices[locale]
  return {
    title: say.title(cycleName, name),
    madeAt: say.madeAt(formatDate(civilDateOf(madeAt), locale)),
    headline: headlineOf(facts),
    note: noteOf(facts),
    rows: sums.map((sum) => rowOf(sum, facts)),
    legend: { counted: say.counted, underReview: say.underReview, open: say.open },
    deadline: deadlineOf(facts),
  }
}

/** The words as lines, for whoever cannot see the picture: the same facts, none less. */
export function progressAsText(facts: ProgressFacts): string {
  const { title, madeAt, headline, note, rows, deadline } = progressInWords(facts)
  const say = voices[facts.locale]
  return [
    say.titleWithDay(title, madeAt),
    headline,
    ...(note ? [note] : []),
    '',
    ...rows.map(({ label, values, minimum }) => say.row(label, values, minimum)),
    '',
    deadline,
  ].join('\n')
}

function headlineOf({ exempt, verdict, ledger, locale }: ProgressFacts): string {
  const say = voices[locale]
  if (exempt) return say.exempt
  if (verdict.passed) return verdict.provisional ? say.passed : say.passedFinally
  const hours = hoursToGo(ledger.missing)
  return verdict.provisional ? say.toGo(hours) : say.notPassed(hours)
}

function noteOf({ exempt, verdict, ledger, requirements, locale }: ProgressFacts): string {
  const say = voices[locale]
  if (exempt) return ''
  if (verdict.passed) return verdict.provisional ? say.untilFreeze : ''
  const waiting = ledger.underReview.total
  if (waiting > 0 && verdict.provisional) {
    const afterwards = hoursToGo(missingAfterReview(ledger, requirements))
    return afterwards === 0 ? say.enoughInReview(waiting) : say.notEnoughInReview(waiting, afterwards)
  }
  const lacking = categories.filter((category) => ledger.missing[category] > 0)
  if (lacking.length === 0) return say.onlyTotal
  const named = lacking.map((category) => ({
    label: categoryLabels[category][locale],
    hours: ledger.missing[category],
  }))
  const anywhere = hoursToGo(ledger.missing) - named.reduce((sum, { hours }) => sum + hours, 0)
  return named.length === 1 && anywhere === 0 ? say.onlyCategory(named[0]!.label) : say.where(named, anywhere)
}

function rowOf(sum: Sum, { ledger, requirements, locale }: ProgressFacts): RowInWords {
  const say = voices[locale]
  const { hours, required } = aimOf(sum, requirements)
  const [underReview, missing] = [ledger.underReview[sum], ledger.missing[sum]]
  const values = [
    `${say.counted} ${ledger.counted[sum]}`,
    ...(underReview > 0 ? [`${say.underReview} ${underReview}`] : []),
    ...(missing > 0 ? [`${say.missing} ${missing}`] : required ? [say.enough] : []),
  ]
  return {
    sum,
    label: sum === 'total' ? say.total : categoryLabels[sum][locale],
    values: values.join(' · '),
    minimum: hours > 0 ? `${required ? say.minimum : say.advised} ${hours}` : '',
  }
}

function deadlineOf({ stage, deadline, madeAt, verdict, exempt, locale }: ProgressFacts): string {
  const say = voices[locale]
  if (stage === 'frozen') return say.over
  if (madeAt >= deadline) return say.closed(formatUntil(deadline, locale))
  return verdict.passed || exempt
    ? say.closes(formatUntil(deadline, locale))
    : say.declareBy(formatDeadline(deadline, locale))
}

const zh = {
  title: (cycle: string, name?: string) => `${cycle}学时进度${name ? ` · ${name}` : ''}`,
  madeAt: (day: string) => `截至${day}`,
  titleWithDay: (title: string, madeAt: string) => `${title}（${madeAt}）`,
  exempt: '本年度免验',
  passed: '已达标（暂定）',
  passedFinally: '已达标',
  toGo: (hours: number) => `还缺 ${hours} 学时`,
  notPassed: (hours: number) => `未达标，缺 ${hours} 学时`,
  untilFreeze: '最终结果以年度验证结束时为准。',
  enoughInReview: (waiting: number) => `审核中的 ${waiting} 学时全部通过后，即可达标。`,
  notEnoughInReview: (waiting: number, afterwards: number) =>
    `审核中的 ${waiting} 学时全部通过后，还缺 ${afterwards} 学时。`,
  onlyTotal: '各科目已够，只缺总学时，任何科目均可。',
  onlyCategory: (label: string) => `缺的是${label}。`,
  where: (lacking: readonly { label: string; hours: number }[], anywhere: number) =>
    `其中${lacking.map(({ label, hours }) => `${label} ${hours}`).join('，')}${anywhere > 0 ? `，其余 ${anywhere} 任何科目均可` : ''}。`,
  counted: '已认定',
  underReview: '审核中',
  missing: '缺',
  enough: '已够',
  open: '未达到',
  total: '总学时',
  minimum: '最低',
  advised: '建议',
  row: (label: string, values: string, minimum: string) =>
    `${label}：${values}${minimum ? `（${minimum}）` : ''}`,
  over: '年度验证已结束，以上为最终结果。',
  closed: (until: string) => `申报已于${until}截止，审核仍在进行。`,
  closes: (until: string) => `申报截止时间：${until}`,
  declareBy: (deadline: string) => `请在${deadline}申报，之后不能再申报。`,
}

const en: typeof zh = {
  title: (cycle, name) => `${cycle}: hours${name ? ` · ${name}` : ''}`,
  madeAt: (day) => `as of ${day}`,
  titleWithDay: (title, madeAt) => `${title} (${madeAt})`,
  exempt: 'Exempt this year',
  passed: 'Passed (provisional)',
  passedFinally: 'Passed',
  toGo: (hours) => `${inHours(hours)} to go`,
  notPassed: (hours) => `Not passed, ${inHours(hours)} short`,
  untilFreeze: 'Final when the verification ends.',
  enoughInReview: (waiting) => `Passed once the ${inHours(waiting)} under review are approved.`,
  notEnoughInReview: (waiting, afterwards) =>
    `${inHours(afterwards)} to go once the ${waiting} under review are approved.`,
  onlyTotal: 'Only the total is short: any category will do.',
  onlyCategory: (label) => `Only ${label} is short.`,
  where: (lacking, anywhere) =>
    `${lacking.map(({ label, hours }) => `${label} ${hours}`).join(', ')}${anywhere > 0 ? `, any category ${anywhere}` : ''}.`,
  counted: 'counted',
  underReview: 'under review',
  missing: 'missing',
  enough: 'enough',
  open: 'not reached',
  total: 'Total',
  minimum: 'min',
  advised: 'advised',
  row: (label, values, minimum) => `${label}: ${values}${minimum ? ` (${minimum})` : ''}`,
  over: 'The verification is over; this is the final result.',
  closed: (until) => `Declaring closed ${until}; review goes on.`,
  closes: (until) => `Declaring closes ${until}`,
  declareBy: (deadline) => `Declare ${deadline}.`,
}

const voices: Readonly<Record<Locale, typeof zh>> = { zh, en }

function inHours(hours: number): string {
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`
}
