import { randomBytes } from 'node:crypto'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../bot/sandbox/sandbox.ts'
import { openCalls } from '../../../bot/telegram/exchange/call.ts'
import { type ClaimedUpdate, type Inbox, openInbox } from '../../../bot/telegram/exchange/inbox.ts'
import { openSender, type Render, type Sender } from '../../../bot/telegram/exchange/sender.ts'
import { openTurn } from '../../../bot/telegram/exchange/turn.ts'
import { openTurnWriter } from '../../../bot/telegram/exchange/write-turn.ts'
import type { Priority } from '../../../core/notices/notice.ts'
import { openSealer } from '../../../core/privacy/sealing.ts'
import { freshDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'

const { database } = await freshDatabase()
const { pool } = database
const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })

let sandbox: Sandbox
let updateId = 0
const running: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    people: () =>
      [1, 2, 3, 4, 5].map((userId) => ({ userId, firstName: `人${userId}`, about: '', knows: [] })),
  })
  for (const userId of [1, 2, 3, 4, 5]) await sandbox.client(userId).send('/start')
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

function sender(): Sender {
  const api = new Api(sandbox.token, { apiRoot: sandbox.apiRoot })
  const opened = openSender(database, openCalls(api, sandbox.token, sandbox.apiRoot).call, passThrough, {
    log: console.error,
  })
  running.push(opened)
  return opened
}

function inbox(options?: { retrySeconds: number[] }): Inbox {
  const opened = openInbox(database, sealer, options)
  running.push(opened)
  return opened
}

function message(from: number, text: string): Update {
  updateId += 1
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: 0,
      chat: { id: from, type: 'private', first_name: 'x' },
      from: { id: from, is_bot: false, first_name: 'x' },
      text,
    },
  } as Update
}

const textOf = ({ update }: ClaimedUpdate) => update.message?.text ?? ''
const turnOf = (taken: ClaimedUpdate, sender: Sender) =>
  openTurn(taken, { database, sender, write: openTurnWriter(database, sender.lease, sender.leaseSeconds) })
const markDone = (taken: ClaimedUpdate, sender: Sender) => turnOf(taken, sender).finish()
const neverParked = async () => {
  throw new Error('Nothing should be parked here.')
}

const waiting = async () =>
  (await pool.query<{ n: number }>(`select count(*)::int as n from inbox_update where state = 'NEW'`))
    .rows[0]!.n

describe('the inbox', () => {
  it('keeps an update once however often it is delivered', async () => {
    const box = inbox()
    const update = message(1, 'a')
    await Promise.all(Array.from({ length: 20 }, () => box.accept([update])))
    expect(await waiting()).toBe(1)
  })

  it('keeps no text in the open, and nothing of it once it is handled', async () => {
    const box = inbox()
    const number = ['110105', '19491231', '002X'].join('')
    await box.accept([message(1, number)])
    const kept = await pool.query<{ payload: Buffer }>('select payload from inbox_update')
    expect(kept.rows[0]!.payload.includes(number)).toBe(false)
    const out = sender()
    box.work((taken) => markDone(taken, out), neverParked)
    await until(async () => (await waiting()) === 0)
    expect((await pool.query('select payload from inbox_update')).rows).toEqual([{ payload: null }])
  })

  it('handles one person strictly one after another and people in parallel, with two processes at work', async () => {
    const first = inbox()
    const second = inbox()
    const out = sender()
    const seen = new Map<number, string[]>()
    const inside = new Map<number, number>()
    let mostPeople = 0
    let overlapped = false
    const handle = async (taken: ClaimedUpdate) => {
      inside.set(taken.laneId, (inside.get(taken.laneId) ?? 0) + 1)
      overlapped ||= inside.get(taken.laneId)! > 1
      mostPeople = Math.max(mostPeople, [...inside.values()].filter((n) => n > 0).length)
      await new Promise((resolve) => setTimeout(resolve, 3))
      seen.set(taken.laneId, [...(seen.get(taken.laneId) ?? []), textOf(taken)])
      inside.set(taken.laneId, inside.get(taken.laneId)! - 1)
      await markDone(taken, out)
    }
    first.work(handle, neverParked)
    second.work(handle, neverParked)
    const texts = Array.from({ length: 30 }, (_, n) => String(n))
    for (const text of texts) {
      const updates = [11, 12, 13, 14].map((from) => message(from, text))
      await Promise.all(updates.map((update, at) => (at % 2 ? first : second).accept([update])))
    }
    await until(async () => (await waiting()) === 0)
    for (const from of [11, 12, 13, 14]) expect(seen.get(from)).toEqual(texts)
    expect(overlapped).toBe(false)
    expect(mostPeople).toBeGreaterThan(1)
  })

  it('tries again after a fault of ours, then sets the update aside with the reason and goes on with the next', async () => {
    const box = inbox({ retrySeconds: [0, 0.01] })
    const out = sender()
    const tries: string[] = []
    const parked: string[] = []
    box.work(
      async (taken) => {
        tries.push(textOf(taken))
        if (textOf(taken) === 'bad') throw new Error('broken 123456789')
        await markDone(taken, out)
      },
      async (taken, error) => {
        parked.push(String(error))
        await pool.query(`update inbox_update set state = 'PARKED' where update_id = $1`, [taken.updateId])
      },
    )
    await box.accept([message(1, 'bad'), message(1, 'good')])
    await until(() => tries.includes('good'))
    expect(tries).toEqual(['bad', 'bad', 'bad', 'good'])
    expect(parked).toHaveLength(1)
  })

  it('takes over what a crashed process held once its lease has run out', async () => {
    const box = inbox()
    const out = sender()
    await box.accept([message(1, 'left behind')])
    await pool.query(
      `update inbox_lane set lease = 'crashed', leased_until = now() + interval '300 milliseconds'`,
    )
    const seen: string[] = []
    box.work(async (taken) => {
      seen.push(textOf(taken))
      await markDone(taken, out)
    }, neverParked)
    await until(() => seen.length > 0)
    expect(seen).toEqual(['left behind'])
  })

  it('writes nothing of a turn whose lease went to another process', async () => {
    const box = inbox()
    const out = sender()
    await box.accept([message(1, 'slow')])
    let failed: unknown
    box.work(async (taken) => {
      await pool.query(`update inbox_lane set lease = 'another'`)
      const turn = turnOf(taken, out)
      turn.send({ call: 'sendMessage', payload: { chat_id: 1, text: 'must not be said' } })
      await turn.finish().catch((error) => {
        failed = error
        throw error
      })
    }, neverParked)
    await until(() => failed !== undefined)
    expect(String(failed)).toContain('lease')
    expect((await pool.query('select 1 from outbox_message')).rowCount).toBe(0)
    expect(await waiting()).toBe(1)
  })

  it('writes a turn once, also when a broken connection makes it try again', async () => {
    const box = inbox()
    const out = sender()
    const write = openTurnWriter(database, out.lease, out.leaseSeconds)
    const outcomes: string[] = []
    box.work(async ({ laneId, updateId, lease }) => {
      const body = { call: 'sendMessage', payload: { chat_id: 1, text: '一次' } }
      const messages = [{ chat_id: 1, priority: 0 as const, body }]
      const turn = {
        laneId,
        updateId,
        lease,
        arrivalsSeen: null,
        draft: null,
        focus: null,
        conversations: [],
        messages,
      }
      for (let n = 0; n < 2; n += 1) outcomes.push((await write(turn)).outcome)
    }, neverParked)
    await box.accept([message(1, 'x')])
    await until(() => outcomes.length === 2)
    expect(outcomes).toEqual(['done', 'lost'])
    expect((await pool.query('select 1 from outbox_message')).rowCount).toBe(1)
  })

  it('takes a text with NUL and half a surrogate pair', async () => {
    const box = inbox()
    const out = sender()
    const seen: string[] = []
    box.work(async (taken) => {
      seen.push(textOf(taken))
      const turn = turnOf(taken, out)
      turn.send({ call: 'sendMessage', payload: { chat_id: 1, text: textOf(taken) } })
      await turn.finish()
    }, neverParked)
    await box.accept([message(1, 'a\u0000b\ud83dc')])
    await until(async () => (await waiting()) === 0)
    expect(seen).toEqual(['ab\ufffdc'])
  })
})

describe('the outbox', () => {
  async function put(chatId: number, text: string, priority: Priority = 0, fields = '') {
    await pool.query(
      `insert into outbox_message (chat_id, priority, body ${fields && ', lease, leased_until'})
       values ($1, $2, $3 ${fields && `, ${fields}`})`,
      [chatId, priority, JSON.stringify({ call: 'sendMessage', payload: { chat_id: chatId, text } })],
    )
  }
  const shown = async (userId: number) =>
    (await sandbox.client(userId).messages()).filter(({ from }) => from === 'bot').map(({ text }) => text)
  const left = async () =>
    (await pool.query<{ n: number }>(`select count(*)::int as n from outbox_message where state = 'NEW'`))
      .rows[0]!.n

  it('keeps the order of a chat', async () => {
    const texts = Array.from({ length: 15 }, (_, n) => `第${n}条`)
    for (const text of texts) await put(2, text)
    sender().start()
    await until(async () => (await left()) === 0)
    expect((await shown(2)).slice(-15)).toEqual(texts)
  })

  it('keeps the order also when a turn answers while an earlier message waits for its next try', async () => {
    const box = inbox()
    const out = sender()
    sandbox.faults.set({ kind: '5xx', times: 1 })
    await put(2, '较早')
    out.start()
    await until(
      async () => (await pool.query('select 1 from outbox_message where attempts = 1')).rowCount === 1,
    )
    box.work(async (taken) => {
      const turn = turnOf(taken, out)
      turn.send({ call: 'sendMessage', payload: { chat_id: 2, text: '较晚' } })
      await turn.finish()
    }, neverParked)
    await box.accept([message(2, 'x')])
    await until(async () => (await left()) === 0 && (await waiting()) === 0)
    expect((await shown(2)).slice(-2)).toEqual(['较早', '较晚'])
  })

  it('lets answers and decisions pass a broadcast that is under way', async () => {
    for (let n = 0; n < 60; n += 1) await put(3, `群发${n}`, 3)
    const out = sender()
    out.start()
    await until(async () => (await shown(3)).length > 3)
    await put(4, '决定', 1)
    out.wake()
    await until(async () => (await shown(4)).includes('决定'))
    expect(await left()).toBeGreaterThan(40)
  })

  it('is silent for as long as the messenger asks, in every process, and loses nothing', async () => {
    const [one, two] = [sender(), sender()]
    sandbox.faults.set({ kind: '429', retryAfterSeconds: 2, times: 1 })
    await put(2, '等一等', 1)
    one.start()
    two.start()
    await until(async () => (await left()) === 0)
    const { rows } = await pool.query(
      `select sent_at > paused_until - interval '1 second' as late from outbox_message, send_pace where send_pace.id = 'all'`,
    )
    expect(rows).toEqual([{ late: true }])
    expect((await shown(2)).filter((text) => text === '等一等')).toHaveLength(1)
  })

  it('tries again after a fault of the messenger, keeping the order', async () => {
    sandbox.faults.set({ kind: '5xx', times: 2 })
    await put(2, '先')
    await put(2, '后')
    sender().start()
    await until(async () => (await left()) === 0)
    expect((await shown(2)).slice(-2)).toEqual(['先', '后'])
  })

  it('repeats at most once when the connection breaks after the messenger took the message', async () => {
    sandbox.faults.set({ kind: 'break-after', times: 1 })
    await put(2, '断线')
    sender().start()
    await until(async () => (await left()) === 0)
    expect((await shown(2)).filter((text) => text === '断线').length).toBeLessThanOrEqual(2)
    expect(await shown(2)).toContain('断线')
  })

  it('marks who has blocked the bot and does not try for ever', async () => {
    await pool.query('insert into account (id) values (5)')
    await sandbox.client(5).block()
    await put(5, '收不到')
    sender().start()
    await until(async () => (await left()) === 0)
    expect((await pool.query('select state from outbox_message')).rows).toEqual([{ state: 'UNREACHABLE' }])
    expect(
      (await pool.query('select unreachable_at is not null as gone from account where id = 5')).rows,
    ).toEqual([{ gone: true }])
    await sandbox.client(5).unblock()
  })

  it('sends what a crashed process had taken, once its lease has run out', async () => {
    await put(2, '接手', 0, `'crashed', now() + interval '400 milliseconds'`)
    sender().start()
    await until(async () => (await shown(2)).includes('接手'))
  })

  it('sends each message once with two processes at work', async () => {
    for (let n = 0; n < 40; n += 1) await put([2, 3, 4][n % 3]!, `并行${n}`)
    sender().start()
    sender().start()
    await until(async () => (await left()) === 0)
    const all = [...(await shown(2)), ...(await shown(3)), ...(await shown(4))].filter((text) =>
      text.startsWith('并行'),
    )
    expect(new Set(all).size).toBe(40)
    expect(all).toHaveLength(40)
  })
})
