import { randomBytes } from 'node:crypto'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../bot/sandbox/sandbox.ts'
import { purgeHandled } from '../../../bot/schedule/sweeps.ts'
import { openCalls } from '../../../bot/telegram/exchange/call.ts'
import { openInbox } from '../../../bot/telegram/exchange/inbox.ts'
import { openSender, type Render, type Sender } from '../../../bot/telegram/exchange/sender.ts'
import { openTurn } from '../../../bot/telegram/exchange/turn.ts'
import { openTurnWriter } from '../../../bot/telegram/exchange/write-turn.ts'
import { type Priority, priority } from '../../../core/notices/notice.ts'
import { openSealer } from '../../../core/privacy/sealing.ts'
import { freshDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

const { database } = await freshDatabase()
const { pool } = database
const everybody = Array.from({ length: 100 }, (_, n) => n + 1)
const { answer, decision, reminder, broadcast } = priority

const logged: string[] = []
let sandbox: Sandbox
let today = '2014-12-20'
const running: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    people: () => everybody.map((userId) => ({ userId, firstName: `人${userId}`, about: '', knows: [] })),
  })
  for (const userId of everybody) await sandbox.client(userId).send('/start')
})
afterAll(() => sandbox.close())
afterEach(async () => {
  sandbox.faults.clear()
  for (const one of running.splice(0).reverse()) await one.stop()
  await pool.query('truncate inbox_update, inbox_lane, outbox_message')
  await pool.query('update send_pace set paused_until = null, next_at = now()')
})

const passThrough: Render = async ({ body }) =>
  'call' in body ? { method: body.call, payload: body.payload } : undefined

/** Every text that some process handed to the messenger, in order. */
const said: string[] = []

/** One of the processes that send, and how often it called the messenger for each chat. */
function process(): Sender & { calls: number[] } {
  const { call } = openCalls(
    new Api(sandbox.token, { apiRoot: sandbox.apiRoot }),
    sandbox.token,
    sandbox.apiRoot,
  )
  const calls: number[] = []
  const counted = (method: string, payload: Record<string, unknown>) => {
    calls.push(Number(payload.chat_id))
    said.push(String(payload.text))
    return call(method, payload)
  }
  const sender = openSender(database, counted, passThrough, {
    log: (line) => logged.push(line),
    calendar: { quietUntil: () => undefined, today: () => today },
  })
  running.push(sender)
  return { ...sender, calls }
}

async function put(chatId: number, text: string, urgency: Priority, columns: Record<string, unknown> = {}) {
  await pool.query(
    `insert into outbox_message (chat_id, priority, body, key, attempts) values ($1, $2, $3, $4, $5)`,
    [
      chatId,
      urgency,
      { call: 'sendMessage', payload: { chat_id: chatId, text } },
      columns.key ?? null,
      columns.attempts ?? 0,
    ],
  )
}

const shown = async (userId: number) =>
  (await sandbox.client(userId).messages()).filter(({ from }) => from === 'bot').map(({ text }) => text)
const allShown = async () => (await Promise.all(everybody.map(shown))).flat()
const left = async (which = 'true') =>
  (
    await pool.query<{ n: number }>(
      `select count(*)::int as n from outbox_message where state = 'NEW' and ${which}`,
    )
  ).rows[0]!.n

/** All at once, as a use case puts them. */
const putAll = (urgency: Priority, messages: readonly { to: number; text: string }[]) =>
  pool.query(
    `insert into outbox_message (chat_id, priority, body)
     select chat_id, $1, jsonb_build_object('call', 'sendMessage', 'payload', jsonb_build_object('chat_id', chat_id, 'text', text))
     from unnest($2::bigint[], $3::text[]) as given(chat_id, text)`,
    [urgency, messages.map(({ to }) => to), messages.map(({ text }) => text)],
  )

const broadcastToEverybody = (times: number) =>
  putAll(
    broadcast,
    Array.from({ length: times }, (_, n) =>
      everybody.map((userId) => ({ to: userId, text: `群发${n}-${userId}` })),
    ).flat(),
  )

describe('a broadcast of hundreds under way', () => {
  it('lets an answer, a decision and reminders pass, also in a chat that waits for it', async () => {
    // A minute and more of sending: it is still under way when all of this is over.
    await broadcastToEverybody(30)
    const [one, two] = [process(), process()]
    one.start()
    two.start()
    await until(async () => (await left()) < 2980)

    await put(7, '审核结果', decision)
    await until(async () => (await shown(7)).includes('审核结果'))

    const inbox = openInbox(database, openSealer({ sealing: randomBytes(32), index: randomBytes(32) }))
    running.push(inbox)
    inbox.work(
      async (taken) => {
        const write = openTurnWriter(database, one.lease, one.leaseSeconds)
        const turn = openTurn(taken, { database, sender: one, write })
        turn.send({ call: 'sendMessage', payload: { chat_id: taken.laneId, text: '马上回答' } })
        await turn.finish()
      },
      async () => {},
    )
    const from = { id: 8, is_bot: false, first_name: 'x' }
    const message = {
      message_id: 1,
      date: 0,
      chat: { id: 8, type: 'private', first_name: 'x' },
      from,
      text: '?',
    }
    await inbox.accept([{ update_id: 1, message } as Update])
    await until(async () => (await shown(8)).includes('马上回答'))

    await putAll(
      reminder,
      everybody.slice(40, 60).map((to) => ({ to, text: '还有三天' })),
    )
    const before = said.length
    await until(async () => (await left('priority = 2')) === 0)
    // Each of the two has at most sixty in hand; what waits behind them waits for the reminders too.
    const passed = said.slice(before, said.lastIndexOf('还有三天'))
    expect(passed.filter((text) => text.startsWith('群发')).length).toBeLessThan(140)
    expect(await left()).toBeGreaterThan(100)
  })

  it('keeps to the pace of all processes together, and to the order and pace of each chat', async () => {
    await broadcastToEverybody(1)
    for (let n = 0; n < 8; n += 1) await put(3, `提醒${n}`, reminder)
    const started = (await pool.query<{ now: Date }>('select now()')).rows[0]!.now
    for (const one of [process(), process(), process()]) one.start()
    await until(async () => (await left()) === 0)
    // Since the start never more went out than thirty a second, apart from the few places that are reserved
    // at once.
    const { rows } = await pool.query<{ ahead: number }>(
      `select max(n - 30 * extract(epoch from sent_at - $1))::float8 as ahead
       from (select sent_at, row_number() over (order by sent_at) as n from outbox_message) sent`,
      [started],
    )
    expect(rows[0]!.ahead).toBeLessThan(20)
    expect((await shown(3)).slice(-9)).toEqual([
      ...Array.from({ length: 8 }, (_, n) => `提醒${n}`),
      '群发0-3',
    ])
  })
})

describe('somebody who taps without end', () => {
  const changeOften = (chatId: number, messageId: number, times: number) =>
    pool.query(
      `insert into outbox_message (chat_id, priority, body)
       select $1::bigint, $2, jsonb_build_object('call', 'editMessageText', 'payload',
         jsonb_build_object('chat_id', $1::bigint, 'message_id', $3::bigint, 'text', '第' || n || '次'))
       from generate_series(0, $4::int - 1) as n`,
      [chatId, answer, messageId, times],
    )

  it('is answered twenty times at once and then at the pace of a chat, while others never wait', async () => {
    const texts = Array.from({ length: 60 }, (_, n) => `回答${n}`)
    await putAll(
      answer,
      texts.map((text) => ({ to: 51, text })),
    )
    const one = process()
    one.start()
    await until(async () => (await left()) <= 40)
    await put(52, '别人', answer)
    one.wake()
    await until(async () => (await shown(52)).includes('别人'))
    expect(await left('chat_id = 51')).toBeGreaterThan(2)
    await until(async () => (await left('chat_id = 51')) < 38)
    const told = (await shown(51)).filter((text) => text.startsWith('回答'))
    expect(told).toEqual(texts.slice(0, told.length))
  })

  it('sees how the message stands in the end: changes of it that are outdated are not sent one by one', async () => {
    await put(53, '卡片', answer)
    const one = process()
    one.start()
    await until(async () => (await left()) === 0)
    const card = (await sandbox.client(53).messages()).at(-1)!
    await changeOften(53, card.id, 60)
    one.wake()
    await until(async () => (await left()) === 0)
    expect((await shown(53)).at(-1)).toBe('第59次')
    expect(one.calls.length).toBeLessThan(30)
  })
})

describe('the same words', () => {
  it('reach a person once within minutes, however often they are put down', async () => {
    today = '2014-12-21'
    for (let n = 0; n < 3; n += 1) await put(11, '您有 1 项申报被退回', [reminder, broadcast, decision][n]!)
    await put(12, '您有 1 项申报被退回', reminder)
    process().start()
    await until(async () => (await left()) === 0)
    expect((await shown(11)).filter((text) => text.includes('退回'))).toHaveLength(1)
    expect(await shown(12)).toContain('您有 1 项申报被退回')
  })

  it('are said again when something else was said between, on another day, and to whoever asks', async () => {
    today = '2014-12-22'
    for (const text of ['已退回', '已撤销', '已退回']) await put(13, text, decision)
    await put(14, '请看清单', answer)
    await put(14, '请看清单', answer)
    await put(15, '还有缺口', reminder)
    process().start()
    await until(async () => (await left()) === 0)
    expect((await shown(13)).slice(-3)).toEqual(['已退回', '已撤销', '已退回'])
    expect((await shown(14)).filter((text) => text === '请看清单')).toHaveLength(2)
    today = '2014-12-23'
    await put(15, '还有缺口', reminder)
    await until(async () => (await left()) === 0)
    expect((await shown(15)).filter((text) => text === '还有缺口')).toHaveLength(2)
  })
})

describe('what the messenger refuses', () => {
  it('429 silences every process for as long as it says, and nothing is lost or said twice', async () => {
    const [one, two] = [process(), process()]
    await broadcastToEverybody(1)
    one.start()
    two.start()
    await until(async () => (await left()) < 90)
    sandbox.faults.set({ kind: '429', retryAfterSeconds: 3, times: 1 })
    await until(
      async () => (await pool.query('select 1 from send_pace where paused_until > now()')).rowCount === 1,
    )
    const paused = said.length
    await put(21, '也要等', decision)
    await until(async () => (await left()) === 0)
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from outbox_message
       where sent_at > (select paused_until - interval '1 second' from send_pace where id = 'all')`,
    )
    const after = rows[0]!.n
    // The other process hears of the pause when it next reserves places. Until then only what it had reserved
    // goes out.
    expect(said.length - paused - after).toBeLessThan(15)
    expect(said.indexOf('也要等')).toBeGreaterThanOrEqual(said.length - after)
    const all = (await allShown()).filter((text) => text.startsWith('群发0-'))
    // Those of the stories before are among them.
    expect(await shown(21)).toContain('也要等')
    expect(one.calls.length + two.calls.length).toBe(everybody.length + 1 + 1)
    expect(new Set(all).size).toBe(everybody.length)
  })

  it('a chat that has blocked the bot is tried once, and all that waits for it is closed', async () => {
    await pool.query('insert into account (id) values (31) on conflict do nothing')
    await sandbox.client(31).block()
    for (let n = 0; n < 30; n += 1)
      await put(31, `第${n}条`, n % 2 ? reminder : broadcast, { key: `blocked:${n}` })
    const one = process()
    one.start()
    await until(async () => (await left()) === 0)
    expect(one.calls).toEqual([31])
    const { rows } = await pool.query('select distinct state, body from outbox_message')
    expect(rows).toEqual([{ state: 'UNREACHABLE', body: {} }])
    // What is put down later is not even tried, until they come back.
    await put(31, '后来', broadcast)
    await until(async () => (await left()) === 0)
    expect(one.calls).toEqual([31])
    await sandbox.client(31).unblock()
    await pool.query('update account set unreachable_at = null where id = 31')
    await put(31, '回来了', reminder)
    await until(async () => (await shown(31)).includes('回来了'))
  })

  it('nothing is given up while the messenger is away, however often it was tried', async () => {
    sandbox.faults.set({ kind: '5xx' })
    await put(33, '等到恢复', decision, { attempts: 11 })
    const one = process()
    one.start()
    await until(async () => (await left('lease is null and not_before > now()')) === 1)
    expect(one.calls).toEqual([33])
    sandbox.faults.clear()
    await pool.query('update outbox_message set not_before = now()')
    one.wake()
    await until(async () => (await shown(33)).includes('等到恢复'))
    expect(logged).toEqual([])
  })

  it('nothing is tried for ever while others are reached', async () => {
    sandbox.faults.set({ kind: '5xx', chatId: 32 })
    await put(34, '可以', reminder)
    const one = process()
    one.start()
    await until(async () => (await left()) === 0)
    await put(32, '不行', reminder, { attempts: 11 })
    one.wake()
    await until(async () => (await left()) === 0)
    expect(logged).toEqual([expect.stringContaining('given up')])
    expect((await pool.query('select state, attempts from outbox_message where chat_id = 32')).rows).toEqual([
      { state: 'FAILED', attempts: 12 },
    ])
  })
})

it('a reminder that was sent more than a year ago is forgotten, what else carries a key is not', async () => {
  for (const [key, urgency] of [
    ['old-reminder', reminder],
    ['old-verdict', broadcast],
    ['new-reminder', reminder],
  ] as const) {
    await put(41, key, urgency, { key })
  }
  await pool.query(
    `update outbox_message set state = 'SENT', sent_at = now() - interval '401 days',
       created_at = now() - interval '401 days' where key like 'old%'`,
  )
  await pool.query(`update outbox_message set state = 'SENT', sent_at = now() where key = 'new-reminder'`)
  await purgeHandled(database)
  const { rows } = await pool.query('select key from outbox_message order by key')
  expect(rows.map(({ key }) => key)).toEqual(['new-reminder', 'old-verdict'])
})
