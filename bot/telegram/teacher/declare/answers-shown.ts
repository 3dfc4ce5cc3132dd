import type { QuestionId } from '../../../../core/declarations/form.ts'
import { activityTypeOf, type Question } from '../../../../core/declarations/questions.ts'
import { categoryLabels } from '../../../../core/terms.ts'
import { formatDate } from '../../../../core/time/shanghai.ts'
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
  switch (question.id) {
    case 'category':
      return categoryLabels[answers.category!][ctx.locale]
    case 'activityType':
      return activityTypeOf(answers, cycle)?.label[ctx.locale] ?? answers.activityType!
    case 'baseId':
      return cycle.bases.find(({ id }) => id === answers.baseId)?.name ?? answers.baseId!
    case 'courseName':
    case 'provider':
      return answers[question.id]!
    case 'from':
    case 'to':
      return formatDate(answers[question.id]!, ctx.locale)
    case 'amount':
      return ctx.label(`declare-amount-${answers.amount!.unit}`, {
        value: answers.amount!.value,
        hours: answers.hours ?? 0,
      })
    case 'foreign':
    case 'datesOnCertificate':
      return ctx.label(answers[question.id] ? `answer-${question.id}-yes` : `answer-${question.id}-no`)
    case 'confirmedHours':
    case 'originalsConfirmed':
      return ctx.label('declare-confirmed')
    case 'photosCertificate':
    case 'photosTranslation':
    case 'photosHoursProof':
      return ctx.label('declare-photos', {
        count: evidence.filter(({ kind }) => kind === question.evidence).length,
      })
  }
}

/** A confirmation of another answer, which stands in the list itself. */
const unshown: ReadonlySet<QuestionId> = new Set(['confirmedHours'])
