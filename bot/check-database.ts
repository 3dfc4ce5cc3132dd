import pg from 'pg'
import { ConfigError } from './config.ts'

/** What a start asks of the database before it changes anything. */
export interface DatabaseFacts {
  readonly version: number
  readonly encoding: string
  readonly readOnly: boolean
  /** Whether a setting of the connection arrived and is still in force. */
  readonly keepsSettings: boolean
  readonly role: string
  readonly mayCreate: boolean
}

const oldestVersion = 15
const connectsWithinMilliseconds = 15_000

const pooled =
  'The database is reached through a pooler such as pgbouncer, which keeps no settings of a connection: let DATABASE_URL name PostgreSQL itself.'

/**
 * Lends a connection to a database that the program can work with. Throws ConfigError with the reason where
 * it cannot.
 */
export async function withUsableDatabase<Result>(
  databaseUrl: string,
  use: (client: pg.Client, facts: DatabaseFacts) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectsWithinMilliseconds,
    options: '-c plan_cache_mode=force_generic_plan',
  })
  client.on('error', () => {
    // The server went away; the statement under way tells so.
  })
  try {
    await client.connect()
    const facts = await readFacts(client)
    const mistake = mistakeIn(facts)
    if (mistake) throw new ConfigError(mistake)
    return await use(client, facts)
  } catch (error) {
    throw isAnswer(error) || isNetwork(error) ? new ConfigError(refusalSentence(error)) : error
  } finally {
    await client.end().catch(() => {})
  }
}

async function readFacts(client: pg.Client): Promise<DatabaseFacts> {
  const { rows } = await client.query<DatabaseFacts>(`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only') = 'on' as "readOnly",
      current_setting('plan_cache_mode') = 'force_generic_plan' as "keepsSettings", current_user as role,
      coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate"`)
  return rows[0]!
}

/** In one sentence why the program cannot work with such a database. */
export function mistakeIn({
  version,
  encoding,
  readOnly,
  keepsSettings,
}: Omit<DatabaseFacts, 'role' | 'mayCreate'>): string | undefined {
  const major = Math.floor(version / 10_000)
  if (major < oldestVersion)
    return `The database is PostgreSQL ${major}, too old: ${oldestVersion} or newer is needed.`
  if (encoding !== 'UTF8')
    return `The database is kept in ${encoding}, which has no Chinese: make one with createdb --encoding=UTF8 --template=template0.`
  if (!keepsSettings) return pooled
  if (readOnly)
    return 'The database can only be read now: let DATABASE_URL name the server that takes writes, or make this one writable.'
  return undefined
}

function refusalSentence({ code, message }: NodeJS.ErrnoException): string {
  if (/unsupported startup parameter/.test(message)) return pooled
  return `The database of DATABASE_URL cannot be used: ${(message || code || '').replace(/\.$/, '')}.`
}

function isAnswer(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError
}

/** The server is not there, not known by that name, or fell silent. */
function isNetwork(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  return (
    (code !== undefined && (syscall !== undefined || code.startsWith('E'))) ||
    /^(timeout expired|Connection terminated|The server does not support SSL|SASL|SCRAM)/.test(message)
  )
}
