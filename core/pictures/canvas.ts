import type { FontWeight } from '../reports/font.ts'
import { printable } from '../reports/font.ts'
import { glyphMask, textWidth } from './glyph-mask.ts'

/** A small opaque picture to draw on: rectangles, patterns and text, all that the house's pictures need. Units are pixels. */

export interface Canvas {
  readonly width: number
  readonly height: number
  /** 0xRRGGBB per pixel, row by row. */
  readonly pixels: Uint32Array
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
  /** A line around a ground with a mark in the middle. */
  | { readonly kind: 'dot' | 'cross'; readonly colour: number; readonly ground: number }

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
  return { width, height, pixels: new Uint32Array(width * height).fill(ground) }
}

export function fillBox(canvas: Canvas, box: Box, fill: Fill): void {
  const { x, y, width, height } = rounded(box)
  if (width <= 0 || height <= 0) return
  if (fill.kind === 'solid') return paint(canvas, { x, y, width, height }, fill.colour)
  if (fill.kind === 'hatched') return hatch(canvas, { x, y, width, height }, fill)
  paint(canvas, { x, y, width, height }, fill.colour)
  const inner = {
    x: x + lineWidth,
    y: y + lineWidth,
    width: width - 2 * lineWidth,
    height: height - 2 * lineWidth,
  }
  paint(canvas, inner, fill.ground)
  if (fill.kind === 'dot') {
    const side = Math.max(4, Math.round(Math.min(width, height) / 3))
    const middle = { x: x + (width - side) / 2, y: y + (height - side) / 2 }
    paint(canvas, rounded({ ...middle, width: side, height: side }), fill.colour)
  }
  if (fill.kind === 'cross') drawCross(canvas, inner, fill.colour)
}

/** One line of text whose letters stand on `baseline`. What the font lacks shows as a mark. @returns its width */
export function drawText(canvas: Canvas, text: string, x: number, baseline: number, style: TextStyle): number {
  const { colour, weight = 'regular', align = 'left', maxWidth = Number.POSITIVE_INFINITY } = style
  const shown = printable(text)
  const full = textWidth(shown, style.size, weight)
  const size = full > maxWidth ? Math.floor((style.size * maxWidth) / full) : style.size
  const width = textWidth(shown, size, weight)
  let pen = align === 'left' ? x : x - width
  for (const character of shown) {
    const mask = glyphMask(character, size, weight)
    blend(canvas, mask, Math.round(pen) + mask.left, baseline + mask.top, colour)
    pen += mask.advance
  }
  return width
}

const lineWidth = 3
const stripePixels = 14

function paint(canvas: Canvas, { x, y, width, height }: Box, colour: number): void {
  for (let row = Math.max(0, y); row < Math.min(canvas.height, y + height); row++) {
    const start = row * canvas.width
    canvas.pixels.fill(colour, start + Math.max(0, x), start + Math.min(canvas.width, x + width))
  }
}

function hatch(
  canvas: Canvas,
  { x, y, width, height }: Box,
  { colour, ground }: { colour: number; ground: number },
): void {
  paint(canvas, { x, y, width, height }, colour)
  for (let row = y + lineWidth; row < y + height - lineWidth; row++) {
    for (let column = x; column < x + width; column++) {
      const isStripe = (column - x + row - y) % stripePixels < stripePixels / 2
      if (!isStripe) canvas.pixels[row * canvas.width + column] = ground
    }
  }
}

function drawCross(canvas: Canvas, { x, y, width, height }: Box, colour: number): void {
  const half = Math.max(2, Math.round(Math.min(width, height) / 12))
  for (let row = 0; row < height; row++) {
    const along = Math.round((row * (width - 1)) / Math.max(1, height - 1))
    for (const middle of [along, width - 1 - along]) {
      const from = Math.max(0, middle - half)
      paint(canvas, { x: x + from, y: y + row, width: Math.min(width, middle + half + 1) - from, height: 1 }, colour)
    }
  }
}

/** Sixteen steps of ink are as smooth to the eye, and keep the colours few enough for a palette. */
const inkSteps = 15

function blend(
  canvas: Canvas,
  { width, height, ink }: { width: number; height: number; ink: Uint8Array },
  x: number,
  y: number,
  colour: number,
): void {
  for (let row = 0; row < height; row++) {
    if (y + row < 0 || y + row >= canvas.height) continue
    for (let column = 0; column < width; column++) {
      const step = Math.round((ink[row * width + column]! * inkSteps) / 255)
      if (step === 0 || x + column < 0 || x + column >= canvas.width) continue
      const at = (y + row) * canvas.width + x + column
      canvas.pixels[at] = mixed(canvas.pixels[at]!, colour, step / inkSteps)
    }
  }
}

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
