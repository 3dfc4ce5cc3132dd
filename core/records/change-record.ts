import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { enterWindow, freezesAt } from '../cycle/windows.ts'
import { isSameCourse } from '../declarations/doubles.ts'
import { datesOf, toMidnight } from '../declarations/teacher-file.ts'
import { tell } from '../notices/notice.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { isApproved } from '../review/actions.ts'
import { faultOfCourse, type RecordCourse } from './record-row.ts'
import { answererOf, type RecordSource, roleOfSource } from './record-source.ts'

/** An hour record changed by whoever registered it. */

export const changeRecordRefusals = [
  'record-gone',
  'record-changed-meanwhile',
  'record-double',
  'record-already-declared',
  'cycle-frozen',
] as const

export interface KnownRecord extends RecordCourse {
  readonly id: string
  readonly personId: string
  readonly cycleId: number
  readonly source: RecordSource
  readonly provider: string
  readonly personName: string
  /** The organisation that registered it and answers for it. */
  readonly answererId: string | undefined
}

/**
 * Whether a record may still be changed. While the registration window is open its source alone may change it
 * (S015, hard). A dispute allows it until the freeze, so that whoever erred can put it right: a teacher may
 * object in January (S065), and hours on record cannot be declared instead (ruling 6).
 */
export type Way = 'own' | 'dispute'

/**
 * Takes a record off.
 *
 * @param seen the record as the person saw it
 * @returns nothing when done; 'record-gone', 'record-changed-meanwhile'; 'not-your-role' {role}, 'own-item';
 *   'window-closed' {window, deadline}, 'cycle-frozen' {deadline}
 */
export async function withdrawRecord(
  tx: Transaction,
  { recordId, seen, actor, way = 'own' }: { recordId: string; seen: RecordCourse; actor: Acting; way?: Way },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal | undefined> {
  const record = await mayChange(tx, { recordId, actor, way }, { cycle, now })
  if (isRefusal(record)) return record
  const { count } = await tx.hourRecord.deleteMany({ where: asSeen(recordId, seen) })
  if (count === 0) return refuse('record-changed-meanwhile')
  await noteChange(tx, record, null, { actor, now, action: 'record.withdraw', way })
  return undefined
}

/**
 * Corrects hours, dates, name or category of a record.
 *
 * @returns nothing when done; what `withdrawRecord` refuses; what is impossible about the course
 *   ('record-hours-impossible' …); 'record-double' {from, to, hours, source} with another record,
 *   'record-already-declared' with an approved declaration
 */
export async function correctRecord(
  tx: Transaction,
  {
    recordId,
    seen,
    changes,
    actor,
    way = 'own',
  }: { recordId: string; seen: RecordCourse; changes: Partial<RecordCourse>; actor: Acting; way?: Way },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal | undefined> {
  const record = await mayChange(tx, { recordId, actor, way }, { cycle, now })
  if (isRefusal(record)) return record
  const { category, courseName, from, to, hours } = { ...seen, ...changes }
  const course = { category, courseName, from, to, hours }
  const fault = faultOfCourse(course, { year: cycle.id, now })
  if (fault) return fault.refusal
  const double = await refuseDoubleRecord(tx, record, course, recordId)
  if (double) return double
  const { count } = await tx.hourRecord.updateMany({
    where: asSeen(recordId, seen),
    data: { category, courseName, from: toMidnight(from), to: toMidnight(to), hours },
  })
  if (count === 0) return refuse('record-changed-meanwhile')
  await noteChange(tx, record, course, { actor, now, action: 'record.correct', way })
  return undefined
}

export async function readRecord(db: Transaction, recordId: string): Promise<KnownRecord | undefined> {
  const row = await db.hourRecord.findUnique({
    where: { id: recordId },
    include: { person: { select: { name: true } } },
  })
  if (!row) return undefined
  const { id, personId, cycleId, source, provider, category, courseName, hours } = row
  return {
    id,
    personId,
    cycleId,
    source,
    provider,
    category,
    courseName,
    hours,
    personName: row.person.name,
    ...datesOf(row),
    answererId: await answererOf(db, row),
  }
}

/** What an office registered for one teacher in a cycle, by date. */
export async function recordsOfSource(
  db: Transaction,
  {
    source,
    organisationId,
    certificateNumber,
    cycleId,
  }: { source: RecordSource; organisationId: string; certificateNumber: string; cycleId: number },
): Promise<KnownRecord[]> {
  const rows = await db.hourRecord.findMany({
    where: { source, cycleId, person: { certificateNumber } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  const records: KnownRecord[] = []
  for (const { id } of rows) {
    const record = await readRecord(db, id)
    if (record?.answererId === organisationId) records.push(record)
  }
  return records
}

/** @returns 'cycle-frozen' {deadline} from the freeze on (invariant 5) */
export function refuseFrozen(cycle: Cycle, now: Date): Refusal | undefined {
  const freeze = freezesAt(cycle)
  return now < freeze ? undefined : refuse('cycle-frozen', { deadline: freeze.toISOString() })
}

/**
 * The same course must not stand beside another record or an approved declaration (invariant 4). The person
 * stays locked.
 */
export async function refuseDoubleRecord(
  tx: Transaction,
  { personId, cycleId }: { personId: string; cycleId: number },
  course: RecordCourse,
  exceptRecordId?: string,
): Promise<Refusal | undefined> {
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const records = await tx.hourRecord.findMany({ where: { personId, cycleId } })
  const record = records
    .map((row) => ({ ...row, ...datesOf(row) }))
    .find((other) => other.id !== exceptRecordId && isSameCourse(other, course))
  if (record) {
    const { from, to, hours, source } = record
    return refuse('record-double', { from, to, hours, source })
  }
  const declarations = await tx.declaration.findMany({
    where: { personId, cycleId },
    select: { state: true, courseName: true, from: true, to: true },
  })
  return declarations.some(
    (row) => isApproved(row.state) && isSameCourse({ ...row, ...datesOf(row) }, course),
  )
    ? refuse('record-already-declared')
    : undefined
}

async function mayChange(
  tx: Transaction,
  { recordId, actor, way }: { recordId: string; actor: Acting; way: Way },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<KnownRecord | Refusal> {
  const record = await readRecord(tx, recordId)
  if (!record?.answererId || record.cycleId !== cycle.id) return refuse('record-gone')
  const stranger = await refuseWithoutRole(
    tx,
    actor,
    roleOfSource[record.source],
    record.answererId,
    record.personId,
  )
  if (stranger) return stranger
  const frozen = refuseFrozen(cycle, now)
  if (frozen) return frozen
  if (way === 'own') {
    const entered = enterWindow(cycle, 'registration', now)
    if (isRefusal(entered)) return entered
  }
  return record
}

function asSeen(id: string, { category, courseName, from, to, hours }: RecordCourse) {
  return { id, category, courseName, from: toMidnight(from), to: toMidnight(to), hours }
}

async function noteChange(
  tx: Transaction,
  record: KnownRecord,
  after: RecordCourse | null,
  { actor, now, action, way }: { actor: Acting; now: Date; action: string; way: Way },
): Promise<void> {
  const { id, personId, cycleId, source, category, courseName, from, to, hours, answererId } = record
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: roleOfSource[source] },
    action,
    subject: { kind: 'hour-record', id },
    organisationId: answererId!,
    cycleId,
    details: { personId, way, before: { category, courseName, from, to, hours }, after },
  })
  // Who disputed it hears of it by the answer to the dispute.
  if (way === 'dispute') return
  const { name } = await tx.organisation.findUniqueOrThrow({
    where: { id: answererId! },
    select: { name: true },
  })
  await tell(tx, personId, {
    kind: 'record-changed',
    courseName,
    before: hours,
    after: after?.hours ?? null,
    by: name,
  })
}
