import type { Database, Transaction } from '../../prisma/database.ts'
import { type Actor, audit, commandLine } from '../audit/audit.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type RowOutcome, type RowRefused, readColumns } from '../tables/columns.ts'
import type { ReadTable, RowPlace } from '../tables/read-table.ts'
import type { Contact } from './contacts.ts'
import { readContacts } from './contacts.ts'
import {
  type OrganisationCells,
  type OrganisationRow,
  organisationColumns,
  parentKinds,
  readOrganisationRow,
} from './organisation-rows.ts'
import { takeAlong } from './school-moves.ts'

/**
 * The tree of offices, schools and providers from a file. What stands in it is added or put right, and
 * nothing is ever deleted.
 */

export const loadOrganisationsRefusals = [
  'load-row-repeated',
  'load-organisation-unknown',
  'load-organisation-ambiguous',
  'load-parent-needed',
  'load-parent-wrong',
  'load-second-city',
  'load-kind-fixed',
  'load-organisation-moves',
  'load-code-taken',
] as const

export interface OrganisationsLoaded {
  /** In the order of the file. */
  readonly outcomes: readonly RowOutcome[]
  /** Headings that are none of ours. */
  readonly ignored: readonly string[]
}

/**
 * Each row has a transaction of its own, and parents come before those below them, wherever they stand in the
 * file. An empty cell leaves what is there. The same file again changes nothing.
 *
 * @param setting.moves a school that the file puts under another office moves there; without it such a row is
 *   refused, because it changes who reviews the school
 * @returns what became of each row; 'table-columns-missing' {missing}
 */
export async function loadOrganisations(
  { prisma }: Pick<Database, 'prisma'>,
  table: ReadTable,
  { now, moves = false }: { now: Date; moves?: boolean },
): Promise<OrganisationsLoaded | Refusal> {
  const columned = readColumns(table, organisationColumns)
  if (isRefusal(columned)) return columned
  const outcomes = new Map<RowPlace, RowOutcome>()
  const firstRowOf = new Map<string, RowPlace>()
  let waiting: OrganisationRow[] = []
  for (const { row, cells, refusal } of columned.rows) {
    const read: OrganisationRow | RowRefused = refusal
      ? { row, outcome: 'refused', refusal }
      : readRow(row, cells, firstRowOf)
    if ('refusal' in read) outcomes.set(row, read)
    else waiting.push(read)
  }

  // What the file puts above others comes first; a row whose parent was refused finds none.
  while (waiting.length > 0) {
    const ahead = new Set(waiting.flatMap(({ id, values }) => [id, values.name ?? id]))
    const next = waiting.filter(({ parent, id }) => !parent || parent === id || !ahead.has(parent))
    const ready = next.length > 0 ? next : waiting
    for (const row of ready) {
      const outcome = await prisma.$transaction((tx) => loadOrganisationRow(tx, row, { now, moves }))
      outcomes.set(row.row, outcome)
    }
    waiting = waiting.filter((row) => !ready.includes(row))
  }
  return {
    outcomes: columned.rows.map(({ row }) => outcomes.get(row)!),
    ignored: columned.ignored,
  }
}

function readRow(
  row: RowPlace,
  cells: OrganisationCells,
  firstRowOf: Map<string, RowPlace>,
): OrganisationRow | RowRefused {
  const read = readOrganisationRow(row, cells)
  if ('refusal' in read) return read
  const first = firstRowOf.get(read.id)
  if (first !== undefined) return refused(row, 'id', refuse('load-row-repeated', { first }))
  firstRowOf.set(read.id, row)
  return read
}

/** One row by itself, in a transaction that is already open. */
export async function loadOrganisationRow(
  tx: Transaction,
  { row, id, parent: parentGiven, contact, values }: OrganisationRow,
  { now, moves, by = commandLine }: { now: Date; moves: boolean; by?: Actor | typeof commandLine },
): Promise<RowOutcome> {
  // Whoever else loads a file or issues a code waits.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('organisation.code'))::text`
  const before = await tx.organisation.findUnique({ where: { id } })
  const kind = values.kind ?? before?.kind
  if (!kind) return refused(row, 'kind', refuse('load-cell-empty'))
  if (!before && !values.name) return refused(row, 'name', refuse('load-cell-empty'))
  if (before && before.kind !== kind) return refused(row, 'kind', refuse('load-kind-fixed'))

  const parent = parentGiven === undefined ? undefined : await findParent(tx, parentGiven)
  if (isRefusal(parent)) return refused(row, 'parent', parent)
  const parentId = parent?.id ?? before?.parentId ?? null
  if (!parentId && parentKinds[kind].needed) return refused(row, 'parent', refuse('load-parent-needed'))
  // A city's office stands under the city itself, so that the tree has no rings.
  if (parent && (!parentKinds[kind].kinds.includes(parent.kind) || (kind === 'CITY' && parent.parentId)))
    return refused(row, 'parent', refuse('load-parent-wrong', { organisation: parent.name }))
  const top = kind === 'CITY' && !parentId ? await otherTop(tx, id) : undefined
  if (top) return refused(row, 'parent', refuse('load-second-city', { organisation: top.name }))
  const isMove = before !== null && before.parentId !== parentId
  if (isMove && !moves) return refused(row, 'parent', await refuseMove(tx, before.parentId, parent!.name))

  if (values.code) {
    const taken = await tx.organisation.findUnique({ where: { code: values.code } })
    if (taken && taken.id !== id)
      return refused(row, 'code', refuse('load-code-taken', { organisation: taken.name }))
  }
  const name = values.name ?? before!.name
  const contacts = contactsWith(before?.contacts, contact, name)
  const after = { ...values, kind, name, parentId }
  const changed = changesOf(before, { ...after, contacts })
  if (before && Object.keys(changed).length === 0) return { row, outcome: 'unchanged' }

  const data = { ...after, contacts: contacts as object[] }
  if (before) await tx.organisation.update({ where: { id }, data })
  else await tx.organisation.create({ data: { id, ...data } })
  await audit(tx, {
    at: now,
    actor: by,
    action: before ? (isMove ? 'organisation.move' : 'organisation.change') : 'organisation.add',
    subject: { kind: 'organisation', id },
    organisationId: id,
    details: changed,
  })
  if (isMove && kind === 'SCHOOL' && before.parentId && parentId) {
    await takeAlong(tx, { schoolId: id, fromId: before.parentId, toId: parentId }, { now, by })
  }
  return { row, outcome: before ? (isMove ? 'moved' : 'changed') : 'new' }
}

async function findParent(tx: Transaction, given: string) {
  const found = await tx.organisation.findMany({ where: { OR: [{ id: given }, { name: given }] }, take: 2 })
  const [parent, another] = found
  if (!parent) return refuse('load-organisation-unknown', { given })
  return another ? refuse('load-organisation-ambiguous', { given }) : parent
}

/** One database is one city. */
function otherTop(tx: Transaction, id: string) {
  return tx.organisation.findFirst({ where: { kind: 'CITY', parentId: null, id: { not: id } } })
}

async function refuseMove(tx: Transaction, fromId: string | null, to: string): Promise<Refusal> {
  const from = fromId && (await tx.organisation.findUnique({ where: { id: fromId } }))
  return refuse('load-organisation-moves', { from: from ? from.name : '–', to })
}

/** The file tells of the first contact; what else an organisation has told stays. */
function contactsWith(before: unknown, given: OrganisationRow['contact'], name: string): Contact[] {
  const contacts = readContacts(before)
  if (Object.keys(given).length === 0) return contacts
  const { sample: _, ...first } = contacts[0] ?? { office: name, phone: '', address: '' }
  return [{ ...first, ...given }, ...contacts.slice(1)]
}

function changesOf(
  before: object | null,
  after: object,
): Record<string, { before: unknown; after: unknown }> {
  const old = (before ?? {}) as Record<string, unknown>
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(sorted(old[key] ?? null)) !== JSON.stringify(sorted(value ?? null)),
  )
  return Object.fromEntries(changed.map(([key, value]) => [key, { before: old[key] ?? null, after: value }]))
}

/** The database keeps the keys of JSON in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

function refused(row: RowPlace, column: keyof typeof organisationColumns, refusal: Refusal): RowRefused {
  return { row, outcome: 'refused', column: organisationColumns[column].names[0], refusal }
}
