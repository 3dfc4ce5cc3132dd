import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readEnvironment } from '../../bot/read-env.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-env-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const token = '123456:abcdefghijklmnopqrstuvwxyz'

async function written(content: string | Buffer): Promise<string> {
  const own = await mkdtemp(path.join(folder, 'one-'))
  await writeFile(path.join(own, '.env'), content)
  return own
}

describe('.env', () => {
  it('is read with the byte order mark and the line ends of Windows, below the environment', async () => {
    const own = await written(`\uFEFFBOT_TOKEN=${token}\r\nPORT=1\r\nTZ=Asia/Shanghai\r\n`)
    expect(readEnvironment({ PORT: '2' }, own)).toMatchObject({ BOT_TOKEN: token, PORT: '2' })
  })

  it.each<[string, string | Buffer, string]>([
    ['a mistyped setting', `BOT_TOKN=${token}`, 'BOT_TOKN in .env is no setting: BOT_TOKEN is meant.'],
    ['an invented one', 'COLOUR=red', 'COLOUR in .env is no setting: .env.example names them all.'],
    [
      'a setting in small letters',
      `bot_token=${token}`,
      'bot_token in .env is no setting: BOT_TOKEN is meant.',
    ],
    ['UTF-16', Buffer.from(`\uFEFFBOT_TOKEN=${token}`, 'utf16le'), 'is not written in UTF-8: save it so.'],
  ])('with %s is told in a sentence', async (_, content, sentence) => {
    const own = await written(content)
    expect(() => readEnvironment({}, own)).toThrow(sentence)
  })

  it('that cannot be read is told', async () => {
    const own = await mkdtemp(path.join(folder, 'one-'))
    await mkdir(path.join(own, '.env'))
    expect(() => readEnvironment({}, own)).toThrow('.env cannot be read (EISDIR): let this user read it')
  })
})

describe('the environment', () => {
  it('may hold whatever other programs are told', () => {
    const others = { HOME: '/root', HOSTNAME: 'city', XDG_DATA_DIRS: '/usr', PATH: '/bin' }
    expect(readEnvironment(others, folder)).toEqual(others)
  })

  it('does not lose a setting by a slip of the finger', () => {
    expect(() => readEnvironment({ BOT_TOKEN: token, DATABSE_URL: 'x' }, folder)).toThrow(
      'DATABSE_URL is no setting: DATABASE_URL is meant.',
    )
  })
})
