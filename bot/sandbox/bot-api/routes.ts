import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Fault, FaultBoard } from '../faults.ts'
import type { MethodContext } from './desk.ts'
import { methodNamed } from './methods.ts'
import { type Parameters, readParameters } from './parameters.ts'
import { maxDownloadBytes } from './receive.ts'
import { ApiRefusal, refusals } from './refusals.ts'

/**
 * The Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`. Each call passes through the faults that
 * are switched on.
 */
export function serveBotApi(
  app: FastifyInstance,
  desk: MethodContext,
  token: string,
  faults: FaultBoard,
): void {
  app.all<{ Params: { token: string; method: string } }>('/bot:token/:method', async (request, reply) => {
    if (request.params.token !== token) return refuse(reply, refusals.unauthorized())
    try {
      const parameters = readParameters(
        request.body as Buffer | undefined,
        request.headers['content-type'] ?? '',
        request.query as Record<string, unknown>,
      )
      return await answer(request, reply, request.params.method, parameters)
    } catch (error) {
      if (error instanceof ApiRefusal) return refuse(reply, error)
      throw error
    }
  })

  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async (request, reply) => {
    if (request.params.token !== token) return refuse(reply, refusals.unauthorized())
    const fault = faults.take('file', undefined)
    if (fault?.kind.startsWith('break')) return cut(reply)
    if (fault) return refuse(reply, refusalOf(fault))
    const file = desk.files.atPath(request.params['*'])
    if (!file || file.size > maxDownloadBytes) return refuse(reply, refusals.notFound())
    return reply.type(file.mime ?? 'application/octet-stream').send(await desk.files.read(file))
  })

  async function answer(request: FastifyRequest, reply: FastifyReply, name: string, parameters: Parameters) {
    const method = methodNamed(name)
    if (!method) throw refusals.methodNotFound()
    if (request.method !== 'POST' && !onlyReads(name)) throw refusals.onlyByPost()
    const fault = faults.take(name.toLowerCase(), parameters.integer('chat_id'))
    if (fault?.kind === 'break-before') return cut(reply)
    if (fault && fault.kind !== 'break-after') throw refusalOf(fault)
    const result = await method(desk, parameters, hangUp(request, reply))
    if (fault) return cut(reply)
    return reply.type('application/json').send(JSON.stringify({ ok: true, result }))
  }
}

/** A method named in the answer to a webhook delivery is carried out and its outcome told to nobody. */
export async function performWebhookReply(desk: MethodContext, body: string): Promise<void> {
  if (!body.startsWith('{')) return
  try {
    const values = JSON.parse(body) as Record<string, unknown>
    const method = typeof values.method === 'string' ? methodNamed(values.method) : undefined
    await method?.(desk, readParameters(Buffer.from(body), 'application/json', {}), AbortSignal.abort())
  } catch (error) {
    if (!(error instanceof ApiRefusal || error instanceof SyntaxError)) throw error
  }
}

/** An address alone must change nothing: browsers follow addresses that others wrote. */
function onlyReads(name: string): boolean {
  return /^get(?!updates$)/i.test(name)
}

const never = new AbortController().signal

/** Only a long poll cares whether its caller is still there. */
function hangUp(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  if (!request.url.toLowerCase().includes('/getupdates')) return never
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}

function refusalOf(fault: Fault): ApiRefusal {
  if (fault.kind === '429') return refusals.tooManyRequests(fault.retryAfterSeconds ?? 1)
  if (fault.kind === '403') return refusals.blocked()
  return refusals.badGateway()
}

function refuse(reply: FastifyReply, refusal: ApiRefusal): FastifyReply {
  if (refusal.retryAfterSeconds) reply.header('retry-after', String(refusal.retryAfterSeconds))
  return reply.code(refusal.code).send(refusal.body)
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.socket?.destroy()
  return reply
}
