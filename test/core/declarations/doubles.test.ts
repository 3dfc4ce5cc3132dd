import { describe, expect, test } from 'vitest'
import {
  findDouble,
  type HourRecord,
  type OwnDeclaration,
  sameName,
} from '../../../core/declarations/doubles.ts'
import { declarationStates } from '../../../core/review/actions.ts'

const record: HourRecord = {
  id: 'r1',
  category: 'PROFESSIONAL',
  courseName: 'Scratch 编程（初级）',
  from: '2014-07-05',
  to: '2014-07-07',
  hours: 18,
  source: 'AUTO',
}
const days = { from: '2014-07-05', to: '2014-07-07' }

describe('the same course', () => {
  test.each(['Scratch编程(初级)', 'ＳＣＲＡＴＣＨ 编程【初级】', ' scratch 编程，初级。'])(
    '%s is the one on record',
    (courseName) => {
      expect(findDouble({ courseName, ...days }, [record], [])).toEqual({ with: 'record', record })
    },
  )

  test.each(['Scratch 编程（高级）', 'Scratch 编程'])('%s is another one', (courseName) => {
    expect(findDouble({ courseName, ...days }, [record], [])).toBeUndefined()
  })

  test('C++ and C# are two', () => {
    expect(sameName('C++ 程序设计')).not.toBe(sameName('C# 程序设计'))
  })
})

describe('the same dates', () => {
  test.each([
    ['2014-07-01', '2014-07-04', false],
    ['2014-07-01', '2014-07-05', true],
    ['2014-07-06', '2014-07-06', true],
    ['2014-07-07', '2014-07-31', true],
    ['2014-07-01', '2014-07-31', true],
    ['2014-07-08', '2014-07-31', false],
  ])('%s to %s overlap 5 to 7 July: %s', (from, to, overlaps) => {
    const double = findDouble({ courseName: record.courseName, from, to }, [record], [])
    expect(double !== undefined).toBe(overlaps)
  })

  test('are not known while one of them is missing', () => {
    expect(findDouble({ courseName: record.courseName, from: days.from }, [record], [])).toBeUndefined()
  })
})

test('a declaration stands in the way unless it was withdrawn or is invalid', () => {
  const inTheWay = declarationStates.filter((state) => {
    const declaration: OwnDeclaration = { ...record, activityType: 'other-training', state }
    return findDouble({ courseName: record.courseName, ...days }, [], [declaration]) !== undefined
  })
  expect(inTheWay).toEqual(declarationStates.filter((state) => state !== 'WITHDRAWN' && state !== 'INVALID'))
})
