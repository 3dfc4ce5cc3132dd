import { readItem } from '../../../core/declarations/items.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { readDispute } from '../../../core/records/disputes.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import { answerInWords, disputedInWords } from '../records/dispute-card.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type RecordNotice = Extract<
  Notice,
  { kind: 'declaration-on-record' | 'record-changed' | 'dispute-opened' | 'dispute-settled' }
>

/** What is told of hour records and of the disputes about them; silence where it is settled by now. */
export async function recordsInWords(
  { database: { prisma } }: House,
  notice: RecordNotice,
  { locale, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  const toStatus = [[{ label: plainTextOf(locale, 'notice-button-status'), data: tapData('status') }]]
  switch (notice.kind) {
    case 'declaration-on-record': {
      const item = await readItem(prisma, notice.declarationId)
      if (!item || item.state === 'WITHDRAWN' || item.state === 'INVALID') return undefined
      const about = { number: item.number, course: item.courseName, teacher: item.teacher }
      return item.personId === personId
        ? { html: textOf(locale, 'notice-declaration-on-record', about), buttons: toStatus }
        : { html: textOf(locale, 'notice-declaration-on-record-school', about) }
    }
    case 'record-changed': {
      const { courseName: course, before, after, by } = notice
      const html =
        after === null
          ? textOf(locale, 'notice-record-withdrawn', { course, before, by })
          : textOf(locale, 'notice-record-changed', { course, before, after, by })
      return { html, buttons: toStatus }
    }
    case 'dispute-opened': {
      const dispute = await readDispute(prisma, notice.disputeId)
      if (dispute?.state !== 'OPEN') return undefined
      return {
        html: [
          textOf(locale, 'notice-dispute-opened', {
            teacher: dispute.personName,
            school: dispute.schoolName,
          }),
          disputedInWords(dispute, locale),
        ].join('\n'),
        buttons: [
          [{ label: plainTextOf(locale, 'notice-button-view'), data: tapData('disp.open', dispute.id) }],
        ],
      }
    }
    case 'dispute-settled': {
      const dispute = await readDispute(prisma, notice.disputeId)
      if (!dispute || dispute.state === 'OPEN') return undefined
      return {
        html: [
          textOf(locale, 'notice-dispute-settled'),
          disputedInWords(dispute, locale),
          answerInWords(dispute, locale),
        ].join('\n'),
        buttons: toStatus,
      }
    }
  }
}
