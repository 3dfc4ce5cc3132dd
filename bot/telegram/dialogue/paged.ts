import type { Button } from './buttons.ts'
import type { BotContext } from './context.ts'

interface Page {
  /** From 0. */
  readonly at: number
  readonly pages: number
  /** How many lines come before it. */
  readonly skip: number
  readonly turning: Button[]
}

export const linesPerPage = 8

/**
 * One page of a long list, with the buttons that turn it. If the page is gone meanwhile, the last one that is
 * left.
 */
export function paged<Row>(
  ctx: BotContext,
  rows: readonly Row[],
  asked: number,
  to: (page: number) => string,
): Page & { readonly shown: readonly Row[] } {
  const page = pageOfMany(ctx, rows.length, asked, to)
  return { ...page, shown: rows.slice(page.skip, page.skip + linesPerPage) }
}

/** The same where only the lines of the page are read. */
export function pageOfMany(
  ctx: BotContext,
  count: number,
  asked: number,
  to: (page: number) => string,
): Page {
  const pages = Math.max(1, Math.ceil(count / linesPerPage))
  const at = Math.min(asked, pages - 1)
  return { at, pages, skip: at * linesPerPage, turning: turningButtons(ctx, at, pages, to) }
}

export function turningButtons(
  ctx: BotContext,
  at: number,
  pages: number,
  to: (page: number) => string,
): Button[] {
  return [
    ...(at > 0 ? [ctx.button('button-previous-page', to(at - 1))] : []),
    ...(at < pages - 1 ? [ctx.button('button-next-page', to(at + 1), { page: at + 2, pages })] : []),
  ]
}
