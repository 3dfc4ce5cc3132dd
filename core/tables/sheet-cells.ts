import { format, getFormatDateInfo, isDateFormat } from 'numfmt'
import { plainCharacters } from '../plain-characters.ts'
import type { DaysFrom } from './table-limits.ts'

/** The first and the last day that a five-digit number means in a spreadsheet: 1927-05-18 and 2173-10-13. */
const dayNumber = /^[1-9]\d{4}(?:\.0*)?$/
const dayMs = 86_400_000
/** Day 0 as every date after February 1900 counts from it, or as a workbook of 1904 does. */
const dayZero = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const

/**
 * The day that a cell means when a spreadsheet or database wrote it: «2014-07-05 00:00:00» is that day, and
 * so is 41825 in a column never set to hold dates. Anything else comes back as it is.
 */
export function dateOfCell(cell: string, daysFrom: DaysFrom = 1900): string {
  const text = cell.normalize('NFKC').trim()
  if (dayNumber.test(text)) {
    return new Date(dayZero[daysFrom] + Math.trunc(Number(text)) * dayMs).toISOString().slice(0, 10)
  }
  return text.replace(/(\d[日号]?)[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '$1')
}

/** 4.40106E+17: a spreadsheet took a long number for an amount, and its last digits are gone. */
export function hasLostDigits(cell: string): boolean {
  return /^\d(?:\.\d+)?E\+?\d+$/i.test(cell.normalize('NFKC').trim())
}

/**
 * A number as its cell shows it, days as YYYY-MM-DD whatever their format and without commas between
 * thousands. Of a number too long for a spreadsheet the lost digits show, instead of zeros in their place.
 */
export function numberShown(written: string, code: string, daysFrom: DaysFrom): string {
  const number = Number(written)
  if (!Number.isFinite(number)) return written
  if (Math.abs(number) >= 1e15) return number.toExponential().replace('e', 'E')
  const plain = String(Number(number.toPrecision(shownDigits)))
  if (/^(general|@)?$/i.test(code)) return plain
  try {
    if (isDateFormat(code)) return dateShown(number, code, daysFrom)
    return format(code.replace(/(?<=[#0?]),(?=[#0?])/g, ''), number).trim() || plain
  } catch {
    return plain
  }
}

/** More digits a spreadsheet shows in no cell, so that 0.1 + 0.2 is 0.3. */
const shownDigits = 15

function dateShown(number: number, code: string, daysFrom: DaysFrom): string {
  const { year, month, day } = getFormatDateInfo(code)
  if (!year && !month && !day) return format(code, number).trim()
  // 1900 has a 29 February in a spreadsheet, so that days before it count from one later.
  const days = daysFrom === 1900 && number < 60 ? number + 1 : number
  const minutes = Math.round(days * 1440)
  const [date = '', time = ''] = new Date(dayZero[daysFrom] + minutes * 60_000).toISOString().split('T')
  return time.startsWith('00:00') ? date : `${date} ${time.slice(0, 5)}`
}

/**
 * What a cell of text says. The mark before what a spreadsheet would take for a number or a formula is no
 * part of it: the apostrophe of our own files, ="0012" and the backtick of other systems.
 */
export function textOfCell(written: string): string {
  const cell = plainCharacters(written.trim())
  const quoted = /^=\s*"((?:[^"]|"")*)"$/.exec(cell)
  if (quoted) return quoted[1]!.replaceAll('""', '"').trim()
  return cell.replace(/^['`‘’](?=[=+\-@＝＋－＠]|[0-9A-Za-z./:-]*\d[0-9A-Za-z./:-]*$)/, '')
}
