import { purgeAbandonedPictures, purgeOldPictures } from '../../core/evidence/purge.ts'
import type { Database } from '../../prisma/database.ts'
import type { House } from '../telegram/dialogue/context.ts'
import { freeAbandoned } from '../telegram/exchange/lease.ts'

/** Something that is looked after regularly. Running it twice, late or from several processes at once changes nothing more. */
export interface Sweep {
  readonly name: string
  readonly cron: string
  /** What is due by the calendar of a cycle: swept at once when the clock is moved. */
  readonly followsClock?: true
  readonly sweep: (house: House) => Promise<unknown>
}

const everyMinute = '* * * * *'

export const sweeps: readonly Sweep[] = [
  { name: 'cycles', cron: everyMinute, sweep: ({ cycles }) => cycles.refresh() },
  // A colleague may have crashed while nobody starts anew: what it held is free within a minute.
  { name: 'leases', cron: everyMinute, sweep: ({ database }) => freeAbandoned(database) },
  { name: 'purge', cron: '17 * * * *', sweep: ({ database }) => purgeHandled(database) },
  {
    name: 'pictures',
    cron: '27 * * * *',
    async sweep({ database, files, cycles, clock, evidenceKeptYears }) {
      const now = clock.now()
      await purgeAbandonedPictures(database, files, now)
      await purgeOldPictures(database, files, { cycles: cycles.all(), keptYears: evidenceKeptYears, now })
    },
  },
]

/** How long handled updates stay, empty of content, to recognise a repeat (Telegram keeps updates 24 h), and what could not be sent. */
const keptDays = 3

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
