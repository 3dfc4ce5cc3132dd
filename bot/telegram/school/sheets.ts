import { Composer } from 'grammy'
import { civilDateOf, formatDate } from '../../../core/cycle/shanghai.ts'
import { markSheetSigned, sheetsAwaited } from '../../../core/people/signed-sheet.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { organisationAs } from '../dialogue/guards.ts'
import { isId, pageOf } from './desk.ts'

/** 「已收签名表」: HR ticks whose signed sheet has arrived (S021), from a list that shortens with every tick. */
export const sheets = new Composer<BotContext>()

const sheetsPerPage = 8

sheets.command('sheets', async (ctx) => {
  const school = organisationAs(ctx, 'HR_OFFICER')
  if (school) await showAwaited(ctx, ctx.house.database.prisma, school, { page: 0 })
})

sheets.on('callback_query:data', async (ctx, next) => {
  const [action, args] = [ctx.tap?.action, ctx.tap?.args ?? []]
  if (action !== 'sheets' && action !== 'sheets.tick') return next()
  const school = organisationAs(ctx, 'HR_OFFICER')
  if (!school) return
  if (action === 'sheets') {
    return showAwaited(ctx, ctx.house.database.prisma, school, { page: pageOf(args[0]) })
  }
  await tick(ctx, school, args)
})

async function tick(
  ctx: BotContext,
  school: { id: string; name: string },
  [personId, cycleId, pageShown]: readonly string[],
): Promise<void> {
  const actor = { personId: ctx.standing.person!.id }
  const page = pageOf(pageShown)
  if (!isId(personId) || !ctx.house.cycles.has(Number(cycleId))) {
    return showAwaited(ctx, ctx.house.database.prisma, school, { page })
  }
  await ctx.turn.commit(async (tx) => {
    const sheet = { personId, cycle: ctx.house.cycles.get(Number(cycleId)), actor }
    const outcome = await markSheetSigned(tx, sheet, ctx.now)
    if (isRefusal(outcome)) {
      ctx.sayRefusal(outcome)
      return showAwaited(ctx, tx, school, { page })
    }
    const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
    await showAwaited(ctx, tx, school, {
      page,
      headline: ctx.text('sheets-received', { name }),
    })
  })
}

async function showAwaited(
  ctx: BotContext,
  db: Database['prisma'] | Transaction,
  school: { id: string; name: string },
  { page, headline }: { page: number; headline?: string },
): Promise<void> {
  const { cycle, locale } = ctx
  const awaited = await sheetsAwaited(db, school.id, cycle.id)
  const title = ctx.text('sheets-title', { school: school.name, cycle: cycle.name[locale] })
  if (awaited.length === 0) {
    return ctx.show([headline, title, ctx.text('sheets-none')].filter(Boolean).join('\n\n'), { buttons: [] })
  }
  const pages = Math.ceil(awaited.length / sheetsPerPage)
  // The page that was shown may be gone when its last sheet was ticked.
  const shown = Math.min(Math.max(Math.trunc(page) || 0, 0), pages - 1)
  const rows = awaited.slice(shown * sheetsPerPage, (shown + 1) * sheetsPerPage)
  const buttons = rows.map(({ personId, name, confirmedAt }): Button[] => [
    ctx.button('sheets-button-received', tapData('sheets.tick', personId, cycle.id, shown), {
      name,
      date: formatDate(civilDateOf(confirmedAt), locale),
    }),
  ])
  const turning: Button[] = [
    ...(shown > 0 ? [ctx.button('sheets-button-previous', tapData('sheets', shown - 1))] : []),
    ...(shown < pages - 1 ? [ctx.button('sheets-button-next', tapData('sheets', shown + 1))] : []),
  ]
  const count = ctx.text('sheets-awaited', { count: awaited.length, page: shown + 1, pages })
  const html = [headline, `${title}\n${count}`].filter(Boolean).join('\n\n')
  ctx.show(html, { buttons: [...buttons, turning] })
}
