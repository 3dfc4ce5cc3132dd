import { language } from './words.js'

const zone = { timeZone: 'Asia/Shanghai' }
const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
const formats = {
  time: new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  second: new Intl.DateTimeFormat(locale, {
    ...zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }),
  day: new Intl.DateTimeFormat(locale, { ...zone, month: 'long', day: 'numeric' }),
  date: new Intl.DateTimeFormat(locale, { ...zone, year: 'numeric', month: 'long', day: 'numeric' }),
  weekday: new Intl.DateTimeFormat(locale, { ...zone, weekday: 'long' }),
}

/** Everything is shown in the time of Guangzhou, wherever the browser is. */
export const timeOf = (date) => formats.time.format(new Date(date))
export const secondOf = (date) => formats.second.format(new Date(date))
export const dayOf = (date) => formats.day.format(new Date(date))
export const dateOf = (date) => formats.date.format(new Date(date))
export const weekdayOf = (date) => formats.weekday.format(new Date(date))

/** What a `datetime-local` field shows for an instant, and back. */
export const localOf = (date) => new Date(new Date(date).getTime() + 8 * 3600_000).toISOString().slice(0, 16)
export const instantOf = (local) => new Date(`${local}:00+08:00`)
