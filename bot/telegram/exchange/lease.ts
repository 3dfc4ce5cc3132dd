import { randomUUID } from 'node:crypto'
import type { Database } from '../../../prisma/database.ts'

/**
 * Leases name their process as PostgreSQL knows it, by the name of its connections. A connection ends with its process
 * however that ended, so whoever starts can tell which leases are nobody's, and a crash keeps nobody waiting until they run out.
 */
export function nameProcess(databaseUrl: string): { processName: string; namedUrl: string } {
  const processName = `xueshi-${randomUUID()}`
  const separator = databaseUrl.includes('?') ? '&' : '?'
  return { processName, namedUrl: `${databaseUrl}${separator}application_name=${processName}` }
}

export function newLease(processName: string): string {
  return `${processName}/${randomUUID()}`
}

/**
 * Lets go of what processes that are gone held of people's lanes and of messages. A process that lives and is taken for
 * gone, as its connections broke, writes nothing of a lane that it lost; a message of its may be said twice.
 */
export async function freeAbandoned({ pool }: Database): Promise<void> {
  await pool.query(`
    with living as materialized (
      select application_name as name from pg_stat_activity where datname = current_database()
    ), lanes as (
      update inbox_lane set lease = null, leased_until = null
      where lease is not null and split_part(lease, '/', 1) not in (select name from living)
    )
    update outbox_message set lease = null, leased_until = null
    where state = 'NEW' and lease is not null and split_part(lease, '/', 1) not in (select name from living)`)
}
