import cron from 'node-cron'
import type { CycleBook } from '../../core/cycle/cycle-book.ts'
import type { Database } from '../../prisma/database.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'

/** How long handled updates and sent messages stay, empty of content, to recognise a repeat (Telegram keeps updates 24 h). */
const keptDays = 3

/** An alarm clock and nothing more: a tick calls a sweep, and the database decides what is due, whoever else ticks. */
export function startSchedule(database: Database, cycles: CycleBook, log: (line: string) => void) {
  const guarded = (name: string, sweep: () => Promise<unknown>) => () =>
    sweep().catch((error) => log(`${name}: ${reasonOf(error)}`))

  const tasks = [
    cron.schedule(
      '* * * * *',
      guarded('cycles', () => cycles.refresh()),
      { noOverlap: true },
    ),
    cron.schedule(
      '17 * * * *',
      guarded('purge', () => purgeHandled(database)),
      { noOverlap: true },
    ),
  ]
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
    },
  }
}

export async function purgeHandled({ pool }: Database): Promise<void> {
  await pool.query(
    `delete from inbox_update where state = 'DONE' and handled_at < now() - make_interval(days => $1)`,
    [keptDays],
  )
  await pool.query(
    `delete from outbox_message where state = 'SENT' and sent_at < now() - make_interval(days => $1)`,
    [keptDays],
  )
}
