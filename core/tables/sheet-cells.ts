/** The first and the last day that a five-digit number means in a spreadsheet: 1927-05-18 and 2173-10-13. */
const dayNumber = /^[1-9]\d{4}(?:\.0*)?$/
/** Day 0 as every date after February 1900 counts from it. */
const dayZero = Date.UTC(1899, 11, 30)

/**
 * The day that a cell means when a spreadsheet or database wrote it: «2014-07-05 00:00:00» is that day, and
 * so is 41825 in a column never set to hold dates. Anything else comes back as it is.
 */
export function dateOfCell(cell: string): string {
  const text = cell.normalize('NFKC').trim()
  if (dayNumber.test(text)) {
    return new Date(dayZero + Math.trunc(Number(text)) * 86_400_000).toISOString().slice(0, 10)
  }
  return text.replace(/(\d[日号]?)[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '$1')
}

/** 4.40106E+17: a spreadsheet took a long number for an amount, and its last digits are gone. */
export function hasLostDigits(cell: string): boolean {
  return /^\d(?:\.\d+)?E\+?\d+$/i.test(cell.normalize('NFKC').trim())
}
