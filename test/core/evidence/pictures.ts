import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** One of the sandbox's sample photos, by the beginning of its name. */
export function samplePhoto(name: string): Buffer {
  return readFileSync(new URL(`../../../bot/sandbox/samples/${name}.jpg`, import.meta.url))
}

/** A red picture with one blue corner, upper left, so that its orientation can be seen. */
export async function markedPicture(width: number, height: number): Promise<Sharp> {
  const corner = {
    create: { width: width / 4, height: height / 4, channels: 3, background: '#0000ff' },
  } as const
  const drawn = await sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: corner, left: 0, top: 0 }])
    .png()
    .toBuffer()
  return sharp(drawn)
}

/** A black PNG, one bit a pixel: some kilobytes that unpack to as many pixels as one likes. */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const chunk = Buffer.alloc(named.length + 8)
  chunk.writeUInt32BE(content.length, 0)
  named.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(named), named.length + 4)
  return chunk
}
