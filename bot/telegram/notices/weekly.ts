import { windowAt } from '../../../core/cycle/windows.ts'
import { mayBeReminded } from '../../../core/duties/may-be-reminded.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { hoursToGo, missingAfterReview, readProgressFacts } from '../../../core/reports/progress-facts.ts'
import { progressAsText } from '../../../core/reports/progress-words.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { escapeHtml, plainTextOf, sayIn, textOf } from '../dialogue/texts.ts'
import { pictureOf } from '../documents/pictures.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

/**
 * The year's picture once a week to those who still need hours: the picture, the same in words, and a button.
 * Silence for those who have enough, counting what is under review, and for those who muted reminders since
 * it was planned. Silence also when the time for declaring is over.
 */
export async function weeklyInWords(
  house: House,
  { cycleId }: Extract<Notice, { kind: 'weekly-progress' }>,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  if (!personId || !house.cycles.has(cycleId)) return undefined
  const cycle = house.cycles.get(cycleId)
  if (windowAt(cycle, 'declaration', now).state !== 'open') return undefined
  const { prisma } = house.database
  if (!(await mayBeReminded(prisma, personId, cycleId))) return undefined
  const facts = await readProgressFacts(prisma, personId, { cycle, now, locale })
  if (hoursToGo(missingAfterReview(facts.ledger, cycle.requirements)) === 0) return undefined
  return {
    photo: await pictureOf(facts, cycleId),
    html: [
      textOf(locale, 'notice-weekly'),
      escapeHtml(progressAsText(facts, sayIn(locale))),
      '',
      textOf(locale, 'reminder-foot'),
    ].join('\n'),
    buttons: [
      [
        { label: plainTextOf(locale, 'notice-button-declare'), data: tapData('declare') },
        { label: plainTextOf(locale, 'notice-button-status'), data: tapData('status') },
      ],
    ],
  }
}
