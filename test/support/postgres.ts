import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { readConfig } from '../../bot/config.ts'
import { startDemo } from '../../bot/demo/demo.ts'
import { reachFiles } from '../../bot/reach-files.ts'
import { reachKeys } from '../../bot/reach-keys.ts'
import { openDatabase } from '../../prisma/database.ts'
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'

/**
 * One PostgreSQL for the whole run, with two databases to copy: one migrated and empty, one with the demo
 * city.
 */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-test-'))
  const demoFolder = await mkdtemp(path.join(tmpdir(), 'xueshi-test-demo-'))
  const postgres = await openEmbeddedPostgres(folder, { durable: false })
  await postgres.ensureDatabase('template')
  await applyMigrations(postgres.url('template'))
  await postgres.ensureDatabase('demo', 'template')
  await fillWithDemo(postgres.url('demo'), demoFolder)
  project.provide('postgresUrl', postgres.url(''))
  project.provide('demoFolder', demoFolder)
  return async () => {
    await postgres.destroy()
    for (const one of [folder, demoFolder]) await rm(one, { recursive: true, force: true })
  }
}

/** As the first start of the program would; keys and photos are kept in the folder. */
async function fillWithDemo(url: string, folder: string) {
  const config = readConfig({ PORT: '0', DATA_DIR: folder, DATABASE_URL: url })
  const database = openDatabase(url)
  const files = await reachFiles(config, console.error)
  const { sealer } = await reachKeys(config, database)
  const demo = await startDemo(config, { database, sealer, files })
  await demo.close()
  await database.close()
  // The sandbox's clock runs from its first start: each file begins with a journal of its own.
  await rm(path.join(folder, 'sandbox'), { recursive: true })
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
    demoFolder: string
  }
}
