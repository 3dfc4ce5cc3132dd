import { Composer } from 'grammy'
import { confirmSchool, type SchoolConfirmed } from '../../../core/confirmation/confirm-school.ts'
import { type Glance, glanceOf, isConfirmable } from '../../../core/confirmation/school-at-a-glance.ts'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { takeStep } from '../../../core/review/steps.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, type Office, onCommand, pageOf } from '../dialogue/desk.ts'
import { paged } from '../dialogue/paged.ts'
import { refusalText } from '../dialogue/refusal-text.ts'
import { taps } from '../dialogue/taps.ts'
import { backToSchool, showGlance } from './glance-card.ts'
import { sendForm, showForm } from './statistics-form.ts'

/**
 * The principal's way (S038–S039): the school at a glance, confirm and submit, the statistics form, the
 * sealed paper.
 */
export const principal = new Composer<BotContext>()

// Administrators see the same card without its decisions. They have to know what the principal waits for, and
// whether there is a principal.
const watching = as('PRINCIPAL', 'SCHOOL_ADMIN')
onCommand(principal, watching, 'school', (office) => glance(office))
taps(watching, { principal: glance })

taps(as('PRINCIPAL'), {
  'principal.confirm': (office, cycleId) => askToConfirm(office, cycleOf(office, cycleId)),
  'principal.do': (office, cycleId, first, second) =>
    confirmInPlace(office, cycleOf(office, cycleId), [Number(first), Number(second)]),
  'principal.second': (office, cycleId, page) =>
    showSecondRound(office, cycleOf(office, cycleId), pageOf(page)),
  'principal.paper': (office, cycleId) => tickPaperSent(office, cycleOf(office, cycleId)),
  'principal.form': (office, cycleId) => showForm(office, cycleOf(office, cycleId)),
  'principal.file': (office, cycleId, format, snapshotId) =>
    sendForm(office, cycleOf(office, cycleId), format, snapshotId),
})

function glance(office: Office, cycleId?: string): Promise<void> {
  return showGlance(office, office.ctx.house.database.prisma, cycleOf(office, cycleId))
}

/** A button names the cycle it was made for; a forged one means the one at hand. */
function cycleOf({ ctx }: Office, cycleId: string | undefined): Cycle {
  const { cycles } = ctx.house
  return cycles.has(Number(cycleId)) ? cycles.get(Number(cycleId)) : ctx.cycle
}

async function askToConfirm(office: Office, cycle: Cycle): Promise<void> {
  const { ctx, organisation } = office
  const { prisma } = ctx.house.database
  const glance = await glanceOf(prisma, organisation.id, { cycle, now: ctx.now })
  if (!isConfirmable(glance)) {
    return showGlance(office, prisma, cycle, glance.refusal && refusalText(glance.refusal, ctx.locale))
  }
  ctx.show(confirmText(ctx, glance, cycle), { buttons: confirmButtons(ctx, glance, cycle) })
}

function confirmText(ctx: BotContext, glance: Glance, cycle: Cycle): string {
  const { toConfirm, held } = glance
  const count = (why: 'own' | 'complaint') => held.filter((item) => item.held === why).length
  const lines = [
    ctx.text('principal-ask', {
      school: glance.schoolName,
      cycle: cycle.name[ctx.locale],
      office: glance.reviewer?.name ?? ctx.label('principal-office'),
    }),
    ctx.text('principal-people', {
      answered: glance.answered,
      passed: glance.passed,
      notPassed: glance.notPassed,
      exempt: glance.exempt,
    }),
    ...(toConfirm[1] > 0 ? [ctx.text('principal-ask-first', { count: toConfirm[1] })] : []),
    ...(toConfirm[2] > 0 ? [ctx.text('principal-ask-second', { count: toConfirm[2] })] : []),
    ...(toConfirm[1] + toConfirm[2] === 0 ? [ctx.text('principal-ask-none')] : []),
    ...(count('own') > 0 ? [ctx.text('principal-ask-own', { count: count('own') })] : []),
    ...(count('complaint') > 0 ? [ctx.text('principal-ask-complaint', { count: count('complaint') })] : []),
    '',
    ctx.text('principal-ask-consequence'),
  ]
  return lines.join('\n')
}

function confirmButtons(ctx: BotContext, { toConfirm }: Glance, cycle: Cycle): Button[][] {
  return [
    [ctx.button('principal-button-do', tapData('principal.do', cycle.id, toConfirm[1], toConfirm[2]))],
    [backToSchool(ctx, cycle)],
  ]
}

/** Confirms what the card showed: when there is more or less by now, the numbers are shown anew first. */
async function confirmInPlace(
  office: Office,
  cycle: Cycle,
  [first, second]: [number, number],
): Promise<void> {
  const { ctx, organisation, me } = office
  const clock = { cycle, now: ctx.now }
  await ctx.turn.commit(async (tx) => {
    const glance = await glanceOf(tx, organisation.id, clock)
    const { toConfirm } = glance
    if (isConfirmable(glance) && (toConfirm[1] !== first || toConfirm[2] !== second)) {
      const html = `${ctx.text('principal-changed')}\n\n${confirmText(ctx, glance, cycle)}`
      return ctx.show(html, { buttons: confirmButtons(ctx, glance, cycle) })
    }
    const outcome = await confirmSchool(tx, { schoolId: organisation.id, actor: { personId: me } }, clock)
    if (isRefusal(outcome)) return showGlance(office, tx, cycle, ctx.whyNot(outcome))
    ctx.show(confirmedText(ctx, outcome, glance, cycle), {
      buttons: [
        [ctx.button('principal-button-form', tapData('principal.form', cycle.id))],
        ...(outcome.first
          ? [[ctx.button('principal-button-paper', tapData('principal.paper', cycle.id))]]
          : []),
        [backToSchool(ctx, cycle)],
      ],
    })
  })
}

function confirmedText(ctx: BotContext, done: SchoolConfirmed, glance: Glance, cycle: Cycle): string {
  const office = glance.reviewer?.name ?? ctx.label('principal-office')
  return [
    ctx.text(done.first ? 'principal-done' : 'principal-done-again', {
      school: glance.schoolName,
      cycle: cycle.name[ctx.locale],
      at: formatInstant(ctx.now, ctx.locale),
    }),
    ctx.text('principal-done-items', { count: done.items, office }),
    ...(done.late ? [ctx.text('principal-done-late')] : []),
    ...(done.first
      ? [
          '',
          ctx.text('principal-done-paper', {
            office,
            deadline: formatDeadline(glance.deadlines.confirmation, ctx.locale),
          }),
        ]
      : []),
  ].join('\n')
}

/** 「纸质盖章表已送达」: the sealed form was handed in; the office above ticks its arrival itself. */
async function tickPaperSent(office: Office, cycle: Cycle): Promise<void> {
  const { ctx, organisation, me } = office
  await ctx.turn.commit(async (tx) => {
    const step = { step: 'paper-sent', organisationId: organisation.id, actor: { personId: me } } as const
    const outcome: Refusal | object = await takeStep(tx, step, { cycle, now: ctx.now })
    const headline = isRefusal(outcome) ? ctx.whyNot(outcome) : ctx.text('principal-paper-ticked')
    await showGlance(office, tx, cycle, headline)
  })
}

async function showSecondRound({ ctx, organisation }: Office, cycle: Cycle, page: number): Promise<void> {
  const glance = await glanceOf(ctx.house.database.prisma, organisation.id, { cycle, now: ctx.now })
  const { secondRound, deadlines, toConfirm } = glance
  const { shown, at, pages, turning } = paged(ctx, secondRound, page, (to) =>
    tapData('principal.second', cycle.id, to),
  )
  const lines = shown.map((item) =>
    ctx.text('principal-second-item', {
      number: item.number,
      teacher: item.teacher,
      course: item.courseName,
      hours: item.hours,
      state: ctx.label(`state-${item.state}`),
    }),
  )
  const html = [
    ctx.text('principal-second-title', {
      school: glance.schoolName,
      cycle: cycle.name[ctx.locale],
      count: secondRound.length,
      waiting: toConfirm[2],
      deadline: formatDeadline(deadlines.secondRound, ctx.locale),
    }),
    lines.length > 0 ? lines.join('\n') : ctx.text('principal-second-none'),
    ...(pages > 1 ? [ctx.text('principal-page', { page: at + 1, pages })] : []),
  ].join('\n\n')
  ctx.show(html, {
    buttons: [
      isConfirmable(glance) && toConfirm[2] > 0
        ? [
            ctx.button('principal-button-confirm', tapData('principal.confirm', cycle.id), {
              count: toConfirm[1] + toConfirm[2],
            }),
          ]
        : [],
      turning,
      [backToSchool(ctx, cycle)],
    ],
  })
}
