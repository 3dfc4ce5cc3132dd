import { Composer } from 'grammy'
import { type LateWork, lateWork } from '../../../core/confirmation/late.ts'
import { formatDeadline } from '../../../core/cycle/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { type Office, onCommand, onOfficeTaps, pageOf } from '../dialogue/desk.ts'

/** What is behind among the office's schools and in the office itself (S064). */
export const late = new Composer<BotContext>()

const worksPerPage = 8
const maxNameChars = 24

onCommand(late, 'DISTRICT_REVIEWER', 'late', (office) => showLate(office, 0))

onOfficeTaps(late, 'DISTRICT_REVIEWER', { late: (office, page) => showLate(office, pageOf(page)) })

async function showLate({ ctx, organisation }: Office, page: number): Promise<void> {
  const scope = { officeId: organisation.id }
  const works = await lateWork(ctx.house.database.prisma, scope, { cycle: ctx.cycle, now: ctx.now })
  const pages = Math.max(1, Math.ceil(works.length / worksPerPage))
  const at = Math.min(page, pages - 1)
  const shown = works.slice(at * worksPerPage, (at + 1) * worksPerPage)
  const head = ctx.text(works.length > 0 ? 'late-head' : 'late-none', {
    office: organisation.name,
    cycle: ctx.cycle.name[ctx.locale],
    count: works.length,
    page: at + 1,
    pages,
  })
  const turning: Button[] = [
    ...(at > 0 ? [ctx.button('school-button-previous-page', tapData('late', at - 1))] : []),
    ...(at + 1 < pages ? [ctx.button('school-button-next-page', tapData('late', at + 1))] : []),
  ]
  const schools = new Map(
    shown.filter(({ of }) => of === 'school').map((work) => [work.organisationId, work.organisationName]),
  )
  ctx.show([head, ...lateLines(ctx, shown)].join('\n'), {
    buttons: [
      ...[...schools].map(([id, name]) => [
        { label: name.slice(0, maxNameChars), data: tapData('schools.card', id) },
      ]),
      turning,
      [ctx.button('review-button-schools', tapData('schools'))],
    ],
  })
}

/** One heading for each window, and below it whoever is behind. */
export function lateLines(ctx: BotContext, works: readonly LateWork[]): string[] {
  return works.flatMap((work, at) => {
    const isFirst = works[at - 1]?.window !== work.window
    const line = ctx.text(work.open === null ? 'late-line' : 'late-line-open', {
      name: work.organisationName,
      open: work.open ?? 0,
    })
    if (!isFirst) return [line]
    const heading = ctx.text('late-window', {
      window: ctx.label(`window-${work.window}`),
      deadline: formatDeadline(work.closedAt, ctx.locale),
    })
    return ['', heading, line]
  })
}
