import { type Box, type Canvas, drawText, type Fill, fillBox, newCanvas } from '../pictures/canvas.ts'
import { colours } from '../pictures/colours.ts'
import type { Say } from '../pictures/say.ts'
import { writePng } from '../pictures/write-png.ts'
import { type SchoolStripFacts, type SchoolStripGroup, schoolStrips } from './school-strip-facts.ts'
import { schoolStripInWords } from './school-strip-words.ts'

/**
 * A school in one picture, without names: a cell for each teacher, from those who have not begun to those who
 * have passed, darker the further. Up to some 600 teachers have cells that can be counted; beyond that the
 * legend counts.
 *
 * @returns a PNG, `stripWidth` wide and as high as its cells need; the same facts give the same bytes
 */
export async function schoolStrip(facts: SchoolStripFacts, say: Say): Promise<Buffer> {
  const words = schoolStripInWords(facts, say)
  const cells = cellsOf(facts.counts)
  const legendTop = Math.max(...cells.map(({ box }) => box.y + box.height), fieldTop) + 44
  const foot = legendTop + Math.ceil(words.groups.length / 2) * legendPitch + 60
  const canvas = newCanvas(stripWidth, foot + 60, colours.paper)
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
    colour: colours.ink,
    maxWidth: right - margin,
  })
  drawText(canvas, words.note, margin, 256, { size: 38, colour: colours.ink, maxWidth: right - margin })
  for (const { box, group } of cells) fillBox(canvas, box, cellFills[group])
  for (const [at, { group, words: text }] of words.groups.entries()) {
    const [column, row] = [at % 2, Math.floor(at / 2)]
    drawLegend(canvas, margin + column * 480, legendTop + row * legendPitch, group, text)
  }
  drawText(canvas, words.deadline, margin, foot, {
    size: 38,
    colour: colours.ink,
    maxWidth: right - margin,
  })
  return writePng(canvas)
}

export const stripWidth = 1080
const margin = 60
const right = stripWidth - margin

/** Each group has its pattern; those who wait for somebody's hand have a mark. */
export const cellFills: Readonly<Record<SchoolStripGroup, Fill>> = {
  'not-started': { kind: 'outline', colour: colours.line, ground: colours.paper },
  'not-sent': { kind: 'dot', colour: colours.warning, ground: colours.paper },
  returned: { kind: 'cross', colour: colours.warning, ground: colours.paper },
  short: { kind: 'half', colour: colours.strong, ground: colours.paper },
  'under-review': { kind: 'hatched', colour: colours.strong, ground: colours.paper },
  passed: { kind: 'solid', colour: colours.strong },
  exempt: { kind: 'solid', colour: colours.line },
}

const fieldTop = 300
const field: Box = { x: margin, y: fieldTop, width: right - margin, height: 400 }
const legendPitch = 62
const mostCellPixels = 78

/** Where each teacher's cell stands: the largest squares of which all fit, row by row. */
export function cellsOf(counts: SchoolStripFacts['counts']): { box: Box; group: SchoolStripGroup }[] {
  const groups = schoolStrips.flatMap((group) => Array<SchoolStripGroup>(counts[group]).fill(group))
  let side = mostCellPixels
  while (side > 6 && Math.floor(field.width / side) * Math.floor(field.height / side) < groups.length)
    side -= 1
  const perRow = Math.floor(field.width / side)
  const gap = Math.max(1, Math.round(side / 9))
  return groups.map((group, at) => ({
    group,
    box: {
      x: field.x + (at % perRow) * side,
      y: field.y + Math.floor(at / perRow) * side,
      width: side - gap,
      height: side - gap,
    },
  }))
}

function drawLegend(canvas: Canvas, x: number, y: number, group: SchoolStripGroup, words: string): void {
  fillBox(canvas, { x, y, width: 44, height: 44 }, cellFills[group])
  drawText(canvas, words, x + 62, y + 36, { size: 38, colour: colours.ink, maxWidth: 400 })
}
