import { holdsRole } from '../../core/authority/grants.ts'
import { closingOf, windowAt } from '../../core/cycle/windows.ts'
import { readStatus } from '../../core/declarations/status.ts'
import { leftToDo } from '../../core/duties/left-to-do.ts'
import { mayBeReminded } from '../../core/duties/may-be-reminded.ts'
import type { Notice } from '../../core/notices/notice.ts'
import { isProfileConfirmed } from '../../core/people/profile.ts'
import { readRequest } from '../../core/people/requests.ts'
import { formatDeadline } from '../../core/time/shanghai.ts'
import type { House } from '../house.ts'
import { type Button, tapData } from './dialogue/buttons.ts'
import { returnedText } from './dialogue/returned.ts'
import { plainTextOf, textOf } from './dialogue/texts.ts'
import { announcementInWords } from './notices/announcement.ts'
import { complaintInWords } from './notices/complaint.ts'
import { confirmationInWords } from './notices/confirmation.ts'
import { decisionInWords } from './notices/decision.ts'
import { digestInWords } from './notices/digest.ts'
import { gapText } from './notices/gap.ts'
import type { NoticeInWords, Recipient } from './notices/in-words.ts'
import { nextStep } from './notices/next-step.ts'
import { officeInWords } from './notices/office.ts'
import { peopleInWords } from './notices/people.ts'
import { leadersReportInWords, publicityInWords } from './notices/publicity.ts'
import { recordsInWords } from './notices/records.ts'
import { reminderInWords } from './notices/reminder.ts'
import { resultInWords } from './notices/result.ts'
import { subscriptionInWords } from './notices/subscription.ts'
import { weeklyInWords } from './notices/weekly.ts'

/**
 * Puts a notice into words when it is sent. Undefined when nothing is left to say, because what it told of
 * was undone or settled meanwhile.
 */
export async function renderNotice(
  house: House,
  notice: Notice,
  recipient: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  const { locale } = recipient
  const say = (key: string, params?: Parameters<typeof textOf>[2]) => textOf(locale, key, params)
  const button = (key: string, data: string): Button[][] => [[{ label: plainTextOf(locale, key), data }]]

  switch (notice.kind) {
    case 'declaration-approved':
    case 'declaration-approved-finally':
    case 'declaration-returned':
    case 'decision-undone':
    case 'misconduct-found':
      return decisionInWords(house, notice, recipient)
    case 'request-filed': {
      const request = await readRequest(prisma, notice.requestId)
      if (request?.state !== 'OPEN') return undefined
      // Where the school has nobody who could settle it, the office above is told.
      const { personId } = recipient
      const isOwnSchool =
        personId && (await holdsRole(prisma, personId, 'SCHOOL_ADMIN', request.organisationId))
      return {
        html: say('notice-request-filed', {
          kind: plainTextOf(locale, `request-kind-${request.kind}`),
          who: request.personName ?? request.details.name ?? '',
        }),
        buttons: button('notice-button-view', tapData(isOwnSchool ? 'requests' : 'oreq')),
      }
    }
    case 'request-granted': {
      const request = await readRequest(prisma, notice.requestId)
      return (
        request && {
          html: say(`notice-request-granted-${request.kind}`, {
            number: request.details.certificateNumber ?? '',
          }),
          buttons: button(
            request.kind.startsWith('CORRECT_') ? 'notice-button-profile' : 'notice-button-start',
            tapData(request.kind.startsWith('CORRECT_') ? 'profile' : 'home'),
          ),
        }
      )
    }
    case 'request-refused': {
      const request = await readRequest(prisma, notice.requestId)
      if (!request) return undefined
      const kind = plainTextOf(locale, `request-kind-${request.kind}`)
      const { note } = request.details
      return {
        html: say(note ? 'notice-request-refused-note' : 'notice-request-refused', {
          kind,
          note: note ?? '',
        }),
      }
    }
    case 'account-unbound':
      return { html: say('notice-account-unbound') }
    case 'identity-locked':
      return { html: say('notice-identity-locked') }
    case 'complaint-registered':
    case 'complaint-referred':
    case 'complaint-settled':
    case 'complaint-overdue':
      return complaintInWords(house, notice, recipient)
    case 'publicity-started':
    case 'publicity-withdrawn':
    case 'publicity-ended':
    case 'publicity-late':
      return publicityInWords(house, notice, recipient)
    case 'leaders-report':
      return leadersReportInWords(house, notice, recipient)
    case 'school-confirmed':
    case 'second-round-approved':
    case 'principal-missing':
    case 'items-frozen-invalid':
      return confirmationInWords(house, notice, recipient)
    case 'second-round-opened':
    case 'late-own':
    case 'late-below':
      return officeInWords(house, notice, recipient)
    case 'final-verdict':
    case 'city-confirmed':
      return resultInWords(house, notice, recipient)
    case 'declaration-on-record':
    case 'record-changed':
    case 'dispute-opened':
    case 'dispute-settled':
      return recordsInWords(house, notice, recipient)
    case 'weekly-progress':
      return weeklyInWords(house, notice, recipient)
    case 'nudge':
      return nudgeInWords(house, notice, recipient)
    case 'announcement':
      return announcementInWords(house, notice, recipient)
    case 'subscription-gone':
      return subscriptionInWords(house, notice, recipient)
    case 'reminder':
    case 'early-reminder':
    case 'records-missing':
      return reminderInWords(house, notice, recipient)
    case 'digest':
      return digestInWords(house, notice, recipient)
    case 'registration-applied':
    case 'registration-granted':
    case 'registration-refused':
    case 'transfer-requested':
    case 'transfer-done':
    case 'transfer-refused':
    case 'teacher-left':
    case 'teacher-returned':
    case 'exemption-requested':
    case 'exemption-granted':
    case 'exemption-refused':
    case 'exemption-revoked':
      return peopleInWords(house, notice, recipient)
    case 'school-moved': {
      const { school, from, to, complaints } = notice
      return { html: say('notice-school-moved', { school, from, to, complaints }) }
    }
    case 'role-granted':
    case 'role-withdrawn':
      return {
        html: say(`notice-${notice.kind}`, {
          role: plainTextOf(locale, `role-${notice.role}`),
          organisation: notice.organisationName,
        }),
      }
    default:
      return notice satisfies never
  }
}

/** What this person still has to do, with one button that leads there; nothing when it is done by now. */
async function nudgeInWords(
  house: House,
  { group, cycleId, fromOrganisation }: Extract<Notice, { kind: 'nudge' }>,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  if (!personId || !house.cycles.has(cycleId)) return undefined
  if (!(await mayBeReminded(house.database.prisma, personId, cycleId))) return undefined
  const cycle = house.cycles.get(cycleId)
  const status = await readStatus(house.database.prisma, personId, cycle, now)
  const confirmed = await isProfileConfirmed(house.database.prisma, personId, cycleId)
  const left = leftToDo(status, confirmed)
  const isOpen = group === 'returned' || windowAt(cycle, 'declaration', now).state === 'open'
  if (!left.groups.includes(group) || !isOpen) return undefined
  const step = nextStep(group, left, confirmed)
  const deadline = (group === 'returned' && left.correctBy) || closingOf(cycle, 'declaration')
  return {
    html: [
      textOf(locale, `notice-nudge-${group}`, {
        from: fromOrganisation,
        cycle: cycle.name[locale],
        count: group === 'returned' ? left.toCorrect.length : left.drafts,
        returned: returnedText(locale, left.toCorrect),
        deadline: formatDeadline(deadline, locale),
      }),
      ...(confirmed ? [] : [textOf(locale, 'notice-nudge-profile')]),
      gapText(status, cycle, locale),
    ].join('\n'),
    buttons: [[{ label: plainTextOf(locale, step.label), data: step.data }]],
  }
}
