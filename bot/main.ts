import { existsSync } from 'node:fs'
import { ConfigError, readConfig } from './config.ts'
import { type Program, startProgram } from './program.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`)

let program: Program
try {
  program = await startProgram(readConfig(process.env), log)
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
}

if (program.sandbox) {
  console.log(
    `\n学时 is running in its sandbox. Open ${program.address}\n(Ctrl-C ends it; everything is kept.)\n`,
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
