import path from 'node:path'
import type { Sealer } from '../../core/privacy/sealing.ts'
import { type Clock, systemClock } from '../../core/time/clock.ts'
import { type Database, openDatabase } from '../../prisma/database.ts'
import type { Config } from '../config.ts'
import { reachDatabase } from '../reach-database.ts'
import { reachKeys } from '../reach-keys.ts'
import { readJournal } from '../sandbox/kept/journal.ts'

/** What a command works with: the same database, keys and time as the program. */
export interface CommandLine {
  readonly config: Config
  readonly database: Database
  readonly sealer: Sealer
  readonly clock: Clock
  say(line: string): void
}

export async function withCommandLine<Result>(
  config: Config,
  work: (office: CommandLine) => Promise<Result> | Result,
): Promise<Result> {
  const reached = await reachDatabase(config)
  const database = openDatabase(reached.url, { maxConnections: 4 })
  try {
    const { sealer } = await reachKeys(config, database)
    const say = (line: string) => void process.stdout.write(`${line}\n`)
    return await work({ config, database, sealer, clock: clockOf(config), say })
  } finally {
    await database.close()
    await reached.close()
  }
}

/**
 * Deadlines are judged by the program's own time. In the sandbox that is its calendar, wherever it was moved
 * to.
 */
function clockOf({ telegram, dataFolder }: Config): Clock {
  if (telegram) return systemClock
  const moves = readJournal<{ is: string; name?: string; value?: unknown }>(path.join(dataFolder, 'sandbox'))
  const last = moves.findLast(({ is, name }) => is === 'setting' && name === 'clockOffsetMs')
  const offsetMs = typeof last?.value === 'number' ? last.value : 0
  return { now: () => new Date(Date.now() + offsetMs) }
}
