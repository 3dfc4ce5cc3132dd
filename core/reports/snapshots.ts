import type { Database, Transaction } from '../../prisma/database.ts'
import { cityOf, schoolsBelow } from '../authority/tree.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { stageAt } from '../review/actions.ts'
import { isFrozen } from '../review/steps.ts'
import {
  addStatistics,
  noStatistics,
  type Statistics,
  statisticsOf,
  statisticsPerSchool,
  withOwnComplaints,
} from './statistics.ts'

/**
 * Statistics as they stood at one moment: of a school when its principal confirms, of everybody from frozen
 * data (ruling 9).
 */
export interface Snapshot {
  readonly id: string
  readonly organisationId: string
  readonly cycleId: number
  readonly basis: 'CONFIRMATION' | 'FROZEN'
  readonly takenAt: Date
  readonly statistics: Statistics
  /**
   * Of an office, from the freeze on: what the principals below had confirmed, and what became of the same
   * schools.
   */
  readonly compared?: Compared
  /** Of an office, from the freeze on: the schools whose sum it is, wherever they have moved since. */
  readonly parts?: readonly string[]
}

/** Schools that never confirmed are in neither, so that they do not look like a change (ruling 9). */
export interface Compared {
  readonly confirmed: Statistics
  readonly frozen: Statistics
}

type Reader = Database['prisma'] | Transaction

/** Every confirmation takes one anew; the older ones stay. */
export async function takeConfirmationSnapshot(
  tx: Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Snapshot> {
  const statistics = await statisticsOf(tx, [schoolId], { cycle, now })
  const row = await tx.snapshot.create({
    data: {
      organisationId: schoolId,
      cycleId: cycle.id,
      basis: 'CONFIRMATION',
      takenAt: now,
      data: statistics as object,
    },
  })
  return { ...row, statistics }
}

/**
 * Takes the snapshots of frozen data: of every school, then of each district and 市教师培训中心 as the sum of
 * theirs, then of the city. Each is taken once, by whichever process comes; another goes on with what one
 * left undone.
 *
 * @returns whether anything was taken: not before the freeze, and nothing once the city's stands
 */
export async function takeFrozenSnapshots(
  { prisma }: Pick<Database, 'prisma'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<boolean> {
  if (stageAt(cycle, now) !== 'frozen') return false
  // Until the items that ran out are marked, the data are not what they will be.
  if (!(await isFrozen(prisma, cycle.id))) return false
  const city = await cityOf(prisma)
  const offices = await prisma.organisation.findMany({
    where: { kind: { in: ['DISTRICT', 'TRAINING_CENTRE'] } },
    orderBy: { id: 'asc' },
  })
  const last = city ?? offices.at(-1)?.id
  if (last && (await hasFrozen(prisma, last, cycle.id))) return false

  const schools = await prisma.organisation.findMany({
    where: {
      kind: 'SCHOOL',
      snapshots: { none: { cycleId: cycle.id, basis: 'FROZEN' } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const clock = { cycle, now }
  const schoolIds = schools.map(({ id }) => id)
  for await (const { schoolId, statistics } of statisticsPerSchool(prisma, schoolIds, clock)) {
    await keepFrozen(prisma, schoolId, statistics, clock)
  }
  for (const { id } of [...offices, ...(city ? [{ id: city }] : [])]) {
    // From what was kept and not computed anew, so that the sum is right even of what another process took.
    const { statistics, ...rest } = await sumsBelow(prisma, id, cycle.id)
    await keepFrozen(prisma, id, { ...statistics, ...rest }, clock)
  }
  return true
}

/** The newest snapshot of an organisation; undefined before there is one. */
export async function latestSnapshot(
  db: Reader,
  organisationId: string,
  cycleId: number,
  basis: Snapshot['basis'],
): Promise<Snapshot | undefined> {
  const row = await db.snapshot.findFirst({
    where: { organisationId, cycleId, basis },
    orderBy: [{ takenAt: 'desc' }, { id: 'desc' }],
  })
  return row ? snapshotOf(row) : undefined
}

export async function readSnapshot(db: Reader, snapshotId: string): Promise<Snapshot | undefined> {
  const row = await db.snapshot.findUnique({ where: { id: snapshotId } })
  return row ? snapshotOf(row) : undefined
}

/**
 * The newest snapshot of each school below an office, with the school's name and ordered by it. Once the
 * office's own snapshot stands, its schools are those of that moment, so that the form of a year stays the
 * sum of its lines.
 */
export async function snapshotsBelow(
  db: Reader,
  officeId: string,
  cycleId: number,
  basis: Snapshot['basis'],
): Promise<{ schoolId: string; name: string; statistics: Statistics }[]> {
  const own = basis === 'FROZEN' ? await latestSnapshot(db, officeId, cycleId, basis) : undefined
  const schoolIds = own?.parts ?? (await schoolsBelow(db, officeId))
  return db.$queryRaw<{ schoolId: string; name: string; statistics: Statistics }[]>`
    select school.id as "schoolId", school.name, newest.data as statistics from organisation school
      cross join lateral (select data from snapshot where snapshot.organisation_id = school.id
        and snapshot.cycle_id = ${cycleId} and snapshot.basis = ${basis}::"SnapshotBasis"
        order by taken_at desc, id desc limit 1) as newest
    where school.id = any(${schoolIds}::text[]) order by school.name, school.id`
}

function snapshotOf(row: Omit<Snapshot, 'statistics' | 'compared' | 'parts'> & { data: unknown }): Snapshot {
  const { compared, parts, ...statistics } = row.data as Statistics & Pick<Snapshot, 'compared' | 'parts'>
  const { id, organisationId, cycleId, basis, takenAt } = row
  return {
    id,
    organisationId,
    cycleId,
    basis,
    takenAt,
    statistics,
    ...(compared && { compared }),
    ...(parts && { parts }),
  }
}

async function sumsBelow(
  db: Database['prisma'],
  officeId: string,
  cycleId: number,
): Promise<{ statistics: Statistics; compared: Compared; parts: string[] }> {
  const frozen = await snapshotsBelow(db, officeId, cycleId, 'FROZEN')
  const confirmed = await snapshotsBelow(db, officeId, cycleId, 'CONFIRMATION')
  const schools = new Set(confirmed.map(({ schoolId }) => schoolId))
  // The city's form has what any of its offices handles.
  const [own] = await db.$queryRaw<{ complaints: number; complaintsSettled: number }[]>`
    select count(*)::int as complaints, count(*) filter (where state = 'SETTLED')::int as "complaintsSettled"
    from complaint join organisation handler on handler.id = complaint.handler_id
    where complaint.cycle_id = ${cycleId} and handler.kind <> 'SCHOOL'
      and (handler.id = ${officeId} or exists (select 1 from organisation where id = ${officeId} and kind = 'CITY'))`
  const sum = sumOf(frozen)
  return {
    statistics: own ? withOwnComplaints(sum, own) : sum,
    parts: frozen.map(({ schoolId }) => schoolId),
    compared: {
      confirmed: sumOf(confirmed),
      frozen: sumOf(frozen.filter(({ schoolId }) => schools.has(schoolId))),
    },
  }
}

export function sumOf(parts: readonly { statistics: Statistics }[]): Statistics {
  return parts.map(({ statistics }) => statistics).reduce(addStatistics, noStatistics)
}

async function hasFrozen(db: Database['prisma'], organisationId: string, cycleId: number): Promise<boolean> {
  return (await db.snapshot.count({ where: { organisationId, cycleId, basis: 'FROZEN' } })) > 0
}

async function keepFrozen(
  db: Database['prisma'],
  organisationId: string,
  statistics: Statistics & Pick<Snapshot, 'compared' | 'parts'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<void> {
  await db.$executeRaw`
    insert into snapshot (id, organisation_id, cycle_id, basis, taken_at, data)
    values (gen_random_uuid(), ${organisationId}, ${cycle.id}, 'FROZEN', ${now}, ${JSON.stringify(statistics)}::jsonb)
    on conflict do nothing`
}
