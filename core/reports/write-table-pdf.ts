import PDFDocument from 'pdfkit'
import { fontBytes, missingCharacterMark, printable } from '../pictures/font.ts'
import { linesOf, widthOf } from '../pictures/text-lines.ts'
import type { Column, Table } from '../tables/table.ts'
import { cellInWords, isWide } from './table-layout.ts'

/**
 * The tables as pages to print and seal: A4, across when they are wide, the header on every page, 「第 x / y 页」
 * at the foot. A long name goes on in the next line, and a row is never split over two pages. Each table
 * begins on a new page.
 */
export async function writePdf(tables: readonly Table[]): Promise<Buffer> {
  const [first] = tables
  const page = new PDFDocument({
    size: 'A4',
    autoFirstPage: false,
    margins: margin,
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: printable(first?.title ?? '') },
  })
  page.registerFont('regular', fontBytes('regular')).registerFont('medium', fontBytes('medium'))
  const finished = collect(page)
  for (const table of tables) drawTable(page, table)
  drawFooters(page)
  page.end()
  return finished
}

type Page = InstanceType<typeof PDFDocument>

const ink = '#1d2733'
const faint = '#66717d'
const line = '#b8c0c8'
const shade = '#f3f6f9'
const margin = { top: 44, bottom: 50, left: 40, right: 40 }
const padding = { x: 4, y: 4 }
const leading = 1.35
const cellSize = 9
/** A cell that would fill pages is cut; nothing that belongs in a list is as long. */
const maxLines = 24

function drawTable(page: Page, table: Table): void {
  const newPage = () => {
    page.addPage({ size: 'A4', margins: margin, layout: isWide(table.columns) ? 'landscape' : 'portrait' })
  }
  newPage()
  drawLine(page, table.title, { size: 15, weight: 'medium', align: 'center' })
  for (const text of table.head) drawLine(page, text, { size: 10 })
  page.y += 4
  const columns = layOut(page, table.columns)
  const header = measure(columns.map((column) => ({ column, text: column.label })))
  drawRow(page, header, 'header')
  for (const row of table.rows) {
    const cells = measure(
      columns.map((column) => ({ column, text: cellInWords(row[column.key] ?? null, column) })),
    )
    if (!fits(page, cells.height)) {
      newPage()
      drawRow(page, header, 'header')
    }
    drawRow(page, cells, 'row')
  }
  const holdsGap = table.rows.some((row) =>
    table.columns.some(({ key }) => {
      const cell = row[key]
      return typeof cell === 'string' && printable(cell).includes(missingCharacterMark)
    }),
  )
  const gapNote = holdsGap ? [`“${missingCharacterMark}”为字库暂缺的字，请在打印件上手写补正。`] : []
  page.y += 6
  for (const text of [...table.foot, ...gapNote]) {
    if (!fits(page, linesOf(text, contentWidth(page), 9.5).length * 9.5 * leading)) newPage()
    drawLine(page, text, { size: 9.5 })
  }
}

interface PlacedColumn extends Column {
  readonly x: number
  readonly points: number
}

/** The widths of the columns as shares of the page. */
function layOut(page: Page, columns: readonly Column[]): PlacedColumn[] {
  const sum = columns.reduce((total, { width }) => total + width, 0)
  let x = margin.left
  return columns.map((column) => {
    const points = (contentWidth(page) * column.width) / sum
    const placed = { ...column, x, points }
    x += points
    return placed
  })
}

interface MeasuredRow {
  readonly height: number
  readonly cells: readonly { readonly column: PlacedColumn; readonly lines: readonly string[] }[]
}

function measure(cells: readonly { column: PlacedColumn; text: string }[]): MeasuredRow {
  const measured = cells.map(({ column, text }) => ({
    column,
    lines: linesOf(text, column.points - 2 * padding.x, cellSize).slice(0, maxLines),
  }))
  const most = Math.max(1, ...measured.map(({ lines }) => lines.length))
  return { height: most * cellSize * leading + 2 * padding.y, cells: measured }
}

function drawRow(page: Page, { height, cells }: MeasuredRow, kind: 'header' | 'row'): void {
  const y = page.y
  page.lineWidth(0.5).strokeColor(line)
  for (const { column, lines } of cells) {
    if (kind === 'header') page.rect(column.x, y, column.points, height).fill(shade)
    page.rect(column.x, y, column.points, height).stroke()
    page
      .font(kind === 'header' ? 'medium' : 'regular')
      .fontSize(cellSize)
      .fillColor(ink)
    const top = y + (height - lines.length * cellSize * leading) / 2
    for (const [at, text] of lines.entries()) {
      const free = column.points - 2 * padding.x - widthOf(text, cellSize)
      const shift = kind === 'header' ? free / 2 : column.kind === 'text' ? 0 : free
      const x = column.x + padding.x + Math.max(0, shift)
      page.text(text, x, top + at * cellSize * leading, { lineBreak: false })
    }
  }
  page.x = margin.left
  page.y = y + height
}

function drawLine(
  page: Page,
  text: string,
  { size, weight = 'regular', align = 'left' }: { size: number; weight?: string; align?: 'left' | 'center' },
): void {
  page.font(weight).fontSize(size).fillColor(ink)
  for (const piece of linesOf(text, contentWidth(page), size)) {
    const free = contentWidth(page) - widthOf(piece, size)
    const y = page.y
    page.text(piece, margin.left + (align === 'center' ? free / 2 : 0), y, { lineBreak: false })
    page.y = y + size * (leading + 0.15)
  }
}

function fits(page: Page, height: number): boolean {
  return page.y + height <= page.page.height - margin.bottom
}

function contentWidth(page: Page): number {
  return page.page.width - margin.left - margin.right
}

function drawFooters(page: Page): void {
  const { start, count } = page.bufferedPageRange()
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index)
    // The foot stands inside the bottom margin, where text would otherwise open a new page.
    page.page.margins.bottom = 0
    const text = `第 ${index - start + 1} / ${count} 页`
    page.font('regular').fontSize(8).fillColor(faint)
    const x = page.page.width - margin.right - widthOf(text, 8)
    page.text(text, x, page.page.height - 34, { lineBreak: false })
  }
}

function collect(page: Page): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    page.on('data', (chunk: Buffer) => chunks.push(chunk))
    page.on('end', () => resolve(Buffer.concat(chunks)))
    page.on('error', reject)
  })
}
