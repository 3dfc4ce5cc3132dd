import { Composer } from 'grammy'
import { findItem } from '../../../core/declarations/items.ts'
import type { ReviewCard } from '../../../core/declarations/review-card.ts'
import { readReceiptNumber } from '../../../core/review/receipt.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { batchButtons } from './batch.ts'
import { backToList, itemLine } from './item-card.ts'
import {
  officeText,
  type ReviewDesk,
  reviewDeskOf,
  reviewOffices,
  reviewTaps,
  schoolOffice,
} from './office.ts'
import { itemOrSay, openItem, showItem, showItemAnew } from './open-item.ts'

/** From one item to the next, and to one of which the number is known. */
export const walking = new Composer<BotContext>()

walking.command('item', (ctx) => openByNumber(ctx, ctx.match))

walking.on('message:text', async (ctx, next) => {
  if (!officesHeld(ctx).length || !readReceiptNumber(ctx.message.text)) return next()
  await openByNumber(ctx, ctx.message.text)
})

reviewTaps({
  open: async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) await openItem(desk, card)
  },
  card: async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) showItem(desk, card)
  },
  later: async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) await putOff(desk, card)
  },
  tick: async (desk, id, version, seen) => {
    const card = await itemOrSay(desk, id)
    if (!card) return
    if (String(card.version) === version) showItem(desk, card, { seen: seen === '1' })
    else showItemAnew(desk, card)
  },
})

/** The next item that waits, or the one of that id; what is said when there is none. */
export async function openNext(
  desk: ReviewDesk,
  { schoolId, id }: { schoolId?: string; id?: string } = {},
): Promise<void> {
  const { ctx, office } = desk
  const next = id ?? (await office.find(desk, { schoolId }))
  const card = next && (await itemOrSay(desk, next))
  if (card) await openItem(desk, card)
  else if (!next) {
    ctx.say(ctx.text(office.seesOriginals ? 'queue-empty' : 'review-empty'), {
      buttons: [[backToList(ctx, office)]],
    })
  }
}

async function putOff(desk: ReviewDesk, card: ReviewCard): Promise<void> {
  const { ctx, office } = desk
  const next = await office.find(desk, { after: card })
  if (!next || next === card.id) {
    return ctx.answerTap(ctx.label(office.seesOriginals ? 'queue-only-this' : 'review-only-this'), true)
  }
  ctx.show(ctx.text('item-later', { item: { html: itemLine(ctx, card) } }), {
    buttons: [
      [ctx.button('school-button-open-item', tapData(`${office.taps}.open`, card.id))],
      ...(await batchButtons(desk)),
    ],
  })
  await openNext(desk, { id: next })
}

async function openByNumber(ctx: BotContext, text: string): Promise<void> {
  const offices = officesHeld(ctx)
  const desks = (offices.length > 0 ? offices : [schoolOffice]).flatMap(
    (office) => reviewDeskOf(ctx, office) ?? [],
  )
  const [first] = desks
  if (!first) return
  const number = readReceiptNumber(text)
  if (!number) return ctx.say(ctx.text('item-number-ask'))
  const found = await findItem(ctx.house.database.prisma, number)
  const desk = found && desks.find((one) => one.office.answersFor(one, found.organisation))
  if (!desk) {
    return ctx.say(ctx.text(officeText(first.office, 'unknown')), {
      buttons: [[backToList(ctx, first.office)]],
    })
  }
  const card = await itemOrSay(desk, found.id)
  if (card) await openItem(desk, card)
}

function officesHeld(ctx: BotContext) {
  return reviewOffices.filter((office) => ctx.session.roles.some(({ role }) => role === office.role))
}
