import { crc32, deflate } from 'node:zlib'
import { promisify } from 'node:util'
import type { Canvas } from './canvas.ts'

/**
 * The canvas as PNG with a palette, a byte per pixel: what is drawn here has few colours, so nothing is guessed and the same
 * picture is the same bytes.
 *
 * Throws on more than 256 colours, a mistake of whoever draws.
 */
export async function writePng({ width, height, pixels }: Canvas): Promise<Buffer> {
  const places = new Map<number, number>()
  // Each row begins with its filter; none suits flat colours best.
  const rows = Buffer.alloc((width + 1) * height)
  let colour = -1
  let place = 0
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = pixels[row * width + column]!
      if (pixel !== colour) {
        colour = pixel
        place = places.get(pixel) ?? places.size
        places.set(pixel, place)
      }
      rows[row * (width + 1) + 1 + column] = place
    }
  }
  if (places.size > 256) throw new Error(`The picture has ${places.size} colours; a palette holds 256.`)
  const palette = Buffer.from([...places.keys()].flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits per pixel, colours from the palette.
  header.set([8, 3], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', await packed(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const packed = promisify<Buffer, { level: number }, Buffer>(deflate)
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
