import { type LateWork, lateWork } from '../../../core/confirmation/late.ts'
import { formatDeadline } from '../../../core/cycle/shanghai.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { House } from '../dialogue/context.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { Hearer, NoticeInWords } from '../notices.ts'

type OfficeNotice = Extract<Notice, { kind: 'second-round-opened' | 'late-own' | 'late-below' }>

const mostNames = 5

/** What schools and offices hear of each other: items that come back, and what is late. Silence when it has been done meanwhile. */
export async function officeInWords(
  house: House,
  notice: OfficeNotice,
  hearer: Hearer,
): Promise<NoticeInWords | undefined> {
  if (!house.cycles.has(notice.cycleId)) return undefined
  switch (notice.kind) {
    case 'second-round-opened':
      return secondRoundInWords(house, notice, hearer)
    case 'late-own':
      return ownInWords(house, notice, hearer)
    case 'late-below':
      return belowInWords(house, notice, hearer)
  }
}

async function secondRoundInWords(
  { database, cycles }: House,
  { organisationId, cycleId }: Extract<Notice, { kind: 'second-round-opened' }>,
  { locale }: Hearer,
): Promise<NoticeInWords | undefined> {
  const count = await database.prisma.declaration.count({
    where: { organisationId, cycleId, state: 'RETURNED_BY_DISTRICT' },
  })
  if (count === 0) return undefined
  const cycle = cycles.get(cycleId)
  return {
    html: textOf(locale, 'notice-second-round-opened', {
      count,
      teacher: formatDeadline(closingOf(cycle, 'second-round-teacher'), locale),
      school: formatDeadline(closingOf(cycle, 'second-round-school'), locale),
    }),
  }
}

async function ownInWords(
  { database, cycles }: House,
  { window, organisationId, cycleId }: Extract<Notice, { kind: 'late-own' }>,
  { locale, now }: Hearer,
): Promise<NoticeInWords | undefined> {
  const cycle = cycles.get(cycleId)
  const works = await lateWork(database.prisma, { organisationId }, { cycle, now })
  const work = works.find((one) => one.window === window)
  if (!work) return undefined
  return {
    html: textOf(locale, work.open === null ? 'notice-late-own' : 'notice-late-own-open', {
      window: plainTextOf(locale, `window-${window}`),
      organisation: work.organisationName,
      cycle: cycle.name[locale],
      deadline: formatDeadline(work.closedAt, locale),
      open: work.open ?? 0,
    }),
  }
}

async function belowInWords(
  { database, cycles }: House,
  { window, officeId, cycleId }: Extract<Notice, { kind: 'late-below' }>,
  { locale, now }: Hearer,
): Promise<NoticeInWords | undefined> {
  const cycle = cycles.get(cycleId)
  const works = await lateWork(database.prisma, officeId ? { officeId } : 'city', { cycle, now })
  const behind = works.filter(
    (work) => work.window === window && (work.of === 'school') === (officeId !== null),
  )
  const [first] = behind
  if (!first) return undefined
  return {
    html: textOf(locale, behind.length > mostNames ? 'notice-late-below-many' : 'notice-late-below', {
      window: plainTextOf(locale, `window-${window}`),
      cycle: cycle.name[locale],
      deadline: formatDeadline(first.closedAt, locale),
      count: behind.length,
      names: namesOf(behind, locale),
    }),
    ...(officeId && {
      buttons: [[{ label: plainTextOf(locale, 'review-button-late'), data: tapData('late') }]],
    }),
  }
}

function namesOf(works: readonly LateWork[], locale: string): string {
  const names = works.slice(0, mostNames).map(({ organisationName }) => organisationName)
  return names.join(plainTextOf(locale, 'late-name-separator'))
}
