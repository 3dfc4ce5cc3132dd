import { csvInMemory, workbook } from '../../../core/export/export-sink.ts'
import { readExport } from '../../../core/export/hand-out-export.ts'
import { writeKeptExport } from '../../../core/export/kept-export.ts'
import { validateExport } from '../../../core/export/validate-export.ts'
import { organisationOf } from '../../../core/organisations/organisation.ts'
import { notPassedIn, notPassedTable } from '../../../core/reports/not-passed.ts'
import { officeStatisticsTables } from '../../../core/reports/statistics-of-office.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { Table } from '../../../core/tables/table.ts'
import type { House } from '../../house.ts'
import { plainTextOf } from '../dialogue/texts.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import type { Document } from './document.ts'

/**
 * The documents of the city and of those who draw the consequences. The caller checks who may have one and
 * logs it.
 */

interface OfOffice {
  readonly organisationId: string
  readonly cycleId: number
  readonly format: TableFormat
}

/** 未达标人员名单 (S062), as things stand when it is sent. */
export async function notPassedDocument(
  house: House,
  { organisationId, cycleId, format }: OfOffice,
): Promise<Document> {
  const [cycle, now] = [house.cycles.get(cycleId), house.clock.now()]
  const { name } = await organisationOf(house.database.prisma, organisationId)
  const list = await notPassedIn(house.database.prisma, organisationId, { cycle, now })
  const table = notPassedTable(list, { cycle, organisationName: name, now })
  return written([table], format, `${cycle.name.zh}未达标人员名单-${name}`)
}

/**
 * The statistics form of an office from frozen data, with what changed since the confirmations (S057, ruling
 * 9).
 */
export async function officeStatisticsDocument(
  house: House,
  { organisationId, cycleId, format }: OfOffice,
): Promise<Document> {
  const cycle = house.cycles.get(cycleId)
  const { name } = await organisationOf(house.database.prisma, organisationId)
  const tables = await officeStatisticsTables(house.database.prisma, organisationId, cycle)
  return written(tables, format, `${cycle.name.zh}继续教育年度验证工作统计表-${name}`)
}

/**
 * The file of an export for the receiving system (S060). It names people by their 继续教育证号 and never holds an
 * ID number, because what goes through a messenger lies on machines abroad (DOMAIN §9). The file with ID
 * numbers is written on the machine itself.
 */
export async function exportDocument(
  house: House,
  { exportId, format }: { exportId: string; format: 'csv' | 'xlsx' },
): Promise<Document> {
  const made = await readExport(house.database.prisma, exportId)
  if (!made) throw new Error(`There is no export ${exportId}.`)
  const { cycleId, serial } = made
  const cycle = house.cycles.get(cycleId)
  const sink = format === 'csv' ? csvInMemory() : workbook(cycle.name.zh)
  await writeKeptExport(house.database.prisma, exportId, sink)
  return { bytes: await sink.bytes(), fileName: `${cycle.name.zh}继续教育学时导出-${serial}.${format}` }
}

export async function exportProblemsDocument(
  house: House,
  { cycleId }: { cycleId: number },
): Promise<Document> {
  const [cycle, now] = [house.cycles.get(cycleId), house.clock.now()]
  const { problems, teachers, leftOut } = await validateExport(house.database, { cycle, now })
  const table: Table = {
    title: `${cycle.name.zh}导出数据问题清单`,
    head: [`应导出 ${teachers} 人，因以下问题暂不能导出 ${leftOut} 人`],
    columns: [
      { key: 'school', label: '学校', kind: 'text', width: 28 },
      { key: 'name', label: '姓名', kind: 'text', width: 12 },
      { key: 'certificateNumber', label: '继续教育证号', kind: 'text', width: 18 },
      { key: 'problem', label: '问题', kind: 'text', width: 36 },
    ],
    rows: problems.map(({ school, name, certificateNumber, problem }) => ({
      school,
      name,
      certificateNumber,
      problem: plainTextOf('zh', `export-problem-${problem}`),
    })),
    foot: [],
  }
  return written([table], 'xlsx', `${cycle.name.zh}导出数据问题清单`)
}

async function written(tables: readonly Table[], format: TableFormat, name: string): Promise<Document> {
  const bytes = await (format === 'pdf' ? writePdf(tables) : writeXlsx(tables))
  return { bytes, fileName: `${name}.${format}` }
}
