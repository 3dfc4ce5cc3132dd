import { schoolsBelow } from '../../../core/authority/tree.ts'
import { organisationOf } from '../../../core/organisations/organisation.ts'
import {
  latestSnapshot,
  readSnapshot,
  type Snapshot,
  snapshotsBelow,
} from '../../../core/reports/snapshots.ts'
import { statisticsOf } from '../../../core/reports/statistics.ts'
import {
  differenceTable,
  type StatisticsForm,
  statisticsTables,
} from '../../../core/reports/statistics-table.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { House } from '../../house.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import type { Document } from './document.ts'

/**
 * The statistics form of a school, or of an office with all its schools (S039, S057). The caller checks who
 * may have it. Throws when there is no such organisation.
 */
export async function statisticsDocument(
  house: House,
  {
    organisationId,
    cycleId,
    snapshotId,
    format,
  }: { organisationId: string; cycleId: number; snapshotId: string | null; format: TableFormat },
): Promise<Document> {
  const { prisma } = house.database
  const cycle = house.cycles.get(cycleId)
  const { name: unit, kind } = await organisationOf(prisma, organisationId)
  const snapshot = snapshotId ? await readSnapshot(prisma, snapshotId) : undefined
  const form = snapshot
    ? await formOfSnapshot(house, unit, kind, snapshot)
    : await formOfNow(house, unit, organisationId, cycleId)
  const tables = statisticsTables(form, cycle)
  if (snapshot?.basis === 'FROZEN' && kind === 'SCHOOL') {
    const confirmed = await latestSnapshot(prisma, organisationId, cycleId, 'CONFIRMATION')
    if (confirmed) tables.push(differenceTable(unit, confirmed, snapshot, cycle))
  }
  return {
    bytes: await (format === 'pdf' ? writePdf(tables) : writeXlsx(tables)),
    fileName: `${cycle.name.zh}继续教育验证统计表-${unit}.${format}`,
  }
}

async function formOfSnapshot(
  { database: { prisma } }: House,
  unit: string,
  kind: string,
  { organisationId, cycleId, basis, takenAt, statistics }: Snapshot,
): Promise<StatisticsForm> {
  if (kind === 'SCHOOL') return { unit, statistics, basis, takenAt }
  const parts = await snapshotsBelow(prisma, organisationId, cycleId, basis)
  return { unit, statistics, basis, takenAt, parts }
}

async function formOfNow(
  { database: { prisma }, clock, cycles }: House,
  unit: string,
  organisationId: string,
  cycleId: number,
): Promise<StatisticsForm> {
  const now = clock.now()
  const schools = await schoolsBelow(prisma, organisationId)
  const statistics = await statisticsOf(prisma, schools, { cycle: cycles.get(cycleId), now })
  return { unit, statistics, basis: 'CURRENT', takenAt: now }
}
