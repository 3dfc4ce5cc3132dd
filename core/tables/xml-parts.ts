import { Parser } from 'htmlparser2'
import { maxPieceChars, maxUnpackedBytes, maxXmlDepth, TableTooMuch } from './table-limits.ts'
import { unpack, type ZipEntry } from './zip-entries.ts'

/** What is wanted of a part of a workbook; names come without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Reads parts of a workbook one after another without ever holding one as a whole. */
export class XmlParts {
  readonly #bytes: Uint8Array
  readonly #entries: ReadonlyMap<string, ZipEntry>
  #unpacked = 0

  constructor(bytes: Uint8Array, entries: readonly ZipEntry[]) {
    this.#bytes = bytes
    this.#entries = new Map(entries.map((entry) => [pathOf(entry.name), entry]))
  }

  has(path: string): boolean {
    return this.#entries.has(pathOf(path))
  }

  /** @throws when the part is missing or no sound XML; `TableTooMuch` */
  async read(path: string, reader: XmlReader): Promise<void> {
    const entry = this.#entries.get(pathOf(path))
    if (!entry) throw new Error(`There is no part ${path}.`)
    if (this.#unpacked + entry.unpackedBytes > maxUnpackedBytes) throw new TableTooMuch('unpacked bytes')
    this.#unpacked += entry.unpackedBytes
    let decoder: TextDecoder | undefined
    const parser = parserFor(reader)
    let rest = ''
    for await (const piece of unpack(this.#bytes, entry)) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true })
      const text = rest + decoder.decode(piece, { stream: true })
      const whole = text.lastIndexOf('<')
      rest = whole === -1 ? text : text.slice(whole)
      if (rest.length > maxPieceChars) throw new TableTooMuch('characters between two tags')
      if (whole > 0) parser.write(withoutEmpty(text.slice(0, whole)))
    }
    parser.end(rest + (decoder?.decode() ?? ''))
    parser.assertWhole()
  }
}

/** Rows and cells that hold nothing but a format: a sheet may have a million. */
function withoutEmpty(text: string): string {
  return text.replace(/<(?:\w+:)?(?:row|c)\s[^<>]*\br="[^<>]*\/>/g, '')
}

function parserFor(reader: XmlReader) {
  let depth = 0
  let isBroken = false
  let openedAt = -1
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        openedAt = parser.endIndex
        if (++depth > maxXmlDepth) throw new TableTooMuch('levels of XML')
        reader.open(local(name), attributes)
      },
      ontext: (text) => reader.text?.(text),
      onclosetag(name, isImplied) {
        depth--
        // An element is closed by a tag of its own, or by the slash in the tag that opens it.
        isBroken ||= isImplied && parser.endIndex !== openedAt
        reader.close?.(local(name))
      },
      onprocessinginstruction(name) {
        if (/^!doctype$/i.test(name)) throw new Error('A workbook has no document type.')
      },
    },
    { xmlMode: true },
  )
  return {
    write: (text: string) => parser.write(text),
    end: (text: string) => parser.end(text),
    assertWhole() {
      if (isBroken || openedAt === -1 || depth !== 0) throw new Error('The XML ends too early.')
    },
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function encodingOf(piece: Uint8Array): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le'
  return piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** Archives differ in letter case and in what parts folders. */
function pathOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}
