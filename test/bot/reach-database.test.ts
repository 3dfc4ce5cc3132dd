import { randomUUID } from 'node:crypto'
import { type AddressInfo, connect as connectTo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { mistakeIn } from '../../bot/check-database.ts'
import { ConfigError, readConfig } from '../../bot/config.ts'
import { reachDatabase } from '../../bot/reach-database.ts'
import { MigrationFailure } from '../../prisma/migrate.ts'
import { freshDatabase } from '../support/database.ts'

const admin = new pg.Client({ connectionString: `${inject('postgresUrl')}postgres` })
await admin.connect()
afterAll(() => admin.end())

async function made(options = ''): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await admin.query(`create database "${name}" ${options}`)
  onTestFinished(async () => void (await admin.query(`drop database "${name}" with (force)`)))
  return inject('postgresUrl') + name
}

const reach = (DATABASE_URL: string, settings = {}) =>
  reachDatabase(
    readConfig({ DATABASE_URL, DATA_DIR: path.join(tmpdir(), 'xueshi-reach-database'), ...settings }),
  )

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (await client.query(sql).finally(() => client.end())).rows
}

const tables = (url: string) =>
  ask(url, `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)

describe('a database that the program cannot work with is refused in one sentence, and nothing is made in it', () => {
  it('kept in LATIN1', async () => {
    const url = await made(`encoding LATIN1 locale 'C' locale_provider libc template template0`)
    await expect(reach(url)).rejects.toThrow('The database is kept in LATIN1, which has no Chinese: make one')
    expect(await tables(url)).toEqual([])
  })

  it('older than PostgreSQL 15', () => {
    const facts = { version: 140_011, encoding: 'UTF8', readOnly: false, keepsSettings: true }
    expect(mistakeIn(facts)).toBe('The database is PostgreSQL 14, too old: 15 or newer is needed.')
    expect(mistakeIn({ ...facts, version: 150_000 })).toBeUndefined()
  })

  it('where its role may make nothing', async () => {
    const url = new URL(await made())
    const role = `role_${randomUUID().replaceAll('-', '')}`
    await admin.query(`create role ${role} login password 'of-a-test'`)
    onTestFinished(async () => void (await admin.query(`drop role ${role}`)))
    url.username = role
    url.password = 'of-a-test'
    await expect(reach(url.href)).rejects.toThrow(
      `The role ${role} may make no tables: its database's owner says GRANT CREATE ON SCHEMA public TO ${role}.`,
    )
    expect(await tables(url.href)).toEqual([])
  })

  it('that can only be read', async () => {
    const url = await made()
    await ask(
      url,
      `alter database "${new URL(url).pathname.slice(1)}" set default_transaction_read_only = on`,
    )
    await expect(reach(url)).rejects.toThrow('The database can only be read now: ')
    expect(await tables(url)).toEqual([])
  })

  it('with tables of another program', async () => {
    const url = await made()
    await ask(url, 'create table other (id int)')
    await expect(reach(url)).rejects.toThrow(
      'The database holds tables of another program: name an empty one.',
    )
    expect(await tables(url)).toEqual([{ relname: 'other' }])
  })

  it('reached through a pooler that drops what a connection asks for', async () => {
    const url = new URL(await made())
    url.port = String(await openPooler(Number(url.port)))
    await expect(reach(url.href)).rejects.toThrow('through a pooler such as pgbouncer')
    expect(await tables(url.href)).toEqual([])
  })
})

describe('a migration that the database does not take', () => {
  it('is told, leaves nothing, and is done by the next start', async () => {
    const { url, database } = await freshDatabase()
    await database.pool.query(`delete from _prisma_migrations where migration_name = '0011_demo_city'`)
    const failure = await reach(url).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationFailure)
    expect(String(failure)).toContain('did not take 0011_demo_city: relation "demo_city" already exists.')
    await database.pool.query('drop table demo_city')
    expect((await reach(url)).migrated).toEqual(['0011_demo_city'])
  })

  it('and was cut off by an older program does not end every later start', async () => {
    const { url, database } = await freshDatabase()
    await database.pool.query('drop table demo_city')
    await database.pool.query(
      `update _prisma_migrations set finished_at = null where migration_name = '0011_demo_city'`,
    )
    expect((await reach(url)).migrated).toEqual(['0011_demo_city'])
  })
})

describe('a schema that is newer than the program', () => {
  const newer = async () => {
    const fresh = await freshDatabase()
    await fresh.database.pool.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ('next', '', '9999_next', now(), 1)`,
    )
    return fresh
  }

  it('is refused by MIGRATE=check, and told by auto', async () => {
    const { url } = await newer()
    await expect(reach(url, { MIGRATE: 'check' })).rejects.toThrow(
      'The database has 9999_next, which this program does not know: start the newer program.',
    )
    expect(await reach(url)).toMatchObject({ migrated: [], unknown: ['9999_next'] })
  })

  it('is left alone where it lacks something of ours as well', async () => {
    const { url, database } = await newer()
    await database.pool.query(`delete from _prisma_migrations where migration_name = '0011_demo_city'`)
    await expect(reach(url)).rejects.toThrow(ConfigError)
  })
})

/** Passes everything on but the options of a connection, as pgbouncer does with ignore_startup_parameters. */
async function openPooler(port: number): Promise<number> {
  const server = createServer((client) => {
    const upstream = connectTo(port, '127.0.0.1')
    client.once('data', (startup) => {
      const words = startup.subarray(8, -1).toString('latin1').split('\0').slice(0, -1)
      const kept = words.flatMap((word, at) =>
        at % 2 === 0 && word !== 'options' ? [word, words[at + 1] ?? ''] : [],
      )
      const body = Buffer.from(`${kept.join('\0')}\0\0`, 'latin1')
      const head = Buffer.alloc(8)
      head.writeInt32BE(body.length + 8, 0)
      startup.copy(head, 4, 4, 8)
      upstream.write(Buffer.concat([head, body]))
      client.pipe(upstream)
    })
    upstream.pipe(client)
    for (const socket of [client, upstream]) socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
