import { GrammyError } from 'grammy'
import type { Database } from '../../../prisma/database.ts'
import { batching } from './batch.ts'
import type { Call } from './call.ts'
import { reasonOf } from './faults.ts'
import { newLease } from './lease.ts'
import { type Outgoing, type Priority, priority } from './outgoing.ts'

export interface Message {
  readonly id: number
  readonly chatId: number
  readonly priority: Priority
  readonly body: Outgoing
  attempts: number
}

/** A call ready to be made: uploads in place, words in the person's language. Undefined: nothing is left to say. */
export type Render = (
  message: Message,
) => Promise<{ method: string; payload: Record<string, unknown> } | undefined>

export interface Sender {
  /** Messages written with this lease are this process's to send. */
  readonly lease: string
  readonly leaseSeconds: number
  /** Hands over what was just written under the lease, without asking the database for it again. */
  deliver(messages: Message[]): void
  /** Looks at once for messages that other transactions left. */
  wake(): void
  start(): void
  stop(): Promise<void>
}

const leaseSeconds = 30
const pollMilliseconds = 300
const chatsAtOnce = 40
/** The rest is kept free, so that an answer never waits behind a broadcast that waits for its pace. */
const bulkAtOnce = 12
const mostBulkTaken = 60
const mostAttempts = 12

/**
 * Sends what the outbox holds: in order within a chat, answers before decisions before bulk across chats, bulk at a
 * pace that all processes keep together, and silence for as long as the messenger asks. At least once: after a crash
 * the lease runs out and somebody else sends again, so a person may see one repeat, never a gap.
 */
export function openSender(
  database: Database,
  makeCall: Call,
  render: Render,
  {
    bulkPerSecond = 30,
    log = (_: string) => {},
    processName = 'unnamed',
  }: { bulkPerSecond?: number; log?: (line: string) => void; processName?: string } = {},
): Sender {
  const { pool } = database
  const lease = newLease(processName)
  const chats = new Map<number, Message[]>()
  const ready: number[][] = [[], [], [], []]
  const inHand = new Set<number>()
  const onTheWay = new Set<number>()
  let sending = 0
  let sendingBulk = 0
  let silentUntil = 0
  let stopped = false
  let wake = () => {}
  let loopDone: Promise<void> | undefined
  let allSent: (() => void) | undefined

  const markSent = batching<number, true>(async (ids) => {
    await pool.query({
      name: 'outbox-sent',
      // What was said to a person is not kept; a key stays, so that the same thing is not said again.
      text: `with keyed as (
               update outbox_message set state = 'SENT', sent_at = now(), body = '{}', error = null
               where id = any($1::bigint[]) and key is not null)
             delete from outbox_message where id = any($1::bigint[]) and key is null`,
      values: [ids],
    })
    return ids.map(() => true as const)
  })

  function deliver(messages: Message[]) {
    for (const message of messages) {
      if (inHand.has(message.id)) continue
      inHand.add(message.id)
      const queue = chats.get(message.chatId)
      if (queue) {
        // Behind everything as urgent and ahead of everything less so, but for the one that is on its way already.
        const first = onTheWay.has(message.chatId) ? 1 : 0
        let at = queue.length
        while (at > first && goesBefore(message, queue[at - 1]!)) at -= 1
        queue.splice(at, 0, message)
        if (at === 0) {
          for (const line of ready) {
            const place = line.indexOf(message.chatId)
            if (place >= 0) line.splice(place, 1)
          }
          ready[message.priority]!.push(message.chatId)
        }
      } else {
        chats.set(message.chatId, [message])
        ready[message.priority]!.push(message.chatId)
      }
    }
    pump()
  }

  function pump() {
    while (!stopped && sending < chatsAtOnce && Date.now() >= silentUntil) {
      let chatId = ready[0]?.shift() ?? ready[1]?.shift()
      const isBulk = chatId === undefined
      if (isBulk && sendingBulk < bulkAtOnce) chatId = ready[2]?.shift() ?? ready[3]?.shift()
      if (chatId === undefined) break
      sending += 1
      if (isBulk) sendingBulk += 1
      sendFirst(chatId)
        .catch((error) => log(`outbox: ${reasonOf(error)}`))
        .finally(() => {
          sending -= 1
          if (isBulk) sendingBulk -= 1
          if (stopped && sending === 0) allSent?.()
          pump()
        })
    }
  }

  /** Sends the first message of a chat; the chat then queues again behind others with its next one. */
  async function sendFirst(chatId: number) {
    const queue = chats.get(chatId)
    const message = queue?.[0]
    if (!queue || !message) return
    onTheWay.add(chatId)
    const outcome = await attempt(message).finally(() => onTheWay.delete(chatId))
    if (outcome === 'silence') {
      ready[message.priority]?.unshift(chatId)
      setTimeout(pump, Math.max(0, silentUntil - Date.now())).unref()
      return
    }
    queue.shift()
    inHand.delete(message.id)
    if (outcome === 'later') {
      // The rest of the chat waits with it, so that order is kept: all go back to the outbox.
      for (const other of queue) inHand.delete(other.id)
      chats.delete(chatId)
      await pool.query(
        `update outbox_message set lease = null, leased_until = null where id = any($1::bigint[]) and state = 'NEW'`,
        [queue.map(({ id }) => id)],
      )
      return
    }
    const next = queue[0]
    if (next) ready[next.priority]?.push(chatId)
    else chats.delete(chatId)
  }

  async function attempt(message: Message): Promise<'done' | 'later' | 'silence'> {
    let call: Awaited<ReturnType<Render>>
    try {
      if (message.priority >= priority.reminder) await paceBulk()
      call = await render(message)
    } catch (error) {
      return tryLater(message, error)
    }
    if (!call) {
      await markSent(message.id)
      return 'done'
    }
    try {
      await makeCall(call.method, call.payload)
    } catch (error) {
      if (!(error instanceof GrammyError)) return tryLater(message, error)
      if (error.error_code === 429) {
        await keepSilence(error.parameters.retry_after ?? 1)
        return 'silence'
      }
      if (error.error_code >= 500) return tryLater(message, error)
      if (error.error_code === 403 || /chat not found|user is deactivated/i.test(error.description)) {
        await markUnreachable(message)
        return 'done'
      }
      // Nothing changed, or the message is gone: what was wanted is so already.
      if (
        !/message is not modified|message to (edit|delete) not found|query is too old/i.test(
          error.description,
        )
      ) {
        await pool.query(`update outbox_message set state = 'FAILED', error = $2 where id = $1`, [
          message.id,
          reasonOf(error),
        ])
        log(`outbox: ${call.method} was refused: ${reasonOf(error)}`)
        return 'done'
      }
    }
    await markSent(message.id)
    return 'done'
  }

  async function tryLater(message: Message, error: unknown): Promise<'done' | 'later'> {
    const attempts = message.attempts + 1
    const gaveUp = attempts >= mostAttempts
    const wait = Math.min(60, 0.5 * 2 ** message.attempts)
    await pool.query(
      `update outbox_message set attempts = $2, error = $3, state = $4::"OutboxState", lease = null, leased_until = null,
         not_before = now() + make_interval(secs => $5) where id = $1`,
      [message.id, attempts, reasonOf(error), gaveUp ? 'FAILED' : 'NEW', wait],
    )
    if (gaveUp) log(`outbox: given up after ${attempts} tries: ${reasonOf(error)}`)
    return gaveUp ? 'done' : 'later'
  }

  /** Nothing is tried for ever: the school sees who cannot be reached, and /status shows everything when they come back. */
  async function markUnreachable(message: Message) {
    await pool.query(
      `with gone as (update account set unreachable_at = coalesce(unreachable_at, now()) where id = $1)
       update outbox_message set state = 'UNREACHABLE', body = '{}', lease = null where chat_id = $1 and id = $2`,
      [message.chatId, message.id],
    )
  }

  async function keepSilence(seconds: number) {
    silentUntil = Math.max(silentUntil, Date.now() + seconds * 1000)
    await pool.query(
      `update send_pace set paused_until = greatest(paused_until, now() + make_interval(secs => $1)) where id = 'all'`,
      [seconds],
    )
  }

  /** Reserves this message's place in the pace that all processes keep, and waits for it. */
  async function paceBulk() {
    const { rows } = await pool.query<{ wait: number }>(
      `update send_pace set next_at = greatest(next_at, now()) + make_interval(secs => $1) where id = 'bulk'
       returning extract(epoch from next_at - now())::float8 as wait`,
      [1 / bulkPerSecond],
    )
    await new Promise((resolve) => setTimeout(resolve, (rows[0]?.wait ?? 0) * 1000))
  }

  /** Takes over what nobody holds: other transactions' messages, due retries, and what a crashed process left. */
  async function takeDue() {
    const { rows: pace } = await pool.query<{ silent: number | null }>(
      `select (extract(epoch from paused_until - now()) * 1000)::float8 as silent from send_pace where id = 'all'`,
    )
    silentUntil = Math.max(silentUntil, Date.now() + (pace[0]?.silent ?? 0))
    if (Date.now() < silentUntil || inHand.size > 2000) return
    const { rows } = await pool.query<{
      id: number
      chat_id: number
      priority: Priority
      body: Outgoing
      attempts: number
    }>({
      name: 'outbox-take',
      text: `
        with urgent as (
          select id, chat_id from outbox_message
          where state = 'NEW' and priority < 2 and not_before <= now() and (leased_until is null or leased_until < now())
          order by priority, id limit 200 for update skip locked
        ), bulk as (
          select id, chat_id from outbox_message
          where state = 'NEW' and priority >= 2 and not_before <= now() and (leased_until is null or leased_until < now())
          order by priority, id limit ${mostBulkTaken} for update skip locked
        ), due as (
          select * from urgent union all select * from bulk
        ), mine as (
          select id from due where pg_try_advisory_xact_lock(chat_id)
            and not exists (
              select 1 from outbox_message earlier where earlier.chat_id = due.chat_id and earlier.state = 'NEW'
                and earlier.id < due.id
                and ((earlier.leased_until >= now() and earlier.lease <> $1) or earlier.not_before > now()))
        )
        update outbox_message set lease = $1, leased_until = now() + interval '${leaseSeconds} seconds'
        where id in (select id from mine) returning id, chat_id, priority, body, attempts`,
      values: [lease],
    })
    rows.sort((a, b) => a.priority - b.priority || a.id - b.id)
    deliver(rows.map(({ chat_id, ...row }) => ({ ...row, chatId: chat_id })))
  }

  async function loop() {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      await takeDue().catch((error) => log(`outbox: ${reasonOf(error)}`))
      await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, pollMilliseconds).unref())])
    }
  }

  return {
    lease,
    leaseSeconds,
    deliver,
    wake: () => wake(),
    start() {
      loopDone = loop()
    },
    async stop() {
      stopped = true
      wake()
      await loopDone
      for (const queue of ready) queue.length = 0
      if (sending > 0) {
        await new Promise<void>((resolve) => {
          allSent = resolve
        })
      }
      const left = [...inHand]
      await pool.query(
        `update outbox_message set lease = null, leased_until = null where id = any($1::bigint[]) and state = 'NEW'`,
        [left],
      )
    },
  }
}

function goesBefore(one: Message, other: Message): boolean {
  return one.priority < other.priority || (one.priority === other.priority && one.id < other.id)
}
