import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type CivilDate, isCivilDate } from '../time/shanghai.ts'

/**
 * ID numbers as teachers type them (DOMAIN §5). No number, or part of one, ever goes into a refusal, because
 * refusals are shown and logged.
 */

export const idKinds = [
  'RESIDENT',
  'RESIDENCE_PERMIT',
  'HK_MACAU_PASS',
  'TAIWAN_PASS',
  'FOREIGNER',
  'PASSPORT',
] as const
export type IdKind = (typeof idKinds)[number]

export const idNumberRefusals = [
  'id-number-unreadable',
  'id-number-length',
  'id-number-fifteen-digits',
  'id-number-region',
  'id-number-birth-date',
  'id-number-checksum',
] as const
export type IdNumberRefusal = Refusal<(typeof idNumberRefusals)[number]>

export const genders = ['MALE', 'FEMALE'] as const
export type Gender = (typeof genders)[number]

export interface IdNumber {
  kind: IdKind
  /** Normalised: half-width, upper case, no spaces or hyphens. */
  number: string
  birthDate?: CivilDate
  gender?: Gender
}

/**
 * Reads one ID number and tells which document it belongs to.
 *
 * @param today the birth date may not lie after it
 * @returns one of `idNumberRefusals`, without any part of the number; 'id-number-length' tells {length}.
 */
export function readIdNumber(text: string, today: CivilDate): IdNumber | IdNumberRefusal {
  const number = normalise(text)
  if (/^\d{17}[\dX]$/.test(number)) return readEighteen(number, today)
  if (/^\d{15}$/.test(number)) return refuse('id-number-fifteen-digits')
  if (/^[A-Z]{3}\d{12}$/.test(number)) return { kind: 'FOREIGNER', number }
  if (/^[HM]\d{8}(\d{2})?$/.test(number)) return { kind: 'HK_MACAU_PASS', number }
  if (/^\d{8}(\d{2})?$/.test(number)) return { kind: 'TAIWAN_PASS', number }
  // No passport consists of more than ten digits alone, so this is an ID number with digits lost or added.
  if (/^\d{11,}X?$/.test(number)) return refuse('id-number-length', { length: number.length })
  if (/^(?=.*\d)[A-Z\d]{5,20}$/.test(number)) return { kind: 'PASSPORT', number }
  return refuse('id-number-unreadable')
}

/**
 * A 15-digit number from before 1999 in its 18-digit form. Only for imports of old lists: a person types the
 * number on today's card.
 */
export function upgradeFifteenDigits(text: string, today: CivilDate): IdNumber | IdNumberRefusal {
  const number = normalise(text)
  if (!/^\d{15}$/.test(number)) return refuse('id-number-length', { length: number.length })
  const seventeen = `${number.slice(0, 6)}19${number.slice(6)}`
  return readEighteen(seventeen + checkCharacter(seventeen), today)
}

/**
 * What may be shown of a number: the first 3 and the last, and less of a short one. It leaves 10,000 numbers
 * at least, also beside a birth date.
 */
export function maskIdNumber(number: string): string {
  const first = Math.min(3, Math.floor(number.length / 4))
  const last = number.length > 5 ? 1 : 0
  return (
    number.slice(0, first) + '*'.repeat(number.length - first - last) + number.slice(number.length - last)
  )
}

/** GB 11643: six digits of place, eight of birth, three of sequence (odd is male), one check character. */
function readEighteen(number: string, today: CivilDate): IdNumber | IdNumberRefusal {
  const kind = kindOfEighteen(number)
  if (isRefusal(kind)) return kind
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isCivilDate(birthDate) || birthDate > today) return refuse('id-number-birth-date')
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return refuse('id-number-checksum')
  return { kind, number, birthDate, gender: Number(number[16]) % 2 === 1 ? 'MALE' : 'FEMALE' }
}

function kindOfEighteen(number: string): IdKind | IdNumberRefusal {
  if (/^8[123]0000/.test(number)) return 'RESIDENCE_PERMIT'
  if (number.startsWith('9')) return 'FOREIGNER'
  return provinces.has(number.slice(0, 2)) ? 'RESIDENT' : refuse('id-number-region')
}

/** GB/T 2260: the provinces whose police issue resident ID cards. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
)

/** ISO 7064 MOD 11-2 over seventeen digits. */
function checkCharacter(seventeen: string): string {
  let sum = 0
  for (const digit of seventeen) sum = (sum + Number(digit)) * 2
  return '0123456789X'[(12 - (sum % 11)) % 11]!
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
    .replace(/×/g, 'X')
    .toUpperCase()
}

const eighteen = /(?<!\d)\d{17}[\dXx×](?!\d)/g

/** Place and date of birth are those of somebody; the check character may have been mistyped. */
function isPlausible(number: string): boolean {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return !isRefusal(kindOfEighteen(number)) && isCivilDate(birthDate) && /^(18|19|20)/.test(birthDate)
}

/**
 * Whether a text may hold an ID number: then it is deleted from the chat and never kept as an answer. A
 * number typed in one piece counts whatever its digits. Digits that are only neighbours, like dates and
 * hours, must make sense as an ID number, and so must fifteen digits, which a licence has as well.
 */
export function holdsIdNumber(text: string): boolean {
  const typed = text.normalize('NFKC')
  const joined = typed.replace(/[\s\p{Cf}\p{Pd}]/gu, '')
  if (/^\d{15}$/.test(joined)) return isPlausible(`${joined.slice(0, 6)}19${joined.slice(6)}0`)
  if (typed.search(eighteen) !== -1) return true
  return joined.match(eighteen)?.some(isPlausible) ?? false
}

/**
 * A text to be shown or kept, with every ID number in it masked, and masks that show more made shorter. A
 * hash is left alone, as it has letters beside its digits.
 */
export function withoutIdNumbers(text: string): string {
  return text
    .replace(standingAlone, (number) => maskIdNumber(number.normalize('NFKC')))
    .replace(longMask, '$1$2$3')
}

const longMask = /([\dA-Z]{3})[\dA-Z]*(\*{8,})[\dA-Z]*([\dX])/g

const standingAlone = /(?<![\p{Nd}\p{Script=Latin}])\p{Nd}{17}[\p{Nd}XxＸｘ×](?![\p{Nd}\p{Script=Latin}])/gu
