import { inflateSync } from 'node:zlib'

/** A piece of text and the height of its line above the lower edge of the page, in points. */
export interface Piece {
  text: string
  readonly fromBottom: number
}

/**
 * What a PDF written by pdfkit says, read back from its bytes: the text of each page and the embedded fonts.
 */
export function readPdf(pdf: Buffer): { pages: string[]; pieces: Piece[][]; fonts: string[] } {
  const objects = new Map<string, string>()
  for (const [, id, body] of pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id!, body!)
  const follow = (body: string, key: string) => {
    const id = new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1]
    return objects.get(id ?? '') ?? ''
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body))
  const pieces = pages.map((page) => {
    const resources = follow(page, 'Resources')
    const letters = new Map<string, readonly string[]>()
    for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g))
      letters.set(name!, lettersOf(streamOf(follow(objects.get(id!)!, 'ToUnicode'))))
    return piecesOf(streamOf(follow(page, 'Contents')), letters)
  })
  return {
    pages: pieces.map((page) => page.map((piece) => piece.text).join('')),
    pieces,
    fonts: [...objects.values()].flatMap((body) =>
      /\/Type \/FontDescriptor/.test(body) && /\/FontFile2/.test(body)
        ? [/\/FontName \/(\S+)/.exec(body)![1]!]
        : [],
    ),
  }
}

function streamOf(body: string): string {
  const bytes = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1] ?? ''
  const buffer = Buffer.from(bytes, 'latin1')
  return (/\/FlateDecode/.test(body) ? inflateSync(buffer) : buffer).toString('latin1')
}

function lettersOf(cmap: string): string[] {
  const ranges = [...cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)]
  const letters: string[] = []
  for (const [, first, list] of ranges)
    for (const [index, [, code]] of [...list!.matchAll(/<([0-9a-f ]+)>/g)].entries())
      letters[Number.parseInt(first!, 16) + index] = Buffer.from(code!.replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le')
  return letters
}

function piecesOf(content: string, letters: Map<string, readonly string[]>): Piece[] {
  const pieces: Piece[] = []
  let font = ''
  for (const [, fromBottom, name, codes] of content.matchAll(
    /1 0 0 1 \S+ (\S+) Tm|\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g,
  )) {
    if (fromBottom) pieces.push({ text: '', fromBottom: Number(fromBottom) })
    else if (name) font = name
    else
      for (const [code] of codes!.matchAll(/.{4}/g))
        pieces.at(-1)!.text += letters.get(font)?.[Number.parseInt(code, 16)] ?? ''
  }
  return pieces
}
