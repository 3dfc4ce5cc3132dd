import { Composer } from 'grammy'
import { decide } from '../../../../core/declarations/decide.ts'
import { readStatus, type Status, type StatusItem } from '../../../../core/declarations/status.ts'
import { publicTo } from '../../../../core/publicity/public-to.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { readFiveYears } from '../../../../core/reports/five-years.ts'
import { readProgressFacts } from '../../../../core/reports/progress-facts.ts'
import { progressAsText } from '../../../../core/reports/progress-words.ts'
import { formatUntil } from '../../../../core/time/shanghai.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { anybody, taps } from '../../dialogue/taps.ts'
import { sayIn } from '../../dialogue/texts.ts'
import { advicePage } from './advice-page.ts'
import { fiveYearsPage } from './five-years-page.ts'
import { statusPage } from './status-page.ts'

/** /status: the ledger, why not passed, and every item with who has it now and until when (DOMAIN §5.5). */
export const status = new Composer<BotContext>()

status.command('status', (ctx) => showStatus(ctx, 'say'))

taps(anybody, {
  // Tapped on a receipt or a notice, which stay in the chat.
  status: (ctx) => showStatus(ctx, 'say'),
  'status.page': (ctx, page) => showStatus(ctx, 'show', { page: Number(page) || 0 }),
  'status.picture': sendPicture,
  'status.advice': (ctx) => showBeside(ctx, async (found) => advicePage(ctx, found)),
  'status.years': (ctx) =>
    showBeside(ctx, async (_, personId) =>
      fiveYearsPage(
        ctx,
        await readFiveYears(ctx.house.database.prisma, {
          personId,
          cycle: ctx.cycle,
          cycles: ctx.house.cycles.all(),
          now: ctx.now,
        }),
      ),
    ),
  'status.withdraw': (ctx, id) =>
    withItem(ctx, id, (item) =>
      ctx.show(
        ctx.text('status-withdraw-ask', { number: item.number, course: item.courseName, hours: item.hours }),
        {
          buttons: [
            [
              ctx.button('status-button-withdraw-yes', tapData('status.withdraw-yes', item.id, item.version)),
              ctx.button('button-back', tapData('status.page', 0)),
            ],
          ],
        },
      ),
    ),
  'status.withdraw-yes': (ctx, id, version) =>
    withItem(ctx, id, (item) => withdraw(ctx, item, Number(version) || 0)),
})

async function showStatus(
  ctx: BotContext,
  voice: 'say' | 'show',
  { page = 0, notice }: { page?: number; notice?: string } = {},
): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const { prisma } = ctx.house.database
  const [found, onList] = await Promise.all([
    readStatus(prisma, person.id, ctx.cycle, ctx.now),
    page === 0 ? publicTo(prisma, person.id, ctx.cycle.id, ctx.now) : undefined,
  ])
  const { html, buttons } = statusPage(ctx, found, page)
  const parts = [
    notice,
    onList &&
      ctx.text('publicity-for-you', {
        school: onList.school,
        until: formatUntil(onList.endsAt, ctx.locale),
      }),
    html,
  ]
  ctx[voice](parts.filter(Boolean).join('\n\n'), { buttons })
}

/** A page beside the status, with the way back to it. */
async function showBeside(
  ctx: BotContext,
  page: (found: Status, personId: string) => Promise<string>,
): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const found = await readStatus(ctx.house.database.prisma, person.id, ctx.cycle, ctx.now)
  ctx.show(await page(found, person.id), {
    buttons: [[ctx.button('status-button-back', tapData('status.page', 0))]],
  })
}

/** The year in one picture, with the same in words beside it. */
async function sendPicture(ctx: BotContext): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const facts = await readProgressFacts(ctx.house.database.prisma, person.id, ctx)
  ctx.sendPhotos([
    {
      file: { document: 'progress-picture', personId: person.id, cycleId: ctx.cycle.id },
      caption: progressAsText(facts, sayIn(ctx.locale)),
    },
  ])
}

/** One's own item by the id that a button carries; anything else shows how things stand. */
async function withItem(
  ctx: BotContext,
  id: string | undefined,
  then: (item: StatusItem) => unknown,
): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const { items } = await readStatus(ctx.house.database.prisma, person.id, ctx.cycle, ctx.now)
  const item = items.find((one) => one.id === id)
  if (item) {
    await then(item)
    return
  }
  ctx.answerTap(ctx.label('card-old'))
  await showStatus(ctx, 'show')
}

/** Withdraws an item while nobody has decided on it; whoever came second is told who was first. */
async function withdraw(ctx: BotContext, item: StatusItem, version: number): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const back = [[ctx.button('status-button-back', tapData('status.page', 0))]]
  await ctx.turn.commit(async (tx) => {
    const outcome = await decide(
      tx,
      { action: 'withdraw', declarationId: item.id, version, personId: person.id },
      { cycleOf: ctx.house.cycles.get, now: ctx.now },
    )
    const html = isRefusal(outcome)
      ? ctx.whyNot(outcome)
      : ctx.text('status-withdrawn', { number: item.number, course: item.courseName })
    ctx.show(html, { buttons: back })
  })
}
