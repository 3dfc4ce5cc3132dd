import { describe, expect, test } from 'vitest'
import { connectSandbox } from '../../../bot/sandbox/sandbox.ts'
import { call, openSandbox, teacherId } from './setting.ts'

async function withChat() {
  const sandbox = await openSandbox()
  const phone = sandbox.client(teacherId)
  await phone.send('你好')
  const say = (text: string, chat_id = teacherId) => call(sandbox, 'sendMessage', { chat_id, text })
  return { sandbox, phone, say }
}

describe('a fault that is switched on', () => {
  test('answers 429 with the seconds in body and header, as often as told', async () => {
    const { sandbox, say } = await withChat()
    sandbox.faults.set({ kind: '429', times: 2, retryAfterSeconds: 3 })
    for (const _ of [1, 2]) {
      const flooded = await say('x')
      expect(flooded).toMatchObject({ status: 429, parameters: { retry_after: 3 } })
      expect(flooded.headers.get('retry-after')).toBe('3')
    }
    expect((await say('x')).ok).toBe(true)
    expect(sandbox.faults.list()).toEqual([])
  })

  test('hits only its method and its chat, and getUpdates only by name', async () => {
    const { sandbox, say } = await withChat()
    await sandbox.client(5002).send('你好')
    sandbox.faults.set({ kind: '5xx', method: 'sendMessage', chatId: 5002 })
    expect((await say('x')).ok).toBe(true)
    expect((await say('x', 5002)).status).toBe(502)
    sandbox.faults.clear()
    sandbox.faults.set({ kind: '5xx' })
    expect((await call(sandbox, 'getUpdates')).ok).toBe(true)
    sandbox.faults.set({ kind: '5xx', method: 'getUpdates', times: 1 })
    expect((await call(sandbox, 'getUpdates')).ok).toBe(false)
  })

  test('makes one person unreachable', async () => {
    const { sandbox, say } = await withChat()
    sandbox.faults.set({ kind: '403', chatId: teacherId })
    expect(await say('x')).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    })
    expect((await call(sandbox, 'getMe')).ok).toBe(true)
  })

  test('breaks the connection before or after the call has happened', async () => {
    const { sandbox, phone, say } = await withChat()
    sandbox.faults.set({ kind: 'break-before', times: 1 })
    await expect(say('未发生')).rejects.toThrow('fetch failed')
    sandbox.faults.set({ kind: 'break-after', times: 1 })
    await expect(say('已发生')).rejects.toThrow('fetch failed')
    expect((await phone.messages()).map(({ text }) => text)).toEqual(['你好', '已发生'])
  })

  test('can be set from another process, and a wrong one is refused', async () => {
    const { sandbox, say } = await withChat()
    const remote = connectSandbox(sandbox.url)
    await remote.faults.set({ kind: '5xx', times: 1 })
    expect((await say('x')).status).toBe(502)
    await expect(remote.faults.set({ kind: 'other' as '5xx' })).rejects.toThrow('kind is one of')
  })
})
