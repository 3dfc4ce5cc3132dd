import { describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import {
  missingFields,
  type Profile,
  profileField,
  profileFields,
  readField,
} from '../../../core/people/profile-fields.ts'
import { idKinds } from '../../../core/privacy/id-number.ts'
import { profileFieldIds } from '../../../core/terms.ts'

const today = '2014-12-20'

const complete: Profile = {
  name: '李晓明',
  idKind: 'RESIDENT',
  idNumber: '110**************X',
  gender: 'FEMALE',
  birthDate: '1949-12-31',
  phone: '13800138000',
  school: '示例中学',
  certificateNumber: 'GZ0001',
  stage: 'JUNIOR',
  subject: '语文',
  title: 'FIRST',
  titleDate: '2008-12-01',
  dutyStatus: 'ON_DUTY',
  staffCategory: 'TEACHER',
}

describe('※ fields', () => {
  test('S020: the missing ones are listed in the order of the cycle', () => {
    expect(missingFields({}, cycle2014)).toEqual(cycle2014.requiredFields)
    expect(missingFields({ ...complete, subject: ' ', phone: undefined }, cycle2014)).toEqual([
      'phone',
      'subject',
    ])
    expect(missingFields(complete, cycle2014)).toEqual([])
  })

  test('who has no title yet has no date of it', () => {
    const { titleDate: _, ...untitled } = { ...complete, title: 'NONE' }
    expect(missingFields(untitled, cycle2014)).toEqual([])
    expect(missingFields({ ...untitled, title: 'FIRST' }, cycle2014)).toEqual(['titleDate'])
  })

  test('a cycle that asks for less misses less', () => {
    expect(missingFields({}, { requiredFields: ['phone'] })).toEqual(['phone'])
  })
})

describe('reading a field', () => {
  test.each([
    ['gender', 'FEMALE', 'FEMALE'],
    ['gender', '女', 'FEMALE'],
    ['stage', 'junior secondary', 'JUNIOR'],
    ['staffCategory', '实验教师(实验管理员)', 'LABORATORY'],
    ['birthDate', '1980年3月7日', '1980-03-07'],
    ['titleDate', '2014-12-20', '2014-12-20'],
    ['phone', '138 0013 8000', '13800138000'],
    ['phone', '+86-138-0013-8000', '13800138000'],
    ['phone', '１３８００１３８０００', '13800138000'],
    ['phone', '+852 9123 4567', '+85291234567'],
    ['subject', '  数 学\u0000 ', '数 学'],
    ['name', '阿依古丽·买买提', '阿依古丽·买买提'],
    ['idNumber', '11010519491231002x', '11010519491231002X'],
  ] as const)('%s: «%s» is %s', (field, typed, value) => {
    expect(readField(field, typed, today)).toBe(value)
  })

  test.each([
    ['gender', '?', 'field-option-unknown'],
    ['birthDate', '3月7日', 'field-date-unreadable'],
    ['titleDate', '2014-12-21', 'field-date-in-future'],
    ['phone', '12345678901', 'field-phone-unreadable'],
    ['phone', '+8613800', 'field-phone-unreadable'],
    ['subject', '课'.repeat(31), 'text-too-long'],
    ['idNumber', '440106198001010014', 'id-number-checksum'],
    ['school', '别的学校', 'field-fixed'],
    ['certificateNumber', 'GZ0002', 'field-fixed'],
  ] as const)('%s: «%s» is refused: %s', (field, typed, code) => {
    expect(readField(field, typed, today)).toMatchObject({ refused: code })
  })
})

describe('the table', () => {
  test('has every field once, and nothing that is not asked for', () => {
    expect(profileFields.map(({ id }) => id)).toEqual([...profileFieldIds])
  })

  test('S021: changes of name or ID number are requests to the school', () => {
    const requests = profileFields.filter(({ editable }) => editable === 'school-request').map(({ id }) => id)
    expect(requests).toEqual(['name', 'idKind', 'idNumber'])
  })

  test('offers every kind of ID that can be read', () => {
    const { reading } = profileField('idKind')
    expect(reading).toMatchObject({ as: 'choice' })
    if (reading.as === 'choice') expect(reading.options.map(({ id }) => id)).toEqual([...idKinds])
  })

  test('every option reads back from its label in either language', () => {
    for (const { id, reading } of profileFields) {
      if (reading.as !== 'choice') continue
      for (const option of reading.options) {
        expect(readField(id, option.label.zh, today)).toBe(option.id)
        expect(readField(id, option.label.en, today)).toBe(option.id)
      }
    }
  })
})
