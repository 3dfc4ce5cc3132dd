import type { LeftOutSheet } from '../../../core/tables/read-table.ts'
import type { BotContext } from './context.ts'

const mostNamed = 10

/** Which sheets of a file were not read and how many rows stand there: one line, or none. */
export function leftOutLines(ctx: BotContext, leftOut: readonly LeftOutSheet[]): string[] {
  if (leftOut.length === 0) return []
  const named = leftOut
    .slice(0, mostNamed)
    .map(({ sheet, rows, isHidden }) =>
      ctx.text(isHidden ? 'table-left-out-hidden' : 'table-left-out-sheet', { sheet, rows }),
    )
  const more = leftOut.length - named.length
  if (more > 0) named.push(ctx.text('table-left-out-more', { count: more }))
  return [ctx.text('table-left-out', { sheets: { html: named.join(ctx.text('table-left-out-between')) } })]
}
