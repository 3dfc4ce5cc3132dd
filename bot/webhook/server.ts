import { STATUS_CODES } from 'node:http'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { Log } from '../log.ts'
import type { Measures } from '../measures.ts'

/** Adds the routes of one topic. Parsers and hooks that it adds stay its own. */
export type Register = (app: FastifyInstance) => void | Promise<void>

export interface Server {
  readonly url: string
  /** Takes nothing new and lets what runs come to its end, for some seconds. */
  close(): Promise<void>
}

/**
 * A route that takes or needs more says so itself (`bodyLimit`, `handlerTimeout`). No route is without a
 * limit.
 */
const maxBodyBytes = 64 * 1024
const handledWithinMilliseconds = 10_000
const receivedWithin: Receiving = { headersMilliseconds: 10_000, requestMilliseconds: 30_000 }
/**
 * A connection is also silent while its answer is being made. So this is longer than a route without a stream
 * may take.
 */
const silentConnectionMilliseconds = 120_000
const endsWithinMilliseconds = 10_000

/**
 * How long a request may take to come in. Node swaps the two limits where the headers have the longer one, as
 * it does by default.
 */
export interface Receiving {
  readonly headersMilliseconds: number
  /** Headers and body together. */
  readonly requestMilliseconds: number
}

/** What goes wrong before a route is asked, in the words of every answer: `{ error: code }`. */
const errorCodes: Readonly<Record<number, string>> = {
  400: 'malformed',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'too-slow',
  413: 'too-large',
  415: 'media-type',
  429: 'too-many',
  503: 'unavailable',
}

export function errorCodeOf(status: number): string {
  return errorCodes[status] ?? (status < 500 ? 'refused' : 'internal')
}

/**
 * The HTTP server under every door: limits, security headers, errors that tell a code and nothing of the
 * inside, unknown paths without a word. Each topic's routes come from a file of its own.
 */
export async function openServer(
  {
    host,
    port,
    log,
    measures,
    receiving: { headersMilliseconds, requestMilliseconds } = receivedWithin,
  }: {
    host: string
    port: number
    log: Log
    measures?: Pick<Measures, 'answered'>
    receiving?: Receiving
  },
  topics: readonly Register[],
): Promise<Server> {
  const app: FastifyInstance = Fastify({
    bodyLimit: maxBodyBytes,
    handlerTimeout: handledWithinMilliseconds,
    requestTimeout: requestMilliseconds,
    http: {
      headersTimeout: headersMilliseconds,
      requestTimeout: requestMilliseconds,
      connectionsCheckingInterval: headersMilliseconds / 4,
    },
    connectionTimeout: silentConnectionMilliseconds,
    forceCloseConnections: 'idle',
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(`HTTP/1.1 400 ${STATUS_CODES[400]}\r\nConnection: close\r\n\r\n`)
      else socket.destroy()
    },
    frameworkErrors(_error, _request, reply) {
      reply.raw.writeHead(404).end()
    },
  })
  // Proxies and browsers keep nothing of what is answered here, and no page elsewhere may show it.
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  // Fastify's own limit ends, as of 5.10, when a body has been read.
  app.addHook('preHandler', async (request, reply) => {
    const { handlerTimeout } = request.routeOptions
    if (request.body === undefined || !handlerTimeout) return
    const limit = setTimeout(() => {
      if (!reply.sent) void reply.send(new TooLong())
    }, handlerTimeout)
    reply.raw.once('close', () => clearTimeout(limit))
  })
  app.addHook('onResponse', async ({ method, routeOptions: { url } }, reply) => {
    // The route as it is written, not as it was asked: nothing of a person stands in it.
    if (url !== undefined) measures?.answered(url, reply.statusCode, reply.elapsedTime / 1000)
    if (url === undefined || (isWatched(url) && reply.statusCode < 400)) return
    log(`http: ${method} ${url} ${reply.statusCode}`, { ms: Math.round(reply.elapsedTime) })
  })
  app.setErrorHandler((error: FastifyError, { method, routeOptions: { url } }, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500 && error.code !== tookTooLong) log(`http: ${method} ${url} failed: ${error.message}`)
    void reply.code(status).send({ error: errorCodeOf(status) })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send())
  for (const topic of topics) await app.register(async (own) => topic(own))

  const url = await app.listen({ host, port })
  return { url, close: () => closeWithin(app, endsWithinMilliseconds) }
}

const tookTooLong = 'FST_ERR_HANDLER_TIMEOUT'

class TooLong extends Error {
  readonly code = tookTooLong
  readonly statusCode = 503
}

/** What is asked all the time stands in the metrics, not in the log. */
function isWatched(url: string): boolean {
  return ['/telegram', '/healthz', '/readyz', '/metrics'].includes(url)
}

async function closeWithin(app: FastifyInstance, milliseconds: number): Promise<void> {
  const limit = setTimeout(() => app.server.closeAllConnections(), milliseconds)
  // A connection that was busy when the end began is kept open by its client once it is answered.
  const freed = setInterval(() => app.server.closeIdleConnections(), 50)
  await app.close().finally(() => {
    clearTimeout(limit)
    clearInterval(freed)
  })
}
