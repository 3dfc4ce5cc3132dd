import { tellOverdueComplaints } from '../../core/complaints/overdue.ts'
import { freezeDue } from '../../core/confirmation/freeze.ts'
import { tellSchoolsWithoutPrincipal } from '../../core/confirmation/principal-missing.ts'
import { escalateLate } from '../../core/confirmation/tell-late.ts'
import { auditCounted } from '../../core/connections/counted-calls.ts'
import { purgeDelivered } from '../../core/connections/deliveries.ts'
import { purgeReceived } from '../../core/connections/receive.ts'
import { isQuiet } from '../../core/cycle/quiet.ts'
import { purgeAbandonedPictures, purgeOldPictures } from '../../core/evidence/purge.ts'
import { tellFinalVerdicts } from '../../core/ledger/tell-final-verdicts.ts'
import { priority } from '../../core/notices/notice.ts'
import { resealAll } from '../../core/privacy/reseal.ts'
import { tellEndedPublicities } from '../../core/publicity/tell-ended.ts'
import { planDigests } from '../../core/reminders/plan-digests.ts'
import { planReminders } from '../../core/reminders/plan-reminders.ts'
import { planWeeklyPictures } from '../../core/reminders/plan-weekly.ts'
import { takeFrozenSnapshots } from '../../core/reports/snapshots.ts'
import type { Database } from '../../prisma/database.ts'
import type { House } from '../house.ts'
import { keepBroadcastCards } from '../telegram/broadcasts/card.ts'
import { freeAbandoned } from '../telegram/exchange/lease.ts'
import { freePostponed } from '../telegram/exchange/outbox.ts'

/**
 * Something that is looked after regularly. It may run twice, late or from several processes at once without
 * changing anything more.
 */
export interface Sweep {
  readonly name: string
  readonly cron: string
  /** What is due by the calendar of a cycle: swept at once when the clock is moved. */
  readonly followsClock?: true
  /**
   * For a sweep whose news can wait for the morning: it is left out in quiet hours. Windows that end at
   * midnight end in quiet hours (DOMAIN §7).
   */
  readonly restsAtNight?: true
  readonly sweep: (house: House) => Promise<unknown>
}

/** Before the day that what is paused waits for. */
const anyMorning = new Date('9999-01-01T00:00:00Z')

const everyMinute = '* * * * *'

export const sweeps: readonly Sweep[] = [
  { name: 'cycles', cron: everyMinute, sweep: ({ cycles }) => cycles.refresh() },
  // A colleague may have crashed while nobody starts anew: what it held is free within a minute.
  { name: 'leases', cron: everyMinute, sweep: ({ database }) => freeAbandoned(database) },
  {
    name: 'publicity-ended',
    cron: everyMinute,
    followsClock: true,
    restsAtNight: true,
    sweep: ({ database, clock }) => tellEndedPublicities(database, clock.now()),
  },
  {
    name: 'principal-missing',
    cron: everyMinute,
    followsClock: true,
    restsAtNight: true,
    async sweep({ database, cycles, clock }) {
      const now = clock.now()
      for (const cycle of cycles.all()) await tellSchoolsWithoutPrincipal(database, { cycle, now })
    },
  },
  {
    name: 'freeze',
    cron: everyMinute,
    followsClock: true,
    async sweep({ database, cycles, clock }) {
      const now = clock.now()
      for (const cycle of cycles.all()) {
        await freezeDue(database, { cycle, now })
        await takeFrozenSnapshots(database, { cycle, now })
      }
    },
  },
  {
    name: 'escalate-late',
    cron: '*/10 * * * *',
    followsClock: true,
    sweep: ({ database, cycles, clock }) =>
      escalateLate(database, { cycles: cycles.all(), now: clock.now() }),
  },
  {
    name: 'complaints-overdue',
    cron: everyMinute,
    followsClock: true,
    restsAtNight: true,
    sweep: ({ database, cycles, clock }) =>
      tellOverdueComplaints(database, { cycles: cycles.all(), now: clock.now() }),
  },
  {
    name: 'morning',
    cron: everyMinute,
    followsClock: true,
    sweep({ database, cycles, clock }) {
      const now = clock.now()
      // By day nothing waits for a morning, also where the clock was put back or the hours were changed.
      return freePostponed(database, isQuiet(cycles.currentAt(now), now) ? now : anyMorning)
    },
  },
  {
    name: 'reminders',
    cron: everyMinute,
    followsClock: true,
    sweep: ({ database, cycles, clock }) =>
      planReminders(database, { cycles: cycles.all(), now: clock.now() }),
  },
  {
    name: 'weekly-pictures',
    cron: everyMinute,
    followsClock: true,
    sweep: ({ database, cycles, clock }) =>
      planWeeklyPictures(database, { cycles: cycles.all(), now: clock.now() }),
  },
  {
    name: 'digests',
    cron: everyMinute,
    followsClock: true,
    sweep: ({ database, cycles, clock }) => planDigests(database, { cycles: cycles.all(), now: clock.now() }),
  },
  { name: 'reseal', cron: everyMinute, sweep: ({ database, sealer }) => resealAll(database, sealer) },
  { name: 'broadcast-cards', cron: '*/3 * * * * *', sweep: keepBroadcastCards },
  { name: 'purge', cron: '17 * * * *', sweep: ({ database }) => purgeHandled(database) },
  {
    name: 'counted-calls',
    cron: '*/5 * * * *',
    sweep: ({ database, clock }) => auditCounted(database, { machineNow: new Date(), now: clock.now() }),
  },
  { name: 'received', cron: '37 * * * *', sweep: ({ database }) => purgeReceived(database, new Date()) },
  { name: 'purge-outgoing', cron: '37 * * * *', sweep: ({ database }) => purgeDelivered(database) },
  {
    name: 'pictures',
    cron: '27 * * * *',
    async sweep({ database, files, cycles, clock, evidenceKeptYears }) {
      const now = clock.now()
      await purgeAbandonedPictures(database, files, now)
      await purgeOldPictures(database, files, { cycles: cycles.all(), keptYears: evidenceKeptYears, now })
    },
  },
  {
    name: 'final-verdicts',
    cron: '*/5 * * * *',
    followsClock: true,
    sweep: ({ database, cycles, clock }) =>
      tellFinalVerdicts(database, { cycles: cycles.all(), now: clock.now() }),
  },
]

/**
 * How long handled updates stay, without their content, so that a repeat is recognised (Telegram keeps
 * updates 24 h). What could not be sent stays as long.
 */
const keptDays = 3
/**
 * A reminder of one cycle is never due again in the next. So after a year its key no longer prevents a
 * repeat.
 */
const keptReminderDays = 400

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
  await pool.query(
    `delete from outbox_message where state <> 'NEW' and key is not null and (priority = ${priority.reminder} or broadcast_id is not null)
       and created_at < now() - make_interval(days => $1)`,
    [keptReminderDays],
  )
  // The fingerprint of what was said matters for minutes only.
  await pool.query(
    `delete from outbox_message where state = 'SENT' and key is null and sent_at < now() - interval '1 hour'`,
  )
  await pool.query(
    `update outbox_message set said = null where said is not null and sent_at < now() - interval '1 hour'`,
  )
}
