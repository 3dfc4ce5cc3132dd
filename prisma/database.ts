import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

export type { Prisma } from './generated/client.ts'
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

/** One pool, two doors: Prisma for decisions and lists, plain statements for the path of every answer. */
export interface Database {
  readonly prisma: PrismaClient
  readonly pool: pg.Pool
  /**
   * For a large question about many keys at once, asked over and over: its plan is made once. Given an array
   * PostgreSQL would otherwise plan it anew every time, which costs more than answering it.
   */
  readonly planned: pg.Pool
  close(): Promise<void>
}

/**
 * What is cut off on a busy machine is tried again and makes it busier. A lane's lease leaves this much time.
 */
const transactionOptions = { maxWait: 20_000, timeout: 20_000 }

export function openDatabase(
  url: string,
  { maxConnections = 20 }: { maxConnections?: number } = {},
): Database {
  // Telegram's numbers fit a double exactly (at most 52 bits); as numbers they cannot hang what expects JSON.
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types: { getTypeParser },
    onConnect: liveByUtc,
  })
  pool.on('error', () => {
    // The pool replaces an idle connection that breaks. Whoever asks next is told if the server is gone.
  })
  const planned = new pg.Pool({ ...pool.options, max: 2, options: '-c plan_cache_mode=force_generic_plan' })
  planned.on('error', () => {
    // As above.
  })
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions })
  return {
    prisma,
    pool,
    planned,
    async close() {
      await prisma.$disconnect()
      await Promise.all([pool.end(), planned.end()])
    },
  }
}

/**
 * Prisma's adapter reads the hour of an instant and drops its offset. On a server set to another zone, such
 * as one in Guangzhou, every time would be wrong.
 */
async function liveByUtc(client: pg.ClientBase): Promise<void> {
  await client.query(`set timezone = 'UTC'`)
}

const int8 = 20

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === int8) return readSafeInteger
  return pg.types.getTypeParser(oid, format as 'text')
}

function readSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond what a number holds exactly.`)
  return value
}
