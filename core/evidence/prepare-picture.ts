import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { type Refusal, refuse } from '../refusal.ts'
import { perceptualHash } from './picture-hash.ts'
import {
  hintsFrom,
  measureColouredShare,
  measureSharpness,
  type PictureHints,
  type PictureMeasures,
  type Pixels,
} from './picture-hints.ts'
import { pictureKind } from './picture-kind.ts'

/**
 * A photo that is fit to be kept and shown. Nothing of its EXIF, GPS or other metadata is left in the copies.
 */
export interface PreparedPicture {
  /** SHA-256 of the bytes as they were sent, hex: the same file sent twice is found by it. */
  readonly sha256: string
  /** JPEG, upright, at most `maxDisplaySidePixels` on the long side. */
  readonly display: Buffer
  /** JPEG, upright, at most `thumbnailSidePixels` on the long side. */
  readonly thumbnail: Buffer
  /** The size of the picture as it was sent, turned upright, in pixels. */
  readonly width: number
  readonly height: number
  readonly hints: PictureHints
  readonly measures: PictureMeasures
  /** 16 hex digits; see `perceptualHash`. */
  readonly perceptualHash: string
  /** The sender's name for the file, safe to store and to show; absent when there was none. */
  readonly fileName?: string
}

export const pictureRefusals = [
  'picture-too-big',
  'picture-too-many-pixels',
  'picture-broken',
  'picture-is-heic',
  'picture-is-pdf',
  'picture-format-unsupported',
  'not-a-picture',
] as const

export type PictureRefusal = Refusal<(typeof pictureRefusals)[number]>

/** Bots can download no more than this from Telegram (20 MB). */
export const maxFileBytes = 20 * 1024 * 1024
export const maxPixels = 40_000_000
export const maxDisplaySidePixels = 2000
export const thumbnailSidePixels = 320

/**
 * Checks one photo and makes the copies that are kept (S025, S026, S077). The bytes tell what it is, never a
 * name or a claimed type. Hints never refuse a photo (ruling 12). Refusals: `picture-too-big` {maxMegabytes},
 * `picture-too-many-pixels` {maxMegapixels}, `picture-broken` (cut off or damaged: send it again),
 * `picture-is-heic` (iPhone: 设置 → 相机 → 格式 → 兼容性最佳, or send it as a picture instead of a file),
 * `picture-is-pdf` (send a photo or screenshot of each page), `picture-format-unsupported` (GIF, TIFF, BMP,
 * AVIF and the like), `not-a-picture`.
 */
export async function preparePicture(
  bytes: Uint8Array,
  sent: { readonly fileName?: string } = {},
): Promise<PreparedPicture | PictureRefusal> {
  if (bytes.length > maxFileBytes) return refuse('picture-too-big', { maxMegabytes: maxFileBytes / 2 ** 20 })
  const kind = pictureKind(bytes)
  if (kind === 'heic') return refuse('picture-is-heic')
  if (kind === 'pdf') return refuse('picture-is-pdf')
  if (kind === 'other-picture') return refuse('picture-format-unsupported')
  if (kind === 'unknown') return refuse('not-a-picture')
  return inTurn(() => prepare(bytes, sent.fileName))
}

async function prepare(
  bytes: Uint8Array,
  sentName: string | undefined,
): Promise<PreparedPicture | PictureRefusal> {
  const size = await readSize(bytes)
  if (!size) return refuse('picture-broken')
  if (size.width * size.height > maxPixels)
    return refuse('picture-too-many-pixels', { maxMegapixels: maxPixels / 1e6 })
  const pixels = await decode(bytes)
  if (!pixels) return refuse('picture-broken')

  const measures: PictureMeasures = {
    sharpness: await measureSharpness(pixels),
    colouredShare: await measureColouredShare(pixels),
    longSidePixels: Math.max(size.width, size.height),
  }
  const fileName = cleanFileName(sentName)
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    display: await encode(pixels, maxDisplaySidePixels, 82),
    thumbnail: await encode(pixels, thumbnailSidePixels, 75),
    ...size,
    hints: hintsFrom(measures),
    measures,
    perceptualHash: await perceptualHash(pixels),
    ...(fileName && { fileName }),
  }
}

/**
 * These settings hold for the whole process: once this file is loaded, sharp reads JPEG, PNG and WebP only.
 * SVG, PDF, TIFF, GIF, HEIF and every other decoder are shut, because a decoder that cannot be reached cannot
 * be attacked; raw pixels, `create` and `text` still work, and a program that draws SVG runs on its own.
 * Without a cache nothing of a photo stays in memory after its answer.
 */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
sharp.cache(false)

/**
 * The largest photo takes up to 200 MB while it is decoded, so only this many are in hand at once. Others
 * wait.
 */
const picturesAtOnce = 2
const turns: Promise<unknown>[] = Array.from({ length: picturesAtOnce }, () => Promise.resolve())
let nextTurn = 0

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = nextTurn++ % picturesAtOnce
  const result = turns[turn]!.then(work)
  turns[turn] = result.catch(() => undefined)
  return result
}

/**
 * Damage is refused, but the harmless warnings that many phones cause are not. Only the first frame of an
 * animation is read.
 */
function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels, pages: 1 })
}

/** The header alone, so a picture bomb is known before a pixel of it is unpacked. */
async function readSize(bytes: Uint8Array): Promise<{ width: number; height: number } | undefined> {
  try {
    const { autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch {
    return undefined
  }
}

/**
 * Decodes once, already at the size of the display copy. Everything else is made from these few megabytes.
 */
async function decode(bytes: Uint8Array): Promise<Pixels | undefined> {
  try {
    const { data, info } = await open(bytes)
      .autoOrient()
      .resize(maxDisplaySidePixels, maxDisplaySidePixels, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { data: info.channels === 3 ? data : tripled(data), width: info.width, height: info.height }
  } catch {
    return undefined
  }
}

/** A grey picture comes with one channel; from here on there are always three. */
function tripled(tones: Buffer): Buffer {
  const colours = Buffer.alloc(tones.length * 3)
  for (let at = 0; at < tones.length; at++) colours.fill(tones[at]!, at * 3, at * 3 + 3)
  return colours
}

function encode({ data, width, height }: Pixels, sidePixels: number, quality: number): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(sidePixels, sidePixels, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer()
}

const maxFileNameCharacters = 120

/**
 * PostgreSQL refuses NUL in text. A name may also hold a path, line breaks or marks that turn the writing
 * around.
 */
function cleanFileName(name = ''): string | undefined {
  const bare = name.split(/[/\\]/).at(-1)!
  const visible = bare.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '').trim()
  return Array.from(visible).slice(0, maxFileNameCharacters).join('') || undefined
}
