import { Composer } from 'grammy'
import { isRefusal } from '../../../core/refusal.ts'
import {
  consequenceOfNotPassing,
  handOutNotPassed,
  listNotPassed,
  type NotPassedPerson,
  type NotPassedReader,
  notPassedReaders,
} from '../../../core/reports/not-passed.ts'
import { progressOfAll, readProgress } from '../../../core/reports/progress.ts'
import { stageAt } from '../../../core/review/actions.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import { cityRoles } from './offices.ts'

/**
 * /notpassed: who has not passed and why, on the screen and as a file, for those who draw the consequence of
 * S062.
 */
export const notPassed = new Composer<BotContext>()

onCommand(notPassed, as(...notPassedReaders), 'notpassed', (office) => showList(office, 0))

taps(as(...notPassedReaders), {
  notpassed: (office, page) => showList(office, pageOf(page)),
  'notpassed.file': (office, format) => sendList(office, format === 'pdf' ? 'pdf' : 'xlsx'),
})

async function showList(office: Office, page: number): Promise<void> {
  const { ctx, organisation, role, me } = office
  if (cityRoles.some((one) => one === role)) return showCity(office)
  const asked = { organisationId: organisation.id, role: role as NotPassedReader, actor: { personId: me } }
  const list = await listNotPassed(ctx.house.database.prisma, asked, ctx)
  if (isRefusal(list)) return ctx.sayRefusal(list)
  const { people, teachers, provisional } = list
  const { shown, turning } = paged(ctx, people, page, (to) => tapData('notpassed', to))
  const html = [
    titleOf(ctx, organisation.name, { provisional, count: people.length, teachers }),
    shown.map((person) => personLine(ctx, person, role)).join('\n') || ctx.text('notpassed-none'),
    // The words of the notice, which stay as they are in whatever language somebody reads.
    ctx.text('notpassed-consequence', { words: consequenceOfNotPassing[ctx.locale] }),
  ]
  ctx.show(html.join('\n\n'), {
    buttons: [turning, people.length > 0 ? fileButtons(ctx) : []],
  })
}

function personLine(
  ctx: BotContext,
  { name, school, verdict }: NotPassedPerson,
  role: Office['role'],
): string {
  const why = verdict.reasons
    .map(({ code, missing }) => ctx.label(`shortfall-${code}`, { missing }))
    .join(ctx.label('declare-separator'))
  const isOwnSchool = role === 'HR_OFFICER' || role === 'PRINCIPAL'
  return ctx.text(isOwnSchool ? 'notpassed-line' : 'notpassed-line-of-school', { name, school, why })
}

/**
 * Thirty thousand names do not fit on a screen. So the city sees the numbers of each office, and the names in
 * the file.
 */
async function showCity({ ctx, organisation }: Office): Promise<void> {
  const offices = await readProgress(ctx.house.database.prisma, ctx)
  const all = progressOfAll(offices).teachers
  const lines = offices.map(({ office, teachers }) =>
    ctx.text('notpassed-office', {
      name: office.name,
      count: teachers.notPassed,
      teachers: teachers.total - teachers.exempt,
    }),
  )
  ctx.show(
    [
      titleOf(ctx, organisation.name, {
        count: all.notPassed,
        teachers: all.total - all.exempt,
        provisional: stageAt(ctx.cycle, ctx.now) !== 'frozen',
      }),
      lines.join('\n'),
      ctx.text('notpassed-consequence', { words: consequenceOfNotPassing[ctx.locale] }),
    ].join('\n\n'),
    { buttons: all.notPassed > 0 ? [fileButtons(ctx)] : [] },
  )
}

function titleOf(
  ctx: BotContext,
  unit: string,
  { provisional, count, teachers }: { provisional: boolean; count: number; teachers: number },
): string {
  const cycle = ctx.cycle.name[ctx.locale]
  return ctx.text(provisional ? 'notpassed-title-provisional' : 'notpassed-title-final', {
    unit,
    cycle,
    count,
    teachers,
  })
}

function fileButtons(ctx: BotContext): Button[] {
  return [
    ctx.button('stat-button-xlsx', tapData('notpassed.file', 'xlsx')),
    ctx.button('stat-button-pdf', tapData('notpassed.file', 'pdf')),
  ]
}

async function sendList({ ctx, organisation, role, me }: Office, format: TableFormat): Promise<void> {
  const asked = { organisationId: organisation.id, role: role as NotPassedReader, actor: { personId: me } }
  const list = await listNotPassed(ctx.house.database.prisma, asked, ctx)
  if (isRefusal(list)) return ctx.sayRefusal(list)
  const [rows, cycleId] = [list.people.length, ctx.cycle.id]
  await ctx.turn.commit(async (tx) => {
    const refusal = await handOutNotPassed(tx, { ...asked, format, rows, cycleId }, ctx.now)
    if (refusal) return ctx.sayRefusal(refusal)
    ctx.sendFile(
      { document: 'not-passed', organisationId: organisation.id, cycleId, format },
      ctx.text('notpassed-file', { unit: organisation.name, count: rows }),
    )
  })
}
