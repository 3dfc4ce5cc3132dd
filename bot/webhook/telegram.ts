import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Update } from 'grammy/types'
import { z } from 'zod'
import type { Inbox } from '../telegram/exchange/inbox.ts'

const maxUpdateBytes = 1024 * 1024
export const telegramPath = '/telegram'

const updateShape = z.looseObject({ update_id: z.int().nonnegative() })

/**
 * The door for Telegram's updates: the secret is checked, the update is put in the inbox, and only then
 * confirmed.
 */
export function registerTelegram(app: FastifyInstance, inbox: Inbox, secret: string): void {
  const expected = Buffer.from(secret)

  app.post(
    telegramPath,
    {
      bodyLimit: maxUpdateBytes,
      // Before the body is read: whoever does not know the secret is not listened to.
      async onRequest(request, reply) {
        const given = Buffer.from(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''))
        if (given.length !== expected.length || !timingSafeEqual(given, expected))
          return reply.code(401).send()
      },
    },
    async (request, reply) => {
      const update = updateShape.safeParse(request.body)
      if (!update.success) return reply.code(400).send()
      await inbox.accept([update.data as unknown as Update])
      return reply.code(200).send()
    },
  )
}
