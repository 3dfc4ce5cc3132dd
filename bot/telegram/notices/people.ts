import { windowAt } from '../../../core/cycle/windows.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { readRegistration } from '../../../core/organisations/registration.ts'
import { exemptionReasonsOf, readExemption } from '../../../core/people/exemptions.ts'
import { readTransfer } from '../../../core/people/transfer.ts'
import { formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type PeopleNotice = Extract<
  Notice,
  | { registrationId: string }
  | { transferId: string }
  | { exemptionId: string }
  | { kind: `teacher-${string}` }
>

/** What becomes of registrations, transfers, leave and exemptions, to whoever it concerns. */
export async function peopleInWords(
  { database: { prisma }, cycles }: House,
  notice: PeopleNotice,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const say = (key: string, params?: Parameters<typeof textOf>[2]) => textOf(locale, key, params)
  const button = (key: string, data: string): Button[][] => [[{ label: plainTextOf(locale, key), data }]]

  switch (notice.kind) {
    case 'registration-applied': {
      const registration = await readRegistration(prisma, notice.registrationId)
      if (registration?.state !== 'OPEN') return undefined
      return {
        html: say('notice-registration-applied', { school: registration.schoolName }),
        buttons: button('notice-button-view', tapData('reg.open', registration.id)),
      }
    }
    case 'registration-granted': {
      const registration = await readRegistration(prisma, notice.registrationId)
      if (!registration) return undefined
      const { schoolName: school, code } = registration
      return { html: say('notice-registration-granted', { school, code: code ?? '' }) }
    }
    case 'registration-refused': {
      const registration = await readRegistration(prisma, notice.registrationId)
      if (!registration) return undefined
      const { schoolName: school, note } = registration
      return {
        html: say('notice-registration-refused', { school, note: note ?? '' }),
        buttons: button('notice-button-register', tapData('register')),
      }
    }
    case 'transfer-requested': {
      const transfer = await readTransfer(prisma, notice.transferId)
      if (transfer?.state !== 'OPEN') return undefined
      const { name, fromName: from, toName: to } = transfer
      return {
        html: say('notice-transfer-requested', { name, from, to }),
        buttons: button('notice-button-view', tapData('move.open', transfer.id)),
      }
    }
    case 'transfer-done': {
      const transfer = await readTransfer(prisma, notice.transferId)
      if (!transfer) return undefined
      const { name, fromName: from, toName: to } = transfer
      return transfer.personId === personId
        ? {
            html: say('notice-transfer-done-own', { from, to }),
            buttons: button('notice-button-profile', tapData('profile')),
          }
        : { html: say('notice-transfer-done', { name, from, to }) }
    }
    case 'transfer-refused': {
      const transfer = await readTransfer(prisma, notice.transferId)
      if (!transfer) return undefined
      const { name, fromName: from, note } = transfer
      return {
        html: say(note ? 'notice-transfer-refused-note' : 'notice-transfer-refused', {
          name,
          from,
          note: note ?? '',
        }),
      }
    }
    case 'teacher-left':
      return {
        html: say('notice-teacher-left', {
          reason: plainTextOf(locale, `leave-reason-${notice.reason}`),
          organisation: notice.organisationName,
        }),
      }
    case 'teacher-returned':
      return { html: say('notice-teacher-returned', { organisation: notice.organisationName }) }
    case 'exemption-revoked':
      return revokedInWords({ prisma, cycles, notice }, { locale, now, personId })
    case 'exemption-requested':
    case 'exemption-granted':
    case 'exemption-refused': {
      const exemption = await readExemption(prisma, notice.exemptionId)
      if (!exemption || !cycles.has(exemption.cycleId)) return undefined
      if (notice.kind === 'exemption-requested' && exemption.state !== 'OPEN') return undefined
      const cycle = cycles.get(exemption.cycleId)
      const reason = exemptionReasonsOf(cycle).find(({ id }) => id === exemption.reasonId)
      const html = say(`notice-${notice.kind}${exemption.personId === personId ? '-own' : ''}`, {
        name: exemption.name,
        school: exemption.schoolName,
        reason: reason?.label[locale] ?? exemption.reasonId,
        cycle: cycle.name[locale],
      })
      if (notice.kind === 'exemption-requested') {
        return { html, buttons: button('notice-button-view', tapData('exempt.open', exemption.id)) }
      }
      return { html: notice.note ? `${html}\n${say('notice-people-note', { note: notice.note })}` : html }
    }
  }
}

/** The teacher is in the verification again, and hears what is left of the time for declaring. */
async function revokedInWords(
  {
    prisma,
    cycles,
    notice,
  }: Pick<House, 'cycles'> & {
    prisma: House['database']['prisma']
    notice: Extract<Notice, { kind: 'exemption-revoked' }>
  },
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const exemption = await readExemption(prisma, notice.exemptionId)
  if (exemption?.state !== 'REVOKED' || !cycles.has(exemption.cycleId)) return undefined
  const cycle = cycles.get(exemption.cycleId)
  const { closesAt, state } = windowAt(cycle, 'declaration', now)
  const isOwn = exemption.personId === personId
  const about = {
    name: exemption.name,
    cycle: cycle.name[locale],
    why: exemption.revokedWhy ?? '',
    deadline: formatDeadline(closesAt, locale),
    closed: formatUntil(closesAt, locale),
  }
  const lines = [
    textOf(locale, isOwn ? 'notice-exemption-revoked-own' : 'notice-exemption-revoked', about),
    textOf(locale, `notice-exemption-revoked-${state === 'closed' ? 'late' : 'time'}`, about),
  ]
  return {
    html: lines.join('\n'),
    ...(isOwn && {
      buttons: [[{ label: plainTextOf(locale, 'notice-button-status'), data: tapData('status') }]],
    }),
  }
}
