import type { Sums } from '../../../../core/ledger/ledger.ts'
import type { FiveYears, YearOfPeriod } from '../../../../core/reports/five-years.ts'
import type { BotContext } from '../../dialogue/context.ts'

/** 「五年周期」: the final years as information, and which years are not held here. */
export function fiveYearsPage(ctx: BotContext, { from, to, years, total }: FiveYears): string {
  const heldYears = years.filter(({ held }) => held === 'final').length
  return [
    // Years are names and not amounts: they take no separator of thousands.
    ctx.text('years-title', { from: String(from), to: String(to) }),
    years.map((year) => yearLine(ctx, year)).join('\n'),
    ...(heldYears > 0 ? [ctx.text('years-sum', hoursOf(total))] : []),
    ctx.text('years-note'),
  ].join('\n\n')
}

function yearLine(ctx: BotContext, one: YearOfPeriod): string {
  const year = String(one.year)
  switch (one.held) {
    case 'final': {
      const verdict = ctx.label(`years-${one.outcome}`)
      return ctx.text('years-final', { year, ...hoursOf(one.counted), verdict })
    }
    case 'running':
      return ctx.text('years-running', { year })
    case 'no':
      return ctx.text('years-not-held', { year })
  }
}

function hoursOf({ PUBLIC, PROFESSIONAL, ELECTIVE, total }: Sums) {
  return { public: PUBLIC, professional: PROFESSIONAL, elective: ELECTIVE, total }
}
