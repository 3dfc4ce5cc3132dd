import sharp from 'sharp'

/** The longest sides of the sizes Telegram makes of a photo. */
const longestSides = [90, 320, 800, 1280]
const maxPixels = 100_000_000
/** Telegram takes no photo longer than twenty times its width. */
const maxRatio = 20

export interface SizedPhoto {
  bytes: Buffer
  width: number
  height: number
}

/**
 * JPEG copies, upright and without metadata, smallest first; none is larger than the original. Undefined: not
 * a picture.
 */
export async function sizePhoto(bytes: Buffer): Promise<SizedPhoto[] | undefined> {
  try {
    const largest = await shrink(bytes, longestSides.at(-1)!, 87)
    if (Math.max(largest.width / largest.height, largest.height / largest.width) > maxRatio) return undefined
    const side = Math.max(largest.width, largest.height)
    const smaller = longestSides.filter((each) => each < side)
    return [...(await Promise.all(smaller.map((each) => shrink(largest.bytes, each, 80)))), largest]
  } catch {
    return undefined
  }
}

async function shrink(bytes: Buffer, longestSide: number, quality: number): Promise<SizedPhoto> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels })
    .rotate()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}
