import { logExport } from '../../../core/audit/export-log.ts'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { latestSnapshot, readSnapshot, type Snapshot } from '../../../core/reports/snapshots.ts'
import { differenceOf, statisticsOf } from '../../../core/reports/statistics.ts'
import { formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import { isId, type Office } from '../dialogue/desk.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import { backToSchool } from './glance-card.ts'

/**
 * The statistics form (S039): what was confirmed, and beside it what the frozen data say (ruling 9). Before
 * both exist, a preview.
 */

const formats = ['xlsx', 'pdf'] as const satisfies readonly TableFormat[]

export async function showForm({ ctx, organisation }: Office, cycle: Cycle): Promise<void> {
  const { prisma } = ctx.house.database
  const confirmed = await latestSnapshot(prisma, organisation.id, cycle.id, 'CONFIRMATION')
  const frozen = await latestSnapshot(prisma, organisation.id, cycle.id, 'FROZEN')
  const current =
    frozen?.statistics ?? (await statisticsOf(prisma, [organisation.id], { cycle, now: ctx.now }))
  const { total } = confirmed?.statistics ?? current
  const changed = confirmed ? differenceOf(confirmed.statistics, current).length : 0
  const lines = [
    ctx.text('principal-form-title', { school: organisation.name, cycle: cycle.name[ctx.locale] }),
    confirmed
      ? ctx.text('principal-form-confirmed', { at: formatInstant(confirmed.takenAt, ctx.locale) })
      : ctx.text('principal-form-preview'),
    ctx.text('principal-form-figures', {
      expected: total.expected,
      declared: total.declared,
      passed: total.passed,
      failed: total.failed,
      exempt: total.exempt,
      returns: total.returns,
      returnsAbove: total.returnsAbove,
      complaints: total.complaints,
      settled: total.complaintsSettled,
    }),
    ...(changed > 0
      ? [ctx.text(frozen ? 'principal-form-frozen-differs' : 'principal-form-differs', { count: changed })]
      : []),
    ...(frozen && confirmed && changed === 0 ? [ctx.text('principal-form-frozen-same')] : []),
  ]
  const files = (key: string, snapshot: Snapshot | undefined): Button[] =>
    formats.map((format) =>
      ctx.button(key, tapData('principal.file', cycle.id, format, snapshot?.id ?? 'now'), {
        format: format === 'pdf' ? 'PDF' : 'Excel',
      }),
    )
  ctx.show(lines.join('\n'), {
    buttons: [
      ...(confirmed || !frozen
        ? [files(confirmed ? 'principal-button-file' : 'principal-button-preview', confirmed)]
        : []),
      ...(frozen ? [files('principal-button-frozen', frozen)] : []),
      [backToSchool(ctx, cycle)],
    ],
  })
}

export async function sendForm(
  { ctx, organisation, me }: Office,
  cycle: Cycle,
  asked: string | undefined,
  snapshotId: string | undefined,
): Promise<void> {
  const { prisma } = ctx.house.database
  const format = formats.find((one) => one === asked) ?? 'xlsx'
  const snapshot = isId(snapshotId) ? await readSnapshot(prisma, snapshotId) : undefined
  // A forged button could name the form of another school.
  const isTheirs = snapshot?.organisationId === organisation.id && snapshot.cycleId === cycle.id
  if (snapshotId !== 'now' && !isTheirs) return ctx.answerTap(ctx.label('card-old'))
  const statistics =
    snapshot?.statistics ?? (await statisticsOf(prisma, [organisation.id], { cycle, now: ctx.now }))
  ctx.sendFile(
    {
      document: 'statistics',
      organisationId: organisation.id,
      cycleId: cycle.id,
      snapshotId: snapshot?.id ?? null,
      format,
    },
    ctx.text(snapshot ? 'principal-form-caption' : 'principal-form-caption-preview', {
      school: organisation.name,
      cycle: cycle.name[ctx.locale],
    }),
  )
  await ctx.turn.commit((tx) =>
    logExport(
      tx,
      {
        actor: { personId: me, role: 'PRINCIPAL' },
        what: 'statistics',
        organisationId: organisation.id,
        cycleId: cycle.id,
        rows: statistics.total.expected,
        format,
      },
      ctx.now,
    ),
  )
}
