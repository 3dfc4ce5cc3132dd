import { z } from 'zod'
import { type EventType, eventTypeNames, eventTypes } from '../../../core/connections/event-types.ts'
import { eventFrame, mostEvents } from '../../../core/connections/message.ts'
import { adminEventsPath } from '../admin-events.ts'
import { connectionHeader } from '../signed-call.ts'
import { errors, json, type Operation, ref, type Schema, schemaOf } from './parts.ts'

const result = z.union([
  z
    .object({ outcome: z.literal('done') })
    .catchall(z.union([z.string(), z.number(), z.boolean()]))
    .describe('Done just now; beside it what could not be known before, as the number of a complaint.'),
  z.strictObject({ outcome: z.literal('done-before') }).describe('It stood so already: nothing was changed.'),
  z
    .strictObject({
      outcome: z.literal('refused'),
      code: z.string().describe('A code that does not change.'),
      at: z
        .string()
        .describe('The place in the body, as a JSON pointer; empty for a single event as a whole.'),
      message: z.string().describe('Why, and what to do, in English.'),
    })
    .describe('Nothing was changed by this event; the others stand.'),
])

const answer = z.strictObject({
  id: z.string().describe('The webhook-id of the message.'),
  results: z.array(result).min(1).max(mostEvents).describe('In the order of the events.'),
})

const eventName = (type: string) => `event.${type}`

const events: Readonly<Record<string, Schema>> = Object.fromEntries(
  eventTypeNames.map((name) => {
    const { summary, data, roles }: EventType = eventTypes[name]
    const { properties, ...frame } = schemaOf(eventFrame)
    const places = Object.keys(roles).join(', ')
    return [
      eventName(name),
      {
        ...frame,
        description: `${summary} For connections of: ${places}.`,
        properties: { ...(properties as object), type: { const: name }, data: schemaOf(data) },
      },
    ]
  }),
)

export const adminSchemas: Readonly<Record<string, Schema>> = {
  ...events,
  Event: { oneOf: eventTypeNames.map((name) => ref(eventName(name))) },
  Batch: {
    type: 'object',
    description: 'Events in their order; each is done or refused by itself.',
    properties: { events: { type: 'array', items: ref('Event'), minItems: 1, maxItems: mostEvents } },
    required: ['events'],
    additionalProperties: false,
  },
  Results: schemaOf(answer, 'output'),
}

/** The headers by which a message is known, in and out. */
export const signedHeaders: readonly Schema[] = [
  {
    name: connectionHeader,
    in: 'header',
    required: true,
    description: 'The id of the connection, as it was shown when the connection was made.',
    schema: { type: 'string', format: 'uuid' },
  },
  {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'One to a message. The same id and body give the same answer for thirty days.',
    schema: { type: 'string', pattern: '^[\\w:~-]{1,128}$' },
  },
  {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When it was signed, in seconds; within five minutes of ours.',
    schema: { type: 'string', pattern: '^\\d{1,11}$' },
  },
]

const examples: Schema = Object.fromEntries([
  ...eventTypeNames.map((type) => [type, { value: { type, data: (eventTypes[type] as EventType).example } }]),
  [
    'batch',
    {
      value: {
        events: (['person.upserted', 'record.registered'] as const).map((type) => ({
          type,
          data: (eventTypes[type] as EventType).example,
        })),
      },
    },
  ],
] as [string, Schema][])

const sendEvents: Operation = {
  operationId: 'sendEvents',
  summary: `One event, or a batch of up to ${mostEvents}.`,
  description:
    'Each event runs as the button of the same role would, in the organisation of the connection and below it. The answer says of every event what became of it. A message may be sent again at any time: what is done is not done twice.',
  security: [{ signature: [] }],
  parameters: signedHeaders,
  requestBody: {
    required: true,
    content: json({ oneOf: [ref('Event'), ref('Batch')] }, examples),
  },
  responses: {
    200: { description: 'What became of each event.', content: json(ref('Results')) },
    ...errors({
      400: 'The body is no JSON, or neither an event nor a batch.',
      401: 'Unknown connection, wrong or missing signature, or a time more than five minutes away.',
      409: 'Another body came under this id before; or the same message is being worked on: try again.',
      413: 'Larger than this server takes (too-large), or than this connection may send (message-too-large).',
      415: 'Not application/json.',
      429: 'More calls than the connection may make; Retry-After says when to go on.',
      503: 'Not all is done yet: send the same message again to go on, after Retry-After.',
    }),
  },
}

export const adminPaths = { [adminEventsPath]: { post: sendEvents } }
