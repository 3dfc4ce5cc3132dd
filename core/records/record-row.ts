import { readTypedText } from '../cycle/typed-text.ts'
import { normaliseCertificateNumber } from '../people/identity.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { dateOfCell, hasLostDigits } from '../tables/sheet-cells.ts'
import { type Category, categories, categoryLabels } from '../terms.ts'
import { type CivilDate, civilDateOf, daysFromTo, readCivilDate } from '../time/shanghai.ts'
import type { RecordColumn, RecordRow } from './record-columns.ts'

/**
 * What one row says, read and found possible in itself. judge-rows.ts checks whether it fits what is on
 * record.
 */
export interface ReadRecord {
  readonly row: RecordRow['row']
  readonly certificateNumber: string
  readonly name: string
  readonly category: Category
  readonly courseName: string
  readonly from: CivilDate
  readonly to: CivilDate
  readonly hours: number
}

export type RecordCourse = Pick<ReadRecord, 'category' | 'courseName' | 'from' | 'to' | 'hours'>

/** Why a row cannot be taken: the cell that is to be corrected and the refusal to be put into words. */
export interface RowFault {
  /** Absent when it is about the row as a whole. */
  readonly column?: RecordColumn
  readonly refusal: Refusal
}

export const recordRowRefusals = [
  'record-cell-empty',
  'record-category-unknown',
  'record-date-unreadable',
  'record-dates-reversed',
  'record-date-outside-year',
  'record-date-in-future',
  'record-hours-unreadable',
  'record-hours-not-positive',
  'record-hours-half-steps',
  'record-hours-impossible',
] as const

export const maxCourseNameChars = 100
const maxCellChars = 60

/** Reads one row, or says which cell is wrong: of several the first from the left. */
export function readRecordRow(
  row: RecordRow,
  { year, now }: { year: number; now: Date },
): ReadRecord | RowFault {
  if (row.refusal) return { refusal: row.refusal }
  if (hasLostDigits(row.certificateNumber)) return fault('certificateNumber', refuse('load-digits-lost'))
  const certificateNumber = normaliseCertificateNumber(row.certificateNumber).slice(0, maxCellChars)
  if (!certificateNumber) return fault('certificateNumber', refuse('record-cell-empty'))
  const name = row.name.trim().slice(0, maxCellChars)
  if (!name) return fault('name', refuse('record-cell-empty'))
  const category = readCategory(row.category)
  if (!category) return fault('category', refuse('record-category-unknown'))
  const cells = { ...row, category, from: dateOfCell(row.from), to: dateOfCell(row.to) }
  const course = readCourse(cells, { year, now })
  return 'refusal' in course ? course : { row: row.row, certificateNumber, name, ...course }
}

/** The course of a record, also as an office types it when it settles a dispute. */
export function readCourse(
  typed: { category: Category; courseName: string; from: string; to: string; hours: string },
  { year, now }: { year: number; now: Date },
): RecordCourse | RowFault {
  const { category } = typed
  const courseName = typed.courseName
    ? readTypedText(typed.courseName, maxCourseNameChars)
    : refuse('record-cell-empty')
  if (isRefusal(courseName)) return fault('courseName', courseName)
  const from = readCivilDate(typed.from, year)
  if (!from) return fault('from', unreadable(typed.from, 'record-date-unreadable'))
  const to = readCivilDate(typed.to, year)
  if (!to) return fault('to', unreadable(typed.to, 'record-date-unreadable'))
  const hours = readHours(typed.hours)
  if (hours === undefined) return fault('hours', unreadable(typed.hours, 'record-hours-unreadable'))
  const course = { category, courseName, from, to, hours }
  return faultOfCourse(course, { year, now }) ?? course
}

/** What is impossible about a course whose values are readable. */
export function faultOfCourse(
  { from, to, hours }: RecordCourse,
  { year, now }: { year: number; now: Date },
): RowFault | undefined {
  for (const [column, date] of [['from', from] as const, ['to', to] as const]) {
    if (!date.startsWith(`${year}-`)) return fault(column, refuse('record-date-outside-year', { date, year }))
  }
  if (to < from) return fault('to', refuse('record-dates-reversed', { from, to }))
  // Hours are registered when they were attended, not when they are planned.
  if (to > civilDateOf(now)) return fault('to', refuse('record-date-in-future', { date: to }))
  if (hours <= 0) return fault('hours', refuse('record-hours-not-positive'))
  if (!Number.isInteger(hours * 2)) return fault('hours', refuse('record-hours-half-steps', { hours }))
  const days = daysFromTo(from, to)
  if (hours > 24 * days) {
    return fault('hours', refuse('record-hours-impossible', { hours, days, max: 24 * days }))
  }
  return undefined
}

/** «公需», «公需科目», «个人选修»: the name as far as it tells one category from the others. */
export function readCategory(text: string): Category | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (!plain) return undefined
  return (
    categories.find((category) => {
      const label = categoryLabels[category].zh
      return (
        plain === category || plain === label || label.replace('科目', '') === plain.replace(/[科课]目?$/, '')
      )
    }) ?? (/^选修[课科]?目?$/.test(plain) ? 'ELECTIVE' : undefined)
  )
}

/** «18», «18.5», «18学时», full-width too; undefined when it is no number of hours. */
export function readHours(text: string): number | undefined {
  const match = /^(-?\d{1,5}(?:\.\d{1,4})?)(?:个?(?:学时|课时|小时))?$/.exec(
    text.normalize('NFKC').replace(/\s/g, ''),
  )
  return match ? Number(match[1]) : undefined
}

function unreadable(text: string, code: 'record-date-unreadable' | 'record-hours-unreadable'): Refusal {
  return text.trim() === '' ? refuse('record-cell-empty') : refuse(code)
}

function fault(column: RecordColumn, refusal: Refusal): RowFault {
  return { column, refusal }
}
