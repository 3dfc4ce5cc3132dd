import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { type Config, readConfig } from './config.ts'
import { openLog, redacted } from './log.ts'
import { type Program, startProgram } from './program.ts'
import { readEnvironment } from './read-env.ts'
import { sentenceOf } from './sentence-of.ts'

let config: Config | undefined
let ending = false
const { promise: asked, resolve: end } = Promise.withResolvers<void>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
  process.on(signal, () => {
    if (ending) endAtOnce()
    ending = true
    end()
  })
}
// Heard, so that Node does not open its debugger.
process.on('SIGUSR1', () => {})
// A terminal that was closed takes no more words, which is no reason to end half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

let program: Program
try {
  config = readConfig(readEnvironment(process.env))
  const log = openLog(config.logFormat)
  program = await startProgram(config, log, { goesOn: () => !ending })
  if (!ending) tellWhere(program, log)
} catch (error) {
  if (ending) process.exit(0)
  console.error(sentenceOf(error) ?? redacted(inspect(error)))
  process.exit(1)
}
await asked
await program.close().then(
  () => process.exit(0),
  () => process.exit(1),
)

function tellWhere({ sandbox, address, adminAddress }: Program, log: (line: string) => void): void {
  if (!sandbox) {
    log(`xueshi is running${address ? ` at ${address}` : ''}`)
    return
  }
  const doors = adminAddress ? `\n管理接口 ${adminAddress} is for other systems.` : ''
  console.log(
    `\n学时 is running in its sandbox. Open ${address}${doors}\n(Ctrl-C ends it; everything is kept.)\n`,
  )
}

/**
 * A second Ctrl-C waits for nothing that is under way: the next start takes up what is left. The embedded
 * server is stopped by a process of its own once this one is gone.
 */
function endAtOnce(): never {
  if (config && !config.databaseUrl) {
    const stop = fileURLToPath(new URL('stop.ts', import.meta.url))
    spawn(process.execPath, [stop, '--after', String(process.pid)], {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, DATA_DIR: config.dataFolder },
    }).unref()
  }
  process.exit(130)
}
