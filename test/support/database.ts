import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from '../../prisma/database.ts'

/** An own, migrated, empty database; it goes when the file's tests are done. */
export async function freshDatabase(): Promise<{ url: string; database: Database }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database "${name}" template "template"`)
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
