import { type ReturnReason, reasonsToChoose } from '../../../core/cycle/cycle.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import type { ReviewCard } from '../../../core/declarations/review-card.ts'
import { formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { inRows, pageOf } from '../dialogue/desk.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue } from '../dialogue/side-dialogue.ts'
import { decideInPlace } from './decide.ts'
import { itemText, labelOfReason } from './item-card.ts'
import {
  officeButton,
  officeText,
  type ReviewDesk,
  type ReviewOffice,
  type ReviewVerb,
  reviewDeskOf,
  reviewOffices,
  reviewTaps,
} from './office.ts'
import { itemOrSay, showItemAnew } from './open-item.ts'

/** The way to 退案 and 退回: a reason of the cycle, and a note where one is wanted or needed. */

const maxNoteChars = 200
const reasonsPerPage = 10
const maxPairedChars = 9

/** What the note of a return belongs to, as the reviewer saw it. */
interface ReturnAsked {
  readonly taps: ReviewOffice['taps']
  readonly id: string
  readonly version: number
  readonly isFinal: boolean
  readonly cycleId: number
  readonly reasonId: string
  readonly number: string
  readonly teacher: string
}

const noteOfReturnDialogue = sideDialogue('note-of-return', noteOfReturn)

reviewTaps({
  reasons: async (desk, id, version, page) => {
    const card = await returnableOrShow(desk, id, version)
    if (card) showReasons(desk, card, pageOf(page))
  },
  reason: async (desk, id, version, reasonId) => {
    const card = await returnableOrShow(desk, id, version)
    const reason = card && reasonOf(desk.ctx, card, reasonId)
    if (!card || !reason) return
    if (reason.needs) return askForNote(desk, card, reason)
    showReasonChosen(desk, card, reason)
  },
  note: async (desk, id, version, reasonId) => {
    const card = await returnableOrShow(desk, id, version)
    const reason = card && reasonOf(desk.ctx, card, reasonId)
    if (card && reason) await askForNote(desk, card, reason)
  },
  // Its dialogue is over: what was typed is gone, and the item stands as before.
  noted: async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) showItemAnew(desk, card)
  },
})

/** The card if it can still be returned as it was seen; otherwise shows how things stand now. */
async function returnableOrShow(
  desk: ReviewDesk,
  id?: string,
  version?: string,
): Promise<ReviewCard | undefined> {
  const card = await itemOrSay(desk, id)
  if (!card) return undefined
  if (card.actions.includes(desk.office.giveBack) && String(card.version) === version) return card
  showItemAnew(desk, card)
  return undefined
}

function showReasons({ ctx, office }: ReviewDesk, card: ReviewCard, page: number): void {
  const reasons = reasonsToChoose(ctx.house.cycles.get(card.cycleId))
  const shown = reasons.slice(page * reasonsPerPage, (page + 1) * reasonsPerPage)
  const on = (verb: ReviewVerb, ...args: (string | number)[]) =>
    tapData(`${office.taps}.${verb}`, card.id, ...args)
  const turning: Button[] = [
    ...(page > 0 ? [ctx.button('button-previous-page', on('reasons', card.version, page - 1))] : []),
    ...((page + 1) * reasonsPerPage < reasons.length
      ? [ctx.button('school-button-more-reasons', on('reasons', card.version, page + 1))]
      : []),
  ]
  const buttons = inRows(
    shown.map(({ id, label }) => ({ label: label[ctx.locale], data: on('reason', card.version, id) })),
    maxPairedChars,
  )
  const ask = ctx.text(officeText(office, 'choose-reason'))
  ctx.show(`${itemText(ctx, office, card)}\n\n${ask}${consequenceText(ctx, office, card)}`, {
    buttons: [...buttons, turning, [ctx.button('button-back', on('card'))]],
  })
}

function showReasonChosen({ ctx, office }: ReviewDesk, card: ReviewCard, reason: ReturnReason): void {
  const on = (verb: ReviewVerb) => tapData(`${office.taps}.${verb}`, card.id, card.version, reason.id)
  const chosen = ctx.text(officeText(office, 'reason'), { reason: reason.label[ctx.locale] })
  const sure = card.returnIsFinal ? 'review-button-return-finally-sure' : undefined
  const lines = [
    itemText(ctx, office, card),
    '',
    chosen,
    ctx.text(officeText(office, sure ? 'note-or-not-finally' : 'note-or-not')),
  ]
  ctx.show(lines.join('\n') + consequenceText(ctx, office, card), {
    buttons: [
      [ctx.button(sure ?? officeButton(office, 'return-without-note'), on('return'))],
      [ctx.button('school-button-write-note', on('note'))],
      [
        ctx.button('school-button-other-reason', tapData(`${office.taps}.reasons`, card.id, card.version)),
        ctx.button('button-back', tapData(`${office.taps}.card`, card.id)),
      ],
    ],
  })
}

/**
 * What the office above should know before it returns an item: its return goes straight to the teacher, and
 * in the second round it is final (ruling 8).
 */
function consequenceText(ctx: BotContext, office: ReviewOffice, card: ReviewCard): string {
  if (office.seesOriginals) return ''
  if (card.returnIsFinal) return `\n${ctx.text('review-return-is-final')}`
  const deadline = closingOf(ctx.house.cycles.get(card.cycleId), 'second-round-teacher')
  if (ctx.now >= deadline) {
    return `\n${ctx.text('review-return-too-late', { closed: formatUntil(deadline, ctx.locale) })}`
  }
  return `\n${ctx.text('review-return-means', { deadline: formatDeadline(deadline, ctx.locale) })}`
}

async function askForNote(
  { ctx, office }: ReviewDesk,
  card: ReviewCard,
  reason: ReturnReason,
): Promise<void> {
  const key = officeText(office, reason.needs === 'finding' ? 'ask-finding' : 'ask-note')
  const about = { number: card.number, teacher: card.teacher.name, reason: reason.label[ctx.locale] }
  ctx.say(ctx.text(key, { ...about, max: maxNoteChars }), { replyHint: ctx.label('item-note-hint') })
  const asked: ReturnAsked = {
    taps: office.taps,
    id: card.id,
    version: card.version,
    isFinal: card.returnIsFinal,
    cycleId: card.cycleId,
    reasonId: reason.id,
    number: card.number,
    teacher: card.teacher.name,
  }
  await ctx.place.begin(noteOfReturnDialogue, asked)
}

async function noteOfReturn(dialogue: SideDialogue, asked: ReturnAsked): Promise<void> {
  const { taps, id, version, isFinal, cycleId, reasonId, number, teacher } = asked
  const office = reviewOffices.find((one) => one.taps === taps)!
  const sure = tapData(`${taps}.noted`, id, version, reasonId)
  await notedAndConfirmed(dialogue, {
    maxChars: maxNoteChars,
    sure,
    confirm: (outer, note) => ({
      html: outer.text(officeText(office, isFinal ? 'confirm-return-finally' : 'confirm-return'), {
        number,
        teacher,
        reason: labelOfReason(outer, { cycleId }, reasonId),
        note,
      }),
      buttons: [
        [
          outer.button(officeButton(office, isFinal ? 'return-finally-sure' : 'confirm-return'), sure),
          outer.button('button-cancel', tapData(`${taps}.card`, id)),
        ],
      ],
    }),
    done: async (outer, note) => {
      const desk = reviewDeskOf(outer, office)
      if (desk) await decideInPlace(desk, id, version, { action: office.giveBack, given: { reasonId, note } })
    },
  })
}

function reasonOf(ctx: BotContext, card: ReviewCard, reasonId?: string): ReturnReason | undefined {
  const reason = reasonsToChoose(ctx.house.cycles.get(card.cycleId)).find(({ id }) => id === reasonId)
  if (!reason) ctx.answerTap(ctx.label('card-old'))
  return reason
}
