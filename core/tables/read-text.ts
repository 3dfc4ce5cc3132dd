import { CsvError, type Options, parse } from 'csv-parse/sync'
import { textOfCell } from './sheet-cells.ts'
import { KeptRows, maxColumns, maxLines, maxPieceChars, type Sheet, TableTooMuch } from './table-limits.ts'

/**
 * The rows of a CSV, whatever parts its cells and ends its rows.
 *
 * @throws when it is no CSV; `TableTooMuch`
 */
export function readText(text: string, maxRows: number): Sheet {
  const delimiter = delimiterOf(text)
  countBefore(text, delimiter)
  const kept = new KeptRows(maxRows)
  let row = 0
  parseOrRefuse(text, {
    delimiter,
    recordDelimiter: ['\r\n', '\n', '\r'],
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    maxRecordSize: maxPieceChars,
    onRecord: (cells: string[]) => {
      row++
      const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1
      if (filled > maxColumns) throw new TableTooMuch('columns')
      kept.add(
        row,
        cells.slice(0, filled).map((cell) => textOfCell(cell)),
      )
      return null
    },
  })
  return { name: '', isHidden: false, rows: kept.rows, filledRows: kept.filled, daysFrom: 1900 }
}

function parseOrRefuse(text: string, options: Options): void {
  try {
    parse(text, options)
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE')
      throw new TableTooMuch('characters in a row')
    throw error
  }
}

function delimiterOf(text: string): string {
  const top = text
    .slice(0, maxTopChars)
    .split(/\r\n|\n|\r/, 30)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const countOf = (delimiter: string) => top.split(delimiter).length
  return ['\t', ';', ','].reduce((best, other) => (countOf(other) >= countOf(best) ? other : best))
}

const maxTopChars = 100_000
/** Parting cells costs more than counting what parts them. */
const maxParted = 6_000_000

function countBefore(text: string, delimiter: string): void {
  const isParting = new Uint8Array(128)
  isParting[delimiter.charCodeAt(0)] = 1
  let lines = 0
  let parted = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) lines++
    else if (code < 128) parted += isParting[code]!
  }
  if (lines > 2 * maxLines) throw new TableTooMuch('lines')
  if (parted > maxParted) throw new TableTooMuch('cells')
}
