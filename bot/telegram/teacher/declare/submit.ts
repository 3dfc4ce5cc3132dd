import type { QuestionId } from '../../../../core/declarations/form.ts'
import { type Receipt, submitDraft } from '../../../../core/declarations/submit.ts'
import { isRefusal, type Refusal } from '../../../../core/refusal.ts'
import { formatDeadline, formatInstant } from '../../../../core/time/shanghai.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { showCard } from './card.ts'
import { type InHand, questionsOf, write } from './in-hand.ts'

/**
 * Submits the draft and hands over the receipt: its number, who has it now and until when (DOMAIN §5.4–5.5).
 */
export async function submit(ctx: BotContext, inHand: InHand): Promise<void> {
  const { draft, cycle } = inHand
  await ctx.turn.commit(async (tx) => {
    const outcome = await submitDraft(tx, {
      draftId: draft.id,
      personId: draft.personId,
      version: draft.version,
      cycle,
      now: ctx.now,
    })
    if (isRefusal(outcome)) return explain(ctx, inHand, outcome)
    ctx.place.leave()
    showReceipt(ctx, outcome)
  })
}

/** The refusal, with the question whose answer has to change; the draft stays as it is. */
function explain(ctx: BotContext, inHand: InHand, refusal: Refusal) {
  if (refusal.refused === 'profile-not-confirmed') {
    return ctx.sayRefusal(refusal, { buttons: [[ctx.button('declare-button-profile', tapData('profile'))]] })
  }
  const words = ctx.whyNot(refusal)
  const question = questionsOf(inHand).find(({ id }) => id === refusal.params.question)
  showCard(ctx, question ? write(ctx, inHand, { asking: question.id satisfies QuestionId }) : inHand, words)
}

function showReceipt(ctx: BotContext, receipt: Receipt): void {
  const html = ctx.text(receipt.corrected ? 'declare-receipt-corrected' : 'declare-receipt', {
    number: receipt.number,
    course: receipt.courseName,
    hours: receipt.hours,
    at: formatInstant(receipt.at, ctx.locale),
    deadline: receipt.due ? formatDeadline(receipt.due, ctx.locale) : '',
  })
  ctx.show(html, {
    buttons: [
      [
        ctx.button('declare-button-status', tapData('status')),
        ctx.button('declare-button-another', tapData('declare')),
      ],
    ],
  })
}
