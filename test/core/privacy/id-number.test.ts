import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  holdsIdNumber,
  maskIdNumber,
  readIdNumber,
  upgradeFifteenDigits,
} from '../../../core/privacy/id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'

const today = '2026-06-01'

/** The check character by the weights that GB 11643 prints, a second way of computing it. */
function withCheckCharacter(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
  return seventeen + '10X98765432'[sum % 11]
}

const resident = fc
  .tuple(
    fc.constantFrom('110105', '440106', '440524', '650101'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2010-01-01'), noInvalidDate: true }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(([place, birth, sequence]) =>
    withCheckCharacter(
      place + birth.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence).padStart(3, '0'),
    ),
  )

describe('a resident ID number', () => {
  test.each([
    ['11010519491231002X', '1949-12-31', 'FEMALE'],
    ['440524188001010014', '1880-01-01', 'MALE'],
    ['110101202311012176', '2023-11-01', 'MALE'],
  ])('%s is valid', (number, birthDate, gender) => {
    expect(readIdNumber(number, today)).toEqual({ kind: 'RESIDENT', number, birthDate, gender })
  })

  test.each([
    ['110101202311012171', 'id-number-checksum'],
    ['440106198001010014', 'id-number-checksum'],
    ['110105194902310025', 'id-number-birth-date'],
    ['11010519491331002X', 'id-number-birth-date'],
    ['99', 'id-number-unreadable'],
    ['000105194912310020', 'id-number-region'],
    ['1101051949123100', 'id-number-length'],
    ['1101051949123100222', 'id-number-length'],
    ['110105491231002', 'id-number-fifteen-digits'],
    ['', 'id-number-unreadable'],
    ['身份证', 'id-number-unreadable'],
  ])('%s is refused: %s', (text, code) => {
    expect(readIdNumber(text, today)).toMatchObject({ refused: code })
  })

  test('is not of somebody born tomorrow', () => {
    expect(readIdNumber('110101202311012176', '2023-10-31')).toMatchObject({
      refused: 'id-number-birth-date',
    })
    expect(readIdNumber('110101202311012176', '2023-11-01')).toMatchObject({ kind: 'RESIDENT' })
  })

  test.each([
    ['１１０１０５１９４９１２３１００２Ｘ'],
    ['110105 19491231 002x'],
    ['110105194912310 02×'],
    ['110105-19491231-002X'],
    ['\u200b11010519491231002X\n'],
  ])('is read from «%s»', (text) => {
    expect(readIdNumber(text, today)).toMatchObject({ number: '11010519491231002X' })
  })

  test('every well-formed number is read, with its birth date and gender', () => {
    fc.assert(
      fc.property(resident, (number) => {
        expect(readIdNumber(number, today)).toEqual({
          kind: 'RESIDENT',
          number,
          birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
          gender: Number(number[16]) % 2 ? 'MALE' : 'FEMALE',
        })
      }),
    )
  })

  test('one wrong digit, or two neighbours exchanged, is always noticed', () => {
    fc.assert(
      fc.property(resident, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        const digits = [...number]
        digits[place] = String((Number(digits[place]) + shift) % 10)
        const outcome = readIdNumber(digits.join(''), today)
        // A first digit of 9 makes it a foreigner's number of the same check.
        expect(isRefusal(outcome)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(resident, fc.nat(15), (number, place) => {
        const digits = [...number]
        ;[digits[place], digits[place + 1]] = [digits[place + 1]!, digits[place]!]
        fc.pre(digits.join('') !== number)
        expect(isRefusal(readIdNumber(digits.join(''), today))).toBe(true)
      }),
    )
  })

  test('no refusal repeats any part of what was typed', () => {
    const typed = fc.oneof(resident, fc.stringMatching(/^\d{5,20}[Xx]?$/), fc.string())
    fc.assert(
      fc.property(typed, (text) => {
        const outcome = readIdNumber(text.slice(0, -1), today)
        if (isRefusal(outcome))
          expect(Object.keys(outcome.params).filter((name) => name !== 'length')).toEqual([])
      }),
    )
  })
})

describe('other documents', () => {
  test.each([
    [withCheckCharacter('81000019900101001'), 'RESIDENCE_PERMIT'],
    [withCheckCharacter('82000019900101001'), 'RESIDENCE_PERMIT'],
    [withCheckCharacter('83000019900101001'), 'RESIDENCE_PERMIT'],
    [withCheckCharacter('91184019900101001'), 'FOREIGNER'],
    ['CAN110078070401', 'FOREIGNER'],
    ['H12345678', 'HK_MACAU_PASS'],
    ['m1234567801', 'HK_MACAU_PASS'],
    ['12345678', 'TAIWAN_PASS'],
    ['1234567890', 'TAIWAN_PASS'],
    ['E12345678', 'PASSPORT'],
    ['C01X00T47', 'PASSPORT'],
    ['123456789', 'PASSPORT'],
  ])('%s is a %s', (number, kind) => {
    expect(readIdNumber(number, today)).toMatchObject({ kind, number: number.toUpperCase() })
  })

  test('a residence permit is checked as a resident card is', () => {
    const number = withCheckCharacter('81000019900101001')
    const wrong = number.slice(0, 17) + (number[17] === '0' ? '1' : '0')
    expect(readIdNumber(wrong, today)).toMatchObject({ refused: 'id-number-checksum' })
    expect(readIdNumber(withCheckCharacter('81010119900101001'), today)).toMatchObject({
      refused: 'id-number-region',
    })
  })

  test.each(['ABCDE', 'A123', `${'A'.repeat(20)}1`])('%s is none', (text) => {
    expect(readIdNumber(text, today)).toMatchObject({ refused: 'id-number-unreadable' })
  })
})

describe('a number of fifteen digits', () => {
  test('is upgraded on import', () => {
    expect(upgradeFifteenDigits('110105491231002', today)).toMatchObject({ number: '11010519491231002X' })
  })

  test('is refused when its date does not exist or it has another length', () => {
    expect(upgradeFifteenDigits('110105490231002', today)).toMatchObject({ refused: 'id-number-birth-date' })
    expect(upgradeFifteenDigits('11010519491231002X', today)).toMatchObject({ refused: 'id-number-length' })
  })
})

describe('masked', () => {
  test('a number of eighteen shows its first three and the last', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110**************X')
  })

  test.each([
    ['H12345678', 'H1******8'],
    ['12345678', '12*****8'],
    ['CAN110078070401', 'CAN***********1'],
    ['E1234', 'E****'],
  ])('%s shows as %s', (number, masked) => {
    expect(maskIdNumber(number)).toBe(masked)
  })

  test('never more than three and one are shown, four at least stay hidden, and the length stays', () => {
    fc.assert(
      fc.property(fc.oneof(resident, fc.stringMatching(/^[A-Z0-9]{5,20}$/)), (number) => {
        const masked = maskIdNumber(number)
        const hidden = [...masked].filter((character) => character === '*').length
        expect(masked).toHaveLength(number.length)
        expect(masked).toMatch(/^[A-Z\d]{1,3}\*+[A-Z\d]?$/)
        expect(hidden).toBeGreaterThanOrEqual(4)
      }),
    )
  })
})

describe('in a text', () => {
  test.each([
    '身份证11010519491231002X',
    '110105 19491231 002x',
    '１１０１０５-１９４９１２３１-００２×',
    '110105491231002',
    '他的号码是 440106 19800101 0014，请核对',
    '号码123456789012345678',
  ])('«%s» holds one', (text) => {
    expect(holdsIdNumber(text)).toBe(true)
  })

  test.each([
    '20140705-20140709 12学时',
    '2014-07-05 2014-07-09 30',
    '证书编号 2014-4401-0012，学时 30',
    '电话 020-83481101 13800138000',
    '12345678901234567890',
    // A licence of a school has fifteen digits too.
    '144010000000001',
  ])('«%s» holds none', (text) => {
    expect(holdsIdNumber(text)).toBe(false)
  })
})
