import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { openEmbeddedPostgres } from '../prisma/embedded.ts'
import { applyMigrations, compareMigrations } from '../prisma/migrate.ts'
import { type DatabaseFacts, withUsableDatabase } from './check-database.ts'
import { type Config, ConfigError } from './config.ts'

export interface ReachedDatabase {
  readonly url: string
  /** The migrations that were applied just now. */
  readonly migrated: readonly string[]
  /** Migrations of a newer program, which this one does not know. */
  readonly unknown: readonly string[]
  /** Lets go of the server; an embedded one ends when nobody else is connected. */
  close(): Promise<void>
}

/** Throws when this database must not be used; it is asked before anything is changed. */
export type MayUse = (client: pg.ClientBase) => Promise<void>

/**
 * The database of the settings, with every migration. It is the operator's own server, or the embedded one,
 * which is started if it is not running.
 */
export async function reachDatabase(
  config: Config,
  mayUse: MayUse = async () => {},
): Promise<ReachedDatabase> {
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  if (config.databaseUrl) {
    const brought = await bringUpToDate(config.databaseUrl, config, mayUse)
    return { url: config.databaseUrl, ...brought, close: async () => {} }
  }
  const server = await openEmbeddedPostgres(path.join(config.dataFolder, 'postgresql'))
  try {
    await server.ensureDatabase('xueshi')
    const url = server.url('xueshi')
    return { url, ...(await bringUpToDate(url, config, mayUse)), close: () => server.close() }
  } catch (error) {
    await server.close()
    throw error
  }
}

/** Applies what is new, or refuses to go on where that is somebody else's to do. */
async function bringUpToDate(databaseUrl: string, { migrate }: Config, mayUse: MayUse) {
  const { pending, unknown } = await withUsableDatabase(databaseUrl, async (client, facts) => {
    await mayUse(client)
    const found = await compareMigrations(client)
    const mistake = mistakeOf(found, facts, migrate)
    if (mistake) throw new ConfigError(mistake)
    return found
  })
  return { migrated: pending.length > 0 ? await applyMigrations(databaseUrl) : [], unknown }
}

function mistakeOf(
  { pending, unknown }: Awaited<ReturnType<typeof compareMigrations>>,
  { role, mayCreate }: DatabaseFacts,
  migrate: Config['migrate'],
): string | undefined {
  if (unknown.length > 0 && (pending.length > 0 || migrate === 'check'))
    return `The database has ${unknown.join(', ')}, which this program does not know: start the newer program.`
  if (pending.length === 0) return undefined
  if (migrate === 'check')
    return `The database lacks ${pending.join(', ')}, and MIGRATE=check leaves that to somebody else: apply them, or start once with MIGRATE=auto.`
  if (!mayCreate)
    return `The role ${role} may make no tables: its database's owner says GRANT CREATE ON SCHEMA public TO ${role}.`
  return undefined
}
