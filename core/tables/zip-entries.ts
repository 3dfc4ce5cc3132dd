export interface ZipEntry {
  readonly name: string
  /** As the archive says; whoever unpacks gives it no more room than this. */
  readonly unpackedBytes: number
}

/**
 * What an archive says it holds, read from the directory at its end without unpacking anything. Undefined
 * when it is damaged, or larger than a table ever is (zip64).
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let read = 0; read < count; read++) {
    if (at + 46 > end || view.getUint32(at, true) !== directoryEntry) return undefined
    const unpackedBytes = view.getUint32(at + 24, true)
    if (unpackedBytes === 0xffffffff) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.push({ name, unpackedBytes })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

const directoryEntry = 0x02014b50
const directoryEnd = 0x06054b50
const directoryEndBytes = 22
const maxCommentBytes = 0xffff

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - directoryEndBytes
  for (let at = last; at >= 0 && at >= last - maxCommentBytes; at--) {
    if (view.getUint32(at, true) === directoryEnd) return at
  }
  return undefined
}
