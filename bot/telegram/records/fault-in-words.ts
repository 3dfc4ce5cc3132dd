import type { RowRefusal } from '../../../core/records/judge-rows.ts'
import { recordColumns } from '../../../core/records/record-columns.ts'
import type { Locale } from '../../../core/terms.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import { plainTextOf } from '../dialogue/texts.ts'

/** Why a row was refused: the heading of the cell as it stands in the file, and the reason as HTML. */
export function faultInWords(
  { column, refusal }: Pick<RowRefusal, 'column' | 'refusal'>,
  locale: Locale,
): { column: string; reason: string } {
  const label = recordColumns.find(({ key }) => key === column)?.label
  return { column: label ?? plainTextOf(locale, 'records-whole-row'), reason: refusalText(refusal, locale) }
}
