import writeSheets, { type Sheet, type Cell as SheetCell } from 'write-excel-file/node'
import type { Cell, Column, Table } from '../tables/table.ts'
import { isWide, widthInCharacters } from './table-layout.ts'

export { writePdf } from './write-table-pdf.ts'

/**
 * A workbook with a sheet for each table: title, head lines, the header (which stays in view), rows, foot.
 * Numbers and percentages stay numbers. A text always stays a text, even if it begins like a formula or with
 * a zero.
 */
export async function writeXlsx(tables: readonly Table[]): Promise<Buffer> {
  const names = sheetNames(tables.map(({ title }) => title))
  return writeSheets(tables.map((table, at) => sheetOf(table, names[at]!))).toBuffer()
}

function sheetOf(table: Table, name: string): Sheet<never> {
  const { columns } = table
  const room = columns.reduce((sum, { width }) => sum + width + 2, 0)
  const line = (text: string, style: object = {}): SheetCell[] => {
    // A spreadsheet does not make a merged row as high as its text needs.
    const lines = Math.ceil(widthInCharacters(text) / room)
    return [
      {
        value: clean(text),
        type: String,
        wrap: true,
        alignVertical: 'center',
        ...(columns.length > 1 && { columnSpan: columns.length }),
        ...(lines > 1 && { height: lines * pointsPerLine }),
        ...style,
      },
      ...columns.slice(1).map(() => null),
    ]
  }
  const above = [
    line(table.title, { fontWeight: 'bold', fontSize: 14, align: 'center' }),
    ...table.head.map((text) => line(text)),
  ]
  const header = columns.map(
    ({ label }): SheetCell => ({ ...headerStyle, value: clean(label), type: String }),
  )
  return {
    sheet: name,
    columns: columns.map(({ width }) => ({ width: width + 2 })),
    stickyRowsCount: above.length + 1,
    ...(isWide(columns) && { orientation: 'landscape' as const }),
    data: [
      ...above,
      header,
      ...table.rows.map((row) => columns.map((column) => sheetCell(row[column.key] ?? null, column))),
      ...table.foot.map((text) => line(text)),
    ],
  }
}

const pointsPerLine = 16

const border = { borderStyle: 'thin', borderColor: '#b8c0c8' } as const
const headerStyle = {
  ...border,
  fontWeight: 'bold',
  backgroundColor: '#f3f6f9',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
} as const

function sheetCell(cell: Cell, { kind }: Column): SheetCell {
  if (cell === null) return { ...border }
  if (typeof cell === 'string') {
    // The format of texts keeps 0123 and 2014-07-05 what they are when somebody edits the cell.
    return { ...border, value: clean(cell), type: String, format: '@', wrap: true, alignVertical: 'top' }
  }
  const format = kind === 'percent' ? '0.0%' : Number.isInteger(cell) ? '0' : '0.0#'
  return { ...border, value: cell, type: Number, format, alignVertical: 'top' }
}

/** A workbook is XML: it holds neither control characters nor half characters. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n]/gu, '')
}

/**
 * Excel does not open a workbook whose sheet names hold these characters, repeat, or are longer than 31
 * characters.
 */
function sheetNames(titles: readonly string[]): string[] {
  const names: string[] = []
  for (const [at, title] of titles.entries()) {
    const plain =
      clean(title)
        .replace(/[[\]:*?/\\'\s]+/g, ' ')
        .trim() || `表${at + 1}`
    let name = cut(plain, 31)
    for (let again = 2; names.some((other) => other.toLowerCase() === name.toLowerCase()); again++) {
      name = `${cut(plain, 27)} ${again}`
    }
    names.push(name)
  }
  return names
}

function cut(text: string, max: number): string {
  return [...text].slice(0, max).join('').slice(0, max).toWellFormed().trim()
}
