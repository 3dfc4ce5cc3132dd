import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

/**
 * The one place that knows the font files. Noto Sans SC comes with the program, so a printed sheet looks the
 * same on every machine and needs no system font. Headings are Medium, everything else Regular.
 */
export type FontWeight = 'regular' | 'medium'

const fontPackage = '@expo-google-fonts/noto-sans-sc'
const fontFiles: Record<FontWeight, string> = {
  regular: `${fontPackage}/400Regular/NotoSansSC_400Regular.ttf`,
  medium: `${fontPackage}/500Medium/NotoSansSC_500Medium.ttf`,
}

/** Printed in the place of a character the font lacks (the printers' traditional mark for missing type). */
export const missingCharacterMark = '〓'

/** The bytes of a font file, about 10 MB, read once per process. */
export function fontBytes(weight: FontWeight): Buffer {
  return remember(bytesByWeight, weight, () =>
    readFileSync(createRequire(import.meta.url).resolve(fontFiles[weight])),
  )
}

/** The opened font, for questions about its glyphs. */
export function openFont(weight: FontWeight): Font {
  return remember(fontsByWeight, weight, () => create(fontBytes(weight)))
}

/**
 * The text as it can be printed on one line or in one cell: white space becomes a single space, and invisible
 * characters disappear. A character the font lacks becomes `missingCharacterMark`: names hold rare
 * characters, so a gap must be visible on paper and never stop a sheet.
 */
export function printable(text: string): string {
  const font = openFont('regular')
  const visible = text.normalize('NFC').replace(/\s+/gu, ' ').replace(invisible, '').trim()
  return Array.from(visible, (character) =>
    font.hasGlyphForCodePoint(character.codePointAt(0)!) ? character : missingCharacterMark,
  ).join('')
}

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]/gu
const bytesByWeight = new Map<FontWeight, Buffer>()
const fontsByWeight = new Map<FontWeight, Font>()

function remember<Value>(known: Map<FontWeight, Value>, weight: FontWeight, make: () => Value): Value {
  const value = known.get(weight) ?? make()
  known.set(weight, value)
  return value
}
