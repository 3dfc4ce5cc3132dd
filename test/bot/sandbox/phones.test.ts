import { get } from 'node:http'
import { Bot, InlineKeyboard } from 'grammy'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connectSandbox } from '../../../bot/sandbox/sandbox.ts'
import { call, openSandbox, teacherId } from './setting.ts'

describe('a phone', () => {
  test('taps a button twice at once, taps one that is gone, and forges one', async () => {
    const sandbox = await openSandbox()
    const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } })
    let taps = 0
    bot.command('start', (ctx) =>
      ctx.reply('卡', { reply_markup: new InlineKeyboard().text('通过', 'approve') }),
    )
    bot.on('callback_query:data', async (ctx) => {
      taps += 1
      await ctx.answerCallbackQuery(`${taps}:${ctx.callbackQuery.data}`)
      if (taps === 2) await ctx.editMessageReplyMarkup()
    })
    void bot.start()
    onTestFinished(() => bot.stop())
    const phone = sandbox.client(teacherId)
    await phone.send('/start')
    const card = await phone.waitFor('卡')
    const answers = await phone.doubleTap('通过')
    expect(answers.map(({ text }) => text).sort()).toEqual(['1:approve', '2:approve'])
    await phone.waitFor(({ buttons }) => buttons.length === 0)
    await expect(phone.tapOn(card.id, '通过')).rejects.toThrow('has no button «通过»')
    expect((await phone.tapStale(card, '通过')).text).toBe('3:approve')
    expect((await phone.forgeTap(card.id, 'approve:99')).text).toBe('4:approve:99')
    expect((await phone.waitForAnswer()).text).toBe('4:approve:99')
  })

  test('complains about a tap that nobody answers, and says what it saw when it waits in vain', async () => {
    const sandbox = await openSandbox()
    const phone = sandbox.client(teacherId)
    await phone.send('你好')
    const keyboard = { inline_keyboard: [[{ text: '通过', callback_data: 'a' }]] }
    await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '卡', reply_markup: keyboard })
    await expect(phone.tap('通过', { answerWithinMs: 50 })).rejects.toThrow(
      'No answer to the tap within 50 ms',
    )
    await expect(phone.waitFor('没有', 50)).rejects.toThrow('bot: 卡 [通过]')
  })

  test('waits only for what comes after its own last act', async () => {
    const sandbox = await openSandbox()
    const phone = sandbox.client(teacherId)
    await phone.send('你好')
    await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '退案通知' })
    await phone.waitFor('退案')
    await phone.seen()
    const second = phone.waitFor('退案')
    await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '退案通知二' })
    expect((await second).text).toBe('退案通知二')
  })

  test('edits what it sent, sends stickers and voice, and splits a long text', async () => {
    const sandbox = await openSandbox()
    const phone = sandbox.client(teacherId)
    const id = await phone.send('错字')
    await phone.editMessage(id, '改正')
    await phone.sendSticker()
    await phone.sendVoice()
    await phone.send('长'.repeat(5000))
    const { result } = await call(sandbox, 'getUpdates')
    expect(result).toMatchObject([
      { message: { text: '错字' } },
      { edited_message: { message_id: id, text: '改正', edit_date: expect.any(Number) } },
      { message: { sticker: { type: 'regular' } } },
      { message: { voice: { duration: 1 } } },
      { message: { text: '长'.repeat(4096) } },
      { message: { text: '长'.repeat(904) } },
    ])
  })

  test('carries the name its person has, and any other number is a person too', async () => {
    const sandbox = await openSandbox()
    await sandbox.client(teacherId).send('你好')
    await sandbox.client(9_000_000_001).send('你好')
    const { result } = await call(sandbox, 'getUpdates')
    expect(result).toMatchObject([
      { message: { from: { id: teacherId, first_name: '陈', last_name: '晓岚', language_code: 'zh-hans' } } },
      { message: { from: { id: 9_000_000_001 } } },
    ])
  })
})

describe('the clock', () => {
  test('is moved from another process, runs on, and tells who listens before the mover goes on', async () => {
    const sandbox = await openSandbox()
    const remote = connectSandbox(sandbox.url)
    const heard: string[] = []
    sandbox.clock.onMove(async (now) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      heard.push(now.toISOString().slice(0, 16))
    })
    await remote.clock.moveTo(new Date('2014-12-31T15:59:00Z'))
    await remote.clock.moveBy(3600_000)
    expect(heard).toEqual(['2014-12-31T15:59', '2014-12-31T16:59'])
    expect((await remote.clock.now()).getTime()).toBeGreaterThanOrEqual(Date.parse('2014-12-31T16:59:00Z'))
    await expect(remote.clock.moveTo(new Date('nonsense'))).rejects.toThrow('within 2000–2099')
  })
})

describe('a web page elsewhere', () => {
  test.each([
    ['/sandbox/clock', { origin: 'https://example.org' }],
    ['/sandbox/state', { origin: 'null' }],
    ['/', { 'sec-fetch-site': 'cross-site' }],
    ['/sandbox/state', { 'sec-fetch-site': 'same-site' }],
  ])('cannot drive %s', async (path, headers) => {
    const sandbox = await openSandbox()
    expect((await fetch(sandbox.url + path, { headers })).status).toBe(403)
    expect((await fetch(sandbox.url + path, { headers: { origin: sandbox.url } })).status).toBe(200)
  })
})

test('an address alone changes nothing, and reads only what nobody has to change', async () => {
  const sandbox = await openSandbox()
  const phone = sandbox.client(teacherId)
  await phone.send('你好')
  const get = (method: string) => fetch(`${sandbox.apiRoot}/bot${sandbox.token}/${method}`)
  const refused = await get(`sendMessage?chat_id=${teacherId}&text=骗`)
  expect([refused.status, await refused.json()]).toMatchObject([405, { ok: false, error_code: 405 }])
  expect((await get('getUpdates?offset=-1')).status).toBe(405)
  expect((await get('getMe')).status).toBe(200)
  expect((await phone.messages()).map(({ text }) => text)).toEqual(['你好'])
})

test('nobody can name another address than this machine', async () => {
  await expect(openSandbox({ host: '0.0.0.0' })).rejects.toThrow('for this machine only')
})

test('a name that somebody lets point to this machine opens nothing', async () => {
  const sandbox = await openSandbox()
  const statusFor = (host: string) =>
    new Promise((resolve) => {
      get(`${sandbox.url}/sandbox/state`, { headers: { host } }, (response) => resolve(response.statusCode))
    })
  expect(await statusFor('evil.example:80')).toBe(403)
  expect(await statusFor('localhost:80')).toBe(200)
})

test('what happens is told live to who listens', async () => {
  const sandbox = await openSandbox()
  const phone = sandbox.client(teacherId)
  await phone.send('你好')
  const response = await fetch(`${sandbox.url}/sandbox/events`)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '直播' })
  let heard = ''
  while (!heard.includes('直播')) heard += (await reader.read()).value ?? ''
  expect(heard).toContain(`"type":"message","userId":${teacherId}`)
  await reader.cancel()
})
