import { holdsRole } from '../../../core/authority/grants.ts'
import { closingOf, windowOf } from '../../../core/cycle/windows.ts'
import { countReturnedBySchool } from '../../../core/declarations/items.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { leadersReportOf } from '../../../core/publicity/leaders-report.ts'
import { readPublicity, type SchoolPublicity, standingPublicity } from '../../../core/publicity/publicity.ts'
import { contactsOf } from '../../../core/publicity/publicity-list.ts'
import { formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { contactLines } from '../contact-lines.ts'
import { tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type PublicityNotice = Extract<Notice, { publicityId: string }>

/**
 * What a school's publicity has to say to its teachers, its leaders and the office above. Silence when it is
 * no longer so.
 */
export async function publicityInWords(
  house: House,
  notice: PublicityNotice,
  recipient: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  const { locale, now } = recipient
  const publicity = await readPublicity(prisma, notice.publicityId, now)
  if (!publicity) return undefined
  const cycle = house.cycles.get(publicity.cycleId)
  const about = {
    school: publicity.list.school,
    cycle: cycle.name[locale],
    deadline: formatDeadline(publicity.endsAt, locale),
    until: formatUntil(publicity.endsAt, locale),
  }
  switch (notice.kind) {
    case 'publicity-started':
      return publicity.state === 'running' ? ownLine(publicity, about, recipient) : undefined
    case 'publicity-withdrawn': {
      // A new one has told everything meanwhile.
      if (await standingPublicity(prisma, publicity.organisationId, publicity.cycleId, now)) return undefined
      const { personId } = recipient
      const returned = personId ? await countReturnedBySchool(prisma, personId, cycle.id) : 0
      return {
        html: [
          textOf(locale, 'notice-publicity-withdrawn', { ...about, why: publicity.withdrawn?.why ?? '' }),
          ...(returned > 0 ? [textOf(locale, 'notice-publicity-correct-again', { count: returned })] : []),
        ].join('\n'),
        ...(returned > 0 && {
          buttons: [[{ label: plainTextOf(locale, 'notice-button-status'), data: tapData('status') }]],
        }),
      }
    }
    case 'publicity-ended':
      return publicity.state === 'withdrawn' ? undefined : whatIsNext(house, publicity, about, recipient)
    case 'publicity-late': {
      if (publicity.state === 'withdrawn') return undefined
      const { closesAt, latestAt = closesAt } = windowOf(cycle, 'publicity')
      return {
        html: textOf(locale, 'notice-publicity-late', { ...about, latest: formatUntil(latestAt, locale) }),
      }
    }
    default:
      return notice satisfies never
  }
}

interface About {
  readonly [name: string]: string
  readonly school: string
  readonly cycle: string
  readonly deadline: string
  readonly until: string
}

function ownLine(
  { list }: SchoolPublicity,
  about: About,
  { locale, personId }: Recipient,
): NoticeInWords | undefined {
  const line = list.lines.find((one) => one.personId === personId)
  if (!line) return undefined
  return {
    html: [
      textOf(locale, 'notice-publicity-started', about),
      textOf(locale, 'notice-publicity-line', {
        ...line.hours,
        outcome: plainTextOf(locale, `publicity-outcome-${line.outcome}`),
      }),
      textOf(locale, 'notice-publicity-complain', about),
      contactLines(contactsOf(list.contacts), locale),
      textOf(locale, 'notice-publicity-complain-here'),
    ].join('\n'),
  }
}

/** To administrators what is still to tick, to the principal until when to confirm (S038). */
async function whatIsNext(
  house: House,
  { organisationId, cycleId, takenDown }: SchoolPublicity,
  about: About,
  { locale, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  if (!personId) return undefined
  const isAdministrator = await holdsRole(prisma, personId, 'SCHOOL_ADMIN', organisationId)
  const isPrincipal = await holdsRole(prisma, personId, 'PRINCIPAL', organisationId)
  if (!isAdministrator && !isPrincipal) return undefined
  const confirmBy = formatDeadline(closingOf(house.cycles.get(cycleId), 'principal-confirmation'), locale)
  const toTakeDown = isAdministrator && !takenDown
  return {
    html: [
      textOf(locale, 'notice-publicity-ended', about),
      ...(toTakeDown ? [textOf(locale, 'notice-publicity-take-down')] : []),
      textOf(locale, isPrincipal ? 'notice-publicity-confirm' : 'notice-publicity-principal-next', {
        deadline: confirmBy,
      }),
    ].join('\n'),
    buttons: [
      isAdministrator
        ? [{ label: plainTextOf(locale, 'publicity-button-card'), data: tapData('publicity') }]
        : [],
      isPrincipal
        ? [{ label: plainTextOf(locale, 'publicity-button-principal'), data: tapData('principal', cycleId) }]
        : [],
    ],
  }
}

/** The report to the school's leaders (S033), with the sums of now and the file behind a button. */
export async function leadersReportInWords(
  house: House,
  { organisationId, cycleId, by }: Extract<Notice, { kind: 'leaders-report' }>,
  { locale, now }: Recipient,
): Promise<NoticeInWords> {
  const cycle = house.cycles.get(cycleId)
  const { school, totals, final } = await leadersReportOf(house.database.prisma, organisationId, {
    cycle,
    now,
  })
  const file = (format: 'xlsx' | 'pdf') => ({
    label: plainTextOf(locale, `publicity-button-${format}`),
    data: tapData('leaders-report.file', cycleId, format),
  })
  return {
    html: textOf(locale, 'notice-leaders-report', {
      by,
      school,
      cycle: cycle.name[locale],
      people: totals.people,
      mark: final ? '' : plainTextOf(locale, 'report-provisional'),
      passed: totals.passed,
      notPassed: totals.notPassed,
      exempt: totals.exempt,
      notStarted: totals.groups['not-started'],
      notSent: totals.groups['not-sent'],
      returned: totals.groups.returned,
    }),
    buttons: [[file('xlsx'), file('pdf')]],
  }
}
