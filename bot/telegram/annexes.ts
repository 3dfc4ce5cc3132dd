import { Composer } from 'grammy'
import type { WindowId } from '../../core/cycle/cycle.ts'
import { freezesAt, windowOf } from '../../core/cycle/windows.ts'
import type { ContactsOf } from '../../core/organisations/contacts.ts'
import { type Directory, readDirectory } from '../../core/organisations/directory.ts'
import { civilDateOf, formatDate, formatInstant, formatUntil } from '../../core/time/shanghai.ts'
import { contactLines } from './contact-lines.ts'
import { tapData } from './dialogue/buttons.ts'
import type { BotContext } from './dialogue/context.ts'
import { pageOf } from './dialogue/desk.ts'
import { paged } from './dialogue/paged.ts'
import { anybody, taps } from './dialogue/taps.ts'
import { escapeHtml } from './dialogue/texts.ts'

/** /directory and /flow, for anybody: whom to call (annex 3), and the year's way in one picture (annex 5). */
export const annexes = new Composer<BotContext>()

annexes.command('directory', (ctx) => showDirectory(ctx, 0))
annexes.command('flow', (ctx) => sendFlow(ctx))

taps(anybody, {
  directory: (ctx, page) => showDirectory(ctx, pageOf(page)),
  'directory.new': sayDirectory,
  'directory.file': (ctx, format) => sendDirectory(ctx, format === 'pdf' ? 'pdf' : 'xlsx'),
  flow: sendFlow,
})

async function showDirectory(ctx: BotContext, page: number): Promise<void> {
  const { html, buttons } = await directoryPage(ctx, page)
  ctx.show(html, { buttons })
}

/** A new message, where the button stands under one that is still needed. */
async function sayDirectory(ctx: BotContext): Promise<void> {
  const { html, buttons } = await directoryPage(ctx, 0)
  ctx.say(html, { buttons })
}

/** The hotlines stand on the first page, as they help whoever does not know whom to ask. */
async function directoryPage(ctx: BotContext, page: number) {
  const directory = await readDirectory(ctx.house.database.prisma, ctx)
  const { offices } = directory
  const { shown, at, turning } = paged(ctx, offices, page, (to) => tapData('directory', to))
  const html = [
    ctx.text('directory-head', { cycle: ctx.cycle.name[ctx.locale] }),
    ...(at === 0 ? [hotlineLines(ctx, directory)].filter(Boolean) : []),
    `${ctx.text('directory-complaints')}\n${shown.map((office) => officeLines(ctx, office)).join('\n')}`,
    ctx.text('directory-own-school'),
  ].join('\n\n')
  const buttons = [
    turning,
    [
      ctx.button('directory-button-pdf', tapData('directory.file', 'pdf')),
      ctx.button('directory-button-xlsx', tapData('directory.file', 'xlsx')),
    ],
    [
      ctx.button('complain-button-begin', tapData('complain')),
      ctx.button('annexes-button-flow', tapData('flow')),
    ],
  ]
  return { html, buttons }
}

function hotlineLines(ctx: BotContext, { hotlines }: Directory): string {
  if (hotlines.length === 0) return ''
  const lines = hotlines.map(({ topic, office, phone, sample }) =>
    ctx.text(sample ? 'directory-hotline-sample' : 'directory-hotline', { topic, office, phone }),
  )
  return [ctx.text('directory-hotlines'), ...lines].join('\n')
}

/** The office, and below it who takes complaints there; the name is not said twice. */
function officeLines(ctx: BotContext, { name, contacts }: ContactsOf): string {
  if (contacts.length === 0) return ctx.text('directory-office-silent', { name })
  const named = contacts.every(({ office }) => office.startsWith(name))
  const lines = contactLines(contacts, ctx.locale)
  return named ? lines : `${escapeHtml(name)}\n${lines}`
}

function sendDirectory(ctx: BotContext, format: 'pdf' | 'xlsx'): void {
  const { id, name } = ctx.cycle
  ctx.sendFile(
    { document: 'directory', cycleId: id, format },
    ctx.text('directory-file', { cycle: name[ctx.locale] }),
  )
}

/** The picture, and the same in five lines of words for whoever cannot see it. */
function sendFlow(ctx: BotContext): void {
  const { cycle, locale } = ctx
  const until = (windowId: WindowId) => formatUntil(windowOf(cycle, windowId).closesAt, locale)
  const { opensAt } = windowOf(cycle, 'publicity')
  const lines = [
    ctx.text('flow-head', { cycle: cycle.name[locale] }),
    ctx.text('flow-teacher', { declaration: until('declaration') }),
    ctx.text(opensAt ? 'flow-school' : 'flow-school-any-day', {
      review: until('school-review'),
      ...(opensAt && { from: formatDate(civilDateOf(opensAt), locale) }),
      publicity: until('publicity'),
      confirmation: until('principal-confirmation'),
    }),
    ctx.text('flow-district', { review: until('district-review'), complaints: until('complaints') }),
    ctx.text('flow-second-round', {
      teacher: until('second-round-teacher'),
      school: until('second-round-school'),
      district: until('second-round-district'),
    }),
    ctx.text('flow-city', {
      freeze: formatInstant(freezesAt(cycle), locale),
      statistics: until('statistics'),
      confirmation: until('city-confirmation'),
      export: until('export'),
    }),
    ctx.text(cycle.provenance === 'sample' ? 'flow-dates-sample' : 'flow-dates'),
  ]
  ctx.sendFile({ document: 'flow', cycleId: cycle.id }, lines.join('\n'))
}
