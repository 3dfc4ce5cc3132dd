import { GrammyError, HttpError } from 'grammy'
import { BucketFailure } from '../core/evidence/files-in-bucket.ts'
import { EmbeddedPostgresFailure } from '../prisma/embedded.ts'
import { MigrationFailure } from '../prisma/migrate.ts'
import { ConfigError } from './config.ts'

/** Failures of files that room, rights or another DATA_DIR put right. */
const unwritable: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for this user',
  EFBIG: 'the file would become too large',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
  ENOENT: 'it cannot be made there',
}

/**
 * A sentence for a fault that whoever starts the program can put right. Any other fault is shown with the
 * place where it happened.
 */
export function sentenceOf(error: unknown): string | undefined {
  if (
    error instanceof ConfigError ||
    error instanceof BucketFailure ||
    error instanceof MigrationFailure ||
    error instanceof EmbeddedPostgresFailure
  )
    return error.message
  if (error instanceof HttpError)
    return 'Telegram cannot be reached: check the network and TELEGRAM_API_ROOT.'
  if (error instanceof GrammyError) {
    const setting = error.method === 'getMe' ? 'BOT_TOKEN' : 'WEBHOOK_URL'
    return `Telegram does not accept ${setting}: ${error.description}.`
  }
  const { code = '', port, path, syscall } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE')
    return `PORT ${port} is already in use: end the program that has it, or set another PORT.`
  if (code === 'EACCES' && port) return `PORT ${port} is not open to this user: set one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST is no address of this machine (${code}).`
  const reason = syscall && syscall !== 'spawn' ? unwritable[code] : undefined
  if (reason)
    return `DATA_DIR cannot be used at ${path ?? 'this place'}, because ${reason} (${code}): change that, or set another.`
  return undefined
}
