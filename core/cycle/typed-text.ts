import { plainCharacters } from '../plain-characters.ts'
import { holdsIdNumber } from '../privacy/id-number.ts'
import { type Refusal, refuse } from '../refusal.ts'

export const typedTextRefusals = [
  'text-empty',
  'text-too-long',
  'text-without-letters',
  'text-holds-id-number',
] as const

/**
 * A line of text as a person typed it, made fit to keep and to show: one line, no control characters
 * (PostgreSQL refuses NUL) and none that turn the reading direction on a reviewer's card. Emoji are welcome
 * beside at least one letter or 汉字.
 *
 * @returns the text, or 'text-empty', 'text-without-letters', 'text-too-long' {max, length} counted in
 *   characters, 'text-holds-id-number': notes and names are shown, listed and kept in the trail, where no ID
 *   number may stand (DOMAIN §9)
 */
export function readTypedText(
  text: string,
  maxChars: number,
): string | Refusal<(typeof typedTextRefusals)[number]> {
  const clean = cleanLine(text)
  const length = [...clean].length
  if (length === 0) return refuse('text-empty')
  if (length > maxChars) return refuse('text-too-long', { max: maxChars, length })
  if (holdsIdNumber(clean)) return refuse('text-holds-id-number')
  if (!/\p{L}/u.test(clean)) return refuse('text-without-letters')
  return clean
}

/** One trimmed line, without control characters, half surrogates and direction marks. */
export function cleanLine(text: string): string {
  return plainCharacters(text)
    .toWellFormed()
    .replace(/(?!\s)[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufffd]/gu, '')
    .replace(/\s+/gu, ' ')
    .normalize('NFC')
    .trim()
}
