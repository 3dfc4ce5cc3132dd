import { parse } from 'csv-parse/sync'
import readSheets from 'read-excel-file/universal'
import { type Refusal, refuse } from '../refusal.ts'
import { decodeText } from './decode-text.ts'
import { zipEntries } from './zip-entries.ts'

/**
 * A table that a person sent: a CSV as Excel or WPS saves it, or an XLSX workbook. It knows no rule about its
 * content.
 */
export interface ReadTable {
  /** The headings, by the names that were asked for where they were recognised. */
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  /** As the person sees it at the edge of the sheet; title rows and empty rows count. */
  readonly row: number
  /** By heading; every heading is there, an empty cell is ''. Dates are YYYY-MM-DD. */
  readonly cells: Readonly<Record<string, string>>
}

/** One column that must be there: its name, or its name and what else it is called. */
export type Heading = string | readonly [name: string, ...otherNames: string[]]

export const tableRefusals = [
  'table-too-big',
  'table-too-many-rows',
  'table-empty',
  'table-kind',
  'table-old-excel',
  'table-with-macros',
  'table-unreadable',
  'table-columns-missing',
  'table-heading-twice',
] as const
export type TableRefusal = Refusal<(typeof tableRefusals)[number]>

export const maxTableBytes = 20 * 2 ** 20
export const maxTableRows = 10_000

/**
 * Reads a table whatever program saved it: CSV with comma, semicolon or tab in UTF-8, UTF-16 or GBK; XLSX
 * with dates as YYYY-MM-DD and numbers as they are written. Wholly empty rows are left out. The bytes tell
 * the kind; the name decides only what they cannot.
 *
 * @param headings the columns that must be there, in any order: the header is the first row that holds them
 *   all, so titles above it do no harm. Without them it is the first row with anything in it.
 * @returns 'table-too-big' {maxMegabytes}, 'table-too-many-rows' {rows, max}, 'table-empty', 'table-kind',
 *   'table-old-excel', 'table-with-macros', 'table-unreadable', 'table-columns-missing' {missing, names apart
 *   by 「、」}, 'table-heading-twice' {heading}
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  { headings = [], maxRows = maxTableRows }: { headings?: readonly Heading[]; maxRows?: number } = {},
): Promise<ReadTable | TableRefusal> {
  if (bytes.length > maxTableBytes) return refuse('table-too-big', { maxMegabytes: maxTableBytes / 2 ** 20 })
  if (bytes.length === 0) return refuse('table-empty')
  const sheets = await readAnyKind(bytes, fileName)
  return 'refused' in sheets ? sheets : tableOf(sheets, headings, maxRows)
}

/** Rows of cells; the first is row 1 of the sheet. */
type Sheet = readonly (readonly string[])[]

async function readAnyKind(bytes: Uint8Array, fileName: string): Promise<readonly Sheet[] | TableRefusal> {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('table-old-excel')
  if (startsWith(bytes, [0x50, 0x4b])) return readWorkbook(bytes)
  const text = decodeText(bytes)
  if (text === undefined)
    return refuse(/\.(csv|txt|tsv)$/i.test(fileName) ? 'table-unreadable' : 'table-kind')
  // Many systems write a web page and call it .xls.
  if (/^\s*<(!doctype|html|\?xml|table|meta)/i.test(text)) return refuse('table-old-excel')
  return readText(text)
}

/** What a workbook may unpack to: 10,000 rows are some megabytes, a bomb is many gigabytes. */
const maxUnpackedBytes = 256 * 2 ** 20

async function readWorkbook(bytes: Uint8Array): Promise<readonly Sheet[] | TableRefusal> {
  const entries = zipEntries(bytes)
  if (!entries) return refuse('table-unreadable')
  const has = (ending: string) => entries.some(({ name }) => name.toLowerCase().endsWith(ending))
  if (has('vbaproject.bin')) return refuse('table-with-macros')
  if (!has('xl/workbook.xml')) return refuse('table-kind')
  if (entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0) > maxUnpackedBytes) {
    return refuse('table-too-big', { maxMegabytes: maxTableBytes / 2 ** 20 })
  }
  const copy = new Uint8Array(bytes).buffer
  // Whatever is wrong inside a workbook, its owner can only save it anew.
  const read = await readSheets<string>(copy, { parseNumber: numberAsWritten }).catch(() => undefined)
  return read?.map(({ data }) => data.map((row) => row.map(cellText))) ?? refuse('table-unreadable')
}

/**
 * A spreadsheet keeps 18.1 as 18.100000000000001. Of a long number in a cell that is no text it keeps fifteen
 * digits and an exponent. Such a value stays as it is, so that a reader sees that digits are lost and does
 * not take zeros for an ID number.
 */
function numberAsWritten(written: string): string {
  const number = Number(written)
  return /^\d{16,}$/.test(written) || Math.abs(number) >= 1e15 ? written : String(number)
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value).trim()
  const [date = '', time = ''] = value.toISOString().split('T')
  return time.startsWith('00:00') ? date : `${date} ${time.slice(0, 5)}`
}

function readText(text: string): readonly Sheet[] | TableRefusal {
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
    })
    return [rows.map((row) => row.map((cell) => withoutGuard(cell.trim())))]
  } catch {
    return refuse('table-unreadable')
  }
}

/** The mark that our own CSV files set before a text that a spreadsheet would take for a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}

function delimiterOf(text: string): string {
  const top = text
    .split(/\r?\n/, 30)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const countOf = (delimiter: string) => top.split(delimiter).length
  return ['\t', ';', ','].reduce((best, other) => (countOf(other) >= countOf(best) ? other : best))
}

/**
 * The first sheet with the required header, because people leave notes and lists of choices on the others.
 */
function tableOf(
  sheets: readonly Sheet[],
  headings: readonly Heading[],
  maxRows: number,
): ReadTable | TableRefusal {
  const filled = sheets.filter((sheet) => sheet.some((row) => !isEmpty(row)))
  if (filled.length === 0) return refuse('table-empty')
  const found = filled.map((sheet) => findHeader(sheet, headings))
  const at = found.findIndex(({ missing }) => missing.length === 0)
  if (at === -1) {
    const nearest = found.reduce((best, other) => (other.missing.length < best.missing.length ? other : best))
    return refuse('table-columns-missing', { missing: nearest.missing.join('、') })
  }
  const sheet = filled[at]!
  const { index, header } = found[at]!
  const twice = headings.map(nameOf).find((name) => header.indexOf(name) !== header.lastIndexOf(name))
  if (twice !== undefined) return refuse('table-heading-twice', { heading: twice })
  const rows = sheet
    .map((cells, place) => ({ row: place + 1, cells }))
    .slice(index + 1)
    .filter(({ cells }) => !isEmpty(cells))
  if (rows.length === 0) return refuse('table-empty')
  if (rows.length > maxRows) return refuse('table-too-many-rows', { rows: rows.length, max: maxRows })
  return {
    header: [...new Set(header.filter(Boolean))],
    rows: rows.map(({ row, cells }) => ({ row, cells: byHeading(header, cells) })),
  }
}

/** Titles and notes above the header are at most this many rows. */
const maxRowsAbove = 30

function findHeader(
  sheet: Sheet,
  headings: readonly Heading[],
): { index: number; header: readonly string[]; missing: readonly string[] } {
  const named = new Map(
    headings.flatMap((heading) =>
      (typeof heading === 'string' ? [heading] : heading).map(
        (name) => [plainHeading(name), nameOf(heading)] as const,
      ),
    ),
  )
  const candidates = sheet.slice(0, maxRowsAbove).flatMap((row, index) => {
    if (isEmpty(row)) return []
    const header = row.map((cell) => named.get(plainHeading(cell)) ?? cell.replace(/\s+/g, ' '))
    return [{ index, header, missing: headings.map(nameOf).filter((name) => !header.includes(name)) }]
  })
  const nothing = { index: 0, header: [], missing: headings.map(nameOf) }
  return candidates.reduce(
    (best, other) => (other.missing.length < best.missing.length ? other : best),
    candidates[0] ?? nothing,
  )
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
function byHeading(header: readonly string[], cells: readonly string[]): Record<string, string> {
  const row: Record<string, string> = Object.create(null)
  for (const [at, heading] of header.entries()) if (heading) row[heading] ??= cells[at] ?? ''
  return row
}

function isEmpty(row: readonly string[]): boolean {
  return row.every((cell) => cell === '')
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, at) => bytes[at] === byte)
}
