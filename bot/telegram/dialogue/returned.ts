import type { ReturnLevel } from '../../../core/notices/notice.ts'
import type { DeclarationState, Round } from '../../../core/review/actions.ts'
import { plainTextOf } from './texts.ts'

/** 退案 is the school's return, 退回 that of the office above it (domain section 1): whoever has both is told both. */

const stateOfLevel: Readonly<Record<ReturnLevel, DeclarationState>> = {
  school: 'RETURNED_BY_SCHOOL',
  district: 'RETURNED_BY_DISTRICT',
}
const levels = ['school', 'district'] as const satisfies readonly ReturnLevel[]

/** Who returned an item that stands so; undefined where it was not returned, or ran out. */
export function levelOfReturned(state: DeclarationState): ReturnLevel | undefined {
  return levels.find((level) => stateOfLevel[level] === state)
}

/**
 * How the end of correcting is told of an item that can be corrected: in the first round the school's publicity may come before the calendar
 * (ruling 3), and a school that is late with it lets its teachers correct until then, which is 'soon'; in the second round the end is final
 * (ruling 8).
 *
 * @param item.due as `dueAt` gives it
 */
export function correctingEnds(
  { round, due }: { readonly round: Round; readonly due: Date | undefined },
  now: Date,
): 'by' | 'second-round' | 'soon' {
  if (!due || now >= due) return 'soon'
  return round === 1 ? 'by' : 'second-round'
}

/** 「2 项申报被学校退案、1 项申报被复审退回」, of the returned ones among the items. */
export function returnedText(locale: string, items: readonly { readonly state: DeclarationState }[]): string {
  return levels
    .flatMap((level) => {
      const count = items.filter(({ state }) => state === stateOfLevel[level]).length
      return count > 0 ? [plainTextOf(locale, `returned-by-${level}`, { count })] : []
    })
    .join(plainTextOf(locale, 'returned-and'))
}
