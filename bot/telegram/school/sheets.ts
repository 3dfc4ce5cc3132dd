import { Composer } from 'grammy'
import { nameOfPerson } from '../../../core/people/colleagues.ts'
import {
  markSheetSigned,
  sheetsAwaited,
  sheetsReceived,
  takeSheetBack,
} from '../../../core/people/signed-sheet.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { civilDateOf, formatDate, formatInstant } from '../../../core/time/shanghai.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { isId, pageOf } from './desk.ts'

/**
 * 「已收签名表」: HR ticks whose signed sheet has arrived (S021), and each tick shortens the list. A second list
 * holds what was ticked; a tap there takes it back.
 */
export const sheets = new Composer<BotContext>()

type School = Office['organisation']

onCommand(sheets, as('HR_OFFICER'), 'sheets', ({ ctx, organisation }) =>
  showAwaited(ctx, ctx.house.database.prisma, organisation, { page: 0 }),
)

taps(as('HR_OFFICER'), {
  sheets: ({ ctx, organisation }, page) =>
    showAwaited(ctx, ctx.house.database.prisma, organisation, { page: pageOf(page) }),
  'sheets.tick': tick,
  'sheets.there': ({ ctx, organisation }, page) =>
    showReceived(ctx, ctx.house.database.prisma, organisation, { page: pageOf(page) }),
  'sheets.back': takeBack,
})

async function tick(
  { ctx, organisation: school }: Office,
  personId?: string,
  cycleId?: string,
  pageShown?: string,
) {
  const page = pageOf(pageShown)
  if (!isId(personId) || !ctx.house.cycles.has(Number(cycleId))) {
    return showAwaited(ctx, ctx.house.database.prisma, school, { page })
  }
  const sheet = { personId, cycle: ctx.house.cycles.get(Number(cycleId)), actor: actorOf(ctx) }
  await ctx.turn.commit(async (tx) => {
    const outcome = await markSheetSigned(tx, sheet, ctx.now)
    const headline = await headlineOf(ctx, tx, outcome, 'sheets-received')
    await showAwaited(ctx, tx, school, { page, headline })
  })
}

async function takeBack(
  { ctx, organisation: school }: Office,
  personId?: string,
  cycleId?: string,
  signedAt?: string,
  pageShown?: string,
) {
  const page = pageOf(pageShown)
  const at = new Date(Number.parseInt(signedAt ?? '', 36))
  if (!isId(personId) || !ctx.house.cycles.has(Number(cycleId)) || Number.isNaN(at.getTime())) {
    return showReceived(ctx, ctx.house.database.prisma, school, { page })
  }
  const cycle = ctx.house.cycles.get(Number(cycleId))
  await ctx.turn.commit(async (tx) => {
    const outcome = await takeSheetBack(tx, { personId, cycle, actor: actorOf(ctx), signedAt: at }, ctx.now)
    const headline = await headlineOf(ctx, tx, outcome, 'sheets-taken-back')
    await showReceived(ctx, tx, school, { page, headline })
  })
}

/** What was done, above the list; a refusal is said by itself. */
async function headlineOf(
  ctx: BotContext,
  tx: Transaction,
  outcome: { personId: string } | Refusal,
  key: string,
): Promise<string | undefined> {
  if (isRefusal(outcome)) {
    ctx.sayRefusal(outcome)
    return undefined
  }
  return ctx.text(key, { name: await nameOfPerson(tx, outcome.personId) })
}

interface Shown {
  readonly page: number
  readonly headline?: string | undefined
}

async function showAwaited(
  ctx: BotContext,
  db: Database['prisma'] | Transaction,
  school: School,
  { page, headline }: Shown,
): Promise<void> {
  const { cycle, locale } = ctx
  const awaited = await sheetsAwaited(db, school.id, ctx)
  const received = await sheetsReceived(db, school.id, ctx)
  const { shown, at, pages, turning } = paged(ctx, awaited, page, (to) => tapData('sheets', to))
  const buttons = shown.map(({ personId, name, confirmedAt }): Button[] => [
    ctx.button('sheets-button-received', tapData('sheets.tick', personId, cycle.id, at), {
      name,
      date: formatDate(civilDateOf(confirmedAt), locale),
    }),
  ])
  const count = ctx.text(awaited.length > 0 ? 'sheets-awaited' : 'sheets-none', {
    count: awaited.length,
    page: at + 1,
    pages,
  })
  const toReceived =
    received.length > 0
      ? [ctx.button('sheets-button-there', tapData('sheets.there', 0), { count: received.length })]
      : []
  ctx.show(underTitle(ctx, school, headline, count), { buttons: [...buttons, turning, toReceived] })
}

async function showReceived(
  ctx: BotContext,
  db: Database['prisma'] | Transaction,
  school: School,
  { page, headline }: Shown,
): Promise<void> {
  const { cycle, locale } = ctx
  const received = await sheetsReceived(db, school.id, ctx)
  const { shown, at, pages, turning } = paged(ctx, received, page, (to) => tapData('sheets.there', to))
  const buttons = shown.map(({ personId, name, signedAt }): Button[] => [
    ctx.button(
      'sheets-button-take-back',
      tapData('sheets.back', personId, cycle.id, signedAt.getTime().toString(36), at),
      { name, at: formatInstant(signedAt, locale) },
    ),
  ])
  const count = ctx.text(received.length > 0 ? 'sheets-there' : 'sheets-there-none', {
    count: received.length,
    page: at + 1,
    pages,
  })
  const toAwaited = [ctx.button('sheets-button-awaited', tapData('sheets', 0))]
  ctx.show(underTitle(ctx, school, headline, count), { buttons: [...buttons, turning, toAwaited] })
}

function underTitle(ctx: BotContext, school: School, headline: string | undefined, count: string): string {
  const title = ctx.text('sheets-title', { school: school.name, cycle: ctx.cycle.name[ctx.locale] })
  return [headline, `${title}\n${count}`].filter(Boolean).join('\n\n')
}

function actorOf(ctx: BotContext): { personId: string } {
  return { personId: ctx.session.person!.id }
}
