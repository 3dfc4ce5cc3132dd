import { holdsRole } from '../../../core/authority/grants.ts'
import { type LateWork, lateWork } from '../../../core/confirmation/late.ts'
import { lateToldTo } from '../../../core/confirmation/tell-late.ts'
import type { WindowId } from '../../../core/cycle/cycle.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { countReturnedByOffice } from '../../../core/declarations/items.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import type { Locale } from '../../../core/terms.ts'
import { formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import { lateNameOf } from '../dialogue/late-name.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type OfficeNotice = Extract<Notice, { kind: 'second-round-opened' | 'late-own' | 'late-below' }>

const mostNames = 5

/**
 * What schools and offices hear of each other: items that come back, and what is late. Silence when it has
 * been done meanwhile.
 */
export async function officeInWords(
  house: House,
  notice: OfficeNotice,
  recipient: Recipient,
): Promise<NoticeInWords | undefined> {
  if (!house.cycles.has(notice.cycleId)) return undefined
  switch (notice.kind) {
    case 'second-round-opened':
      return secondRoundInWords(house, notice, recipient)
    case 'late-own':
      return ownInWords(house, notice, recipient)
    case 'late-below':
      return belowInWords(house, notice, recipient)
  }
}

async function secondRoundInWords(
  { database, cycles }: House,
  { organisationId, cycleId }: Extract<Notice, { kind: 'second-round-opened' }>,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = database
  const count = await countReturnedByOffice(prisma, organisationId, cycleId)
  if (count === 0) return undefined
  const cycle = cycles.get(cycleId)
  const closesAt = closingOf(cycle, 'second-round-teacher')
  if (now >= closesAt) {
    return {
      html: textOf(locale, 'notice-second-round-too-late', { count, closed: formatUntil(closesAt, locale) }),
    }
  }
  const happened = textOf(locale, 'notice-second-round-opened', {
    count,
    teacher: formatDeadline(closesAt, locale),
    school: formatDeadline(closingOf(cycle, 'second-round-school'), locale),
  })
  // What the administrator does with it, a principal cannot open.
  const asAdmin = personId && (await holdsRole(prisma, personId, 'SCHOOL_ADMIN', organisationId))
  return {
    html: `${happened}\n${textOf(locale, `notice-second-round-opened-${asAdmin ? 'admin' : 'principal'}`)}`,
    buttons: [
      asAdmin
        ? [placeButton('staff', tapData('staff.group', 'returned', 0), locale)]
        : [placeButton('school', tapData('principal', cycleId), locale)],
    ],
  }
}

async function ownInWords(
  { database, cycles }: House,
  { window, organisationId, cycleId }: Extract<Notice, { kind: 'late-own' }>,
  { locale, now }: Recipient,
): Promise<NoticeInWords | undefined> {
  const cycle = cycles.get(cycleId)
  const works = await lateWork(database.prisma, { organisationId }, { cycle, now })
  const work = works.find((one) => one.window === window)
  if (!work) return undefined
  const place = placeOfWindow[window]
  return {
    html: textOf(locale, ownKey(work), {
      window: plainTextOf(locale, `window-${window}`),
      organisation: lateNameOf(work, locale),
      cycle: cycle.name[locale],
      deadline: formatDeadline(work.closedAt, locale),
      declare: formatDeadline(closingOf(cycle, 'declaration'), locale),
      open: work.open ?? 0,
      told: plainTextOf(locale, `late-told-${work.above}`),
    }),
    ...(place && { buttons: [[placeButton(place[0], tapData(place[1]), locale)]] }),
  }
}

/** Where what is late is done, as command and tap. */
const placeOfWindow: Readonly<Partial<Record<WindowId, readonly [command: string, tap: TapName]>>> = {
  'provider-certificate': ['disputes', 'disputes'],
  'school-review': ['queue', 'queue'],
  publicity: ['publicity', 'publicity'],
  'principal-confirmation': ['school', 'principal'],
  'district-review': ['review', 'review'],
  complaints: ['complaints', 'complaints'],
  statistics: ['statistics', 'statistics'],
  'city-confirmation': ['confirm', 'city.confirm'],
  export: ['export', 'export'],
}

function placeButton(command: string, data: string, locale: Locale): Button {
  return { label: plainTextOf(locale, `command-${command}`), data }
}

function ownKey({ of, open }: LateWork): string {
  if (of === 'provider') return 'notice-late-own-provider'
  return open === null ? 'notice-late-own' : 'notice-late-own-open'
}

async function belowInWords(
  { database, cycles }: House,
  { window, officeId, cycleId }: Extract<Notice, { kind: 'late-below' }>,
  { locale, now }: Recipient,
): Promise<NoticeInWords | undefined> {
  const cycle = cycles.get(cycleId)
  const behind = await lateToldTo(database.prisma, officeId, window, { cycle, now })
  const [first] = behind
  if (!first) return undefined
  return {
    html: textOf(locale, belowKey(behind), {
      window: plainTextOf(locale, `window-${window}`),
      cycle: cycle.name[locale],
      deadline: formatDeadline(first.closedAt, locale),
      count: behind.length,
      names: namesOf(behind, locale),
    }),
    buttons: [[{ label: plainTextOf(locale, 'review-button-late'), data: tapData('late') }]],
  }
}

/** Nobody hurries whoever stands above them: they hear what they wait for. */
function belowKey(behind: readonly LateWork[]): string {
  if (behind[0]?.above === 'CITY_OPERATOR') return 'notice-late-beside'
  return behind.length > mostNames ? 'notice-late-below-many' : 'notice-late-below'
}

function namesOf(works: readonly LateWork[], locale: Locale): string {
  const names = works.slice(0, mostNames).map((work) => lateNameOf(work, locale))
  return names.join(plainTextOf(locale, 'late-name-separator'))
}
