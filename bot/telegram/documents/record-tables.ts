import { judgeRows } from '../../../core/records/judge-rows.ts'
import { recordColumns, recordHeadings, recordRowsOf } from '../../../core/records/record-columns.ts'
import type { RecordSource } from '../../../core/records/record-source.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { writeXlsx } from '../../../core/reports/write-table.ts'
import { readTable } from '../../../core/tables/read-table.ts'
import type { Column, Table } from '../../../core/tables/table.ts'
import { categoryLabels } from '../../../core/terms.ts'
import type { House } from '../../house.ts'
import { faultInWords } from '../records/fault-in-words.ts'
import type { Document } from './document.ts'

const columns: Column[] = recordColumns.map(({ key, label, width }) => ({ key, label, width, kind: 'text' }))

/** The empty table of hour records. The instructions stand above the header, where the reader skips them. */
export async function recordTemplate(house: House, { cycleId }: { cycleId: number }): Promise<Document> {
  const name = house.cycles.get(cycleId).name.zh
  const table: Table = {
    title: `${name}学时登记表`,
    head: [
      `每行一位教师的一门课程。科目：${Object.values(categoryLabels)
        .map(({ zh }) => zh)
        .join('、')}；日期写成 2014-07-05 的样子；学时以 0.5 为最小单位。`,
    ],
    columns,
    rows: [],
    foot: [],
  }
  return { bytes: await writeXlsx([table]), fileName: `${name}学时登记表.xlsx` }
}

/**
 * The rows of a file that cannot be registered as things stand when this is sent, each with its row, column
 * and reason.
 */
export async function recordCorrections(
  house: House,
  reference: {
    fileId: string
    fileName: string
    source: RecordSource
    organisationId: string
    personId: string
    cycleId: number
  },
): Promise<Document> {
  const bytes = await house.download(reference.fileId, 'table')
  const table = isRefusal(bytes)
    ? bytes
    : await readTable(bytes, reference.fileName, { headings: recordHeadings })
  if (isRefusal(table)) throw new Error(`The table of hour records cannot be read again: ${table.refused}.`)
  const cycle = house.cycles.get(reference.cycleId)
  const { refusedRows } = await judgeRows(
    house.database.prisma,
    { ...reference, rows: recordRowsOf(table) },
    { cycle, now: house.clock.now(), lock: false },
  )
  const corrections: Table = {
    title: `${cycle.name.zh}学时登记更正表`,
    head: ['请改正后把本表发回。只需保留要登记的行，「行号、列、原因」三列不影响登记。'],
    columns: [
      ...columns,
      { key: 'line', label: '行号', width: 8, kind: 'number' },
      { key: 'column', label: '列', width: 14, kind: 'text' },
      { key: 'reason', label: '原因', width: 50, kind: 'text' },
    ],
    rows: refusedRows.map((refusal) => {
      const { row: line, refusal: _, ...cells } = refusal.source
      const { column, reason } = faultInWords(refusal, 'zh')
      return { ...cells, line, column, reason: unescaped(reason) }
    }),
    foot: [],
  }
  const baseName = reference.fileName.replace(/\.[^.]*$/, '')
  return { bytes: await writeXlsx([corrections]), fileName: `${baseName}-更正表.xlsx` }
}

/** A refusal is written for the messenger, as HTML. */
function unescaped(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
