import type { DeclarationState } from '../../../core/review/actions.ts'
import { type Correction, stateOfReturn } from '../../../core/review/returned.ts'
import { type Locale, returnLevels } from '../../../core/terms.ts'
import { formatDeadline } from '../../../core/time/shanghai.ts'
import { plainTextOf, textOf } from './texts.ts'

/**
 * 退案 is the school's return, 退回 the return of the office above it (DOMAIN §1). Whoever has both is told both.
 */

/** 「2 项申报被学校退案、1 项申报被复审退回」, of the returned ones among the items. */
export function returnedText(locale: Locale, items: readonly { readonly state: DeclarationState }[]): string {
  return returnLevels
    .flatMap((level) => {
      const count = items.filter(({ state }) => state === stateOfReturn[level]).length
      return count > 0 ? [plainTextOf(locale, `returned-by-${level}`, { count })] : []
    })
    .join(plainTextOf(locale, 'returned-and'))
}

/** How the end of correcting is said; the texts are `key-by`, `key-soon` and `key-second-round`. */
export function correctionText(locale: Locale, key: string, { ends, until }: Correction): string {
  return textOf(locale, `${key}-${ends}`, { deadline: until ? formatDeadline(until, locale) : '' })
}
