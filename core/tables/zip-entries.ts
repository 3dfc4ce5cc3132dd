import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  /** As the archive says; whoever unpacks gives it no more room than this. */
  readonly unpackedBytes: number
  readonly packedBytes: number
  /** Where its own header begins. */
  readonly offset: number
  /** 0 is stored, 8 deflated. */
  readonly method: number
  readonly isEncrypted: boolean
}

/**
 * What an archive says it holds, read from the directory at its end without unpacking anything. Undefined
 * when it is damaged.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = viewOf(bytes)
  const directory = findDirectory(view)
  if (!directory) return undefined
  const { count, end } = directory
  const entries: ZipEntry[] = []
  let at = directory.start
  for (let read = 0; read < count; read++) {
    if (at + 46 > end || view.getUint32(at, true) !== directoryEntry) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const extraAt = at + 46 + nameLength
    const next = extraAt + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return undefined
    const name = new TextDecoder().decode(bytes.subarray(at + 46, extraAt))
    const long = longSizes(view, extraAt, extraAt + view.getUint16(at + 30, true))
    const size = (place: number) => {
      const short = view.getUint32(at + place, true)
      return short === inLongField ? long.shift() : short
    }
    const [unpackedBytes, packedBytes, offset] = [size(24), size(20), size(42)]
    if (unpackedBytes === undefined || packedBytes === undefined || offset === undefined) return undefined
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1
    const method = view.getUint16(at + 10, true)
    entries.push({ name, unpackedBytes, packedBytes, offset, method, isEncrypted })
    at = next
  }
  return entries
}

/**
 * The content of an entry, piece by piece.
 *
 * @throws when it is damaged, or longer or shorter than the archive says
 */
export async function* unpack(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const view = viewOf(bytes)
  const { offset, packedBytes, unpackedBytes, method, isEncrypted, name } = entry
  if (isEncrypted || (method !== 0 && method !== 8)) throw new Error(`${name} cannot be unpacked.`)
  if (view.getUint32(offset, true) !== localHeader) throw new Error(`${name} is not where the archive says.`)
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const packed = Readable.from([bytes.subarray(start, start + packedBytes)])
  const pieces = method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: unpackedAtOnce }))
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > unpackedBytes) break
    yield piece
  }
  if (length !== unpackedBytes) throw new Error(`${name} is not as long as the archive says.`)
}

const unpackedAtOnce = 128 * 2 ** 10
const localHeader = 0x04034b50
const directoryEntry = 0x02014b50
const directoryEnd = 0x06054b50
const longDirectoryEnd = 0x06064b50
const longDirectoryPointer = 0x07064b50
const longField = 0x0001
const inLongField = 0xffffffff
const directoryEndBytes = 22
const longPointerBytes = 20
const maxCommentBytes = 0xffff

function findDirectory(view: DataView): { start: number; end: number; count: number } | undefined {
  const last = view.byteLength - directoryEndBytes
  for (let at = last; at >= 0 && at >= last - maxCommentBytes; at--) {
    if (view.getUint32(at, true) !== directoryEnd) continue
    const short = { start: view.getUint32(at + 16, true), end: at, count: view.getUint16(at + 10, true) }
    return longDirectory(view, at - longPointerBytes) ?? short
  }
  return undefined
}

/** ZIP64: the same with room for larger numbers, which some programs write whatever the size. */
function longDirectory(view: DataView, pointerAt: number) {
  if (pointerAt < 0 || view.getUint32(pointerAt, true) !== longDirectoryPointer) return undefined
  const at = Number(view.getBigUint64(pointerAt + 8, true))
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== longDirectoryEnd) return undefined
  const [count, start] = [32, 48].map((place) => Number(view.getBigUint64(at + place, true)))
  return { start: start!, end: at, count: count! }
}

/** In the order unpacked, packed, offset; only those for which the short field has no room. */
function longSizes(view: DataView, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to; ) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === longField && at + 4 + length <= to) {
      return Array.from({ length: Math.floor(length / 8) }, (_, index) =>
        Number(view.getBigUint64(at + 4 + index * 8, true)),
      )
    }
    at += 4 + length
  }
  return []
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
