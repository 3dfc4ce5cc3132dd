import type { Heading, ReadTable, TableRow } from '../tables/read-table.ts'
import { dateOfCell } from '../tables/sheet-cells.ts'

/**
 * The columns of a file of hour records, as offices in Guangzhou write them. The template and the list of
 * errors use the same ones.
 */
export const recordColumns = [
  { key: 'certificateNumber', label: '继续教育证号', otherLabels: ['继教证号', '证号'], width: 18 },
  { key: 'name', label: '姓名', otherLabels: ['教师姓名', '学员姓名'], width: 12 },
  { key: 'category', label: '科目', otherLabels: ['科目类别', '学时类别', '类别'], width: 12 },
  { key: 'courseName', label: '课程名称', otherLabels: ['课程', '培训名称', '项目名称'], width: 36 },
  { key: 'from', label: '开始日期', otherLabels: ['起始日期', '开始时间', '起始时间'], width: 12 },
  { key: 'to', label: '结束日期', otherLabels: ['截止日期', '结束时间', '终止日期'], width: 12 },
  { key: 'hours', label: '学时', otherLabels: ['学时数', '课时'], width: 8 },
] as const

export type RecordColumn = (typeof recordColumns)[number]['key']

/** One row as it came: nothing of it has been judged. */
export type RecordRow = Pick<TableRow, 'row' | 'refusal'> & Readonly<Record<RecordColumn, string>>

/** What `readTable` must find. */
export const recordHeadings: readonly Heading[] = recordColumns.map(
  ({ label, otherLabels }) => [label, ...otherLabels] as const,
)

/** The rows of a table that was read with `recordHeadings`. */
export function recordRowsOf({ rows, daysFrom }: ReadTable): RecordRow[] {
  return rows.map(({ cells, ...place }) => {
    const values = Object.fromEntries(recordColumns.map(({ key, label }) => [key, cells[label] ?? '']))
    const { from, to, ...others } = values as Record<RecordColumn, string>
    return { ...place, ...others, from: dateOfCell(from, daysFrom), to: dateOfCell(to, daysFrom) }
  })
}
