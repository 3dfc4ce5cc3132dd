import path from 'node:path'
import { type FileStore, openFileStore } from '../core/evidence/files.ts'
import { type Bucket, BucketFailure, openFilesInBucket } from '../core/evidence/files-in-bucket.ts'
import { type Config, ConfigError } from './config.ts'
import type { Log } from './log.ts'

/**
 * The photos of the settings: in a bucket, or in a folder of this machine. A bucket that refuses is a mistake
 * in the settings, so nothing starts. A bucket that does not answer may answer soon: work without photos goes
 * on meanwhile, and work with photos is tried again.
 */
export async function reachFiles({ bucket, dataFolder }: Config, log: Log): Promise<FileStore> {
  if (!bucket) return openFileStore(path.join(dataFolder, 'files'))
  const files = await openFilesInBucket(bucket)
  try {
    await files.check()
    await files.put(firstFile)
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    if (error.isRefusal) {
      await files.close()
      throw new ConfigError(refusalSentence(bucket, error))
    }
    log(`storage: ${error.message} Photos wait until it answers.`)
  }
  return files
}

/** A key that may only read shows at the start, and not with the first photo. It is always the same file. */
const firstFile = Buffer.from('xueshi 学时\n')

function refusalSentence({ name, endpoint }: Bucket, { reason, message }: BucketFailure): string {
  const at = endpoint ? ` at ${endpoint}` : ''
  switch (reason) {
    case 'NoSuchBucket':
      return `There is no bucket «${name}»${at}: check S3_BUCKET and S3_ENDPOINT, or make it.`
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
      return `The bucket «${name}» does not accept the key (${reason}): check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`
    case 'AccessDenied':
      return `${message} The key needs s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket.`
    default:
      return `${message} Check S3_ENDPOINT, S3_REGION and S3_PATH_STYLE.`
  }
}
