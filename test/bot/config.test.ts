import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../bot/config.ts'

const token = '123456:abcdefghijklmnopqrstuvwxyz'
const key = () => randomBytes(32).toString('base64')

const bucket = {
  S3_BUCKET: 'xueshi-photos',
  S3_ENDPOINT: 'https://s3.invalid',
  S3_ACCESS_KEY_ID: 'photos-key',
  S3_SECRET_ACCESS_KEY: 'Zk3q/9vT+1mN8pLw2RcD',
}

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
    [{ DATABASE_URL: 'postgresql://x/y?schema=app' }, 'DATABASE_URL names a schema'],
    [{ DATABASE_URL: 'postgresql://x/y?a=b&schema=app&c=d' }, 'DATABASE_URL names a schema'],
    [{ WEBHOOK_URL: 'https://x.example/?a=b' }, 'WEBHOOK_URL must be an address without ? and #'],
    [{ TELEGRAM_API_ROOT: 'http://127.0.0.1/#a' }, 'TELEGRAM_API_ROOT must be an address without ? and #'],
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
    [{ ...bucket, S3_BUCKET: 'Photos' }, 'S3_BUCKET must be the name of a bucket'],
    [{ ...bucket, S3_ENDPOINT: 's3.invalid' }, 'S3_ENDPOINT must be the http(s) address'],
    [{ ...bucket, S3_ENDPOINT: 'https://id:secret@s3.invalid' }, 'S3_ENDPOINT must be an address alone'],
    [{ ...bucket, S3_REGION: 'the south' }, 'S3_REGION must be the name of a region'],
    [{ ...bucket, S3_PREFIX: '../other' }, 'S3_PREFIX may hold letters'],
    [{ ...bucket, S3_PATH_STYLE: 'yes' }, 'S3_PATH_STYLE must be true or false'],
    [{ ...bucket, S3_ENCRYPTION: 'DES' }, 'S3_ENCRYPTION must be AES256 or aws:kms'],
    [{ ...bucket, S3_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }, 'S3_ACCESS_KEY_ID is the one of the example'],
    [{ ...bucket, S3_SECRET_ACCESS_KEY: 'minioadmin' }, 'S3_SECRET_ACCESS_KEY must be the secret'],
    [
      { ...bucket, S3_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
      'S3_SECRET_ACCESS_KEY is no secret',
    ],
    [{ ...bucket, S3_SECRET_ACCESS_KEY: 'abababababababab' }, 'S3_SECRET_ACCESS_KEY is no secret'],
    [
      { ...bucket, S3_SECRET_ACCESS_KEY: 'photos_key_of_1234', S3_ACCESS_KEY_ID: 'photos_key_of_1234' },
      'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must differ',
    ],
    [
      { S3_BUCKET: 'xueshi-photos', S3_REGION: 'cn-north-1' },
      'S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.',
    ],
    [{ ...bucket, S3_SECRET_ACCESS_KEY: '' }, 'S3_BUCKET needs S3_SECRET_ACCESS_KEY.'],
    [{ ...bucket, S3_ENDPOINT: '' }, 'S3_BUCKET needs S3_REGION, or S3_ENDPOINT'],
    [
      { ...bucket, S3_BUCKET: '' },
      'S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY can do nothing alone',
    ],
    [{ S3_PATH_STYLE: 'false' }, 'S3_PATH_STYLE can do nothing alone'],
    [{ LOG_FORMAT: 'xml' }, 'LOG_FORMAT must be text or json'],
    [{ MIGRATE: 'never' }, 'MIGRATE must be auto or check'],
  ])('tell the mistake in %o in a sentence', (env, sentence) => {
    expect(mistakeOf(env as Record<string, string>)).toContain(sentence)
  })

  it('name a bucket, in the path of a server of ones own and in the host of Amazon', () => {
    expect(readConfig({}).bucket).toBeUndefined()
    expect(readConfig({ ...bucket, S3_PREFIX: 'gz/photos' }).bucket).toEqual({
      name: 'xueshi-photos',
      region: 'us-east-1',
      endpoint: 'https://s3.invalid',
      accessKeyId: 'photos-key',
      secretAccessKey: 'Zk3q/9vT+1mN8pLw2RcD',
      prefix: 'gz/photos/',
      pathStyle: true,
      encryption: undefined,
    })
    const amazon = readConfig({
      ...bucket,
      S3_ENDPOINT: '',
      S3_REGION: 'cn-north-1',
      S3_ENCRYPTION: 'AES256',
    })
    expect(amazon.bucket).toMatchObject({
      region: 'cn-north-1',
      prefix: '',
      pathStyle: false,
      encryption: 'AES256',
    })
    expect(readConfig({ ...bucket, S3_PATH_STYLE: 'false' }).bucket?.pathStyle).toBe(false)
  })

  it('take addresses with a path and a slash at the end, and the schema that is meant anyway', () => {
    const config = readConfig({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TRANSPORT: 'webhook',
      WEBHOOK_URL: 'https://x.example/xueshi/',
      WEBHOOK_SECRET: randomBytes(24).toString('hex'),
      DATABASE_URL: 'postgresql://x/y?schema=public',
    })
    expect(config.telegram?.apiRoot).toBe('http://127.0.0.1:8081')
    expect(config.transport).toMatchObject({ url: 'https://x.example/xueshi' })
  })

  it('take every random key and secret', () => {
    for (let n = 0; n < 300; n++)
      expect(
        mistakeOf({ SEALING_KEY: key(), INDEX_KEY: key(), WEBHOOK_SECRET: randomBytes(24).toString('hex') }),
      ).toBe('no mistake')
  })

  it('take nothing that .env.example suggests for a secret', async () => {
    const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
    const suggested = example.matchAll(/^#?(BOT_TOKEN|[A-Z\d_]*(?:KEY|KEY_ID|SECRET|TOKEN))=(.+)$/gm)
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
    const told = mistakeOf({
      ...bucket,
      S3_ENDPOINT: 'https://id:pw@s3.invalid',
      S3_SECRET_ACCESS_KEY: 'my-pw',
    })
    for (const secret of ['id:pw', 'my-pw', bucket.S3_ACCESS_KEY_ID]) expect(told).not.toContain(secret)
  })
})
