import { Bot, GrammyError, InlineKeyboard, InputFile, InputMediaBuilder } from 'grammy'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Sandbox } from '../../../bot/sandbox/sandbox.ts'
import { openSandbox, picture, teacherId } from './setting.ts'

async function runBot(sandbox: Sandbox, wire: (bot: Bot) => void): Promise<Bot> {
  const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } })
  wire(bot)
  const { promise: started, resolve } = Promise.withResolvers<void>()
  void bot.start({
    onStart: () => resolve(),
    allowed_updates: ['message', 'callback_query', 'my_chat_member'],
  })
  await started
  onTestFinished(() => bot.stop())
  return bot
}

async function download(sandbox: Sandbox, bot: Bot, fileId: string): Promise<Buffer> {
  const { file_path } = await bot.api.getFile(fileId)
  const response = await fetch(`${sandbox.apiRoot}/file/bot${sandbox.token}/${file_path}`)
  return Buffer.from(await response.arrayBuffer())
}

describe('a grammY bot by long poll', () => {
  test('answers a command and changes its card in place when a button is tapped', async () => {
    const sandbox = await openSandbox()
    await runBot(sandbox, (bot) => {
      bot.command('start', (ctx) =>
        ctx.reply('您好,<b>陈老师</b>', {
          parse_mode: 'HTML',
          reply_markup: new InlineKeyboard().text('申报', 'declare').row().text('进度', 'status'),
        }),
      )
      bot.callbackQuery('declare', async (ctx) => {
        await ctx.editMessageText('请选择科目类别', { reply_markup: new InlineKeyboard().text('公需', 'p') })
        await ctx.answerCallbackQuery({ text: '已开始', show_alert: true })
      })
    })
    const phone = sandbox.client(teacherId)
    await phone.send('/start')
    const card = await phone.waitFor('陈老师')
    expect(card.text).toBe('您好,陈老师')
    expect(card.entities).toEqual([{ type: 'bold', offset: 3, length: 3 }])
    expect(card.date).toMatch(/^2014-12-20T01:00:0/)
    expect(await phone.tap('申报')).toMatchObject({ text: '已开始', alert: true })
    const changed = await phone.waitFor('科目类别')
    expect(changed.id).toBe(card.id)
    expect(changed.buttons).toEqual([[{ text: '公需', data: 'p' }]])
    expect(await phone.messages()).toHaveLength(2)
  })

  test('gets a photo in sizes up to 1280 without metadata, and a file byte for byte', async () => {
    const sandbox = await openSandbox()
    const photos: string[][] = []
    const uniqueIds: string[] = []
    const fileIds: string[] = []
    const bot = await runBot(sandbox, (bot) => {
      bot.on('message:photo', (ctx) => {
        photos.push(ctx.message.photo.map(({ width, height }) => `${width}×${height}`))
        uniqueIds.push(ctx.message.photo.at(-1)!.file_unique_id)
        fileIds.push(ctx.message.photo.at(-1)!.file_id)
        return ctx.reply('照片')
      })
      bot.on('message:document', async (ctx) => {
        const bytes = await download(sandbox, bot, ctx.message.document.file_id)
        await ctx.replyWithDocument(new InputFile(bytes, ctx.message.document.file_name), { caption: '原样' })
      })
    })
    const phone = sandbox.client(teacherId)
    const original = await picture(2600, 1300)
    await phone.sendPhoto(original, { caption: '证书' })
    await phone.waitFor('照片')
    await phone.sendPhoto(original)
    await phone.waitFor('照片')
    expect(photos[0]).toEqual(['90×45', '320×160', '800×400', '1280×640'])
    expect(uniqueIds[0]).toBe(uniqueIds[1])
    expect(fileIds[0]).not.toBe(fileIds[1])
    const kept = await sharp(await download(sandbox, bot, fileIds[0]!)).metadata()
    expect(kept).toMatchObject({ format: 'jpeg', width: 1280, height: 640 })
    expect(kept.exif).toBeUndefined()

    await phone.sendDocument(original, { fileName: '证书 (原件).png', mimeType: 'image/png' })
    const returned = await phone.waitFor('原样')
    expect(returned.document).toMatchObject({ fileName: '证书 (原件).png', size: original.length })
    expect((await phone.download(returned.document!)).equals(original)).toBe(true)
  })

  test('sends an album, replaces a photo, and sends a known file again by its id', async () => {
    const sandbox = await openSandbox()
    const bot = await runBot(sandbox, () => {})
    const phone = sandbox.client(teacherId)
    await phone.send('你好')
    const [red, blue] = [await picture(400, 300), await picture(300, 400, '#33c')]
    const album = await bot.api.sendMediaGroup(teacherId, [
      InputMediaBuilder.photo(new InputFile(red), { caption: '<i>两张</i>证书', parse_mode: 'HTML' }),
      InputMediaBuilder.photo(new InputFile(blue)),
    ])
    expect(new Set(album.map((each) => 'media_group_id' in each && each.media_group_id)).size).toBe(1)
    expect(album[0]?.caption).toBe('两张证书')

    const first = album[0]!
    if (!('photo' in first)) throw new Error('An album of photos was sent.')
    const again = await bot.api.sendPhoto(teacherId, first.photo[0]!.file_id)
    expect(again.photo.map(({ width }) => width)).toEqual(first.photo.map(({ width }) => width))
    await bot.api.editMessageMedia(teacherId, again.message_id, InputMediaBuilder.photo(new InputFile(blue)))
    await bot.api.editMessageCaption(teacherId, again.message_id, { caption: '换成蓝色' })
    const shown = (await phone.messages()).find(({ id }) => id === again.message_id)
    expect(shown).toMatchObject({ text: '换成蓝色', photo: { width: 300, height: 400 } })
  })

  test('receives an album of a person as one update per photo', async () => {
    const sandbox = await openSandbox()
    const groups: (string | undefined)[] = []
    await runBot(sandbox, (bot) => {
      bot.on('message:photo', async (ctx) => {
        groups.push(ctx.message.media_group_id)
        if (groups.length === 2) await ctx.reply(`收到两张:${ctx.message.caption ?? '无说明'}`)
      })
    })
    const phone = sandbox.client(teacherId)
    await phone.sendAlbum([await picture(200, 200), await picture(200, 300)], { caption: '证书' })
    await phone.waitFor('收到两张:无说明')
    expect(groups[0]).toBeTruthy()
    expect(groups[0]).toBe(groups[1])
  })

  test('hears that it was blocked, may not write then, and may again later', async () => {
    const sandbox = await openSandbox()
    const { promise: heard, resolve } = Promise.withResolvers<string>()
    const bot = await runBot(sandbox, (bot) => {
      bot.on('my_chat_member', (ctx) => resolve(ctx.myChatMember.new_chat_member.status))
    })
    const phone = sandbox.client(teacherId)
    await phone.send('你好')
    await phone.block()
    expect(await heard).toBe('kicked')
    const refused = await bot.api.sendMessage(teacherId, '在吗').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(GrammyError)
    expect(refused).toMatchObject({ error_code: 403, description: 'Forbidden: bot was blocked by the user' })
    await phone.unblock()
    await bot.api.sendMessage(teacherId, '又见面了')
    expect((await phone.last())?.text).toBe('又见面了')
  })

  test('shows its commands in the menu, the narrowest scope and language first', async () => {
    const sandbox = await openSandbox()
    const bot = await runBot(sandbox, () => {})
    const phone = sandbox.client(teacherId)
    await phone.send('你好')
    await bot.api.setMyCommands([{ command: 'help', description: '帮助' }])
    await bot.api.setMyCommands([{ command: 'help', description: 'Help' }], { language_code: 'en' })
    expect(await phone.commandsMenu()).toEqual([{ command: 'help', description: '帮助' }])
    await bot.api.setMyCommands([{ command: 'review', description: '审核' }], {
      scope: { type: 'chat', chat_id: teacherId },
    })
    expect(await phone.commandsMenu()).toEqual([{ command: 'review', description: '审核' }])
    expect(await sandbox.client(5002).commandsMenu()).toEqual([{ command: 'help', description: '帮助' }])
    await bot.api.deleteMyCommands({ scope: { type: 'chat', chat_id: teacherId } })
    expect(await phone.commandsMenu()).toEqual([{ command: 'help', description: '帮助' }])
  })

  test('asks for a reply, shows buttons instead of the keyboard, and takes them away', async () => {
    const sandbox = await openSandbox()
    await runBot(sandbox, (bot) => {
      bot.command('name', (ctx) =>
        ctx.reply('您的姓名?', { reply_markup: { force_reply: true, input_field_placeholder: '姓名' } }),
      )
      bot.hears('是', (ctx) => ctx.reply('谢谢', { reply_markup: { remove_keyboard: true } }))
      bot.on('message:text', (ctx) =>
        ctx.reply(`${ctx.message.reply_to_message?.text} ${ctx.message.text},对吗?`, {
          reply_markup: { keyboard: [['是', '否']], one_time_keyboard: false },
        }),
      )
    })
    const phone = sandbox.client(teacherId)
    await phone.send('/name')
    const question = await phone.waitFor('姓名')
    expect(question.forceReply).toEqual({ placeholder: '姓名' })
    await phone.reply(question.id, '陈晓岚')
    await phone.waitFor('您的姓名? 陈晓岚,对吗?')
    await phone.tap('是')
    await phone.waitFor('谢谢')
    expect((await phone.chat()).keyboard).toBeUndefined()
  })
})
