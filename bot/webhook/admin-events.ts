import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { repeatedCall } from '../../core/connections/counted-calls.ts'
import { readMessage } from '../../core/connections/message.ts'
import { receive, refuseLarge } from '../../core/connections/receive.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import type { Config } from '../config.ts'
import type { House } from '../house.ts'
import { refusalSentence } from '../telegram/dialogue/refusal-text.ts'
import type { CallTally } from './call-tally.ts'
import { later, messageIdOf, openSignedCalls } from './signed-call.ts'

export const adminEventsPath = '/admin/events'

/** A large batch goes on with the next delivery of the same message. */
const workMilliseconds = 20_000
/** An equal message is worked on: its answer may come any moment. */
const waitMilliseconds = 10_000
const lookEveryMilliseconds = 200
const handlerTimeout = 60_000

/**
 * POST /admin/events: a signed message of one event or a batch. Any fault of the signature is the same 401; a
 * message that was understood is 200 with what became of each event.
 */
export function registerAdminEvents(
  app: FastifyInstance,
  house: Pick<House, 'database' | 'sealer' | 'cycles' | 'clock' | 'measures'>,
  { adminEventsMaxBytes }: Pick<Config, 'adminEventsMaxBytes'>,
  { tally, machine = { now: () => new Date() } }: { tally: CallTally; machine?: { now(): Date } },
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
    return refusalSentence(refusal, 'en')
  }

  const calls = openSignedCalls(app, house, { tally, machine })

  app.post(adminEventsPath, { bodyLimit: adminEventsMaxBytes, handlerTimeout }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const connection = await calls.letIn(request, reply, body)
    if (!connection) return reply
    const { database, sealer, cycles, clock } = house
    // Whoever has not signed learns nothing of a connection's limit.
    const tooLarge = refuseLarge(connection, body)
    if (tooLarge) return refused(413, tooLarge)
    const message = readMessage(messageIdOf(request), body)
    if (isRefusal(message)) return refused(400, message)

    const startedAt = Date.now()
    const goesOn = () => !closing && Date.now() - startedAt < workMilliseconds
    for (;;) {
      const receivedAt = machine.now()
      const receiving = { cycles, sealer, clock, say: told, goesOn, receivedAt }
      const outcome = await receive(database, connection, message, receiving)
      if (isRefusal(outcome)) return refused(409, outcome)
      if (outcome === 'unfinished') return again(503, 'unfinished', 1)
      if (outcome !== 'working') {
        if (!outcome.worked) calls.note(request, repeatedCall)
        return reply.code(200).send({ id: message.id, results: outcome.results })
      }
      if (closing || Date.now() - startedAt > waitMilliseconds) return again(409, 'working', 5)
      await wait(lookEveryMilliseconds)
    }

    function refused(status: number, refusal: Refusal): FastifyReply {
      calls.note(request, refusal.refused)
      return reply.code(status).send({ error: refusal.refused, message: refusalSentence(refusal, 'en') })
    }

    function again(status: number, code: string, seconds: number): FastifyReply {
      calls.note(request, code)
      return later(reply, status, code, seconds)
    }
  })
}
