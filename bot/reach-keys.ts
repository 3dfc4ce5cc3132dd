import path from 'node:path'
import { sealWhatLayOpen } from '../core/people/seal-what-lay-open.ts'
import { keepKeys, openSealer, type Sealer } from '../core/privacy/sealing.ts'
import type { Database } from '../prisma/database.ts'
import type { Config } from './config.ts'

/** Opens the keys of the settings or of the data folder, and seals what a migration found in the clear. */
export async function reachKeys(
  { keys, dataFolder }: Pick<Config, 'keys' | 'dataFolder'>,
  database: Database,
): Promise<Sealer> {
  const sealer = openSealer(keys ?? (await keepKeys(path.join(dataFolder, 'keys'))))
  await sealWhatLayOpen(database, sealer)
  return sealer
}
