import { closingOf } from '../../../core/cycle/windows.ts'
import { readStatus } from '../../../core/declarations/status.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { holderOf } from '../../../core/review/actions.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

type ResultNotice = Extract<Notice, { kind: 'final-verdict' | 'city-confirmed' }>

/**
 * How the verification ended: tells a teacher every reason and what follows (S062), and the operator that the
 * export may be made.
 */
export async function resultInWords(
  house: House,
  { kind, cycleId }: ResultNotice,
  { locale, now, personId }: Recipient,
): Promise<NoticeInWords | undefined> {
  if (!house.cycles.has(cycleId)) return undefined
  const cycle = house.cycles.get(cycleId)
  const { prisma } = house.database
  if (kind === 'city-confirmed') {
    const deadline = formatDeadline(closingOf(cycle, 'export'), locale)
    return {
      html: textOf(locale, 'notice-city-confirmed', { cycle: cycle.name[locale], deadline }),
      buttons: [[{ label: plainTextOf(locale, 'command-export'), data: tapData('export') }]],
    }
  }
  if (!personId) return undefined
  const { verdict, ledger, items, exempt } = await readStatus(prisma, personId, cycle, now)
  if (verdict.provisional) return undefined
  const outcome = exempt ? 'exempt' : verdict.passed ? 'passed' : 'not-passed'
  const why = verdict.reasons.map(({ code, missing }) =>
    plainTextOf(locale, `shortfall-${code}`, { missing }),
  )
  const html = textOf(locale, `notice-final-verdict-${outcome}`, {
    cycle: cycle.name[locale],
    total: ledger.counted.total,
    why: why.join(plainTextOf(locale, 'declare-separator')),
  })
  // A silent reviewer has approved nothing; whoever waited for one is told so.
  const unfinished = items.filter(({ state }) => holderOf(state) !== 'nobody')
  const silence = textOf(locale, 'notice-final-verdict-unfinished', {
    count: unfinished.length,
    hours: unfinished.reduce((sum, item) => sum + item.hours, 0),
  })
  return {
    html: unfinished.length > 0 ? `${html}\n${silence}` : html,
    buttons: [[{ label: plainTextOf(locale, 'notice-button-status'), data: tapData('status') }]],
  }
}
