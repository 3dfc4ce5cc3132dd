import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  civilDateOf,
  daysFromTo,
  endOfDay,
  formatDate,
  formatDeadline,
  formatInstant,
  formatUntil,
  isCivilDate,
  readCivilDate,
  readDeadline,
  readOpening,
  startOfDay,
} from '../../../core/time/shanghai.ts'

const someDay = fc
  .integer({ min: 0, max: 365 * 100 })
  .map((days) => new Date(Date.UTC(1930, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))

describe('a day in Guangzhou', () => {
  test('begins at 16:00 UTC of the day before', () => {
    expect(startOfDay('2014-12-31').toISOString()).toBe('2014-12-30T16:00:00.000Z')
    expect(endOfDay('2014-12-31').toISOString()).toBe('2014-12-31T16:00:00.000Z')
  })

  test('is told from an instant whatever the zone of the machine', () => {
    expect(civilDateOf(new Date('2014-12-31T15:59:59.999Z'))).toBe('2014-12-31')
    expect(civilDateOf(new Date('2014-12-31T16:00:00Z'))).toBe('2015-01-01')
  })

  test('agrees with the zone database', () => {
    const inShanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
    const since1992 = fc.date({
      min: new Date('1992-01-01'),
      max: new Date('2060-01-01'),
      noInvalidDate: true,
    })
    fc.assert(fc.property(since1992, (instant) => civilDateOf(instant) === inShanghai.format(instant)))
  })

  test('holds its first and its last instant', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        expect(civilDateOf(startOfDay(day))).toBe(day)
        expect(civilDateOf(new Date(endOfDay(day).getTime() - 1))).toBe(day)
      }),
    )
  })

  test('is counted with both ends', () => {
    expect(daysFromTo('2014-07-05', '2014-07-05')).toBe(1)
    expect(daysFromTo('2014-02-27', '2014-03-02')).toBe(4)
    expect(daysFromTo('2012-02-27', '2012-03-02')).toBe(5)
    expect(addDays('2014-12-31', 1)).toBe('2015-01-01')
    expect(addDays('2015-01-01', -1)).toBe('2014-12-31')
  })

  test.each([
    '2014-02-29',
    '2014-13-01',
    '2014-00-10',
    '2014-4-1',
    '2014-04-31',
    '0001-01-01',
    '2014-04-01 ',
  ])('%s is not one', (text) => {
    expect(isCivilDate(text)).toBe(false)
    expect(() => startOfDay(text)).toThrow('not a real date')
  })
})

describe('a date as teachers type it', () => {
  test.each([
    ['2014-7-5'],
    ['2014-07-05'],
    ['2014/7/5'],
    ['2014.7.5'],
    ['2014。7。5'],
    ['20140705'],
    ['2014年7月5日'],
    ['2014年07月05号'],
    ['2014 年 7 月 5 日'],
    ['２０１４－７－５'],
    ['２０１４年７月５日'],
    ['  2014-7-5\n'],
    ['7月5日'],
    ['７月５日'],
    ['7-5'],
    ['7/5'],
    ['7.5'],
  ])('%s is 2014-07-05', (text) => {
    expect(readCivilDate(text, 2014)).toBe('2014-07-05')
  })

  test.each(['2014-2-29', '2014-13-1', '20140732', '7月', '14-7-5', '昨天', '', '2014-7-5-1', '99-99', '75'])(
    '«%s» is no date',
    (text) => {
      expect(readCivilDate(text, 2014)).toBeUndefined()
    },
  )

  test('a day without its year needs the year of the cycle', () => {
    expect(readCivilDate('2月29日', 2016)).toBe('2016-02-29')
    expect(readCivilDate('2月29日', 2014)).toBeUndefined()
    expect(readCivilDate('7-5')).toBeUndefined()
  })

  test('every day reads back from every way of writing it', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom('-', '/', '.'), (day, separator) => {
        const [year, month, date] = day.split('-').map(Number)
        expect(readCivilDate([year, month, date].join(separator))).toBe(day)
        expect(readCivilDate(day.replaceAll('-', ''))).toBe(day)
        expect(readCivilDate(formatDate(day, 'zh'))).toBe(day)
      }),
    )
  })
})

describe('the calendar', () => {
  test('a deadline without an hour includes that whole day; 17:00 means until 17:00:00', () => {
    expect(readDeadline('2014-12-31')!.toISOString()).toBe('2014-12-31T16:00:00.000Z')
    expect(readDeadline('2015-02-04 17:00')!.toISOString()).toBe('2015-02-04T09:00:00.000Z')
  })

  test('an opening without an hour is the start of that day', () => {
    expect(readOpening('2015-01-08')!.toISOString()).toBe('2015-01-07T16:00:00.000Z')
  })

  test.each(['2015-02-30', '2015-02-04 25:00', '2015-02-04 17:60', '2015-02-04T17:00', '17:00'])(
    'refuses %s',
    (text) => {
      expect(readDeadline(text)).toBeUndefined()
      expect(readOpening(text)).toBeUndefined()
    },
  )

  test('deadlines read as the notice says them', () => {
    const wholeDay = readDeadline('2014-12-31')!
    const atFive = readDeadline('2015-02-04 17:00')!
    expect(formatDeadline(wholeDay, 'zh')).toBe('2014年12月31日24:00前')
    expect(formatDeadline(atFive, 'zh')).toBe('2015年2月4日17:00前')
    expect(formatDeadline(wholeDay, 'en')).toBe('before 31 Dec 2014, 24:00 (Guangzhou time)')
    expect(formatDeadline(atFive, 'en')).toBe('before 4 Feb 2015, 17:00 (Guangzhou time)')
    const justPastMidnight = new Date(wholeDay.getTime() + 30_000)
    expect(formatUntil(wholeDay, 'zh')).toBe('2014年12月31日24:00')
    expect(formatUntil(justPastMidnight, 'zh')).toBe('2015年1月1日00:00')
  })

  test('instants and dates read in Guangzhou time', () => {
    expect(formatInstant(new Date('2014-12-31T16:05:00Z'), 'zh')).toBe('2015年1月1日 00:05')
    expect(formatInstant(new Date('2014-12-31T16:05:00Z'), 'en')).toBe('1 Jan 2015, 00:05')
    expect(formatDate('2014-07-05', 'en')).toBe('5 Jul 2014')
  })
})
