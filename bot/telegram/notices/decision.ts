import { readItem } from '../../../core/declarations/items.ts'
import { readStatus } from '../../../core/declarations/status.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { countsAs, holderOf } from '../../../core/review/actions.ts'
import { publicityStartsFor } from '../../../core/review/publicity-starts.ts'
import { correctionOf, levelOfReturned } from '../../../core/review/returned.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { correctionText } from '../dialogue/returned.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import { gapText } from './gap.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type DecisionNotice = Extract<Notice, { declarationId: string }>

/** A decision on a declaration as the teacher hears of it; silence when the item has moved on since. */
export async function decisionInWords(
  house: House,
  notice: DecisionNotice,
  { locale, now }: Recipient,
): Promise<NoticeInWords | undefined> {
  const { prisma } = house.database
  const item = await readItem(prisma, notice.declarationId)
  if (!item) return undefined
  const cycle = house.cycles.get(item.cycleId)
  const about = { number: item.number, course: item.courseName, hours: item.hours }
  const toStatus = [{ label: plainTextOf(locale, 'notice-button-status'), data: tapData('status') }]

  switch (notice.kind) {
    case 'declaration-approved': {
      if (countsAs(item.state, 'review') !== 'counted') return undefined
      const status = await readStatus(prisma, item.personId, cycle, now)
      return {
        html: `${textOf(locale, 'notice-declaration-approved', about)}\n\n${gapText(status, cycle, locale)}`,
        buttons: [toStatus],
      }
    }
    case 'declaration-approved-finally':
      if (item.state !== 'APPROVED_BY_DISTRICT') return undefined
      return { html: textOf(locale, 'notice-declaration-approved-finally', about), buttons: [toStatus] }
    case 'declaration-returned': {
      const isInvalid = item.state === 'INVALID'
      if ((!isInvalid && holderOf(item.state) !== 'teacher') || item.reasonId !== notice.reasonId)
        return undefined
      const publicityStarts = await publicityStartsFor(prisma, item.personId, item.cycleId)
      const correction = correctionOf(
        {
          state: item.state,
          round: item.round,
          publicityStartsAt: publicityStarts.get(item.organisationId),
        },
        { cycle, now },
      )
      const reason = cycle.returnReasons.find(({ id }) => id === notice.reasonId)?.label[locale]
      const lines = [
        textOf(
          locale,
          `notice-declaration-returned-by-${notice.by ?? levelOfReturned(item.state) ?? 'district'}`,
          {
            ...about,
            reason: reason ?? notice.reasonId,
          },
        ),
        ...(notice.note ? [textOf(locale, 'notice-return-note', { note: notice.note })] : []),
        correction
          ? correctionText(locale, 'notice-correct', correction)
          : textOf(locale, isInvalid ? 'notice-now-invalid' : 'notice-correct-closed'),
      ]
      const correct = {
        label: plainTextOf(locale, 'notice-button-correct'),
        data: tapData('correct', item.id),
      }
      return {
        html: lines.join('\n'),
        buttons: correction ? [[correct]] : [toStatus],
      }
    }
    case 'decision-undone':
      if (item.state === 'CONFIRMED_BY_PRINCIPAL') {
        return { html: textOf(locale, 'notice-district-decision-undone', about), buttons: [toStatus] }
      }
      if (item.state !== 'SUBMITTED') return undefined
      return { html: textOf(locale, 'notice-decision-undone', about), buttons: [toStatus] }
    case 'misconduct-found':
      if (holderOf(item.state) !== 'teacher' && item.state !== 'INVALID') return undefined
      return {
        html: textOf(locale, 'notice-misconduct-found', {
          ...about,
          teacher: item.teacher,
          school: item.school,
          finding: item.note ?? '',
        }),
      }
  }
}
