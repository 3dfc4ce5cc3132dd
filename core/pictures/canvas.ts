import { type FontWeight, printable } from './font.ts'
import { type GlyphMask, glyphMask, textWidth } from './glyph-mask.ts'

/**
 * A small opaque picture to draw on: rectangles, patterns and text, all that the house's pictures need. Units
 * are pixels.
 */

export interface Canvas {
  readonly width: number
  readonly height: number
  /** A place in the palette per pixel, row by row. */
  readonly pixels: Uint8Array
  /** 0xRRGGBB, in the order in which the colours came; the ground is the first. */
  readonly palette: number[]
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How a surface looks: a pattern besides the colour, so that nothing depends on telling colours apart. */
export type Fill =
  | { readonly kind: 'solid'; readonly colour: number }
  /** Diagonal stripes on a ground. */
  | { readonly kind: 'hatched'; readonly colour: number; readonly ground: number }
  /** A line around a ground. */
  | { readonly kind: 'outline'; readonly colour: number; readonly ground: number }
  /** A line around a ground with a mark in it. */
  | { readonly kind: 'dot' | 'cross' | 'half'; readonly colour: number; readonly ground: number }

export interface TextStyle {
  readonly size: number
  readonly colour: number
  readonly weight?: FontWeight
  /** Where `x` is; left by default. */
  readonly align?: 'left' | 'right'
  /** Smaller letters where it would be wider than this. */
  readonly maxWidth?: number
}

export function newCanvas(width: number, height: number, ground: number): Canvas {
  return { width, height, pixels: new Uint8Array(width * height), palette: [ground] }
}

export function fillBox(canvas: Canvas, box: Box, fill: Fill): void {
  const { x, y, width, height } = rounded(box)
  if (width <= 0 || height <= 0) return
  const inside = { x, y, width, height }
  paint(canvas, inside, fill.colour)
  if (fill.kind === 'solid') return
  if (fill.kind === 'hatched') {
    hatch(canvas, inside, fill.ground)
    return
  }
  const inner = within(inside, lineOf(inside))
  paint(canvas, inner, fill.ground)
  if (fill.kind === 'dot') paint(canvas, middleThird(inside), fill.colour)
  if (fill.kind === 'half') paint(canvas, lowerHalf(inside), fill.colour)
  if (fill.kind === 'cross') drawCross(canvas, inner, fill.colour)
}

/**
 * One line of text whose letters stand on `baseline`. A character the font lacks shows as a mark.
 *
 * @returns its width
 */
export function drawText(
  canvas: Canvas,
  text: string,
  x: number,
  baseline: number,
  style: TextStyle,
): number {
  const { colour, weight = 'regular', align = 'left', maxWidth = Number.POSITIVE_INFINITY } = style
  const shown = printable(text)
  const full = textWidth(shown, style.size, weight)
  const size = full > maxWidth ? Math.floor((style.size * maxWidth) / full) : style.size
  const width = textWidth(shown, size, weight)
  const mixes = newMixes()
  let pen = align === 'left' ? x : x - width
  for (const character of shown) {
    const mask = glyphMask(character, size, weight)
    blend(canvas, mask, { pen: Math.round(pen), baseline, colour }, mixes)
    pen += mask.advance
  }
  return width
}

const stripePixels = 14

/** Thinner around what is small. */
function lineOf({ width, height }: Box): number {
  return Math.min(width, height) >= 24 ? 3 : 2
}

function paint(canvas: Canvas, { x, y, width, height }: Box, colour: number): void {
  const place = placeOf(canvas, colour)
  for (let row = Math.max(0, y); row < Math.min(canvas.height, y + height); row++) {
    const start = row * canvas.width
    canvas.pixels.fill(place, start + Math.max(0, x), start + Math.min(canvas.width, x + width))
  }
}

/** Takes stripes of the ground out of a painted box; its upper and lower line stay. */
function hatch(canvas: Canvas, box: Box, ground: number): void {
  const { x, y, width, height } = box
  const [place, line] = [placeOf(canvas, ground), lineOf(box)]
  for (let row = y + line; row < y + height - line; row++) {
    for (let column = x; column < x + width; column++) {
      const isStripe = (column - x + row - y) % stripePixels < stripePixels / 2
      if (!isStripe) canvas.pixels[row * canvas.width + column] = place
    }
  }
}

function within({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by }
}

function middleThird({ x, y, width, height }: Box): Box {
  const side = Math.max(4, Math.round(Math.min(width, height) / 3))
  return rounded({ x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side })
}

function lowerHalf({ x, y, width, height }: Box): Box {
  const upper = Math.ceil(height / 2)
  return { x, y: y + upper, width, height: height - upper }
}

function drawCross(canvas: Canvas, { x, y, width, height }: Box, colour: number): void {
  const half = Math.max(2, Math.round(Math.min(width, height) / 12))
  for (let row = 0; row < height; row++) {
    const along = Math.round((row * (width - 1)) / Math.max(1, height - 1))
    for (const middle of [along, width - 1 - along]) {
      const from = Math.max(0, middle - half)
      paint(
        canvas,
        { x: x + from, y: y + row, width: Math.min(width, middle + half + 1) - from, height: 1 },
        colour,
      )
    }
  }
}

/** Sixteen steps of ink are as smooth to the eye, and keep the colours few enough for a palette. */
const inkSteps = 15

function blend(
  canvas: Canvas,
  { left, top, width, height, ink }: GlyphMask,
  { pen, baseline, colour }: { pen: number; baseline: number; colour: number },
  mixes: Int16Array,
): void {
  const { pixels, palette } = canvas
  for (let row = 0; row < height; row++) {
    const y = baseline + top + row
    if (y < 0 || y >= canvas.height) continue
    for (let column = 0; column < width; column++) {
      const share = ink[row * width + column]!
      const x = pen + left + column
      if (share === 0 || x < 0 || x >= canvas.width) continue
      const step = Math.round((share * inkSteps) / 255)
      const at = y * canvas.width + x
      const mix = pixels[at]! * (inkSteps + 1) + step
      if (mixes[mix] === unmixed) {
        mixes[mix] = placeOf(canvas, mixed(palette[pixels[at]!]!, colour, step / inkSteps))
      }
      pixels[at] = mixes[mix]!
    }
  }
}

const unmixed = -1

/** For one colour of ink: the place of each mixture with what may lie under it. */
function newMixes(): Int16Array {
  return new Int16Array(mostColours * (inkSteps + 1)).fill(unmixed)
}

/** Throws when the palette is full: whoever draws uses too many colours. */
function placeOf({ palette }: Canvas, colour: number): number {
  const known = palette.indexOf(colour)
  if (known >= 0) return known
  if (palette.length === mostColours) throw new Error(`A picture has at most ${mostColours} colours.`)
  return palette.push(colour) - 1
}

const mostColours = 256

function mixed(under: number, over: number, share: number): number {
  const channel = (shift: number) => {
    const below = (under >> shift) & 255
    return Math.round(below + (((over >> shift) & 255) - below) * share) << shift
  }
  return channel(16) | channel(8) | channel(0)
}

function rounded({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.round(x), Math.round(y)]
  return { x: left, y: top, width: Math.round(x + width) - left, height: Math.round(y + height) - top }
}
