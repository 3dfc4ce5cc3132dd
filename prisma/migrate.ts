import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { type MigrationList, noFilters, withSchemaEngine } from './schema-engine.ts'

const folder = new URL('./migrations/', import.meta.url)

/**
 * Applies every migration that the database has not seen and returns their names. It writes Prisma's own
 * `_prisma_migrations`, so `prisma migrate deploy` remains possible. Throws when a landed migration was
 * edited.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrations = await readMigrations()
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
 * The names of migrations that this program has and the database does not, oldest first. It changes nothing.
 */
export async function pendingMigrations(database: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const { rows: made } = await database.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  )
  const { rows } = made[0]?.there
    ? await database.query<{ name: string }>(
        `select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
      )
    : { rows: [] }
  const applied = new Set(rows.map(({ name }) => name))
  return (await migrationNames()).filter((name) => !applied.has(name))
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
