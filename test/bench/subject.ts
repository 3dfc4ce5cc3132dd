import Fastify from 'fastify'
import { Bot, InlineKeyboard, webhookCallback } from 'grammy'
import pg from 'pg'
import { readConfig } from '../../bot/config.ts'
import { startProgram } from '../../bot/program.ts'
import { benchSecret, benchToken } from './messenger.ts'

// One of the three programs that are measured, each in a process of its own: the product, grammY alone, and
// the ceiling.
const [kind, apiRoot = '', databaseUrl = '', dataFolder = ''] = process.argv.slice(2)
const port = 0

const started = {
  program: startProduct,
  plain: () => startBare(false),
  ceiling: () => startBare(true),
}[kind as 'program' | 'plain' | 'ceiling']
if (!started) throw new Error(`There is no subject ${kind}.`)
const webhook = await started()
process.send?.({ webhook })
process.on('message', (message) => {
  if (message === 'usage') process.send?.({ usage: process.cpuUsage(), memory: process.memoryUsage.rss() })
})
process.on('disconnect', () => process.exit(0))

async function startProduct(): Promise<string> {
  const config = readConfig({
    BOT_TOKEN: benchToken,
    TELEGRAM_API_ROOT: apiRoot,
    TRANSPORT: 'webhook',
    WEBHOOK_URL: 'http://127.0.0.1:1',
    WEBHOOK_SECRET: benchSecret,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataFolder,
  })
  const lead = new Date('2014-12-20T01:00:00Z').getTime() - Date.now()
  const program = await startProgram(config, (line) => console.error(line), {
    clock: { now: () => new Date(Date.now() + lead) },
  })
  return `${program.address}/telegram`
}

/**
 * grammY as its documentation shows it: an update comes in, a reply goes out. With `onRow` one statement per
 * answer.
 */
async function startBare(onRow: boolean): Promise<string> {
  const bot = new Bot(benchToken, { client: { apiRoot } })
  await bot.init()
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
  const keep = async (accountId: number, answer: string) => {
    if (!onRow) return
    await pool.query({
      name: 'answer',
      text: `update draft set answers = answers || jsonb_build_object('last', $2::text), version = version + 1
             from account where account.id = $1 and draft.id = (account.focus->>'draftId')::uuid`,
      values: [accountId, answer],
    })
  }
  const labels = ['专业科目', '是', '否', '有', '无']
  const keyboard = labels.reduce((rows, label) => rows.text(label, `a:${label}`), new InlineKeyboard())
  const text = '<b>课程名称是什么？</b>\n科目：专业科目\n类型：市级培训\n请按证书填写，最多60个字。'
  bot.on('message:text', async (ctx) => {
    await keep(ctx.from.id, ctx.message.text)
    await ctx.reply(text, { parse_mode: 'HTML', reply_markup: keyboard })
  })
  bot.on('callback_query:data', async (ctx) => {
    await keep(ctx.from.id, ctx.callbackQuery.data)
    await Promise.all([
      ctx.answerCallbackQuery(),
      ctx.editMessageText(text, { parse_mode: 'HTML', reply_markup: keyboard }),
    ])
  })
  const app = Fastify()
  app.post('/telegram', webhookCallback(bot, 'fastify', { secretToken: benchSecret }))
  return `${await app.listen({ port, host: '127.0.0.1' })}/telegram`
}
