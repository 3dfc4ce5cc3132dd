import { timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Update } from 'grammy/types'
import { z } from 'zod'
import type { Inbox } from '../telegram/exchange/inbox.ts'

const maxUpdateBytes = 1024 * 1024
export const telegramPath = '/telegram'

const updateShape = z.looseObject({ update_id: z.int().nonnegative() })

/** The door for Telegram's updates: the secret is checked, the update is put in the inbox, and only then confirmed. */
export async function openWebhook(
  inbox: Inbox,
  { secret, host, port }: { secret: string; host: string; port: number },
): Promise<{ url: string; close(): Promise<void> }> {
  const app: FastifyInstance = Fastify({ bodyLimit: maxUpdateBytes, requestTimeout: 10_000 })
  const expected = Buffer.from(secret)

  app.post(telegramPath, async (request, reply) => {
    const given = Buffer.from(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''))
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send()
    const update = updateShape.safeParse(request.body)
    if (!update.success) return reply.code(400).send()
    await inbox.accept([update.data as unknown as Update])
    return reply.code(200).send()
  })
  app.get('/healthz', () => ({ ok: true }))
  app.setNotFoundHandler((_request, reply) => reply.code(404).send())

  const url = await app.listen({ host, port })
  return { url, close: () => app.close() }
}
