import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { Update } from 'grammy/types'

export const benchToken = '424242:bench-token-of-no-real-bot-000000'
export const benchSecret = 'bench-secret-0123456789'

/** What a person sees last: the buttons under the newest message, and its number. */
export interface Seen {
  readonly messageId: number
  readonly buttons: readonly { readonly text: string; readonly callback_data: string }[]
}

/** What the messenger takes: so many a second, of which so many at once, overall and in one chat. */
interface Limits {
  readonly perSecond: number
  readonly atOnce: number
  readonly chatPerSecond: number
  readonly chatAtOnce: number
}

/** Two leaky buckets; tells how many seconds the sender has to wait, 0 when the message is taken. */
function openGate({ perSecond, atOnce, chatPerSecond, chatAtOnce }: Limits) {
  const due = new Map<number | 'all', number>()
  const waitOf = (who: number | 'all', rate: number, burst: number) =>
    Math.max(0, (due.get(who) ?? 0) - performance.now() - ((burst - 1) * 1000) / rate)
  const count = (who: number | 'all', rate: number) =>
    due.set(who, Math.max(due.get(who) ?? 0, performance.now()) + 1000 / rate)
  return (chatId: number): number => {
    const wait = Math.max(waitOf('all', perSecond, atOnce), waitOf(chatId, chatPerSecond, chatAtOnce))
    if (wait > 0) return Math.ceil(wait / 1000)
    count('all', perSecond)
    count(chatId, chatPerSecond)
    return 0
  }
}

/**
 * Telegram's side of a measurement: a sink for the bot's calls that costs as little as it can, and people who
 * wait for each reply before they go on. It runs outside the process that is measured.
 */
export async function openMessenger({ limits }: { limits?: Limits } = {}) {
  const gate = limits && openGate(limits)
  const waiting = new Map<number, (seen: Seen) => void>()
  let messageId = 0
  let calls = 0
  let refused = 0
  let onHeard: ((chatId: number, text: string) => void) | undefined

  const server = createServer(async (incoming, outgoing) => {
    const method = incoming.url?.split('/').at(-1) ?? ''
    const body = await read(incoming)
    outgoing.setHeader('content-type', 'application/json')
    if (method === 'getMe') {
      outgoing.end(
        JSON.stringify({
          ok: true,
          result: { id: 424242, is_bot: true, first_name: 'bench', username: 'bench_bot' },
        }),
      )
      return
    }
    if (method !== 'sendMessage' && method !== 'editMessageText') {
      outgoing.end('{"ok":true,"result":true}')
      return
    }
    calls += 1
    const payload = JSON.parse(body) as {
      chat_id: number
      text: string
      message_id?: number
      reply_markup?: { inline_keyboard?: Seen['buttons'][] }
    }
    const wait = gate?.(payload.chat_id) ?? 0
    if (wait > 0) {
      refused += 1
      outgoing.statusCode = 429
      const description = `Too Many Requests: retry after ${wait}`
      outgoing.end(
        JSON.stringify({ ok: false, error_code: 429, description, parameters: { retry_after: wait } }),
      )
      return
    }
    onHeard?.(payload.chat_id, payload.text)
    messageId += 1
    const id = payload.message_id ?? messageId
    outgoing.end(
      JSON.stringify({
        ok: true,
        result: { message_id: id, date: 0, chat: { id: payload.chat_id, type: 'private' }, text: '.' },
      }),
    )
    const resume = waiting.get(payload.chat_id)
    waiting.delete(payload.chat_id)
    resume?.({ messageId: id, buttons: payload.reply_markup?.inline_keyboard?.flat() ?? [] })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }

  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  let updateId = 0

  /**
   * Delivers an update as Telegram's webhook does and resolves with the milliseconds until it was confirmed.
   */
  function deliver(webhook: string, update: Omit<Update, 'update_id'>): Promise<number> {
    updateId += 1
    const body = JSON.stringify({ update_id: updateId, ...update })
    const since = performance.now()
    return new Promise((resolve, reject) => {
      const sent = request(
        webhook,
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-telegram-bot-api-secret-token': benchSecret,
          },
        },
        (response) => {
          response.resume()
          response.on('end', () =>
            response.statusCode === 200
              ? resolve(performance.now() - since)
              : reject(new Error(`The webhook answered ${response.statusCode}.`)),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    calls: () => calls,
    /** How many messages were refused for being too many. */
    refused: () => refused,
    /** Tells of every message that was taken. */
    hear(listener: (chatId: number, text: string) => void) {
      onHeard = listener
    },
    deliver,
    /** Resolves with the next message that the bot shows in this chat. */
    nextSeen(chatId: number): Promise<Seen> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Nothing was said to ${chatId} for 20 seconds.`)),
          20_000,
        )
        waiting.set(chatId, (seen) => {
          clearTimeout(timer)
          resolve(seen)
        })
      })
    },
    async close() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Messenger = Awaited<ReturnType<typeof openMessenger>>

export function typed(from: number, text: string): Omit<Update, 'update_id'> {
  return { message: { message_id: 1, date: 0, chat: privateChat(from), from: person(from), text } } as Omit<
    Update,
    'update_id'
  >
}

export function tapped(from: number, seen: Seen, data: string): Omit<Update, 'update_id'> {
  const message = { message_id: seen.messageId, date: 0, chat: privateChat(from), text: '.' }
  return {
    callback_query: {
      id: `${from}-${seen.messageId}-${data}`,
      chat_instance: '1',
      from: person(from),
      data,
      message,
    },
  } as Omit<Update, 'update_id'>
}

const person = (id: number) => ({ id, is_bot: false, first_name: '测', language_code: 'zh' })
const privateChat = (id: number) => ({ id, type: 'private', first_name: '测' })

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
