import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { say, tap } from '../support/story.ts'
import { until } from '../support/until.ts'
import {
  freePort,
  postmasterOf,
  prepareProgram,
  runToItsEnd,
  startWithNode,
  stop,
} from './running-program.ts'

const program = await prepareProgram()
const neverStarted = await prepareProgram()
const stopped = await prepareProgram()

describe('a first start without any setting but where to be', () => {
  beforeAll(() => program.start())
  const counts = () =>
    program.withDatabase(async ({ prisma }) => ({
      organisations: await prisma.organisation.count(),
      people: await prisma.person.count(),
      declarations: await prisma.declaration.count(),
    }))

  it('prints the address, which answers with the page of phones', async () => {
    expect(program.stdout).toContain(`Open ${program.address}\n`)
    const page = await fetch(program.address)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(program.stdout).toContain('applied 0001_start')
    const [, door = ''] = /管理接口 (http:\S+) is for other systems\./.exec(program.stdout) ?? []
    expect((await fetch(`${door}/healthz`)).status).toBe(200)
  })

  it('keeps its keys to its owner', async () => {
    const modeOf = async (name: string) => (await stat(path.join(program.dataFolder, name))).mode & 0o777
    expect(await modeOf('keys')).toBe(0o700)
    expect(await modeOf('keys/sealing.key')).toBe(0o600)
    expect(await modeOf('keys/index.key')).toBe(0o600)
  })

  it('is not disturbed by a second start on its folder, which says why it does not go on', async () => {
    const phone = program.sandbox.client(2011)
    const second = await runToItsEnd({
      DATA_DIR: program.dataFolder,
      PORT: String(await freePort()),
    })
    expect(second).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Another program already runs the sandbox on this DATA_DIR: end that one, or set another DATA_DIR.\n',
    })
    await say(phone, '/help', '教师继续教育年度验证')
  })

  it('ends at Ctrl-C with code 0 and leaves no PostgreSQL on its folder', async () => {
    expect(await postmasterOf(program.dataFolder)).toBeDefined()
    const { code, stderr } = await program.interrupt()
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(await postmasterOf(program.dataFolder)).toBeUndefined()
  })

  it('starts again without a migration, with its demo data and its chats', async () => {
    await program.start()
    const before = await counts()
    await program.interrupt()
    await program.start()
    expect(program.stdout).not.toContain('applied')
    expect(await counts()).toEqual(before)
    expect(before.people).toBeGreaterThan(40)
    expect(before.declarations).toBe(4)
    const texts = (await program.sandbox.client(2011).messages()).map(({ text }) => text)
    expect(texts[0]).toBe('/help')
    expect(texts[1]).toContain('教师继续教育年度验证')
  })

  it('takes updates through a webhook as well, and what came while it was away', async () => {
    await program.interrupt()
    await program.start({ TRANSPORT: 'webhook' })
    const phone = program.sandbox.client(2003)
    await say(phone, '/start', '李文博')
    await tap(phone, '我的进度', '中小学教师信息技术应用能力提升')
    await say(phone, '/cancel', '当前没有进行中的操作')
    expect((await program.interrupt()).code).toBe(0)

    await program.start()
    await say(phone, '/help', '教师继续教育年度验证')
  })
})

describe('an end that leaves no server behind', () => {
  const noServer = () => until(async () => (await postmasterOf(stopped.dataFolder)) === undefined)

  it.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('by %s is as by Ctrl-C', async (signal) => {
    await stopped.start()
    const { code, stderr } = await stopped.interrupt(signal)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(await postmasterOf(stopped.dataFolder)).toBeUndefined()
  })

  it('by Ctrl-C during the start says nothing more', async () => {
    await stopped.begin()
    expect(await stopped.interrupt()).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await postmasterOf(stopped.dataFolder)).toBeUndefined()
  })

  it('by two Ctrl-C, during the start and later', async () => {
    await stopped.begin()
    stopped.send('SIGINT')
    await stopped.interrupt()
    await noServer()
    await stopped.start()
    stopped.send('SIGINT')
    await stopped.interrupt()
    await noServer()
  })

  it('by npm run stop, for a program that runs and for a server that a crash left', async () => {
    const everything = { code: 0, stdout: `Everything on ${stopped.dataFolder} has stopped.\n`, stderr: '' }
    await stopped.start()
    expect(await stop(stopped.dataFolder)).toEqual(everything)
    expect(await postmasterOf(stopped.dataFolder)).toBeUndefined()
    await stopped.start()
    await stopped.kill9()
    expect(await postmasterOf(stopped.dataFolder)).toBeDefined()
    expect(await stop(stopped.dataFolder)).toEqual(everything)
    expect(await postmasterOf(stopped.dataFolder)).toBeUndefined()
    expect((await stop(stopped.dataFolder)).stdout).toBe(`Nothing runs on ${stopped.dataFolder}.\n`)
  })

  it('opens no debugger on SIGUSR1 meanwhile', async () => {
    await stopped.start()
    stopped.send('SIGUSR1')
    await say(stopped.sandbox.client(2011), '/help', '教师继续教育年度验证')
    expect((await stopped.interrupt()).stderr).toBe('')
  })
})

describe('a start that cannot be', () => {
  const key = randomBytes(32).toString('base64')
  const token = '123456:of-a-bot-that-nobody-made'
  const secret = randomBytes(24).toString('hex')

  it.each<[string, Record<string, string>, string]>([
    ['a port that is none', { PORT: 'acht' }, 'PORT must be a port number.'],
    [
      'a token that is none',
      { BOT_TOKEN: 'x' },
      'BOT_TOKEN must be the token that @BotFather gave, digits, a colon and a secret.',
    ],
    [
      'a webhook without an address',
      { BOT_TOKEN: token, TRANSPORT: 'webhook', WEBHOOK_SECRET: secret },
      'TRANSPORT=webhook needs WEBHOOK_URL.',
    ],
    [
      'a webhook without a secret',
      { BOT_TOKEN: token, TRANSPORT: 'webhook', WEBHOOK_URL: 'https://xueshi.test' },
      "TRANSPORT=webhook needs WEBHOOK_SECRET: without it anybody could speak in a teacher's name.",
    ],
    [
      'a webhook whose secret is none',
      {
        BOT_TOKEN: token,
        TRANSPORT: 'webhook',
        WEBHOOK_URL: 'https://xueshi.test',
        WEBHOOK_SECRET: 'a'.repeat(20),
      },
      'WEBHOOK_SECRET is no secret: make one with openssl rand -hex 24.',
    ],
    [
      'the token of the example',
      { BOT_TOKEN: '123456:replace-with-the-token-of-your-bot' },
      'BOT_TOKEN is the one of the example: set what @BotFather gave.',
    ],
    [
      'a key of zeros',
      { SEALING_KEY: Buffer.alloc(32).toString('base64'), INDEX_KEY: key },
      'SEALING_KEY is no random key: make one with openssl rand -base64 32.',
    ],
    ['an unknown role', { ROLES: 'intake,boss' }, 'ROLES may only name intake, worker, schedule.'],
    [
      'a short key',
      { SEALING_KEY: 'c2hvcnQ=', INDEX_KEY: key },
      'SEALING_KEY must be 32 random bytes in base64 (for example from: openssl rand -base64 32).',
    ],
  ])('with %s tells it in one sentence', async (_, settings, sentence) => {
    expect(await runToItsEnd(settings)).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` })
  })

  it('with a setting that does not exist tells its name', async () => {
    expect(await runToItsEnd({}, { env: `\uFEFFBOT_TOKN=${token}\n` })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'BOT_TOKN in .env is no setting: BOT_TOKEN is meant.\n',
    })
  })

  it('with a folder that cannot be made tells it in one sentence', async () => {
    const { code, stderr } = await runToItsEnd({ DATA_DIR: '/dev/null/data' })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^DATA_DIR cannot be used at \/dev\/null.*, because a file stands .*\n$/)
  })

  it('with a Node that is too old tells it in one sentence', async () => {
    expect(await startWithNode('v20.20.2', neverStarted.dataFolder)).toMatchObject({
      code: 1,
      stderr: 'Node v20.20.2 is too old: install 22.18 or newer (npm ci brings one along).\n',
    })
  })

  it('with migrations that it may not apply names them', async () => {
    const { code, stdout, stderr } = await runToItsEnd({ MIGRATE: 'check' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      /^The database lacks 0001_start, 0002_whole_year, .*, and MIGRATE=check leaves that/,
    )
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('with a database that does not answer tells it in one sentence', async () => {
    const DATABASE_URL = `postgresql://xueshi:secret@127.0.0.1:${await freePort()}/xueshi`
    const { code, stderr } = await runToItsEnd({ DATABASE_URL })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The database of DATABASE_URL cannot be used: connect ECONNREFUSED [\d.:]+\.\n$/)
  })

  it('with a Telegram that does not answer tells it in one sentence, without the token', async () => {
    const TELEGRAM_API_ROOT = `http://127.0.0.1:${await freePort()}`
    expect(await runToItsEnd({ BOT_TOKEN: token, TELEGRAM_API_ROOT })).toMatchObject({
      code: 1,
      stderr: 'Telegram cannot be reached: check the network and TELEGRAM_API_ROOT.\n',
    })
  })

  it('with a port that is taken tells it in one sentence, and leaves no PostgreSQL behind', async () => {
    const port = Number(new URL(neverStarted.address).port)
    const other = createServer().listen(port, '127.0.0.1')
    const { code, stderr } = await runToItsEnd({ PORT: String(port), DATA_DIR: neverStarted.dataFolder })
    other.close()
    expect(stderr).toBe(`PORT ${port} is already in use: end the program that has it, or set another PORT.\n`)
    expect(code).toBe(1)
    expect(await postmasterOf(neverStarted.dataFolder)).toBeUndefined()
  })
})
