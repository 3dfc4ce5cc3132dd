import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type MigrationList, noFilters, withSchemaEngine } from './schema-engine.ts'

/**
 * Applies every migration that the database has not seen and returns their names. It writes Prisma's own
 * `_prisma_migrations`, so `prisma migrate deploy` remains possible. Throws when a landed migration was edited.
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

/** The migrations as the schema engine wants to be told of them. */
export async function readMigrations(): Promise<MigrationList> {
  const base = new URL('./migrations/', import.meta.url)
  const names = (await readdir(base, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return {
    baseDir: fileURLToPath(base),
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(new URL('migration_lock.toml', base), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(new URL(`${name}/migration.sql`, base), 'utf8'),
          },
        },
      })),
    ),
  }
}
