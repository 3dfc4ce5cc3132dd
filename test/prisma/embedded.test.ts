import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
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

it('keeps its password to its owner', async () => {
  expect((await stat(path.join(folder, 'password'))).mode & 0o777).toBe(0o600)
})
