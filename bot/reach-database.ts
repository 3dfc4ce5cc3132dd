import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { openEmbeddedPostgres } from '../prisma/embedded.ts'
import { applyMigrations, pendingMigrations } from '../prisma/migrate.ts'
import { type Config, ConfigError } from './config.ts'

export interface ReachedDatabase {
  readonly url: string
  /** The migrations that were applied just now. */
  readonly migrated: readonly string[]
  /** Lets go of the server; an embedded one ends when nobody else is connected. */
  close(): Promise<void>
}

/**
 * The database of the settings, with every migration. It is the operator's own server, or the embedded one,
 * which is started if it is not running.
 */
export async function reachDatabase(config: Config): Promise<ReachedDatabase> {
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  if (config.databaseUrl) {
    await checkReachable(config.databaseUrl)
    const migrated = await bringUpToDate(config.databaseUrl, config)
    return { url: config.databaseUrl, migrated, close: async () => {} }
  }
  const server = await openEmbeddedPostgres(path.join(config.dataFolder, 'postgresql'))
  try {
    await server.ensureDatabase('xueshi')
    const url = server.url('xueshi')
    return { url, migrated: await bringUpToDate(url, config), close: () => server.close() }
  } catch (error) {
    await server.close()
    throw error
  }
}

/** Applies what is new, or refuses to go on where that is somebody else's to do. */
async function bringUpToDate(databaseUrl: string, { migrate }: Config): Promise<string[]> {
  if (migrate === 'auto') return applyMigrations(databaseUrl)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const pending = await pendingMigrations(pool).finally(() => pool.end())
  if (pending.length === 0) return []
  throw new ConfigError(
    `The database lacks ${pending.join(', ')}, and MIGRATE=check leaves that to somebody else: apply them, or start once with MIGRATE=auto.`,
  )
}

const reachesWithinMilliseconds = 15_000

/** A server that is not there, or does not take this name and password, is a mistake in the settings. */
async function checkReachable(databaseUrl: string): Promise<void> {
  try {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: reachesWithinMilliseconds,
    })
    await client.connect()
    await client.end()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new ConfigError(`The database of DATABASE_URL cannot be used: ${message || code}.`)
  }
}
