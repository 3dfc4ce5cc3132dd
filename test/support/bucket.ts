import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll } from 'vitest'
import type { Bucket } from '../../core/evidence/files-in-bucket.ts'

/** What the server does instead of answering; undefined: it answers. */
type Fault = (request: IncomingMessage, response: ServerResponse) => void

interface TestBucket {
  readonly bucket: Bucket
  /** The same as the settings of the program. */
  readonly settings: Record<string, string>
  /** What was asked for since it was last emptied, oldest first. */
  readonly requests: IncomingMessage[]
  fault: Fault | undefined
  /** What it does without a fault: for one that comes and goes. */
  readonly answer: Fault
  names(): Promise<string[]>
  /** Puts other bytes in the place of a file, as a failing machine would. */
  overwrite(name: string, bytes: string): Promise<void>
  /** The whole server goes away, with every connection. */
  stop(): Promise<void>
  /** It comes back at the same address with what it held. */
  start(): Promise<void>
}

/** A server that speaks the protocol of S3, over real HTTP, with one bucket. It ends with the test file. */
export async function startBucket({ prefix = 'photos/' } = {}): Promise<TestBucket> {
  const directory = await mkdtemp(path.join(tmpdir(), 'xueshi-bucket-'))
  const s3 = new S3rver({ directory, silent: true, vhostBuckets: false })
  s3.store.putObject = putWhole(s3.store)
  const callback = s3.callback()
  const answer: Fault = (request, response) => void callback(request, response)
  const name = 'xueshi-photos'
  await s3.store.putBucket(name)
  let port = 0
  let server: Server | undefined

  const started: TestBucket = {
    bucket: {
      name,
      region: 'us-east-1',
      get endpoint() {
        return `http://127.0.0.1:${port}`
      },
      // The server knows this key and does not check its secret.
      accessKeyId: 'S3RVER',
      secretAccessKey: 'b3b1c0f6a94d4e27875a',
      prefix,
      pathStyle: true,
    },
    get settings() {
      return {
        S3_BUCKET: name,
        S3_ENDPOINT: `http://127.0.0.1:${port}`,
        S3_ACCESS_KEY_ID: this.bucket.accessKeyId,
        S3_SECRET_ACCESS_KEY: this.bucket.secretAccessKey,
        S3_PREFIX: prefix,
      }
    },
    requests: [],
    fault: undefined,
    answer,
    async names() {
      const { objects } = await s3.store.listObjects(name, { maxKeys: 10_000 })
      return objects.map(({ key }) => key)
    },
    async overwrite(key, bytes) {
      await writeFile(s3.store.getResourcePath(name, key, 'object'), bytes)
    },
    async stop() {
      server?.close()
      server?.closeAllConnections()
      if (server) await once(server, 'close')
      server = undefined
    },
    async start() {
      server = createServer((request, response) => {
        started.requests.push(request)
        const act = started.fault ?? answer
        act(request, response)
      }).listen(port, '127.0.0.1')
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
    },
  }
  await started.start()
  afterAll(async () => {
    await started.stop()
    await rm(directory, { recursive: true, force: true })
  })
  return started
}

/**
 * This server writes into the place from which it reads, but S3 promises that an object is there whole or not
 * at all.
 */
function putWhole(store: S3rver['store']): S3rver['store']['putObject'] {
  let drafts = 0
  return async ({ bucket, key, content, metadata }) => {
    const bytes = await buffer(content)
    const place = store.getResourcePath(bucket, key, 'object')
    const draft = `${place}.${drafts++}`
    const md5 = createHash('md5').update(bytes).digest('hex')
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(draft, bytes)
    await rename(draft, place)
    await store.putMetadata(bucket, key, metadata, md5)
    return { size: bytes.length, md5 }
  }
}
