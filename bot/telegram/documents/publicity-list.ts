import { readPublicity } from '../../../core/publicity/publicity.ts'
import { publicityTable } from '../../../core/publicity/publicity-list.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { House } from '../../house.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import type { Document } from './document.ts'

/**
 * The school's public list (S035) as it was published. The caller checks who may have it. Throws when there
 * is none.
 */
export async function publicityListDocument(
  house: House,
  { publicityId, format }: { publicityId: string; format: TableFormat },
): Promise<Document> {
  const publicity = await readPublicity(house.database.prisma, publicityId, house.clock.now())
  if (!publicity) throw new Error(`There is no publicity ${publicityId}.`)
  const cycle = house.cycles.get(publicity.cycleId)
  const table = publicityTable(publicity.list, publicity, cycle)
  return {
    bytes: await (format === 'pdf' ? writePdf([table]) : writeXlsx([table])),
    fileName: `${table.title}-${publicity.list.school}.${format}`,
  }
}
