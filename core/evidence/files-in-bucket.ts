import { addAbortSignal, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { DamagedFile, type FileStore, placeOf, sha256Of } from './files.ts'

/** A bucket of Amazon S3, or of another server that speaks its protocol. */
export interface Bucket {
  readonly name: string
  readonly region: string
  /** Absent: Amazon's own for the region. */
  readonly endpoint?: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Stands before every name: empty, or ending with a slash. */
  readonly prefix: string
  /** The bucket's name goes into the path and not into the name of the host. */
  readonly pathStyle: boolean
  /** What the server encrypts with; absent: as the bucket is set. */
  readonly encryption?: BucketEncryption
}

export const bucketEncryptions = ['AES256', 'aws:kms'] as const
export type BucketEncryption = (typeof bucketEncryptions)[number]

/**
 * The bucket refused, or did not answer. It names only the reason, because what the server or the library
 * said may hold parts of a key or a signature.
 */
export class BucketFailure extends Error {
  override readonly name = 'BucketFailure'
  /** `AccessDenied`, `NoSuchBucket`, `ECONNREFUSED`. */
  readonly reason: string
  /** Trying again changes nothing before the settings are put right. */
  readonly isRefusal: boolean

  constructor(bucket: string, did: string, error: unknown) {
    const { name, code, Code, $metadata } = (error ?? {}) as SdkError
    const reason = [Code, code, name].find(isPlainName) ?? 'unknown'
    const status = $metadata?.httpStatusCode
    super(`The bucket «${bucket}» ${did} (${status ? `${reason}, HTTP ${status}` : reason}).`)
    this.reason = reason
    this.isRefusal = status !== undefined && status >= 300 && status < 500 && ![408, 429].includes(status)
  }
}

function isPlainName(word: unknown): word is string {
  return typeof word === 'string' && /^\w{3,60}$/.test(word) && word !== 'Error'
}

interface SdkError {
  readonly name?: unknown
  readonly code?: unknown
  readonly Code?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** A few tries within this time, which a person's lane and a chat can wait for: their leases last longer. */
const patience = { puttingMilliseconds: 15_000, askingMilliseconds: 8_000, connectingMilliseconds: 2_000 }
const triesAtOnce = 3
const mostConnections = 100

/**
 * A store in a bucket, for any number of processes on any number of machines. Everything it throws is a
 * `BucketFailure`, except `DamagedFile`; it asks the bucket nothing yet (see `check`). The key needs
 * s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket: without the last, a missing file cannot be
 * told from one that is withheld.
 */
export async function openFilesInBucket(
  bucket: Bucket,
  { puttingMilliseconds, askingMilliseconds, connectingMilliseconds } = patience,
): Promise<FileStore> {
  // Loading the library takes longer than much of the rest of the start, so only whoever has a bucket waits
  // for it.
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } = await import(
    '@aws-sdk/client-s3'
  )
  const client = new S3Client({
    region: bucket.region,
    endpoint: bucket.endpoint,
    forcePathStyle: bucket.pathStyle,
    credentials: { accessKeyId: bucket.accessKeyId, secretAccessKey: bucket.secretAccessKey },
    maxAttempts: triesAtOnce,
    requestHandler: {
      connectionTimeout: connectingMilliseconds,
      requestTimeout: askingMilliseconds,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: mostConnections },
      httpsAgent: { maxSockets: mostConnections },
    },
    // Newer checksums are unknown to many servers; the signature covers the SHA-256 of what is put as it is.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: silent,
  })
  const objectOf = (sha256: string) => ({ Bucket: bucket.name, Key: `${bucket.prefix}${placeOf(sha256)}` })

  async function asking<Answer>(
    did: string,
    milliseconds: number,
    ask: (abortSignal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const abortSignal = AbortSignal.timeout(milliseconds)
    try {
      return await ask(abortSignal)
    } catch (error) {
      throw new BucketFailure(bucket.name, did, abortSignal.aborted ? abortSignal.reason : error)
    }
  }

  async function read(sha256: string): Promise<Buffer | undefined> {
    const object = objectOf(sha256)
    return asking('did not give a file', askingMilliseconds, async (abortSignal) => {
      const found = await client
        .send(new GetObjectCommand(object), { abortSignal })
        .catch((error: SdkError): undefined => {
          if (error.name !== 'NoSuchKey') throw error
        })
      // The library's signal ends with the head of the answer; the body may stop in the middle as well.
      return found && buffer(addAbortSignal(abortSignal, found.Body as Readable))
    })
  }

  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const put = new PutObjectCommand({
        ...objectOf(sha256),
        Body: bytes,
        ServerSideEncryption: bucket.encryption,
      })
      await asking('did not take a file', puttingMilliseconds, (abortSignal) =>
        client.send(put, { abortSignal }),
      )
      return sha256
    },

    async get(sha256) {
      const bytes = await read(sha256)
      if (bytes && sha256Of(bytes) !== sha256) throw new DamagedFile(sha256)
      return bytes
    },

    async remove(sha256) {
      const remove = new DeleteObjectCommand(objectOf(sha256))
      await asking('did not remove a file', askingMilliseconds, (abortSignal) =>
        client.send(remove, { abortSignal }).catch((error: SdkError) => {
          if (error.name !== 'NoSuchKey') throw error
        }),
      )
    },

    async check() {
      await read(neverKept)
    },

    async close() {
      client.destroy()
    },
  }
}

/** No content has this hash. A bucket that says so answers, is there, and accepts the key. */
const neverKept = '0'.repeat(64)

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }
