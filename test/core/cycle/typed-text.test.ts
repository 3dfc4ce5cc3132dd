import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, readTypedText } from '../../../core/cycle/typed-text.ts'

test('a typed line is trimmed and loses what cannot be kept or would deceive', () => {
  expect(readTypedText('  新课程\u0000标准\n\n培训\u202e ', 60)).toBe('新课程标准 培训')
})

test('emoji are welcome beside letters, not alone', () => {
  expect(readTypedText('👩‍🏫 教学设计', 60)).toBe('👩‍🏫 教学设计')
  expect(readTypedText('🎉🎉', 60)).toMatchObject({ refused: 'text-without-letters' })
  expect(readTypedText('2014', 60)).toMatchObject({ refused: 'text-without-letters' })
})

test('length is counted in characters, not in code units', () => {
  expect(readTypedText('𠮷'.repeat(60), 60)).toBe('𠮷'.repeat(60))
  expect(readTypedText('课'.repeat(61), 60)).toEqual({
    refused: 'text-too-long',
    params: { max: 60, length: 61 },
  })
})

test('an ID number stands in no note, name or list', () => {
  expect(readTypedText('本人 11010519491231002X 已核对', 60)).toEqual({
    refused: 'text-holds-id-number',
    params: {},
  })
})

test('nothing is refused as empty', () => {
  expect(readTypedText(' \u0000\u200b ', 60)).toMatchObject({ refused: 'text-empty' })
})

test('whatever is typed comes out as one clean line, and stays as it is when cleaned again', () => {
  const awkward = fc.constantFrom(' ', '\n', '\u0000', '\u200b', '\ud800', '\ufeff', 'e', '\u0301', '课')
  const typed = fc.array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 12 })
  fc.assert(
    fc.property(typed, (pieces) => {
      const text = pieces.join('')
      const clean = cleanLine(text)
      expect(clean).not.toMatch(/\p{Cc}/u)
      expect(clean.isWellFormed()).toBe(true)
      expect(cleanLine(clean)).toBe(clean)
    }),
  )
})
