import { openFont, printable } from './font.ts'

/**
 * The lines a text takes in a room of so many points. It breaks between 汉字, and between words where there is
 * a space.
 */
export function linesOf(text: string, room: number, size: number): string[] {
  const lines: string[] = []
  let now = ''
  for (const word of printable(text).match(/[!-~À-ɏ]+|\s|./gu) ?? []) {
    const pieces = widthOf(word, size) > room ? [...word] : [word]
    for (const piece of pieces) {
      if (now !== '' && widthOf(now + piece, size) > room) {
        lines.push(now.trimEnd())
        now = piece.trimStart()
      } else now += piece
    }
  }
  return now.trim() === '' ? lines : [...lines, now.trimEnd()]
}

/** In points, in the regular weight. */
export function widthOf(text: string, size: number): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    let advance = advances.get(code)
    if (advance === undefined) {
      const font = openFont('regular')
      advance = font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm
      advances.set(code, advance)
    }
    width += advance * size
  }
  return width
}

const advances = new Map<number, number>()
