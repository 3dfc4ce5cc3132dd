import PDFDocument from 'pdfkit'
import { fontBytes, missingCharacterMark, printable } from '../pictures/font.ts'

/**
 * The profile of one teacher as it was confirmed for one cycle (S019–S021). The caller has already masked the
 * ID number: this sheet prints what it is given.
 */
export interface InfoSheet {
  /** The number of this sheet, by which HR finds its signed copy in the system. */
  readonly sheetNumber: string
  /** 「2014年度」 */
  readonly cycleName: string
  readonly schoolName: string
  readonly confirmedAt: Date
  readonly printedAt: Date
  readonly fields: readonly InfoSheetField[]
  /** What the teacher declares with the signature; every line is its own numbered paragraph. */
  readonly declarationLines?: readonly string[]
}

export interface InfoSheetField {
  readonly label: string
  readonly value: string
  /** Required fields are marked ※, as the notice does. */
  readonly required: boolean
}

/** S021: a profile that cannot be imported because it is wrong is the teacher's own responsibility. */
export const defaultDeclarationLines: readonly string[] = [
  '本人已逐项核对以上信息，确认真实、准确、完整。',
  '如因个人基础信息不正确，导致无法导入广州市人力资源和社会保障局“专业技术人员继续教育管理系统”，无法按期进行年度验证和晋升高一级职称的继续教育学时验证工作，由本人承担责任。',
  '打印后由本人签名确认，交学校人事管理部门。',
]

/**
 * The sheet a teacher prints, signs and hands to the school's HR officer: an A4 PDF, normally one page, with
 * the font embedded. Annex 1 of the notice is missing, so the layout is ours and says so on its face.
 */
export async function renderInfoSheet(sheet: InfoSheet): Promise<Buffer> {
  const page = openPage(sheet)
  const finished = collect(page)
  drawHead(page, sheet)
  drawFields(page, sheet.fields)
  drawDeclaration(page, sheet.declarationLines ?? defaultDeclarationLines)
  drawSignatures(page)
  drawFooters(page, sheet)
  page.end()
  return finished
}

type Page = InstanceType<typeof PDFDocument>

const title = '广州市中小学教师继续教育系统教师个人基础信息表'
const sampleLabel = '示例版式，待主管部门确认'
const ink = '#1d2733'
const faint = '#66717d'
const line = '#b8c0c8'
const accent = '#1f4e79'
const shade = '#f3f6f9'

const margin = { top: 50, bottom: 62, left: 54, right: 54 }
const cellPadding = { x: 9, y: 6.5 }
const labelWidth = 118

function openPage(sheet: InfoSheet): Page {
  const page = new PDFDocument({
    size: 'A4',
    margins: margin,
    bufferPages: true,
    lang: 'zh-CN',
    info: {
      Title: `${title} ${printable(sheet.sheetNumber)}`,
      CreationDate: sheet.printedAt,
      ModDate: sheet.printedAt,
    },
  })
  page.registerFont('regular', fontBytes('regular')).registerFont('medium', fontBytes('medium'))
  return page
}

function drawHead(page: Page, sheet: InfoSheet): void {
  page.font('regular').fontSize(8).fillColor(accent)
  page.text(sampleLabel, margin.left, 34, { width: contentWidth(page), align: 'right' })
  page.font('medium').fontSize(17).fillColor(ink)
  page.text(title, margin.left, 58, { width: contentWidth(page), align: 'center' })
  page.font('regular').fontSize(10.5).fillColor(faint)
  page.text(`（${printable(sheet.cycleName)}）`, { width: contentWidth(page), align: 'center' })
  page.moveDown(0.9)
  const y = page.y
  page.fontSize(9.5).fillColor(ink)
  const confirmed = `确认时间：${minuteInShanghai(sheet.confirmedAt)}`
  const room = contentWidth(page) - page.widthOfString(confirmed) - 16
  page.text(confirmed, margin.left, y, { width: contentWidth(page), align: 'right' })
  page.text(`学校：${printable(sheet.schoolName)}`, margin.left, y, { width: room })
  page.y = Math.max(page.y, y + 14) + 5
}

/** Two label-and-value pairs a row while both values are short, otherwise one pair over the whole width. */
function drawFields(page: Page, fields: readonly InfoSheetField[]): void {
  const cells = fields.map((field) => ({
    label: `${field.required ? '※ ' : ''}${printable(field.label)}`,
    value: cut(printable(field.value)) || '—',
  }))
  page.font('regular').fontSize(10.5)
  const half = contentWidth(page) / 2
  const fits = (text: string, width: number) => page.widthOfString(text) <= width - 2 * cellPadding.x
  const isShort = (cell: Cell) => fits(cell.label, labelWidth) && fits(cell.value, half - labelWidth)
  for (let next = 0; next < cells.length; ) {
    const [first, second] = [cells[next]!, cells[next + 1]]
    const pair = second && isShort(first) && isShort(second) ? [first, second] : [first]
    drawRow(page, pair)
    next += pair.length
  }
  page.font('regular').fontSize(8).fillColor(faint)
  const hasGap = cells.some((cell) => (cell.label + cell.value).includes(missingCharacterMark))
  const gapNote = hasGap ? `　“${missingCharacterMark}”为字库暂缺的字，请在打印件上手写补正。` : ''
  page.text(`※ 为必填信息。证件号码按规定遮盖显示。${gapNote}`, margin.left, page.y + 5, {
    width: contentWidth(page),
  })
}

/** A row is never split over two pages, so it must fit on one. */
const maxValueCharacters = 600

function cut(value: string): string {
  const characters = Array.from(value)
  return characters.length <= maxValueCharacters
    ? value
    : `${characters.slice(0, maxValueCharacters).join('')}…`
}

interface Cell {
  readonly label: string
  readonly value: string
}

function drawRow(page: Page, cells: readonly Cell[]): void {
  page.font('regular').fontSize(10.5)
  const width = contentWidth(page) / cells.length
  const heightOf = (text: string, room: number) =>
    page.heightOfString(text, { width: room - 2 * cellPadding.x, lineGap: 2 }) + 2 * cellPadding.y
  const height = Math.max(
    ...cells.flatMap((cell) => [heightOf(cell.label, labelWidth), heightOf(cell.value, width - labelWidth)]),
  )
  keepTogether(page, height)
  const y = page.y
  for (const [index, cell] of cells.entries()) {
    const x = margin.left + index * width
    page.rect(x, y, labelWidth, height).fill(shade)
    drawCell(page, cell.label, { x, y, width: labelWidth, height, colour: accent })
    drawCell(page, cell.value, { x: x + labelWidth, y, width: width - labelWidth, height, colour: ink })
  }
  page.x = margin.left
  page.y = y + height
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: string
}

function drawCell(page: Page, text: string, box: Box): void {
  page.lineWidth(0.6).strokeColor(line).rect(box.x, box.y, box.width, box.height).stroke()
  const options = { width: box.width - 2 * cellPadding.x, lineGap: 2 }
  const top = box.y + (box.height - page.heightOfString(text, options)) / 2 + 1
  page.fillColor(box.colour).text(text, box.x + cellPadding.x, top, options)
}

function drawDeclaration(page: Page, lines: readonly string[]): void {
  const options = { width: contentWidth(page) - 16, lineGap: 3.5 }
  const paragraphs = lines.map((text, index) => ({ number: `${index + 1}.`, text: printable(text) }))
  page.font('regular').fontSize(10)
  const height = paragraphs.reduce((sum, { text }) => sum + page.heightOfString(text, options) + 3, 0)
  // A signature must never stand on a page without the declaration it signs.
  keepTogether(page, height + 46 + signaturesHeight)
  page.y += 18
  page.font('medium').fontSize(11).fillColor(accent).text('本人声明', margin.left, page.y)
  page.y += 4
  page.font('regular').fontSize(10).fillColor(ink)
  for (const { number, text } of paragraphs) {
    const y = page.y
    page.text(number, margin.left, y, { lineBreak: false })
    page.text(text, margin.left + 16, y, options)
    page.y += 3
  }
}

const signatureGap = 20
const signatureRowHeight = 38
const signaturesHeight = signatureGap + 2 * signatureRowHeight

/**
 * The teacher signs (S020). The HR officer notes the receipt, which is then ticked in the system as 「已收签名表」.
 */
function drawSignatures(page: Page): void {
  page.y += signatureGap
  for (const who of ['教师本人签名', '学校人事管理部门签收（盖章）']) {
    const y = page.y
    const right = page.page.width - margin.right
    page.font('medium').fontSize(10.5).fillColor(ink)
    const label = `${who}：`
    page.text(label, margin.left, y + 12, { lineBreak: false })
    const dateText = '日期：　　　　年　　　月　　　日'
    const dateX = right - page.font('regular').widthOfString(dateText)
    page.text(dateText, dateX, y + 12, { lineBreak: false })
    const from = margin.left + page.font('medium').widthOfString(label) + 2
    page.lineWidth(0.7).strokeColor(ink)
    page
      .moveTo(from, y + 27)
      .lineTo(dateX - 16, y + 27)
      .stroke()
    page.y = y + signatureRowHeight
  }
}

/** The foot of every page, by which a signed paper finds its place again. */
function drawFooters(page: Page, sheet: InfoSheet): void {
  const { start, count } = page.bufferedPageRange()
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index)
    // The foot stands inside the bottom margin, where text would otherwise open a new page.
    page.page.margins.bottom = 0
    const y = page.page.height - 44
    page.lineWidth(0.5).strokeColor(line)
    page
      .moveTo(margin.left, y)
      .lineTo(page.page.width - margin.right, y)
      .stroke()
    page.font('regular').fontSize(8).fillColor(faint)
    const place = { width: contentWidth(page), lineBreak: false }
    page.text(`表单编号：${printable(sheet.sheetNumber)}`, margin.left, y + 6, place)
    const printed = `生成时间：${minuteInShanghai(sheet.printedAt)}（北京时间）　第 ${index - start + 1} / ${count} 页`
    page.text(printed, margin.left, y + 6, { width: contentWidth(page), align: 'right' })
  }
}

function keepTogether(page: Page, height: number): void {
  if (page.y + height > page.page.height - margin.bottom) page.addPage()
}

function contentWidth(page: Page): number {
  return page.page.width - margin.left - margin.right
}

const shanghaiMinute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

function minuteInShanghai(instant: Date): string {
  return shanghaiMinute.format(instant)
}

function collect(page: Page): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    page.on('data', (chunk: Buffer) => chunks.push(chunk))
    page.on('end', () => resolve(Buffer.concat(chunks)))
    page.on('error', reject)
  })
}
