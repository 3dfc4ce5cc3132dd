import { lastEntryOf } from '../../../core/audit/audit.ts'
import { maxFindingChars, maxReferralChars } from '../../../core/complaints/complaint.ts'
import { itemsConcerned, linkItem, referUp, takeUp } from '../../../core/complaints/handle.ts'
import { settle } from '../../../core/complaints/settle.ts'
import { reasonsToChoose } from '../../../core/cycle/cycle.ts'
import { findItem } from '../../../core/declarations/items.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { readReceiptNumber, receiptNumber } from '../../../core/review/receipt.ts'
import type { Role } from '../../../core/terms.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs, inRows, isId } from '../dialogue/desk.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { backToComplaints, cardOf, cardOrSay, openOrShow, showCard } from './card.ts'
import { type ComplaintOffice, handlingOfficeOf } from './office.ts'

/** 开始核查, 关联申报, 转上级, 查实 and 不属实: each on the version that was shown (S037, S044). */

const mostItemsShown = 8
const maxPairedChars = 9
const maxNumberChars = 20
/** Stands for «not upheld» where a reason would. */
const notUpheld = 'no'
/** The reason that the cycle keeps for complaints, or the one that needs a note. */
const usualReason = '-'

interface NoteAsked {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly verdict?: string
  readonly item?: string
  /** As whom it is settled: a school's return is a 退案, that of the office above a 退回. */
  readonly by?: Role
}

const findingDialogue = sideDialogue('complaint-finding', askFinding)
const referralDialogue = sideDialogue('complaint-referral', askReferral)
const itemDialogue = sideDialogue('complaint-item', askItem)

taps(handlingOfficeOf, {
  'cmp.open': async (office, id) => {
    const card = await cardOrSay(office, id)
    if (card) showCard(office, card)
  },
  'cmp.take': (office, id, version) =>
    inPlace(office, id, version, (tx, complaintId) =>
      takeUp(tx, handlingOf(office, complaintId, version), { now: office.ctx.now }),
    ),
  'cmp.link': beginLinking,
  'cmp.item': (office, id, version, declarationId) => linkInPlace(office, id, version, declarationId),
  'cmp.up': beginReferring,
  'cmp.yes': beginUpholding,
  'cmp.why': (office, id, version, reasonId) => beginFinding(office, id, version, reasonId),
  'cmp.no': (office, id, version) => beginFinding(office, id, version, notUpheld),
  // Their dialogues are over: what was typed is gone, and the complaint stands as before.
  'cmp.sure': showAnew,
  'cmp.upsure': async (office, id) => {
    const card = await cardOf(office, id)
    office.ctx.answerTap(office.ctx.label('card-old'))
    // After the first tap it is with the office above, and the school sees no card any more.
    if (card) showCard(office, card)
  },
})

async function showAnew(office: ComplaintOffice, id?: string): Promise<void> {
  const card = await cardOrSay(office, id)
  if (!card) return
  office.ctx.answerTap(office.ctx.label('card-old'))
  showCard(office, card)
}

/** The items of whoever is complained about, where that is known; any other by its number. */
async function beginLinking(office: ComplaintOffice, id?: string, version?: string): Promise<void> {
  const { ctx } = office
  const card = await openOrShow(office, id, version)
  if (!card) return
  const items = await itemsConcerned(ctx.house.database.prisma, card, mostItemsShown)
  ctx.say(ctx.text('complaint-ask-item', { number: card.number, school: card.school.name }), {
    buttons: items.map((item) => [
      {
        label: `${receiptNumber(item)} ${item.courseName}`,
        data: tapData('cmp.item', card.id, card.version, item.id),
      },
    ]),
  })
  const asked: NoteAsked = { id: card.id, version: card.version, number: card.number }
  await ctx.place.begin(itemDialogue, asked)
}

async function askItem(dialogue: SideDialogue, asked: NoteAsked): Promise<void> {
  for (;;) {
    // A number holds no letter, so the line is read as it is typed.
    const line = await typedNumber(dialogue)
    const done = await dialogue.external(async (outer) => {
      const number = readReceiptNumber(line)
      if (!number) return outer.say(outer.text('complaint-item-unreadable'))
      outer.place.leave()
      const office = handlingOfficeOf(outer)
      if (!office) return true
      const found = await findItem(outer.house.database.prisma, number)
      // What is not there is refused by the core, as what is not of this school.
      await linkInPlace(office, asked.id, String(asked.version), found?.id ?? asked.id)
      return true
    })
    if (done) return
  }
}

async function typedNumber(dialogue: SideDialogue): Promise<string> {
  for (;;) {
    const { message } = await dialogue.wait()
    if (message?.text && !message.text.startsWith('/')) return message.text.slice(0, maxNumberChars)
    await dialogue.external((outer) => outer.place.leave())
    await dialogue.halt({ next: true })
  }
}

function linkInPlace(office: ComplaintOffice, id?: string, version?: string, declarationId?: string) {
  return inPlace(office, id, version, async (tx, complaintId) =>
    linkItem(
      tx,
      {
        ...handlingOf(office, complaintId, version),
        declarationId: isId(declarationId) ? declarationId : complaintId,
      },
      { now: office.ctx.now },
    ),
  )
}

async function beginReferring(office: ComplaintOffice, id?: string, version?: string): Promise<void> {
  const { ctx } = office
  const card = await openOrShow(office, id, version)
  if (!card) return
  ctx.say(ctx.text('complaint-ask-referral', { number: card.number, max: maxReferralChars }), {
    replyHint: ctx.label('item-note-hint'),
  })
  const asked: NoteAsked = { id: card.id, version: card.version, number: card.number }
  await ctx.place.begin(referralDialogue, asked)
}

async function askReferral(dialogue: SideDialogue, { id, version, number }: NoteAsked) {
  const sure = tapData('cmp.upsure', id, version)
  await notedAndConfirmed(dialogue, {
    maxChars: maxReferralChars,
    sure,
    confirm: (outer, note) => ({
      html: outer.text('complaint-confirm-referral', { number, note }),
      buttons: [[outer.button('complaint-button-refer-up-sure', sure), cancelButton(outer, id)]],
    }),
    done: async (outer, note) => {
      const office = actingAs(outer, 'SCHOOL_ADMIN')
      if (!office) return
      await outer.turn.commit(async (tx) => {
        const outcome = await referUp(tx, { ...handlingOf(office, id, version), note }, { now: outer.now })
        if (isRefusal(outcome)) return showRefused(office, tx, { id, version }, outcome)
        outer.show(outer.text('complaint-referred', { number }), { buttons: [[backToComplaints(outer)]] })
      })
    },
  })
}

/**
 * If an item is concerned, the reason of its return is chosen first. 虚假申报 also informs the level above
 * (ruling 11).
 */
async function beginUpholding(office: ComplaintOffice, id?: string, version?: string): Promise<void> {
  const { ctx } = office
  const card = await openOrShow(office, id, version)
  if (!card) return
  if (!card.item) return beginFinding(office, id, version, usualReason)
  const reasons = reasonsToChoose(ctx.house.cycles.get(card.cycleId))
  const to = (reasonId: string) => tapData('cmp.why', card.id, card.version, reasonId)
  ctx.show(
    ctx.text(`complaint-choose-reason-${card.handler.role}`, { number: card.number, item: card.item.number }),
    {
      buttons: [
        [ctx.button('complaint-button-usual-reason', to(usualReason))],
        ...inRows(
          reasons.map((reason) => ({ label: reason.label[ctx.locale], data: to(reason.id) })),
          maxPairedChars,
        ),
        [ctx.button('button-back', tapData('cmp.open', card.id))],
      ],
    },
  )
}

async function beginFinding(
  office: ComplaintOffice,
  id?: string,
  version?: string,
  verdict = usualReason,
): Promise<void> {
  const { ctx } = office
  const card = await openOrShow(office, id, version)
  if (!card) return
  const isKnown =
    [usualReason, notUpheld].includes(verdict) ||
    reasonsToChoose(ctx.house.cycles.get(card.cycleId)).some((reason) => reason.id === verdict)
  if (!isKnown) return ctx.answerTap(ctx.label('card-old'))
  const asked: NoteAsked = {
    id: card.id,
    version: card.version,
    number: card.number,
    verdict,
    item: card.item?.number,
    by: card.handler.role,
  }
  ctx.say(ctx.text(askKeyOf(asked), { number: card.number, max: maxFindingChars }), {
    replyHint: ctx.label('item-note-hint'),
  })
  await ctx.place.begin(findingDialogue, asked)
}

function askKeyOf({ verdict, item }: NoteAsked): string {
  if (verdict === notUpheld) return 'complaint-ask-finding-not-upheld'
  return item ? 'complaint-ask-finding-with-item' : 'complaint-ask-finding-upheld'
}

async function askFinding(dialogue: SideDialogue, asked: NoteAsked): Promise<void> {
  const { id, version, number, verdict = usualReason, item, by = 'SCHOOL_ADMIN' } = asked
  const sure = tapData('cmp.sure', id, version, verdict)
  const upheld = verdict !== notUpheld
  await notedAndConfirmed(dialogue, {
    maxChars: maxFindingChars,
    sure,
    confirm: (outer, finding) => ({
      html: outer.text('complaint-confirm-finding', {
        number,
        outcome: outer.label(`complaint-outcome-${upheld ? 'UPHELD' : 'NOT_UPHELD'}`),
        consequence: upheld && item ? outer.label(`complaint-returns-item-${by}`, { item }) : '',
        finding,
      }),
      buttons: [[outer.button('complaint-button-settle', sure), cancelButton(outer, id)]],
    }),
    done: async (outer, finding) => {
      const office = handlingOfficeOf(outer)
      if (office) await settleInPlace(office, asked, { upheld, finding })
    },
  })
}

async function settleInPlace(
  office: ComplaintOffice,
  { id, version, verdict = usualReason }: NoteAsked,
  { upheld, finding }: { upheld: boolean; finding: string },
): Promise<void> {
  const { ctx } = office
  const { cycles, sealer } = ctx.house
  const reasonId = [usualReason, notUpheld].includes(verdict) ? undefined : verdict
  await ctx.turn.commit(async (tx) => {
    const outcome = await settle(
      tx,
      { ...handlingOf(office, id, version), upheld, finding, reasonId },
      { cycleOf: cycles.get, sealer, now: ctx.now },
    )
    if (isRefusal(outcome)) return showRefused(office, tx, { id, version }, outcome)
    const card = (await cardOf(office, id, tx))!
    const { item } = outcome
    const said = [
      ctx.text('complaint-done', { number: card.number }),
      ...(item?.returned
        ? [ctx.text(`complaint-item-returned-${card.handler.role}`, { item: card.item?.number ?? '' })]
        : []),
      ...(item?.why
        ? [
            ctx.text(`complaint-item-kept-${card.handler.role}`, {
              why: { html: refusalText(item.why, ctx.locale) },
            }),
          ]
        : []),
    ]
    showCard(office, card, [said.join('\n')])
  })
}

/** One act in one transaction with the card as it stands then; whoever comes second sees who was first. */
async function inPlace(
  office: ComplaintOffice,
  id: string | undefined,
  version: string | undefined,
  act: (tx: Transaction, complaintId: string) => Promise<unknown>,
): Promise<void> {
  const { ctx } = office
  if (!isId(id)) return ctx.answerTap(ctx.label('card-old'))
  await ctx.turn.commit(async (tx) => {
    const outcome = await act(tx, id)
    if (isRefusal(outcome)) return showRefused(office, tx, { id, version }, outcome)
    showCard(office, (await cardOf(office, id, tx))!)
  })
}

/** A second tap on the same button shows what the first one did; whoever comes second sees who was first. */
async function showRefused(
  office: ComplaintOffice,
  tx: Transaction,
  { id, version }: { id: string; version: string | number | undefined },
  refusal: Refusal,
): Promise<void> {
  const { ctx, me } = office
  const card = await cardOf(office, id, tx)
  if (!card) return ctx.say(ctx.whyNot(refusal), { buttons: [[backToComplaints(ctx)]] })
  const last = await lastEntryOf(tx, id)
  const isOwnRepeat =
    refusal.refused === 'already-decided' && last?.actorId === me && card.version === Number(version) + 1
  showCard(office, card, isOwnRepeat ? [] : [ctx.whyNot(refusal)])
}

function handlingOf({ me }: ComplaintOffice, complaintId: string, version: string | number | undefined) {
  return { complaintId, version: Number(version), actor: { personId: me } }
}

function cancelButton(ctx: BotContext, id: string): Button {
  return ctx.button('button-cancel', tapData('cmp.open', id))
}
