import { describe, expect, test } from 'vitest'
import { call, openSandbox, openWebhook, teacherId } from './setting.ts'

const quick = { firstRepeatMs: 10, longestRepeatMs: 40 }

describe('long poll', () => {
  test('waits for an update, and gives it again until it is confirmed', async () => {
    const sandbox = await openSandbox()
    const waiting = call(sandbox, 'getUpdates', { timeout: 20 })
    await sandbox.client(teacherId).send('一')
    const [first] = (await waiting).result as [{ update_id: number }]
    expect((await call(sandbox, 'getUpdates')).result).toEqual([first])
    expect((await call(sandbox, 'getUpdates', { offset: first.update_id + 1 })).result).toEqual([])
    expect((await call(sandbox, 'getUpdates')).result).toEqual([])
  })

  test('of a second poller ends the first with 409', async () => {
    const sandbox = await openSandbox()
    const both = [1, 2].map(() => call(sandbox, 'getUpdates', { timeout: 20 }))
    // Whichever arrives first is ended when the other does.
    expect(await Promise.race(both)).toMatchObject({
      status: 409,
      description: expect.stringContaining('terminated by other getUpdates request'),
    })
    await sandbox.client(teacherId).send('一')
    const [last] = (await Promise.all(both)).filter(({ status }) => status === 200)
    expect(last?.result).toHaveLength(1)
  })

  test('is refused while a webhook is set', async () => {
    const sandbox = await openSandbox()
    const hook = await openWebhook(() => 200)
    await call(sandbox, 'setWebhook', { url: hook.url })
    expect(await call(sandbox, 'getUpdates')).toMatchObject({
      status: 409,
      description: expect.stringContaining('use deleteWebhook'),
    })
    await call(sandbox, 'deleteWebhook')
    expect((await call(sandbox, 'getUpdates')).status).toBe(200)
  })

  test('with a negative offset forgets all but the last, and limits what it gives', async () => {
    const sandbox = await openSandbox()
    const phone = sandbox.client(teacherId)
    for (const text of ['一', '二', '三']) await phone.send(text)
    expect((await call(sandbox, 'getUpdates', { limit: 2 })).result).toHaveLength(2)
    expect((await call(sandbox, 'getUpdates', { offset: -1 })).result).toMatchObject([
      { message: { text: '三' } },
    ])
    expect((await call(sandbox, 'getUpdates')).result).toHaveLength(1)
  })

  test('leaves out kinds of updates the bot does not want', async () => {
    const sandbox = await openSandbox()
    await call(sandbox, 'getUpdates', { allowed_updates: ['callback_query'] })
    await sandbox.client(teacherId).send('不要')
    expect((await call(sandbox, 'getUpdates')).result).toEqual([])
  })

  test('hands over an update put in by hand, such as one from a group', async () => {
    const sandbox = await openSandbox()
    const chat = { id: -100200, type: 'supergroup' as const, title: '教研组' }
    const from = { id: 77, is_bot: true, first_name: '别的机器人' }
    const updateId = sandbox.inject({ message: { message_id: 1, date: 1, chat, from, text: '大家好' } })
    expect((await call(sandbox, 'getUpdates')).result).toMatchObject([
      { update_id: updateId, message: { chat } },
    ])
    expect((await call(sandbox, 'sendMessage', { chat_id: chat.id, text: '只在私聊里说' })).ok).toBe(true)
  })
})

describe('webhook', () => {
  test('carries the secret, and an update waiting since before', async () => {
    const sandbox = await openSandbox()
    const hook = await openWebhook(() => 200)
    await sandbox.client(teacherId).send('早')
    await call(sandbox, 'setWebhook', { url: hook.url, secret_token: 'geheim_1' })
    await hook.arrived(1)
    expect(hook.deliveries[0]?.headers['x-telegram-bot-api-secret-token']).toBe('geheim_1')
    expect(hook.deliveries[0]?.update.message?.text).toBe('早')
  })

  test('repeats what was not accepted, and holds back what comes after it from the same person only', async () => {
    const sandbox = await openSandbox({ webhookDelays: quick })
    let refusals = 3
    const hook = await openWebhook(({ update }) =>
      update.message?.text === '一' && refusals-- > 0 ? 500 : 200,
    )
    await call(sandbox, 'setWebhook', { url: hook.url })
    await sandbox.client(teacherId).send('一')
    await sandbox.client(teacherId).send('二')
    await sandbox.client(5002).send('别人')
    await hook.arrived(6)
    const texts = hook.deliveries.map(({ update }) => update.message?.text)
    expect(texts.filter((text) => text !== '别人')).toEqual(['一', '一', '一', '一', '二'])
    expect(texts.indexOf('别人')).toBeLessThan(5)
    const info = (await call(sandbox, 'getWebhookInfo')).result
    expect(info).toMatchObject({ last_error_message: expect.stringContaining('500') })
  })

  test('repeats what was not answered in time', async () => {
    const sandbox = await openSandbox({ webhookDelays: { ...quick, answerWithinMs: 300 } })
    const never = new Promise<number>(() => {})
    const hook = await openWebhook((_delivery, count) => (count === 1 ? never : 200))
    await call(sandbox, 'setWebhook', { url: hook.url })
    await sandbox.client(teacherId).send('一')
    await hook.arrived(2)
    expect(hook.deliveries[1]?.update).toEqual(hook.deliveries[0]?.update)
  })

  test('lets a button press overtake a message that is stuck', async () => {
    const sandbox = await openSandbox({ webhookDelays: quick })
    const phone = sandbox.client(teacherId)
    await phone.send('一')
    await call(sandbox, 'getUpdates', { offset: -1 })
    const keyboard = { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] }
    await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '卡', reply_markup: keyboard })
    const hook = await openWebhook(({ update }) => (update.message ? 503 : 200))
    await call(sandbox, 'setWebhook', { url: hook.url })
    await phone.send('二')
    await phone.tap('好', { answered: false })
    await hook.arrived(4)
    expect(hook.deliveries.filter(({ update }) => update.callback_query)).toHaveLength(1)
  })

  test('opens no more connections than it was told', async () => {
    const sandbox = await openSandbox()
    let open = 0
    let most = 0
    const hook = await openWebhook(async () => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setTimeout(resolve, 10))
      open -= 1
      return 200
    })
    await call(sandbox, 'setWebhook', { url: hook.url, max_connections: 2 })
    await Promise.all(Array.from({ length: 8 }, (_, index) => sandbox.client(6000 + index).send('一')))
    await hook.arrived(8)
    expect(most).toBe(2)
  })

  test('goes to this machine only', async () => {
    const sandbox = await openSandbox()
    expect(await call(sandbox, 'setWebhook', { url: 'https://example.org/hook' })).toMatchObject({
      error_code: 400,
    })
  })
})
