import type { Database, Transaction } from '../../prisma/database.ts'
import { type Refusal, refuse } from '../refusal.ts'

/**
 * When somebody wants to be reminded, and whether at all. It is a setting of one's own account and decides
 * nothing, so it has no audit entry; /mydata shows it. Decisions, returns and complaints' results come
 * whatever is set here (DOMAIN §7).
 */

export const preferenceRefusals = ['reminder-hour-unknown'] as const

/** No hour of the night: the quiet hours would put it off anyway. */
export const choosableHours: readonly number[] = Array.from({ length: 15 }, (_, at) => 7 + at)

export interface ReminderPreferences {
  /** Null: the hours of the cycle. */
  readonly hour: number | null
  readonly muted: boolean
}

export async function readPreferences(
  db: Database['prisma'] | Transaction,
  accountId: number,
): Promise<ReminderPreferences> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: { reminderHour: true, mutedAt: true },
  })
  return { hour: account?.reminderHour ?? null, muted: account?.mutedAt != null }
}

/**
 * @param hour one of `choosableHours`, in Guangzhou; null for the cycle's own
 * @returns nothing; 'reminder-hour-unknown' {from, until}
 */
export async function chooseReminderHour(
  tx: Transaction,
  accountId: number,
  hour: number | null,
): Promise<Refusal | undefined> {
  if (hour !== null && !choosableHours.includes(hour)) {
    return refuse('reminder-hour-unknown', { from: choosableHours[0]!, until: choosableHours.at(-1)! })
  }
  await tx.account.updateMany({ where: { id: accountId }, data: { reminderHour: hour } })
  return undefined
}

/** Mutes reminders and digests, or lets them come again; muting twice keeps the first moment. */
export async function muteReminders(
  tx: Transaction,
  accountId: number,
  muted: boolean,
  now: Date,
): Promise<void> {
  await tx.account.updateMany({
    where: { id: accountId, ...(muted && { mutedAt: null }) },
    data: { mutedAt: muted ? now : null },
  })
}
