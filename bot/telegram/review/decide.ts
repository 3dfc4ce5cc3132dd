import { lastEntryOf } from '../../../core/audit/audit.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { keepOpened } from '../../../core/declarations/batch.ts'
import { type DecisionCommand, decide } from '../../../core/declarations/decide.ts'
import { type ItemBrief, readItemBrief, readReviewCard } from '../../../core/declarations/review-card.ts'
import { isReached } from '../../../core/people/account.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { actionTable } from '../../../core/review/actions.ts'
import { formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId } from '../dialogue/desk.ts'
import { backToList, itemButtons, itemLine, itemText, labelOfReason } from './item-card.ts'
import { officeText, type ReviewDesk, reviewTaps } from './office.ts'

/**
 * One tap on the version that was shown: approving, returning with its reason, and taking a decision back.
 */
reviewTaps({
  approve: (desk, id, version, seen) =>
    decideInPlace(desk, id, version, {
      action: desk.office.approve,
      given: desk.office.seesOriginals ? { originalSeen: seen === '1' } : undefined,
    }),
  undo: (desk, id, version) => decideInPlace(desk, id, version, { action: desk.office.undo }),
  return: (desk, id, version, reasonId) =>
    decideInPlace(desk, id, version, { action: desk.office.giveBack, given: { reasonId } }),
  confirm: (desk, id, version) => decideInPlace(desk, id, version, { action: 'confirm-for-principal' }),
})

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
    const item = await readItemBrief(tx, id, me, clock)
    if (isRefusal(outcome) && !(item && (await isOwnDecision(tx, item, me, command.action, version)))) {
      showRefused(desk, outcome, item, version)
      return
    }
    if (!item) throw new Error(`Whoever decided on ${id} cannot see it.`)
    await keepOpened(tx, { personId: me, declarationId: id, version: item.version })
    await showDecided(desk, tx, item, command)
  })
}

/** A second tap on the same button: what it asks for is what this person's first tap has just done. */
async function isOwnDecision(
  tx: Transaction,
  item: ItemBrief,
  me: string,
  action: DecisionCommand['action'],
  version: string | number | undefined,
): Promise<boolean> {
  const leadsHere = actionTable.some((row) => row.action === action && row.to === item.state)
  if (!leadsHere || item.version !== Number(version) + 1) return false
  const last = await lastEntryOf(tx, item.id)
  return last?.actorId === me && last.action === `declaration.${action}`
}

function showRefused(
  { ctx, office, me }: ReviewDesk,
  refusal: Refusal,
  item: ItemBrief | undefined,
  version: string | number | undefined,
): void {
  const why = ctx.whyNot(refusal)
  if (!item || item.teacher.personId === me) {
    ctx.say(why, { buttons: [[backToList(ctx, office)]] })
  } else if (String(item.version) === String(version)) {
    // What is refused for want of something can still be done: the card stays.
    ctx.say(why)
  } else {
    const stands = ctx.text('item-stands', { state: ctx.label(`state-${item.state}`) })
    ctx.show([itemLine(ctx, item), why, stands].join('\n'), { buttons: itemButtons(ctx, office, item) })
  }
}

async function showDecided(
  { ctx, office, me }: ReviewDesk,
  tx: Transaction,
  item: ItemBrief,
  { action, given }: Pick<DecisionCommand, 'action' | 'given'>,
): Promise<void> {
  const buttons = itemButtons(ctx, office, item)
  if (action === office.undo || action === office.confirm) {
    const done = ctx.text(action === office.undo ? officeText(office, 'undone') : 'review-confirmed')
    const clock = { cycleOf: ctx.house.cycles.get, now: ctx.now }
    const card = (await readReviewCard(tx, item.id, me, clock))!
    ctx.show(`${done}\n\n${itemText(ctx, office, card)}`, { buttons })
    return
  }
  const line = { html: itemLine(ctx, item) }
  const isFinal = item.state === 'INVALID'
  const lines = [
    action === office.approve
      ? ctx.text(officeText(office, 'approved'), { item: line })
      : ctx.text(officeText(office, isFinal ? 'returned-finally' : 'returned'), { item: line }),
    ...(given?.reasonId
      ? [ctx.text(officeText(office, 'reason'), { reason: labelOfReason(ctx, item, given.reasonId) })]
      : []),
    ...(given?.note ? [ctx.text('item-entry-note', { note: given.note })] : []),
    ...(item.late ? [ctx.text('item-decided-late')] : []),
    ctx.text(`item-teacher-${await isReached(tx, item.teacher.personId)}`),
    ...(action === 'district-return' && !isFinal ? [secondRoundText(ctx, item)] : []),
  ]
  ctx.show(lines.join('\n'), { buttons })
}

function secondRoundText(ctx: BotContext, { cycleId }: ItemBrief): string {
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
