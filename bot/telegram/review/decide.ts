import { Composer } from 'grammy'
import { lastEntryOf } from '../../../core/audit/audit.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { keepOpened } from '../../../core/declarations/batch.ts'
import { type DecisionCommand, decide } from '../../../core/declarations/decide.ts'
import { type ReviewCard, readReviewCard } from '../../../core/declarations/review-card.ts'
import { isReached } from '../../../core/people/account.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { actionTable } from '../../../core/review/actions.ts'
import { formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId } from '../dialogue/desk.ts'
import { backToList, itemButtons, itemLine, itemText, labelOfReason } from './item-card.ts'
import { districtOffice, officeText, onReviewTaps, type ReviewDesk } from './office.ts'

/** One tap on the version that was shown: approving, returning with its reason, and taking a decision back. */
export const deciding = new Composer<BotContext>()

onReviewTaps(deciding, {
  approve: (desk, id, version, seen) =>
    decideInPlace(desk, id, version, {
      action: desk.office.approve,
      given: desk.office.seesOriginals ? { originalSeen: seen === '1' } : undefined,
    }),
  undo: (desk, id, version) => decideInPlace(desk, id, version, { action: desk.office.undo }),
  return: (desk, id, version, reasonId) =>
    decideInPlace(desk, id, version, { action: desk.office.giveBack, given: { reasonId } }),
})

onReviewTaps(
  deciding,
  {
    confirm: (desk, id, version) => decideInPlace(desk, id, version, { action: 'confirm-for-principal' }),
  },
  [districtOffice],
)

/** One decision in one transaction with what is shown of it: the result in place of the card. */
export async function decideInPlace(
  desk: ReviewDesk,
  id: string | undefined,
  version: string | number | undefined,
  command: Pick<DecisionCommand, 'action' | 'given'>,
): Promise<void> {
  const { ctx, me } = desk
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
      showRefused(desk, outcome, card, version)
      return
    }
    if (!card) throw new Error(`Whoever decided on ${id} cannot see it.`)
    await keepOpened(tx, { personId: me, declarationId: id, version: card.version })
    await showDecided(desk, tx, card, command)
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
  const leadsHere = actionTable.some((row) => row.action === action && row.to === card.state)
  if (!leadsHere || card.version !== Number(version) + 1) return false
  const last = await lastEntryOf(tx, card.id)
  return last?.actorId === me && last.action === `declaration.${action}`
}

function showRefused(
  { ctx, office, me }: ReviewDesk,
  refusal: Refusal,
  card: ReviewCard | undefined,
  version: string | number | undefined,
): void {
  const why = ctx.whyNot(refusal)
  if (!card || card.teacher.personId === me) {
    ctx.say(why, { buttons: [[backToList(ctx, office)]] })
  } else if (String(card.version) === String(version)) {
    // What is refused for want of something can still be done: the card stays.
    ctx.say(why)
  } else {
    const stands = ctx.text('item-stands', { state: ctx.label(`state-${card.state}`) })
    ctx.show([itemLine(ctx, card), why, stands].join('\n'), { buttons: itemButtons(ctx, office, card) })
  }
}

async function showDecided(
  { ctx, office }: ReviewDesk,
  tx: Transaction,
  card: ReviewCard,
  { action, given }: Pick<DecisionCommand, 'action' | 'given'>,
): Promise<void> {
  const buttons = itemButtons(ctx, office, card)
  if (action === office.undo || action === office.confirm) {
    const done = ctx.text(action === office.undo ? officeText(office, 'undone') : 'review-confirmed')
    ctx.show(`${done}\n\n${itemText(ctx, office, card)}`, { buttons })
    return
  }
  const item = { html: itemLine(ctx, card) }
  const isFinal = card.state === 'INVALID'
  const lines = [
    action === office.approve
      ? ctx.text(officeText(office, 'approved'), { item })
      : ctx.text(officeText(office, isFinal ? 'returned-finally' : 'returned'), { item }),
    ...(given?.reasonId
      ? [ctx.text(officeText(office, 'reason'), { reason: labelOfReason(ctx, card, given.reasonId) })]
      : []),
    ...(given?.note ? [ctx.text('item-entry-note', { note: given.note })] : []),
    ...(card.late ? [ctx.text('item-decided-late')] : []),
    ctx.text(`item-teacher-${await isReached(tx, card.teacher.personId)}`),
    ...(action === 'district-return' && !isFinal ? [secondRoundText(ctx, card)] : []),
  ]
  ctx.show(lines.join('\n'), { buttons })
}

function secondRoundText(ctx: BotContext, { cycleId }: ReviewCard): string {
  const cycle = ctx.house.cycles.get(cycleId)
  const deadline = closingOf(cycle, 'second-round-teacher')
  if (ctx.now >= deadline) {
    return ctx.text('review-returned-too-late', { closed: formatUntil(deadline, ctx.locale) })
  }
  return ctx.text('review-second-round', {
    teacher: formatDeadline(deadline, ctx.locale),
    school: formatDeadline(closingOf(cycle, 'second-round-school'), ctx.locale),
  })
}
