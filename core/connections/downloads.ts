import type { Database } from '../../prisma/database.ts'
import { logExport } from '../audit/export-log.ts'
import { cityOf, schoolsBelow, standsUnder } from '../authority/tree.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { ExportCell } from '../export/export-columns.ts'
import { type ExportSink, maxWorkbookRows } from '../export/export-sink.ts'
import { isKept, writeKeptExport } from '../export/kept-export.ts'
import { standingPublicity } from '../publicity/publicity.ts'
import { type PublicityList, publicityTable } from '../publicity/publicity-list.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { latestSnapshot, snapshotsBelow } from '../reports/snapshots.ts'
import { statisticsOf } from '../reports/statistics.ts'
import { type StatisticsForm, statisticsTables } from '../reports/statistics-table.ts'
import type { Column, Table } from '../tables/table.ts'
import { formatInstant } from '../time/shanghai.ts'
import type { SendingConnection } from './authenticate.ts'
import { type DownloadKind, downloadType } from './download-types.ts'

/**
 * What other systems fetch: the same documents that the bot gives out, as rows. Each is logged as an export
 * of personal data (invariant 7).
 */

export const downloadFormats = ['csv', 'json', 'xlsx'] as const
export type DownloadFormat = (typeof downloadFormats)[number]

export const downloadRefusals = [
  'download-unknown',
  'download-not-allowed',
  'download-too-large',
  'download-busy',
  'not-your-organisation',
  'publicity-gone',
  'list-no-longer-public',
  'export-missing',
  'export-not-kept',
] as const
export type DownloadRefusal = Refusal<(typeof downloadRefusals)[number]>

export interface DownloadOrder {
  readonly what: DownloadKind
  /** The connection's own, or one below it; absent: its own. */
  readonly organisationId?: string
  readonly format: DownloadFormat
  /** Which export; absent: the newest. */
  readonly serial?: number
}

export interface Download {
  readonly title: string
  /** Of when the rows are. */
  readonly snapshotAt: Date
  /** Writes the rows, portion by portion, header first, at the pace of the sink. */
  write(sink: ExportSink): Promise<void>
}

/**
 * Opens a download for a connection and logs it: who, what, whose, how many rows.
 *
 * @returns what `write` will stream; 'download-not-allowed' {type}; 'not-your-organisation';
 *   'publicity-gone', 'list-no-longer-public' {until} for a single school; 'export-missing',
 *   'export-not-kept'; 'download-too-large' {max} for a workbook
 */
export async function openDownload(
  database: Database,
  connection: SendingConnection,
  order: DownloadOrder,
  at: { cycle: Cycle; now: Date },
): Promise<Download | DownloadRefusal> {
  const { prisma } = database
  const type = downloadType(order.what)
  if (!connection.types.includes(type)) return refuse('download-not-allowed', { type })
  const organisationId = order.organisationId ?? connection.organisation.id
  if (!(await standsUnder(prisma, organisationId, connection.organisation.id)))
    return refuse('not-your-organisation')
  const opened = await openers[order.what](database, { ...order, organisationId }, at)
  if (isRefusal(opened)) return opened
  const { rows, about, ...download } = opened
  if (order.format === 'xlsx' && rows > maxWorkbookRows)
    return refuse('download-too-large', { max: maxWorkbookRows })
  await prisma.$transaction((tx) =>
    logExport(
      tx,
      {
        actor: { personId: connection.personId, role: 'CONNECTION' },
        what: order.what === 'publicity' ? 'publicity-list' : order.what,
        organisationId: about,
        cycleId: at.cycle.id,
        rows,
        format: order.format,
      },
      at.now,
    ),
  )
  return download
}

type Opened = Download & { readonly rows: number; readonly about: string }
type Opener = (
  database: Database,
  order: DownloadOrder & { readonly organisationId: string },
  at: { cycle: Cycle; now: Date },
) => Promise<Opened | DownloadRefusal>

const openers: Readonly<Record<DownloadKind, Opener>> = {
  publicity: openLists,
  statistics: openStatistics,
  export: openExport,
}

/**
 * The lists that are public now, school by school. Once a period is over, the list is taken down everywhere.
 */
async function openLists(
  { prisma }: Database,
  { organisationId }: { organisationId: string },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Opened | DownloadRefusal> {
  const schoolIds = await schoolsBelow(prisma, organisationId)
  const running = await prisma.$queryRaw<{ id: string; people: number }[]>`
    select publicity.id, jsonb_array_length(list -> 'lines') as people
    from publicity join organisation school on school.id = publicity.organisation_id
    where cycle_id = ${cycle.id} and school.id = any(${schoolIds}::text[]) and withdrawn_at is null
      and taken_down_at is null and starts_at <= ${now} and ends_at > ${now}
    order by school.name, school.id`
  if (running.length === 0 && schoolIds[0] === organisationId) {
    const over = await standingPublicity(prisma, organisationId, cycle.id, now)
    return over
      ? refuse('list-no-longer-public', { until: over.endsAt.toISOString() })
      : refuse('publicity-gone')
  }
  return {
    title: `${cycle.name.zh}继续教育学时公示`,
    snapshotAt: now,
    rows: running.reduce((sum, { people }) => sum + people, 0),
    about: organisationId,
    async write(sink) {
      const taken = formatInstant(now, 'zh')
      const own = [schoolCodeLabel, schoolLabel, periodLabels.startsAt, periodLabels.endsAt]
      const labels = cycle.reportColumns.publicity.map(({ label }) => label.zh)
      await sink.rows([[...own, ...labels, takenLabel]])
      for (const { id } of running) {
        const { organisation, startsAt, endsAt, ...row } = await prisma.publicity.findUniqueOrThrow({
          where: { id },
          include: { organisation: { select: { code: true } } },
        })
        const list = row.list as unknown as PublicityList
        const table = publicityTable(list, { startsAt, endsAt }, cycle)
        const place = [
          organisation.code ?? '',
          list.school,
          formatInstant(startsAt, 'zh'),
          formatInstant(endsAt, 'zh'),
        ]
        await sink.rows(cellsOf(table).map((cells) => [...place, ...cells, taken]))
      }
      await sink.end()
    },
  }
}

const [schoolCodeLabel, schoolLabel, takenLabel] = ['学校代码', '学校', '数据时间']
const periodLabels = { startsAt: '公示开始', endsAt: '公示结束' } as const

async function openStatistics(
  { prisma }: Database,
  { organisationId }: { organisationId: string },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Opened> {
  const form = await statisticsForm(prisma, organisationId, { cycle, now })
  const tables = statisticsTables(form, cycle)
  const [{ columns, title }] = tables as [Table]
  const taken = formatInstant(form.takenAt, 'zh')
  return {
    title,
    snapshotAt: form.takenAt,
    rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
    about: organisationId,
    async write(sink) {
      await sink.rows([['表', ...labelsOf(columns), takenLabel]])
      for (const table of tables)
        await sink.rows(cellsOf(table).map((cells) => [table.title, ...cells, taken]))
      await sink.end()
    },
  }
}

/** As the office would print it: from the frozen snapshot once there is one, before it as things stand. */
async function statisticsForm(
  db: Database['prisma'],
  organisationId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<StatisticsForm> {
  const { name, kind } = await db.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  const unitId = kind === 'CITY' ? ((await cityOf(db)) ?? organisationId) : organisationId
  const frozen = await latestSnapshot(db, unitId, cycle.id, 'FROZEN')
  if (!frozen) {
    const statistics = await statisticsOf(db, await schoolsBelow(db, organisationId), { cycle, now })
    return { unit: name, statistics, basis: 'CURRENT', takenAt: now }
  }
  const { statistics, basis, takenAt } = frozen
  const parts = kind === 'SCHOOL' ? undefined : await snapshotsBelow(db, unitId, cycle.id, 'FROZEN')
  return { unit: name, statistics, basis, takenAt, ...(parts && { parts }) }
}

/** An export that was made, once more: it marks nothing, so it may be fetched as often as one likes. */
async function openExport(
  database: Database,
  { serial, organisationId }: { serial?: number; organisationId: string },
  { cycle }: { cycle: Cycle },
): Promise<Opened | DownloadRefusal> {
  const made = await database.prisma.export.findFirst({
    where: { cycleId: cycle.id, sha256: { not: null }, ...(serial !== undefined && { serial }) },
    orderBy: { serial: 'desc' },
  })
  if (!made) return refuse('export-missing')
  if (!(await isKept(database.prisma, made.id))) return refuse('export-not-kept')
  return {
    title: `${cycle.name.zh}导出${made.serial}`,
    snapshotAt: made.madeAt,
    rows: made.rows,
    about: (await cityOf(database.prisma)) ?? organisationId,
    write: (sink) => writeKeptExport(database.prisma, made.id, sink),
  }
}

function labelsOf(columns: readonly Column[]): string[] {
  return columns.map(({ label }) => label)
}

function cellsOf({ columns, rows }: Table): ExportCell[][] {
  return rows.map((row) => columns.map(({ key }) => row[key] ?? ''))
}
