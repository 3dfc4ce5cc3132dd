import path from 'node:path'
import { sealWhatLayOpen } from '../core/people/seal-what-lay-open.ts'
import { fitKeys, holdsSealed } from '../core/privacy/fit-keys.ts'
import { makeKeys, readKeys } from '../core/privacy/key-files.ts'
import { openSealerOf, type Sealer } from '../core/privacy/sealing.ts'
import type { Database } from '../prisma/database.ts'
import { type Config, ConfigError } from './config.ts'

/**
 * Opens the keys of the settings or of the data folder, and seals what a migration found in the clear. They
 * must be those of the database; new ones are only made beside one in which nothing is sealed.
 */
export async function reachKeys(
  { keys, dataFolder }: Pick<Config, 'keys' | 'dataFolder'>,
  database: Database,
): Promise<Sealer> {
  const folder = path.join(dataFolder, 'keys')
  const given = keys ?? (await readKeys(folder)) ?? (await makeNewKeys(folder, database))
  const ring = await fitKeys(database, { sealing: [given.sealing], index: given.index })
  if ('wrong' in ring) {
    const setting = ring.wrong === 'sealing' ? 'SEALING_KEY' : 'INDEX_KEY'
    const what = keys ? setting : path.join(folder, `${ring.wrong}.key`)
    throw new ConfigError(
      `${what} is not the key that this database was sealed with: put the right one back from the backup.`,
    )
  }
  const sealer = openSealerOf(ring)
  await sealWhatLayOpen(database, sealer)
  return sealer
}

async function makeNewKeys(folder: string, database: Database) {
  if (await holdsSealed(database))
    throw new ConfigError(
      `This database holds sealed values, and their keys are not in ${folder}: put sealing.key and index.key back from the backup, or set SEALING_KEY and INDEX_KEY.`,
    )
  return makeKeys(folder)
}
