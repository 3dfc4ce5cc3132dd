import { isIPv4 } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'

const maxBodyBytes = 60 * 1024 * 1024
const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** Whether this name or address is the machine as only it sees itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

/**
 * The HTTP server below both APIs. Bodies arrive as bytes, because the Bot API takes them in three encodings.
 * Only this server's own pages may call it from a browser: otherwise a page elsewhere could drive the bot of
 * whoever opens it, also through a name that it points to this machine.
 */
export function createServer(host: string): FastifyInstance {
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    keepAliveTimeout: 75_000,
    routerOptions: { maxParamLength: 500 },
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const names = [...loopbackNames, host]
  app.addHook('onRequest', (request, reply, next) => {
    const { host: named = '', origin, 'sec-fetch-site': site } = request.headers
    const isOurName = names.includes(named.replace(/:\d+$/, ''))
    const isOurPage = origin === undefined || origin === `http://${named}`
    // A picture or a link of a page elsewhere has no origin; a browser still says where it stands.
    const isFromHere = site === undefined || site === 'same-origin' || site === 'none'
    if (isOurName && isOurPage && isFromHere) return next()
    void reply.code(403).send({ ok: false, error_code: 403, description: 'Forbidden: not from this sandbox' })
  })

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const code = error instanceof SyntaxError ? 400 : (error.statusCode ?? 500)
    void reply
      .code(code)
      .send({ ok: false, error_code: code, description: error.message, error: error.message })
  })
  app.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send({ ok: false, error_code: 404, description: 'Not Found' })
  })
  return app
}
