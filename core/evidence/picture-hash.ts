import sharp from 'sharp'
import type { Pixels } from './picture-hints.ts'

/**
 * A 64-bit perceptual hash as 16 hex digits: whether each of 8×8 places is brighter than its right neighbour.
 * It only ranks candidates for a person to look at: certificates of two teachers on one template differ in a
 * bit or two, the same paper photographed at a tilt in a dozen.
 */
export async function perceptualHash({ data, width, height }: Pixels): Promise<string> {
  const tones = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(9, 8, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  let bits = 0n
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 8; column++) {
      const at = row * 9 + column
      bits = (bits << 1n) | (tones[at]! > tones[at + 1]! ? 1n : 0n)
    }
  return bits.toString(16).padStart(16, '0')
}

/** In how many of 64 bits two perceptual hashes differ. */
export function hashDistance(one: string, other: string): number {
  let different = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  for (; different > 0n; different >>= 1n) count += Number(different & 1n)
  return count
}
