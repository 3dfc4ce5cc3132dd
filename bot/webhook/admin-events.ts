import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { authenticate, refuseTooMany } from '../../core/connections/authenticate.ts'
import { readMessage } from '../../core/connections/message.ts'
import { receive } from '../../core/connections/receive.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import type { Config } from '../config.ts'
import type { House } from '../telegram/dialogue/context.ts'
import { refusalSentence } from '../telegram/dialogue/refusal-text.ts'

export const adminEventsPath = '/admin/events'

/** Which connection sends: Standard Webhooks has no word for it. */
export const connectionHeader = 'webhook-connection'

/** A large batch goes on with the next delivery of the same message. */
const workMilliseconds = 20_000
/** An equal message is worked on: its answer may come any moment. */
const waitMilliseconds = 10_000
const lookEveryMilliseconds = 200
const handlerTimeout = 60_000

/**
 * POST /admin/events: a signed message of one event or a batch. Whatever the signature is wrong about is one 401; a message that was
 * understood is 200 with what became of each event.
 */
export function registerAdminEvents(
  app: FastifyInstance,
  house: Pick<House, 'database' | 'sealer' | 'cycles' | 'clock' | 'measures'>,
  { adminEventsMaxBytes }: Pick<Config, 'adminEventsMaxBytes'>,
  machine: { now(): Date } = { now: () => new Date() },
): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  // The signature is of the bytes as they came.
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })

  /** What is refused is counted when it is, and not again when the answer is given again. */
  function told(refusal: Refusal): string {
    house.measures.refused(refusal.refused)
    return say(refusal)
  }

  app.post(adminEventsPath, { bodyLimit: adminEventsMaxBytes, handlerTimeout }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const signed = {
      connectionId: header(request, connectionHeader),
      id: header(request, 'webhook-id'),
      timestamp: header(request, 'webhook-timestamp'),
      signature: header(request, 'webhook-signature'),
      body,
    }
    const { database, sealer, cycles, clock } = house
    const connection = await authenticate(database, signed, { sealer, machineNow: machine.now() })
    if (!connection) return reply.code(401).send({ error: 'unauthorized' })
    const tooMany = await refuseTooMany(database, connection.id, machine.now())
    if (tooMany) return later(reply, 429, 'too-many', tooMany.retryAfterSeconds)
    const message = readMessage(signed.id, body)
    if (isRefusal(message)) return refused(reply, 400, message)

    const startedAt = Date.now()
    const goesOn = () => !closing && Date.now() - startedAt < workMilliseconds
    for (;;) {
      const receivedAt = machine.now()
      const receiving = { cycles, sealer, clock, say: told, goesOn, receivedAt }
      const outcome = await receive(database, connection, message, receiving)
      if (isRefusal(outcome)) return refused(reply, 409, outcome)
      if (outcome === 'unfinished') return later(reply, 503, 'unfinished', 1)
      if (outcome !== 'working') return reply.code(200).send({ id: message.id, results: outcome.results })
      if (closing || Date.now() - startedAt > waitMilliseconds) return later(reply, 409, 'working', 5)
      await wait(lookEveryMilliseconds)
    }
  })
}

function header({ headers }: FastifyRequest, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

function refused(reply: FastifyReply, status: number, refusal: Refusal): FastifyReply {
  return reply.code(status).send({ error: refusal.refused, message: say(refusal) })
}

/** The same message may be sent again then: what is done is not done twice. */
function later(reply: FastifyReply, status: number, error: string, seconds: number): FastifyReply {
  return reply.code(status).header('retry-after', String(seconds)).send({ error })
}

function say(refusal: Refusal): string {
  return refusalSentence(refusal, 'en')
}
