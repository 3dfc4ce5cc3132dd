import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '../../prisma/database.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { SendingConnection } from './authenticate.ts'
import {
  type EventOutcome,
  type EventSetting,
  type RefusedEvent,
  refusedEvent,
  type Sender,
} from './event.ts'
import { type EventType, eventTypes, isEventType, roleFor } from './event-types.ts'

/** What a message says: one event, or a batch of them. */

export const mostEvents = 1_000

/** The frame of every event; `timestamp` is when it happened at the sender's, which is not used. */
export const eventFrame = z.strictObject({
  type: z.string().max(60),
  timestamp: z.string().max(40).optional(),
  data: z.record(z.string(), z.unknown()),
})

const batch = z.strictObject({ events: z.array(z.unknown()).min(1).max(mostEvents) })

export interface Message {
  readonly id: string
  readonly sha256: string
  readonly events: readonly unknown[]
  /** Where an event stands in the body, as a JSON pointer. */
  placeOf(index: number): string
}

/**
 * @returns 'message-unreadable' when it is no JSON; 'message-shape' {most} when it is neither an event nor a
 *   batch of 1 to 1,000
 */
export function readMessage(
  id: string,
  body: Uint8Array,
): Message | Refusal<'message-unreadable' | 'message-shape'> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return refuse('message-unreadable')
  }
  const sha256 = createHash('sha256').update(body).digest('hex')
  if (typeof json === 'object' && json !== null && 'type' in json)
    return { id, sha256, events: [json], placeOf: () => '' }
  const read = batch.safeParse(json)
  if (!read.success) return refuse('message-shape', { most: mostEvents })
  return { id, sha256, events: read.data.events, placeOf: (index) => `/events/${index}` }
}

export const messageRefusals = ['message-unreadable', 'message-shape'] as const

/** Events that run in one transaction. */
export interface Run {
  /** The index of the first. */
  readonly from: number
  readonly work: (tx: Transaction, setting: EventSetting) => Promise<EventOutcome[]>
}

/**
 * The events from `from` on that can run together, at most `most`. Those that cannot be read are refused on
 * the way.
 */
export function nextRun(message: Message, from: number, connection: SendingConnection, most: number): Run {
  const first = readEvent(message.events[from], connection)
  if ('outcome' in first) return { from, work: async () => [first] }
  const { type, role } = first
  const same: unknown[] = [first.data]
  const { together, onceIn }: EventType = type
  if (together) {
    const key = together(first.data)
    const seen = new Set(onceIn && [onceIn(first.data)])
    for (const event of message.events.slice(from + 1, from + most)) {
      const next = readEvent(event, connection)
      if ('outcome' in next || next.type !== type || together(next.data) !== key) break
      const once = onceIn?.(next.data)
      if (once !== undefined && seen.has(once)) break
      if (once !== undefined) seen.add(once)
      same.push(next.data)
    }
  }
  const sender: Sender = {
    connectionId: connection.id,
    personId: connection.personId,
    role,
    organisation: connection.organisation,
  }
  return {
    from,
    async work(tx, setting) {
      const outcomes = await type.run(tx, same, sender, setting)
      return outcomes.map(inData)
    },
  }
}

function readEvent(event: unknown, connection: SendingConnection) {
  const frame = eventFrame.safeParse(event)
  if (!frame.success) return unreadable('event-shape', frame.error)
  const { type: name, data } = frame.data
  if (!isEventType(name))
    return refusedEvent(refuse('event-type-unknown', { given: name.slice(0, 60).toWellFormed() }), 'type')
  const role = roleFor(name, connection.organisation.kind)
  if (!role || !connection.types.includes(name))
    return refusedEvent(refuse('event-type-not-allowed', { type: name }), 'type')
  const type: EventType = eventTypes[name]
  const read = type.data.safeParse(data)
  if (!read.success) return inData(unreadable('event-data-unreadable', read.error))
  return { type, role, data: read.data }
}

function unreadable(code: 'event-shape' | 'event-data-unreadable', error: z.ZodError): RefusedEvent {
  const [issue] = error.issues
  // Only a schema's own words: nothing of what was sent.
  const problem = issue?.code === 'unrecognized_keys' ? 'Unrecognized field' : (issue?.message ?? '')
  return refusedEvent(refuse(code, { problem }), issue?.path.join('/') || undefined)
}

function inData<Outcome extends EventOutcome>(outcome: Outcome): Outcome {
  if (outcome.outcome !== 'refused') return outcome
  return { ...outcome, field: outcome.field === undefined ? 'data' : `data/${outcome.field}` }
}
