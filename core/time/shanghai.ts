import type { Locale } from '../terms.ts'

/**
 * Days and hours as Guangzhou lives them. Asia/Shanghai has stood at +08:00 without summer time since 1992,
 * so plain arithmetic is exact for every cycle and does not depend on the machine's time zone.
 */

/** A day in Guangzhou as 'YYYY-MM-DD'; such strings compare and sort as the days do. */
export type CivilDate = string

const msPerHour = 3_600_000
const msPerDay = 24 * msPerHour
const aheadOfUtcMs = 8 * msPerHour

/** The day in Guangzhou at this instant. */
export function civilDateOf(instant: Date): CivilDate {
  return wallClock(instant).slice(0, 10)
}

/** The first instant of the day. Throws on what is not a real date: dates are read before they are used. */
export function startOfDay(date: CivilDate): Date {
  if (!isCivilDate(date)) throw new RangeError(`not a real date: ${date}`)
  return new Date(Date.parse(`${date}T00:00:00Z`) - aheadOfUtcMs)
}

/** The first instant after the day, which closes a half-open window that includes the whole day. */
export function endOfDay(date: CivilDate): Date {
  return new Date(startOfDay(date).getTime() + msPerDay)
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDateOf(new Date(startOfDay(date).getTime() + days * msPerDay))
}

/** 0 is Sunday, 6 Saturday. */
export function dayOfWeek(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}

/** The hour of the day in Guangzhou, 0 to 23. */
export function hourOf(instant: Date): number {
  return Number(wallClock(instant).slice(11, 13))
}

/** How many days there are from one day to another, both included; at least 1 when `from` ≤ `to`. */
export function daysFromTo(from: CivilDate, to: CivilDate): number {
  return (startOfDay(to).getTime() - startOfDay(from).getTime()) / msPerDay + 1
}

/** Whole days until the last day before the deadline: 0 on that day itself, negative afterwards. */
export function daysLeft(now: Date, closesAt: Date): number {
  return daysFromTo(civilDateOf(now), civilDateOf(new Date(closesAt.getTime() - 1))) - 1
}

/** Strict: 'YYYY-MM-DD' and a day that exists. */
export function isCivilDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match !== null && civilDate(Number(match[1]), Number(match[2]), Number(match[3])) === text
}

/**
 * A date as people type it: 2014-7-5, 2014/7/5, 2014.7.5, 20140705, 2014年7月5日, also with full-width
 * characters; with `yearIfMissing` also 7月5日 or 7-5. Undefined when no such day exists.
 */
export function readCivilDate(text: string, yearIfMissing?: number): CivilDate | undefined {
  const plain = text.normalize('NFKC').trim()
  const whole =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})\s*[-–—/.。、年\s]\s*(\d{1,2})\s*[-–—/.。、月\s]\s*(\d{1,2})\s*[日号]?$/.exec(plain)
  if (whole) return civilDate(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const short = /^(\d{1,2})\s*[-–—/.。、月\s]\s*(\d{1,2})\s*[日号]?$/.exec(plain)
  if (short && yearIfMissing !== undefined)
    return civilDate(yearIfMissing, Number(short[1]), Number(short[2]))
  return undefined
}

/** An opening in a calendar: '2015-01-08' is the start of that day, '2015-01-08 09:00' that minute. */
export function readOpening(text: string): Date | undefined {
  return isCivilDate(text) ? startOfDay(text) : readMinute(text)
}

/**
 * A deadline in a calendar: '2014-12-31' includes that whole day, '2015-02-04 17:00' means until 17:00:00.
 */
export function readDeadline(text: string): Date | undefined {
  return isCivilDate(text) ? endOfDay(text) : readMinute(text)
}

/** A deadline as the notice says it: 2014年12月31日24:00前, or 2015年2月4日17:00前. */
export function formatDeadline(closesAt: Date, locale: Locale): string {
  const until = formatUntil(closesAt, locale)
  return locale === 'zh' ? `${until}前` : `before ${until} (Guangzhou time)`
}

/** The end of a period, for 「至…」: 2015年1月14日24:00 where it includes the whole day. */
export function formatUntil(closesAt: Date, locale: Locale): string {
  const time = wallClock(closesAt).slice(11)
  // A publicity begins whenever somebody taps: a moment past midnight is on the new day.
  const wholeDay = time === '00:00:00.000Z'
  const date = wholeDay ? civilDateOf(new Date(closesAt.getTime() - 1)) : civilDateOf(closesAt)
  const until = wholeDay ? '24:00' : time.slice(0, 5)
  return `${formatDate(date, locale)}${locale === 'zh' ? '' : ', '}${until}`
}

export function formatInstant(instant: Date, locale: Locale): string {
  const separator = locale === 'zh' ? ' ' : ', '
  return `${formatDate(civilDateOf(instant), locale)}${separator}${wallClock(instant).slice(11, 16)}`
}

export function formatDate(date: CivilDate, locale: Locale): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return locale === 'zh' ? `${year}年${month}月${day}日` : `${day} ${englishMonths[month - 1]} ${year}`
}

/** A day of a year that is clear from what stands beside it: 12月24日. */
export function formatDay(date: CivilDate, locale: Locale): string {
  const [, month, day] = date.split('-').map(Number) as [number, number, number]
  return locale === 'zh' ? `${month}月${day}日` : `${day} ${englishMonths[month - 1]}`
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 'YYYY-MM-DDTHH:mm:ss.sssZ' whose digits are Guangzhou's. */
function wallClock(instant: Date): string {
  return new Date(instant.getTime() + aheadOfUtcMs).toISOString()
}

function readMinute(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/.exec(text)
  if (!match) return undefined
  const [date, hour, minute] = [match[1]!, Number(match[2]), Number(match[3])]
  if (!isCivilDate(date) || hour > 23 || minute > 59) return undefined
  return new Date(startOfDay(date).getTime() + hour * msPerHour + minute * 60_000)
}

function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  // Year 0 to 99 would be taken by Date.UTC for the twentieth century.
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : undefined
}
