import { directoryTable, readDirectory } from '../../../core/organisations/directory.ts'
import { flowPicture } from '../../../core/reports/flow-picture.ts'
import { writePdf, writeXlsx } from '../../../core/reports/write-table.ts'
import type { Locale } from '../../../core/terms.ts'
import type { House } from '../../house.ts'
import { plainTextOf, sayIn } from '../dialogue/texts.ts'
import type { TableFormat } from '../exchange/outgoing.ts'
import type { Document } from './document.ts'

/**
 * The annexes that are for anybody. They hold no personal data, so nobody is asked who they are and no export
 * is logged.
 */

/** 各区投诉电话和咨询热线 (annex 3), as it stands when it is sent. */
export async function directoryDocument(
  { database, cycles, clock }: House,
  { cycleId, format }: { cycleId: number; format: TableFormat },
): Promise<Document> {
  const cycle = cycles.get(cycleId)
  const directory = await readDirectory(database.prisma, { cycle, locale: 'zh' })
  const table = directoryTable(directory, cycle, clock.now())
  return {
    bytes: await (format === 'pdf' ? writePdf([table]) : writeXlsx([table])),
    fileName: `${table.title}.${format}`,
  }
}

/** The year's way in one picture (annex 5), in the language of whoever looks. */
export async function flowDocument(
  { cycles }: House,
  { cycleId }: { cycleId: number },
  locale: Locale,
): Promise<Document> {
  const cycle = cycles.get(cycleId)
  return {
    bytes: await flowPicture(cycle, locale, sayIn(locale)),
    fileName: `${plainTextOf(locale, 'flow-file-name', { cycle: cycle.name[locale] })}.png`,
  }
}
