import { Gauge, type Registry } from 'prom-client'
import { priority } from '../../core/notices/notice.ts'
import type { Database } from '../../prisma/database.ts'

/** What waits in the database, read when somebody asks and not more often than this. */
const readEverySeconds = 5
/** Rows set aside have no index of their own, so that the path of an answer does not keep one. */
const setAsideEverySeconds = 60

/**
 * Gauges of what waits and for how long, over all processes. One statement reads what moves, another what
 * lies still.
 */
export function measureDepths({ pool }: Pick<Database, 'pool'>, registry: Registry): void {
  const waiting = new Gauge({
    name: 'xueshi_waiting',
    help: 'What waits, by queue: updates, answers, decisions, reminders, broadcasts, quiet (until the morning), deliveries.',
    labelNames: ['queue'],
    registers: [registry],
    collect: atMostEvery(readEverySeconds, async () => {
      const { rows } = await pool.query<{ queue: string; waiting: number; oldest: number }>(waitingSql)
      for (const row of rows) {
        waiting.set({ queue: row.queue }, row.waiting)
        oldest.set({ queue: row.queue }, row.oldest)
      }
    }),
  })
  const oldest = new Gauge({
    name: 'xueshi_oldest_seconds',
    help: 'How long the oldest of a queue has been due.',
    labelNames: ['queue'],
    registers: [registry],
  })
  const setAside = new Gauge({
    name: 'xueshi_set_aside',
    help: 'What was given up and waits for somebody to look: parked updates, failed messages, deliveries given up.',
    labelNames: ['queue'],
    registers: [registry],
    collect: atMostEvery(setAsideEverySeconds, async () => {
      const { rows } = await pool.query<{ queue: string; n: number }>(setAsideSql)
      for (const { queue, n } of rows) setAside.set({ queue }, n)
    }),
  })
}

/** Every queue has its row, also when it is empty: a figure that goes missing looks like one that is well. */
const waitingSql = `
  with waiting as (
    select 'updates' as queue, received_at as since
      from inbox_lane join inbox_update on lane_id = id and state = 'NEW' where ready_at is not null
    union all
    select case when quiet_until is not null then 'quiet' else (array[${Object.keys(priority).map((name) => `'${name}s'`)}])[priority + 1] end,
        not_before
      from outbox_message where state = 'NEW'
    union all
    -- What waits behind an earlier event of its subject is not due yet.
    select 'deliveries', coalesce(queued_at, now()) from delivery where delivered_at is null and given_up_at is null
  )
  select queue, count(since)::int as waiting,
    coalesce(greatest(0, extract(epoch from now() - min(since))), 0)::float8 as oldest
  from unnest(array['updates', 'answers', 'decisions', 'reminders', 'broadcasts', 'quiet', 'deliveries']) as queue
    left join waiting using (queue) group by queue`

const setAsideSql = `
  select 'updates' as queue, count(*)::int as n from inbox_update where state = 'PARKED'
  union all select 'messages', count(*)::int from outbox_message where state = 'FAILED'
  union all select 'deliveries', count(*)::int from delivery where given_up_at is not null`

/** Many who ask at once ask together; a question that failed keeps the last figures. */
function atMostEvery(seconds: number, read: () => Promise<void>): () => Promise<void> {
  let last: { at: number; done: Promise<void> } | undefined
  return () => {
    if (!last || performance.now() - last.at > seconds * 1000)
      last = { at: performance.now(), done: read().catch(() => {}) }
    return last.done
  }
}
