import type { Database, Transaction } from '../../prisma/database.ts'
import { cityOf } from '../authority/tree.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type StepDone, stepsDone } from '../review/steps.ts'
import type { Table } from '../tables/table.ts'
import { latestSnapshot, type Snapshot, snapshotsBelow, sumOf } from './snapshots.ts'
import { type Difference, differenceOf, noStatistics, type Statistics } from './statistics.ts'
import { differenceTable, statisticsTables } from './statistics-table.ts'

/**
 * The statistics of a district, of 市教师培训中心 or of the city (S057): from frozen data, beside what the
 * principals confirmed (ruling 9).
 */
export interface OfficeStatistics {
  /** Whose form it is: offices of the city fill in one for the whole city. */
  readonly unit: { readonly id: string; readonly name: string; readonly isCity: boolean }
  /** Absent until the freeze was carried out. */
  readonly frozen: Snapshot | undefined
  /** The sum of the newest confirmations of the schools below; schools that did not confirm are in none. */
  readonly confirmed: Statistics
  /**
   * What became of the same schools by the freeze, so that a school that never confirmed does not look like a
   * change.
   */
  readonly frozenOfConfirmed: Statistics
  /** Between the two; empty where both agree, and before the freeze. */
  readonly difference: readonly Difference[]
  /** What the unit has done. */
  readonly steps: readonly StepDone[]
}

type Reader = Database['prisma'] | Transaction

export async function statisticsOfOffice(
  db: Reader,
  officeId: string,
  cycle: Cycle,
): Promise<OfficeStatistics> {
  const unit = await unitOf(db, officeId)
  const frozen = await latestSnapshot(db, unit.id, cycle.id, 'FROZEN')
  const { confirmed, frozen: frozenOfConfirmed } = frozen?.compared ?? {
    confirmed: sumOf(await snapshotsBelow(db, unit.id, cycle.id, 'CONFIRMATION')),
    frozen: noStatistics,
  }
  return {
    unit,
    frozen,
    confirmed,
    frozenOfConfirmed,
    difference: frozen ? differenceOf(confirmed, frozenOfConfirmed) : [],
    steps: await stepsDone(db, unit.id, cycle.id),
  }
}

/**
 * The form to print and seal: by 学段 and 公办/民办, by unit below, and what changed since the principals
 * confirmed.
 */
export async function officeStatisticsTables(db: Reader, officeId: string, cycle: Cycle): Promise<Table[]> {
  const { unit, frozen, confirmed, frozenOfConfirmed } = await statisticsOfOffice(db, officeId, cycle)
  if (!frozen) return []
  const form = {
    unit: unit.name,
    statistics: frozen.statistics,
    basis: frozen.basis,
    takenAt: frozen.takenAt,
    parts: unit.isCity
      ? await snapshotsOfOffices(db, cycle.id)
      : await snapshotsBelow(db, unit.id, cycle.id, 'FROZEN'),
  }
  const before = { basis: 'CONFIRMATION', statistics: confirmed } as const
  const after = { ...frozen, statistics: frozenOfConfirmed }
  return [...statisticsTables(form, cycle), differenceTable(unit.name, before, after, cycle)]
}

/** An office that reports to the city, and whether its form is there. */
export interface ReportingOffice {
  readonly id: string
  readonly name: string
  readonly reportedAt: Date | null
  readonly late: boolean
  readonly paperSentAt: Date | null
  readonly paperReceivedAt: Date | null
}

/** Every district and 市教师培训中心 with what it handed in, by name. */
export async function reportingOffices(db: Reader, cycleId: number): Promise<ReportingOffice[]> {
  return db.$queryRaw<ReportingOffice[]>`
    select office.id, office.name,
      max(done_at) filter (where step = 'statistics') as "reportedAt",
      coalesce(bool_or(late) filter (where step = 'statistics'), false) as late,
      max(done_at) filter (where step = 'statistics-paper-sent') as "paperSentAt",
      max(done_at) filter (where step = 'statistics-paper-received') as "paperReceivedAt"
    from organisation office
      left join step on step.organisation_id = office.id and step.cycle_id = ${cycleId}
    where office.kind in ('DISTRICT', 'TRAINING_CENTRE')
    group by office.id order by office.kind, office.name, office.id`
}

async function unitOf(db: Reader, officeId: string): Promise<OfficeStatistics['unit']> {
  const office = await db.organisation.findUniqueOrThrow({
    where: { id: officeId },
    select: { id: true, name: true, kind: true },
  })
  const isCity = office.kind === 'CITY'
  const cityId = isCity ? await cityOf(db) : undefined
  return { id: cityId ?? office.id, name: office.name, isCity }
}

async function snapshotsOfOffices(
  db: Reader,
  cycleId: number,
): Promise<{ name: string; statistics: Statistics }[]> {
  return db.$queryRaw<{ name: string; statistics: Statistics }[]>`
    select office.name, snapshot.data as statistics
    from organisation office join snapshot on snapshot.organisation_id = office.id
      and snapshot.cycle_id = ${cycleId} and snapshot.basis = 'FROZEN'
    where office.kind in ('DISTRICT', 'TRAINING_CENTRE') order by office.kind, office.name, office.id`
}
