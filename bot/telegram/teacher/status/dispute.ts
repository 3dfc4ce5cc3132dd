import { freezesAt, windowAt } from '../../../../core/cycle/windows.ts'
import { readStatus } from '../../../../core/declarations/status.ts'
import {
  type Disputed,
  maxDisputeChars,
  openDispute,
  ownOpenDisputes,
  providers,
} from '../../../../core/records/disputes.ts'
import { isRefusal } from '../../../../core/refusal.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { pageOf } from '../../dialogue/desk.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { paged } from '../../dialogue/paged.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue } from '../../dialogue/side-dialogue.ts'
import { bound, taps } from '../../dialogue/taps.ts'
import { disputedInWords } from '../../records/dispute-card.ts'

/** A teacher says which hour record is wrong, or that one is missing; whoever registered it answers. */

const mostLettersOnButton = 20

interface Asked {
  readonly disputed: Disputed
  /** What the confirming button carries. */
  readonly sure: string
  readonly cycleId: number
}

const ownDisputeDialogue = sideDialogue('own-dispute', typeDispute)

taps(bound, {
  'own-disp': ({ ctx, me }, page) => showRecords(ctx, me, pageOf(page)),
  'own-disp.rec': ({ ctx, me }, id) => askAboutRecord(ctx, me, id),
  'own-disp.miss': ({ ctx }) => askWhere(ctx),
  'own-disp.auto': ({ ctx }) =>
    askText(ctx, { missingFrom: { source: 'AUTO' } }, tapData('own-disp.sent', 'AUTO')),
  'own-disp.school': ({ ctx }) =>
    askText(ctx, { missingFrom: { source: 'SCHOOL' } }, tapData('own-disp.sent', 'SCHOOL')),
  'own-disp.by': ({ ctx }, organisationId = '') =>
    askText(
      ctx,
      { missingFrom: { source: 'PROVIDER', organisationId } },
      tapData('own-disp.sent', organisationId),
    ),
  // Its dialogue is over: what was typed is gone.
  'own-disp.sent': ({ ctx, me }) => showRecords(ctx, me, 0),
})

async function showRecords(ctx: BotContext, me: string, asked: number): Promise<void> {
  const { prisma } = ctx.house.database
  const [{ hourRecords }, open] = await Promise.all([
    readStatus(prisma, me, ctx.cycle, ctx.now),
    ownOpenDisputes(prisma, me, ctx.cycle.id),
  ])
  const back = [ctx.button('status-button-back', tapData('status.page', 0))]
  const waiting = open.map((dispute) =>
    ctx.text('own-dispute-waiting', { about: { html: disputedInWords(dispute, ctx.locale) } }),
  )
  if (ctx.now >= freezesAt(ctx.cycle)) {
    return ctx.show([ctx.text('own-dispute-frozen'), ...waiting].join('\n\n'), { buttons: [back] })
  }
  const { shown, turning } = paged(ctx, hourRecords, asked, (to) => tapData('own-disp', to))
  const disputed = new Set(open.map(({ recordId }) => recordId))
  const entries = shown.map(({ id, courseName, hours }) => [
    {
      label: ctx.label(disputed.has(id) ? 'own-dispute-entry-waiting' : 'own-dispute-entry', {
        course: [...courseName].slice(0, mostLettersOnButton).join(''),
        hours,
      }),
      data: tapData('own-disp.rec', id),
    },
  ])
  const mayMiss = windowAt(ctx.cycle, 'registration', ctx.now).state === 'open'
  ctx.show([ctx.text('own-dispute-head', { count: hourRecords.length }), ...waiting].join('\n\n'), {
    buttons: [
      ...entries,
      turning,
      mayMiss ? [ctx.button('own-dispute-button-missing', tapData('own-disp.miss'))] : [],
      back,
    ],
  })
}

async function askAboutRecord(ctx: BotContext, me: string, id: string | undefined): Promise<void> {
  const { hourRecords } = await readStatus(ctx.house.database.prisma, me, ctx.cycle, ctx.now)
  const record = hourRecords.find((one) => one.id === id)
  if (!record) {
    ctx.answerTap(ctx.label('card-old'))
    return showRecords(ctx, me, 0)
  }
  await askText(
    ctx,
    { recordId: record.id },
    tapData('own-disp.sent', record.id),
    disputedInWords({ about: { missing: false, provider: '', ...record } }, ctx.locale),
  )
}

async function askWhere(ctx: BotContext): Promise<void> {
  const known = await providers(ctx.house.database.prisma)
  ctx.show(ctx.text('own-dispute-where'), {
    buttons: [
      [
        { label: ctx.label('source-AUTO'), data: tapData('own-disp.auto') },
        { label: ctx.label('source-SCHOOL'), data: tapData('own-disp.school') },
      ],
      ...known.map(({ id, name }) => [{ label: name, data: tapData('own-disp.by', id) }]),
      [ctx.button('button-back', tapData('own-disp'))],
    ],
  })
}

async function askText(ctx: BotContext, disputed: Disputed, sure: string, about?: string): Promise<void> {
  const question = ctx.text(about ? 'own-dispute-ask' : 'own-dispute-ask-missing')
  ctx.say(about ? `${about}\n\n${question}` : question)
  await ctx.place.begin(ownDisputeDialogue, { disputed, sure, cycleId: ctx.cycle.id })
}

async function typeDispute(dialogue: SideDialogue, { disputed, sure, cycleId }: Asked): Promise<void> {
  await notedAndConfirmed(dialogue, {
    maxChars: maxDisputeChars,
    sure,
    confirm: (outer, text) => ({
      html: outer.text('own-dispute-sure', { text }),
      buttons: [
        [outer.button('own-dispute-button-send', sure), outer.button('button-cancel', tapData('own-disp'))],
      ],
    }),
    done: (outer, text) => send(outer, disputed, cycleId, text),
  })
}

async function send(ctx: BotContext, disputed: Disputed, cycleId: number, text: string): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const back = { buttons: [[ctx.button('status-button-back', tapData('status.page', 0))]] }
  await ctx.turn.commit(async (tx) => {
    const outcome = await openDispute(
      tx,
      { personId: person.id, text, ...disputed },
      { cycle: ctx.house.cycles.get(cycleId), now: ctx.now },
    )
    ctx.show(isRefusal(outcome) ? ctx.whyNot(outcome) : ctx.text('own-dispute-sent'), back)
  })
}

/** Stands under the hour records of /status. */
export function disputeButton(ctx: BotContext): Button {
  return ctx.button('own-dispute-button', tapData('own-disp'))
}
