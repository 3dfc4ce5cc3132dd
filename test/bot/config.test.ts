import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../bot/config.ts'

const token = '123456:abcdefghijklmnopqrstuvwxyz'
const key = () => randomBytes(32).toString('base64')

function mistakeOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'no mistake'
}

describe('the settings', () => {
  it('need nothing for the sandbox', () => {
    const config = readConfig({})
    expect(config.telegram).toBeUndefined()
    expect([...config.roles]).toEqual(['intake', 'worker', 'schedule'])
  })

  it('treat an empty line of .env as not set', () => {
    expect(readConfig({ BOT_TOKEN: '', PORT: '' }).telegram).toBeUndefined()
  })

  it.each([
    [{ PORT: 'x' }, 'PORT must be a port number'],
    [{ PORT: '70000' }, 'PORT must be a port'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgresql://'],
    [{ BOT_TOKEN: 'secret' }, 'BOT_TOKEN must be the token that @BotFather gave'],
    [{ TRANSPORT: 'pigeon' }, 'TRANSPORT must be polling or webhook'],
    [{ ROLES: 'intake,cook' }, 'ROLES may only name intake, worker, schedule'],
    [{ SEALING_KEY: 'short', INDEX_KEY: key() }, 'SEALING_KEY must be 32 random bytes'],
    [{ SEALING_KEY: key() }, 'SEALING_KEY and INDEX_KEY go together'],
    [{ TELEGRAM_API_ROOT: 'http://127.0.0.1:1' }, 'TELEGRAM_API_ROOT needs BOT_TOKEN'],
    [
      { BOT_TOKEN: token, TRANSPORT: 'webhook', WEBHOOK_SECRET: 'a'.repeat(20) },
      'TRANSPORT=webhook needs WEBHOOK_URL',
    ],
    [{ BOT_TOKEN: token, TRANSPORT: 'webhook', WEBHOOK_URL: 'https://x.example' }, 'needs WEBHOOK_SECRET'],
  ])('tell the mistake in %o in a sentence', (env, sentence) => {
    expect(mistakeOf(env as Record<string, string>)).toContain(sentence)
  })

  it('tell every mistake at once', () => {
    expect(mistakeOf({ PORT: 'x', BOT_TOKEN: 'y' }).split('\n')).toHaveLength(2)
  })

  it('refuse two equal keys', () => {
    const same = key()
    expect(mistakeOf({ SEALING_KEY: same, INDEX_KEY: same })).toContain('must differ')
  })

  it('never repeat a secret in a mistake', () => {
    expect(mistakeOf({ BOT_TOKEN: 'my-wrong-token', PORT: 'x' })).not.toContain('my-wrong-token')
  })
})
