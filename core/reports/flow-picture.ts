import type { Cycle } from '../cycle/cycle.ts'
import { type Canvas, drawText, fillBox, newCanvas, type TextStyle } from '../pictures/canvas.ts'
import { colours } from '../pictures/colours.ts'
import type { Say } from '../pictures/say.ts'
import { linesOf } from '../pictures/text-lines.ts'
import { writePng } from '../pictures/write-png.ts'
import type { Locale } from '../terms.ts'
import { type FlowPhase, flowOf } from './flow.ts'

/**
 * The flow of a cycle as one picture for a phone: a band for each phase, and under it who does what until
 * when.
 *
 * @returns a PNG, `flowWidth` wide and as high as its lines need; the same cycle gives the same bytes
 */
export async function flowPicture(cycle: Cycle, locale: Locale, say: Say): Promise<Buffer> {
  const { title, phases, notes } = flowOf(cycle, locale, say)
  const lines: Line[] = [
    ...wrapped(title, { size: 44, weight: 'medium', colour: colours.ink }),
    ...phases.flatMap(phaseLines),
    { band: '', height: 24 },
    ...notes.flatMap((note) => wrapped(note, { size: 30, colour: colours.faint })),
  ]
  const height = lines.reduce((sum, line) => sum + line.height, 2 * margin)
  const canvas = newCanvas(flowWidth, height, colours.paper)
  let top = margin
  for (const line of lines) {
    drawLine(canvas, line, top)
    top += line.height
  }
  return writePng(canvas)
}

export const flowWidth = 1080
const margin = 44
const indent = 26

/** One line of the picture: words, or the band that names a phase. */
type Line =
  | { readonly text: string; readonly style: TextStyle; readonly height: number }
  | { readonly band: string; readonly height: number }

function phaseLines({ title, rows, note }: FlowPhase): Line[] {
  return [
    { band: '', height: 26 },
    { band: title, height: 62 },
    { band: '', height: 10 },
    ...rows.flatMap(({ who, what, when, hard }) => [
      ...wrapped(`${who}　${what}`, { size: 34, colour: colours.ink }),
      ...wrapped(when, {
        size: 34,
        weight: hard ? 'medium' : 'regular',
        colour: hard ? colours.warning : colours.strong,
      }),
      { band: '', height: 12 },
    ]),
    ...wrapped(note, { size: 30, colour: colours.faint }),
  ]
}

function wrapped(text: string, style: TextStyle): Line[] {
  const room = flowWidth - 2 * margin - indent
  return linesOf(text, room, style.size).map((line) => ({
    text: line,
    style: { ...style, maxWidth: room },
    height: Math.round(style.size * 1.45),
  }))
}

function drawLine(canvas: Canvas, line: Line, top: number): void {
  if ('text' in line) {
    drawText(canvas, line.text, margin + indent / 2, top + line.style.size, line.style)
    return
  }
  if (!line.band) return
  const box = { x: margin, y: top, width: flowWidth - 2 * margin, height: line.height }
  fillBox(canvas, box, { kind: 'solid', colour: colours.strong })
  drawText(canvas, line.band, margin + indent / 2, top + 44, {
    size: 36,
    weight: 'medium',
    colour: colours.paper,
  })
}
