import { describe, expect, test } from 'vitest'
import { type CycleFile, loadCycle } from '../../../core/cycle/cycle.ts'
import json2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { nextCycleFile } from '../../../core/cycle/next-cycle.ts'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { contradictions } from '../../../core/cycle/side-by-side.ts'
import { windowOf } from '../../../core/cycle/windows.ts'

const file2014 = json2014 as CycleFile
const untilIn = (file: CycleFile, id: string) => file.windows.find((window) => window.id === id)!.until

describe('the file of the next year', () => {
  const file2015 = nextCycleFile(file2014)

  test('S071: opens declaring on 1 April 2015, of the hours of 2015', () => {
    expect(windowOf(cycle2015, 'declaration').opensAt!.toISOString()).toBe('2015-03-31T16:00:00.000Z')
    expect(windowOf(cycle2015, 'declaration').closesAt.toISOString()).toBe('2015-12-31T16:00:00.000Z')
    expect(file2015.name).toEqual({ zh: '2015年度', en: 'Year 2015' })
  })

  test('moves every other date by a year and keeps its hour', () => {
    expect(untilIn(file2015, 'second-round-district')).toBe('2016-03-06 17:00')
    expect(file2015.windows.find(({ id }) => id === 'publicity')).toMatchObject({
      from: '2016-01-08',
      until: '2016-01-14',
      latestUntil: '2016-01-17',
    })
  })

  test('is marked as a sample as a whole and in every date, until the authority gives the calendar', () => {
    expect(cycle2015.provenance).toBe('sample')
    expect(cycle2015.windows.every(({ provenance }) => provenance === 'sample')).toBe(true)
    expect(cycle2014.provenance).toBe('notice')
  })

  test('keeps everything else: requirements, reasons, bases, columns', () => {
    expect(cycle2015.requirements).toEqual(cycle2014.requirements)
    expect(cycle2015.returnReasons).toEqual(cycle2014.returnReasons)
    expect(cycle2015.reportColumns).toEqual(cycle2014.reportColumns)
  })

  test('can be made year after year, over leap days, and all of them stand beside each other', () => {
    const files = [file2014]
    for (let year = 2015; year < 2030; year += 1) files.push(nextCycleFile(files.at(-1)!))
    const cycles = files.map((file) => ({ cycle: loadCycle(file), file: `cycle-${file.id}.json` }))
    expect(cycles.at(-1)!.cycle.id).toBe(2029)
    expect(contradictions(cycles)).toEqual([])
  })

  test('ends on 28 February what ended on a leap day', () => {
    const leap = structuredClone(nextCycleFile(file2014))
    leap.windows.find(({ id }) => id === 'second-round-district')!.until = '2016-02-29 17:00'
    expect(untilIn(nextCycleFile(leap), 'second-round-district')).toBe('2017-02-28 17:00')
  })

  test('is not made of a file that cannot be used', () => {
    expect(() => nextCycleFile({ ...file2014, bases: [...file2014.bases, file2014.bases[0]!] })).toThrow(
      'cycle 2014: bases[3].id: «base-one» stands here twice',
    )
  })
})

describe('two cycles side by side', () => {
  const beside = (change: (file: CycleFile) => void) => {
    const file = nextCycleFile(file2014)
    change(file)
    return contradictions([
      { cycle: loadCycle(file), file: 'cycle-2015.json' },
      { cycle: cycle2014, file: 'cycle-2014.json' },
    ])
  }
  const opening = (from: string | undefined) => (file: CycleFile) => {
    file.windows[0]!.from = from
  }

  test('the next one may open while this one is still under review', () => {
    expect(beside(opening('2015-01-01'))).toEqual([])
  })

  test.each([
    ['2014-12-31 23:59', 'while the one of cycle 2014 is open until 1 Jan 2015, 00:00 (cycle-2014.json)'],
    ['2013-12-31', 'before the one of cycle 2014 does (cycle-2014.json)'],
  ])('but not on %s, which is told with file, place and reason', (from, reason) => {
    const [fault, ...others] = beside(opening(from))
    expect(others).toEqual([])
    expect(fault).toContain('cycle-2015.json: windows[0].from: «declaration» opens on ')
    expect(fault).toContain(reason)
  })

  test('nor without an opening', () => {
    expect(beside(opening(undefined))).toEqual([
      'cycle-2015.json: windows[0].from: needed, as cycle-2014.json stands beside it',
    ])
  })

  test('nor can one year be given twice', () => {
    const given = ['cycle-2014.json', 'copy.json'].map((file) => ({ cycle: cycle2014, file }))
    expect(contradictions(given)).toEqual([
      'copy.json: id: there is a cycle 2014 already, in cycle-2014.json',
    ])
  })
})
