import { Composer } from 'grammy'
import { actionTable } from '../../../core/declarations/actions.ts'
import { type DecisionCommand, decide } from '../../../core/declarations/decide.ts'
import { type ReviewCard, readReviewCard } from '../../../core/declarations/review-card.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import type { BotContext } from '../dialogue/context.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import { type Desk, isId, onTaps } from './desk.ts'
import { backToQueue, itemButtons, itemLine, itemText, labelOfReason } from './item-card.ts'

/** 通过 with the original seen, 退案 with its reason, and taking a decision back: each one tap on the version that was shown. */
export const deciding = new Composer<BotContext>()

onTaps(deciding, {
  'item.approve': (desk, id, version, seen) =>
    decideInPlace(desk, id, version, { action: 'approve', given: { originalSeen: seen === '1' } }),
  'item.undo': (desk, id, version) => decideInPlace(desk, id, version, { action: 'undo' }),
  'item.return': (desk, id, version, reasonId) =>
    decideInPlace(desk, id, version, { action: 'return', given: { reasonId } }),
})

/** One decision in one transaction with what is shown of it: the result in place of the card. */
export async function decideInPlace(
  { ctx, me }: Desk,
  id: string | undefined,
  version: string | number | undefined,
  command: Pick<DecisionCommand, 'action' | 'given'>,
): Promise<void> {
  if (!isId(id)) return ctx.answerTap(ctx.label('card-old'))
  const clock = { cycleOf: ctx.house.cycles.get, now: ctx.now }
  await ctx.turn.commit(async (tx) => {
    const outcome = await decide(
      tx,
      { ...command, declarationId: id, version: Number(version), personId: me },
      clock,
    )
    const card = await readReviewCard(tx, id, me, clock)
    if (isRefusal(outcome) && !(card && (await isOwnDecision(tx, card, me, command.action, version)))) {
      showRefused({ ctx, me }, outcome, card, version)
      return
    }
    if (!card) throw new Error(`Whoever decided on ${id} cannot see it.`)
    await showDecided(ctx, tx, card, command)
  })
}

/** A second tap on the same button: what it asks for is what this person's first tap has just done. */
async function isOwnDecision(
  tx: Transaction,
  card: ReviewCard,
  me: string,
  action: DecisionCommand['action'],
  version: string | number | undefined,
): Promise<boolean> {
  const row = actionTable.find((one) => one.action === action)
  if (card.state !== row?.to || card.version !== Number(version) + 1) return false
  const last = await tx.auditEntry.findFirst({
    where: { subjectId: card.id },
    select: { actorId: true, action: true },
    orderBy: { seq: 'desc' },
  })
  return last?.actorId === me && last.action === `declaration.${action}`
}

function showRefused(
  { ctx, me }: Pick<Desk, 'ctx' | 'me'>,
  refusal: Refusal,
  card: ReviewCard | undefined,
  version: string | number | undefined,
): void {
  const why = refusalText(refusal, ctx.locale)
  if (!card || card.teacher.personId === me) {
    ctx.say(why, { buttons: [[backToQueue(ctx)]] })
  } else if (String(card.version) === String(version)) {
    // What is refused for want of something can still be done: the card stays.
    ctx.say(why)
  } else {
    const stands = ctx.text('item-stands', { state: ctx.label(`state-${card.state}`) })
    ctx.show([itemLine(ctx, card), why, stands].join('\n'), { buttons: itemButtons(ctx, card) })
  }
}

async function showDecided(
  ctx: BotContext,
  tx: Transaction,
  card: ReviewCard,
  { action, given }: Pick<DecisionCommand, 'action' | 'given'>,
): Promise<void> {
  if (card.state === 'SUBMITTED') {
    const html = `${ctx.text('item-undone')}\n\n${itemText(ctx, card)}`
    ctx.show(html, { buttons: itemButtons(ctx, card) })
    return
  }
  const lines = [
    ctx.text(action === 'approve' ? 'item-approved' : 'item-returned', {
      item: { html: itemLine(ctx, card) },
    }),
    ...(given?.reasonId
      ? [ctx.text('item-reason', { reason: labelOfReason(ctx, card, given.reasonId) })]
      : []),
    ...(given?.note ? [ctx.text('item-entry-note', { note: given.note })] : []),
    ...(card.late ? [ctx.text('item-decided-late')] : []),
    ctx.text(`item-teacher-${await reachOf(tx, card.teacher.personId)}`),
  ]
  ctx.show(lines.join('\n'), { buttons: itemButtons(ctx, card) })
}

async function reachOf(tx: Transaction, personId: string): Promise<'told' | 'not-bound' | 'unreachable'> {
  const account = await tx.account.findUnique({ where: { personId }, select: { unreachableAt: true } })
  if (!account) return 'not-bound'
  return account.unreachableAt ? 'unreachable' : 'told'
}
