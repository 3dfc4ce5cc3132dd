import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { DamagedFile } from '../../../core/evidence/files.ts'
import { type Bucket, BucketFailure, openFilesInBucket } from '../../../core/evidence/files-in-bucket.ts'
import { startBucket } from '../../support/bucket.ts'

const server = await startBucket()
const within = (milliseconds: number) => ({
  puttingMilliseconds: milliseconds,
  askingMilliseconds: milliseconds,
  connectingMilliseconds: milliseconds,
})
const patient = within(60_000)
const store = await openFilesInBucket(server.bucket, patient)
const impatientStore = await openFilesInBucket(server.bucket, within(600))
const photo = randomBytes(600_000)
const kept = await store.put(photo)

afterEach(async () => {
  server.fault = undefined
  server.requests.length = 0
})

/** What became of it: it ends by itself, and does not wait for the server without end. */
async function failureOf(asking: Promise<unknown>): Promise<BucketFailure> {
  const failure = await asking.then(
    () => expect.fail('It did not fail.'),
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(BucketFailure)
  return failure as BucketFailure
}

const failuresOf = (asking: Promise<unknown>[]) => Promise.all(asking.map(failureOf))
const everyQuestion = (of = store) => [of.put(photo), of.get(kept), of.remove(kept), of.check()]

const answerWith = (status: number) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status).end()
}

describe('when the server of the bucket', () => {
  it('is away, whatever is asked fails, and works again when it is back', async () => {
    await server.stop()
    for (const failure of await failuresOf(everyQuestion()))
      expect(failure).toMatchObject({ reason: 'ECONNREFUSED', isRefusal: false })
    await server.start()
    expect((await store.get(kept))?.equals(photo)).toBe(true)
    expect(await store.put(photo)).toBe(kept)
  })

  it('says nothing, the wait ends', async () => {
    server.fault = () => {}
    for (const failure of await failuresOf(everyQuestion(impatientStore)))
      expect(failure).toMatchObject({ reason: 'TimeoutError', isRefusal: false })
  })

  it('stops in the middle of a file, or breaks off, that is no damage and no part is handed out', async () => {
    const begin = (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': photo.length })
      response.write(photo.subarray(0, 100_000))
    }
    server.fault = (_, response) => begin(response)
    expect(await failureOf(impatientStore.get(kept))).toMatchObject({ reason: 'TimeoutError' })
    server.fault = (_, response) => {
      begin(response)
      setTimeout(() => response.destroy(), 50)
    }
    expect(await failureOf(store.get(kept))).toMatchObject({ reason: 'ECONNRESET' })
  })

  it('breaks off while a file is put, nothing of it is there', async () => {
    const other = randomBytes(600_000)
    server.fault = (request) => request.once('data', () => request.destroy())
    await failureOf(store.put(other))
    expect(await server.names()).toHaveLength(1)
    server.fault = undefined
    expect((await store.get(await store.put(other)))?.equals(other)).toBe(true)
  })

  it('is busy for a moment it is asked again, and a few times only', async () => {
    let busy = 2
    server.fault = (request, response) => {
      busy -= 1
      if (busy === 0) server.fault = undefined
      answerWith(503)(request, response)
    }
    expect(await store.put(photo)).toBe(kept)
    expect(server.requests).toHaveLength(3)

    server.fault = answerWith(503)
    expect(await failureOf(store.put(photo))).toMatchObject({ isRefusal: false })
    expect(server.requests).toHaveLength(6)
  })

  it('gives other bytes, that is damage and not a failure', async () => {
    server.fault = (_, response) => response.end('not a photo')
    await expect(store.get(kept)).rejects.toThrow(DamagedFile)
  })
})

describe('a mistake in the settings', () => {
  const withOther = (other: Partial<Bucket>) => openFilesInBucket({ ...server.bucket, ...other }, patient)

  it('is never taken for a file that is not there', async () => {
    const elsewhere = await withOther({ name: 'no-such-bucket' })
    for (const failure of await failuresOf([elsewhere.get(kept), elsewhere.check(), elsewhere.put(photo)]))
      expect(failure).toMatchObject({ reason: 'NoSuchBucket', isRefusal: true })
    server.fault = answerWith(403)
    expect(await failureOf(store.get(kept))).toMatchObject({ isRefusal: true })
    server.fault = answerWith(404)
    expect(await failureOf(store.get(kept))).toMatchObject({ isRefusal: true })
  })

  it('is told without anything of the key', async () => {
    const accessKeyId = 'AKIAQWERTYUIOPASDFGH'
    const stranger = await withOther({ accessKeyId })
    const failure = await failureOf(stranger.check())
    expect(failure.message).toBe(
      'The bucket «xueshi-photos» did not give a file (InvalidAccessKeyId, HTTP 403).',
    )
    const shown = inspect(failure, { depth: 10, showHidden: true })
    for (const secret of [accessKeyId, server.bucket.secretAccessKey, 'Signature', 'Credential'])
      expect(shown).not.toContain(secret)
  })
})

describe('what is sent', () => {
  const headersOfPut = async (other: Partial<Bucket>) => {
    await (await openFilesInBucket({ ...server.bucket, ...other }, patient)).put(photo)
    return server.requests.at(-1)!
  }

  it('is whole, signed with its hash, and in no form that only Amazon knows', async () => {
    const { url, headers } = await headersOfPut({})
    expect(url).toMatch(
      new RegExp(`^/xueshi-photos/photos/${kept.slice(0, 2)}/${kept.slice(2, 4)}/${kept}(\\?|$)`),
    )
    expect(headers).toMatchObject({ 'content-length': '600000', 'x-amz-content-sha256': kept })
    const names = Object.keys(headers)
    for (const name of ['content-encoding', 'x-amz-trailer', 'x-amz-server-side-encryption'])
      expect(names).not.toContain(name)
    expect(names.filter((name) => name.startsWith('x-amz-checksum'))).toEqual([])
  })

  it('asks for encryption where that is set', async () => {
    const { headers } = await headersOfPut({ encryption: 'AES256' })
    expect(headers['x-amz-server-side-encryption']).toBe('AES256')
  })

  it('names the bucket in the host where the server wants that, and else in the path', async () => {
    const hostsAsked = async (pathStyle: boolean) => {
      const endpoint = server.bucket.endpoint?.replace('127.0.0.1', 'localhost')
      const store = await openFilesInBucket({ ...server.bucket, endpoint, pathStyle }, patient)
      server.requests.length = 0
      await failureOf(store.put(photo))
      return server.requests.map(({ headers }) => headers.host?.split(':')[0])
    }
    server.fault = answerWith(403)
    expect(await hostsAsked(true)).toEqual(['localhost'])
    // Not every machine finds names below localhost: then it does not come this far.
    expect(await hostsAsked(false)).not.toContain('localhost')
  })
})
