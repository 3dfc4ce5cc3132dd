import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

export type { Prisma } from './generated/client.ts'
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

/** One pool, two doors: Prisma for decisions and lists, plain statements for the path of every answer. */
export interface Database {
  readonly prisma: PrismaClient
  readonly pool: pg.Pool
  close(): Promise<void>
}

export function openDatabase(
  url: string,
  { maxConnections = 20 }: { maxConnections?: number } = {},
): Database {
  // Telegram's numbers fit a double exactly (at most 52 bits); as numbers they cannot hang what expects JSON.
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, types: { getTypeParser } })
  pool.on('error', () => {
    // An idle connection that breaks is replaced by the pool; whoever asks next is told if the server is gone.
  })
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
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
