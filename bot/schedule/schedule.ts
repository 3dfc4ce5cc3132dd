import cron from 'node-cron'
import { purgeAbandonedPictures, purgeOldPictures } from '../../core/evidence/purge.ts'
import type { Database } from '../../prisma/database.ts'
import type { House } from '../telegram/dialogue/context.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'
import { freeAbandoned } from '../telegram/exchange/lease.ts'

/** How long handled updates stay, empty of content, to recognise a repeat (Telegram keeps updates 24 h), and what could not be sent. */
const keptDays = 3

/** An alarm clock and nothing more: a tick calls a sweep, and the database decides what is due, whoever else ticks. */
export function startSchedule({ database, files, cycles, clock, evidenceKeptYears, log }: House) {
  const guarded = (name: string, sweep: () => Promise<unknown>) => () =>
    sweep().catch((error) => log(`${name}: ${reasonOf(error)}`))

  const tasks = [
    cron.schedule(
      '* * * * *',
      guarded('cycles', () => cycles.refresh()),
      { noOverlap: true },
    ),
    // A colleague may have crashed while nobody starts anew: what it held is free within a minute.
    cron.schedule(
      '* * * * *',
      guarded('leases', () => freeAbandoned(database)),
      { noOverlap: true },
    ),
    cron.schedule(
      '17 * * * *',
      guarded('purge', () => purgeHandled(database)),
      { noOverlap: true },
    ),
    cron.schedule(
      '27 * * * *',
      guarded('pictures', async () => {
        const now = clock.now()
        await purgeAbandonedPictures(database, files, now)
        await purgeOldPictures(database, files, { cycles: cycles.all(), keptYears: evidenceKeptYears, now })
      }),
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
  // What carries a key stays, so that it is not said a second time.
  await pool.query(
    `delete from outbox_message where state in ('FAILED', 'UNREACHABLE') and key is null
       and created_at < now() - make_interval(days => $1)`,
    [keptDays],
  )
}
