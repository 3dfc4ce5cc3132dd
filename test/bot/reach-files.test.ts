import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../bot/config.ts'
import { reachFiles } from '../../bot/reach-files.ts'
import { startBucket } from '../support/bucket.ts'

const server = await startBucket({ prefix: '' })
const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-reach-'))
const logged: string[] = []
const reach = (settings: Record<string, string> = {}) =>
  reachFiles(readConfig({ DATA_DIR: folder, ...server.settings, ...settings }), (line) => logged.push(line))

afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  server.fault = undefined
  logged.length = 0
})

const mistakeOf = async (settings: Record<string, string> = {}) => {
  const error = await reach(settings).then(
    () => expect.fail('It was accepted.'),
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message
}

/** As a server refuses; `forbidden` as one that tells no more than that. */
const refuse = (response: ServerResponse, status: number, code?: string) =>
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(code && `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`)

describe('at the start a bucket', () => {
  it('is used as it is, again and again, and one small file in it proves that it takes files', async () => {
    for (let start = 0; start < 2; start += 1) await (await reach()).close()
    expect(await server.names()).toHaveLength(1)
    expect(logged).toEqual([])
  })

  it('that is not there, or does not accept the key, is told in a sentence', async () => {
    expect(await mistakeOf({ S3_BUCKET: 'other-bucket' })).toBe(
      `There is no bucket «other-bucket» at ${server.bucket.endpoint}: check S3_BUCKET and S3_ENDPOINT, or make it.`,
    )
    expect(await mistakeOf({ S3_ACCESS_KEY_ID: 'stranger' })).toBe(
      'The bucket «xueshi-photos» does not accept the key (InvalidAccessKeyId): check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.',
    )
  })

  it('that may only be read, or hides what is not there, is told before the first photo', async () => {
    server.fault = ({ method }, response) =>
      method === 'PUT' ? refuse(response, 403, 'AccessDenied') : refuse(response, 404, 'NoSuchKey')
    expect(await mistakeOf()).toMatch(/did not take a file.*The key needs s3:GetObject, s3:PutObject/)
    server.fault = (_, response) => refuse(response, 403, 'AccessDenied')
    expect(await mistakeOf()).toMatch(/did not give a file.*s3:ListBucket/)
  })

  it('that is somewhere else is told', async () => {
    server.fault = (_, response) => refuse(response, 301, 'PermanentRedirect')
    expect(await mistakeOf()).toContain('Check S3_ENDPOINT, S3_REGION and S3_PATH_STYLE.')
  })

  it('that does not answer holds nothing up for ever, is logged, and is used when it is back', async () => {
    await server.stop()
    const files = await reach()
    expect(logged).toEqual([
      'storage: The bucket «xueshi-photos» did not give a file (ECONNREFUSED). Photos wait until it answers.',
    ])
    await server.start()
    const bytes = Buffer.from('a photo')
    expect(await files.get(await files.put(bytes))).toEqual(bytes)
    await files.close()
  })
})

it('without a bucket the library for it is not even loaded', async () => {
  const reaching = new URL('../../bot/reach-files.ts', import.meta.url).href
  const program = new URL('../../bot/program.ts', import.meta.url).href
  const script = `
    import { registerHooks } from 'node:module'
    let loaded = 0
    registerHooks({ resolve(name, context, next) { loaded += Number(name.startsWith('@aws-sdk')); return next(name, context) } })
    await import(${JSON.stringify(program)})
    const { reachFiles } = await import(${JSON.stringify(reaching)})
    const dataFolder = ${JSON.stringify(folder)}
    await reachFiles({ dataFolder }, () => {})
    const without = loaded
    await reachFiles({ dataFolder, bucket: { ...${JSON.stringify(server.bucket)} } }, () => {})
    process.stdout.write(JSON.stringify([without, loaded]))
    process.exit()`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  })
  const [without, withBucket] = JSON.parse(stdout) as [number, number]
  expect(without).toBe(0)
  expect(withBucket).toBeGreaterThan(0)
})
