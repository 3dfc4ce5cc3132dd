/**
 * The text of a file in any of the encodings Chinese offices use: by its byte order mark, else UTF-8 when it
 * is sound, else GBK, in which Excel saves CSV there. Undefined when it is no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be')
  // Nothing but UTF-16 holds a zero byte in a text.
  if (bytes.includes(0)) return undefined
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
