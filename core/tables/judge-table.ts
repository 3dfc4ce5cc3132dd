import { withoutIdNumbers } from '../privacy/id-number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { decodeText } from './decode-text.ts'
import { readText } from './read-text.ts'
import { readWorkbook, workbookPath } from './read-workbook.ts'
import { type DaysFrom, type Sheet, type SheetRow, TableTooMuch } from './table-limits.ts'
import { zipEntries } from './zip-entries.ts'

/**
 * A table that a person sent: a CSV as Excel or WPS saves it, or an XLSX workbook. It knows no rule about its
 * content.
 */
export interface ReadTable {
  /** The headings of all its sheets, by the names that were asked for where they were recognised. */
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  /** Sheets with something in them of which nothing was read. */
  readonly leftOut: readonly LeftOutSheet[]
  /** From which year day numbers without a date format count. */
  readonly daysFrom: DaysFrom
}

export interface TableRow {
  readonly row: RowPlace
  /** By heading; every heading is there, an empty cell is ''. Dates are YYYY-MM-DD. */
  readonly cells: Readonly<Record<string, string>>
  /** Why the row cannot be taken whatever its cells hold: 'table-row-surplus' {given}. */
  readonly refusal?: Refusal<'table-row-surplus'>
}

/**
 * As the person sees it at the edge of the sheet; title rows and empty rows count. Where several sheets are
 * read it names the sheet as a spreadsheet does: «公需科目!5».
 */
export type RowPlace = number | string

export interface LeftOutSheet {
  readonly sheet: string
  readonly rows: number
  readonly isHidden: boolean
}

/** One column that must be there: its name, or its name and what else it is called. */
export type Heading = string | readonly [name: string, ...otherNames: string[]]

export const tableRefusals = [
  'table-too-big',
  'table-too-many-rows',
  'table-too-much',
  'table-too-slow',
  'table-empty',
  'table-kind',
  'table-old-excel',
  'table-with-macros',
  'table-unreadable',
  'table-columns-missing',
  'table-columns-hidden',
  'table-heading-twice',
  'table-row-surplus',
] as const
export type TableRefusal = Refusal<(typeof tableRefusals)[number]>

export interface Asked {
  readonly fileName: string
  readonly headings: readonly Heading[]
  readonly maxRows: number
}

/** Reads a table in one go; `readTable` has it done where it can hold nobody up. */
export async function judgeTable(bytes: Uint8Array, asked: Asked): Promise<ReadTable | TableRefusal> {
  try {
    const sheets = await readAnyKind(bytes, asked)
    return 'refused' in sheets ? sheets : tableOf(sheets, asked)
  } catch (error) {
    // Whatever else is wrong inside a file, its owner can only save it anew.
    return refuse(error instanceof TableTooMuch ? 'table-too-much' : 'table-unreadable')
  }
}

async function readAnyKind(
  bytes: Uint8Array,
  { fileName, maxRows }: Asked,
): Promise<readonly Sheet[] | TableRefusal> {
  const mostRows = maxRows + maxRowsAbove
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('table-old-excel')
  if (startsWith(bytes, [0x50, 0x4b])) {
    const entries = zipEntries(bytes)
    if (!entries) return refuse('table-unreadable')
    const has = (ending: string) => entries.some(({ name }) => name.toLowerCase().endsWith(ending))
    if (has('vbaproject.bin')) return refuse('table-with-macros')
    if (!has(workbookPath)) return refuse('table-kind')
    return readWorkbook(bytes, entries, mostRows)
  }
  const text = decodeText(bytes)
  if (text === undefined)
    return refuse(/\.(csv|txt|tsv)$/i.test(fileName) ? 'table-unreadable' : 'table-kind')
  // Many systems write a web page and call it .xls.
  if (/^\s*<(!doctype|html|\?xml|table|meta)/i.test(text)) return refuse('table-old-excel')
  return [readText(text, mostRows)]
}

/** Every visible sheet with the required header: offices write one for each category or school. */
function tableOf(sheets: readonly Sheet[], { headings, maxRows }: Asked): ReadTable | TableRefusal {
  const filled = sheets.filter(({ filledRows }) => filledRows > 0)
  const visible = filled.filter(({ isHidden }) => !isHidden)
  if (filled.length === 0) return refuse('table-empty')
  const found = visible.map((sheet) => ({ sheet, ...findHeader(sheet.rows, headings) }))
  const whole = found.filter(({ missing }) => missing.length === 0)
  // Where no heading is asked for, the first sheet says which they are.
  const first = whole[0]?.header.join('\n')
  const taken = headings.length > 0 ? whole : whole.filter(({ header }) => header.join('\n') === first)
  if (taken.length === 0) return refuseWithout(found, filled)
  for (const { header } of taken) {
    const twice = headings.map(nameOf).find((name) => header.indexOf(name) !== header.lastIndexOf(name))
    if (twice !== undefined) return refuse('table-heading-twice', { heading: twice })
  }
  const count = taken.reduce((sum, { sheet, index }) => sum + sheet.filledRows - index - 1, 0)
  if (count === 0) return refuse('table-empty')
  if (count > maxRows) return refuse('table-too-many-rows', { rows: count, max: maxRows })
  const header = [...new Set(taken.flatMap((one) => one.header.filter(Boolean)))]
  const rowsOf = ({ sheet, index, header: own }: (typeof taken)[number]) =>
    sheet.rows.slice(index + 1).map(({ row, cells }): TableRow => {
      const surplus = cells.find((cell, at) => cell && !own[at])
      return {
        row: taken.length > 1 ? `${told(sheet.name)}!${row}` : row,
        cells: byHeading(header, own, cells),
        ...(surplus && { refusal: refuse('table-row-surplus', { given: told(surplus) }) }),
      }
    })
  return {
    header,
    rows: taken.flatMap(rowsOf),
    leftOut: filled
      .filter((sheet) => taken.every((one) => one.sheet !== sheet))
      .map(({ name, filledRows, isHidden }) => ({ sheet: told(name), rows: filledRows, isHidden })),
    daysFrom: taken[0]!.sheet.daysFrom,
  }
}

/** Titles and notes above the header are at most this many rows with something in them. */
const maxRowsAbove = 30
/** As long as the name of a sheet may be. */
const maxToldChars = 31

/** What the file says, as it may be repeated to whoever sent it. */
function told(text: string): string {
  return withoutIdNumbers(text).slice(0, maxToldChars)
}

function refuseWithout(
  found: readonly { missing: readonly string[] }[],
  filled: readonly Sheet[],
): TableRefusal {
  const hidden = filled.filter(({ isHidden }) => isHidden).map(({ name }) => told(name))
  const nearest = found.toSorted((one, other) => one.missing.length - other.missing.length)[0]
  const missing = nearest?.missing.join('、')
  if (hidden.length === 0) return refuse('table-columns-missing', { missing: missing ?? '' })
  return refuse('table-columns-hidden', { missing: missing ?? '–', sheets: hidden.join('、') })
}

function findHeader(
  rows: readonly SheetRow[],
  headings: readonly Heading[],
): { index: number; header: readonly string[]; missing: readonly string[] } {
  const named = new Map(
    headings.flatMap((heading) =>
      (typeof heading === 'string' ? [heading] : heading).map(
        (name) => [plainHeading(name), nameOf(heading)] as const,
      ),
    ),
  )
  const candidates = rows.slice(0, maxRowsAbove).map(({ cells }, index) => {
    const header = cells.map((cell) => named.get(plainHeading(cell)) ?? cell.replace(/\s+/g, ' '))
    return { index, header, missing: headings.map(nameOf).filter((name) => !header.includes(name)) }
  })
  return candidates.reduce((best, other) => (other.missing.length < best.missing.length ? other : best))
}

function nameOf(heading: Heading): string {
  return typeof heading === 'string' ? heading : heading[0]
}

/** 「※ 学时（小时）」 and 「学时」 are one heading. */
function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^)]*\)|[\s*※:]/g, '')
    .toLowerCase()
}

/** Of two columns with one heading that nobody asked for the first is kept. */
function byHeading(
  all: readonly string[],
  own: readonly string[],
  cells: readonly string[],
): Record<string, string> {
  const row: Record<string, string> = Object.create(null)
  for (const [at, heading] of own.entries()) if (heading) row[heading] ??= cells[at] ?? ''
  for (const heading of all) row[heading] ??= ''
  return row
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, at) => bytes[at] === byte)
}
