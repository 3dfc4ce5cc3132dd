import { createHash } from 'node:crypto'
import type { ExportLine } from './export-lines.ts'

/**
 * The columns of the file for the receiving system (S060): one row for each teacher, whose PUBLIC courses
 * stand in one cell as 「课程A(6)；课程B(12)」. The notice names what is imported but not the form of the file, so
 * the order and the names are a sample.
 */
export const exportColumns = [
  { label: '继续教育证号', value: ({ certificateNumber }) => certificateNumber ?? '' },
  { label: '姓名', value: ({ name }) => name },
  { label: '学校代码', value: ({ schoolCode }) => schoolCode ?? '' },
  { label: '学校', value: ({ schoolName }) => schoolName },
  {
    label: '公需课程名称与学时',
    value: ({ courses }) => courses.map(({ name, hours }) => `${name}(${hours})`).join('；'),
  },
  { label: '公需学时', value: ({ ledger }) => ledger.counted.PUBLIC },
  { label: '专业学时', value: ({ ledger }) => ledger.counted.PROFESSIONAL },
  { label: '选修学时', value: ({ ledger }) => ledger.counted.ELECTIVE },
  { label: '合计', value: ({ ledger }) => ledger.counted.total },
  { label: '结论', value: conclusionOf },
] as const satisfies readonly { label: string; value: (line: ExportLine) => ExportCell }[]

export type ExportCell = string | number

/** Stands before the others, and only in a file that is written on the machine itself. */
export const idNumberLabel = '身份证件号'

export function cellsOf(line: ExportLine): ExportCell[] {
  return exportColumns.map(({ value }) => value(line))
}

/** Of what a row says, to find out later whether it would say something else: never with an ID number. */
export function digestOf(cells: readonly ExportCell[]): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('base64url')
}

function conclusionOf({ exempt, verdict }: ExportLine): string {
  if (exempt) return '免验'
  return verdict.passed ? '达标' : '未达标'
}
