import { expect, it } from 'vitest'
import { readMigrations } from '../../prisma/migrate.ts'
import { freshDatabase } from '../support/database.ts'

it('leaves to connections that were there before what they could send and download, and what they are told', async () => {
  const { database } = await freshDatabase()
  const { pool } = database
  await pool.query('drop schema public cascade; create schema public')
  const { migrationDirectories } = await readMigrations()
  const apply = async (wanted: (name: string) => boolean) => {
    for (const { path, migrationFile } of migrationDirectories)
      if (wanted(path)) await pool.query((migrationFile.content as { value: string }).value)
  }
  await apply((name) => name < '0005')
  const places = { city: 'CITY', district: 'DISTRICT', school: 'SCHOOL', provider: 'PROVIDER' }
  for (const [id, kind] of Object.entries(places)) {
    await pool.query('insert into organisation (id, kind, name) values ($1, $2::"OrganisationKind", $1)', [
      id,
      kind,
    ])
    await pool.query(
      `with made as (insert into person (id, organisation_id, name) values (gen_random_uuid(), $1, $1) returning id)
       insert into connection (id, name, organisation_id, person_id, types, made_at)
       select gen_random_uuid(), $1, $1, id, $2, now() from made`,
      [id, id === 'district' ? [] : ['person.upserted']],
    )
  }
  await pool.query(
    `insert into subscription (id, connection_id, url, types, made_at)
     select gen_random_uuid(), id, 'https://receiver.example/', '{}', now() from connection`,
  )
  await apply((name) => name.startsWith('0005'))
  const { rows: told } = await pool.query<{ own: string; told: string }>(
    `select connection.organisation_id as own, subscription.organisation_id as told
     from subscription join connection on connection.id = connection_id`,
  )
  expect(told).toHaveLength(4)
  for (const one of told) expect(one.told).toBe(one.own)
  const { rows } = await pool.query<{ name: string; types: string[]; size: number }>(
    'select name, types, max_bytes as size from connection',
  )
  expect(Object.fromEntries(rows.map(({ name, types }) => [name, types]))).toEqual({
    city: ['person.upserted', 'download.publicity', 'download.statistics', 'download.export'],
    district: ['download.publicity', 'download.statistics'],
    school: ['person.upserted', 'download.publicity', 'download.statistics'],
    provider: ['person.upserted'],
  })
  // The setting alone held them, and it may be as much.
  expect(new Set(rows.map(({ size }) => size))).toEqual(new Set([16 * 2 ** 20]))
})
