import { Markup, Telegraf, TelegramError } from 'telegraf'
import { message } from 'telegraf/filters'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Sandbox } from '../../../bot/sandbox/sandbox.ts'
import { openSandbox, openWebhook, picture, teacherId } from './setting.ts'

function connect(sandbox: Sandbox): Telegraf {
  return new Telegraf(sandbox.token, { telegram: { apiRoot: sandbox.apiRoot } })
}

async function launch(sandbox: Sandbox, wire: (bot: Telegraf) => void): Promise<Telegraf> {
  const bot = connect(sandbox)
  wire(bot)
  await new Promise<void>((resolve) => void bot.launch({}, resolve))
  onTestFinished(() => bot.stop())
  return bot
}

describe('a telegraf bot by long poll', () => {
  test('talks, edits and answers taps', async () => {
    const sandbox = await openSandbox()
    await launch(sandbox, (bot) => {
      bot.start((ctx) => ctx.reply('您好', Markup.inlineKeyboard([Markup.button.callback('继续', 'go')])))
      bot.action('go', async (ctx) => {
        await ctx.editMessageText('完成')
        await ctx.answerCbQuery('好')
      })
    })
    const phone = sandbox.client(teacherId)
    await phone.send('/start')
    expect(await phone.tap('继续')).toMatchObject({ text: '好', alert: false })
    await phone.waitFor('完成')
  })

  test('builds its own link to a file and gets every byte', async () => {
    const sandbox = await openSandbox()
    const { promise: link, resolve } = Promise.withResolvers<URL>()
    await launch(sandbox, (bot) => {
      bot.on(message('document'), async (ctx) =>
        resolve(await ctx.telegram.getFileLink(ctx.message.document.file_id)),
      )
    })
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251))
    await sandbox.client(teacherId).sendDocument(bytes, { fileName: '扫描件.pdf' })
    const response = await fetch(await link)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('uploads a photo, a document and an album in its own encoding', async () => {
    const sandbox = await openSandbox()
    const { telegram } = connect(sandbox)
    const phone = sandbox.client(teacherId)
    await phone.send('你好')
    const source = await picture(1600, 900)
    const photo = await telegram.sendPhoto(teacherId, { source }, { caption: '照片' })
    expect(photo.photo.at(-1)).toMatchObject({ width: 1280, height: 720 })
    const report = Buffer.from('姓名,学时\r\n陈晓岚,72\r\n')
    await telegram.sendDocument(teacherId, { source: report, filename: '统计表.csv' })
    const shown = await phone.last()
    expect(shown?.document?.fileName).toBe('统计表.csv')
    expect((await phone.download(shown!.document!)).equals(report)).toBe(true)
    const album = await telegram.sendMediaGroup(teacherId, [
      { type: 'photo', media: { source }, caption: '一' },
      { type: 'photo', media: { source: await picture(90, 80) } },
    ])
    expect(album).toHaveLength(2)
    expect(album[0]?.media_group_id).toBe(album[1]?.media_group_id)
    await telegram.editMessageMedia(teacherId, photo.message_id, undefined, {
      type: 'photo',
      media: { source: await picture(500, 400) },
    })
    expect((await phone.messages()).find(({ id }) => id === photo.message_id)?.photo?.width).toBe(500)
  })

  test('is refused in Telegram’s words, with the seconds to wait', async () => {
    const sandbox = await openSandbox()
    const { telegram } = connect(sandbox)
    await sandbox.client(teacherId).send('你好')
    const tooLong = await telegram.sendMessage(teacherId, 'x'.repeat(4097)).catch((error: unknown) => error)
    expect(tooLong).toBeInstanceOf(TelegramError)
    expect(tooLong).toMatchObject({ code: 400, description: 'Bad Request: message is too long' })
    sandbox.faults.set({ kind: '429', method: 'sendMessage', times: 1, retryAfterSeconds: 7 })
    const flooded = await telegram.sendMessage(teacherId, 'x').catch((error: unknown) => error)
    expect(flooded).toMatchObject({ code: 429, parameters: { retry_after: 7 } })
    await telegram.sendMessage(teacherId, 'x')
  })
})

test('a telegraf bot takes updates by webhook', async () => {
  const sandbox = await openSandbox()
  const bot = connect(sandbox)
  bot.on(message('text'), (ctx) => ctx.reply(`听到:${ctx.message.text}`))
  const hook = await openWebhook(async ({ update }) => {
    await bot.handleUpdate(update as Parameters<typeof bot.handleUpdate>[0])
    return 200
  })
  await bot.telegram.setWebhook(hook.url)
  expect((await bot.telegram.getWebhookInfo()).url).toBe(hook.url)
  const phone = sandbox.client(teacherId)
  await phone.send('早上好')
  await phone.waitFor('听到:早上好')
})
