import {
  type Block,
  type Glance,
  glanceOf,
  isConfirmable,
} from '../../../core/confirmation/school-at-a-glance.ts'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import { declarationStates } from '../../../core/review/actions.ts'
import type { StepId } from '../../../core/review/steps.ts'
import { formatDeadline, formatInstant, formatUntil } from '../../../core/time/shanghai.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import type { Office } from '../dialogue/desk.ts'

/**
 * The school at a glance as one card: what there is, what is in the way and who has to act, and what is done.
 */

export async function showGlance(
  { ctx, organisation, role }: Office,
  db: Database['prisma'] | Transaction,
  cycle: Cycle,
  headline?: string,
): Promise<void> {
  const glance = await glanceOf(db, organisation.id, { cycle, now: ctx.now })
  const html = [headline, glanceText(ctx, glance, cycle)].filter(Boolean).join('\n\n')
  ctx.show(html, { buttons: role === 'PRINCIPAL' ? buttonsOf(ctx, glance, cycle) : [[refresh(ctx, cycle)]] })
}

export function backToSchool(ctx: BotContext, cycle: Cycle): Button {
  return ctx.button('principal-button-school', tapData('principal', cycle.id))
}

function refresh(ctx: BotContext, cycle: Cycle): Button {
  return ctx.button('principal-button-refresh', tapData('principal', cycle.id))
}

function buttonsOf(ctx: BotContext, glance: Glance, cycle: Cycle): Button[][] {
  const done = (step: StepId) => glance.steps.some((one) => one.step === step)
  const count = glance.toConfirm[1] + glance.toConfirm[2]
  return [
    isConfirmable(glance)
      ? [ctx.button('principal-button-confirm', tapData('principal.confirm', cycle.id), { count })]
      : [],
    glance.secondRound.length > 0
      ? [
          ctx.button('principal-button-second', tapData('principal.second', cycle.id, 0), {
            count: glance.secondRound.length,
          }),
        ]
      : [],
    done('confirmation') && !done('paper-sent')
      ? [ctx.button('principal-button-paper', tapData('principal.paper', cycle.id))]
      : [],
    [ctx.button('principal-button-form', tapData('principal.form', cycle.id)), refresh(ctx, cycle)],
  ]
}

function glanceText(ctx: BotContext, glance: Glance, cycle: Cycle): string {
  const { locale } = ctx
  const confirmed = glance.steps.find(({ step }) => step === 'confirmation')
  const sections = [
    [
      ctx.text('principal-title', { school: glance.schoolName, cycle: cycle.name[locale] }),
      ctx.text('principal-people', {
        answered: glance.answered,
        passed: glance.passed,
        notPassed: glance.notPassed,
        exempt: glance.exempt,
      }),
      ...itemLines(ctx, glance),
      ...publicityLine(ctx, glance),
    ],
    // What keeps the whole school back comes first; what only concerns single items is told apart.
    blockLines(ctx, 'principal-blocks', glance, confirmed ? [] : glance.blocks.filter(holdsSchool)),
    blockLines(
      ctx,
      'principal-apart',
      glance,
      glance.blocks.filter((block) => !holdsSchool(block)),
    ),
    [ctx.text('principal-steps'), ...stepLines(ctx, glance)],
    [nextLine(ctx, glance)],
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function itemLines(ctx: BotContext, { items }: Glance): string[] {
  const lines = ([1, 2] as const).flatMap((round) => {
    const counts = declarationStates.flatMap((state) => {
      const count = items[round][state]
      return count
        ? [ctx.text('principal-state-count', { state: ctx.label(`principal-in-${state}`), count })]
        : []
    })
    if (counts.length === 0) return []
    return [
      ctx.text(`principal-items-${round}`, { counts: { html: counts.join(ctx.text('principal-comma')) } }),
    ]
  })
  return lines.length > 0 ? lines : [ctx.text('principal-items-none')]
}

function publicityLine(ctx: BotContext, { publicity }: Glance): string[] {
  if (!publicity) return []
  const from = formatInstant(publicity.startsAt, ctx.locale)
  const until = formatUntil(publicity.endsAt, ctx.locale)
  return [
    ctx.text(ctx.now < publicity.endsAt ? 'principal-public' : 'principal-public-over', { from, until }),
  ]
}

function holdsSchool({ kind }: Block): boolean {
  return ['no-principal', 'items-waiting', 'publicity-not-started', 'publicity-running'].includes(kind)
}

/** Each point with who has to act. */
function blockLines(ctx: BotContext, title: string, glance: Glance, blocks: readonly Block[]): string[] {
  if (blocks.length === 0) return []
  const comma = ctx.label('principal-comma')
  const office = glance.reviewer
  const params = {
    admins: glance.administrators.join(comma) || ctx.label('principal-nobody'),
    office: office?.name ?? ctx.label('principal-office'),
    phone: office?.contacts[0]?.phone || '—',
  }
  return [
    ctx.text(title),
    ...blocks.map((block) => {
      const until = 'until' in block ? formatUntil(block.until, ctx.locale) : ''
      const items =
        block.kind === 'complaints' || block.kind === 'own-items'
          ? glance.held
              .filter(({ held }) => held === (block.kind === 'complaints' ? 'complaint' : 'own'))
              .map(({ number }) => number)
              .join(comma)
          : ''
      const count = 'count' in block ? block.count : 0
      return ctx.text(`principal-block-${block.kind}`, { ...params, until, items, count })
    }),
  ]
}

const stepsShown: readonly StepId[] = ['confirmation', 'paper-sent', 'paper-received']

function stepLines(ctx: BotContext, { steps }: Glance): string[] {
  return stepsShown.map((step) => {
    const done = steps.find((one) => one.step === step)
    const name = ctx.label(`step-${step}`)
    if (!done) return ctx.text('principal-step-open', { step: name })
    const at = formatInstant(done.doneAt, ctx.locale)
    return ctx.text(done.late ? 'principal-step-late' : 'principal-step-done', { step: name, at })
  })
}

/** One sentence that says what to do next and until when. */
function nextLine(ctx: BotContext, glance: Glance): string {
  const { steps, deadlines, toConfirm, refusal } = glance
  const confirmed = steps.some(({ step }) => step === 'confirmation')
  const open = toConfirm[1] + toConfirm[2]
  const deadline = formatDeadline(deadlines.confirmation, ctx.locale)
  if (ctx.now >= deadlines.freeze && refusal) return ctx.whyNot(refusal)
  if (!confirmed) {
    if (ctx.now >= deadlines.confirmation) return ctx.text('principal-next-late', { deadline })
    return ctx.text(refusal ? 'principal-next-wait' : 'principal-next-confirm', { deadline })
  }
  if (toConfirm[2] > 0) {
    const second = formatDeadline(deadlines.secondRound, ctx.locale)
    return ctx.text('principal-next-second', { count: toConfirm[2], deadline: second })
  }
  if (open > 0) return ctx.text('principal-next-more', { count: open })
  if (!steps.some(({ step }) => step === 'paper-sent')) return ctx.text('principal-next-paper', { deadline })
  return ctx.text('principal-next-nothing')
}
