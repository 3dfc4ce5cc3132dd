import { expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { capState, refuseOverCap } from '../../../core/declarations/caps.ts'

const typeOf = (id: string) => cycle2014.activityTypes.find((type) => type.id === id)!

test('used, limit and left are shown before photos are asked for', () => {
  expect(capState(typeOf('lecture'), 9.5)).toEqual({ used: 9.5, limit: 24, left: 14.5 })
  expect(capState(typeOf('lecture'), 30)).toEqual({ used: 30, limit: 24, left: 0 })
})

test('an activity without a yearly cap shows none and is never over it', () => {
  expect(capState(typeOf('national-training'), 500)).toBeUndefined()
  expect(refuseOverCap(typeOf('national-training'), 500, 500)).toBeUndefined()
})

test('what just fits is not refused; half an hour more is', () => {
  expect(refuseOverCap(typeOf('lecture'), 14, 10)).toBeUndefined()
  expect(refuseOverCap(typeOf('lecture'), 14, 10.5)).toEqual({
    refused: 'over-year-cap',
    params: { hours: 10.5, used: 14, limit: 24, left: 10 },
  })
  expect(refuseOverCap(typeOf('lecture'), 0, 12)).toBeUndefined()
  expect(refuseOverCap(typeOf('lecture'), 0, 12.5)).toEqual({
    refused: 'over-item-cap',
    params: { hours: 12.5, limit: 12 },
  })
})
