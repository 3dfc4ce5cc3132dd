import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../bot/sandbox/sandbox.ts'
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { planReminders } from '../../core/reminders/plan-reminders.ts'
import { freshDatabase } from '../support/database.ts'
import { smallCity } from '../support/small-city.ts'

/** Three days before the window closes, after everybody's hour and before the quiet hours. */
const now = '2014-12-28T19:30:00+08:00'
const teachers = 300
const { url, database } = await freshDatabase()
const { prisma } = database
const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-reminders-'))

let sandbox: Sandbox
let settings: Record<string, string>
let said = ''
const accounts: number[] = []
const children = new Set<ChildProcess>()

beforeAll(async () => {
  const city = await smallCity(database)
  for (let n = 0; n < teachers; n += 1) {
    accounts.push((await city.person(`教师${n}`, ['TEACHER'])).accountId)
  }
  const people = accounts.map((userId) => ({ userId, firstName: `教师${userId}`, about: '', knows: [] }))
  sandbox = await startSandbox({ port: 0, people: () => people, startsAt: new Date(now) })
  await Promise.all(accounts.map((userId) => sandbox.client(userId).send('/help')))
  const key = () => randomBytes(32).toString('base64')
  settings = {
    DATABASE_URL: url,
    DATA_DIR: folder,
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    SEALING_KEY: key(),
    INDEX_KEY: key(),
  }
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(ROLES: string): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env
  const child = fork(fileURLToPath(new URL('process-at.ts', import.meta.url)), [now], {
    env: { PATH, HOME, ...settings, ROLES },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  children.add(child)
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'exit').then(() =>
    Promise.reject(new Error(`It ended instead of starting.\n${said}`)),
  )
  await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  return child
}

/** The plug is pulled while it sends. */
async function kill9(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
  children.delete(child)
}

const sent = () => prisma.outboxMessage.count({ where: { state: 'SENT', key: { startsWith: 'reminder:' } } })
const sentSome = (atLeast: number) => expect.poll(sent).toBeGreaterThanOrEqual(atLeast)

test('three processes of which two are killed while they send tell everybody once, and nobody nothing', async () => {
  const [intake, worker, ticking] = await Promise.all(
    ['intake,worker', 'worker', 'worker,schedule'].map(start),
  )
  // Whoever plans at the same time, or a process that begins anew, plans nothing twice.
  const planned = await Promise.all(
    [1, 2, 3].map(() => planReminders(database, { cycles: [cycle2014], now: new Date(now) })),
  )
  expect(planned.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(teachers)
  await sentSome(60)
  await kill9(worker!)
  await sentSome(120)
  await kill9(ticking!)
  await sentSome(150)
  await start('worker,schedule')
  await planReminders(database, { cycles: [cycle2014], now: new Date(now) })
  await sentSome(teachers)

  const heard = await Promise.all(
    accounts.map(async (userId) =>
      (await sandbox.client(userId).messages()).filter(
        ({ from, text, buttons }) =>
          from === 'bot' && buttons.length > 0 && text.includes('2014年12月31日24:00前'),
      ),
    ),
  )
  const times = heard.map((messages) => messages.length)
  expect(times.filter((count) => count === 0)).toEqual([])
  expect(times.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(teachers + 2)
  // Menus of commands go behind the reminders and may still be on their way.
  const unsent = { key: { startsWith: 'reminder:' }, state: { not: 'SENT' } } as const
  expect(await prisma.outboxMessage.count({ where: unsent })).toBe(0)
  expect(said).toBe('')
  await kill9(intake!)
})
