import {
  complaintNumber,
  complaintsDueAt,
  loadComplaint,
  readComplaint,
} from '../../../core/complaints/complaint.ts'
import { overdueCount } from '../../../core/complaints/overdue.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { readOrganisation } from '../../../core/organisations/organisation.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type ComplaintNotice = Extract<Notice, { kind: `complaint-${string}` }>

/**
 * What is told of complaints: to those who handle them, to whoever complained, and to the level above when
 * they are late.
 */
export async function complaintInWords(
  house: House,
  notice: ComplaintNotice,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  const say = (params: Parameters<typeof textOf>[2], key = `notice-${notice.kind}`) =>
    textOf(locale, key, params)

  switch (notice.kind) {
    case 'complaint-registered':
    case 'complaint-referred': {
      // Who holds the role no more, or turned out to be whom it is about, is told nothing.
      const card =
        personId &&
        (await readComplaint(prisma, notice.complaintId, personId, {
          cycleOf: house.cycles.get,
          sealer: house.sealer,
          now,
        }))
      if (!card || card.state === 'SETTLED') return undefined
      return {
        html: say({
          number: card.number,
          school: card.school.name,
          deadline: formatDeadline(card.due, locale),
          referral: card.referral ?? '',
        }),
        buttons: [[{ label: plainTextOf(locale, 'notice-button-view'), data: tapData('cmp.open', card.id) }]],
      }
    }
    case 'complaint-settled': {
      const row = await loadComplaint(prisma, notice.complaintId)
      if (row?.state !== 'SETTLED') return undefined
      const about = { number: complaintNumber(row), school: row.organisation.name, handler: row.handler.name }
      return { html: say(about, `notice-complaint-settled-${row.upheld ? 'upheld' : 'not-upheld'}`) }
    }
    case 'complaint-overdue': {
      const count = await overdueCount(house.database, notice.handlerId, notice.cycleId)
      const handler = await readOrganisation(prisma, notice.handlerId)
      const due = complaintsDueAt(house.cycles.get(notice.cycleId))
      if (!handler || count === 0 || now < due) return undefined
      return {
        html: say({ handler: handler.name, count, deadline: formatDeadline(due, locale) }),
        buttons: [[{ label: plainTextOf(locale, 'notice-button-view'), data: tapData('complaints') }]],
      }
    }
    default:
      return notice satisfies never
  }
}
