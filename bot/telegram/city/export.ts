import { Composer } from 'grammy'
import { cityOf } from '../../../core/authority/tree.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import type { ExportProblem } from '../../../core/export/export-lines.ts'
import { maxWorkbookRows } from '../../../core/export/export-sink.ts'
import { handOutExport, readExport } from '../../../core/export/hand-out-export.ts'
import { makeExport, refuseTooEarly } from '../../../core/export/make-export.ts'
import { type ExportStanding, exportsOf, importStanding } from '../../../core/export/read-results.ts'
import { validateExport } from '../../../core/export/validate-export.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { stepsDone, takeStep } from '../../../core/review/steps.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isId, type Office, onCommand } from '../dialogue/desk.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import { state } from '../dialogue/state.ts'
import { taps } from '../dialogue/taps.ts'

/**
 * /export of 远程培训中心 (S060): check, make the file, read back what became of each row, make the next file for
 * the rest, mark it as done.
 */
export const exporting = new Composer<BotContext>()

const roles = ['CITY_OPERATOR'] as const
const mostExportsShown = 4

onCommand(exporting, as(...roles), 'export', (office) => showExports(office))

taps(as(...roles), {
  export: (office) => showExports(office),
  'export.check': check,
  'export.problems': sendProblems,
  'export.make': make,
  'export.file': (office, exportId, format) =>
    isId(exportId) ? sendFile(office, exportId, format === 'xlsx' ? 'xlsx' : 'csv') : showExports(office),
  'export.results': (office, exportId) =>
    isId(exportId) ? askForResults(office, exportId) : showExports(office),
  'export.mark-ask': askToMark,
  'export.mark': mark,
})

/** Everything about the exports of the cycle, with what can be done next. */
export async function showExports(
  { ctx, organisation, me }: Office,
  { db = ctx.house.database.prisma as Transaction, headline }: { db?: Transaction; headline?: string } = {},
): Promise<void> {
  const { cycle, locale } = ctx
  const asked = { cycle, actor: { personId: me }, organisationId: organisation.id }
  const tooEarly = await refuseTooEarly(db, asked)
  const exports = await exportsOf(db, cycle.id)
  const standing = await importStanding(db, cycle.id)
  const city = await cityOf(db)
  const done = city ? await stepsDone(db, city, cycle.id) : []
  const marked = done.find(({ step }) => step === 'export')
  const html = [
    headline,
    ctx.text('export-title', {
      cycle: cycle.name[locale],
      deadline: formatDeadline(closingOf(cycle, 'export'), locale),
    }),
    tooEarly && refusalText(tooEarly, locale),
    exports.length > 0 && ctx.text('export-standing', { ...standing }),
    exports
      .slice(0, mostExportsShown)
      .map((one) => ctx.text('export-line', { ...one, madeAt: formatInstant(one.madeAt, locale) }))
      .join('\n'),
    marked && ctx.text('export-marked', { at: formatInstant(marked.doneAt, locale) }),
  ]
  ctx.show(html.filter(Boolean).join('\n\n'), {
    buttons: [
      [ctx.button('export-button-check', tapData('export.check'))],
      tooEarly ? [] : [ctx.button('export-button-make', tapData('export.make'))],
      ...exports.slice(0, mostExportsShown).map((one) => fileButtons(ctx, one)),
      exports.length > 0 && !marked ? [ctx.button('export-button-mark', tapData('export.mark-ask'))] : [],
    ],
  })
}

function fileButtons(ctx: BotContext, { id, serial, rows }: ExportStanding): Button[] {
  return [
    ctx.button('export-button-file', tapData('export.file', id, 'csv'), { serial }),
    ...(rows <= maxWorkbookRows
      ? [ctx.button('export-button-workbook', tapData('export.file', id, 'xlsx'), { serial })]
      : []),
    ctx.button('export-button-results', tapData('export.results', id), { serial }),
  ]
}

async function check({ ctx }: Office): Promise<void> {
  const { teachers, leftOut, problems } = await validateExport(ctx.house.database, ctx)
  const counts = new Map<ExportProblem, number>()
  for (const { problem } of problems) counts.set(problem, (counts.get(problem) ?? 0) + 1)
  const lines = [...counts].map(([problem, count]) =>
    ctx.text('export-problem-line', { problem: ctx.label(`export-problem-${problem}`), count }),
  )
  const html =
    leftOut === 0
      ? ctx.text('export-check-fine', { teachers })
      : [
          ctx.text('export-check-problems', { teachers, leftOut }),
          lines.join('\n'),
          ctx.text('export-check-advice'),
        ].join('\n\n')
  ctx.show(html, {
    buttons: [
      leftOut > 0 ? [ctx.button('export-button-problems', tapData('export.problems'))] : [],
      [ctx.button('button-back', tapData('export'))],
    ],
  })
}

async function sendProblems({ ctx, organisation, me }: Office): Promise<void> {
  const { leftOut, problems } = await validateExport(ctx.house.database, ctx)
  const cycleId = ctx.cycle.id
  await ctx.turn.commit(async (tx) => {
    const refusal = await handOutExport(
      tx,
      {
        organisationId: organisation.id,
        actor: { personId: me },
        format: 'xlsx',
        cycleId,
        problems: problems.length,
      },
      ctx.now,
    )
    if (refusal) return ctx.sayRefusal(refusal)
    ctx.sendFile({ document: 'export-problems', cycleId }, ctx.text('export-problems-file', { leftOut }))
  })
}

/**
 * Once made, the export stands. If this turn is tried again, there is nothing new to make, and the file can
 * be fetched.
 */
async function make(office: Office): Promise<void> {
  const { ctx, organisation, me } = office
  const made = await makeExport(ctx.house.database, {
    cycle: ctx.cycle,
    now: ctx.now,
    actor: { personId: me },
    organisationId: organisation.id,
  })
  if (isRefusal(made)) {
    ctx.sayRefusal(made)
    return showExports(office)
  }
  const { id, serial, rows, leftOut, sha256 } = made
  ctx.sendFile(
    { document: 'export', exportId: id, format: 'csv' },
    ctx.text('export-made-file', { serial, rows, sha256: sha256.slice(0, 16) }),
  )
  const headline = ctx.text(leftOut > 0 ? 'export-made-but' : 'export-made', { serial, rows, leftOut })
  await showExports(office, { headline })
}

async function sendFile({ ctx, organisation, me }: Office, exportId: string, format: 'csv' | 'xlsx') {
  const asked = { exportId, organisationId: organisation.id, actor: { personId: me }, format }
  await ctx.turn.commit(async (tx) => {
    const refusal = await handOutExport(tx, { ...asked, cycleId: ctx.cycle.id }, ctx.now)
    if (refusal) return ctx.sayRefusal(refusal)
    ctx.sendFile({ document: 'export', exportId, format }, ctx.text('export-file'))
  })
}

/** The next file is what the receiving system answered to this export. */
export const awaitingResults = state<{ readonly exportId: string }>('export-results', {
  turnedAway: () => null,
})

async function askForResults({ ctx }: Office, exportId: string): Promise<void> {
  const made = await readExport(ctx.house.database.prisma, exportId)
  if (!made) return ctx.answerTap(ctx.label('card-old'))
  ctx.place.enter(awaitingResults, { exportId })
  ctx.say(ctx.text('export-ask-results', { serial: made.serial }))
}

async function askToMark({ ctx }: Office): Promise<void> {
  const standing = await importStanding(ctx.house.database.prisma, ctx.cycle.id)
  const open = standing.waiting + standing.rejected
  ctx.show(ctx.text(open > 0 ? 'export-mark-ask-open' : 'export-mark-ask', { ...standing }), {
    buttons: [
      [
        ctx.button('export-button-mark-sure', tapData('export.mark')),
        ctx.button('button-back', tapData('export')),
      ],
    ],
  })
}

async function mark(office: Office): Promise<void> {
  const { ctx, organisation, me } = office
  await ctx.turn.commit(async (tx) => {
    const details = await importStanding(tx, ctx.cycle.id)
    const done = await takeStep(
      tx,
      { step: 'export', organisationId: organisation.id, actor: { personId: me }, details },
      { cycle: ctx.cycle, now: ctx.now },
    )
    if (isRefusal(done)) ctx.sayRefusal(done)
    await showExports(office, {
      db: tx,
      headline: isRefusal(done) ? undefined : ctx.text('export-mark-done'),
    })
  })
}
