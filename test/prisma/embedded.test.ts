import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { sentenceOf } from '../../bot/sentence-of.ts'
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../prisma/embedded.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-embedded-'))
let postgres: EmbeddedPostgres | undefined

afterAll(async () => {
  await postgres?.close()
  await rm(folder, { recursive: true, force: true })
})

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const postmaster = async () =>
  Number((await readFile(path.join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0])

it('goes on with the server that a crashed program left running', async () => {
  const first = await openEmbeddedPostgres(folder)
  await first.ensureDatabase('kept')
  await ask(first.url('kept'), 'create table note as select 1 as n')
  const pid = await postmaster()
  postgres = await openEmbeddedPostgres(folder)
  expect(await postmaster()).toBe(pid)
  expect(await ask(postgres.url('kept'), 'select n from note')).toEqual([{ n: 1 }])
})

it('loses nothing when the server itself is killed, and cleans up what it left', async () => {
  process.kill(await postmaster(), 'SIGKILL')
  // Its own children end a moment later; until then nothing starts on their memory.
  await expect
    .poll(async () => {
      postgres = await openEmbeddedPostgres(folder)
      return true
    })
    .toBe(true)
  expect(await ask(postgres!.url('kept'), 'select n from note')).toEqual([{ n: 1 }])
})

it('leaves the server alone while another process is still connected', async () => {
  const other = new pg.Client({ connectionString: postgres!.url('kept') })
  await other.connect()
  await postgres!.close()
  expect((await other.query('select 1 as n')).rows).toEqual([{ n: 1 }])
  await other.end()
  await postgres!.close()
  await expect(ask(postgres!.url('kept'), 'select 1')).rejects.toThrow()
  postgres = undefined
})

it('begins anew where its folder was deleted, wherever the cluster lay', async () => {
  const deleted = path.join(folder, 'deleted')
  const before = await openEmbeddedPostgres(deleted)
  await before.ensureDatabase('kept')
  await before.close()
  await rm(deleted, { recursive: true })
  const after = await openEmbeddedPostgres(deleted)
  const found = await ask(after.url('postgres'), `select datname from pg_database where datname = 'kept'`)
  await after.destroy()
  expect(found).toEqual([])
})

it('tells in a sentence why it cannot be made', async () => {
  const file = path.join(folder, 'file')
  await writeFile(file, '')
  const failure = await openEmbeddedPostgres(path.join(file, 'cluster')).catch((error: unknown) => error)
  expect(sentenceOf(failure)).toMatch(/^DATA_DIR cannot be used at .*, because a file stands where a folder/)
})

it('keeps its password to its owner', async () => {
  expect((await stat(path.join(folder, 'password'))).mode & 0o777).toBe(0o600)
})
