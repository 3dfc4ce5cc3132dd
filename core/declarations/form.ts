import type { Cycle } from '../cycle/cycle.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Category } from '../terms.ts'
import type { CivilDate } from '../time/shanghai.ts'
import type { Amount } from './amount.ts'
import { findDouble, refuseDouble } from './doubles.ts'
import {
  type Answers,
  type Evidence,
  type FormContext,
  otherDeclarations,
  type Question,
  type QuestionId,
  questions,
  withHours,
} from './questions.ts'

/** The declaration form: what is asked next, what an answer changes, and whether it may be submitted. */

export type { Answers, Evidence, FormContext, QuestionId } from './questions.ts'

export const formRefusals = ['question-not-asked', 'form-incomplete'] as const

/**
 * The question that a draft asks next, or 'summary' when nothing is open. It depends on the answers alone, so
 * an older draft is also asked a question that a newer form puts in the middle.
 *
 * @param form the questions, in order; given by tests of forms to come
 */
export function nextQuestion<Id extends string = QuestionId>(
  answers: Answers,
  evidence: readonly Evidence[],
  cycle: Cycle,
  form: readonly Question<Id>[] = questions as readonly Question<string>[] as readonly Question<Id>[],
): Id | 'summary' {
  const open = form.find((question) => isOpen(question, answers, evidence, cycle))
  return open?.id ?? 'summary'
}

/** One answer taken in. */
export interface Answered {
  answers: Answers
  /** Answers that were given before and no longer apply or stand; they are asked again where they apply. */
  dropped: string[]
}

/**
 * Takes one answer, also to a question answered before. It drops only those other answers that no longer
 * apply or cannot stand beside the new one.
 *
 * @param input typed text, or the id of an option; 'yes' or 'no'; a tick is 'yes'
 * @returns one of `questionRefusals`, `amountRefusals`, `capRefusals`, `doubleRefusals`, `typedTextRefusals`,
 *   `activityRefusals`, or 'question-not-asked' when the question does not apply, as from an old card
 */
export function answer(
  answers: Answers,
  questionId: string,
  input: string,
  context: FormContext,
): Answered | Refusal {
  const { cycle, form = questions } = context
  const question = questionOf(questionId, form)
  if (!(question.applies?.(answers, cycle) ?? true))
    return refuse('question-not-asked', { question: questionId })
  const patch = question.read(input, answers, context)
  if (isRefusal(patch)) return patch
  let changed = withHours({ ...answers, ...patch }, cycle)
  const refusal = isAnswered(question, changed) ? question.check?.(changed, context) : undefined
  if (refusal) return refusal

  const dropped: string[] = []
  for (const later of form) {
    if (later.id === questionId || !isAnswered(later, changed)) continue
    if ((later.applies?.(changed, cycle) ?? true) && !later.check?.(changed, context)) continue
    changed = withHours({ ...changed, [later.id]: undefined }, cycle)
    dropped.push(later.id)
  }
  const double = courseQuestions.has(questionId) && doubleOf(changed, context)
  return double || { answers: withoutGaps(changed), dropped }
}

/** A declaration that is ready to be kept: everything is there and was judged at the moment of submitting. */
export interface Claim {
  category: Category
  activityType: string
  courseName: string
  /** With PUBLIC only. */
  baseId: string | null
  /** With the other categories only. */
  provider: string | null
  from: CivilDate
  to: CivilDate
  amount: Amount
  hours: number
  foreign: boolean
  datesOnCertificate: boolean
}

/**
 * Judges the whole form again. The draft may be months old, and bases, caps and records change meanwhile.
 *
 * @returns the claim; 'form-incomplete' {question}; or what `answer` would refuse now, with the {question} to
 *   answer again
 */
export function checkComplete(
  answers: Answers,
  evidence: readonly Evidence[],
  context: FormContext,
): Claim | Refusal {
  const { cycle, form = questions } = context
  const current = withHours(answers, cycle)
  for (const question of form) {
    if (isOpen(question, current, evidence, cycle))
      return refuse('form-incomplete', { question: question.id })
    const asked = question.applies?.(current, cycle) ?? true
    const refusal = asked && isAnswered(question, current) && question.check?.(current, context)
    if (refusal) return at(question.id, refusal)
  }
  const double = doubleOf(current, context)
  if (double) return at('courseName', double)
  const parts = form
    .filter(({ claimed }) => claimed)
    .map(({ id, applies }) => [id, (applies?.(current, cycle) ?? true) ? partOf(current, id) : null])
  return { ...Object.fromEntries(parts), hours: current.hours } as Claim
}

/** What a correction changed of the claim (ruling 5); ticks and confirmations are no part of it. */
export interface Difference {
  /** The id of a question, or `hours`. */
  field: string
  /** Null where there was, or is, no answer. */
  from: unknown
  to: unknown
}

export function differences(
  before: Answers | Claim,
  after: Answers | Claim,
  form: readonly Question<string>[] = questions,
): Difference[] {
  const fields = form
    .filter(({ claimed }) => claimed)
    .flatMap(({ id }) => (id === 'amount' ? [id, 'hours'] : [id]))
  return fields
    .map((field) => ({ field, from: partOf(before, field), to: partOf(after, field) }))
    .filter(({ from, to }) => canonical(from) !== canonical(to))
}

/**
 * The parts of the claim that the card's sentence does not tell. The reviewer's card shows them in lines of
 * their own.
 */
export function claimLines(
  claim: Answers,
  form: readonly Question<string>[] = questions,
): { question: Question<string>; value: unknown }[] {
  return form
    .filter(({ claimed, inSentence }) => claimed && !inSentence)
    .map((question) => ({ question, value: partOf(claim, question.id) }))
    .filter(({ value }) => value !== null)
}

export function questionOf<Id extends string = QuestionId>(
  questionId: string,
  form: readonly Question<Id>[] = questions as readonly Question<string>[] as readonly Question<Id>[],
): Question<Id> {
  return form.find(({ id }) => id === questionId)!
}

function partOf(answers: object, field: string): unknown {
  return (answers as Record<string, unknown>)[field] ?? null
}

/** The answers that tell which course it is, so that a double is told as soon as it can be known. */
const courseQuestions: ReadonlySet<string> = new Set(['courseName', 'from', 'to'])

function doubleOf(answers: Answers, context: FormContext): Refusal | undefined {
  const double = findDouble(answers, context.hourRecords, otherDeclarations(context))
  return double && refuseDouble(double)
}

function at(question: string, { refused, params }: Refusal): Refusal {
  return refuse(refused, { ...params, question })
}

function isOpen<Id extends string>(
  question: Question<Id>,
  answers: Answers,
  evidence: readonly Evidence[],
  cycle: Cycle,
): boolean {
  if (!(question.applies?.(answers, cycle) ?? true)) return false
  if (question.kind === 'photos') return !evidence.some(({ kind }) => kind === question.evidence)
  return !isAnswered(question, answers)
}

function isAnswered<Id extends string>(question: Question<Id>, answers: Answers): boolean {
  return (answers as Record<string, unknown>)[question.id] !== undefined
}

function withoutGaps(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
}

function canonical(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value)
}
