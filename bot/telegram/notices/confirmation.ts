import { itemsToConfirm } from '../../../core/confirmation/items-to-confirm.ts'
import { closingOf, freezesAt } from '../../../core/cycle/windows.ts'
import { invalidItemsOf, readItem } from '../../../core/declarations/items.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { contactsFor } from '../../../core/organisations/contacts.ts'
import { organisationOf } from '../../../core/organisations/organisation.ts'
import { readSnapshot } from '../../../core/reports/snapshots.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type ConfirmationNotice = Extract<
  Notice,
  { kind: 'school-confirmed' | 'second-round-approved' | 'principal-missing' | 'items-frozen-invalid' }
>

/**
 * The news of the last weeks: to the office above, to the principal, to a school without one, and to those
 * whose items ran out.
 */
export async function confirmationInWords(
  house: House,
  notice: ConfirmationNotice,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  const button = (key: string, data: string) => [[{ label: plainTextOf(locale, key), data }]]

  switch (notice.kind) {
    case 'school-confirmed': {
      const snapshot = await readSnapshot(prisma, notice.snapshotId)
      if (!snapshot) return undefined
      const { name } = await organisationOf(prisma, snapshot.organisationId)
      const { total } = snapshot.statistics
      const left = await itemsToConfirm(prisma, snapshot.organisationId, snapshot.cycleId)
      const own = left.filter(({ held }) => held === 'own').length
      const html = textOf(
        locale,
        notice.first ? 'notice-school-confirmed' : 'notice-school-confirmed-again',
        {
          school: name,
          cycle: house.cycles.get(snapshot.cycleId).name[locale],
          at: formatInstant(snapshot.takenAt, locale),
          items: notice.items,
          expected: total.expected,
          passed: total.passed,
        },
      )
      return {
        html: own > 0 ? `${html}\n${textOf(locale, 'notice-school-confirmed-own', { own })}` : html,
        buttons: button('notice-button-school-card', tapData('schools.card', snapshot.organisationId)),
      }
    }
    case 'second-round-approved': {
      const item = await readItem(prisma, notice.declarationId)
      if (item?.state !== 'APPROVED_BY_SCHOOL') return undefined
      const deadline = closingOf(house.cycles.get(item.cycleId), 'second-round-school')
      if (now >= deadline) return undefined
      return {
        html: textOf(locale, 'notice-second-round-approved', {
          number: item.number,
          teacher: item.teacher,
          course: item.courseName,
          hours: item.hours,
          deadline: formatDeadline(deadline, locale),
        }),
        buttons: button('notice-button-school', tapData('principal', item.cycleId)),
      }
    }
    case 'principal-missing': {
      const { school, reviewer } = await contactsFor(prisma, notice.organisationId)
      const cycle = house.cycles.get(notice.cycleId)
      return {
        html: textOf(locale, 'notice-principal-missing', {
          school: school.name,
          cycle: cycle.name[locale],
          office: reviewer?.name ?? plainTextOf(locale, 'principal-office'),
          phone: reviewer?.contacts[0]?.phone || '—',
          deadline: formatDeadline(closingOf(cycle, 'principal-confirmation'), locale),
        }),
        buttons: button('notice-button-school', tapData('principal', cycle.id)),
      }
    }
    case 'items-frozen-invalid': {
      if (!personId) return undefined
      const cycle = house.cycles.get(notice.cycleId)
      const freeze = freezesAt(cycle)
      const invalid = await invalidItemsOf(prisma, personId, cycle.id)
      if (invalid.length === 0) return undefined
      const lines = invalid.map((item) =>
        textOf(locale, 'notice-frozen-item', {
          number: item.number,
          course: item.courseName,
          hours: item.hours,
        }),
      )
      return {
        html: textOf(locale, 'notice-items-frozen-invalid', {
          cycle: cycle.name[locale],
          frozen: formatInstant(freeze, locale),
          items: { html: lines.join('\n') },
        }),
        buttons: button('notice-button-status', tapData('status')),
      }
    }
    default:
      return notice satisfies never
  }
}
