import type { OutlineCommand } from 'fontkit'
import { type FontWeight, openFont } from './font.ts'

/**
 * Text as pixels, made from the outlines of the font. sharp could draw text from SVG only, and SVG is shut in
 * this process because people send photos (`prepare-picture.ts`). Our own drawing is also the same on every
 * machine.
 */
export interface GlyphMask {
  /** How far the next character stands, in pixels. */
  readonly advance: number
  /** Where the mask begins, from the pen: to the right, and down from the baseline. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** How much of each pixel is ink, 0–255, row by row. */
  readonly ink: Uint8Array
}

/**
 * The mask of one character, kept for the next time: pictures say the same few hundred characters.
 *
 * @param character one code point; the font's mark for what it lacks, where it lacks it
 */
export function glyphMask(character: string, sizePixels: number, weight: FontWeight): GlyphMask {
  const key = `${weight}:${sizePixels}:${character}`
  const known = masks.get(key)
  if (known) return known
  const font = openFont(weight)
  const glyph = font.glyphForCodePoint(character.codePointAt(0)!)
  const scale = sizePixels / font.unitsPerEm
  const mask = maskOf(glyph.path.commands, scale, glyph.advanceWidth * scale)
  // Names are the only open end: a city has more of them than should stay in memory.
  if (masks.size >= mostMasks) masks.clear()
  masks.set(key, mask)
  return mask
}

export function textWidth(text: string, sizePixels: number, weight: FontWeight): number {
  return Array.from(text).reduce((sum, one) => sum + glyphMask(one, sizePixels, weight).advance, 0)
}

const mostMasks = 4000
const masks = new Map<string, GlyphMask>()

/**
 * Exact coverage: each edge adds what it covers of the pixels it crosses. A running sum along each row fills
 * what lies between the edges.
 */
function maskOf(commands: readonly OutlineCommand[], scale: number, advance: number): GlyphMask {
  const edges = edgesOf(commands, scale)
  if (edges.length === 0) return { advance, left: 0, top: 0, width: 0, height: 0, ink: new Uint8Array() }
  const xs = edges.flatMap(([x0, , x1]) => [x0, x1])
  const ys = edges.flatMap(([, y0, , y1]) => [y0, y1])
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))]
  // One column more, because an edge also changes what lies right of it.
  const width = Math.ceil(Math.max(...xs)) - left + 1
  const height = Math.ceil(Math.max(...ys)) - top
  const changes = new Float64Array(width * height + 1)
  for (const [x0, y0, x1, y1] of edges) addEdge(changes, width, x0 - left, y0 - top, x1 - left, y1 - top)
  const ink = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    let covered = 0
    for (let at = row * width; at < (row + 1) * width; at++) {
      covered += changes[at]!
      ink[at] = Math.round(Math.min(1, Math.abs(covered)) * 255)
    }
  }
  return { advance, left, top, width, height, ink }
}

function addEdge(changes: Float64Array, width: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return
  const direction = y0 < y1 ? 1 : -1
  const [startX, startY, endX, endY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0]
  const slope = (endX - startX) / (endY - startY)
  for (let row = Math.floor(startY); row < endY; row++) {
    const [from, to] = [Math.max(startY, row), Math.min(endY, row + 1)]
    const area = direction * (to - from)
    const [xFrom, xTo] = [startX + (from - startY) * slope, startX + (to - startY) * slope]
    const [low, high] = xFrom < xTo ? [xFrom, xTo] : [xTo, xFrom]
    const [first, last] = [Math.floor(low), Math.floor(high)]
    let before = 0
    for (let column = first; column <= last; column++) {
      // How much of the edge's height lies left of this column's right side, on average over the column.
      const share = column === last ? 1 : (column + 1 - low) / (high - low)
      const from = Math.max(low, column)
      const to = Math.min(high, column + 1)
      const middle = (from + to) / 2
      const part = area * (share - before)
      const at = row * width + column
      changes[at]! += part * (column + 1 - middle)
      changes[at + 1]! += part * (middle - column)
      before = share
    }
  }
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number]
const stepsPerCurve = 8

/** The outline as straight edges in pixels, y downwards. */
function edgesOf(commands: readonly OutlineCommand[], scale: number): Edge[] {
  const edges: Edge[] = []
  let [x, y, startX, startY] = [0, 0, 0, 0]
  const lineTo = (toX: number, toY: number) => {
    edges.push([x * scale, -y * scale, toX * scale, -toY * scale])
    x = toX
    y = toY
  }
  for (const { command, args } of commands) {
    const points = args as number[]
    if (command === 'moveTo') {
      ;[x, y] = points as [number, number]
      ;[startX, startY] = [x, y]
    } else if (command === 'closePath') {
      lineTo(startX, startY)
    } else {
      const control = [x, y, ...points]
      const steps = command === 'lineTo' ? 1 : stepsPerCurve
      for (let step = 1; step <= steps; step++) lineTo(...pointOn(control, step / steps))
    }
  }
  return edges
}

/** De Casteljau, whatever the degree of the curve. */
function pointOn(control: readonly number[], share: number): [number, number] {
  let points = control
  while (points.length > 2) {
    points = points.slice(2).map((end, at) => points[at]! + (end - points[at]!) * share)
  }
  return [points[0]!, points[1]!]
}
