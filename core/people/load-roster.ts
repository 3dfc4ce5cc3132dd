import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { type Actor, audit, commandLine } from '../audit/audit.ts'
import { grantOnce } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { birthDateColumn, idNumberColumns, openBirthDate } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type RowOutcome, type RowRefused, readColumns } from '../tables/columns.ts'
import type { ReadTable, RowPlace } from '../tables/read-table.ts'
import { type CivilDate, civilDateOf } from '../time/shanghai.ts'
import { isSameName } from './identity.ts'
import { toldByKept } from './number-tells.ts'
import { reopenProfile } from './profile.ts'
import {
  type RosterCells,
  type RosterColumn,
  type RosterRow,
  readRosterRow,
  refuseRowAgainst,
  rosterColumns,
  rosterFields,
} from './roster-rows.ts'
import { type FindSchool, schoolFinder } from './school-finder.ts'
import { transferByRoster } from './transfer.ts'

/**
 * The schools' people from a file. A person in the file is added or put right; a person missing from it stays
 * as they are.
 */

export const loadRosterRefusals = [
  'load-row-repeated',
  'load-organisation-unknown',
  'load-organisation-ambiguous',
  'load-numbers-of-two',
  'load-number-of-another',
  'load-certificate-number-differs',
  'load-id-number-differs',
  'load-person-moves',
  'load-changed-meanwhile',
] as const

export interface RosterLoaded {
  /** In the order of the file. */
  readonly outcomes: readonly RowOutcome[]
  /** Headings that are none of ours. */
  readonly ignored: readonly string[]
}

export interface RosterSetting {
  readonly sealer: Sealer
  readonly cycles: readonly Cycle[]
  readonly now: Date
  /** Whoever stands under another school in the file is transferred; without it such a row is refused. */
  readonly moves?: boolean
  /** The command line, unless another system hands the rows over. */
  readonly by?: Actor | typeof commandLine
}

const rowsAtOnce = 200

/**
 * A person is known by 继续教育证号 or ID number, never by the name alone; a name that does not fit the number
 * marks a row that slipped. An empty cell changes nothing, and for a person with an account the roster fills
 * only what is empty in their profile. A role is given once, never again after it was withdrawn or handed
 * over; loading the same file again changes nothing.
 *
 * @returns what became of each row; 'table-columns-missing' {missing}
 */
export async function loadRoster(
  { prisma }: Pick<Database, 'prisma'>,
  table: ReadTable,
  setting: RosterSetting,
): Promise<RosterLoaded | Refusal> {
  const columned = readColumns(table, rosterColumns)
  if (isRefusal(columned)) return columned
  const schools = await schoolFinder(prisma)
  const outcomes = new Map<RowPlace, RowOutcome>()
  const seen = new Map<string, RowPlace>()
  const ready: Placed[] = []
  for (const { row, cells, refusal } of columned.rows) {
    const read: RosterRow | RowRefused = refusal
      ? { row, outcome: 'refused', refusal }
      : readRosterRow(row, cells, civilDateOf(setting.now))
    const placed = 'refusal' in read ? read : placeOf(read, schools, seen)
    if ('refusal' in placed) outcomes.set(row, placed)
    else ready.push(placed)
  }
  for (let at = 0; at < ready.length; at += rowsAtOnce) {
    const some = ready.slice(at, at + rowsAtOnce)
    for (const outcome of await loadTogether(prisma, some, setting)) outcomes.set(outcome.row, outcome)
  }
  return { outcomes: columned.rows.map(({ row }) => outcomes.get(row)!), ignored: columned.ignored }
}

/**
 * One row by itself, in a transaction that is already open: the same as a file of one row.
 *
 * @param given.school the school as it was found for the row
 */
export async function loadRosterRow(
  tx: Transaction,
  { cells, school }: { cells: RosterCells; school: { id: string; name: string } },
  setting: RosterSetting,
): Promise<RowOutcome> {
  const read = readRosterRow(1, cells, civilDateOf(setting.now))
  if ('refusal' in read) return read
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('roster'))::text`
  const row = { ...read, schoolId: school.id, schoolName: school.name }
  return loadOne(tx, row, await peopleOf(tx, [row], setting.sealer), setting)
}

/** A row whose school is known. */
interface Placed extends RosterRow {
  readonly schoolId: string
  readonly schoolName: string
}

/** Where the row belongs, unless a row above it has told of the same person. */
function placeOf(row: RosterRow, findSchool: FindSchool, seen: Map<string, RowPlace>): Placed | RowRefused {
  const school = findSchool(row.school)
  if (isRefusal(school)) return refused(row, 'school', school)
  const keys: [RosterColumn, string][] = []
  if (row.certificateNumber) keys.push(['certificateNumber', `C${row.certificateNumber}`])
  if (row.id) keys.push(['idNumber', `I${row.id.number}`])
  for (const [column, key] of keys) {
    const first = seen.get(key)
    if (first !== undefined) return refused(row, column, refuse('load-row-repeated', { first }))
  }
  for (const [, key] of keys) seen.set(key, row.row)
  return { ...row, schoolId: school.id, schoolName: school.name }
}

/**
 * Takes some rows in one transaction, which is much faster. If one of them stands in the way of the others,
 * each goes alone.
 */
async function loadTogether(
  prisma: Database['prisma'],
  rows: readonly Placed[],
  setting: RosterSetting,
): Promise<RowOutcome[]> {
  try {
    return await prisma.$transaction(
      async (tx) => {
        await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('roster'))::text`
        const people = await peopleOf(tx, rows, setting.sealer)
        const outcomes: RowOutcome[] = []
        for (const row of rows) outcomes.push(await loadOne(tx, row, people, setting))
        return outcomes
      },
      { timeout: 120_000, maxWait: 60_000 },
    )
  } catch (error) {
    // Somebody was put on the roster on another way since the rows were looked at.
    if (!isUniqueViolation(error)) throw error
    if (rows.length === 1)
      return [{ row: rows[0]!.row, outcome: 'refused', refusal: refuse('load-changed-meanwhile') }]
    const outcomes: RowOutcome[] = []
    for (const row of rows) outcomes.push(...(await loadTogether(prisma, [row], setting)))
    return outcomes
  }
}

type Known = Awaited<ReturnType<typeof findPeople>>[number]

interface People {
  readonly byCertificate: ReadonlyMap<string, Known>
  readonly byIdIndex: ReadonlyMap<string, Known>
}

async function peopleOf(tx: Transaction, rows: readonly Placed[], sealer: Sealer): Promise<People> {
  const found = await findPeople(tx, rows, sealer)
  return {
    byCertificate: new Map(
      found.flatMap((one) => (one.certificateNumber ? [[one.certificateNumber, one]] : [])),
    ),
    byIdIndex: new Map(found.flatMap((one) => (one.idIndex ? [[hex(one.idIndex), one]] : []))),
  }
}

function findPeople(tx: Transaction, rows: readonly Placed[], sealer: Sealer) {
  const numbers = rows.flatMap(({ certificateNumber }) => certificateNumber ?? [])
  const indexes = rows.flatMap(({ id }) => (id ? [new Uint8Array(sealer.blindIndex(id.number))] : []))
  return tx.person.findMany({
    where: { OR: [{ certificateNumber: { in: numbers } }, { idIndex: { in: indexes } }] },
    include: {
      account: { select: { id: true } },
      organisation: { select: { name: true } },
      grants: { select: { role: true, organisationId: true } },
    },
  })
}

async function loadOne(
  tx: Transaction,
  row: Placed,
  people: People,
  setting: RosterSetting,
): Promise<RowOutcome> {
  const person = personFor(row, people, setting.sealer)
  if (isRefusal(person?.refusal)) return refused(row, person.column, person.refusal)
  return person?.found ? change(tx, row, person.found, setting) : add(tx, row, setting)
}

/**
 * Who the row is about: both numbers must lead to the same person, and the name must fit. Nothing when nobody
 * has either number.
 */
function personFor(
  { certificateNumber, id, name }: Placed,
  { byCertificate, byIdIndex }: People,
  sealer: Sealer,
): { found?: Known; refusal?: undefined } | { column: RosterColumn; refusal: Refusal } {
  const one = certificateNumber ? byCertificate.get(certificateNumber) : undefined
  const other = id ? byIdIndex.get(hex(sealer.blindIndex(id.number))) : undefined
  const no = (column: RosterColumn, code: (typeof loadRosterRefusals)[number]) => ({
    column,
    refusal: refuse(code),
  })
  if (one && other && one.id !== other.id) return no('certificateNumber', 'load-numbers-of-two')
  // The ID number proves who it is, so that a name may be put right; 继续教育证号 alone does not.
  if (one && !other && !isSameName(one.name, name)) return no('name', 'load-number-of-another')
  if (one && !other && id && one.idIndex) return no('idNumber', 'load-id-number-differs')
  if (other && !one && certificateNumber && other.certificateNumber)
    return no('certificateNumber', 'load-certificate-number-differs')
  const found = one ?? other
  return found ? { found } : {}
}

async function add(tx: Transaction, row: Placed, { sealer, now, by }: RosterSetting): Promise<RowOutcome> {
  const id = randomUUID()
  const { schoolId: organisationId, name, certificateNumber } = row
  await tx.person.create({
    data: {
      id,
      organisationId,
      name,
      certificateNumber: certificateNumber ?? null,
      ...(row.id && idNumberColumns(row.id, id, sealer)),
      ...columnsOf(fieldsOf(row), id, sealer),
    },
  })
  const roles = row.roles.length > 0 ? row.roles : (['TEACHER'] as const)
  await tx.grant.createMany({
    data: roles.map((role) => ({ personId: id, role, organisationId, grantedAt: now })),
  })
  await told(
    tx,
    'person.add',
    id,
    organisationId,
    { name, certificateNumber, roles, row: row.row },
    { now, by },
  )
  return { row: row.row, outcome: 'new' }
}

async function change(
  tx: Transaction,
  row: Placed,
  person: Known,
  { sealer, cycles, now, moves = false, by }: RosterSetting,
): Promise<RowOutcome> {
  const { id, organisationId: from } = person
  const to = row.schoolId
  if (from !== to && !moves) {
    const refusal = refuse('load-person-moves', { from: person.organisation.name, to: row.schoolName })
    return refused(row, 'school', refusal)
  }
  const against = refuseRowAgainst(toldByKept(person, sealer, civilDateOf(now)), row.fields)
  if (against) return refused(row, against.column, against.refusal)
  // Whoever moves is on duty at the new school, unless the row says otherwise.
  const before = from === to ? person : { ...person, dutyStatus: 'ON_DUTY' }
  const changes = changesOf(row, before, sealer)
  const roles = row.roles.filter(
    (role) => !person.grants.some((held) => held.role === role && held.organisationId === to),
  )
  if (from === to && Object.keys(changes).length === 0 && roles.length === 0)
    return { row: row.row, outcome: 'unchanged' }

  const [locked] = await tx.$queryRaw<{ version: number }[]>`
    select version from person where id = ${id}::uuid for no key update`
  if (locked?.version !== person.version)
    return { row: row.row, outcome: 'refused', refusal: refuse('load-changed-meanwhile') }
  if (from !== to) {
    const moved = await transferByRoster(tx, { personId: id, fromId: from, toId: to }, { cycles, now, by })
    if (isRefusal(moved)) return refused(row, 'school', moved)
  }
  for (const role of roles) await grantOnce(tx, { personId: id, role, organisationId: to }, now)
  if (Object.keys(changes).length > 0) {
    const data = { ...columnsOf(changes, id, sealer), version: { increment: 1 } }
    await tx.person.update({ where: { id }, data })
    for (const cycle of cycles) await reopenProfile(tx, id, { cycle, now })
  }
  if (Object.keys(changes).length > 0 || roles.length > 0) {
    const { idSealed: _, idIndex: __, ...after } = changes
    const known: Readonly<Record<string, unknown>> = { ...person, birthDate: birthDateOf(person, sealer) }
    const was = Object.fromEntries(Object.keys(after).map((key) => [key, known[key]]))
    await told(tx, 'person.change', id, to, { before: was, after, roles, row: row.row }, { now, by })
  }
  return { row: row.row, outcome: from === to ? 'changed' : 'moved' }
}

/**
 * What the row puts right. The roster may always change numbers and name; the rest it changes only where the
 * person has not looked after it.
 */
function changesOf(row: Placed, person: Known, sealer: Sealer) {
  const fields = fieldsOf(row)
  const kept = rosterFields.filter((field) => {
    const before = field === 'birthDate' ? birthDateOf(person, sealer) : person[field]
    if (before === null) return true
    return person.account === null && String(before) !== String(fields[field])
  })
  return {
    ...(row.name !== person.name && { name: row.name }),
    ...(row.certificateNumber && !person.certificateNumber && { certificateNumber: row.certificateNumber }),
    ...Object.fromEntries(kept.flatMap((field) => (field in fields ? [[field, fields[field]]] : []))),
    // Birth date and gender follow a number that is new.
    ...(row.id && !person.idIndex && { ...idNumberColumns(row.id, person.id, sealer), ...toldBy(row.id) }),
  }
}

function toldBy({ birthDate, gender }: NonNullable<Placed['id']>) {
  return { ...(birthDate && { birthDate }), ...(gender && { gender }) }
}

function fieldsOf({ fields: { titleDate, ...fields } }: Placed) {
  return { ...fields, ...(titleDate && { titleDate: midnight(titleDate) }) }
}

/** Fields as they are kept: the birth date sealed to the person's row. */
function columnsOf<Fields extends { birthDate?: CivilDate }>(
  { birthDate, ...fields }: Fields,
  personId: string,
  sealer: Sealer,
) {
  return { ...fields, ...(birthDate && birthDateColumn(birthDate, personId, sealer)) }
}

function birthDateOf({ id, birthSealed }: Known, sealer: Sealer): CivilDate | null {
  return birthSealed && openBirthDate(birthSealed, id, sealer)
}

function midnight(date: CivilDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** Prisma's word for it. */
function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'P2002'
}

function told(
  tx: Transaction,
  action: string,
  personId: string,
  organisationId: string,
  details: object,
  { now, by = commandLine }: Pick<RosterSetting, 'now' | 'by'>,
): Promise<void> {
  const subject = { kind: 'person', id: personId }
  return audit(tx, { at: now, actor: by, action, subject, organisationId, details })
}

function refused({ row }: { row: RowPlace }, column: RosterColumn, refusal: Refusal): RowRefused {
  return { row, outcome: 'refused', column: rosterColumns[column].names[0], refusal }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
