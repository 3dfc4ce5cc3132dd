import { Composer } from 'grammy'
import {
  approveBatch,
  type Batch,
  type BatchItem,
  type BatchOutcome,
  forgetOpened,
  readBatch,
} from '../../../core/declarations/batch.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { inRows, isId, onCommand } from '../dialogue/desk.ts'
import { backToList } from './item-card.ts'
import { type ReviewDesk, type ReviewVerb, reviewDeskOf, reviewOffices, reviewTaps } from './office.ts'

/** 批量通过: what was opened one by one and put off is approved together, each item named. */
export const batches = new Composer<BotContext>()

const maxPairedChars = 9
const fewestForBatch = 2

onCommand(batches, (ctx) => reviewDeskOf(ctx, ...reviewOffices), 'batch', showBatch)

reviewTaps({
  batch: (desk) => showBatch(desk),
  'batch-tick': (desk, until, seen) => showBatch(desk, { until: readMoment(until), seen: seen === '1' }),
  'batch-drop': async (desk, id, until) => {
    const { ctx, me } = desk
    if (isId(id)) await forgetOpened(ctx.house.database.prisma, { personId: me, declarationId: id })
    await showBatch(desk, { until: readMoment(until) })
  },
  'batch-sure': approveShown,
})

/** The way to the batch, once there is more than one item in it. */
export async function batchButtons(desk: ReviewDesk): Promise<Button[][]> {
  const { ready } = await batchOf(desk, desk.ctx.now)
  if (ready.length < fewestForBatch) return []
  const { ctx, office } = desk
  return [[ctx.button('batch-button', tapData(`${office.taps}.batch`), { count: ready.length })]]
}

async function showBatch(
  desk: ReviewDesk,
  { until = desk.ctx.now, seen = false }: { until?: Date; seen?: boolean } = {},
): Promise<void> {
  const { ctx, office } = desk
  const { ready, changed } = await batchOf(desk, until)
  const last = ready.at(-1)
  if (!last) {
    const lines = [ctx.text('batch-empty'), ...changedLines(ctx, changed)]
    return ctx.show(lines.join('\n'), { buttons: [[backToList(ctx, office)]] })
  }
  // What is opened from now on is not on this list and must not slip into it.
  const shownUntil = last.openedAt.getTime().toString(36)
  const on = (verb: ReviewVerb, ...args: (string | number)[]) => tapData(`${office.taps}.${verb}`, ...args)
  const count = ready.length
  const lines = [
    ctx.text('batch-head', { count }),
    ...ready.map((item) => batchLine(ctx, item)),
    ...changedLines(ctx, changed),
    '',
    ctx.text(office.seesOriginals ? 'batch-check-originals' : 'batch-check'),
  ]
  const tick = ctx.button(
    seen ? 'batch-originals-seen' : 'batch-originals-unseen',
    on('batch-tick', shownUntil, seen ? 0 : 1),
    { count },
  )
  const sure = ctx.button('batch-sure', on('batch-sure', shownUntil, 1), { count })
  ctx.show(lines.join('\n'), {
    buttons: [
      ...(office.seesOriginals ? [[tick]] : []),
      ...(office.seesOriginals && !seen ? [] : [[sure]]),
      ...inRows(
        ready.map(({ declarationId, number }) =>
          ctx.button('batch-drop', on('batch-drop', declarationId, shownUntil), { number }),
        ),
        maxPairedChars,
      ),
      [backToList(ctx, office)],
    ],
  })
}

async function approveShown(desk: ReviewDesk, until?: string, seen?: string): Promise<void> {
  const { ctx, office, me } = desk
  const clock = { cycleOf: ctx.house.cycles.get, now: ctx.now }
  await ctx.turn.commit(async (tx) => {
    const { ready, changed } = await batchOf(desk, readMoment(until) ?? new Date(0), tx)
    // A second tap finds nothing left: what the first one did stays on the screen.
    if (ready.length === 0) return ctx.answerTap(ctx.label('batch-nothing-left'))
    const outcomes = await approveBatch(
      tx,
      { action: office.approve, items: ready, personId: me, originalsSeen: seen === '1' },
      clock,
    )
    if (isRefusal(outcomes)) return ctx.sayRefusal(outcomes)
    ctx.show(outcomeText(ctx, ready, outcomes, changed), { buttons: [[backToList(ctx, office)]] })
  })
}

function outcomeText(
  ctx: BotContext,
  items: readonly BatchItem[],
  outcomes: readonly BatchOutcome[],
  changed: readonly BatchItem[],
): string {
  const done: string[] = []
  const refused: string[] = []
  for (const { declarationId, outcome } of outcomes) {
    const line = batchLine(ctx, items.find((item) => item.declarationId === declarationId)!)
    if (isRefusal(outcome)) refused.push(`${line}\n　${ctx.whyNot(outcome)}`)
    else done.push(outcome.late ? line + ctx.text('batch-late') : line)
  }
  return [
    ctx.text('batch-done', { count: done.length }),
    ...done,
    ...(refused.length > 0 ? [ctx.text('batch-refused', { count: refused.length }), ...refused] : []),
    ...changedLines(ctx, changed),
    '',
    ctx.text('batch-undo-hint'),
  ].join('\n')
}

function changedLines(ctx: BotContext, changed: readonly BatchItem[]): string[] {
  if (changed.length === 0) return []
  return [
    ctx.text('batch-changed', { count: changed.length }),
    ...changed.map((item) => batchLine(ctx, item)),
  ]
}

function batchLine(ctx: BotContext, { number, teacher, courseName, hours }: BatchItem): string {
  return ctx.text('batch-line', { number, teacher, course: courseName, hours })
}

function batchOf(
  { ctx, office, organisation, me }: ReviewDesk,
  until: Date,
  db: Transaction = ctx.house.database.prisma,
): Promise<Batch> {
  return readBatch(db, {
    action: office.approve,
    personId: me,
    organisationId: organisation.id,
    cycleId: ctx.cycle.id,
    until,
  })
}

/** An instant in a button; what is forged is none. */
function readMoment(arg: string | undefined): Date | undefined {
  const ms = Number.parseInt(arg ?? '', 36)
  return Number.isSafeInteger(ms) && ms >= 0 && ms < 8.64e15 ? new Date(ms) : undefined
}
