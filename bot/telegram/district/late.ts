import { Composer } from 'grammy'
import { type LateWork, lateWork } from '../../../core/confirmation/late.ts'
import { officeNames } from '../../../core/organisations/organisation.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import { cityRoles } from '../city/offices.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { lateNameOf } from '../dialogue/late-name.ts'
import { paged } from '../dialogue/paged.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import { taps } from '../dialogue/taps.ts'
import type { TableFormat } from '../exchange/outgoing.ts'

/**
 * /late: what is behind among an office's schools and in the office itself. The city's offices see all of it
 * (S064, S070).
 */
export const late = new Composer<BotContext>()

const maxNameChars = 24
const readers = ['DISTRICT_REVIEWER', ...cityRoles] as const

onCommand(late, as(...readers), 'late', (office) => showLate(office, 0))

taps(as(...readers), {
  late: (office, page) => showLate(office, pageOf(page)),
  'late.file': (office, format) => sendList(office, format === 'pdf' ? 'pdf' : 'xlsx'),
})

/**
 * Who is behind with one thing, as a line: an organisation, or in the city's view all schools of an office
 * together.
 */
interface LateLine {
  readonly window: LateWork['window']
  readonly closedAt: Date
  readonly name: string
  readonly open: number | null
  /** So many schools of the office of this name. */
  readonly schools?: number
  /** Where a tap leads for more. */
  readonly to?: { readonly id: string; readonly label: string; readonly action: TapName }
}

async function showLate({ ctx, role, organisation }: Office, page: number): Promise<void> {
  const { prisma } = ctx.house.database
  const isCity = role !== 'DISTRICT_REVIEWER'
  const scope = isCity ? 'city' : { officeId: organisation.id }
  const works = await lateWork(prisma, scope, ctx)
  const lines = isCity
    ? linesOfCity(ctx, works, await officeNames(ctx.house.database.prisma))
    : works.map(lineOfOffice)
  const { shown, at, pages, turning } = paged(ctx, lines, page, (to) => tapData('late', to))
  const head = ctx.text(works.length > 0 ? 'late-head' : 'late-none', {
    office: organisation.name,
    cycle: ctx.cycle.name[ctx.locale],
    count: works.length,
    page: at + 1,
    pages,
  })
  const leads = new Map(shown.flatMap(({ to }) => (to ? [[to.id, to] as const] : [])))
  ctx.show([head, ...lateLines(ctx, shown)].join('\n'), {
    buttons: [
      ...[...leads.values()].map(({ id, label, action }) => [
        { label: label.slice(0, maxNameChars), data: tapData(action, id) },
      ]),
      turning,
      works.length > 0
        ? [
            ctx.button('stat-button-xlsx', tapData('late.file', 'xlsx')),
            ctx.button('stat-button-pdf', tapData('late.file', 'pdf')),
          ]
        : [],
      [
        isCity
          ? ctx.button('command-progress', tapData('progress'))
          : ctx.button('review-button-schools', tapData('schools')),
      ],
    ],
  })
}

/** One heading for each window, and below it whoever is behind. */
function lateLines(ctx: BotContext, lines: readonly LateLine[]): string[] {
  return lines.flatMap(({ window, closedAt, name, open, schools }, at) => {
    const isFirst = lines[at - 1]?.window !== window
    const line =
      schools === undefined
        ? ctx.text(open === null ? 'late-line' : 'late-line-open', { name, open: open ?? 0 })
        : ctx.text('late-line-schools', { name, count: schools })
    if (!isFirst) return [line]
    const heading = ctx.text('late-window', {
      window: ctx.label(`window-${window}`),
      deadline: formatDeadline(closedAt, ctx.locale),
    })
    return ['', heading, line]
  })
}

function lineOfOffice({ of, organisationId, organisationName, ...work }: LateWork): LateLine {
  const to = { id: organisationId, label: organisationName, action: 'schools.card' } as const
  return { ...work, name: organisationName, ...(of === 'school' && { to }) }
}

/** A city has hundreds of schools: those of an office stand in one line, which leads to them. */
function linesOfCity(
  { locale }: BotContext,
  works: readonly LateWork[],
  names: ReadonlyMap<string, string>,
): LateLine[] {
  const windows = [...Map.groupBy(works, ({ window }) => window).values()]
  return windows.flatMap((ofWindow) => {
    const ofSchools = Map.groupBy(
      ofWindow.filter(({ of }) => of === 'school'),
      ({ officeId }) => officeId,
    )
    return [
      ...[...ofSchools].map(([officeId, schools]): LateLine => {
        const name = names.get(officeId)
        if (!name) return { ...schools[0]!, name: schools[0]!.organisationName, schools: schools.length }
        const to = { id: officeId, label: name, action: 'progress.of' } as const
        return { ...schools[0]!, name, schools: schools.length, to }
      }),
      ...ofWindow
        .filter(({ of }) => of !== 'school')
        .map((work): LateLine => ({ ...work, name: lateNameOf(work, locale) })),
    ]
  })
}

/** For whoever puts it before a meeting or sends it round (S070); it names organisations and nobody. */
function sendList({ ctx, role, organisation }: Office, format: TableFormat): void {
  ctx.sendFile(
    {
      document: 'late-list',
      organisationId: organisation.id,
      cycleId: ctx.cycle.id,
      wholeCity: role !== 'DISTRICT_REVIEWER',
      format,
    },
    ctx.text('late-file', { office: organisation.name, cycle: ctx.cycle.name[ctx.locale] }),
  )
}
