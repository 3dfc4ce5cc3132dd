import { beforeAll, describe, expect, test } from 'vitest'
import { call, openSandboxForFile, picture, teacherId } from './setting.ts'

const shared = openSandboxForFile()
const phone = () => shared.sandbox.client(teacherId)

async function refused(method: string, parameters: object): Promise<string> {
  const { ok, error_code, description } = await call(shared.sandbox, method, parameters)
  expect(ok).toBe(false)
  return `${error_code} ${description}`
}

const button = (callback_data: string) => ({ inline_keyboard: [[{ text: '通过', callback_data }]] })

beforeAll(async () => {
  await phone().send('你好')
})

describe('a call is refused', () => {
  test('with the wrong token', async () => {
    const { status, description } = await call(shared.sandbox, 'getMe', {}, '1:wrong')
    expect([status, description]).toEqual([401, 'Unauthorized'])
  })

  test('of an unknown method', async () => {
    expect(await refused('sendNothing', {})).toBe('404 Not Found: method not found')
  })

  test.each([
    ['a text over 4096', { text: 'x'.repeat(4097) }, 'message is too long'],
    ['an empty text', { text: ' \n ' }, 'message text is empty'],
    ['no text', {}, 'message text is empty'],
    ['an unknown chat', { chat_id: 404, text: 'x' }, 'chat not found'],
    ['no chat', { chat_id: '', text: 'x' }, 'chat_id is empty'],
    [
      'callback data over 64 bytes',
      { text: 'x', reply_markup: button('学'.repeat(22)) },
      'BUTTON_DATA_INVALID',
    ],
    ['empty callback data', { text: 'x', reply_markup: button('') }, 'BUTTON_DATA_INVALID'],
    [
      'a button that does nothing',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'x' }]] } },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'an unclosed tag',
      { text: '<b>x', parse_mode: 'HTML' },
      'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    ],
    [
      'an unknown tag, at its place in bytes',
      { text: '学<h1>x</h1>', parse_mode: 'HTML' },
      'can\'t parse entities: Unsupported start tag "h1" at byte offset 3',
    ],
    [
      'crossed tags',
      { text: '<b>x<i>y</b></i>', parse_mode: 'HTML' },
      'can\'t parse entities: Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
    ],
    [
      'a bare <',
      { text: '3 < 4', parse_mode: 'HTML' },
      "can't parse entities: Unclosed start tag at byte offset 2",
    ],
    [
      'MarkdownV2',
      { text: '*x*', parse_mode: 'MarkdownV2' },
      "can't parse entities: the sandbox reads only HTML",
    ],
    [
      'a reply to nothing',
      { text: 'x', reply_parameters: { message_id: 9 } },
      'message to be replied not found',
    ],
  ])('of a message with %s', async (_what, parameters, reason) => {
    expect(await refused('sendMessage', { chat_id: teacherId, ...parameters })).toBe(
      `400 Bad Request: ${reason}`,
    )
  })

  test('of a caption over 1024, and what is no picture', async () => {
    const { result } = await call(shared.sandbox, 'getMe')
    expect(result).toMatchObject({ is_bot: true, username: 'xueshi_sandbox_bot' })
    const form = new FormData()
    form.set('chat_id', String(teacherId))
    form.set('photo', new Blob([new Uint8Array(await picture(20, 20))]), 'x.png')
    form.set('caption', 'x'.repeat(1025))
    const send = async () =>
      (
        await fetch(`${shared.sandbox.apiRoot}/bot${shared.sandbox.token}/sendPhoto`, {
          method: 'POST',
          body: form,
        })
      ).json()
    expect(await send()).toMatchObject({ description: 'Bad Request: message caption is too long' })
    form.delete('caption')
    form.set('photo', new Blob(['not a picture']), 'x.png')
    expect(await send()).toMatchObject({ description: 'Bad Request: IMAGE_PROCESS_FAILED' })
  })

  test('of an edit that changes nothing, or has nothing to change', async () => {
    const { result } = await call(shared.sandbox, 'sendMessage', {
      chat_id: teacherId,
      text: '卡片',
      reply_markup: button('a'),
    })
    const place = { chat_id: teacherId, message_id: (result as { message_id: number }).message_id }
    expect(await refused('editMessageText', { ...place, text: '卡片', reply_markup: button('a') })).toContain(
      'message is not modified',
    )
    expect(await refused('editMessageReplyMarkup', { ...place, reply_markup: button('a') })).toContain(
      'not modified',
    )
    expect(await refused('editMessageCaption', { ...place, caption: 'x' })).toContain(
      'there is no caption in the message to edit',
    )
    const nowhere = { ...place, message_id: 9 }
    expect(await refused('editMessageText', { ...nowhere, text: 'x' })).toBe(
      '400 Bad Request: message to edit not found',
    )
    expect(await refused('deleteMessage', nowhere)).toBe('400 Bad Request: message to delete not found')
    const own = await phone().send('我的')
    expect(await refused('editMessageText', { ...place, message_id: own, text: 'x' })).toContain(
      "can't be edited",
    )
  })

  test('of a deletion after two days', async () => {
    const { result } = await call(shared.sandbox, 'sendMessage', { chat_id: teacherId, text: '旧' })
    await shared.sandbox.clock.moveBy(49 * 3600_000)
    const place = { chat_id: teacherId, message_id: (result as { message_id: number }).message_id }
    expect(await refused('deleteMessage', place)).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
  })

  test('of a tap answered twice, or of one that never was', async () => {
    await call(shared.sandbox, 'sendMessage', {
      chat_id: teacherId,
      text: '卡',
      reply_markup: button('once'),
    })
    await phone().tap({ data: 'once' }, { answered: false })
    const { result } = await call(shared.sandbox, 'getUpdates', { offset: -1 })
    const [{ callback_query }] = result as [{ callback_query: { id: string } }]
    const answer = { callback_query_id: callback_query.id, text: '好' }
    expect((await call(shared.sandbox, 'answerCallbackQuery', answer)).ok).toBe(true)
    const old = '400 Bad Request: query is too old and response timeout expired or query ID is invalid'
    expect(await refused('answerCallbackQuery', answer)).toBe(old)
    expect(await refused('answerCallbackQuery', { callback_query_id: '1' })).toBe(old)
  })

  test('of a file over 20 MB, and of one that is not the bot’s', async () => {
    await phone().sendDocument(Buffer.alloc(20 * 1024 * 1024 + 1), { fileName: '大.bin' })
    const { result } = await call(shared.sandbox, 'getUpdates', { offset: -1 })
    const [{ message }] = result as [{ message: { document: { file_id: string } } }]
    expect(await refused('getFile', message.document)).toBe('400 Bad Request: file is too big')
    expect(await refused('getFile', { file_id: 'x' })).toContain('wrong file_id')
  })

  test('of commands that are none', async () => {
    expect(await refused('setMyCommands', { commands: [{ command: 'Bad!', description: 'x' }] })).toContain(
      'BOT_COMMAND_INVALID',
    )
  })
})

describe('what is allowed to the letter', () => {
  test('is 4096 characters after the markup is read, and 64 bytes of callback data', async () => {
    const text = `<b>${'&lt;'.repeat(4096)}</b>`
    const sent = await call(shared.sandbox, 'sendMessage', {
      chat_id: String(teacherId),
      text,
      parse_mode: 'html',
      reply_markup: JSON.stringify(button('x'.repeat(64))),
    })
    expect(sent.result).toMatchObject({
      text: '<'.repeat(4096),
      entities: [{ type: 'bold', offset: 0, length: 4096 }],
    })
  })

  test('is a query string or a form instead of JSON, and any case of the method', async () => {
    const url = `${shared.sandbox.apiRoot}/bot${shared.sandbox.token}`
    const query = new URLSearchParams({ chat_id: String(teacherId), text: '来自网址 /help' })
    const byQuery = await (await fetch(`${url}/SENDMESSAGE?${query}`, { method: 'POST' })).json()
    expect(byQuery).toMatchObject({
      ok: true,
      result: { entities: [{ type: 'bot_command', offset: 5, length: 5 }] },
    })
    const byForm = await (await fetch(`${url}/sendMessage`, { method: 'POST', body: query })).json()
    expect(byForm).toMatchObject({ ok: true })
  })
})
