import { type Canvas, drawText, type Fill, fillBox, newCanvas } from '../pictures/canvas.ts'
import { colours } from '../pictures/colours.ts'
import type { Say } from '../pictures/say.ts'
import { writePng } from '../pictures/write-png.ts'
import { aimOf, type ProgressFacts, type Sum, sums } from './progress-facts.ts'
import { progressInWords, type RowInWords } from './progress-words.ts'

/**
 * The year of one teacher in one picture: what is missing in large letters, and a bar per category and for
 * the total. All bars share one scale, so that the categories can be seen to fill the total.
 *
 * @returns a PNG of `pictureWidth` × `pictureHeight`; the same facts give the same bytes
 */
export async function progressPicture(facts: ProgressFacts, say: Say): Promise<Buffer> {
  const words = progressInWords(facts, say)
  const canvas = newCanvas(pictureWidth, pictureHeight, colours.paper)
  drawText(canvas, words.title, margin, 84, { size: 38, colour: colours.faint, maxWidth: 560 })
  drawText(canvas, words.madeAt, right, 84, {
    size: 34,
    colour: colours.faint,
    align: 'right',
    maxWidth: 380,
  })
  drawText(canvas, words.headline, margin, 192, {
    size: 84,
    weight: 'medium',
    colour: facts.verdict.passed || facts.exempt ? colours.good : colours.ink,
    maxWidth: right - margin,
  })
  drawText(canvas, words.note, margin, 256, { size: 38, colour: colours.ink, maxWidth: right - margin })
  for (const row of words.rows) drawRow(canvas, row, facts)
  drawLegend(canvas, words.legend)
  drawText(canvas, words.deadline, margin, 884, { size: 38, colour: colours.ink, maxWidth: right - margin })
  return writePng(canvas)
}

export const pictureWidth = 1080
export const pictureHeight = 940
const margin = 60
const right = pictureWidth - margin

/** How the three parts of a bar look. */
export const barFills = {
  counted: { kind: 'solid', colour: colours.strong },
  underReview: { kind: 'hatched', colour: colours.strong, ground: colours.paper },
  open: { kind: 'outline', colour: colours.line, ground: colours.paper },
} as const satisfies Readonly<Record<string, Fill>>

/** Beyond the longest bar stands its minimum in words. */
const barsRight = 870
const rowHeight = 118
const firstRow = 296
const barHeight = 40
const barFromTop = 54

/** Where the bar of a sum lies and what its parts are, in pixels from the left. */
export function barOf(sum: Sum, { ledger, requirements }: Pick<ProgressFacts, 'ledger' | 'requirements'>) {
  const longest = Math.max(
    ...sums.map((one) =>
      Math.max(aimOf(one, requirements).hours, ledger.counted[one] + ledger.underReview[one]),
    ),
  )
  const xOf = (hours: number) => Math.round(margin + (hours / longest) * (barsRight - margin))
  const { hours: aim, required } = aimOf(sum, requirements)
  const counted = ledger.counted[sum]
  const expected = counted + ledger.underReview[sum]
  return {
    top: firstRow + sums.indexOf(sum) * rowHeight + barFromTop,
    height: barHeight,
    left: margin,
    counted: xOf(counted),
    underReview: xOf(expected),
    /** The end of the gap: the minimum, or the end of the hours where they go beyond it. */
    end: xOf(Math.max(expected, required ? aim : 0)),
    /** Where the minimum or the advice is marked. */
    aim: xOf(aim),
    required,
  }
}

function drawRow(canvas: Canvas, { sum, label, values, minimum }: RowInWords, facts: ProgressFacts): void {
  const { top, height, left, counted, underReview, end, aim, required } = barOf(sum, facts)
  const isTotal = sum === 'total'
  const baseline = top - 16
  const labelWidth = drawText(canvas, label, left, baseline, {
    size: 40,
    weight: 'medium',
    colour: colours.ink,
  })
  drawText(canvas, values, right, baseline, {
    size: 38,
    colour: colours.ink,
    weight: isTotal ? 'medium' : 'regular',
    align: 'right',
    maxWidth: right - left - labelWidth - 30,
  })
  fillBox(canvas, { x: underReview, y: top, width: end - underReview, height }, barFills.open)
  fillBox(canvas, { x: counted, y: top, width: underReview - counted, height }, barFills.underReview)
  fillBox(canvas, { x: left, y: top, width: counted - left, height }, barFills.counted)
  if (!minimum) return
  drawMark(canvas, aim, top, required)
  drawText(canvas, minimum, Math.max(end, aim) + 18, top + 33, { size: 36, colour: colours.faint })
}

/** The minimum as a line through the bar that stands out above and below; advice as a broken one. */
function drawMark(canvas: Canvas, x: number, top: number, required: boolean): void {
  const [from, to] = [top - 8, top + barHeight + 8]
  const step = required ? to - from : 8
  fillBox(
    canvas,
    { x: x - 6, y: from, width: 12, height: to - from },
    { kind: 'solid', colour: colours.paper },
  )
  for (let y = from; y < to; y += 2 * step) {
    fillBox(canvas, { x: x - 3, y, width: 6, height: step }, { kind: 'solid', colour: colours.ink })
  }
}

function drawLegend(canvas: Canvas, legend: Readonly<Record<keyof typeof barFills, string>>): void {
  let x = margin
  for (const part of ['counted', 'underReview', 'open'] as const) {
    fillBox(canvas, { x, y: 788, width: 56, height: 32 }, barFills[part])
    x += 70 + drawText(canvas, legend[part], x + 70, 817, { size: 36, colour: colours.faint }) + 44
  }
}
