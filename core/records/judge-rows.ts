import type { Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { isSameCourse } from '../declarations/doubles.ts'
import { isSameName } from '../people/identity.ts'
import { refuse } from '../refusal.ts'
import { type DeclarationState, isApproved } from '../review/actions.ts'
import type { Category } from '../terms.ts'
import type { CivilDate } from '../time/shanghai.ts'
import type { RecordRow } from './record-columns.ts'
import { type ReadRecord, type RowFault, readRecordRow } from './record-row.ts'
import type { RecordSource } from './record-source.ts'

export const recordFitRefusals = [
  'record-person-unknown',
  'record-person-elsewhere',
  'record-own',
  'record-name-mismatch',
  'record-double-in-file',
  'record-double',
  'record-already-declared',
] as const

export interface RowRefusal extends RowFault {
  readonly row: RecordRow['row']
  /** As it came, to be sent back for correction. */
  readonly source: RecordRow
}

export interface AcceptedRow extends ReadRecord {
  readonly personId: string
}

export interface JudgedRows {
  readonly accepted: readonly AcceptedRow[]
  /** How many rows are on record already, exactly so: taking a file twice is no error. */
  readonly unchanged: number
  readonly unchangedRows: readonly RecordRow['row'][]
  readonly refusedRows: readonly RowRefusal[]
  /** Declarations, not yet approved, of a course that is now on record. */
  readonly doubledDeclarations: readonly string[]
}

export interface Registering {
  readonly source: RecordSource
  readonly organisationId: string
  readonly personId: string | null
  readonly rows: readonly RecordRow[]
}

/**
 * Judges all rows of a file with three questions to the database, however many rows there are. The people
 * concerned stay locked until the transaction ends, so that nothing of theirs is registered or approved
 * meanwhile. A row of a course that the teacher has declared is accepted while the declaration is not
 * approved, which then can no longer be approved (ruling 6); once it is approved the row is refused, so that
 * nothing counts twice (invariant 4).
 */
export async function judgeRows(
  tx: Transaction,
  { source, organisationId, personId: actorId, rows }: Registering,
  { cycle, now, lock }: { cycle: Cycle; now: Date; lock: boolean },
): Promise<JudgedRows> {
  const refusedRows: RowRefusal[] = []
  const read = rows.flatMap((row) => {
    const record = readRecordRow(row, { year: cycle.id, now })
    if (!('refusal' in record)) return [{ record, row }]
    refusedRows.push({ row: row.row, ...record, source: row })
    return []
  })
  const file = await readFiles(
    tx,
    [...new Set(read.map(({ record }) => record.certificateNumber))],
    cycle.id,
    lock,
  )

  const accepted: AcceptedRow[] = []
  const doubled = new Set<string>()
  const inFile = new Map<string, AcceptedRow[]>()
  const unchangedRows: RecordRow['row'][] = []
  for (const { record, row } of read) {
    const refuseRow = (fault: RowFault) => refusedRows.push({ row: row.row, ...fault, source: row })
    const person = file.people.get(record.certificateNumber)
    const stranger = faultOfPerson(person, record, { source, organisationId, actorId })
    if (stranger || !person) {
      refuseRow(stranger!)
      continue
    }
    const own = inFile.get(person.id) ?? []
    const before = own.find((other) => isSameCourse(other, record))
    const known = file.records.get(person.id)?.find((other) => isSameCourse(other, record))
    if (before ?? known) {
      const isSame = before
        ? isSameRow(before, record)
        : isSameRow(known!, record) && known!.source === source
      if (isSame) unchangedRows.push(row.row)
      else if (before) refuseRow(fault('record-double-in-file', { line: before.row }))
      else refuseRow(doubleOf(known!))
      continue
    }
    const declared = file.declarations.get(person.id)?.filter((other) => isSameCourse(other, record)) ?? []
    if (declared.some(({ state }) => isApproved(state))) {
      refuseRow(fault('record-already-declared'))
      continue
    }
    for (const { id } of declared) doubled.add(id)
    const row_ = { ...record, personId: person.id }
    accepted.push(row_)
    inFile.set(person.id, [...own, row_])
  }
  const places = new Map(rows.map((row, at) => [row, at]))
  refusedRows.sort((a, b) => places.get(a.source)! - places.get(b.source)!)
  return {
    accepted,
    unchanged: unchangedRows.length,
    unchangedRows,
    refusedRows,
    doubledDeclarations: [...doubled],
  }
}

interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly organisationId: string
}

interface KnownRecord extends Pick<ReadRecord, 'category' | 'courseName' | 'from' | 'to' | 'hours'> {
  readonly personId: string
  readonly source: RecordSource
}

interface KnownDeclaration {
  readonly id: string
  readonly personId: string
  readonly state: DeclarationState
  readonly courseName: string
  readonly from: CivilDate
  readonly to: CivilDate
}

async function readFiles(tx: Transaction, certificateNumbers: string[], cycleId: number, lock: boolean) {
  // In one order, so that two files with the same people wait for each other instead of blocking each other.
  if (lock) {
    await tx.$queryRaw`
      select 1 from person where certificate_number = any(${certificateNumbers}) order by id for no key update`
  }
  const people = await tx.$queryRaw<(KnownPerson & { certificateNumber: string })[]>`
    select id, name, organisation_id as "organisationId", certificate_number as "certificateNumber"
    from person where certificate_number = any(${certificateNumbers})`
  const ids = people.map(({ id }) => id)
  const records = await tx.$queryRaw<(KnownRecord & { category: Category })[]>`
    select person_id as "personId", category, course_name as "courseName", "from"::text, "to"::text, hours, source
    from hour_record where cycle_id = ${cycleId} and person_id = any(${ids}::uuid[])`
  const declarations = await tx.$queryRaw<KnownDeclaration[]>`
    select id, person_id as "personId", state, course_name as "courseName", "from"::text, "to"::text
    from declaration where cycle_id = ${cycleId} and person_id = any(${ids}::uuid[])
      and state not in ('WITHDRAWN', 'INVALID')`
  return {
    people: new Map(people.map((person) => [person.certificateNumber, person])),
    records: Map.groupBy(records, ({ personId }) => personId),
    declarations: Map.groupBy(declarations, ({ personId }) => personId),
  }
}

function faultOfPerson(
  person: KnownPerson | undefined,
  record: ReadRecord,
  {
    source,
    organisationId,
    actorId,
  }: { source: RecordSource; organisationId: string; actorId: string | null },
): RowFault | undefined {
  if (!person) return { column: 'certificateNumber', refusal: refuse('record-person-unknown') }
  // Whoever guesses numbers learns no names by it.
  if (!isSameName(person.name, record.name))
    return { column: 'name', refusal: refuse('record-name-mismatch') }
  if (source === 'SCHOOL' && person.organisationId !== organisationId) {
    return { column: 'certificateNumber', refusal: refuse('record-person-elsewhere') }
  }
  if (person.id === actorId) return { column: 'certificateNumber', refusal: refuse('record-own') }
  return undefined
}

function isSameRow(one: Omit<KnownRecord, 'personId' | 'source'>, other: ReadRecord): boolean {
  return (
    one.category === other.category &&
    one.from === other.from &&
    one.to === other.to &&
    one.hours === other.hours
  )
}

function doubleOf({ from, to, hours, source }: KnownRecord): RowFault {
  return fault('record-double', { from, to, hours, source })
}

function fault(
  code: 'record-double-in-file' | 'record-double' | 'record-already-declared',
  params: Record<string, string | number> = {},
): RowFault {
  return { column: 'courseName', refusal: refuse(code, params) }
}
