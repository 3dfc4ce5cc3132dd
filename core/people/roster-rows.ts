import { type IdNumber, readIdNumber, upgradeFifteenDigits } from '../privacy/id-number.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Column, type RowRefused, readChoice } from '../tables/columns.ts'
import type { RowPlace } from '../tables/read-table.ts'
import { dateOfCell, hasLostDigits } from '../tables/sheet-cells.ts'
import type { ProfileFieldId, Role } from '../terms.ts'
import { type CivilDate, readCivilDate } from '../time/shanghai.ts'
import { normaliseCertificateNumber } from './identity.ts'
import { contradictedField } from './number-tells.ts'
import { readField } from './profile-fields.ts'

/**
 * How a row of the roster is read: each cell by itself, and cells that tell the same fact against each other.
 */

export const rosterColumns = {
  school: { names: ['school', '学校', '继续教育代码', '学校编号', '单位'], needed: true },
  name: { names: ['name', '姓名', '教师姓名'], needed: true },
  certificateNumber: { names: ['certificate number', '继续教育证号', '继教证号'] },
  idNumber: { names: ['id number', '证件号码', '身份证号', '身份证号码'] },
  gender: { names: ['gender', '性别'] },
  birthDate: { names: ['birth', '出生日期', '出生年月日'], holdsDates: true },
  phone: { names: ['phone', '手机号', '手机', '联系电话'] },
  stage: { names: ['stage', '任教学段', '学段'] },
  subject: { names: ['subject', '任教学科', '学科'] },
  title: { names: ['title', '专业技术职称', '职称'] },
  titleDate: { names: ['title date', '取得职称时间'], holdsDates: true },
  dutyStatus: { names: ['duty status', '在岗状态'] },
  staffCategory: { names: ['staff category', '人员类别'] },
  roles: { names: ['roles', '角色', '系统角色'] },
} as const satisfies Record<string, Column>

export type RosterColumn = keyof typeof rosterColumns
export type RosterCells = Readonly<Partial<Record<RosterColumn, string>>>

export const rosterRowRefusals = [
  'load-certificate-number-unreadable',
  'load-digits-lost',
  'load-number-needed',
  'load-birth-differs',
  'load-gender-differs',
] as const

/** Fields of the profile that the roster gives as they are. */
export const rosterFields = [
  'gender',
  'birthDate',
  'phone',
  'stage',
  'subject',
  'title',
  'titleDate',
  'dutyStatus',
  'staffCategory',
] as const satisfies readonly ProfileFieldId[]
export type RosterField = (typeof rosterFields)[number]

/**
 * The roles that a school's roster can name. Those of the offices above are given by name (appointments.ts).
 */
const roleNames = {
  TEACHER: ['教师'],
  SCHOOL_ADMIN: ['学校继续教育管理员', '继续教育管理员', '管理员'],
  HR_OFFICER: ['人事干部', '学校人事', '人事'],
  PRINCIPAL: ['校长'],
} as const
export type RosterRole = keyof typeof roleNames & Role

/** A row as it was read; what the file leaves empty is absent. */
export interface RosterRow {
  readonly row: RowPlace
  /** Code, id or name. */
  readonly school: string
  readonly name: string
  readonly certificateNumber?: string
  /** Held only while the row is written: it goes into no outcome, log or audit entry. */
  readonly id?: IdNumber
  readonly fields: Readonly<Partial<Record<RosterField, string>>>
  readonly roles: readonly RosterRole[]
}

/** @param today no date may lie after it */
export function readRosterRow(row: RowPlace, cells: RosterCells, today: CivilDate): RosterRow | RowRefused {
  const refused = (column: RosterColumn, refusal: Refusal): RowRefused => ({
    row,
    outcome: 'refused',
    column: rosterColumns[column].names[0],
    refusal,
  })
  if (!cells.school) return refused('school', refuse('load-cell-empty'))
  if (!cells.name) return refused('name', refuse('load-cell-empty'))
  const name = readField('name', cells.name, today)
  if (isRefusal(name)) return refused('name', name)
  for (const column of ['certificateNumber', 'idNumber'] as const) {
    if (hasLostDigits(cells[column] ?? '')) return refused(column, refuse('load-digits-lost'))
  }
  const certificateNumber = cells.certificateNumber && readCertificateNumber(cells.certificateNumber)
  if (isRefusal(certificateNumber)) return refused('certificateNumber', certificateNumber)
  const id = cells.idNumber ? readIdNumberOfRoster(cells.idNumber, today) : undefined
  if (isRefusal(id)) return refused('idNumber', id)
  // Somebody whom no number tells apart could not be found again.
  if (!certificateNumber && !id) return refused('certificateNumber', refuse('load-number-needed'))

  const fields: Partial<Record<RosterField, string>> = {}
  for (const field of rosterFields) {
    const cell = cells[field]
    const value = cell === undefined ? undefined : readRosterField(field, cell, today)
    if (isRefusal(value)) return refused(field, value)
    if (value !== undefined) fields[field] = value
  }
  const against = id && refuseRowAgainst(id, fields)
  if (against) return refused(against.column, against.refusal)
  const roles = readRoles(cells.roles)
  if (isRefusal(roles)) return refused('roles', roles)
  return {
    row,
    school: cells.school,
    name,
    ...(certificateNumber && { certificateNumber }),
    ...(id && { id }),
    // The number tells both, where it is one of the kinds that do.
    fields: {
      ...(id?.birthDate && { birthDate: id.birthDate }),
      ...(id?.gender && { gender: id.gender }),
      ...fields,
    },
    roles,
  }
}

/** What the row says of birth date and gender, against the number that it gives or that is kept. */
export function refuseRowAgainst(
  told: Pick<IdNumber, 'birthDate' | 'gender'>,
  fields: RosterRow['fields'],
): { column: 'birthDate' | 'gender'; refusal: Refusal } | undefined {
  const column = contradictedField(told, fields)
  return (
    column && { column, refusal: refuse(column === 'gender' ? 'load-gender-differs' : 'load-birth-differs') }
  )
}

function readCertificateNumber(cell: string): string | Refusal {
  const number = normaliseCertificateNumber(cell)
  return /^[A-Z0-9]{4,30}$/.test(number) ? number : refuse('load-certificate-number-unreadable')
}

/** Old lists still hold numbers of fifteen digits. */
function readIdNumberOfRoster(cell: string, today: CivilDate): IdNumber | Refusal {
  const read = readIdNumber(cell, today)
  return isRefusal(read) && read.refused === 'id-number-fifteen-digits'
    ? upgradeFifteenDigits(cell, today)
    : read
}

/** Titles are often given by the month alone. */
function readRosterField(field: RosterField, given: string, today: CivilDate): string | Refusal {
  const cell = field === 'birthDate' || field === 'titleDate' ? dateOfCell(given) : given
  const month = field === 'titleDate' && /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/.exec(cell.normalize('NFKC'))
  const date = month ? readCivilDate(`${month[1]}-${month[2]}-1`) : undefined
  return readField(field, date ?? cell, today)
}

function readRoles(cell: string | undefined): RosterRole[] | Refusal {
  const names = cell?.split(/[、,，;；/|\s]+/).filter(Boolean) ?? []
  const roles = new Set<RosterRole>()
  for (const name of names) {
    const role = readChoice(name, roleNames)
    if (isRefusal(role)) return role
    roles.add(role)
  }
  return [...roles]
}
