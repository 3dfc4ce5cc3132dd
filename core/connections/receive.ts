import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { CycleBook } from '../cycle/cycle-book.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { registrationSeconds } from '../records/register-records.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Clock } from '../time/clock.ts'
import type { SendingConnection } from './authenticate.ts'
import { type EventOutcome, refusedEvent } from './event.ts'
import { type Message, nextRun, type Run } from './message.ts'

/**
 * Works through a connection's message: each event runs once, even if it comes twice, at once or after a
 * crash.
 */

export const receiveRefusals = ['message-differs', 'message-too-large'] as const

/** What became of one event, as it is answered and kept. */
export type EventResult =
  | { readonly outcome: 'done'; readonly [made: string]: string | number | boolean }
  | { readonly outcome: 'done-before' }
  | { readonly outcome: 'refused'; readonly code: string; readonly at: string; readonly message: string }

export interface Receiving {
  readonly cycles: CycleBook
  readonly sealer: Sealer
  readonly clock: Clock
  /** A refusal in words: what is answered is kept as it was said. */
  readonly say: (refusal: Refusal) => string
  /** Asked between events; what is not done then is left to the next delivery of the same message. */
  readonly goesOn: () => boolean
}

/**
 * Works through a message. Its events run in their order, each in a transaction that also keeps what became
 * of it: after a crash the next delivery goes on behind the last event that stands. Of several deliveries at
 * once one works.
 *
 * @param receivedAt the machine's time: for thirty days from then the same id gives the same answer
 * @returns the results in the order of the events, and whether this delivery did any of them; 'working' while
 *   another delivery is at it, 'unfinished' when `goesOn` ended it; 'message-differs' when another body came
 *   under the same id
 */
export async function receive(
  database: Database,
  connection: SendingConnection,
  message: Message,
  { receivedAt, ...receiving }: Receiving & { receivedAt: Date },
): Promise<Answered | 'working' | 'unfinished' | Refusal<'message-differs'>> {
  await database.pool.query(
    `insert into received_event (connection_id, message_id, body_sha256, received_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [connection.id, message.id, message.sha256, receivedAt],
  )
  let worked = false
  for (;;) {
    const stands = await readReceived(database, connection.id, message.id)
    if (stands.body_sha256 !== message.sha256) return refuse('message-differs')
    if (stands.answered) return { results: stands.results, worked }
    if (!receiving.goesOn()) return 'unfinished'
    const went = await goOn(database, connection, message, stands.results.length, receiving)
    if (went === 'working') return 'working'
    worked ||= went === 'worked'
  }
}

export interface Answered {
  readonly results: readonly EventResult[]
  readonly worked: boolean
}

/** @returns 'message-too-large' {max} in KiB for a body larger than the connection may send */
export function refuseLarge(
  { maxBytes }: Pick<SendingConnection, 'maxBytes'>,
  body: Uint8Array,
): Refusal<'message-too-large'> | undefined {
  return body.length > maxBytes
    ? refuse('message-too-large', { max: Math.floor(maxBytes / 1024) })
    : undefined
}

interface Received {
  readonly body_sha256: string
  readonly answered: boolean
  readonly results: EventResult[]
}

async function readReceived(
  { pool }: Pick<Database, 'pool'>,
  connectionId: string,
  messageId: string,
): Promise<Received> {
  const { rows } = await pool.query<Received>(
    `select body_sha256, answered_at is not null as answered, results from received_event
     where connection_id = $1 and message_id = $2`,
    [connectionId, messageId],
  )
  const [row] = rows
  if (!row)
    throw new Error(`Message ${messageId} of connection ${connectionId} was purged while it was worked on.`)
  return row
}

/** Faults that come of others, as two that block each other, are gone when it is tried again. */
const mostTries = 3

/** Somebody else is at the message, or went on with it meanwhile, or this did. */
type Went = 'working' | 'overtaken' | 'worked'

/** The next events of the message in one transaction; if that fails, the first of them alone. */
async function goOn(
  { prisma }: Pick<Database, 'prisma'>,
  connection: SendingConnection,
  message: Message,
  from: number,
  receiving: Receiving,
): Promise<Went> {
  let choose: Choose = (standing) => nextRun(message, from, standing, mostTogether)
  for (let tried = 1; ; tried += 1) {
    try {
      return await prisma.$transaction((tx) => work(tx, connection, message, { from, choose }, receiving), {
        timeout: registrationSeconds * 1000,
        maxWait: registrationSeconds * 1000,
      })
    } catch (error) {
      if (tried > mostTries) throw error
      choose = (standing) => nextRun(message, from, standing, 1)
      // The database holds the freeze also where the use case was judged a moment before it.
      if (tried === mostTries) {
        if (!isFreeze(error)) throw error
        choose = () => ({ from, work: async () => [refusedEvent(refuse('event-cycle-frozen'), 'data')] })
      }
    }
  }
}

/** What runs next, for the connection as it stands in the transaction that runs it. */
type Choose = (standing: SendingConnection) => Run

function isFreeze(error: unknown): boolean {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } }
  return meta?.driverAdapterError?.cause?.originalCode === 'XS001'
}

const mostTogether = 500

async function work(
  tx: Transaction,
  connection: SendingConnection,
  message: Message,
  { from, choose }: { from: number; choose: Choose },
  receiving: Receiving,
): Promise<Went> {
  const [row] = await tx.$queryRaw<{ done: number; types: string[] }[]>`
    select jsonb_array_length(results) as done, case when withdrawn_at is null then types else '{}' end as types
    from received_event join connection on connection.id = connection_id
    where connection_id = ${connection.id}::uuid and message_id = ${message.id} for update of received_event skip locked`
  if (!row) return 'working'
  if (row.done !== from) return 'overtaken'

  const now = receiving.clock.now()
  const run = choose({ ...connection, types: row.types })
  const outcomes = await run.work(tx, { ...receiving, now })
  const results = outcomes.map((outcome, at) =>
    resultOf(outcome, message.placeOf(run.from + at), receiving.say),
  )
  const isLast = run.from + results.length === message.events.length
  const [kept] = await tx.$queryRaw<{ results: EventResult[] }[]>`
    update received_event set results = results || ${JSON.stringify(results)}::jsonb,
      answered_at = case when ${isLast}::boolean then ${now}::timestamptz end
    where connection_id = ${connection.id}::uuid and message_id = ${message.id}
    returning case when ${isLast}::boolean then results end as results`
  if (isLast) await auditMessage(tx, connection, message, kept!.results, now)
  return 'worked'
}

function resultOf(outcome: EventOutcome, place: string, say: Receiving['say']): EventResult {
  switch (outcome.outcome) {
    case 'done':
      return { ...outcome.made, outcome: 'done' }
    case 'done-before':
      return { outcome: 'done-before' }
    case 'refused': {
      const { refusal, field } = outcome
      const at = field === undefined ? place : `${place}/${field}`
      return { outcome: 'refused', code: refusal.refused, at, message: say(refusal) }
    }
    default:
      return outcome satisfies never
  }
}

/** One entry a message; what each of its events did stands in entries of its own. */
function auditMessage(
  tx: Transaction,
  connection: SendingConnection,
  { id, sha256 }: Message,
  results: readonly EventResult[],
  at: Date,
): Promise<void> {
  const count = (outcome: EventResult['outcome']) => results.filter((one) => one.outcome === outcome).length
  return audit(tx, {
    at,
    actor: { personId: connection.personId, role: 'CONNECTION' },
    action: 'connection.message',
    subject: { kind: 'connection', id: connection.id },
    organisationId: connection.organisation.id,
    details: {
      message: id,
      sha256,
      done: count('done'),
      before: count('done-before'),
      refused: count('refused'),
    },
  })
}

const keptDays = 30

/** Messages of which a repeat needs no longer be recognised: their signature is too old by far. */
export async function purgeReceived({ pool }: Pick<Database, 'pool'>, now: Date): Promise<void> {
  await pool.query(
    `delete from received_event where received_at < $1::timestamptz - make_interval(days => $2)`,
    [now, keptDays],
  )
}
