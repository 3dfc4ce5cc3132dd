import type { Database } from '../../prisma/database.ts'
import { cityOf } from '../authority/tree.ts'
import { listComplaints } from '../complaints/lists.ts'
import { complaintsOfCity } from '../complaints/supervise.ts'
import { lateWork } from '../confirmation/late.ts'
import { glanceOf, isConfirmable } from '../confirmation/school-at-a-glance.ts'
import type { Cycle, Moment } from '../cycle/cycle.ts'
import { closingOf, freezesAt, windowAt, windowOf } from '../cycle/windows.ts'
import { readOfficeQueue } from '../declarations/queue.ts'
import { staffOf } from '../duties/staff.ts'
import type { DigestRole } from '../notices/notice.ts'
import { isFrozen, type StepId, stepsDone } from '../review/steps.ts'
import { civilDateOf, daysLeft } from '../time/shanghai.ts'
import type { DigestLine } from './digest-lines.ts'
import { fridayBefore, laddersOf, rungsOf } from './rungs.ts'

/** What somebody who reviews has to do today, read when the digest is sent. */

export interface Digest {
  readonly cycleId: number
  readonly lines: readonly DigestLine[]
  /** The last working day before a deadline among them that falls on a weekend (ruling 13). */
  readonly friday: Date | undefined
}

interface Asked {
  readonly role: DigestRole
  readonly organisationId: string
  readonly personId: string
}

type Reader = Database['prisma']

/** The organisation whose digest somebody hears: undefined once the role is gone, or if they want none. */
export async function organisationOfDigest(
  db: Reader,
  { role, organisationId, personId }: Asked,
): Promise<string | undefined> {
  const held = await db.grant.findFirst({
    where: { personId, role, organisationId, withdrawnAt: null, person: { account: { mutedAt: null } } },
    select: { organisation: { select: { name: true } } },
  })
  return held?.organisation.name
}

/** Undefined when nothing of the cycle is to be done: what only informs is no reason to write. */
export async function readDigest(
  db: Reader,
  asked: Asked,
  { cycle, now }: Moment,
): Promise<Digest | undefined> {
  const lines = await linesOf[asked.role](db, asked, { cycle, now })
  const friday = fridayOf(lines, now)
  const isToDo = (line: DigestLine) =>
    line.kind === 'teachers'
      ? isLadderDay(cycle, now)
      : !(line.kind === 'block' && line.block.kind === 'publicity-running') &&
        (line.kind !== 'confirm-later' || friday !== undefined)
  return lines.some(isToDo) ? { cycleId: cycle.id, lines, friday } : undefined
}

/**
 * On these days teachers are reminded that declaring ends, and their school is told who has still to begin.
 */
export function isLadderDay(cycle: Cycle, now: Date): boolean {
  return laddersOf(cycle, 'declaration').some((ladder) =>
    rungsOf(cycle, ladder).some(({ at }) => civilDateOf(at) === civilDateOf(now)),
  )
}

const linesOf: Readonly<
  Record<DigestRole, (db: Reader, asked: Asked, clock: Moment) => Promise<readonly DigestLine[]>>
> = {
  async SCHOOL_ADMIN(db, asked, clock) {
    if (clock.now >= freezesAt(clock.cycle)) return complaintLine(db, asked, clock)
    const waiting = await waitingAtSchool(db, asked, clock)
    return [
      ...waiting,
      ...(await complaintLine(db, asked, clock)),
      ...(waiting.length === 0 ? await publicityLine(db, asked, clock) : []),
      ...(await teachersLine(db, asked, clock)),
    ]
  },
  PRINCIPAL: principalLines,
  async DISTRICT_REVIEWER(db, asked, clock) {
    const { cycle, now } = clock
    const complaints = await complaintLine(db, asked, clock)
    if (now >= freezesAt(cycle)) {
      return [
        ...complaints,
        ...(await stepLines(db, asked.organisationId, clock, { statistics: 'statistics' })),
      ]
    }
    return [
      ...(await waitingAtOffice(db, asked, clock)),
      ...complaints,
      ...(await lateLine(db, asked, clock)),
    ]
  },
  async CITY_SUPERVISOR(db, _, clock) {
    const overdue = (await complaintsOfCity(db, clock)).reduce((sum, one) => sum + one.overdue, 0)
    const closesAt = closingOf(clock.cycle, 'complaints')
    return [
      ...(overdue > 0 ? [{ kind: 'city-complaints', count: overdue, closesAt } as const] : []),
      ...(await stepLines(db, await cityOf(db), clock, { 'city-confirmation': 'city-confirmation' })),
    ]
  },
  async CITY_OPERATOR(db, _, clock) {
    const city = await cityOf(db)
    return stepLines(db, city, clock, { 'city-statistics': 'city-statistics', export: 'export' })
  },
}

async function waitingAtSchool(
  db: Reader,
  { organisationId, personId }: Asked,
  { cycle }: Moment,
): Promise<DigestLine[]> {
  const rounds = await db.declaration.groupBy({
    by: ['round'],
    where: { organisationId, cycleId: cycle.id, state: 'SUBMITTED', personId: { not: personId } },
    _count: true,
    _min: { waitingSince: true },
    orderBy: { round: 'desc' },
  })
  return rounds.map(({ round, _count, _min }) => ({
    kind: round === 2 ? 'waiting-second-round' : 'waiting',
    count: _count,
    oldestSince: _min.waitingSince!,
    closesAt: closingOf(cycle, round === 2 ? 'second-round-school' : 'school-review'),
  }))
}

async function complaintLine(
  db: Reader,
  { organisationId, personId }: Asked,
  clock: Moment,
): Promise<DigestLine[]> {
  const asked = { handlerId: organisationId, personId, shown: 'open' } as const
  const { open, due } = await listComplaints(db, asked, clock)
  return open > 0 ? [{ kind: 'complaints', count: open, closesAt: due }] : []
}

/** Nothing waits any more and the window is open: the list can go public (ruling 2). */
async function publicityLine(
  db: Reader,
  { organisationId }: Asked,
  { cycle, now }: Moment,
): Promise<DigestLine[]> {
  if (windowAt(cycle, 'publicity', now).state === 'before') return []
  const [standing, teachers] = await Promise.all([
    db.publicity.count({ where: { organisationId, cycleId: cycle.id, withdrawnAt: null } }),
    db.grant.count({ where: { organisationId, role: 'TEACHER', withdrawnAt: null } }),
  ])
  if (standing > 0 || teachers === 0) return []
  return [
    { kind: 'publicity', closesAt: windowOf(cycle, 'publicity').latestAt ?? closingOf(cycle, 'publicity') },
  ]
}

async function teachersLine(db: Reader, { organisationId }: Asked, clock: Moment): Promise<DigestLine[]> {
  const staff = await staffOf(db, organisationId, clock)
  const isDeclaring = windowAt(clock.cycle, 'declaration', clock.now).state === 'open'
  const count = (group: string) => staff.filter((member) => member.group === group).length
  const returned = count('returned')
  const notSent = isDeclaring ? count('not-sent') : 0
  const notStarted = isDeclaring ? count('not-started') : 0
  return returned + notSent + notStarted > 0 ? [{ kind: 'teachers', returned, notSent, notStarted }] : []
}

async function principalLines(db: Reader, { organisationId }: Asked, clock: Moment): Promise<DigestLine[]> {
  const { cycle, now } = clock
  if (now >= freezesAt(cycle) || windowAt(cycle, 'publicity', now).state === 'before') return []
  const glance = await glanceOf(db, organisationId, clock)
  if (glance.answered + glance.exempt === 0) return []
  const { deadlines, toConfirm } = glance
  const isConfirmed = glance.steps.some(({ step }) => step === 'confirmation')
  if (isConfirmable(glance)) {
    return [
      ...(isConfirmed && toConfirm[1] === 0
        ? []
        : [{ kind: 'confirm', count: toConfirm[1], closesAt: deadlines.confirmation } as const]),
      ...(toConfirm[2] > 0
        ? [{ kind: 'confirm-second-round', count: toConfirm[2], closesAt: deadlines.secondRound } as const]
        : []),
    ]
  }
  if (isConfirmed) return []
  return [
    { kind: 'confirm-later', closesAt: deadlines.confirmation },
    ...glance.blocks.map((block) => ({ kind: 'block', block }) as const),
  ]
}

async function waitingAtOffice(
  db: Reader,
  { organisationId, personId }: Asked,
  { cycle }: Moment,
): Promise<DigestLine[]> {
  const queue = await readOfficeQueue(db, organisationId, cycle.id, personId)
  if (!queue.oldestSince) return []
  const first = queue.waiting + queue.forPrincipals - queue.secondRound
  const line = { oldestSince: queue.oldestSince } as const
  return [
    ...(queue.secondRound > 0
      ? [
          {
            kind: 'waiting-second-round',
            count: queue.secondRound,
            closesAt: closingOf(cycle, 'second-round-district'),
            ...line,
          } as const,
        ]
      : []),
    ...(first > 0
      ? [{ kind: 'waiting', count: first, closesAt: closingOf(cycle, 'district-review'), ...line } as const]
      : []),
  ]
}

async function lateLine(db: Reader, { organisationId }: Asked, clock: Moment): Promise<DigestLine[]> {
  const late = await lateWork(db, { officeId: organisationId }, clock)
  const schools = new Set(late.filter((work) => work.of === 'school').map((work) => work.organisationId))
  return schools.size > 0 ? [{ kind: 'late-schools', count: schools.size }] : []
}

/** What is to be done once after the freeze, in its order: what comes after something else waits for it. */
async function stepLines(
  db: Reader,
  organisationId: string | undefined,
  { cycle }: Moment,
  steps: Partial<Record<StepId, 'statistics' | 'city-statistics' | 'city-confirmation' | 'export'>>,
): Promise<DigestLine[]> {
  if (!organisationId || !(await isFrozen(db, cycle.id))) return []
  const done = new Set((await stepsDone(db, organisationId, cycle.id)).map(({ step }) => step))
  const windows = { statistics: 'statistics', 'city-statistics': 'statistics' } as const
  return Object.entries(steps)
    .filter(([step]) => !done.has(step as StepId) && (step !== 'export' || done.has('city-confirmation')))
    .map(([, kind]) => ({
      kind,
      closesAt: closingOf(cycle, kind in windows ? 'statistics' : (kind as 'city-confirmation' | 'export')),
    }))
}

function fridayOf(lines: readonly DigestLine[], now: Date): Date | undefined {
  const today = civilDateOf(now)
  const deadlines = lines.flatMap((line) => ('closesAt' in line ? [line.closesAt] : []))
  return deadlines.find(
    (closesAt) => daysLeft(now, closesAt) > 0 && fridayBefore(civilDateOf(new Date(+closesAt - 1))) === today,
  )
}
