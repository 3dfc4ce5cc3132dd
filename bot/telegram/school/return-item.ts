import { createConversation } from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import type { ReturnReason } from '../../../core/cycle/cycle.ts'
import type { ReviewCard } from '../../../core/declarations/review-card.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { decideInPlace } from './decide.ts'
import { type Desk, deskOf, inRows, onTaps, pageOf } from './desk.ts'
import { itemText, labelOfReason } from './item-card.ts'
import { itemOrSay, showItemAnew } from './open-item.ts'
import { beginSideDialogue, notedAndConfirmed, type SideDialogue } from './side-dialogue.ts'

/** The way to 退案: a reason of the cycle, and a note where one is wanted or needed. */
export const returning = new Composer<BotContext>()

const maxNoteChars = 200
const reasonsPerPage = 10
const maxPairedChars = 9

/** What the note of a return belongs to, as the administrator saw it. */
interface ReturnAsked {
  readonly id: string
  readonly version: number
  readonly cycleId: number
  readonly reasonId: string
  readonly number: string
  readonly teacher: string
}

export const noteOfReturnDialogue = createConversation<BotContext, Context>(noteOfReturn, 'note-of-return')

onTaps(returning, {
  'item.reasons': async (desk, id, version, page) => {
    const card = await returnableOrShow(desk, id, version)
    if (card) showReasons(desk.ctx, card, pageOf(page))
  },
  'item.reason': async (desk, id, version, reasonId) => {
    const card = await returnableOrShow(desk, id, version)
    const reason = card && reasonOf(desk.ctx, card, reasonId)
    if (!card || !reason) return
    if (reason.needs) return askForNote(desk.ctx, card, reason)
    showReasonChosen(desk.ctx, card, reason)
  },
  'item.note': async (desk, id, version, reasonId) => {
    const card = await returnableOrShow(desk, id, version)
    const reason = card && reasonOf(desk.ctx, card, reasonId)
    if (card && reason) await askForNote(desk.ctx, card, reason)
  },
  // Its dialogue is over: what was typed is gone, and the item stands as before.
  'item.noted': async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) showItemAnew(desk, card)
  },
})

/** The card if it can still be returned as it was seen; otherwise shows how things stand now. */
async function returnableOrShow(desk: Desk, id?: string, version?: string): Promise<ReviewCard | undefined> {
  const card = await itemOrSay(desk, id)
  if (!card) return undefined
  if (card.actions.includes('return') && String(card.version) === version) return card
  showItemAnew(desk, card)
  return undefined
}

function showReasons(ctx: BotContext, card: ReviewCard, page: number): void {
  const reasons = ctx.house.cycles.get(card.cycleId).returnReasons
  const shown = reasons.slice(page * reasonsPerPage, (page + 1) * reasonsPerPage)
  const to = (other: number) => tapData('item.reasons', card.id, card.version, other)
  const turning: Button[] = [
    ...(page > 0 ? [ctx.button('school-button-previous-page', to(page - 1))] : []),
    ...((page + 1) * reasonsPerPage < reasons.length
      ? [ctx.button('school-button-more-reasons', to(page + 1))]
      : []),
  ]
  const buttons = inRows(
    shown.map(({ id, label }) => ({
      label: label[ctx.locale],
      data: tapData('item.reason', card.id, card.version, id),
    })),
    maxPairedChars,
  )
  ctx.show(`${itemText(ctx, card)}\n\n${ctx.text('item-choose-reason')}`, {
    buttons: [...buttons, turning, [ctx.button('button-back', tapData('item.card', card.id))]],
  })
}

function showReasonChosen(ctx: BotContext, card: ReviewCard, reason: ReturnReason): void {
  const on = (action: string) => tapData(action, card.id, card.version, reason.id)
  const chosen = ctx.text('item-reason', { reason: reason.label[ctx.locale] })
  ctx.show(`${itemText(ctx, card)}\n\n${chosen}\n${ctx.text('item-note-or-not')}`, {
    buttons: [
      [ctx.button('school-button-return-without-note', on('item.return'))],
      [ctx.button('school-button-write-note', on('item.note'))],
      [
        ctx.button('school-button-other-reason', tapData('item.reasons', card.id, card.version)),
        ctx.button('button-back', tapData('item.card', card.id)),
      ],
    ],
  })
}

async function askForNote(ctx: BotContext, card: ReviewCard, reason: ReturnReason): Promise<void> {
  const key = reason.needs === 'finding' ? 'item-ask-finding' : 'item-ask-note'
  const about = { number: card.number, teacher: card.teacher.name, reason: reason.label[ctx.locale] }
  ctx.say(ctx.text(key, { ...about, max: maxNoteChars }), { replyHint: ctx.label('item-note-hint') })
  const asked: ReturnAsked = {
    id: card.id,
    version: card.version,
    cycleId: card.cycleId,
    reasonId: reason.id,
    number: card.number,
    teacher: card.teacher.name,
  }
  await beginSideDialogue(ctx, 'note-of-return', asked)
}

async function noteOfReturn(dialogue: SideDialogue, _: Context, asked: ReturnAsked): Promise<void> {
  const { id, version, cycleId, reasonId, number, teacher } = asked
  const sure = tapData('item.noted', id, version, reasonId)
  await notedAndConfirmed(dialogue, {
    maxChars: maxNoteChars,
    sure,
    confirm: (outer, note) => ({
      html: outer.text('item-confirm-return', {
        number,
        teacher,
        reason: labelOfReason(outer, { cycleId }, reasonId),
        note,
      }),
      buttons: [
        [
          outer.button('school-button-confirm-return', sure),
          outer.button('button-cancel', tapData('item.card', id)),
        ],
      ],
    }),
    done: async (outer, note) => {
      const desk = deskOf(outer)
      if (desk) await decideInPlace(desk, id, version, { action: 'return', given: { reasonId, note } })
    },
  })
}

function reasonOf(ctx: BotContext, card: ReviewCard, reasonId?: string): ReturnReason | undefined {
  const reason = ctx.house.cycles.get(card.cycleId).returnReasons.find(({ id }) => id === reasonId)
  if (!reason) ctx.answerTap(ctx.label('card-old'))
  return reason
}
