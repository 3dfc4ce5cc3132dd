import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Database } from '../../prisma/database.ts'
import { isRefusal } from '../refusal.ts'
import { csvSink } from './export-sink.ts'
import { type ExportOrder, type ExportRefusal, type MadeExport, makeExport } from './make-export.ts'

/**
 * Makes an export on the machine itself, as CSV under `path`, readable by its owner alone: the only way to a
 * file with ID numbers. The file appears only when it is whole; if the export fails there is none.
 *
 * @returns as `makeExport`; throws when the file cannot be written
 */
export async function exportToFile(
  database: Pick<Database, 'prisma'>,
  order: Omit<ExportOrder, 'actor' | 'organisationId'>,
  path: string,
): Promise<MadeExport | ExportRefusal> {
  const unfinished = `${path}.unfinished`
  const out = createWriteStream(unfinished, { mode: 0o600 })
  const failed = new Promise<never>((_, reject) => out.once('error', reject))
  try {
    const made = await Promise.race([makeExport(database, { ...order, actor: null }, csvSink(out)), failed])
    if (isRefusal(made)) {
      await closed(out)
      await rm(unfinished, { force: true })
      return made
    }
    await rename(unfinished, path)
    return made
  } catch (error) {
    out.destroy()
    await rm(unfinished, { force: true })
    throw error
  }
}

function closed(out: ReturnType<typeof createWriteStream>): Promise<void> {
  return new Promise((resolve) => out.end(() => resolve()))
}
