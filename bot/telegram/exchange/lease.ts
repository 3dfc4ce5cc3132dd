import { randomUUID } from 'node:crypto'
import type { Database } from '../../../prisma/database.ts'

/**
 * Leases name their process by the name of its PostgreSQL connections. A connection ends with its process,
 * however the process ended. So whoever starts can tell which leases are nobody's, and after a crash nobody
 * waits until they run out.
 */
export function nameProcess(databaseUrl: string): { processName: string; namedUrl: string } {
  const processName = `xueshi-${process.pid}-${randomUUID()}`
  const separator = databaseUrl.includes('?') ? '&' : '?'
  return { processName, namedUrl: `${databaseUrl}${separator}application_name=${processName}` }
}

/** The number of the process on its own machine; undefined where the name is no process of ours. */
export function pidOfProcess(processName: string): number | undefined {
  const [, pid] = /^xueshi-(\d+)-/.exec(processName) ?? []
  return pid === undefined ? undefined : Number(pid)
}

export function newLease(processName: string): string {
  return `${processName}/${randomUUID()}`
}

/**
 * Releases the lanes and messages that processes which are gone held. A living process with broken
 * connections counts as gone: it writes nothing in a lane that it lost, but a message of its may be said
 * twice.
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
