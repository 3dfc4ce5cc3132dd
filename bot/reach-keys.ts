import path from 'node:path'
import { sealWhatLayOpen } from '../core/people/seal-what-lay-open.ts'
import { fitKeys, type GivenKeys, holdsSealed } from '../core/privacy/fit-keys.ts'
import { makeKeys, readKeys } from '../core/privacy/key-files.ts'
import { type KeyRing, openSealerOf, type Sealer } from '../core/privacy/sealing.ts'
import type { Database } from '../prisma/database.ts'
import { type Config, ConfigError } from './config.ts'

type Settings = Pick<Config, 'keys' | 'dataFolder'>

export interface ReachedKeys {
  readonly sealer: Sealer
  /** Reads whether a key was added or has begun to seal; throws as the start does. */
  refresh(): Promise<void>
}

/**
 * Opens the keys of the settings or of the data folder, and seals what a migration found in the clear. They
 * must be those of the database; new ones are only made beside one in which nothing is sealed.
 */
export async function reachKeys(config: Settings, database: Database): Promise<ReachedKeys> {
  const ring = await ringOf(config, database)
  const sealer = openSealerOf(ring)
  await sealWhatLayOpen(database, sealer)
  return {
    sealer,
    async refresh() {
      const { sealing, current } = await ringOf(config, database)
      for (const [number, key] of sealing) ring.sealing.set(number, key)
      ring.current = current
    },
  }
}

export function keyFolderOf({ dataFolder }: Pick<Config, 'dataFolder'>): string {
  return path.join(dataFolder, 'keys')
}

/** All keys that somebody has set, or that lie in the folder. */
export async function givenKeys(config: Settings, database: Database): Promise<GivenKeys> {
  const folder = keyFolderOf(config)
  return config.keys ?? (await readKeys(folder)) ?? (await makeNewKeys(folder, database))
}

async function ringOf(config: Settings, database: Database): Promise<KeyRing> {
  const ring = await fitKeys(database, await givenKeys(config, database))
  if (!('wrong' in ring)) return ring
  const setting = ring.wrong === 'sealing' ? 'SEALING_KEY' : 'INDEX_KEY'
  const what = config.keys ? setting : path.join(keyFolderOf(config), `${ring.wrong}.key`)
  throw new ConfigError(
    `${what} is not the key that this database was sealed with: put the right one back from the backup.`,
  )
}

async function makeNewKeys(folder: string, database: Database): Promise<GivenKeys> {
  if (await holdsSealed(database)) {
    // Another process may have made them, and sealed with them, since they were looked for.
    const madeMeanwhile = await readKeys(folder)
    if (madeMeanwhile) return madeMeanwhile
    throw new ConfigError(
      `This database holds sealed values, and their keys are not in ${folder}: put sealing.key and index.key back from the backup, or set SEALING_KEY and INDEX_KEY.`,
    )
  }
  return makeKeys(folder)
}
