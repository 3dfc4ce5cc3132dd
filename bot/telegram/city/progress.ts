import { Composer } from 'grammy'
import { type LateScope, lateWork } from '../../../core/confirmation/late.ts'
import { readOrganisation } from '../../../core/organisations/organisation.ts'
import { type OfficeProgress, progressOfAll, readProgress } from '../../../core/reports/progress.ts'
import { readSchoolsProgress, type SchoolProgress } from '../../../core/reports/schools-progress.ts'
import type { DeclarationState } from '../../../core/review/actions.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { escapeHtml } from '../dialogue/texts.ts'
import { cityRoles } from './offices.ts'

/**
 * /progress: how far all districts are, one district with its numbers, and its schools by where they stand
 * (DOMAIN §6).
 */
export const progress = new Composer<BotContext>()

onCommand(progress, as(...cityRoles), 'progress', (office) => showCity(office, 0))

taps(as(...cityRoles), {
  progress: (office, page) => showCity(office, pageOf(page)),
  'progress.of': (office, id) => showOffice(office, id),
  'progress.schools': (office, id, page) => showSchools(office, id, pageOf(page)),
})

async function showCity({ ctx }: Office, page: number): Promise<void> {
  const offices = await readProgress(ctx.house.database.prisma, ctx)
  const { shown, turning } = paged(ctx, offices, page, (to) => tapData('progress', to))
  const lines = shown.flatMap(({ office, schools, teachers, complaints }) => [
    ctx.text('progress-line', {
      name: office.name,
      confirmed: schools.confirmed,
      reviewed: schools.reviewed,
      schools: schools.total,
      passed: teachers.passed,
      teachers: teachers.total - teachers.exempt,
    }),
    ...inOneLine([
      ...aboveZero(schools.late, (late) => ctx.text('progress-late-schools', { late })),
      ...aboveZero(complaints.overdue, (overdue) => ctx.text('progress-overdue-complaints', { overdue })),
    ]),
  ])
  const html = [
    ctx.text('progress-title', { cycle: ctx.cycle.name[ctx.locale] }),
    numbersText(ctx, progressOfAll(offices)),
    ...(await lateText(ctx, 'city')),
    lines.join('\n'),
  ].join('\n\n')
  ctx.show(html, {
    buttons: [
      ...shown.map(({ office }): Button[] => [
        { label: office.name, data: tapData('progress.of', office.id) },
      ]),
      turning,
      [ctx.button('review-button-late', tapData('late'))],
    ],
  })
}

/** Each duty of the calendar that is late, with how many are behind; nothing where none is. */
async function lateText(ctx: BotContext, scope: LateScope): Promise<string[]> {
  const works = await lateWork(ctx.house.database.prisma, scope, ctx)
  if (works.length === 0) return []
  const duties = [...Map.groupBy(works, ({ window }) => window)].map(
    ([window, behind]) => `${ctx.label(`window-${window}`)} ${behind.length}`,
  )
  return [ctx.text('progress-late', { duties: duties.join(' · ') })]
}

async function showOffice(office: Office, id = ''): Promise<void> {
  const { ctx } = office
  const offices = await readProgress(ctx.house.database.prisma, ctx)
  const found = offices.find((one) => one.office.id === id)
  if (!found) {
    ctx.answerTap(ctx.label('card-old'))
    return showCity(office, 0)
  }
  const html = [
    `<b>${escapeHtml(found.office.name)}</b>`,
    numbersText(ctx, found),
    ...(await lateText(ctx, { officeId: id })),
  ].join('\n\n')
  ctx.show(html, {
    buttons: [
      [
        ctx.button('progress-button-schools', tapData('progress.schools', id, 0), {
          count: found.schools.total,
        }),
      ],
      [ctx.button('button-back', tapData('progress'))],
    ],
  })
}

async function showSchools(office: Office, id = '', page: number): Promise<void> {
  const { ctx } = office
  const unit = await readOrganisation(ctx.house.database.prisma, id)
  if (!unit) {
    ctx.answerTap(ctx.label('card-old'))
    return showCity(office, 0)
  }
  const schools = await readSchoolsProgress(ctx.house.database.prisma, id, ctx)
  const { shown, turning } = paged(ctx, schools, page, (to) => tapData('progress.schools', id, to))
  const html = [
    ctx.text('progress-schools-title', { name: unit.name, count: schools.length }),
    shown.map((school) => schoolLine(ctx, school)).join('\n') || ctx.text('progress-no-schools'),
  ].join('\n\n')
  ctx.show(html, {
    buttons: [turning, [ctx.button('button-back', tapData('progress.of', id))]],
  })
}

function schoolLine(ctx: BotContext, { name, standing, late, waiting }: SchoolProgress): string {
  const line = ctx.text('progress-school', {
    name,
    standing: ctx.label(`school-standing-${standing}`),
    waiting,
  })
  return late ? `${line} · ${ctx.text('status-late')}` : line
}

function numbersText(
  ctx: BotContext,
  { schools, items, teachers, complaints }: Omit<OfficeProgress, 'office'>,
) {
  const states = Object.entries(items) as [DeclarationState, number][]
  return [
    ...inOneLine([
      ctx.text('progress-schools', { ...schools }),
      ...aboveZero(schools.late, (late) => ctx.text('progress-schools-late', { late })),
    ]),
    ctx.text('progress-teachers', { ...teachers }),
    ...inOneLine([
      ctx.text('progress-complaints', { ...complaints }),
      ...aboveZero(complaints.overdue, (overdue) => ctx.text('progress-complaints-overdue', { overdue })),
    ]),
    ctx.text('progress-items', {
      items:
        states.map(([state, count]) => `${ctx.label(`state-${state}`)} ${count}`).join(' · ') ||
        ctx.label('progress-no-items'),
    }),
  ].join('\n')
}

/** What is behind is named only where something is. */
function aboveZero(count: number, words: (count: number) => string): string[] {
  return count > 0 ? [words(count)] : []
}

function inOneLine(parts: readonly string[]): string[] {
  return parts.length > 0 ? [parts.join(' · ')] : []
}
