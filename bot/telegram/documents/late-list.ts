import { lateWork } from '../../../core/confirmation/late.ts'
import { lateTable } from '../../../core/confirmation/late-table.ts'
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
  const organisations = await prisma.organisation.findMany({
    where: { OR: [{ id: organisationId }, { kind: { in: ['DISTRICT', 'TRAINING_CENTRE'] } }] },
    select: { id: true, name: true },
  })
  const officeNames = new Map(organisations.map(({ id, name }) => [id, name]))
  const unit = officeNames.get(organisationId) ?? ''
  const scope = wholeCity ? 'city' : { officeId: organisationId }
  const works = await lateWork(prisma, scope, { cycle, now })
  const table = lateTable(unit, works, { cycle, now, officeNames })
  return {
    bytes: await (format === 'pdf' ? writePdf([table]) : writeXlsx([table])),
    fileName: `${cycle.name.zh}逾期未完成事项一览表-${unit}.${format}`,
  }
}
