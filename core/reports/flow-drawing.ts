import type PDFDocument from 'pdfkit'
import { printable } from '../pictures/font.ts'
import { linesOf, widthOf } from '../pictures/text-lines.ts'
import type { Flow, FlowBox, FlowBoxId } from './flow.ts'
import { drawArrow } from './flow-arrows.ts'
import { flowColours as colours } from './flow-colours.ts'
import {
  body,
  laneHead,
  laneLeft,
  laneWidth,
  legend,
  phases,
  placeOf,
  type RowId,
  rows,
  page as sheet,
} from './flow-places.ts'
import { type FlowWords, laneIds } from './flow-words.ts'

/** The parts of the picture of the flow: lanes, phases, boxes, the freeze, and what the signs mean. */

type Page = InstanceType<typeof PDFDocument>

export function drawLanes(page: Page, { title, subtitle, lanes }: Flow): void {
  page.rect(0, 0, sheet.width, sheet.height).fill(colours.paper)
  drawLine(page, title, {
    x: phases.left,
    y: 12,
    width: body.right - phases.left,
    size: 16,
    weight: 'medium',
  })
  const below = { x: phases.left, y: 31.5, width: body.right - phases.left, size: 8.5 }
  drawLine(page, subtitle, { ...below, colour: colours.faint })
  for (const [at, lane] of laneIds.entries()) {
    const x = laneLeft(lane)
    if (at % 2 === 0) page.rect(x, body.top, laneWidth, body.bottom - body.top).fill(colours.lane)
    page.rect(x + 1, laneHead.top, laneWidth - 2, laneHead.height - 1).fill(colours.ink)
    const head = { x: x + 4, y: laneHead.top + 3, width: laneWidth - 8, size: 10, weight: 'medium' } as const
    drawLine(page, lanes[lane], { ...head, colour: colours.paper })
  }
}

/** From which row to which each phase goes. */
const phaseRows: readonly (readonly [RowId, RowId])[] = [
  ['declaring', 'declaring'],
  ['review', 'review'],
  ['publicity', 'complaints'],
  ['second', 'freeze'],
  ['statistics', 'export'],
]

export function drawPhases(page: Page, names: FlowWords['phases']): void {
  for (const [at, [first, last]] of phaseRows.entries()) {
    const top = rows[first].top - 5
    const height = rows[last].top + rows[last].height + 5 - top
    page.roundedRect(phases.left, top, phases.width, height, 3).fill(colours.forward)
    drawUpright(page, names[at]!, top, height)
  }
}

/** 汉字 stand one below the other; other words lie on their side. */
function drawUpright(page: Page, name: string, top: number, height: number): void {
  const middle = phases.left + phases.width / 2
  const isChinese = /\p{Script=Han}/u.test(name) && !/[a-z]/i.test(name)
  const letters = [...printable(name)]
  const room = height - 6
  const size = isChinese
    ? Math.min(10, room / letters.length / 1.12)
    : Math.min(9, (room / widthOf(name, 9)) * 9)
  page.font('medium').fontSize(size).fillColor(colours.paper)
  if (isChinese) {
    const step = size * 1.12
    const start = top + (height - step * letters.length) / 2
    for (const [at, letter] of letters.entries())
      page.text(letter, middle - size / 2, start + at * step - size * 0.2, { lineBreak: false })
    return
  }
  const centre = top + height / 2
  page.save().rotate(-90, { origin: [middle, centre] })
  page.text(printable(name), middle - widthOf(name, size) / 2, centre - size * 0.74, { lineBreak: false })
  page.restore()
}

const titleSize = 9.5
const lineSize = 8.5
const leading = 1.24
const padding = 5

export function drawBox(page: Page, id: FlowBoxId, box: FlowBox, sampleMark: string): void {
  const { x, y, width, height } = placeOf(id)
  const isBack = id === 'resubmission' || id.startsWith('second-round')
  const isResult = id === 'result'
  const edge = isBack ? colours.back : isResult ? colours.good : colours.forward
  page.lineWidth(1.1)
  page
    .roundedRect(x, y, width, height, 4)
    .fillAndStroke(isBack ? colours.backGround : isResult ? colours.goodGround : colours.paper, edge)
  const { title, lines, scale } = fitted(box, width - 2 * padding, height - 5)
  const sizes = [...title.map(() => titleSize * scale), ...lines.map(() => lineSize * scale)]
  let top = y + (height - sizes.reduce((sum, size) => sum + size * leading, 0)) / 2
  const put = (text: string, size: number, weight: 'regular' | 'medium', colour: string) => {
    drawLine(page, text, { x: x + padding, y: top, width: width - 2 * padding, size, weight, colour })
    top += size * leading
  }
  for (const text of title) put(text, titleSize * scale, 'medium', colours.ink)
  for (const { text, hard } of lines)
    put(text, lineSize * scale, hard ? 'medium' : 'regular', hard ? colours.back : colours.ink)
  if (box.sample) drawMark(page, sampleMark, x + width, y)
}

/** Long names of windows are made smaller until they fit. */
function fitted({ title, lines }: FlowBox, width: number, height: number) {
  for (let scale = 1; ; scale -= 0.05) {
    const broken = {
      title: titleLines(title, width, titleSize * scale),
      lines: lines.flatMap(({ text, hard }) =>
        linesOf(text, width, lineSize * scale).map((part) => ({ text: part, hard })),
      ),
    }
    const needed = (broken.title.length * titleSize + broken.lines.length * lineSize) * scale * leading
    if (needed <= height || scale < 0.6) return { ...broken, scale }
  }
}

/** A name that needs two lines is broken before its bracket. */
function titleLines(title: string, width: number, size: number): string[] {
  const lines = linesOf(title, width, size)
  const parts = title.split(/(?=[（(])/)
  const isBetter = lines.length > 1 && parts.length > 1
  return isBetter ? parts.flatMap((part) => linesOf(part, width, size)) : lines
}

/** On the upper right corner of a box whose dates are an example. */
function drawMark(page: Page, mark: string, right: number, top: number): void {
  const width = widthOf(mark, 6.5) + 6
  page.roundedRect(right - width - 4, top - 5, width, 9.5, 2).fill(colours.faint)
  const place = { x: right - width - 4, y: top - 4.4, width, size: 6.5, colour: colours.paper }
  drawLine(page, mark, place)
}

/** The bar through all lanes at which everything stops, with what becomes invalid at it. */
export function drawFreeze(page: Page, freeze: string, invalid: string): void {
  const { top, height } = rows.freeze
  page.roundedRect(body.left, top, body.right - body.left, height, 4).fill(colours.ink)
  const inset = { x: body.left + 5, y: top + 4, width: laneLeft('principal') - body.left - 10 }
  page
    .roundedRect(inset.x, inset.y, inset.width, height - 8, 3)
    .fillAndStroke(colours.backGround, colours.back)
  drawLine(page, invalid, { ...inset, y: top + 6.8, size: 9, weight: 'medium', colour: colours.back })
  const place = {
    x: laneLeft('principal'),
    y: top + 5.4,
    width: body.right - laneLeft('principal'),
    size: 11,
  }
  drawLine(page, freeze, { ...place, weight: 'medium', colour: colours.paper })
}

/** What the signs mean, and beside it whom to ask. */
export function drawLegend(page: Page, words: FlowWords['legend'], hotlines: readonly string[]): void {
  const { left, top, width, height } = legend
  page.lineWidth(0.6).roundedRect(left, top, width, height, 4).fillAndStroke(colours.paper, colours.line)
  const [signs, askAt] = [left + 10, left + width * 0.53]
  const inRow = (count: number) => (row: number) => {
    const step = (height - 10) / count
    return top + 5 + row * step + (step - lineSize * 1.45) / 2 + lineSize * 0.12
  }
  const say = (text: string, x: number, y: number, style: Partial<Line> = {}) =>
    drawLine(page, text, {
      x,
      y,
      width: (x < askAt ? askAt : left + width) - x - 8,
      size: lineSize,
      align: 'left',
      ...style,
    })

  const signY = inRow(3 + words.notes.length)
  say(words.title, signs, signY(0), { weight: 'medium' })
  const goesOn = signs + 42
  const comesBack = goesOn + 38 + widthOf(words.forward, lineSize) + 18
  for (const [x, kind] of [
    [goesOn, 'forward'],
    [comesBack, 'back'],
  ] as const) {
    const y = signY(0) + lineSize * 0.64
    drawArrow(page, {
      points: [
        [x, y],
        [x + 32, y],
      ],
      label: '',
      kind,
    })
    say(words[kind], x + 38, signY(0))
  }
  const meaning =
    signs + Math.max(...[words.hardSample, words.softSample].map((text) => widthOf(text, lineSize))) + 14
  say(words.hardSample, signs, signY(1), { weight: 'medium', colour: colours.back })
  say(words.hard, meaning, signY(1))
  say(words.softSample, signs, signY(2))
  say(words.soft, meaning, signY(2))
  for (const [at, note] of words.notes.entries()) say(note, signs, signY(3 + at), { colour: colours.faint })

  const { lines, size } = brokenToFit(hotlines, left + width - askAt - 8, height - 10)
  const askY = inRow(1 + lines.length)
  say(words.hotlines, askAt, askY(0), { weight: 'medium' })
  for (const [at, line] of lines.entries()) say(line, askAt, askY(1 + at), { size })
}

/** Below a heading, in letters as large as the room allows. */
function brokenToFit(texts: readonly string[], width: number, height: number) {
  for (let size = lineSize; ; size -= 0.25) {
    const lines = texts.flatMap((text) => linesOf(text, width, size))
    if ((1 + lines.length) * size * 1.4 <= height || size < 5) return { lines, size }
  }
}

interface Line {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly weight?: 'regular' | 'medium'
  readonly colour?: string
  readonly align?: 'left' | 'centre'
}

/** One line in its room, smaller where the room is too narrow. */
function drawLine(page: Page, text: string, line: Line): void {
  const { x, y, width, size, weight = 'regular', colour = colours.ink, align = 'centre' } = line
  const own = Math.min(size, (width / widthOf(text, size)) * size)
  const free = align === 'centre' ? (width - widthOf(text, own)) / 2 : 0
  page.font(weight).fontSize(own).fillColor(colour)
  page.text(printable(text), x + free, y - own * 0.12, { lineBreak: false })
}
