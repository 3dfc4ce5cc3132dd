import { rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { describe, expect, inject, it, onTestFinished, test } from 'vitest'
import { readConfig } from '../../../bot/config.ts'
import { openMeasures } from '../../../bot/measures.ts'
import { registerOperations } from '../../../bot/webhook/operations.ts'
import { openServer } from '../../../bot/webhook/server.ts'
import { startTestProgram } from '../../support/program.ts'
import { say } from '../../support/story.ts'

const town = await startTestProgram()
const guarded = await startTestProgram({
  METRICS_TOKEN: 'b8f0a7c4d1e9365207',
  TRANSPORT: 'webhook',
  MIGRATE: 'check',
})

async function ask(path: string, headers: Record<string, string> = {}, of = town) {
  const response = await fetch(new URL(path, of.program.adminAddress), { headers })
  return { status: response.status, text: await response.text() }
}

/** The figure of a metric with these labels, as written: `xueshi_waiting{queue="updates"}`. */
async function figure(name: string): Promise<number> {
  const { text } = await ask('/metrics')
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? Number.NaN : Number(line.slice(name.length + 1))
}

describe('S069: whoever watches over the program', () => {
  it('asks whether it lives, from wherever', async () => {
    expect(await ask('/healthz')).toEqual({ status: 200, text: '{"ok":true}' })
    expect(await ask('/healthz', { 'x-forwarded-for': '203.0.113.1' })).toMatchObject({ status: 200 })
  })

  it('hears of every check whether it is ready', async () => {
    const { status, text } = await ask('/readyz')
    expect([status, JSON.parse(text)]).toEqual([
      200,
      {
        ready: true,
        checks: { database: 'ok', migrations: 'ok', storage: 'ok', telegram: 'ok', outbox: 'ok' },
      },
    ])
  })

  it('sees figures of what came, what was said and what was refused', async () => {
    const phone = town.phoneOf('陈静怡')
    await say(phone, '/start', '继续教育')
    await expect.poll(() => figure('xueshi_update_seconds_count{result="handled"}')).toBeGreaterThan(0)
    await expect.poll(() => figure('xueshi_send_seconds_count{result="sent"}')).toBeGreaterThan(0)
    expect(await figure('process_cpu_seconds_total')).toBeGreaterThan(0)
    town.program.house.measures.refused('not-open-yet')
    expect(await figure('xueshi_refusals_total{code="not-open-yet"}')).toBe(1)
    for (const queue of [
      'updates',
      'answers',
      'decisions',
      'reminders',
      'broadcasts',
      'quiet',
      'deliveries',
    ]) {
      expect(await figure(`xueshi_waiting{queue="${queue}"}`), queue).toBeGreaterThanOrEqual(0)
      expect(await figure(`xueshi_oldest_seconds{queue="${queue}"}`), queue).toBeGreaterThanOrEqual(0)
    }
    expect(await figure('xueshi_set_aside{queue="updates"}')).toBe(0)
    await ask('/admin/downloads/statistics')
    const asked = 'xueshi_http_seconds_count{route="/admin/downloads/:what",status="401"}'
    expect(await figure(asked)).toBe(1)
    expect(await figure('xueshi_refusals_total{code="unauthorized"}')).toBe(1)
  })

  it('is this machine itself, unless there is a token', async () => {
    for (const path of ['/readyz', '/metrics']) {
      expect(await ask(path, { 'x-forwarded-for': '127.0.0.1' })).toEqual({ status: 404, text: '' })
      expect(await ask(path, { via: '1.1 proxy' })).toEqual({ status: 404, text: '' })
      expect(await ask(path, {}, guarded)).toEqual({ status: 404, text: '' })
      const wrong = { authorization: 'Bearer b8f0a7c4d1e9365208' }
      expect(await ask(path, wrong, guarded)).toEqual({ status: 404, text: '' })
      const right = { authorization: 'Bearer b8f0a7c4d1e9365207', 'x-forwarded-for': '203.0.113.1' }
      expect(await ask(path, right, guarded)).toMatchObject({ status: 200 })
    }
  })
})

test('a bot of real people shows nothing without a token, as a proxy may pass on calls and add no word', async () => {
  const { house } = town.program
  const config = readConfig({ BOT_TOKEN: '123456:of-a-bot-that-nobody-made' })
  const measures = openMeasures()
  const server = await openServer({ host: '127.0.0.1', port: 0, log: house.log }, [
    (app) => registerOperations(app, house, config, { measures, askTelegram: async () => {} }),
  ])
  onTestFinished(async () => {
    await server.close()
    measures.close()
  })
  const statusOf = async (path: string) => (await fetch(new URL(path, server.url))).status
  expect(await Promise.all(['/healthz', '/readyz', '/metrics'].map(statusOf))).toEqual([200, 404, 404])
})

test('a process that takes nothing in shows its figures on a port of its own, and nothing else', async () => {
  const worker = await startTestProgram({ ROLES: 'worker', METRICS_PORT: '0' })
  for (const path of ['/healthz', '/readyz', '/metrics'])
    expect(await ask(path, {}, worker)).toMatchObject({ status: 200 })
  for (const path of ['/telegram', '/admin/events', '/openapi'])
    expect(await ask(path, {}, worker)).toEqual({ status: 404, text: '' })
})

describe('it is not ready, and says what fails but not why,', () => {
  const failing = async () => {
    const { status, text } = await ask('/readyz')
    const { ready, checks } = JSON.parse(text) as { ready: boolean; checks: Record<string, string> }
    expect(status).toBe(ready ? 200 : 503)
    return Object.keys(checks).filter((name) => checks[name] !== 'ok')
  }

  it('when an answer has been due for longer than a minute', async () => {
    await town.database.pool.query(
      `insert into outbox_message (chat_id, priority, body, not_before, lease, leased_until)
       values (1, 0, '{}', now() - interval '61 seconds', 'somebody', now() + interval '1 hour')`,
    )
    expect(await failing()).toEqual(['outbox'])
    await town.database.pool.query('delete from outbox_message where chat_id = 1')
    expect(await failing()).toEqual([])
  })

  it('when a migration is missing', async () => {
    const name = '0004_connections'
    const rename = (from: string, to: string) =>
      town.database.pool.query(
        'update _prisma_migrations set migration_name = $2 where migration_name = $1',
        [from, to],
      )
    await rename(name, 'x')
    expect(await failing()).toEqual(['migrations'])
    await rename('x', name)
    expect(await failing()).toEqual([])
  })

  it('when the schema is newer than the program', async () => {
    await town.database.pool.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ('next', '', '9999_next', now(), 1)`,
    )
    expect(await failing()).toEqual(['migrations'])
    await town.database.pool.query(`delete from _prisma_migrations where id = 'next'`)
    expect(await failing()).toEqual([])
  })

  it('while the database can only be read, and goes on by itself afterwards', async () => {
    const name = new URL(town.program.databaseUrl).pathname.slice(1)
    const turn = async (way: 'on' | 'off') => {
      const client = new pg.Client({ connectionString: `${inject('postgresUrl')}postgres` })
      await client.connect()
      await client.query(`alter database "${name}" set default_transaction_read_only = ${way}`)
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
      await client.end()
    }
    await turn('on')
    await expect.poll(failing).toContain('database')
    expect(town.logged.join('\n')).toContain(
      'ready: database is failing: Error: the database can only be read',
    )
    await turn('off')
    await expect.poll(failing).toEqual([])
    await say(town.phoneOf('陈静怡'), '/help', '教师继续教育')
  })

  it('when there is nowhere to put a photo', async () => {
    await rm(path.join(town.dataFolder, 'files', 'unfinished'), { recursive: true })
    expect(await failing()).toEqual(['storage'])
    expect(town.logged.join('\n')).toContain('ready: storage is failing')
  })
})
