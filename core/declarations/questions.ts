import type { ActivityType, Cycle } from '../cycle/cycle.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Category, categories, categoryLabels, type EvidenceKind, type Label } from '../terms.ts'
import { type CivilDate, civilDateOf, daysFromTo, readCivilDate } from '../time/shanghai.ts'
import { type Amount, hoursOf, readAmount, refuseImpossibleHours } from './amount.ts'
import { refuseOverCap, usedHoursOf } from './caps.ts'
import type { HourRecord, OwnDeclaration } from './doubles.ts'

/**
 * The questions of a declaration, in the order in which they are asked (DOMAIN §5.4). A draft keeps answers,
 * not a place in a dialogue. The answers alone decide what is asked next, so a draft survives everything,
 * even a changed form.
 */

export const questionIds = [
  'category',
  'activityType',
  'courseName',
  'baseId',
  'provider',
  'from',
  'to',
  'amount',
  'confirmedHours',
  'foreign',
  'datesOnCertificate',
  'photosCertificate',
  'photosTranslation',
  'photosHoursProof',
  'originalsConfirmed',
] as const
export type QuestionId = (typeof questionIds)[number]

/**
 * What a teacher has answered so far. Every question fills the field of its own name, except those for
 * photos.
 */
export interface Answers {
  category?: Category
  activityType?: string
  courseName?: string
  /** The recognised base, for PUBLIC (ruling 16); other categories have a provider. */
  baseId?: string
  provider?: string
  from?: CivilDate
  to?: CivilDate
  amount?: Amount
  /** What the amount is worth; follows from the other answers and is never asked. */
  hours?: number
  /** The unusual hours and days that the teacher said are right. */
  confirmedHours?: { hours: number; days: number }
  /** 证书是否为外文/境外 */
  foreign?: boolean
  /** 证书上有无培训时间 */
  datesOnCertificate?: boolean
  /** The teacher ticked that the photos show originals (S077–S078). */
  originalsConfirmed?: true
}

export interface Evidence {
  id: string
  kind: EvidenceKind
}

export interface Option {
  id: string
  label: Label
  /** Shipped as an example: shown with `sampleNote`. */
  sample?: boolean
}

/** What an answer is judged against. */
export interface FormContext {
  cycle: Cycle
  now: Date
  hourRecords: readonly HourRecord[]
  /** The teacher's own declarations in this cycle. */
  declarations: readonly OwnDeclaration[]
  /** The declaration that these answers correct; it is no double of itself. */
  correcting?: string
  /** The questions, where tests try a form to come. */
  form?: readonly Question<string>[]
}

export interface Question<Id extends string = QuestionId> {
  id: Id
  kind: 'choice' | 'text' | 'date' | 'number' | 'yes-no' | 'photos' | 'tick'
  /** Part of the claim: kept with the declaration, told in its differences, and shown to the reviewer. */
  claimed?: true
  /** The reviewer's card tells it in a sentence of its own; any other part of the claim gets a line there. */
  inSentence?: true
  /** Absent: asked of everybody. */
  applies?(answers: Answers, cycle: Cycle): boolean
  /** Of choices only. */
  options?(cycle: Cycle, answers: Answers): Option[]
  /** Of photos only: the evidence that is asked for. */
  evidence?: EvidenceKind
  /** Reads typed text or an option's id; the patch sets or removes (undefined) answers. */
  read(input: string, answers: Answers, context: FormContext): Answers | Refusal
  /** Why the answer cannot stand beside the others; asked of answers that are there. */
  check?(answers: Answers, context: FormContext): Refusal | undefined
}

export const questionRefusals = [
  'option-unknown',
  'base-not-recognised',
  'date-unreadable',
  'date-outside-year',
  'date-in-future',
  'dates-reversed',
  'yes-or-no',
  'tick-needed',
  'photo-expected',
] as const

export const maxCourseNameChars = 60
export const maxProviderChars = 60

export const questions: readonly Question[] = [
  {
    id: 'category',
    kind: 'choice',
    claimed: true,
    inSentence: true,
    options: () => categories.map((id) => ({ id, label: categoryLabels[id] })),
    read(input, answers, { cycle }) {
      const category = chosen(input, this.options!(cycle, answers)) as Category | undefined
      return category ? { category } : refuse('option-unknown')
    },
  },
  {
    id: 'activityType',
    kind: 'choice',
    claimed: true,
    inSentence: true,
    options: (cycle, { category }) =>
      cycle.activityTypes
        .filter((type) => !category || type.categories.includes(category))
        .map(({ id, label, provenance }) => ({ id, label, sample: provenance === 'sample' })),
    read(input, answers, { cycle }) {
      const activityType = chosen(input, this.options!(cycle, answers))
      return activityType ? { activityType } : refuse('option-unknown')
    },
    check(answers, { cycle }) {
      const type = activityTypeOf(answers, cycle)
      if (!type || !answers.category || !type.categories.includes(answers.category))
        return refuse('option-unknown')
      // Ruling 7: known here, so that it can be explained instead of being missing from the list.
      return type.refused && refuse(type.refused)
    },
  },
  {
    id: 'courseName',
    kind: 'text',
    claimed: true,
    inSentence: true,
    read: (input) => patch('courseName', readTypedText(input, maxCourseNameChars)),
  },
  {
    id: 'baseId',
    kind: 'choice',
    claimed: true,
    inSentence: true,
    applies: ({ category }) => category === 'PUBLIC',
    options: (cycle) =>
      cycle.bases.map(({ id, name, provenance }) => ({
        id,
        label: { zh: name, en: name },
        sample: provenance === 'sample',
      })),
    read(input, answers, { cycle }) {
      const baseId = chosen(input, this.options!(cycle, answers))
      return baseId ? { baseId } : refuse('base-not-recognised')
    },
    check: ({ baseId }, { cycle }) =>
      cycle.bases.some(({ id }) => id === baseId) ? undefined : refuse('base-not-recognised'),
  },
  {
    id: 'provider',
    kind: 'text',
    claimed: true,
    inSentence: true,
    applies: ({ category }) => category !== 'PUBLIC',
    read: (input) => patch('provider', readTypedText(input, maxProviderChars)),
  },
  {
    id: 'from',
    kind: 'date',
    claimed: true,
    inSentence: true,
    read: (input, _answers, context) => patch('from', readDay(input, context)),
    check: ({ from }, context) => refuseDay(from!, context),
  },
  {
    id: 'to',
    kind: 'date',
    claimed: true,
    inSentence: true,
    read: (input, _answers, context) => patch('to', readDay(input, context)),
    check: ({ from, to }, context) =>
      refuseDay(to!, context) ??
      (from && from > to! ? refuse('dates-reversed', { from, to: to! }) : undefined),
  },
  {
    id: 'amount',
    kind: 'number',
    claimed: true,
    inSentence: true,
    read: (input, answers, { cycle }) => patch('amount', readAmountOf(input, answers, cycle)),
    check(answers, context) {
      const { amount, hours, from, to } = answers
      const type = activityTypeOf(answers, context.cycle)
      if (!type || hours === undefined) return undefined
      if ((type.unit === 'items') !== (amount!.unit === 'items'))
        return refuse('amount-wrong-unit', { unit: type.unit })
      const impossible = from && to && refuseImpossibleHours(hours, amount!.unit, from, to)
      return impossible || refuseOverCap(type, usedHoursOf(type.id, otherDeclarations(context)), hours)
    },
  },
  {
    // Hours above 6 × days are questioned, not refused; «no» asks for the amount again.
    id: 'confirmedHours',
    kind: 'yes-no',
    applies: (answers, cycle) => {
      const { hours, days } = hoursAndDays(answers) ?? { hours: 0, days: 0 }
      return answers.amount?.unit !== 'items' && hours > days * cycle.requirements.hoursPerDay
    },
    read: (input, answers) => {
      const yes = readYesNo(input)
      if (isRefusal(yes)) return yes
      return yes
        ? { confirmedHours: hoursAndDays(answers) }
        : { amount: undefined, confirmedHours: undefined }
    },
    check: (answers) => {
      const now = hoursAndDays(answers)
      const { hours, days } = answers.confirmedHours!
      return now?.hours === hours && now.days === days ? undefined : refuse('yes-or-no')
    },
  },
  {
    id: 'foreign',
    kind: 'yes-no',
    claimed: true,
    inSentence: true,
    read: (input) => patch('foreign', readYesNo(input)),
  },
  {
    id: 'datesOnCertificate',
    kind: 'yes-no',
    claimed: true,
    inSentence: true,
    read: (input) => patch('datesOnCertificate', readYesNo(input)),
  },
  photos('photosCertificate', 'CERTIFICATE'),
  photos('photosTranslation', 'TRANSLATION'),
  photos('photosHoursProof', 'HOURS_PROOF'),
  {
    id: 'originalsConfirmed',
    kind: 'tick',
    read: (input) => (readYesNo(input) === true ? { originalsConfirmed: true } : refuse('tick-needed')),
  },
]

/**
 * The evidence that these answers ask for: the activity's own, a translation if foreign, a proof of hours
 * without dates (S079–S081).
 */
export function evidenceNeeded(answers: Answers, cycle: Cycle): EvidenceKind[] {
  const needed = new Set<EvidenceKind>(['CERTIFICATE', ...(activityTypeOf(answers, cycle)?.evidence ?? [])])
  if (answers.foreign === true) needed.add('TRANSLATION')
  if (answers.datesOnCertificate === false) needed.add('HOURS_PROOF')
  return [...needed]
}

export function activityTypeOf(answers: Answers, cycle: Cycle): ActivityType | undefined {
  return cycle.activityTypes.find(({ id }) => id === answers.activityType)
}

/** The teacher's declarations but the one that is being corrected. */
export function otherDeclarations({ declarations, correcting }: FormContext): OwnDeclaration[] {
  return declarations.filter(({ id }) => id !== correcting)
}

/** The answers with `hours` as they follow from amount and activity type. */
export function withHours(answers: Answers, cycle: Cycle): Answers {
  const { hours: _stale, ...rest } = answers
  if (!rest.amount || !rest.activityType) return rest
  return { ...rest, hours: hoursOf(rest.amount, rest.activityType, cycle) }
}

function photos(id: QuestionId, evidence: EvidenceKind): Question {
  return {
    id,
    kind: 'photos',
    evidence,
    applies: (answers, cycle) => evidenceNeeded(answers, cycle).includes(evidence),
    read: () => refuse('photo-expected', { evidence }),
  }
}

/** A bare 30 for a course of five days can only mean hours, whatever unit its activity type is counted in. */
function readAmountOf(input: string, answers: Answers, cycle: Cycle): Amount | Refusal {
  const amount = readAmount(input, activityTypeOf(answers, cycle)?.unit ?? 'hours')
  const { from, to } = answers
  if (isRefusal(amount) || amount.unit !== 'days' || !from || !to) return amount
  const isBare = /\d$/.test(input.normalize('NFKC').trim())
  return isBare && amount.value > daysFromTo(from, to) ? { value: amount.value, unit: 'hours' } : amount
}

function hoursAndDays({ hours, from, to }: Answers): { hours: number; days: number } | undefined {
  return hours !== undefined && from && to ? { hours, days: daysFromTo(from, to) } : undefined
}

function readDay(input: string, { cycle }: FormContext): CivilDate | Refusal {
  return readCivilDate(input, cycle.id) ?? refuse('date-unreadable')
}

function refuseDay(date: CivilDate, { cycle, now }: FormContext): Refusal | undefined {
  if (!date.startsWith(`${cycle.id}-`)) return refuse('date-outside-year', { date, year: cycle.id })
  return date > civilDateOf(now) ? refuse('date-in-future', { date }) : undefined
}

const yesWords = ['yes', 'y', '是', '有', '对', '确认']
const noWords = ['no', 'n', '否', '不是', '没有', '无', '不']

function readYesNo(input: string): boolean | Refusal {
  const word = input.normalize('NFKC').trim().toLowerCase()
  if (yesWords.includes(word)) return true
  return noWords.includes(word) ? false : refuse('yes-or-no')
}

/** The id of the option that was tapped, or whose name was typed. */
function chosen(input: string, options: readonly Option[]): string | undefined {
  const typed = input.trim()
  return options.find(({ id, label }) => [id, label.zh, label.en].includes(typed))?.id
}

function patch<Field extends keyof Answers>(
  field: Field,
  value: Answers[Field] | Refusal,
): Answers | Refusal {
  return isRefusal(value) ? value : { [field]: value }
}
