import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { connectSandbox, type RemoteSandbox } from '../../bot/sandbox/sandbox.ts'
import { type Database, openDatabase } from '../../prisma/database.ts'
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { longestWaitMs } from '../support/longest-wait.ts'
import { until } from '../support/until.ts'

const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url))
const start = fileURLToPath(new URL('../../bot/start.js', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunningProgram {
  /** The same at every start, so that whoever talks to it need not look for it again. */
  readonly address: string
  readonly dataFolder: string
  readonly sandbox: RemoteSandbox
  /** What the latest start has printed so far. */
  readonly stdout: string
  readonly stderr: string
  /** Starts it, for the first time or again, and waits until it says where it is. */
  start(settings?: Record<string, string>): Promise<void>
  /** The plug is pulled; PostgreSQL, a process of its own, stays. */
  kill9(): Promise<void>
  /** Ctrl-C, or another signal, and what came of it. */
  interrupt(signal?: NodeJS.Signals): Promise<Ended>
  /** Begins a start and waits for nothing but the first sign of the server. */
  begin(): Promise<void>
  send(signal: NodeJS.Signals): void
  /** Looks into its database while the server runs. */
  withDatabase<Result>(look: (database: Database) => Promise<Result>): Promise<Result>
}

/**
 * `bot/main.ts` as a process of its own, with its PostgreSQL, on a folder that goes when the test file is
 * done. Call it while the file is read: an `afterAll` that a hook registers is not heard.
 */
export async function prepareProgram(): Promise<RunningProgram> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'xueshi-e2e-'))
  // The server does not run as root and has to get through to its folder.
  await chmod(dataFolder, 0o755)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  let running: Run | undefined

  afterAll(async () => {
    await running?.end('SIGKILL')
    if ((await postmasterOf(dataFolder)) !== undefined) {
      await (await openEmbeddedPostgres(path.join(dataFolder, 'postgresql'))).destroy()
    }
    await rm(dataFolder, { recursive: true, force: true })
  })

  return {
    address,
    dataFolder,
    sandbox: connectSandbox(address),
    get stdout() {
      return running?.stdout ?? ''
    },
    get stderr() {
      return running?.stderr ?? ''
    },
    async start(settings = {}) {
      running = runMain({ PORT: String(port), DATA_DIR: dataFolder, ...settings }, dataFolder)
      await running.said(address)
    },
    async kill9() {
      await running?.end('SIGKILL')
    },
    async interrupt(signal = 'SIGINT') {
      if (!running) throw new Error('It has not been started.')
      return running.end(signal)
    },
    async begin() {
      running = runMain({ PORT: String(port), DATA_DIR: dataFolder }, dataFolder)
      await until(async () => (await postmasterOf(dataFolder)) !== undefined)
    },
    send(signal) {
      running?.send(signal)
    },
    async withDatabase(look) {
      const [, , , databasePort] = (await readFile(postmasterFile(dataFolder), 'utf8')).split('\n')
      const password = (await readFile(path.join(dataFolder, 'postgresql/password'), 'utf8')).trim()
      const database = openDatabase(`postgresql://xueshi:${password}@127.0.0.1:${databasePort}/xueshi`)
      try {
        return await look(database)
      } finally {
        await database.close()
      }
    },
  }
}

/** What `npm run stop` does on this folder. */
export function stop(dataFolder: string): Promise<Ended> {
  return runMain({ DATA_DIR: dataFolder }, dataFolder, { args: [start, 'stop'] }).ended
}

/** What `npm start` does with a Node that calls itself so. */
export function startWithNode(version: string, dataFolder: string): Promise<Ended> {
  const named = `data:text/javascript,Object.defineProperty(process, 'version', { value: '${version}' })`
  return runMain({ DATA_DIR: dataFolder }, dataFolder, { args: ['--import', named, start] }).ended
}

/** Starts it with settings that it should not accept, and tells how it ended. */
export async function runToItsEnd(
  settings: Record<string, string>,
  { env = '' }: { env?: string } = {},
): Promise<Ended> {
  const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-e2e-'))
  try {
    if (env) await writeFile(path.join(folder, '.env'), env)
    return await runMain({ DATA_DIR: path.join(folder, 'data'), ...settings }, folder).ended
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The process of the PostgreSQL that runs on this folder, if one does. */
export async function postmasterOf(dataFolder: string): Promise<number | undefined> {
  const file = await readFile(postmasterFile(dataFolder), 'utf8').catch(() => '')
  const pid = Number(file.split('\n')[0])
  return pid && isAlive(pid) ? pid : undefined
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly ended: Promise<Ended>
  said(words: string): Promise<void>
  send(signal: NodeJS.Signals): void
  end(signal: NodeJS.Signals): Promise<Ended>
}

/** Nothing of this test's own settings reaches it, and no `.env` lies where it runs. */
function runMain(
  settings: Record<string, string>,
  folder: string,
  { args = [main] }: { args?: readonly string[] } = {},
): Run {
  const { PATH = '', HOME = '' } = process.env
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  let heard = () => {}
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
      heard()
    })
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...printed }))
  return {
    get stdout() {
      return printed.stdout
    },
    get stderr() {
      return printed.stderr
    },
    ended,
    said: (words) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`${why}\n${printed.stdout}\n${printed.stderr}`))
        const timer = setTimeout(() => fail('It did not start in time.'), 2 * longestWaitMs)
        heard = () => {
          if (!printed.stdout.includes(words)) return
          clearTimeout(timer)
          resolve()
        }
        void ended.then(() => {
          clearTimeout(timer)
          fail('It ended instead of starting.')
        })
      }),
    send(signal) {
      child.kill(signal)
    },
    async end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

function postmasterFile(dataFolder: string): string {
  return path.join(dataFolder, 'postgresql/cluster/postmaster.pid')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
