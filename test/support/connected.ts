import { Webhook } from 'standardwebhooks'
import { afterAll } from 'vitest'
import { unmeasured } from '../../bot/measures.ts'
import { registerAdminEvents } from '../../bot/webhook/admin-events.ts'
import { openCallTally } from '../../bot/webhook/call-tally.ts'
import { openServer } from '../../bot/webhook/server.ts'
import { type MadeConnection, makeConnection } from '../../core/connections/connections.ts'
import { openCycleBook } from '../../core/cycle/cycle-book.ts'
import { isRefusal } from '../../core/refusal.ts'
import { type Database, openDatabase } from '../../prisma/database.ts'
import { testSealer as sealer } from './frozen-city.ts'

export interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: {
    readonly error?: string
    readonly message?: string
    readonly results?: readonly { outcome: string; code?: string; at?: string; message?: string }[]
  }
}

/** The door for other systems over real HTTP, with a calendar and a machine's clock that the test sets. */
export async function openDoor(database: Database, { maxBytes = 2 ** 20 } = {}) {
  const time = { calendar: new Date('2014-12-22T04:00:00Z'), machine: new Date('2026-03-04T05:06:07.500Z') }
  const cycles = await openCycleBook(database)
  const logged: string[] = []
  const start = async (over: Database) => {
    const house = {
      database: over,
      sealer,
      cycles,
      clock: { now: () => time.calendar },
      measures: unmeasured,
    }
    const log = (line: string) => void logged.push(line)
    const tally = openCallTally({ database: over, log })
    const machine = { now: () => time.machine }
    const server = await openServer({ host: '127.0.0.1', port: 0, log }, [
      (app) => registerAdminEvents(app, house, { adminEventsMaxBytes: maxBytes }, { tally, machine }),
    ])
    afterAll(async () => {
      await server.close()
      await tally.close()
    })
    return server.url
  }
  const url = await start(database)
  let messages = 0

  async function connect(
    organisationId: string,
    types: readonly string[],
    { perMinute = 6_000, maxBytes: largest }: { perMinute?: number; maxBytes?: number } = {},
  ): Promise<MadeConnection> {
    messages += 1
    const made = await database.prisma.$transaction((tx) =>
      makeConnection(
        tx,
        { name: `系统${messages}`, organisationId, types, perMinute, maxBytes: largest, actor: null },
        { sealer, now: time.calendar },
      ),
    )
    if (isRefusal(made)) throw new Error(JSON.stringify(made))
    return made
  }

  /** Signs with the library as another system would, and sends. */
  async function send(
    { connectionId, key }: { connectionId: string; key: string },
    message: unknown,
    {
      id,
      signedAt = time.machine,
      signature,
      to = url,
    }: { id?: string; signedAt?: Date; signature?: string; to?: string } = {},
  ): Promise<Answer> {
    messages += 1
    const messageId = id ?? `msg_${messages}`
    const body = typeof message === 'string' ? message : JSON.stringify(message)
    const response = await fetch(new URL('/admin/events', to), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-connection': connectionId,
        'webhook-id': messageId,
        'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
        'webhook-signature': signature ?? new Webhook(key).sign(messageId, signedAt, body),
      },
      body,
    })
    const text = await response.text()
    const read = text ? (JSON.parse(text) as Answer['body']) : {}
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: read }
  }

  /** A second process on the same database. */
  async function another(databaseUrl: string): Promise<string> {
    const other = openDatabase(databaseUrl, { maxConnections: 12 })
    afterAll(() => other.close())
    return start(other)
  }

  return { url, time, sealer, logged, connect, send, another }
}
