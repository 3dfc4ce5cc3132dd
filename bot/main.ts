import { existsSync } from 'node:fs'
import { inspect } from 'node:util'
import { GrammyError, HttpError } from 'grammy'
import { BucketFailure } from '../core/evidence/files-in-bucket.ts'
import { ConfigError, readConfig } from './config.ts'
import { type Log, openLog, redacted } from './log.ts'
import { type Program, startProgram } from './program.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

let log: Log
let program: Program
try {
  const config = readConfig(process.env)
  log = openLog(config.logFormat)
  program = await startProgram(config, log)
} catch (error) {
  console.error(sentenceOf(error) ?? redacted(inspect(error)))
  process.exit(1)
}

if (program.sandbox) {
  const doors = program.adminAddress ? `\n管理接口 ${program.adminAddress} is for other systems.` : ''
  console.log(
    `\n学时 is running in its sandbox. Open ${program.address}${doors}\n(Ctrl-C ends it; everything is kept.)\n`,
  )
} else {
  log(`xueshi is running${program.address ? ` at ${program.address}` : ''}`)
}

let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C does not wait: the next start takes up what is left.
    if (ending) process.exit(130)
    ending = true
    program.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}

/**
 * A sentence for a fault that whoever starts the program can put right. Any other fault is shown with the
 * place where it happened.
 */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof BucketFailure) return error.message
  if (error instanceof HttpError)
    return 'Telegram cannot be reached: check the network and TELEGRAM_API_ROOT.'
  if (error instanceof GrammyError) {
    const setting = error.method === 'getMe' ? 'BOT_TOKEN' : 'WEBHOOK_URL'
    return `Telegram does not accept ${setting}: ${error.description}.`
  }
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE')
    return `PORT ${port} is already in use: end the program that has it, or set another PORT.`
  if (code === 'EACCES' && port) return `PORT ${port} is not open to this user: set one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST is no address of this machine (${code}).`
  return undefined
}
