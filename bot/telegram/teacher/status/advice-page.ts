import { closingOf } from '../../../../core/cycle/windows.ts'
import type { Status } from '../../../../core/declarations/status.ts'
import { type AdvisedStep, shortestWay } from '../../../../core/ledger/advice.ts'
import { categoryLabels } from '../../../../core/terms.ts'
import { formatDeadline } from '../../../../core/time/shanghai.ts'
import type { BotContext } from '../../dialogue/context.ts'

/** 「怎样达标」: what is still to be learnt and declared, in days, counting on what is under review. */
export function advicePage(ctx: BotContext, { ledger }: Status): string {
  const { cycle, locale, now } = ctx
  const title = ctx.text('advice-title', { cycle: cycle.name[locale] })
  const advice = shortestWay(ledger, cycle, now)
  if (!advice) return `${title}\n\n${ctx.text('advice-over')}`
  const { kind, countsOnReview, steps } = advice
  if (kind === 'passed') return `${title}\n\n${ctx.text('advice-passed')}`
  if (kind === 'waiting') return `${title}\n\n${ctx.text('advice-waiting', { hours: countsOnReview })}`
  return [
    title,
    ...(countsOnReview > 0 ? [ctx.text('advice-counts-on-review', { hours: countsOnReview })] : []),
    ...steps.map((step) => stepText(ctx, step)),
    [
      ctx.text('advice-also-records'),
      ctx.text('advice-deadline', { deadline: formatDeadline(closingOf(cycle, 'declaration'), locale) }),
    ].join('\n'),
  ].join('\n\n')
}

function stepText(ctx: BotContext, { category, hours, days, activities }: AdvisedStep): string {
  const name = category === 'any' ? ctx.label('advice-any') : categoryLabels[category][ctx.locale]
  return [
    ctx.text('advice-step', { category: name, hours, days }),
    ctx.text('advice-activities', {
      activities: activities.map(({ label }) => label[ctx.locale]).join(ctx.label('declare-separator')),
    }),
  ].join('\n')
}
