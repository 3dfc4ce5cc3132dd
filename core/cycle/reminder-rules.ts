import { z } from 'zod'
import { nudgeGroups } from '../terms.ts'

/**
 * When a cycle reminds whom (DOMAIN §7, S014, S071–S072, ruling 13). The notice gives the dates that people
 * are reminded of but no rhythm, so all of this is a sample until the authority confirms it.
 */

/** Windows that close hard for a teacher; those in them still have something to do. */
const ladderWindows = ['declaration', 'resubmission', 'second-round-teacher'] as const

const hourOfDay = z.int().min(0).max(23)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of the day: write 08:30')

const ladder = z.strictObject({
  window: z.enum(ladderWindows),
  groups: z.array(z.enum(nudgeGroups)).min(1),
  /**
   * Counted towards the opening of this window instead of the end of its own, where that may end it (ruling
   * 3).
   */
  before: z.literal('publicity').optional(),
  /** Begins with the opening of this window: what lies before it another ladder has said. */
  after: z.literal('publicity').optional(),
})

const day = z.strictObject({
  /** A day of the year that names the cycle. */
  on: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'is no day of a year: write 12-16')
    .refine(
      (text) => text !== '02-29' && !/^(02-3|(0[469]|11)-31)/.test(text),
      'is a day that not every year has',
    ),
  about: z.enum(['early', 'records-missing']),
})

const weekly = z.strictObject({
  weekday: z.int().min(1, 'is no weekday: Monday is 1').max(7, 'is no weekday: Sunday is 7'),
  /** So many weeks before the end of declaring it begins, */
  weeks: z.int().min(1).max(52),
  /** and it leaves so many last days to the ladder. */
  notInLastDays: z.int().min(0),
})

export const reminderRules = z.strictObject({
  provenance: z.enum(['notice', 'sample']),
  /** The hour at which rungs of days go out to whoever chose none. */
  hour: hourOfDay,
  /** When reviewers get their digest, unless they chose an hour. */
  digestAt: timeOfDay,
  /** Nobody is disturbed from one hour to the other, but in the last hours before a window closes. */
  quiet: z.strictObject({
    fromHour: hourOfDay,
    untilHour: hourOfDay,
    exceptLastHours: z.int().min(0).max(24),
  }),
  /**
   * How long before the end: 14d is that many days before the last day, 6h that many hours before the end
   * itself.
   */
  rungs: z.array(z.string().regex(/^[1-9]\d?[dh]$/, 'is no rung: write 14d or 6h')).min(1),
  /** An end on a Saturday or a Sunday is reminded of on the Friday before as well (ruling 13). */
  fridayBefore: z.boolean(),
  ladders: z.array(ladder),
  days: z.array(day),
  /** The year's picture once a week to whoever still lacks hours; absent: never. */
  weekly: weekly.optional(),
})

export type Ladder = z.output<typeof ladder>
export type ReminderDay = z.output<typeof day>

/** What a cycle has whose file says nothing of reminders: one that was loaded before there were any. */
export const sampleReminders: z.input<typeof reminderRules> = {
  provenance: 'sample',
  hour: 9,
  digestAt: '08:30',
  quiet: { fromHour: 22, untilHour: 7, exceptLastHours: 6 },
  rungs: ['14d', '7d', '3d', '1d', '6h'],
  fridayBefore: true,
  ladders: [
    // A school may go public from the first day of that window on, and then nothing can be corrected any more
    // (rulings 2 and 3).
    { window: 'resubmission', groups: ['returned'], before: 'publicity' },
    { window: 'resubmission', groups: ['returned'], after: 'publicity' },
    { window: 'second-round-teacher', groups: ['returned'] },
    { window: 'declaration', groups: ['not-sent', 'not-started'] },
  ],
  // S072 asks for early work, so that not everybody comes in December; S014: the day after providers had to
  // register.
  days: [
    { on: '04-01', about: 'early' },
    { on: '06-01', about: 'early' },
    { on: '09-01', about: 'early' },
    { on: '11-01', about: 'early' },
    { on: '12-16', about: 'records-missing' },
  ],
  weekly: { weekday: 1, weeks: 10, notInLastDays: 2 },
}
