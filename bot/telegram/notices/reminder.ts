import type { Cycle } from '../../../core/cycle/cycle.ts'
import { closingOf, windowAt } from '../../../core/cycle/windows.ts'
import { readStatus, type Status } from '../../../core/declarations/status.ts'
import { type LeftToDo, leftToDo } from '../../../core/duties/left-to-do.ts'
import { mayBeReminded } from '../../../core/duties/may-be-reminded.ts'
import { readRecordsMissing } from '../../../core/duties/records-missing.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { isProfileConfirmed } from '../../../core/people/profile.ts'
import type { Locale } from '../../../core/terms.ts'
import { daysLeft, formatDeadline } from '../../../core/time/shanghai.ts'
import type { Database } from '../../../prisma/database.ts'
import type { House } from '../../house.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import { returnedText } from '../dialogue/returned.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import { gapText } from './gap.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'
import { nextStep } from './next-step.ts'

type ReminderNotice = Extract<Notice, { kind: 'reminder' | 'early-reminder' | 'records-missing' }>

/**
 * What a teacher still has to do, by when, with their own gap and one button. Silence when it is done, too
 * late, or no longer wanted.
 */
export async function reminderInWords(
  house: House,
  notice: ReminderNotice,
  recipient: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  const { personId, now } = recipient
  if (!personId || !house.cycles.has(notice.cycleId)) return undefined
  const cycle = house.cycles.get(notice.cycleId)
  if (!(await mayBeReminded(prisma, personId, cycle.id))) return undefined
  const told: Told = {
    ...recipient,
    cycle,
    status: await readStatus(prisma, personId, cycle, now),
    confirmed: await isProfileConfirmed(prisma, personId, cycle.id),
  }
  const words =
    notice.kind === 'records-missing' ? await recordsMissing(prisma, personId, told) : stillToDo(notice, told)
  if (!words) return undefined
  return { html: [...words.lines, foot(told.locale)].join('\n'), buttons: [[words.button]] }
}

interface Told extends Recipient {
  readonly cycle: Cycle
  readonly status: Status
  readonly confirmed: boolean
}

interface ReminderWords {
  readonly lines: readonly string[]
  readonly button: Button
}

function stillToDo(
  notice: Exclude<ReminderNotice, { kind: 'records-missing' }>,
  { cycle, status, confirmed, locale, now }: Told,
): ReminderWords | undefined {
  const left = leftToDo(status, confirmed)
  // Since it was planned they may have begun, or thrown their draft away.
  const group = left.groups.find((one) => (one === 'returned') === (notice.group === 'returned'))
  const until = notice.kind === 'reminder' ? new Date(notice.until) : closingOf(cycle, 'declaration')
  if (!group || now >= until) return undefined
  if (group !== 'returned' && windowAt(cycle, 'declaration', now).state !== 'open') return undefined
  const step = nextStep(group, left, confirmed)
  const params = {
    cycle: cycle.name[locale],
    count: group === 'returned' ? left.toCorrect.length : left.drafts,
    returned: returnedText(locale, left.toCorrect),
    left: leftText(until, now, locale),
    deadline: formatDeadline(until, locale),
  }
  return {
    lines: [
      textOf(locale, textKey({ ...notice, group }), params),
      ...(group === 'returned' ? draftLine(left, cycle, { locale, now }) : []),
      ...(confirmed ? [] : [textOf(locale, 'notice-nudge-profile')]),
      gapText(status, cycle, locale),
    ],
    button: { label: plainTextOf(locale, step.label), data: step.data },
  }
}

function textKey(notice: Exclude<ReminderNotice, { kind: 'records-missing' }>): string {
  if (notice.kind === 'early-reminder') return `notice-early-reminder-${notice.group}`
  if (notice.group !== 'returned') return `notice-reminder-${notice.group}`
  return `notice-reminder-returned-${notice.rung.startsWith('publicity-') ? 'publicity' : notice.window}`
}

/** Whoever is told of a return is told once, so what else waits for them stands in the same message. */
function draftLine(
  { drafts: count }: LeftToDo,
  cycle: Cycle,
  { locale, now }: { locale: Locale; now: Date },
): string[] {
  if (count === 0 || windowAt(cycle, 'declaration', now).state !== 'open') return []
  const deadline = formatDeadline(closingOf(cycle, 'declaration'), locale)
  return [textOf(locale, 'notice-reminder-drafts', { count, deadline })]
}

/** S014: whoever has a certificate instead of a record declares it while there is time. */
async function recordsMissing(
  db: Database['prisma'],
  personId: string,
  { cycle, status, confirmed, locale, now }: Told,
): Promise<ReminderWords | undefined> {
  if (windowAt(cycle, 'declaration', now).state !== 'open') return undefined
  const missing = await readRecordsMissing(db, { personId, cycleId: cycle.id }, status)
  if (!missing) return undefined
  const params = {
    cycle: cycle.name[locale],
    registered: formatDeadline(closingOf(cycle, 'provider-certificate'), locale),
    deadline: formatDeadline(closingOf(cycle, 'declaration'), locale),
  }
  const [label, data] = confirmed
    ? ['notice-button-declare', tapData('declare')]
    : ['notice-button-profile', tapData('profile')]
  return {
    lines: [
      textOf(
        locale,
        missing === 'disputed' ? 'notice-records-missing-disputed' : 'notice-records-missing',
        params,
      ),
      ...(confirmed ? [] : [textOf(locale, 'notice-nudge-profile')]),
      gapText(status, cycle, locale),
    ],
    button: { label: plainTextOf(locale, label!), data: data! },
  }
}

const msPerHour = 3_600_000
const hoursCounted = 12

/** 「还有 7 天截止」, 「今天截止」, 「不到 6 小时就要截止」: by the moment in which it is said. */
function leftText(until: Date, now: Date, locale: Locale): string {
  const hours = Math.ceil((+until - +now) / msPerHour)
  const days = daysLeft(now, until)
  if (hours <= hoursCounted) return plainTextOf(locale, 'reminder-left-hours', { hours })
  if (days <= 1) return plainTextOf(locale, days === 1 ? 'reminder-left-tomorrow' : 'reminder-left-today')
  return plainTextOf(locale, 'reminder-left-days', { days })
}

function foot(locale: Locale): string {
  return textOf(locale, 'reminder-foot')
}
