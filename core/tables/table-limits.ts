/** What one table may ask of the machine. Each is counted while it is read, before anything is expanded. */
export const maxUnpackedBytes = 256 * 2 ** 20
export const maxXmlDepth = 64
/** An XML tag, or a row of a text, is never longer. */
export const maxPieceChars = 2 ** 20
export const maxColumns = 256
export const maxKeptCells = 5_000_000
export const maxKeptChars = 64 * 2 ** 20
/** Of a text, empty ones counted, and so many as a spreadsheet has. */
export const maxLines = 1_048_576

/** The table holds more than any of the limits; whoever reads tables makes a refusal of it. */
export class TableTooMuch extends Error {
  constructor(what: string) {
    super(`The table holds too much: ${what}.`)
  }
}

/** Rows of cells that were read, within what one table may keep. */
export class KeptRows {
  readonly rows: SheetRow[] = []
  /** How many rows with anything in them there were, also where there was no room for them. */
  filled = 0
  #cells = 0
  #chars = 0
  readonly #maxRows: number

  constructor(maxRows: number) {
    this.#maxRows = maxRows
  }

  add(row: number, cells: readonly string[]): void {
    if (cells.every((cell) => !cell)) return
    this.filled++
    if (this.rows.length >= this.#maxRows) return
    this.#cells += cells.length
    for (const cell of cells) this.#chars += cell.length
    if (this.#cells > maxKeptCells) throw new TableTooMuch('cells')
    if (this.#chars > maxKeptChars) throw new TableTooMuch('characters')
    this.rows.push({ row, cells })
  }
}

/** A row with anything in it; `row` is its number at the edge of the sheet. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
}

export interface Sheet {
  /** A text has no name. */
  readonly name: string
  readonly isHidden: boolean
  /** Those that there was room for: a few more than a table may have. */
  readonly rows: readonly SheetRow[]
  readonly filledRows: number
  /** Day numbers without a date format count from here. */
  readonly daysFrom: DaysFrom
}

/** The year from which a workbook counts its days: 1904 where it was made for an old Macintosh. */
export type DaysFrom = 1900 | 1904
