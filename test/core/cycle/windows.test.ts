import { describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { enterWindow, freezesAt, windowAt } from '../../../core/cycle/windows.ts'

const at = (guangzhouTime: string) => new Date(`${guangzhouTime}+08:00`)

describe('the window of declaring, hard', () => {
  test.each([
    ['2013-12-31T23:59:59.999', 'before'],
    ['2014-01-01T00:00:00', 'open'],
    ['2014-12-31T23:59:59.999', 'open'],
    ['2015-01-01T00:00:00', 'closed'],
  ])('at %s is %s and never late', (time, state) => {
    expect(windowAt(cycle2014, 'declaration', at(time))).toMatchObject({ state, late: false, kind: 'hard' })
  })

  test('lets nobody in afterwards', () => {
    expect(enterWindow(cycle2014, 'declaration', at('2015-01-01T00:00:00'))).toEqual({
      refused: 'window-closed',
      params: { window: 'declaration', deadline: '2014-12-31T16:00:00.000Z' },
    })
  })

  test('lets nobody in before', () => {
    expect(enterWindow(cycle2014, 'declaration', at('2013-12-31T12:00:00'))).toEqual({
      refused: 'window-not-open',
      params: { window: 'declaration', opens: '2013-12-31T16:00:00.000Z' },
    })
  })
})

describe('the window of school review, soft', () => {
  test('ruling 4: is open long before January', () => {
    expect(enterWindow(cycle2014, 'school-review', at('2014-05-01T12:00:00'))).toEqual({ late: false })
  })

  test('is late from 10 January, and still possible', () => {
    expect(enterWindow(cycle2014, 'school-review', at('2015-01-09T23:59:59.999'))).toEqual({ late: false })
    expect(enterWindow(cycle2014, 'school-review', at('2015-01-10T00:00:00'))).toEqual({ late: true })
  })
})

describe('a window that a school closes earlier (ruling 3)', () => {
  const publicityStartsAt = at('2015-01-08T00:00:00')

  test('closes with the event', () => {
    const before = windowAt(cycle2014, 'resubmission', at('2015-01-07T23:59:59.999'), publicityStartsAt)
    const after = windowAt(cycle2014, 'resubmission', publicityStartsAt, publicityStartsAt)
    expect([before.state, after.state]).toEqual(['open', 'closed'])
    expect(after.closesAt).toEqual(publicityStartsAt)
  })

  test('is never held open longer than the calendar says', () => {
    const window = windowAt(cycle2014, 'resubmission', at('2015-01-18T00:00:00'), at('2015-02-01T00:00:00'))
    expect(window.state).toBe('closed')
  })
})

test('the cycle freezes on 6 March 2015 at 17:00', () => {
  expect(freezesAt(cycle2014)).toEqual(at('2015-03-06T17:00:00'))
})
