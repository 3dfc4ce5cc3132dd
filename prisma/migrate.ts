import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type MigrationList, noFilters, ScriptRefused, withSchemaEngine } from './schema-engine.ts'

const folder = new URL('./migrations/', import.meta.url)

/** A migration that the database did not take. Nothing of it was done, and the next start tries it again. */
export class MigrationFailure extends Error {}

/**
 * Applies every migration that the database has not seen and returns their names. It writes Prisma's own
 * `_prisma_migrations`, so `prisma migrate deploy` remains possible. Throws when a landed migration was
 * edited, and MigrationFailure when the database refuses one.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrations = await readMigrations()
  return aloneOn(databaseUrl, async (client) => {
    await forgetFailed(client)
    return applyAll(databaseUrl, migrations).catch(async (error: Error & { code?: string }) => {
      const failed = await forgetFailed(client)
      if (error instanceof ScriptRefused)
        throw new MigrationFailure(`The database did not take ${failed ?? 'a migration'}: ${error.message}.`)
      if (error.code === schemaNotEmpty)
        throw new MigrationFailure('The database holds tables of another program: name an empty one.')
      throw error
    })
  })
}

const schemaNotEmpty = 'P3005'

/** One process migrates at a time; the others wait and find it done. */
async function aloneOn<Result>(databaseUrl: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('xueshi'), hashtext('migrate'))`)
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * A script is taken whole or not at all, so a migration that failed or was cut off left only its mark, with
 * which the engine would refuse every later start.
 */
async function forgetFailed(client: pg.Client): Promise<string | undefined> {
  const { rows: made } = await client.query(`select where to_regclass('_prisma_migrations') is not null`)
  if (made.length === 0) return undefined
  const { rows } = await client.query<{ name: string }>(
    `update _prisma_migrations set rolled_back_at = now()
     where finished_at is null and rolled_back_at is null returning migration_name as name`,
  )
  return rows[0]?.name
}

async function applyAll(databaseUrl: string, migrations: MigrationList): Promise<string[]> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const history = await engine.diagnoseMigrationHistory({
      migrationsList: migrations,
      optInToShadowDatabase: false,
      filters: noFilters,
    })
    if (history.editedMigrationNames.length > 0) {
      throw new Error(
        `Migrations were edited after they had been applied: ${history.editedMigrationNames.join(', ')}.`,
      )
    }
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrations,
      filters: noFilters,
    })
    return appliedMigrationNames
  })
}

/**
 * What only this program has, and what only the database has, which then belongs to a newer program; oldest
 * first. It changes nothing.
 */
export async function compareMigrations(
  database: Pick<pg.ClientBase, 'query'>,
): Promise<{ pending: string[]; unknown: string[] }> {
  const { rows: made } = await database.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  )
  const { rows } = made[0]?.there
    ? await database.query<{ name: string }>(
        `select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
      )
    : { rows: [] }
  const applied = rows.map(({ name }) => name).sort()
  const ours = await migrationNames()
  return {
    pending: ours.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !ours.includes(name)),
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** The migrations as the schema engine wants to be told of them. */
export async function readMigrations(): Promise<MigrationList> {
  const names = await migrationNames()
  return {
    baseDir: fileURLToPath(folder),
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(new URL('migration_lock.toml', folder), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(new URL(`${name}/migration.sql`, folder), 'utf8'),
          },
        },
      })),
    ),
  }
}
