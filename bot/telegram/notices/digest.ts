import type { Block } from '../../../core/confirmation/school-at-a-glance.ts'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { hasBegun, isFinished } from '../../../core/cycle/cycle-book.ts'
import type { DigestRole, Notice } from '../../../core/notices/notice.ts'
import { endOfPublicity } from '../../../core/publicity/start-publicity.ts'
import { type Digest, organisationOfDigest, readDigest } from '../../../core/reminders/digest.ts'
import type { DigestLine } from '../../../core/reminders/digest-lines.ts'
import { type CaseKind, type OpenCases, openCasesOf } from '../../../core/reminders/open-cases.ts'
import type { Locale } from '../../../core/terms.ts'
import {
  civilDateOf,
  dayOfWeek,
  daysFromTo,
  daysLeft,
  formatDate,
  formatDeadline,
} from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type DigestNotice = Extract<Notice, { kind: 'digest' }>

/**
 * A reviewer's work of the day, as it stands when it is sent. Silence when nothing is left, or when the role
 * or the wish is gone.
 */
export async function digestInWords(
  { database: { prisma }, cycles }: House,
  { role, organisationId, date }: DigestNotice,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  // Yesterday's is not worth saying any more: today has its own.
  if (!personId || civilDateOf(now) !== date) return undefined
  const organisation = await organisationOfDigest(prisma, { role, organisationId, personId })
  if (organisation === undefined) return undefined
  const parts: string[] = []
  const lines: DigestLine[] = []
  for (const cycle of cycles.all()) {
    if (!hasBegun(cycle, now) || isFinished(cycle, now)) continue
    const digest = await readDigest(prisma, { role, organisationId, personId }, { cycle, now })
    if (!digest) continue
    parts.push(cycleText(digest, { cycle, role, locale, now }))
    lines.push(...digest.lines)
  }
  const cases = await openCasesOf(prisma, { role, organisationId, personId })
  if (cases.length > 0) parts.push(casesText(cases, locale, now))
  if (parts.length === 0) return undefined
  const head = textOf(locale, 'digest-head', {
    organisation,
    date: formatDate(date, locale),
  })
  return {
    html: [head, ...parts, textOf(locale, 'reminder-foot')].join('\n'),
    buttons: buttonsOf(lines, cases, role, locale),
  }
}

interface Heard {
  readonly cycle: Cycle
  readonly role: DigestRole
  readonly locale: Locale
  readonly now: Date
}

function cycleText({ lines, friday }: Digest, heard: Heard): string {
  const { locale, cycle } = heard
  return [
    textOf(locale, 'digest-cycle', { cycle: cycle.name[locale] }),
    ...lines.map((line) => textOf(locale, keyOf(line, heard), paramsOf(line, heard))),
    ...(friday ? [fridayText(friday, locale)] : []),
  ].join('\n')
}

function keyOf(line: DigestLine, { role, cycle, now }: Heard): string {
  if (line.kind === 'block') return `digest-block-${line.block.kind}`
  if (line.kind === 'waiting' || line.kind === 'waiting-second-round') {
    return `digest-${line.kind}-${role === 'SCHOOL_ADMIN' ? 'school' : 'office'}`
  }
  // Seven full days that begin now may end too late: nobody is told to reach a date that cannot be reached.
  if (line.kind === 'publicity' && endOfPublicity(cycle, now) > line.closesAt) return 'digest-publicity-late'
  return `digest-${line.kind}`
}

function paramsOf(line: DigestLine, { locale, now }: Heard): Record<string, string | number> {
  const deadline: Record<string, string> =
    'closesAt' in line
      ? { deadline: formatDeadline(line.closesAt, locale), left: leftText(line.closesAt, now, locale) }
      : {}
  switch (line.kind) {
    case 'waiting':
    case 'waiting-second-round': {
      return { ...deadline, count: line.count, waited: waitedText(line.oldestSince, now, locale) }
    }
    case 'teachers':
      return { groups: groupsText(line, locale) }
    case 'block':
      return blockParams(line.block, locale)
    case 'complaints':
    case 'city-complaints':
    case 'confirm':
    case 'confirm-second-round':
    case 'late-schools':
      return { ...deadline, count: line.count }
    default:
      return deadline
  }
}

/** Only groups with somebody in them. */
function groupsText(
  { returned, notSent, notStarted }: Extract<DigestLine, { kind: 'teachers' }>,
  locale: Locale,
): string {
  return Object.entries({ returned, 'not-sent': notSent, 'not-started': notStarted })
    .filter(([, count]) => count > 0)
    .map(([group, count]) => plainTextOf(locale, `digest-teachers-${group}`, { count }))
    .join(plainTextOf(locale, 'digest-separator'))
}

function blockParams(block: Block, locale: Locale): Record<string, string | number> {
  if ('count' in block) return { count: block.count }
  return 'until' in block ? { deadline: formatDeadline(block.until, locale) } : {}
}

function leftText(closesAt: Date, now: Date, locale: Locale): string {
  if (now >= closesAt) {
    return plainTextOf(locale, 'digest-overdue', { days: Math.max(1, -daysLeft(now, closesAt)) })
  }
  const days = daysLeft(now, closesAt)
  return days === 0 ? plainTextOf(locale, 'digest-today') : plainTextOf(locale, 'digest-left', { days })
}

/** Ruling 13: deadlines on a weekend are not shifted. */
function fridayText(closesAt: Date, locale: Locale): string {
  const lastDay = civilDateOf(new Date(+closesAt - 1))
  return textOf(locale, dayOfWeek(lastDay) === 6 ? 'digest-friday-saturday' : 'digest-friday-sunday', {
    deadline: formatDeadline(closesAt, locale),
  })
}

/** Where each line leads; two that lead to the same place share the button. */
const buttonOfLine: Readonly<Record<DigestLine['kind'], (role: DigestRole) => readonly [string, TapName]>> = {
  waiting: (role) => (role === 'SCHOOL_ADMIN' ? ['queue', 'queue'] : ['review', 'review']),
  'waiting-second-round': (role) => (role === 'SCHOOL_ADMIN' ? ['queue', 'queue'] : ['review', 'review']),
  complaints: () => ['complaints', 'complaints'],
  publicity: () => ['publicity', 'publicity'],
  teachers: () => ['staff', 'staff'],
  confirm: () => ['school', 'principal'],
  'confirm-second-round': () => ['school', 'principal'],
  'confirm-later': () => ['school', 'principal'],
  block: () => ['school', 'principal'],
  'late-schools': () => ['late', 'late'],
  'city-complaints': () => ['complaints', 'complaints'],
  statistics: () => ['statistics', 'statistics'],
  'city-statistics': () => ['statistics', 'statistics'],
  'city-confirmation': () => ['confirm', 'city.confirm'],
  export: () => ['export', 'export'],
}

const buttonOfCase: Readonly<Record<CaseKind, readonly [string, TapName]>> = {
  requests: ['requests', 'requests'],
  'office-requests': ['requests', 'oreq'],
  registrations: ['registrations', 'registrations'],
  exemptions: ['exemptions', 'exemptions'],
  transfers: ['transfers', 'transfers'],
  disputes: ['disputes', 'disputes'],
}

function buttonsOf(
  lines: readonly DigestLine[],
  cases: readonly OpenCases[],
  role: DigestRole,
  locale: Locale,
): Button[][] {
  const places = new Map([
    ...lines.map(({ kind }) => buttonOfLine[kind](role)),
    ...cases.map(({ of }) => buttonOfCase[of]),
  ])
  return [...places].map(([command, action]) => [
    { label: plainTextOf(locale, `command-${command}`), data: tapData(action) },
  ])
}

function casesText(cases: readonly OpenCases[], locale: Locale, now: Date): string {
  return [
    textOf(locale, 'digest-cases'),
    ...cases.map(({ of, count, oldestSince }) =>
      textOf(locale, `digest-${of}`, { count, waited: waitedText(oldestSince, now, locale) }),
    ),
  ].join('\n')
}

function waitedText(since: Date, now: Date, locale: Locale): string {
  const days = daysFromTo(civilDateOf(since), civilDateOf(now)) - 1
  return plainTextOf(locale, 'digest-waited', { days })
}
