import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { shortestWay } from '../../../core/ledger/advice.ts'
import { ledgerFromSums, verdictOf } from '../../../core/ledger/ledger.ts'
import { periodOf } from '../../../core/reports/five-years.ts'
import { type Category, categories } from '../../../core/terms.ts'

const { requirements } = cycle2014
const now = new Date('2014-12-20T09:00:00+08:00')
type Hours = readonly [number, number, number]

const sums = ([PUBLIC, PROFESSIONAL, ELECTIVE]: Hours) => ({ PUBLIC, PROFESSIONAL, ELECTIVE })
const ledger = (counted: Hours, underReview: Hours = [0, 0, 0]) =>
  ledgerFromSums([sums(counted)], [sums(underReview)], requirements)
const way = (counted: Hours, underReview?: Hours, at = now) =>
  shortestWay(ledger(counted, underReview), cycle2014, at)
const steps = (...args: Parameters<typeof way>) =>
  way(...args)?.steps.map(({ category, hours, days }) => [category, hours, days])

describe('the shortest way to 达标 (S006–S007)', () => {
  it('names what each category lacks, and only what the total lacks beyond that', () => {
    expect(steps([0, 12, 12])).toEqual([
      ['PUBLIC', 18, 3],
      ['PROFESSIONAL', 30, 5],
    ])
    expect(steps([18, 42, 0])).toEqual([['any', 12, 2]])
    expect(steps([18, 22, 12])).toEqual([['PROFESSIONAL', 20, 3.5]])
  })

  it('counts on what is under review, and says so', () => {
    expect(way([18, 12, 12], [0, 30, 0])).toMatchObject({ kind: 'waiting', countsOnReview: 30, steps: [] })
    expect(way([0, 12, 12], [0, 30, 0])).toMatchObject({ kind: 'short', countsOnReview: 30 })
    expect(way([18, 42, 12], [0, 6, 0])).toMatchObject({ kind: 'passed', countsOnReview: 0, steps: [] })
  })

  it('names only activities that give hours of that category and are declared here (ruling 7)', () => {
    const [inPublic, professional] = way([0, 12, 12])!.steps
    expect(inPublic!.activities.map(({ id }) => id)).toEqual(['public-course'])
    expect(professional!.activities.map(({ id }) => id)).toContain('national-training')
    expect(professional!.activities.map(({ id }) => id)).not.toContain('senior-post-training')
  })

  it('is silent once nothing can be declared any more (S030)', () => {
    const closes = new Date('2015-01-01T00:00:00+08:00')
    expect(way([0, 0, 0], undefined, new Date(closes.getTime() - 1000))).toBeDefined()
    expect(way([0, 0, 0], undefined, closes)).toBeUndefined()
  })

  it('leads to 达标 whatever somebody has, and no hour of it is too many', () => {
    const hours = fc.integer({ min: 0, max: 160 }).map((halves) => halves / 2)
    const three = fc.tuple(hours, hours, hours)
    fc.assert(
      fc.property(three, three, fc.constantFrom(...categories), (counted, underReview, anyCategory) => {
        const added: Record<Category, number> = { PUBLIC: 0, PROFESSIONAL: 0, ELECTIVE: 0 }
        const { steps: todo } = way(counted, underReview)!
        for (const { category, hours: more } of todo) {
          added[category === 'any' ? anyCategory : category] += more
        }
        const passes = (less = 0, from: Category = 'PUBLIC') =>
          verdictOf(
            ledgerFromSums(
              [sums(counted), sums(underReview), { ...added, [from]: added[from] - less }],
              [],
              requirements,
            ),
            requirements,
            { final: true },
          ).passed
        expect(passes()).toBe(true)
        for (const { category } of todo) {
          expect(passes(0.5, category === 'any' ? anyCategory : category)).toBe(false)
        }
      }),
    )
  })
})

it.each([
  [2011, 2011, 2015],
  [2014, 2011, 2015],
  [2015, 2011, 2015],
  [2016, 2016, 2020],
])('the year %i belongs to the period %i–%i', (year, from, to) => {
  expect(periodOf(year)).toEqual({ from, to })
})
