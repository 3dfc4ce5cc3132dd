import type { Requirements } from '../../../../core/cycle/cycle.ts'
import { windowAt } from '../../../../core/cycle/windows.ts'
import type { Status } from '../../../../core/declarations/status.ts'
import { type Category, categories, categoryLabels } from '../../../../core/terms.ts'
import type { BotContext } from '../../dialogue/context.ts'

/**
 * The sums of one teacher with what is counted, under review and missing, and the verdict with its reasons.
 */
export function ledgerText(ctx: BotContext, { ledger, verdict, exempt }: Status): string {
  const { requirements, name } = ctx.cycle
  const lines = ([...categories, 'total'] as const).map((sum) => {
    const need = needOf(sum, requirements)
    const params = {
      name: sum === 'total' ? ctx.label('status-total') : categoryLabels[sum][ctx.locale],
      bar: bar(ledger.counted[sum], ledger.underReview[sum], need),
      counted: ledger.counted[sum],
      underReview: ledger.underReview[sum],
      missing: ledger.missing[sum],
      need,
    }
    return ctx.text(hasMinimum(sum, requirements) ? 'status-sum' : 'status-sum-advised', params)
  })
  return [
    ctx.text('status-title', { cycle: name[ctx.locale] }),
    ...lines,
    ctx.text('status-legend'),
    exempt ? ctx.text('status-exempt') : verdictText(ctx, verdict),
  ].join('\n\n')
}

function verdictText(ctx: BotContext, { passed, provisional, reasons }: Status['verdict']): string {
  const standing = provisional ? 'provisional' : 'final'
  if (passed) return ctx.text(`status-passed-${standing}`)
  const why = reasons.map(({ code, missing }) => ctx.label(`shortfall-${code}`, { missing }))
  const line = ctx.text(`status-not-passed-${standing}`, { why: why.join(ctx.label('declare-separator')) })
  const declaringIsOver = windowAt(ctx.cycle, 'declaration', ctx.now).state === 'closed'
  return declaringIsOver ? `${line}\n${ctx.text('status-consequence')}` : line
}

type Sum = Category | 'total'

function hasMinimum(sum: Sum, requirements: Requirements): boolean {
  return sum !== 'ELECTIVE' || requirements.electiveHours > 0
}

/** What the bar is full at: the minimum, or the advice where there is none (DOMAIN §2). */
function needOf(sum: Sum, requirements: Requirements): number {
  switch (sum) {
    case 'PUBLIC':
      return requirements.publicHours
    case 'PROFESSIONAL':
      return requirements.professionalHours
    case 'ELECTIVE':
      return requirements.electiveHours || requirements.electiveAdvisedHours
    case 'total':
      return requirements.totalHours
  }
}

const barCells = 10

/** Counted hours dark, those under review grey, the rest empty; a bar is full only when the hours are. */
function bar(counted: number, underReview: number, need: number): string {
  const cellsOf = (hours: number) =>
    need === 0 ? barCells : Math.min(barCells, Math.floor((hours / need) * barCells))
  const dark = cellsOf(counted)
  const grey = cellsOf(counted + underReview) - dark
  return '▓'.repeat(dark) + '▒'.repeat(grey) + '░'.repeat(barCells - dark - grey)
}
