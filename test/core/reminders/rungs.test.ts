import { describe, expect, it } from 'vitest'
import { loadCycle } from '../../../core/cycle/cycle.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { isQuiet, quietUntil } from '../../../core/cycle/quiet.ts'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { dueDays } from '../../../core/reminders/days.ts'
import { dueRung, laddersOf, rungsOf } from '../../../core/reminders/rungs.ts'

const at = (instant: string) => new Date(`${instant}+08:00`)
const due = (window: Parameters<typeof dueRung>[1], instant: string, hour?: number) =>
  dueRung(cycle2014, window, at(instant), hour)?.id

describe('the ladder towards the end of declaring', () => {
  it.each([
    ['2014-12-17T08:59:59', undefined],
    ['2014-12-17T09:00:00', '14d'],
    ['2014-12-24T08:59:59', undefined],
    ['2014-12-24T09:00:00', '7d'],
    ['2014-12-27T23:00:00', '7d'],
    ['2014-12-28T09:00:00', '3d'],
    ['2014-12-30T09:00:00', '1d'],
    ['2014-12-31T17:59:59', '1d'],
    ['2014-12-31T18:00:00', '6h'],
    ['2014-12-31T23:59:59', '6h'],
    ['2015-01-01T00:00:00', undefined],
    ['2013-12-31T23:59:59', undefined],
  ])('at %s has come to %s', (instant, rung) => {
    expect(due('declaration', instant)).toBe(rung)
  })

  it('keeps to the hour that somebody chose, also for what an outage left undone', () => {
    expect(due('declaration', '2014-12-17T07:00:00', 7)).toBe('14d')
    expect(due('declaration', '2014-12-17T20:59:59', 21)).toBeUndefined()
    expect(due('declaration', '2014-12-17T21:00:00', 21)).toBe('14d')
    expect(due('declaration', '2014-12-18T20:59:59', 21)).toBeUndefined()
    expect(due('declaration', '2014-12-31T18:00:00', 21)).toBe('6h')
  })
})

describe('the ladders of what was returned', () => {
  it('count towards the first day on which a school may go public, and then towards the last on which it can be corrected', () => {
    const [towards, afterwards] = laddersOf(cycle2014, 'resubmission').map((ladder) =>
      rungsOf(cycle2014, ladder).map((rung) => `${rung.id} ${rung.at.toISOString().slice(0, 13)}`),
    )
    expect(towards).toEqual([
      'publicity-14d 2014-12-24T01',
      'publicity-7d 2014-12-31T01',
      'publicity-3d 2015-01-04T01',
      'publicity-1d 2015-01-06T01',
      'publicity-6h 2015-01-07T10',
    ])
    // 2015-01-17 is a Saturday: the Friday before is the day before anyway.
    expect(afterwards).toEqual([
      '7d 2015-01-10T01',
      '3d 2015-01-14T01',
      '1d 2015-01-16T01',
      '6h 2015-01-17T10',
    ])
  })

  it('of the second round end at 17:00, to the second', () => {
    expect(due('second-round-teacher', '2015-02-03T09:00:00')).toBe('1d')
    expect(due('second-round-teacher', '2015-02-04T10:59:59')).toBe('1d')
    expect(due('second-round-teacher', '2015-02-04T11:00:00')).toBe('6h')
    expect(due('second-round-teacher', '2015-02-04T16:59:59')).toBe('6h')
    expect(due('second-round-teacher', '2015-02-04T17:00:00')).toBeUndefined()
  })
})

describe('an end on a weekend (ruling 13)', () => {
  const closing = (until: string) => {
    const file = structuredClone(file2014)
    file.windows.find(({ id }) => id === 'second-round-teacher')!.until = until
    const cycle = loadCycle(file)
    return rungsOf(cycle, laddersOf(cycle, 'second-round-teacher')[0]!).map(
      ({ id, at: comes }) => `${id} ${comes.toISOString().slice(5, 10)}`,
    )
  }

  it('is reminded of on the Friday before as well', () => {
    expect(closing('2015-02-01 17:00')).toEqual([
      '14d 01-18',
      '7d 01-25',
      '3d 01-29',
      'friday 01-30',
      '1d 01-31',
      '6h 02-01',
    ])
  })

  it('has no Friday of its own where a rung is on that day, and none on other days', () => {
    expect(closing('2015-01-31 17:00').join()).not.toContain('friday')
    expect(closing('2015-02-04 17:00').join()).not.toContain('friday')
  })
})

describe('days of the year', () => {
  const days = (instant: string, cycle = cycle2014) => dueDays(cycle, at(instant)).map(({ on }) => on)

  it('come at the hour and are said on the two days that follow an outage, not later', () => {
    expect(days('2014-12-16T08:59:59')).toEqual([])
    expect(days('2014-12-16T09:00:00')).toEqual(['12-16'])
    expect(days('2014-12-18T21:00:00')).toEqual(['12-16'])
    expect(days('2014-12-19T09:00:00')).toEqual([])
    expect(days('2015-04-01T09:00:00')).toEqual([])
    expect(days('2015-04-01T09:00:00', cycle2015)).toEqual(['04-01'])
  })
})

describe('quiet hours', () => {
  it.each([
    ['2014-12-17T21:59:59', false],
    ['2014-12-17T22:00:00', true],
    ['2014-12-18T06:59:59', true],
    ['2014-12-18T07:00:00', false],
  ])('at %s: %s', (instant, quiet) => {
    expect(isQuiet(cycle2014, at(instant))).toBe(quiet)
  })

  it('end at seven, and are none in the last six hours before the end', () => {
    expect(quietUntil(cycle2014, at('2014-12-17T23:00:00'))).toEqual(at('2014-12-18T07:00:00'))
    expect(quietUntil(cycle2014, at('2014-12-18T03:00:00'))).toEqual(at('2014-12-18T07:00:00'))
    expect(quietUntil(cycle2014, at('2014-12-18T12:00:00'))).toEqual(at('2014-12-18T12:00:00'))
    const end = at('2015-01-01T00:00:00')
    expect(isQuiet(cycle2014, at('2014-12-31T22:30:00'), end)).toBe(false)
    expect(isQuiet(cycle2014, at('2015-01-01T00:00:00'), end)).toBe(true)
  })
})

it('a cycle that was stored before there were reminders has those of the sample', () => {
  const { reminders, ...before } = structuredClone(file2014)
  expect(loadCycle(before).reminders).toEqual(cycle2014.reminders)
  expect(reminders.provenance).toBe('sample')
})

it.each([
  ['rungs', ['soon']],
  ['digestAt', '25:00'],
  ['days', [{ on: '02-30', about: 'early' }]],
  ['hour', 24],
])('a cycle whose reminders hold an impossible %s is refused with its place', (field, value) => {
  const file = { ...file2014, reminders: { ...file2014.reminders, [field]: value } }
  expect(() => loadCycle(file)).toThrow(`reminders.${field}`)
})
