import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SendingConnection } from '../../core/connections/authenticate.ts'
import { authenticate, readConnectionId, refuseTooMany } from '../../core/connections/authenticate.ts'
import type { House } from '../house.ts'
import type { CallTally } from './call-tally.ts'
import { errorCodeOf } from './server.ts'

/** Which connection calls: Standard Webhooks has no word for it. */
export const connectionHeader = 'webhook-connection'

/**
 * What the doors for other systems share: who calls, whether they may come so often, and that every call is
 * counted.
 */
export interface SignedCalls {
  /** The connection that signed the call, and may call now; everybody else has been answered. */
  letIn(
    request: FastifyRequest,
    reply: FastifyReply,
    body: Uint8Array,
  ): Promise<SendingConnection | undefined>
  /**
   * For a call that leaves no entry of its own in the audit trail. It is counted under this code when it has
   * been answered.
   */
  note(request: FastifyRequest, code: string): void
}

/**
 * For the routes of one topic. Every error answer is counted, even if no handler ran: then for the connection
 * that the call names, if it exists.
 */
export function openSignedCalls(
  app: FastifyInstance,
  { database, sealer, measures }: Pick<House, 'database' | 'sealer' | 'measures'>,
  { tally, machine }: { tally: CallTally; machine: { now(): Date } },
): SignedCalls {
  const callers = new WeakMap<FastifyRequest, string>()
  const codes = new WeakMap<FastifyRequest, string>()

  app.addHook('onResponse', async (request, { statusCode }) => {
    const checked = callers.get(request)
    const connectionId = checked ?? readConnectionId(header(request, connectionHeader))
    const code = codes.get(request) ?? (statusCode >= 400 ? errorCodeOf(statusCode) : undefined)
    if (code && statusCode >= 400) measures.refused(code)
    if (connectionId && code) tally.count(connectionId, code, machine.now(), checked !== undefined)
  })

  return {
    async letIn(request, reply, body) {
      const signed = {
        connectionId: header(request, connectionHeader),
        id: messageIdOf(request),
        timestamp: header(request, 'webhook-timestamp'),
        signature: header(request, 'webhook-signature'),
        body,
      }
      const { connection, ...stranger } = await authenticate(database, signed, {
        sealer,
        machineNow: machine.now(),
      })
      const id = connection?.id ?? ('namedId' in stranger ? stranger.namedId : undefined)
      if (id) callers.set(request, id)
      if (!connection) {
        void reply.code(401).send({ error: 'unauthorized' })
        return undefined
      }
      const tooMany = await refuseTooMany(database, connection.id, machine.now())
      if (!tooMany) return connection
      void later(reply, 429, 'too-many', tooMany.retryAfterSeconds)
      return undefined
    },
    note: (request, code) => void codes.set(request, code),
  }
}

/** The same call may be made again then. */
export function later(reply: FastifyReply, status: number, error: string, seconds: number): FastifyReply {
  return reply.code(status).header('retry-after', String(seconds)).send({ error })
}

export function messageIdOf(request: FastifyRequest): string {
  return header(request, 'webhook-id')
}

function header({ headers }: FastifyRequest, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}
