import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openEmbeddedPostgres } from './embedded.ts'
import { readMigrations } from './migrate.ts'
import { sqlFromMigrationsToSchema } from './schema-engine.ts'

// `npm run migration -- NAME` writes the migration that leads from the landed ones to schema.prisma. A person
// reads and completes it.
const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error('Say what the migration is for: npm run migration -- add_something')

const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-migration-'))
const postgres = await openEmbeddedPostgres(folder, { durable: false })
try {
  await postgres.ensureDatabase('shadow')
  const migrations = await readMigrations()
  const sql = await sqlFromMigrationsToSchema(postgres.url('shadow'), migrations)
  if (!sql) {
    console.log('schema.prisma and the migrations agree; there is nothing to write.')
  } else {
    const number = String(migrations.migrationDirectories.length + 1).padStart(4, '0')
    const target = new URL(`./migrations/${number}_${name}/`, import.meta.url)
    await mkdir(target)
    await writeFile(new URL('migration.sql', target), sql)
    console.log(`Wrote prisma/migrations/${number}_${name}/migration.sql`)
  }
} finally {
  await postgres.destroy()
  await rm(folder, { recursive: true, force: true })
}
