import sharp from 'sharp'

/**
 * What the reviewer should look at twice. A hint is a word to a person and never rejects a photo (ruling 12):
 * a photocopy with a coloured pen on it passes, a black-and-white original is marked.
 */
export interface PictureHints {
  readonly blurred: boolean
  /** Nothing on the paper has a colour, not even a seal: perhaps a photocopy. */
  readonly grey: boolean
  /** Too few pixels to read a page of text. */
  readonly small: boolean
}

export interface PictureMeasures {
  /** How steep the strongest edges are: 0 (no edge anywhere) to 1 (black meets white between two pixels). */
  readonly sharpness: number
  /** The share of the paper that is coloured, 0 to 1. */
  readonly colouredShare: number
  /** The long side of the picture as it was sent. */
  readonly longSidePixels: number
}

/**
 * Where the hints begin, measured on the sandbox's sample papers. Those are drawn, so real photos may ask for
 * other numbers. Sharpness: 0.49 and more as drawn; 0.36–0.39, 0.22–0.26 and 0.16–0.18 after a Gaussian blur
 * of 1.5, 2.5 and 4 pixels at 1600 pixels. Colour: 0.97 % and more with a seal, 0.04 % and less in
 * black-and-white copies, also in warm lamplight. Size: a line of 12-point Chinese on A4 is 13 pixels high at
 * 900 pixels, the least that can be read.
 */
export const hintThresholds = {
  blurredBelowSharpness: 0.25,
  greyBelowColouredShare: 0.0015,
  smallBelowLongSidePixels: 900,
} as const

/** Upright pixels without transparency, three channels each. */
export interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

export function hintsFrom(measures: PictureMeasures): PictureHints {
  return {
    blurred: measures.sharpness < hintThresholds.blurredBelowSharpness,
    grey: measures.colouredShare < hintThresholds.greyBelowColouredShare,
    small: measures.longSidePixels < hintThresholds.smallBelowLongSidePixels,
  }
}

const sharpnessSidePixels = 1000
const sharpnessTilePixels = 40
const leastTextContrast = 30

/**
 * Looks at the picture in one fixed size, in tiles. The tenth of the tiles with the most contrast is where
 * the text stands: each tells how much of its contrast its steepest edges cover from one pixel to the next,
 * and the median counts. Dividing by the contrast makes faint print and bad light come out like black on
 * white.
 */
export async function measureSharpness(pixels: Pixels): Promise<number> {
  const { data, width, height } = await shrink(pixels, sharpnessSidePixels, 'grey')
  const tiles: { contrast: number; steepness: number }[] = []
  const steps = new Uint8Array((sharpnessTilePixels - 1) ** 2)
  forEachTile(width, height, sharpnessTilePixels, (left, top, size) => {
    let [darkest, brightest] = [255, 0]
    let step = 0
    for (let y = top; y < top + size - 1; y++) {
      for (let x = left; x < left + size - 1; x++) {
        const at = y * width + x
        const tone = data[at]!
        darkest = Math.min(darkest, tone)
        brightest = Math.max(brightest, tone)
        steps[step++] = Math.max(Math.abs(tone - data[at + 1]!), Math.abs(tone - data[at + width]!))
      }
    }
    const contrast = brightest - darkest
    if (contrast >= leastTextContrast) tiles.push({ contrast, steepness: quantile(steps, 0.98) / contrast })
  })
  tiles.sort((one, other) => other.contrast - one.contrast)
  const text = tiles.slice(0, Math.ceil(tiles.length / 10)).map((tile) => tile.steepness)
  return Math.min(1, quantile(text, 0.5))
}

const colourSidePixels = 400
const colourTilePixels = 20
const colouredAbove = 0.18
const mostLevelStep = 1.25
const mostTintStep = 1.15
const paperBrightness = 0.6
const colouredPaperAbove = 0.45

type Colour = readonly [red: number, green: number, blue: number]

interface Tile {
  readonly left: number
  readonly top: number
  /** The tile's background: paper where there is paper. */
  readonly ground: Colour
}

/**
 * Colour is judged against the paper around it, tile by tile, so lamplight and shadow count as white. Only
 * bright ground amid its own kind counts as paper, which leaves out the desk and the paper's edge. It also
 * leaves out a large filled shape such as a gold sticker: a paper without any other colour is marked grey
 * though it is not.
 */
export async function measureColouredShare(pixels: Pixels): Promise<number> {
  const { data, width, height } = await shrink(pixels, colourSidePixels, 'colour')
  const tiles: Tile[] = []
  forEachTile(width, height, colourTilePixels, (left, top, size) => {
    const channels: [number[], number[], number[]] = [[], [], []]
    for (let y = top; y < top + size; y++)
      for (let x = left; x < left + size; x++)
        for (const channel of [0, 1, 2] as const) channels[channel].push(data[(y * width + x) * 3 + channel]!)
    const [red, green, blue] = channels
    tiles.push({ left, top, ground: [quantile(red, 0.8), quantile(green, 0.8), quantile(blue, 0.8)] })
  })
  const paper = paperTiles(tiles)
  if (paper.length === 0) return 0
  const tints = paper.map((tile) => saturation(tile.ground))
  if (quantile(tints, 0.5) > colouredPaperAbove) return 1
  const coloured = paper.reduce((count, tile) => count + colouredPixels(data, width, tile), 0)
  return coloured / (paper.length * colourTilePixels ** 2)
}

function colouredPixels(data: Buffer, width: number, { left, top, ground: white }: Tile): number {
  let count = 0
  for (let y = top; y < top + colourTilePixels; y++) {
    for (let x = left; x < left + colourTilePixels; x++) {
      const at = (y * width + x) * 3
      const red = data[at]! / Math.max(1, white[0])
      const green = data[at + 1]! / Math.max(1, white[1])
      const blue = data[at + 2]! / Math.max(1, white[2])
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > colouredAbove) count++
    }
  }
  return count
}

function paperTiles(tiles: readonly Tile[]): Tile[] {
  const bright = paperBrightness * quantile(tiles.map(brightness), 0.95)
  return tiles.filter(
    (tile) =>
      brightness(tile) >= bright && tiles.every((other) => !isBeside(tile, other) || isAlike(tile, other)),
  )
}

/**
 * Light changes slowly over one paper, and its tint hardly at all. A desk as bright as the paper has another
 * tint.
 */
function isAlike(one: Tile, other: Tile): boolean {
  const steps = one.ground.map((level, channel) => Math.max(1, level) / Math.max(1, other.ground[channel]!))
  const [least, most] = [Math.min(...steps), Math.max(...steps)]
  return most / least <= mostTintStep && most <= mostLevelStep && least >= 1 / mostLevelStep
}

function isBeside(one: Tile, other: Tile): boolean {
  return (
    Math.abs(one.left - other.left) <= colourTilePixels && Math.abs(one.top - other.top) <= colourTilePixels
  )
}

function brightness({ ground: [red, green, blue] }: Tile): number {
  return 0.3 * red + 0.59 * green + 0.11 * blue
}

function saturation(colour: Colour): number {
  return 1 - Math.min(...colour) / Math.max(1, ...colour)
}

function forEachTile(
  width: number,
  height: number,
  size: number,
  look: (left: number, top: number, size: number) => void,
): void {
  for (let top = 0; top + size <= height; top += size)
    for (let left = 0; left + size <= width; left += size) look(left, top, size)
}

/** The value below which this part of the values lies; 0 of none. */
function quantile(values: ArrayLike<number>, part: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0
}

async function shrink(pixels: Pixels, sidePixels: number, as: 'grey' | 'colour'): Promise<Pixels> {
  const { data, width, height } = pixels
  const small = sharp(data, { raw: { width, height, channels: 3 } })
    .resize(sidePixels, sidePixels, { fit: 'inside', withoutEnlargement: true })
    .toColourspace(as === 'grey' ? 'b-w' : 'srgb')
  const { data: shrunk, info } = await small.raw().toBuffer({ resolveWithObject: true })
  return { data: shrunk, width: info.width, height: info.height }
}
