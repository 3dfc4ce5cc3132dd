import { expect, test } from 'vitest'
import '../../../bot/telegram/bot.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { tapNames } from '../../../bot/telegram/dialogue/tap-names.ts'
import { anybody, checkTaps, taps } from '../../../bot/telegram/dialogue/taps.ts'

test('every name that a button can have is wired, and stands in the list once', () => {
  expect(checkTaps).not.toThrow()
  expect(new Set(tapNames).size).toBe(tapNames.length)
})

test('a name that is wired a second time ends the start', () => {
  expect(() => taps(anybody, { queue: () => {} })).toThrow('«queue» is wired twice')
})

test('a misspelt name does not compile where a button is made', () => {
  // @ts-expect-error There is no such button.
  expect(tapData('queue.misspelt')).toBe('queue.misspelt')
})
