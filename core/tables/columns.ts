import { withoutIdNumbers } from '../privacy/id-number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { ReadTable, RowPlace, TableRow } from './judge-table.ts'
import { dateOfCell } from './sheet-cells.ts'
import type { DaysFrom } from './table-limits.ts'

/**
 * A column of a file that somebody sends: its names in each language. The first name is the one used when
 * telling people of it.
 */
export interface Column {
  readonly names: readonly [string, ...string[]]
  /** The file is not read without it. */
  readonly needed?: true
  readonly holdsDates?: true
}

/** What became of one row. A row is taken wholly or not at all. */
export type RowOutcome =
  | { readonly row: RowPlace; readonly outcome: 'new' | 'changed' | 'moved' | 'unchanged' }
  | RowRefused

export interface RowRefused {
  readonly row: RowPlace
  readonly outcome: 'refused'
  /** By its name in the file's own language; absent when it is about the row as a whole. */
  readonly column?: string
  readonly refusal: Refusal
}

export const columnRefusals = ['table-columns-missing', 'load-cell-empty', 'load-choice-unknown'] as const

/**
 * The cells of each row by the columns' own keys, whatever the file calls them; and the headings that nobody
 * reads.
 */
export interface Columned<Key extends string> {
  readonly rows: readonly ColumnedRow<Key>[]
  readonly ignored: readonly string[]
}

export interface ColumnedRow<Key extends string> extends Pick<TableRow, 'row' | 'refusal'> {
  readonly cells: Readonly<Partial<Record<Key, string>>>
}

/**
 * @returns the rows, their cells trimmed and without those that are empty; 'table-columns-missing' {missing,
 *   names apart by 「、」}
 */
export function readColumns<Key extends string>(
  { header, rows, daysFrom }: ReadTable,
  columns: Readonly<Record<Key, Column>>,
): Columned<Key> | Refusal {
  const keys = Object.keys(columns) as Key[]
  const headingOf = new Map(
    keys.flatMap((key) => {
      const names = columns[key].names.map(plain)
      const heading = header.find((one) => names.includes(plain(one)))
      return heading === undefined ? [] : [[key, heading] as const]
    }),
  )
  const missing = keys.filter((key) => columns[key].needed && !headingOf.has(key))
  if (missing.length > 0)
    return refuse('table-columns-missing', {
      missing: missing.map((key) => columns[key].names[0]).join('、'),
    })
  const read = new Set(headingOf.values())
  return {
    rows: rows.map((row) => ({ ...row, cells: cellsOf(row, headingOf, { columns, daysFrom }) })),
    ignored: header.filter((heading) => !read.has(heading)),
  }
}

function cellsOf<Key extends string>(
  { cells }: TableRow,
  headingOf: ReadonlyMap<Key, string>,
  { columns, daysFrom }: { columns: Readonly<Record<Key, Column>>; daysFrom: DaysFrom },
): Partial<Record<Key, string>> {
  const filled = [...headingOf].flatMap(([key, heading]) => {
    const cell = cells[heading]?.trim()
    return cell ? [[key, columns[key].holdsDates ? dateOfCell(cell, daysFrom) : cell] as const] : []
  })
  return Object.fromEntries(filled) as Partial<Record<Key, string>>
}

/** 「※ 学时（小时）」 and 「学时」 are one heading. */
function plain(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^)]*\)|[\s*※:_-]/g, '')
    .toLowerCase()
}

/**
 * The id that a cell names, by any of its names.
 *
 * @returns 'load-choice-unknown' {given, options}
 */
export function readChoice<Id extends string>(
  cell: string,
  choices: Readonly<Record<Id, readonly [string, ...string[]]>>,
): Id | Refusal {
  const typed = plain(cell)
  const ids = Object.keys(choices) as Id[]
  const chosen = ids.find((id) => plain(id) === typed || choices[id].some((name) => plain(name) === typed))
  const options = ids.map((id) => choices[id][0]).join('、')
  return chosen ?? refuse('load-choice-unknown', { given: withoutIdNumbers(cell).slice(0, 20), options })
}
