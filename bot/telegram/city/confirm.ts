import { Composer } from 'grammy'
import { cityOf } from '../../../core/authority/tree.ts'
import { complaintsOfCity } from '../../../core/complaints/supervise.ts'
import { confirmCity } from '../../../core/confirmation/confirm-city.ts'
import { closingOf, freezesAt } from '../../../core/cycle/windows.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { reportingOffices } from '../../../core/reports/statistics-of-office.ts'
import {
  isFrozen,
  refuseStep,
  type StepDone,
  type StepId,
  stepsDone,
  takeStep,
} from '../../../core/review/steps.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand } from '../dialogue/desk.ts'
import { taps } from '../dialogue/taps.ts'

/**
 * /confirm of 指导中心: first the supervision of complaints, then the confirmation of the whole city (S059). Each
 * is asked once more before it is done.
 */
export const confirm = new Composer<BotContext>()

const roles = ['CITY_SUPERVISOR'] as const
const steps = ['complaint-supervision', 'city-confirmation'] as const satisfies readonly StepId[]
type ConfirmStep = (typeof steps)[number]

onCommand(confirm, as(...roles), 'confirm', (office) => showStanding(office))

taps(as(...roles), {
  'city.confirm': (office) => showStanding(office),
  'city.ask': (office, step) => {
    const asked = steps.find((one) => one === step)
    return asked ? askOnceMore(office, asked) : showStanding(office)
  },
  'city.do': (office, step) => {
    const asked = steps.find((one) => one === step)
    return asked ? doStep(office, asked) : showStanding(office)
  },
})

async function showStanding(
  { ctx }: Office,
  { db = ctx.house.database.prisma as Transaction, headline }: { db?: Transaction; headline?: string } = {},
): Promise<void> {
  const { cycle, locale } = ctx
  const city = await cityOf(db)
  const done = city ? await stepsDone(db, city, cycle.id) : []
  const frozen = await isFrozen(db, cycle.id)
  const [supervision, confirmation] = steps.map((step) => done.find((one) => one.step === step))
  const complaints = await complaintsOfCity(db, ctx)
  const count = (of: 'accepted' | 'settled' | 'open' | 'overdue') =>
    complaints.reduce((sum, row) => sum + row[of], 0)
  const offices = await reportingOffices(db, cycle.id)
  const missing = offices.filter(({ reportedAt }) => !reportedAt)
  const lines = [
    ctx.text('city-confirm-title', { cycle: cycle.name[locale] }),
    [
      ctx.text(frozen ? 'city-confirm-frozen' : 'city-confirm-not-frozen', {
        freezes: formatInstant(freezesAt(cycle), locale),
      }),
      ctx.text('city-confirm-complaints', {
        accepted: count('accepted'),
        settled: count('settled'),
        open: count('open'),
        overdue: count('overdue'),
      }),
      ...complaints
        .filter(({ open }) => open > 0)
        .map(({ name, open, overdue }) => ctx.text('city-confirm-complaints-of', { name, open, overdue })),
      stepLine(ctx, 'complaint-supervision', supervision),
      missing.length === 0
        ? ctx.text('city-confirm-forms-all', { count: offices.length })
        : ctx.text('city-confirm-forms-missing', {
            count: offices.length - missing.length,
            all: offices.length,
            names: missing.map(({ name }) => name).join(ctx.label('declare-separator')),
          }),
      stepLine(
        ctx,
        'city-statistics',
        done.find((one) => one.step === 'city-statistics'),
      ),
      stepLine(ctx, 'city-confirmation', confirmation),
    ].join('\n'),
    confirmation
      ? ctx.text('city-confirm-all-done')
      : ctx.text('city-confirm-deadline', {
          deadline: formatDeadline(closingOf(cycle, 'city-confirmation'), locale),
        }),
  ]
  const next = steps.find((step) => !done.some((one) => one.step === step))
  const notYet = next && city ? await refuseStep(db, { step: next, organisationId: city }, ctx) : undefined
  if (notYet) lines.push(ctx.whyNot(notYet))
  const ask = (step: ConfirmStep): Button[] => [ctx.button(`city-button-${step}`, tapData('city.ask', step))]
  ctx.show([...(headline ? [headline] : []), ...lines].join('\n\n'), {
    buttons: next && !notYet ? [ask(next)] : [],
  })
}

function stepLine(ctx: BotContext, step: StepId, done: StepDone | undefined): string {
  if (!done) return ctx.text('city-step-open', { step: ctx.label(`step-${step}`) })
  const line = ctx.text('city-step-done', {
    step: ctx.label(`step-${step}`),
    at: formatInstant(done.doneAt, ctx.locale),
  })
  return done.late ? `${line} · ${ctx.text('status-late')}` : line
}

async function askOnceMore({ ctx }: Office, step: ConfirmStep): Promise<void> {
  ctx.show(ctx.text(`city-ask-${step}`, { cycle: ctx.cycle.name[ctx.locale] }), {
    buttons: [
      [
        ctx.button(`city-button-sure-${step}`, tapData('city.do', step)),
        ctx.button('button-back', tapData('city.confirm')),
      ],
    ],
  })
}

async function doStep(office: Office, step: ConfirmStep): Promise<void> {
  const { ctx, organisation, me } = office
  const command = { organisationId: organisation.id, actor: { personId: me } }
  const clock = { cycle: ctx.cycle, now: ctx.now }
  await ctx.turn.commit(async (tx) => {
    const done =
      step === 'city-confirmation'
        ? await confirmCity(tx, command, clock)
        : await takeStep(tx, { step, ...command }, clock)
    if (isRefusal(done)) ctx.sayRefusal(done)
    const headline = isRefusal(done) ? undefined : ctx.text(`city-did-${step}`)
    await showStanding(office, { db: tx, headline })
  })
}
