import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'

/** One PostgreSQL for the whole run, with a migrated database that every test file gets its own copy of. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-test-'))
  const postgres = await openEmbeddedPostgres(folder, { durable: false })
  await postgres.ensureDatabase('template')
  await applyMigrations(postgres.url('template'))
  project.provide('postgresUrl', postgres.url(''))
  return async () => {
    await postgres.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}
