import { Composer } from 'grammy'
import { closingOf, freezesAt } from '../../../core/cycle/windows.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Difference, Statistics } from '../../../core/reports/statistics.ts'
import {
  type OfficeStatistics,
  type ReportingOffice,
  reportingOffices,
  statisticsOfOffice,
} from '../../../core/reports/statistics-of-office.ts'
import { type StepId, takeStep } from '../../../core/review/steps.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { taps } from '../dialogue/taps.ts'
import { hasText } from '../dialogue/texts.ts'
import type { TableFormat } from '../exchange/outgoing.ts'

/**
 * /statistics: the form of frozen data beside what the principals confirmed, its files, its hand-in, and the
 * paper forms (S057, ruling 9).
 */
export const statistics = new Composer<BotContext>()

const readers = ['DISTRICT_REVIEWER', 'CITY_OPERATOR', 'CITY_SUPERVISOR'] as const
onCommand(statistics, as(...readers), 'statistics', (office) => showStatistics(office))

taps(as(...readers), {
  statistics: (office) => showStatistics(office),
  'statistics.file': (office, format) => sendForm(office, format === 'pdf' ? 'pdf' : 'xlsx'),
  'statistics.step': (office, step) => doStep(office, step),
  'statistics.papers': (office, page) => showPapers(office, office.ctx.house.database.prisma, pageOf(page)),
  'statistics.received': (office, districtId, page) => receivePaper(office, districtId, pageOf(page)),
})

/** What each role does with the form of its own organisation, in this order. */
const ownSteps: Readonly<Partial<Record<Office['role'], readonly StepId[]>>> = {
  DISTRICT_REVIEWER: ['statistics', 'statistics-paper-sent'],
  CITY_OPERATOR: ['city-statistics'],
}

async function showStatistics(
  { ctx, organisation, role }: Office,
  { db = ctx.house.database.prisma as Transaction, headline }: { db?: Transaction; headline?: string } = {},
): Promise<void> {
  const found = await statisticsOfOffice(db, organisation.id, ctx.cycle)
  ctx.show([...(headline ? [headline] : []), ...pageText(ctx, found)].join('\n\n'), {
    buttons: found.frozen ? pageButtons(ctx, found, role) : [],
  })
}

function pageText(
  ctx: BotContext,
  { unit, frozen, confirmed, difference, steps }: OfficeStatistics,
): string[] {
  const { cycle, locale } = ctx
  const title = ctx.text('stat-title', { unit: unit.name, cycle: cycle.name[locale] })
  const confirmedText = ctx.text('stat-confirmed', {
    schools: confirmed.schools,
    ...figuresOf(confirmed),
  })
  if (!frozen) {
    const freezes = formatInstant(freezesAt(cycle), locale)
    const key = ctx.now < freezesAt(cycle) ? 'stat-not-frozen' : 'stat-being-made'
    return [title, ctx.text(key, { freezes }), confirmedText]
  }
  const deadline = formatDeadline(closingOf(cycle, 'statistics'), locale)
  const done = steps.filter(({ step }) => step === 'city-statistics' || step.startsWith('statistics'))
  return [
    title,
    ctx.text('stat-frozen', {
      at: formatInstant(frozen.takenAt, locale),
      schools: frozen.statistics.schools,
      ...figuresOf(frozen.statistics),
    }),
    confirmedText,
    differenceText(ctx, difference),
    [
      ctx.text('stat-deadline', { deadline }),
      ...done.map(({ step, doneAt, late }) => {
        const line = ctx.text('stat-done', {
          step: ctx.label(`step-${step}`),
          at: formatInstant(doneAt, locale),
        })
        return late ? `${line} · ${ctx.text('status-late')}` : line
      }),
    ].join('\n'),
  ]
}

function figuresOf({ total }: Statistics) {
  const { expected, passed, failed, exempt } = total
  const rate = expected === 0 ? '–' : `${Math.round((passed / expected) * 1000) / 10}%`
  return { expected, passed, failed, exempt, rate }
}

/** The form itself lists every figure; a message names the first. */
const mostDifferencesSaid = 6

function differenceText(ctx: BotContext, difference: readonly Difference[]): string {
  if (difference.length === 0) return ctx.text('stat-no-difference')
  const lines = difference.slice(0, mostDifferencesSaid).map(({ figure, before, after }) => {
    const key = `figure-${figure.replace('.', '-')}`
    return ctx.text('stat-difference-line', { figure: hasText(key) ? ctx.label(key) : figure, before, after })
  })
  const more = difference.length - lines.length
  return [
    ctx.text('stat-difference'),
    ...lines,
    ...(more > 0 ? [ctx.text('stat-difference-more', { more })] : []),
  ].join('\n')
}

function pageButtons(ctx: BotContext, { steps }: OfficeStatistics, role: Office['role']): Button[][] {
  const next = ownSteps[role]?.find((step) => !steps.some((done) => done.step === step))
  return [
    [
      ctx.button('stat-button-xlsx', tapData('statistics.file', 'xlsx')),
      ctx.button('stat-button-pdf', tapData('statistics.file', 'pdf')),
    ],
    next ? [ctx.button(`stat-button-${next}`, tapData('statistics.step', next))] : [],
    role === 'DISTRICT_REVIEWER' ? [] : [ctx.button('stat-button-papers', tapData('statistics.papers', 0))],
  ]
}

async function sendForm({ ctx, organisation }: Office, format: TableFormat): Promise<void> {
  const { frozen } = await statisticsOfOffice(ctx.house.database.prisma, organisation.id, ctx.cycle)
  if (!frozen) return ctx.say(ctx.text('stat-being-made', { freezes: '' }))
  // Numbers of many and of nobody in particular: not an export of personal data.
  ctx.sendFile(
    { document: 'office-statistics', organisationId: organisation.id, cycleId: ctx.cycle.id, format },
    ctx.text('stat-file', { unit: organisation.name, cycle: ctx.cycle.name[ctx.locale] }),
  )
}

async function doStep(office: Office, asked = ''): Promise<void> {
  const { ctx, organisation, role, me } = office
  const step = ownSteps[role]?.find((one) => one === asked)
  if (!step) {
    ctx.answerTap(ctx.label('card-old'))
    return showStatistics(office)
  }
  await ctx.turn.commit(async (tx) => {
    const done = await takeStep(
      tx,
      { step, organisationId: organisation.id, actor: { personId: me } },
      { cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(done)) ctx.sayRefusal(done)
    const headline = isRefusal(done)
      ? undefined
      : ctx.text('stat-step-done', { step: ctx.label(`step-${step}`) })
    await showStatistics(office, { db: tx, headline })
  })
}

/** The offices that report to the city; the supervisor ticks their sealed paper form when it has arrived. */
async function showPapers(
  { ctx, role }: Office,
  db: Parameters<typeof reportingOffices>[0],
  page: number,
): Promise<void> {
  const offices = await reportingOffices(db, ctx.cycle.id)
  const { shown, at, turning } = paged(ctx, offices, page, (to) => tapData('statistics.papers', to))
  const awaited = shown.filter(({ reportedAt, paperReceivedAt }) => reportedAt && !paperReceivedAt)
  ctx.show([ctx.text('stat-papers-title'), ...shown.map((one) => paperLine(ctx, one))].join('\n'), {
    buttons: [
      ...(role === 'CITY_SUPERVISOR'
        ? awaited.map(({ id, name }) => [
            ctx.button('stat-button-received', tapData('statistics.received', id, at), { name }),
          ])
        : []),
      turning,
      [ctx.button('button-back', tapData('statistics'))],
    ],
  })
}

function paperLine(
  ctx: BotContext,
  { name, reportedAt, late, paperSentAt, paperReceivedAt }: ReportingOffice,
) {
  const standing = !reportedAt
    ? 'awaited'
    : paperReceivedAt
      ? 'received'
      : paperSentAt
        ? 'paper-sent'
        : 'reported'
  const line = ctx.text(`stat-paper-${standing}`, { name })
  return late ? `${line} · ${ctx.text('status-late')}` : line
}

async function receivePaper(office: Office, districtId = '', page: number): Promise<void> {
  const { ctx, organisation, me } = office
  await ctx.turn.commit(async (tx) => {
    const done = await takeStep(
      tx,
      {
        step: 'statistics-paper-received',
        organisationId: districtId,
        holderId: organisation.id,
        actor: { personId: me },
      },
      { cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(done)) ctx.sayRefusal(done)
    await showPapers(office, tx, page)
  })
}
