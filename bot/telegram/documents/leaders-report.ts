import { leadersReportOf } from '../../../core/publicity/leaders-report.ts'
import { leadersReportTables } from '../../../core/publicity/leaders-report-table.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { House } from '../../house.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import type { Document } from './document.ts'

/**
 * The report to the school's leaders (S033), as things stand when it is sent. The caller checks who may have
 * it.
 */
export async function leadersReportDocument(
  house: House,
  { organisationId, cycleId, format }: { organisationId: string; cycleId: number; format: TableFormat },
): Promise<Document> {
  const cycle = house.cycles.get(cycleId)
  const now = house.clock.now()
  const report = await leadersReportOf(house.database.prisma, organisationId, { cycle, now })
  const tables = leadersReportTables(report, cycle)
  return {
    bytes: await (format === 'pdf' ? writePdf(tables) : writeXlsx(tables)),
    fileName: `${cycle.name.zh}教师学时完成情况报告-${report.school}.${format}`,
  }
}
