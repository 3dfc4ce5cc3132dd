import { Composer } from 'grammy'
import { civilDateOf, daysFromTo, formatDeadline, formatInstant } from '../../../core/cycle/shanghai.ts'
import { closingOf, windowAt } from '../../../core/cycle/windows.ts'
import { nextInQueue, readQueue } from '../../../core/declarations/queue.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { type Desk, deskOf, onTaps } from './desk.ts'
import { backToQueue, itemLine } from './item-card.ts'
import { itemOrSay, openItem, showItem, showItemAnew } from './open-item.ts'

/** What waits for the school, oldest first, and the way from one item to the next. */
export const queue = new Composer<BotContext>()

queue.command('queue', async (ctx) => {
  const desk = deskOf(ctx)
  if (desk) await showQueue(desk)
})

queue.command('item', async (ctx) => {
  const desk = deskOf(ctx)
  if (desk) await openByNumber(desk, ctx.match)
})

queue.on('message:text', async (ctx, next) => {
  const isAdministrator = ctx.standing.roles.some(({ role }) => role === 'SCHOOL_ADMIN')
  if (!isAdministrator || !readNumber(ctx.message.text)) return next()
  const desk = deskOf(ctx)
  if (desk) await openByNumber(desk, ctx.message.text)
})

onTaps(queue, {
  queue: showQueue,
  next: (desk) => openNext(desk),
  'item.open': async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) openItem(desk, card)
  },
  'item.card': async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (card) showItem(desk, card)
  },
  'item.tick': async (desk, id, version, seen) => {
    const card = await itemOrSay(desk, id)
    if (!card) return
    if (String(card.version) === version) showItem(desk, card, { seen: seen === '1' })
    else showItemAnew(desk, card)
  },
  'item.later': async (desk, id) => {
    const card = await itemOrSay(desk, id)
    if (!card) return
    const next = await findNext(desk, { waitingSince: card.waitingSince, id: card.id })
    if (next === card.id) return desk.ctx.answerTap(desk.ctx.label('queue-only-this'), true)
    desk.ctx.show(desk.ctx.text('item-later', { item: { html: itemLine(desk.ctx, card) } }), {
      buttons: [[desk.ctx.button('school-button-open-item', tapData('item.open', card.id))]],
    })
    await openNext(desk, next)
  },
})

async function showQueue({ ctx, school, me }: Desk): Promise<void> {
  const { waiting, oldestSince, own } = await readQueue(
    ctx.house.database.prisma,
    school.id,
    ctx.cycle.id,
    me,
  )
  const lines = [
    ctx.text('queue-head', { school: school.name, cycle: ctx.cycle.name[ctx.locale] }),
    oldestSince
      ? ctx.text('queue-waiting', { waiting, since: formatInstant(oldestSince, ctx.locale) })
      : ctx.text('queue-empty'),
    deadlineText(ctx),
    ...(own > 0 ? [ctx.text('queue-own', { own })] : []),
  ]
  const begin = waiting > 0 ? [[ctx.button('school-button-begin-review', tapData('next'), { waiting })]] : []
  ctx.show(lines.join('\n'), { buttons: [...begin, [ctx.button('school-button-staff', tapData('staff'))]] })
}

/** The deadline of the first review, and of the second round once that is what waits. */
function deadlineText(ctx: BotContext): string {
  const hasSecondRound = ctx.now >= closingOf(ctx.cycle, 'district-review')
  const window = hasSecondRound ? 'second-round-school' : 'school-review'
  const { state, closesAt } = windowAt(ctx.cycle, window, ctx.now)
  const deadline = formatDeadline(closesAt, ctx.locale)
  if (state === 'closed') return ctx.text(hasSecondRound ? 'queue-closed' : 'queue-late', { deadline })
  const lastDay = civilDateOf(new Date(closesAt.getTime() - 1))
  return ctx.text('queue-deadline', { deadline, days: daysFromTo(civilDateOf(ctx.now), lastDay) - 1 })
}

async function openNext(desk: Desk, id?: string): Promise<void> {
  const { ctx } = desk
  const next = id ?? (await findNext(desk))
  const card = next && (await itemOrSay(desk, next))
  if (card) openItem(desk, card)
  else ctx.say(ctx.text('queue-empty'), { buttons: [[backToQueue(ctx)]] })
}

function findNext({ ctx, school, me }: Desk, after?: { waitingSince: Date; id: string }) {
  return nextInQueue(ctx.house.database.prisma, school.id, ctx.cycle.id, me, after)
}

async function openByNumber(desk: Desk, text: string): Promise<void> {
  const { ctx, school } = desk
  const number = readNumber(text)
  if (!number) return ctx.say(ctx.text('item-number-ask'))
  const found = await ctx.house.database.prisma.declaration.findFirst({
    where: { ...number, organisationId: school.id },
    select: { id: true },
  })
  if (!found) return ctx.say(ctx.text('item-unknown'), { buttons: [[backToQueue(ctx)]] })
  const card = await itemOrSay(desk, found.id)
  if (card) openItem(desk, card)
}

/** A receipt number as people type it, full-width too: 2014-000123. */
function readNumber(text: string): { cycleId: number; serial: number } | undefined {
  const match = /^(\d{4})\p{Pd}(\d{1,9})$/u.exec(text.normalize('NFKC').trim())
  return match ? { cycleId: Number(match[1]), serial: Number(match[2]) } : undefined
}
