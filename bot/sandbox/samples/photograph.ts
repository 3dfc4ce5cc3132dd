import sharp from 'sharp'
import type { Paper } from './draw-paper.ts'

export interface Shot {
  /**
   * Where the paper's corners lie in the photo: top left, top right, bottom right, bottom left, in pixels.
   */
  readonly corners: readonly [Point, Point, Point, Point]
  readonly width: number
  readonly height: number
  readonly desk: 'wood' | 'grey' | 'green'
  readonly seed: number
  /** The paper went through a black-and-white copier first. */
  readonly photocopied?: boolean
  /** Standard deviation of the blur in pixels; every lens has a little. */
  readonly blur?: number
}

export type Point = readonly [number, number]

/**
 * A phone's photo of a paper on a desk: perspective, shadow, uneven warm light and the noise of a small
 * sensor.
 */
export async function photograph(paper: Paper, shot: Shot): Promise<Buffer> {
  const { width, height, corners } = shot
  const random = randomFrom(shot.seed)
  const sheet = await rasterise(paper, shot.photocopied ?? false)
  const shade = await shadow(shot)
  const photo = drawDesk(shot, random)
  const toPaper = perspective(corners)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      const [u, v] = toPaper(x, y)
      const onPaper = u >= 0 && u < 1 && v >= 0 && v < 1
      for (let channel = 0; channel < 3; channel++) {
        const value = onPaper
          ? sampleAt(sheet, u * (paper.width - 1), v * (paper.height - 1), channel)
          : photo[at + channel]! * (1 - shade[y * width + x]! / 255)
        photo[at + channel] = value * light(x / width, y / height, channel)
      }
    }
  }
  const raw = { width, height, channels: 3 } as const
  const seen = await sharp(photo, { raw })
    .blur(shot.blur ?? 0.6)
    .raw()
    .toBuffer()
  for (let at = 0; at < seen.length; at += 3) {
    const noise = (random() + random() + random() - 1.5) * 6
    for (let channel = 0; channel < 3; channel++)
      seen[at + channel] = clamp(seen[at + channel]! + noise + (random() - 0.5) * 2)
  }
  return sharp(seen, { raw }).jpeg({ quality: 72, mozjpeg: true }).toBuffer()
}

interface Sheet {
  readonly data: Buffer
  readonly width: number
}

async function rasterise(paper: Paper, photocopied: boolean): Promise<Sheet> {
  const drawn = sharp(Buffer.from(paper.svg)).flatten({ background: '#fff' })
  if (photocopied) drawn.modulate({ saturation: 0 }).linear(1.25, -42)
  const data = await drawn.toColourspace('srgb').raw().toBuffer()
  if (photocopied) addCopierDirt(data, paper)
  return { data, width: paper.width }
}

/** What a copier adds: a dark edge where the lid was open, and specks of toner. */
function addCopierDirt(data: Buffer, { width, height }: Paper): void {
  const random = randomFrom(7)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const edge = Math.max(0, 1 - (width - 1 - x) / 34) * 150
      for (let channel = 0; channel < 3; channel++) {
        const at = (y * width + x) * 3 + channel
        data[at] = clamp(data[at]! - edge - 6)
      }
    }
  }
  for (let speck = 0; speck < 700; speck++) {
    const at = (Math.floor(random() * (height - 2)) * width + Math.floor(random() * (width - 2))) * 3
    const tone = 60 + random() * 120
    for (const near of [0, 3, width * 3, width * 3 + 3]) data.fill(tone, at + near, at + near + 3)
  }
}

async function shadow({ width, height, corners }: Shot): Promise<Buffer> {
  const points = corners.map(([x, y]) => `${x + 16},${y + 20}`).join(' ')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>
    <polygon points="${points}" fill="#888"/></svg>`
  return sharp(Buffer.from(svg)).blur(14).extractChannel(0).raw().toBuffer()
}

const deskColours = { wood: [158, 116, 78], grey: [122, 124, 128], green: [72, 104, 92] } as const

function drawDesk({ width, height, desk }: Shot, random: () => number): Buffer {
  const photo = Buffer.alloc(width * height * 3)
  const grain = Array.from({ length: 64 }, () => random() - 0.5)
  const strength = desk === 'wood' ? 34 : 8
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const along = y / 23 + Math.sin(x / 310) * 1.7 + Math.sin(x / 97) * 0.25
      const row = Math.floor(along)
      const mix = along - row
      const streak = grain[(row + 64) % 64]! * (1 - mix) + grain[(row + 65) % 64]! * mix
      for (let channel = 0; channel < 3; channel++)
        photo[(y * width + x) * 3 + channel] = deskColours[desk][channel]! + streak * strength
    }
  }
  return photo
}

/** A lamp at the upper left, a little warm. */
function light(across: number, down: number, channel: number): number {
  const warmth = [1.015, 1, 0.955][channel]!
  return Math.min(1, (1.03 - 0.13 * across - 0.15 * down * down) * warmth)
}

/**
 * From a place in the photo to the place on the paper (0 to 1 both ways), after Heckbert's square-to-quad
 * mapping.
 */
function perspective([p0, p1, p2, p3]: Shot['corners']): (x: number, y: number) => Point {
  const [dx1, dy1] = [p1[0] - p2[0], p1[1] - p2[1]]
  const [dx2, dy2] = [p3[0] - p2[0], p3[1] - p2[1]]
  const [sx, sy] = [p0[0] - p1[0] + p2[0] - p3[0], p0[1] - p1[1] + p2[1] - p3[1]]
  const area = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / area
  const h = (dx1 * sy - sx * dy1) / area
  const [a, b, c] = [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]]
  const [d, e, f] = [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]]
  return (x, y) => {
    const u = (e - f * h) * x + (c * h - b) * y + (b * f - c * e)
    const v = (f * g - d) * x + (a - c * g) * y + (c * d - a * f)
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d)
    return [u / w, v / w]
  }
}

function sampleAt({ data, width }: Sheet, x: number, y: number, channel: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, down] = [x - left, y - top]
  const at = (top * width + left) * 3 + channel
  const upper = data[at]! * (1 - right) + (data[at + 3] ?? data[at]!) * right
  const below = data[at + width * 3] ?? data[at]!
  const lower = below * (1 - right) + (data[at + width * 3 + 3] ?? below) * right
  return upper * (1 - down) + lower * down
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, value))
}

/** The same seed gives the same photo every time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
