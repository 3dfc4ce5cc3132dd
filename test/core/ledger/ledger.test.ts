import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { type DeclaredHours, ledgerOf, type RecordedHours, verdictOf } from '../../../core/ledger/ledger.ts'
import { countsAs, type DeclarationState, declarationStates } from '../../../core/review/actions.ts'
import { categories } from '../../../core/terms.ts'

const { requirements } = cycle2014
const inReview = (state: DeclarationState) => countsAs(state, 'review')
const frozen = (state: DeclarationState) => countsAs(state, 'frozen')

const record = (category: RecordedHours['category'], hours: number): RecordedHours => ({
  id: `${category}-${hours}`,
  category,
  hours,
})
const verdict = (records: RecordedHours[]) =>
  verdictOf(ledgerOf(records, [], requirements, inReview), requirements, { final: true })

describe('the ledger', () => {
  test('keeps counted, under review and missing apart', () => {
    const declarations: DeclaredHours<DeclarationState>[] = [
      { id: 'a', category: 'PROFESSIONAL', hours: 12, state: 'APPROVED_BY_SCHOOL' },
      { id: 'b', category: 'PROFESSIONAL', hours: 6.5, state: 'SUBMITTED' },
      { id: 'c', category: 'ELECTIVE', hours: 3, state: 'RETURNED_BY_SCHOOL' },
    ]
    expect(ledgerOf([record('PUBLIC', 18)], declarations, requirements, inReview)).toEqual({
      counted: { PUBLIC: 18, PROFESSIONAL: 12, ELECTIVE: 0, total: 30 },
      underReview: { PUBLIC: 0, PROFESSIONAL: 6.5, ELECTIVE: 0, total: 6.5 },
      missing: { PUBLIC: 0, PROFESSIONAL: 30, ELECTIVE: 0, total: 42 },
    })
  })

  test('after the freeze counts only what the district approved', () => {
    const declarations: DeclaredHours<DeclarationState>[] = declarationStates.map((state, index) => ({
      id: state,
      category: 'ELECTIVE',
      hours: 2 ** index,
      state,
    }))
    const { counted, underReview } = ledgerOf([], declarations, requirements, frozen)
    expect(counted.total).toBe(2 ** declarationStates.indexOf('APPROVED_BY_DISTRICT'))
    expect(underReview.total).toBe(0)
  })

  test('refuses to work with an item handed over twice', () => {
    const twice = [record('PUBLIC', 6), record('PUBLIC', 6)]
    expect(() => ledgerOf(twice, [], requirements, inReview)).toThrow(
      'hour record was handed to the ledger twice',
    )
  })
})

describe('the verdict', () => {
  test('72 hours with 18 and 42 pass, without any elective hours of their own', () => {
    const passed = verdict([record('PUBLIC', 18), record('PROFESSIONAL', 54)])
    expect(passed).toEqual({ passed: true, reasons: [], provisional: false })
  })

  test('surplus of a category counts to the total, not to another category', () => {
    expect(verdict([record('PUBLIC', 17.5), record('PROFESSIONAL', 100)]).reasons).toEqual([
      { code: 'public-short', have: 17.5, need: 18, missing: 0.5 },
    ])
    expect(verdict([record('PUBLIC', 60), record('PROFESSIONAL', 41.5)]).reasons).toEqual([
      { code: 'professional-short', have: 41.5, need: 42, missing: 0.5 },
    ])
  })

  test('both minimums without the total do not pass', () => {
    expect(verdict([record('PUBLIC', 18), record('PROFESSIONAL', 42)]).reasons).toEqual([
      { code: 'total-short', have: 60, need: 72, missing: 12 },
    ])
  })

  test('every reason is told at once, and is provisional until the freeze', () => {
    const ledger = ledgerOf([], [], requirements, inReview)
    const { passed, provisional, reasons } = verdictOf(ledger, requirements, { final: false })
    expect({ passed, provisional }).toEqual({ passed: false, provisional: true })
    expect(reasons.map(({ code }) => code)).toEqual(['public-short', 'professional-short', 'total-short'])
  })

  test('a year with an elective minimum asks for it too', () => {
    const of2021 = { ...requirements, totalHours: 90, publicHours: 30, electiveHours: 18 }
    const ledger = ledgerOf([record('PUBLIC', 30), record('PROFESSIONAL', 60)], [], of2021, inReview)
    expect(verdictOf(ledger, of2021, { final: true }).reasons).toEqual([
      { code: 'elective-short', have: 0, need: 18, missing: 18 },
    ])
  })
})

describe('whatever is on record', () => {
  const hours = fc.integer({ min: 0, max: 120 }).map((halves) => halves / 2)
  const category = fc.constantFrom(...categories)
  const unnumbered = fc.record({ category, hours })
  const records = fc
    .array(unnumbered, { maxLength: 12 })
    .map((items) => items.map((item, index) => ({ ...item, id: `r${index}` })))
  const declarations = fc
    .array(fc.record({ category, hours, state: fc.constantFrom(...declarationStates) }), { maxLength: 12 })
    .map((items) => items.map((item, index) => ({ ...item, id: `d${index}` })))
  const standingOf = fc.constantFrom(inReview, frozen)
  const sum = (items: { hours: number }[]) => items.reduce((total, item) => total + item.hours, 0)

  test('totals are sums, and every item lands in one place at most', () => {
    fc.assert(
      fc.property(records, declarations, standingOf, (records, declarations, standing) => {
        const { counted, underReview } = ledgerOf(records, declarations, requirements, standing)
        for (const sums of [counted, underReview]) {
          expect(sums.total).toBe(sums.PUBLIC + sums.PROFESSIONAL + sums.ELECTIVE)
        }
        const ignored = declarations.filter(({ state }) => standing(state) === 'not')
        expect(counted.total + underReview.total + sum(ignored)).toBe(sum(records) + sum(declarations))
      }),
    )
  })

  test('what is missing is never negative, and exactly closes the gap', () => {
    fc.assert(
      fc.property(records, declarations, (records, declarations) => {
        const { counted, missing } = ledgerOf(records, declarations, requirements, inReview)
        for (const place of [...categories, 'total'] as const)
          expect(missing[place]).toBeGreaterThanOrEqual(0)
        expect(counted.PUBLIC + missing.PUBLIC).toBe(Math.max(counted.PUBLIC, 18))
        expect(counted.PROFESSIONAL + missing.PROFESSIONAL).toBe(Math.max(counted.PROFESSIONAL, 42))
        expect(counted.total + missing.total).toBe(Math.max(counted.total, 72))
      }),
    )
  })

  test('order makes no difference', () => {
    fc.assert(
      fc.property(records, declarations, (records, declarations) => {
        expect(ledgerOf(records.toReversed(), declarations.toReversed(), requirements, inReview)).toEqual(
          ledgerOf(records, declarations, requirements, inReview),
        )
      }),
    )
  })

  test('more hours never turn a pass into a fail', () => {
    fc.assert(
      fc.property(records, declarations, unnumbered, (records, declarations, more) => {
        const judge = (records: RecordedHours[]) =>
          verdictOf(ledgerOf(records, declarations, requirements, inReview), requirements, { final: true })
        const before = judge(records)
        const after = judge([...records, { ...more, id: 'more' }])
        expect(after.reasons.length).toBeLessThanOrEqual(before.reasons.length)
        if (before.passed) expect(after.passed).toBe(true)
      }),
    )
  })
})
