import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from '../../prisma/database.ts'

/** An own, migrated, empty database; it goes when the file's tests are done. */
export function freshDatabase(): Promise<{ url: string; database: Database }> {
  return copyOf('template')
}

/**
 * Makes a copy of the demo city, with its keys and photos in a data folder as the program keeps it. Both go
 * with the test file.
 */
export async function demoCity(): Promise<{ url: string; database: Database; dataFolder: string }> {
  const copy = await copyOf('demo')
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'xueshi-demo-'))
  await cp(inject('demoFolder'), dataFolder, { recursive: true })
  afterAll(() => rm(dataFolder, { recursive: true, force: true }))
  return { ...copy, dataFolder }
}

async function copyOf(template: string): Promise<{ url: string; database: Database }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database "${name}" template "${template}"`)
  const url = inject('postgresUrl') + name
  const database = openDatabase(url, { maxConnections: 12 })
  afterAll(async () => {
    await database.close()
    await administer(`drop database if exists "${name}" with (force)`)
  })
  return { url, database }
}

async function administer(sql: string) {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
