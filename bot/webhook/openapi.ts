import type { FastifyInstance } from 'fastify'
import { openapiDocument } from './openapi/document.ts'
import { openapiPage, pageSecurityPolicy } from './openapi/page.ts'

/**
 * How to talk to this server: for machines at `/openapi.json`, for people at `/openapi`. It holds no secret
 * and needs none.
 */
export function registerOpenapi(app: FastifyInstance): void {
  const document = openapiDocument()
  const page = openapiPage(document)
  app.get('/openapi.json', () => document)
  app.get('/openapi', (_request, reply) =>
    reply.header('content-security-policy', pageSecurityPolicy).type('text/html; charset=utf-8').send(page),
  )
}
