import { lateWork } from '../../../core/confirmation/late.ts'
import { lateTable } from '../../../core/confirmation/late-table.ts'
import { officeNames, readOrganisation } from '../../../core/organisations/organisation.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { House } from '../../house.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import type { Document } from './document.ts'

/** What is late in an office and its schools, or in the whole city, as it is when it is sent. */
export async function lateListDocument(
  { database: { prisma }, cycles, clock }: House,
  {
    organisationId,
    cycleId,
    wholeCity,
    format,
  }: { organisationId: string; cycleId: number; wholeCity: boolean; format: TableFormat },
): Promise<Document> {
  const [cycle, now] = [cycles.get(cycleId), clock.now()]
  const unit = (await readOrganisation(prisma, organisationId))?.name ?? ''
  const scope = wholeCity ? 'city' : { officeId: organisationId }
  const works = await lateWork(prisma, scope, { cycle, now })
  const table = lateTable(unit, works, { cycle, now, officeNames: await officeNames(prisma) })
  return {
    bytes: await (format === 'pdf' ? writePdf([table]) : writeXlsx([table])),
    fileName: `${cycle.name.zh}逾期未完成事项一览表-${unit}.${format}`,
  }
}
