import { Composer } from 'grammy'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { hasBegun, isFinished } from '../../../core/cycle/cycle-book.ts'
import { freezesAt, windowAt } from '../../../core/cycle/windows.ts'
import { chooseCycle as keepCycle } from '../../../core/people/account.ts'
import { sampleNote } from '../../../core/terms.ts'
import { civilDateOf, formatDate, formatDeadline } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from './buttons.ts'
import type { BotContext } from './context.ts'
import { anybody, asideTaps } from './taps.ts'

/** /cycle: which year everything else is about, for whoever does not mean the one that is due. */
export const chooseCycle = new Composer<BotContext>()

const byDate = 'auto'

chooseCycle.command('cycle', (ctx) => showCycles(ctx, ctx.session.cycleId))

asideTaps(anybody, {
  async 'cycle.choose'(ctx, chosen) {
    const cycle = chosen === byDate ? null : cyclesToChoose(ctx).find(({ id }) => String(id) === chosen)
    if (cycle === undefined) {
      ctx.answerTap(ctx.label('card-old'))
      return showCycles(ctx, ctx.session.cycleId)
    }
    const cycleId = cycle?.id ?? null
    await keepCycle(ctx.house.database, ctx.session.accountId, cycleId)
    ctx.cycle = cycle ?? cycleByDate(ctx)
    ctx.answerTap(ctx.label('cycle-set', { cycle: ctx.cycle.name[ctx.locale] }))
    showCycles(ctx, cycleId)
  },
})

/** Where there is nothing to choose, the menu does not offer it. */
export function hasCyclesToChoose(ctx: BotContext): boolean {
  return cyclesToChoose(ctx).length > 1
}

/** Every cycle that has begun, the newest first: also what is finished may be looked at. */
function cyclesToChoose({ house, now }: BotContext): Cycle[] {
  const begun = house.cycles.all().filter((cycle) => hasBegun(cycle, now))
  return begun.toReversed().slice(0, mostShown)
}

const mostShown = 8

function showCycles(ctx: BotContext, chosenId: number | null): void {
  const begun = cyclesToChoose(ctx)
  const coming = ctx.house.cycles.all().filter((cycle) => !hasBegun(cycle, ctx.now))
  const used = ctx.text(chosenId === null ? 'cycle-used-by-date' : 'cycle-used-chosen', {
    cycle: ctx.cycle.name[ctx.locale],
  })
  const lines = [...begun, ...coming].map((cycle) =>
    ctx.text('cycle-line', { cycle: cycle.name[ctx.locale], state: stateOf(ctx, cycle) }),
  )
  const choice = (label: string, value: string | number, isChosen: boolean): Button[] => [
    { label: isChosen ? `✓ ${label}` : label, data: tapData('cycle.choose', value) },
  ]
  const buttons =
    begun.length > 1 || chosenId !== null
      ? [
          ...begun.map(({ id, name }) => choice(name[ctx.locale], id, id === chosenId)),
          choice(ctx.label('cycle-button-by-date'), byDate, chosenId === null),
        ]
      : []
  const ask = ctx.text(buttons.length > 0 ? 'cycle-ask' : 'cycle-only-one')
  ctx.show([used, lines.join('\n'), ask].join('\n\n'), { buttons })
}

function stateOf(ctx: BotContext, cycle: Cycle): string {
  const sample =
    cycle.provenance === 'sample' ? ctx.label('cycle-sample', { note: sampleNote[ctx.locale] }) : ''
  return `${stageOf(ctx, cycle)}${sample}`
}

function stageOf({ label, locale, now }: BotContext, cycle: Cycle): string {
  const declaring = windowAt(cycle, 'declaration', now)
  if (declaring.state === 'before')
    return label('cycle-opens', { date: formatDate(civilDateOf(declaring.opensAt!), locale) })
  if (declaring.state === 'open')
    return label('cycle-declaring', { deadline: formatDeadline(declaring.closesAt, locale) })
  if (now < freezesAt(cycle))
    return label('cycle-reviewing', { deadline: formatDeadline(freezesAt(cycle), locale) })
  return label(isFinished(cycle, now) ? 'cycle-finished' : 'cycle-frozen')
}

function cycleByDate({ house, session, now }: BotContext): Cycle {
  return house.cycles.currentFor(
    session.roles.map(({ role }) => role),
    now,
  )
}
