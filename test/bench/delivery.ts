import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import file2014 from '../../core/cycle/cycle-2014.json' with { type: 'json' }
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'
import { openMessenger } from './messenger.ts'
import type { Bench } from './report.ts'

/** At thirty a second the whole sample takes eleven minutes. */
const messages = Number(process.env.DELIVERY_MESSAGES ?? 20_000)
const processes = 2
const limit = 30
const decisionEveryMs = 500
const firstChat = 500_000_000
const firstDecisionChat = 600_000_000

/** A broadcast to a city, sent by two processes to a messenger that refuses what is beyond its limits. */
export const deliveryBench: Bench = {
  name: 'delivery',
  about: `${messages} messages of a broadcast from ${processes} processes, ${limit} a second, with a decision every ${decisionEveryMs} ms`,
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-bench-'))
    const postgres = await openEmbeddedPostgres(path.join(folder, 'postgresql'))
    const messenger = await openMessenger({
      limits: { perSecond: limit, atOnce: limit, chatPerSecond: 1, chatAtOnce: 6 },
    })
    await postgres.ensureDatabase('delivery')
    const url = postgres.url('delivery')
    await applyMigrations(url)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {
      // The server is taken away at the end.
    })
    await client.connect()
    try {
      await seed(client)
      const heard = new Map<number, number[]>()
      messenger.hear((chatId) => heard.set(chatId, [...(heard.get(chatId) ?? []), performance.now()]))
      const programs = []
      for (let n = 0; n < processes; n += 1)
        programs.push(await startProgram(messenger.apiRoot, url, folder, n))

      await putBroadcast(client)
      const asked = await decideUntilAllIsSent(client, () => heard.size)
      for (const program of programs) program.kill('SIGKILL')

      const times = [...heard.values()].flat().sort((a, b) => a - b)
      const seconds = (times.at(-1)! - times[0]!) / 1000
      const latencies = [...asked].map(([chatId, at]) => (heard.get(chatId)?.[0] ?? Infinity) - at)
      latencies.sort((a, b) => a - b)
      const p99 = latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * 0.99))] ?? 0
      const share = times.length / (seconds * limit)
      const repeats = times.length - heard.size
      const missing = messages + asked.size - heard.size
      report({ name: 'delivery: messages sent', value: times.length, unit: 'messages' })
      report({
        name: 'delivery: share of the limit',
        value: share * 100,
        unit: '%',
        target: '>= 99 %',
        met: share >= 0.99,
      })
      report({
        name: 'delivery: refused as too many',
        value: messenger.refused(),
        unit: 'messages',
        target: '0',
        met: messenger.refused() === 0,
      })
      report({
        name: 'delivery: decisions sent meanwhile, median',
        value: latencies[Math.floor(latencies.length / 2)] ?? 0,
        unit: 'ms',
      })
      report({
        name: 'delivery: decisions sent meanwhile, p99',
        value: p99,
        unit: 'ms',
        target: '<= 1000 ms',
        met: p99 <= 1000,
      })
      report({ name: 'delivery: repeats', value: repeats, unit: 'messages', target: '0', met: repeats === 0 })
      report({ name: 'delivery: missing', value: missing, unit: 'messages', target: '0', met: missing === 0 })
    } finally {
      await client.end().catch(() => {})
      await messenger.close()
      await postgres.destroy()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function startProgram(apiRoot: string, url: string, folder: string, n: number) {
  const child = fork(fileURLToPath(new URL('subject.ts', import.meta.url)), [
    'program',
    apiRoot,
    url,
    path.join(folder, `data-${n}`),
  ])
  await once(child, 'message')
  return child
}

async function seed(client: pg.Client) {
  await client.query(`insert into cycle (id, data, loaded_at) values (2014, $1, now())`, [
    JSON.stringify(file2014),
  ])
}

async function putBroadcast(client: pg.Client) {
  await client.query(
    `insert into outbox_message (chat_id, priority, key, body)
     select $1::bigint + n, 3, 'bench:' || n, jsonb_build_object('call', 'sendMessage',
       'payload', jsonb_build_object('chat_id', $1::bigint + n, 'text', '群发 ' || n))
     from generate_series(0, $2::int - 1) as n`,
    [firstChat, messages],
  )
}

/**
 * Makes a decision for somebody else every half second, until everybody has heard theirs. Returns by chat
 * when each was put down.
 */
async function decideUntilAllIsSent(client: pg.Client, heard: () => number): Promise<Map<number, number>> {
  const asked = new Map<number, number>()
  let before = -1
  let quietTicks = 0
  while (heard() < messages + asked.size) {
    // Nothing more comes: what is missing is counted.
    quietTicks = heard() === before ? quietTicks + 1 : 0
    if (quietTicks > 40) break
    before = heard()
    if (heard() < messages - limit) {
      const chatId = firstDecisionChat + asked.size
      asked.set(chatId, performance.now())
      await client.query(`insert into outbox_message (chat_id, priority, body) values ($1, 1, $2)`, [
        chatId,
        { call: 'sendMessage', payload: { chat_id: chatId, text: `决定 ${asked.size}` } },
      ])
    }
    await new Promise((resolve) => setTimeout(resolve, decisionEveryMs))
  }
  return asked
}
