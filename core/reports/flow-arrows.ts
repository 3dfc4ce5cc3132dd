import type PDFDocument from 'pdfkit'
import { printable } from '../pictures/font.ts'
import { widthOf } from '../pictures/text-lines.ts'
import { flowColours } from './flow-colours.ts'

type Page = InstanceType<typeof PDFDocument>
type Point = readonly [x: number, y: number]

export interface Arrow {
  /** From its start to its head; each bend is a right angle. */
  readonly points: readonly Point[]
  readonly label: string
  /** What comes back is broken as well as red, for whoever sees no colours. */
  readonly kind: 'forward' | 'back'
  /** The middle of the label; that of a straight arrow stands above or beside it. */
  readonly at?: Point | undefined
}

const headLength = 6
const labelSize = 8

export function drawArrow(page: Page, { points, label, kind, at }: Arrow): void {
  const colour = kind === 'forward' ? flowColours.forward : flowColours.back
  page.lineWidth(1.2).strokeColor(colour).lineJoin('round')
  if (kind === 'back') page.dash(3.5, { space: 2.2 })
  const [[startX, startY] = [0, 0], ...rest] = points
  page.moveTo(startX, startY)
  for (const [x, y] of rest) page.lineTo(x, y)
  page.stroke().undash()
  drawHead(page, points.at(-2) ?? [startX, startY], points.at(-1) ?? [startX, startY], colour)
  if (label === '') return
  const size = at ? labelSize : sizeBeside(points, label)
  drawLabel(page, label, at ?? besideOf(points, label, size), { colour, size, covers: at !== undefined })
}

function drawHead(page: Page, [fromX, fromY]: Point, [x, y]: Point, colour: string): void {
  const length = Math.hypot(x - fromX, y - fromY) || 1
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length]
  const [baseX, baseY] = [x - dx * headLength, y - dy * headLength]
  page
    .polygon([x, y], [baseX - dy * 3, baseY + dx * 3], [baseX + dy * 3, baseY - dx * 3])
    .fillColor(colour)
    .fill()
}

/** Above a level arrow, to the right of an upright one. */
function besideOf(points: readonly Point[], label: string, size: number): Point {
  const [[x1, y1], [x2, y2]] = [points[0]!, points.at(-1)!]
  const [midX, midY] = [(x1 + x2) / 2, (y1 + y2) / 2]
  return y1 === y2 ? [midX, y1 - 6.8] : [midX + 5 + widthOf(label, size) / 2, midY]
}

/** A word above an arrow is no longer than the arrow. */
function sizeBeside(points: readonly Point[], label: string): number {
  const [[x1, y1], [x2, y2]] = [points[0]!, points.at(-1)!]
  return y1 === y2
    ? Math.min(labelSize, ((Math.abs(x2 - x1) - 8) / widthOf(label, labelSize)) * labelSize)
    : labelSize
}

function drawLabel(
  page: Page,
  label: string,
  [x, y]: Point,
  { colour, size, covers }: { colour: string; size: number; covers: boolean },
): void {
  const width = widthOf(label, size)
  // A word on a line interrupts it.
  if (covers) page.rect(x - width / 2 - 3, y - 5.5, width + 6, 11).fill(flowColours.paper)
  page.font('regular').fontSize(size).fillColor(colour)
  page.text(printable(label), x - width / 2, y - size * 0.76, { lineBreak: false })
}
