import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
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
      { BOT_TOKEN: token, TRANSPORT: 'webhook', WEBHOOK_SECRET: key().slice(0, 16).replace(/\W/g, '_') },
      'TRANSPORT=webhook needs WEBHOOK_URL',
    ],
    [{ BOT_TOKEN: token, TRANSPORT: 'webhook', WEBHOOK_URL: 'https://x.example' }, 'needs WEBHOOK_SECRET'],
    [{ SEALING_KEY: Buffer.alloc(32).toString('base64'), INDEX_KEY: key() }, 'SEALING_KEY is no random key'],
    [
      { SEALING_KEY: key(), INDEX_KEY: Buffer.from('abcd'.repeat(8)).toString('base64') },
      'INDEX_KEY is no random key',
    ],
    [{ WEBHOOK_SECRET: 'short' }, 'WEBHOOK_SECRET must be 16 to 256'],
    [{ WEBHOOK_SECRET: 'ababababababababab' }, 'WEBHOOK_SECRET is no secret'],
    [{ WEBHOOK_SECRET: 'replace-with-a-secret-of-yours' }, 'WEBHOOK_SECRET is no secret'],
    [{ BOT_TOKEN: '123456:replace-with-the-token-of-your-bot' }, 'BOT_TOKEN is the one of the example'],
    [{ METRICS_TOKEN: 'open' }, 'METRICS_TOKEN must be 16 to 256'],
    [{ METRICS_TOKEN: '0000000000000000' }, 'METRICS_TOKEN is no secret'],
    [{ LOG_FORMAT: 'xml' }, 'LOG_FORMAT must be text or json'],
    [{ MIGRATE: 'never' }, 'MIGRATE must be auto or check'],
  ])('tell the mistake in %o in a sentence', (env, sentence) => {
    expect(mistakeOf(env as Record<string, string>)).toContain(sentence)
  })

  it('take every random key and secret', () => {
    for (let n = 0; n < 300; n++)
      expect(
        mistakeOf({ SEALING_KEY: key(), INDEX_KEY: key(), WEBHOOK_SECRET: randomBytes(24).toString('hex') }),
      ).toBe('no mistake')
  })

  it('take nothing that .env.example suggests for a secret', async () => {
    const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
    const suggested = example.matchAll(/^#?(BOT_TOKEN|[A-Z_]*(?:KEY|SECRET|TOKEN))=(.+)$/gm)
    for (const [, name = '', value = ''] of suggested)
      expect(mistakeOf({ [name]: value }), name).not.toBe('no mistake')
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
