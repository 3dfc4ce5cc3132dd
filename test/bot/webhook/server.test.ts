import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openInbox } from '../../../bot/telegram/exchange/inbox.ts'
import { openServer } from '../../../bot/webhook/server.ts'
import { registerTelegram, telegramPath } from '../../../bot/webhook/telegram.ts'
import { openSealer } from '../../../core/privacy/sealing.ts'
import { freshDatabase } from '../../support/database.ts'

const { database } = await freshDatabase()
const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })
const inbox = openInbox(database, sealer)
const logged: string[] = []
const door = await openServer({ host: '127.0.0.1', port: 0, log: (line) => logged.push(line) }, [
  (app) => registerTelegram(app, inbox, 'the-secret'),
])
afterAll(async () => {
  await door.close()
  await inbox.stop()
})

const kept = async () =>
  (await database.pool.query<{ n: number }>('select count(*)::int as n from inbox_update')).rows[0]!.n
const update = (updateId: unknown) => ({
  update_id: updateId,
  message: { message_id: 1, date: 0, chat: { id: 7, type: 'private' }, from: { id: 7 }, text: '/start' },
})

async function deliver(body: string, secret?: string): Promise<number> {
  const response = await fetch(new URL(telegramPath, door.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
    },
    body,
  })
  return response.status
}

test('an update is confirmed once it is kept, and kept once', async () => {
  expect(await deliver(JSON.stringify(update(1)), 'the-secret')).toBe(200)
  expect(await deliver(JSON.stringify(update(1)), 'the-secret')).toBe(200)
  expect(await kept()).toBe(1)
})

test('whoever does not know the secret is refused, and nothing is kept', async () => {
  const before = await kept()
  for (const secret of [undefined, 'the-secreT', 'the-secret-and-more'])
    expect(await deliver(JSON.stringify(update(2)), secret)).toBe(401)
  expect(await kept()).toBe(before)
})

test('what is no update is refused, and nothing is kept', async () => {
  const before = await kept()
  for (const body of ['', 'no json', '[]', '{}', JSON.stringify(update('1')), JSON.stringify(update(-1))])
    expect(await deliver(body, 'the-secret')).toBe(400)
  expect(await deliver(`"${'x'.repeat(2 ** 20)}"`, 'the-secret')).toBe(413)
  expect(await kept()).toBe(before)
})
