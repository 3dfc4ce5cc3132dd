import type { QuestionId } from '../../../../core/declarations/form.ts'
import type { Question } from '../../../../core/declarations/questions.ts'
import { answerInWords } from '../../dialogue/answer-in-words.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { type InHand, isGiven, questionsOf } from './in-hand.ts'

/** The answers so far, one short line each, in the order of the questions. */
export function answerLines(ctx: BotContext, inHand: InHand, except?: QuestionId | 'summary'): string {
  return questionsOf(inHand)
    .filter(
      (question) => question.id !== except && !unshown.has(question.id) && isGiven(question, inHand.draft),
    )
    .map((question) =>
      ctx.text('declare-line', {
        question: ctx.label(`question-${question.id}`),
        answer: answerText(ctx, inHand, question),
      }),
    )
    .join('\n')
}

/** One answer in words; empty when there is none. */
export function answerText(ctx: BotContext, { draft, cycle }: InHand, question: Question): string {
  const { answers, evidence } = draft
  if (!isGiven(question, draft)) return ''
  if (question.kind === 'photos') {
    return ctx.label('declare-photos', {
      count: evidence.filter(({ kind }) => kind === question.evidence).length,
    })
  }
  if (question.id === 'amount') {
    const { unit, value } = answers.amount!
    return ctx.label(`declare-amount-${unit}`, { value, hours: answers.hours ?? 0 })
  }
  return answerInWords(ctx, question, answers[question.id as keyof typeof answers], cycle)
}

/** A confirmation of another answer, which stands in the list itself. */
const unshown: ReadonlySet<QuestionId> = new Set(['confirmedHours'])
