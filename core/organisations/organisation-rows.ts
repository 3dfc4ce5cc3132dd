import { cleanLine } from '../cycle/typed-text.ts'
import type { OrganisationKind } from '../people/appointments.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Column, type RowRefused, readChoice } from '../tables/columns.ts'
import type { RowPlace } from '../tables/read-table.ts'
import type { Contact } from './contacts.ts'
import { readSchoolCode } from './registration.ts'
import { type ContactField, contactFields, readContactField } from './set-contact.ts'

/** How a row of the file of organisations is read. */

export const organisationColumns = {
  id: { names: ['id', '编号', '单位编号'], needed: true },
  kind: { names: ['kind', '单位类别'] },
  name: { names: ['name', '单位名称', '学校名称', '名称'] },
  parent: { names: ['parent', '上级单位', '主管单位'] },
  code: { names: ['code', '继续教育代码'] },
  ownership: { names: ['ownership', '办学性质'] },
  schoolType: { names: ['type', '学校类型'] },
  office: { names: ['office', '投诉受理部门', '受理部门'] },
  phone: { names: ['phone', '投诉电话', '电话'] },
  address: { names: ['address', '地址'] },
  website: { names: ['website', '网址'] },
} as const satisfies Record<string, Column>

type OrganisationColumn = keyof typeof organisationColumns
export type OrganisationCells = Readonly<Partial<Record<OrganisationColumn, string>>>

export const organisationRowRefusals = ['load-id-unreadable', 'load-name-too-long'] as const

const kindNames = {
  CITY: ['市级单位', '市'],
  DISTRICT: ['区教育局', '区'],
  TRAINING_CENTRE: ['市教师培训中心'],
  SCHOOL: ['学校'],
  PROVIDER: ['培训机构'],
} as const

const ownershipNames = { STATE: ['公办'], PRIVATE: ['民办'] } as const

const typeNames = {
  SECONDARY: ['中学'],
  VOCATIONAL: ['中职'],
  SPECIAL: ['特殊教育'],
  PRIMARY: ['小学'],
  KINDERGARTEN: ['幼儿园'],
  OTHER: ['其他机构', '其他'],
} as const

/** Who stands above whom: a school under its district, a bureau school under 市教师培训中心. */
export const parentKinds: Readonly<
  Record<OrganisationKind, { kinds: readonly OrganisationKind[]; needed: boolean }>
> = {
  CITY: { kinds: ['CITY'], needed: false },
  DISTRICT: { kinds: ['CITY'], needed: true },
  TRAINING_CENTRE: { kinds: ['CITY'], needed: true },
  SCHOOL: { kinds: ['DISTRICT', 'TRAINING_CENTRE'], needed: true },
  PROVIDER: { kinds: [], needed: false },
}

/** A row as it was read; what the file leaves empty is absent. */
export interface OrganisationRow {
  readonly row: RowPlace
  readonly id: string
  /** The id or the name of the office above. */
  readonly parent?: string
  readonly contact: Partial<Omit<Contact, 'sample'>>
  readonly values: {
    readonly kind?: OrganisationKind
    readonly name?: string
    readonly code?: string
    readonly ownership?: keyof typeof ownershipNames
    readonly schoolType?: keyof typeof typeNames
  }
}

const maxNameChars = 60

/** Ids travel in buttons, which hold 64 bytes. */
const maxIdChars = 36

export function readOrganisationRow(row: RowPlace, cells: OrganisationCells): OrganisationRow | RowRefused {
  const values: Record<string, string> = {}
  const contact: Partial<Record<ContactField, string>> = {}
  if (!cells.id) return refused(row, 'id', refuse('load-cell-empty'))
  for (const [column, read] of Object.entries(readings) as [OrganisationColumn, Reading][]) {
    const cell = cells[column]
    const value = cell === undefined ? undefined : read(cell)
    if (isRefusal(value)) return refused(row, column, value)
    if (value === undefined) continue
    if ((contactFields as readonly string[]).includes(column)) contact[column as ContactField] = value
    else values[column] = value
  }
  const { id, parent, ...rest } = values
  return { row, id: id!, ...(parent && { parent }), contact, values: rest }
}

type Reading = (cell: string) => string | Refusal

const readings: Readonly<Record<OrganisationColumn, Reading>> = {
  id: (cell) =>
    cell.length <= maxIdChars && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(cell)
      ? cell
      : refuse('load-id-unreadable', { max: maxIdChars }),
  kind: (cell) => readChoice(cell, kindNames),
  name(cell) {
    const name = cleanLine(cell)
    return [...name].length > maxNameChars ? refuse('load-name-too-long', { max: maxNameChars }) : name
  },
  parent: cleanLine,
  code: readSchoolCode,
  ownership: (cell) => readChoice(cell, ownershipNames),
  schoolType: (cell) => readChoice(cell, typeNames),
  office: (cell) => readContactField('office', cell),
  phone: (cell) => readContactField('phone', cell),
  address: (cell) => readContactField('address', cell),
  website: (cell) => readContactField('website', cell),
}

function refused(row: RowPlace, column: OrganisationColumn, refusal: Refusal): RowRefused {
  return { row, outcome: 'refused', column: organisationColumns[column].names[0], refusal }
}
