import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { type Config, readConfig } from '../../bot/config.ts'
import { demoPeople } from '../../bot/demo/city/people.ts'
import { type Program, startProgram } from '../../bot/program.ts'
import type { Sandbox, SandboxPhone } from '../../bot/sandbox/sandbox.ts'
import type { Database } from '../../prisma/database.ts'
import { demoCity, freshDatabase } from './database.ts'
import { say } from './story.ts'

export interface TestProgram {
  readonly program: Program
  readonly sandbox: Sandbox
  readonly database: Database
  readonly dataFolder: string
  /** What the program logged; a story that should run smoothly can look that it is empty. */
  readonly logged: readonly string[]
  phone(userId: number): SandboxPhone
  /** The phone of a demo person by name; throws when nobody is called so. */
  phoneOf(name: string): SandboxPhone
  /**
   * The phones of these people, who have all written to the bot. The messenger delivers nothing to others.
   */
  introduce<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ -readonly [At in keyof Names]: SandboxPhone }>
  /** The clock shows this, as «2015-02-04T17:05», in Guangzhou. */
  moveTo(time: string): Promise<void>
  /** Ends the program as Ctrl-C does and starts it again on the same database and folder. */
  restart(): Promise<void>
}

/**
 * The whole program with its sandbox and the demo city, on a database of its own; it ends with the test file.
 * Unless it is `ticking`, due work is swept when the story moves the clock or asks for it, not each minute: a
 * reminder between two steps would make a different story each time. `seeding`: it starts on nothing and
 * makes the city itself.
 */
export async function startTestProgram(
  settings: Record<string, string> = {},
  { ticking = false, seeding = false } = {},
): Promise<TestProgram> {
  const { url, database, dataFolder } = seeding ? await nothingYet() : await demoCity()
  const config: Config = readConfig({
    PORT: '0',
    DATA_DIR: dataFolder,
    DATABASE_URL: url,
    // A story goes faster than any hand; what the pace of a chat is about has tests of its own.
    SENDS_PER_SECOND_AND_CHAT: '1000',
    ...settings,
  })
  const logged: string[] = []
  const start = () => startProgram(config, (line) => logged.push(line), { ticking })
  let program = await start()
  afterAll(() => program.close())
  const sandboxOf = ({ sandbox }: Program): Sandbox => {
    if (!sandbox) throw new Error('These settings start no sandbox.')
    return sandbox
  }
  const phone = (userId: number) => sandboxOf(program).client(userId)
  const phoneOf = (name: string) => {
    const person = demoPeople.find(({ firstName }) => firstName === name)
    if (!person) throw new Error(`Nobody in the demo city is called ${name}.`)
    return phone(person.userId)
  }
  return {
    get program() {
      return program
    },
    get sandbox() {
      return sandboxOf(program)
    },
    database,
    dataFolder,
    logged,
    phone,
    phoneOf,
    introduce: (...names) =>
      Promise.all(
        names.map(async (name) => {
          const hers = phoneOf(name)
          await say(hers, '/help', '/help')
          return hers
        }),
      ) as never,
    moveTo: (time) => sandboxOf(program).clock.moveTo(new Date(`${time}+08:00`)),
    async restart() {
      await program.close()
      program = await start()
    },
  }
}

async function nothingYet() {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'xueshi-program-'))
  afterAll(() => rm(dataFolder, { recursive: true, force: true }))
  return { ...(await freshDatabase()), dataFolder }
}
