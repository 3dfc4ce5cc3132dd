import { createHash } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import type { ExportCell } from './export-columns.ts'
import { csvText, type ExportSink } from './export-sink.ts'

/**
 * The file of an export, kept as it was made and without ID numbers. Names and schools change afterwards, but
 * the SHA-256 that was told stays the hash of whatever is handed out.
 */

type Reader = Database['prisma'] | Transaction

/** Keeps the rows portion by portion, in the transaction that makes the export. */
export function keepingSink(tx: Transaction, exportId: string): ExportSink & { sha256(): string } {
  const text = csvText()
  const hash = createHash('sha256')
  let place = 0
  return {
    async rows(rows) {
      const csv = Buffer.from(text(rows))
      hash.update(csv)
      await tx.exportPortion.create({ data: { exportId, place, cells: rows as ExportCell[][], csv } })
      place += 1
    },
    end() {
      // Every portion is whole.
    },
    sha256: () => hash.digest('hex'),
  }
}

/** Hands the kept file to the sink, header first; CSV is the kept bytes themselves. */
export async function writeKeptExport(db: Reader, exportId: string, sink: ExportSink): Promise<void> {
  for (let place = 0; ; place += 1) {
    const portion = await db.exportPortion.findUnique({ where: { exportId_place: { exportId, place } } })
    if (!portion) break
    await sink.rows(portion.cells as ExportCell[][], portion.csv)
  }
  await sink.end()
}

/** An export of before files were kept cannot be handed out again. */
export async function isKept(db: Reader, exportId: string): Promise<boolean> {
  return (await db.exportPortion.count({ where: { exportId } })) > 0
}
