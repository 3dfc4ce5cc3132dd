import type { Cycle } from '../../../core/cycle/cycle.ts'
import type { Amount } from '../../../core/declarations/amount.ts'
import type { Question } from '../../../core/declarations/questions.ts'
import { formatDate } from '../../../core/time/shanghai.ts'
import type { BotContext } from './context.ts'
import { hasText } from './texts.ts'

/**
 * An answer in words, by the kind of its question, for the teacher's own list, the reviewer's card and a
 * difference. Photos are counted where they are shown.
 *
 * @param value what was answered; never nothing
 */
export function answerInWords(
  ctx: BotContext,
  question: Question<string>,
  value: unknown,
  cycle: Cycle,
): string {
  switch (question.kind) {
    case 'choice':
      return question.options?.(cycle, {}).find(({ id }) => id === value)?.label[ctx.locale] ?? String(value)
    case 'date':
      return formatDate(String(value), ctx.locale)
    case 'number': {
      const amount = value as Amount
      return ctx.label(`item-amount-${amount.unit}`, { value: amount.value })
    }
    case 'yes-no': {
      const own = `answer-${question.id}-${value ? 'yes' : 'no'}`
      return ctx.label(hasText(own) ? own : value ? 'button-yes' : 'button-no')
    }
    case 'tick':
      return ctx.label('declare-confirmed')
    case 'text':
    case 'photos':
      return String(value)
  }
}
