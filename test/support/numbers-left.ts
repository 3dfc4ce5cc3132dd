/**
 * How many ID numbers of eighteen could be the one that a text shows masked, to somebody who knows the birth
 * date from elsewhere. Infinity where the text shows nothing of it, 1 where it shows the whole.
 */
export function leftBy(text: string, number: string): number {
  if (text.includes(number)) return 1
  let left = Number.POSITIVE_INFINITY
  for (const [, first = '', , last = ''] of text.matchAll(mask)) {
    const isOfNumber = number.startsWith(first) && number.endsWith(last) && first + last !== ''
    if (isOfNumber) left = Math.min(left, leftBeside(first.length, last.length))
  }
  return left
}

const mask = /(?<![\dA-Z*])([\dA-Z]*)(\*{3,})([\dA-Z]*)(?![\dA-Z*])/g

/** Six digits of place, eight of birth, three of sequence, and a check character that one in eleven fits. */
function leftBeside(first: number, last: number): number {
  const placeHidden = Math.max(0, 6 - first)
  const sequenceHidden = Math.max(0, 3 - Math.max(0, last - 1) - Math.max(0, first - 14))
  const fits = last > 0 ? 1 / 11 : 1
  return Math.floor(10 ** (placeHidden + sequenceHidden) * fits)
}
