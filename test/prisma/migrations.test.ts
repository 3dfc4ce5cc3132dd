import { expect, inject, it } from 'vitest'
import { applyMigrations, readMigrations } from '../../prisma/migrate.ts'
import { sqlFromMigrationsToSchema } from '../../prisma/schema-engine.ts'
import { freshDatabase } from '../support/database.ts'

it('makes with the migrations exactly what schema.prisma says', async () => {
  const { url, database } = await freshDatabase()
  await database.pool.query('drop schema public cascade; create schema public')
  expect(await sqlFromMigrationsToSchema(url, await readMigrations())).toBe('')
})

it('applies nothing a second time', async () => {
  expect(await applyMigrations(`${inject('postgresUrl')}template`)).toEqual([])
})
