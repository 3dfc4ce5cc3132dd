import chromium from '@sparticuz/chromium'
import { Bot, InlineKeyboard, InputFile, InputMediaBuilder } from 'grammy'
import { type Browser, type Locator, type Page, chromium as playwright } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Sandbox } from '../../../bot/sandbox/sandbox.ts'
import { call, openSandbox, picture, teacherId } from './setting.ts'

let browser: Browser
let sandbox: Sandbox
let page: Page

beforeAll(async () => {
  const executablePath = await chromium.executablePath()
  browser = await playwright.launch({ executablePath, args: ['--no-sandbox'] })
  return () => browser.close()
})

async function openPage(width = 1400): Promise<void> {
  sandbox = await openSandbox({
    people: () =>
      ['陈晓岚', '黄志强', '梁敏仪', 'Grace'].map((firstName, index) => ({
        userId: teacherId + index,
        firstName,
        about: '天河一小',
        knows: [{ label: '继续教育证号', value: `GZ201200${index}` }],
      })),
    deadlines: () => [{ id: 'declare', at: new Date('2014-12-31T16:00:00Z'), label: '申报截止' }],
  })
  const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } })
  bot.command('start', (ctx) =>
    ctx.reply('<b>欢迎</b> & 您好', {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('申报', 'declare').text('进度', 'status'),
    }),
  )
  bot.callbackQuery('declare', async (ctx) => {
    await ctx.editMessageText('课程名称?', { reply_markup: new InlineKeyboard().text('返回', 'back') })
    await ctx.answerCallbackQuery('请输入')
  })
  bot.callbackQuery('status', (ctx) => ctx.answerCallbackQuery({ text: '还差 12 学时', show_alert: true }))
  bot.on('message:photo', (ctx) => ctx.reply(`收到 ${ctx.message.photo.at(-1)?.width}`))
  bot.on('message:text', (ctx) => ctx.reply(`<i>${ctx.message.text}`))
  await bot.api.setMyCommands([
    { command: 'help', description: '帮助' },
    { command: 'start', description: '开始' },
  ])
  void bot.start()
  page = await browser.newPage({ viewport: { width, height: 800 } })
  page.setDefaultTimeout(8000)
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  onTestFinished(async () => {
    await page.close()
    await bot.stop()
    expect(errors).toEqual([])
  })
  await page.goto(sandbox.url)
  await page.locator('.phone').first().waitFor()
}

const phone = (index: number): Locator => page.locator('.phone').nth(index)
const says = (index: number, text: string) => phone(index).getByRole('log').getByText(text).last().waitFor()

describe('the page', () => {
  test('shows four phones side by side, each with another person, live and without a reload', async () => {
    await openPage()
    expect(await page.title()).toBe('学时 · 沙盒')
    expect(await page.locator('.phone .name-line').allTextContents()).toEqual([
      '陈晓岚',
      '黄志强',
      '梁敏仪',
      'Grace',
    ])
    const boxes = await Promise.all([0, 1, 2, 3].map((index) => phone(index).boundingBox()))
    expect(boxes.every((box) => box && box.x >= 0 && box.x + box.width <= 1400)).toBe(true)
    await phone(1).getByRole('button', { name: '开始' }).click()
    await says(1, '欢迎')
    await call(sandbox, 'sendMessage', { chat_id: teacherId + 1, text: '退案通知' })
    await says(1, '退案通知')
    expect(await phone(0).locator('.message').count()).toBe(0)
  })

  test('loses nothing that happens while it reads a chat', async () => {
    await openPage()
    await phone(0).getByRole('button', { name: '开始' }).click()
    await says(0, '欢迎')
    await sandbox.client(teacherId + 1).send('/start')
    await says(1, '欢迎')
    await page.route(`**/sandbox/phones/${teacherId}`, async (route) => {
      const before = await route.fetch()
      await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '正在读取时到的消息' })
      // Once the other phone shows the later message, the page has heard of the earlier one too.
      await call(sandbox, 'sendMessage', { chat_id: teacherId + 1, text: '与此同时' })
      await says(1, '与此同时')
      await route.fulfill({ response: before })
    })
    await call(sandbox, 'setMyCommands', { commands: [{ command: 'new', description: '新命令' }] })
    // The new command is known only from the chat that was read.
    await expect
      .poll(async () => {
        await phone(0).getByRole('textbox').fill('/')
        return phone(0).getByRole('listbox').getByText('/new').count()
      })
      .toBe(1)
    expect(await phone(0).getByRole('log').getByText('正在读取时到的消息').count()).toBe(1)
  })

  test('changes a card in place when its button is tapped, and shows the answer', async () => {
    await openPage()
    await phone(0).getByRole('button', { name: '开始' }).click()
    await phone(0).getByRole('button', { name: '进度' }).click()
    const alert = page.getByRole('dialog')
    await alert.getByText('还差 12 学时').waitFor()
    await alert.getByRole('button', { name: '好' }).click()
    await phone(0).getByRole('button', { name: '申报' }).click()
    await phone(0).getByRole('status').getByText('请输入').waitFor()
    await says(0, '课程名称?')
    await phone(0).getByRole('button', { name: '返回' }).waitFor()
    expect(await phone(0).locator('.message').count()).toBe(2)
  })

  test('never lets what is written become part of the page', async () => {
    await openPage()
    await phone(0).getByRole('button', { name: '开始' }).click()
    await phone(0).getByRole('textbox').fill('<img src=x onerror=alert(1)>')
    await page.keyboard.press('Enter')
    await says(0, '<i><img src=x')
    expect(await phone(0).locator('.bubble img').count()).toBe(0)
  })

  test('works by keyboard: commands with the menu, known values, editing with the arrow', async () => {
    await openPage()
    await phone(0).getByRole('button', { name: '开始' }).focus()
    await page.keyboard.press('Enter')
    await says(0, '欢迎')
    await phone(0).getByRole('textbox').focus()
    await page.keyboard.type('/')
    expect(await phone(0).getByRole('listbox').getByRole('option').allTextContents()).toEqual([
      '/help帮助',
      '/start开始',
    ])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await says(0, '<i>/help')
    await phone(0).getByRole('button', { name: '继续教育证号' }).press('Enter')
    await page.keyboard.press('Enter')
    await says(0, '<i>GZ2012000')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.type('!')
    await page.keyboard.press('Enter')
    await says(0, 'GZ2012000!')
    await phone(0).getByRole('button', { name: '申报' }).focus()
    await page.keyboard.press('Enter')
    await says(0, '课程名称?')
  })

  test('opens a reply when the bot asks for one', async () => {
    await openPage()
    await phone(0).getByRole('button', { name: '开始' }).click()
    await says(0, '欢迎')
    const force = { force_reply: true, input_field_placeholder: '课程名称' }
    await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '哪门课?', reply_markup: force })
    await phone(0).getByPlaceholder('课程名称').fill('数学')
    await page.keyboard.press('Enter')
    await says(0, '<i>数学')
    const own = (await sandbox.client(teacherId).messages()).find(({ text }) => text === '数学')
    expect(own?.replyTo).toBeDefined()
  })

  test('sends a picture from disk and a sample certificate, and shows albums and files', async () => {
    await openPage()
    await phone(0).getByRole('button', { name: '开始' }).click()
    const choosing = page.waitForEvent('filechooser')
    await phone(0).getByRole('button', { name: '附件' }).click()
    await page.getByRole('menuitem', { name: '从磁盘' }).click()
    const buffer = await picture(2000, 1000)
    await (await choosing).setFiles([{ name: '证书.png', mimeType: 'image/png', buffer }])
    await page.getByRole('dialog').getByRole('button', { name: '发送' }).click()
    await says(0, '收到 1280')
    await phone(0).getByRole('button', { name: '附件' }).click()
    await page.getByRole('menuitem', { name: '样例证书' }).click()
    await page.locator('.sample').first().click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '发送' }).click()
    await expect.poll(() => phone(0).locator('.own .picture img').count()).toBe(2)

    const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } })
    const photo = () => InputMediaBuilder.photo(new InputFile(buffer))
    await bot.api.sendMediaGroup(teacherId, [photo(), photo(), photo()])
    await expect.poll(() => phone(0).locator('.album.of-3 img').count()).toBe(3)
    await bot.api.sendDocument(teacherId, new InputFile(Buffer.from('72'), '统计表.csv'))
    const downloading = page.waitForEvent('download')
    await phone(0).getByRole('link', { name: '统计表.csv' }).click()
    expect((await downloading).suggestedFilename()).toBe('统计表.csv')
  })

  test('moves the clock by steps and to a deadline', async () => {
    await openPage()
    const clock = page.locator('output.now')
    expect(await clock.textContent()).toContain('2014年12月20日 星期六')
    await page.getByRole('button', { name: '+1天' }).click()
    await clock.getByText('12月21日').waitFor()
    await page
      .getByRole('combobox', { name: '跳到截止时间' })
      .selectOption({ value: String(Date.parse('2014-12-31T15:59:00Z')) })
    await clock.getByText('12月31日').waitFor()
    expect(sandbox.clock.now().toISOString()).toMatch(/^2014-12-31T15:59/)
    await sandbox.clock.moveTo(new Date('2015-01-08T01:00:00Z'))
    await clock.getByText('2015年1月8日').waitFor()
  })

  test('switches faults on and off, and blocks the bot', async () => {
    await openPage()
    await page.getByRole('button', { name: '故障' }).click()
    await page.getByRole('combobox', { name: '故障' }).selectOption('5xx')
    await page.getByRole('button', { name: '打开' }).click()
    await page.getByText('502 服务器错误 ·').waitFor()
    expect(sandbox.faults.list()).toEqual([{ kind: '5xx', times: 1 }])
    await page.getByRole('button', { name: '全部清除' }).click()
    await page.getByText('目前没有故障').waitFor()
    expect(sandbox.faults.list()).toEqual([])
    await page.getByRole('button', { name: '关闭' }).click()
    await phone(0).getByRole('button', { name: '开始' }).click()
    await says(0, '欢迎')
    await phone(0).getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: '屏蔽机器人' }).click()
    await phone(0).getByRole('button', { name: '解除屏蔽' }).waitFor()
    const refused = await call(sandbox, 'sendMessage', { chat_id: teacherId, text: '在吗' })
    expect(refused.error_code).toBe(403)
  })

  test('shows one phone at a time in a narrow window, with tabs, and speaks English on demand', async () => {
    await openPage(390)
    const visible = async (index: number) => {
      const box = await phone(index).boundingBox()
      return box !== null && box.x >= -1 && box.x + box.width <= 391
    }
    expect([await visible(0), await visible(1)]).toEqual([true, false])
    await page.getByRole('navigation').getByRole('button', { name: '梁敏仪' }).click()
    await expect.poll(() => visible(2)).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'English' }).click()
    await phone(0).getByRole('button', { name: 'Start' }).waitFor()
    await page.goto(`${sandbox.url}/differences`)
    await page.getByRole('heading', { name: '沙盒与真实 Telegram 的差异' }).waitFor()
  })
})
