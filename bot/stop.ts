import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { findEmbeddedPostgres, type RunningPostgres } from '../prisma/embedded.ts'
import { readConfig } from './config.ts'
import { readEnvironment } from './read-env.ts'
import { sentenceOf } from './sentence-of.ts'
import { pidOfProcess } from './telegram/exchange/lease.ts'

/**
 * `npm run stop` ends the programs on DATA_DIR as Ctrl-C does, and with the last of them the embedded
 * PostgreSQL. With `--after PID` it ends no program: it waits for that one and stops what nobody uses.
 */
const endsWithinMilliseconds = 30_000
const leftWithinMilliseconds = 10_000

try {
  const { values } = parseArgs({ options: { after: { type: 'string' } } })
  const { databaseUrl, dataFolder } = readConfig(readEnvironment(process.env))
  const find = () => findEmbeddedPostgres(path.join(dataFolder, 'postgresql'))
  if (values.after) await stopWhatIsLeft(find, Number(values.after))
  else if (databaseUrl) tell('With DATABASE_URL end each program with Ctrl-C or SIGTERM.', 1)
  else await stopAll(find, dataFolder)
} catch (error) {
  tell(sentenceOf(error) ?? String(error), 1)
}

async function stopAll(find: () => Promise<RunningPostgres | undefined>, folder: string): Promise<void> {
  const server = await find()
  if (!server) return tell(`Nothing runs on ${folder}.`)
  const names = await server.users()
  const pids = [...new Set(names.flatMap((name) => pidOfProcess(name) ?? []))].filter(isAlive)
  for (const pid of pids) process.kill(pid, 'SIGTERM')
  const giveUpAt = Date.now() + endsWithinMilliseconds
  for (;;) {
    const left = pids.some(isAlive) ? undefined : { server: await find() }
    if (left && (!left.server || (await left.server.stopUnlessUsed())))
      return tell(`Everything on ${folder} has stopped.`)
    if (Date.now() > giveUpAt) return tell(`Something still uses the database on ${folder}.`, 1)
    await pause(200)
  }
}

async function stopWhatIsLeft(find: () => Promise<RunningPostgres | undefined>, pid: number): Promise<void> {
  const giveUpAt = Date.now() + leftWithinMilliseconds
  while (Date.now() < giveUpAt) {
    // The server may still be starting: it is its own process by then.
    if (!isAlive(pid) && (await (await find())?.stopUnlessUsed().catch(() => false))) return
    await pause(200)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function tell(sentence: string, code = 0): void {
  ;(code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`)
  process.exitCode = code
}
