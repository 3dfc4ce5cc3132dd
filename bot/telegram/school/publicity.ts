import { Composer } from 'grammy'
import { takeDownList, withdrawPublicity } from '../../../core/publicity/end-publicity.ts'
import { handOutList } from '../../../core/publicity/hand-out-list.ts'
import { countPublicities, standingPublicity } from '../../../core/publicity/publicity.ts'
import { publicityListOf } from '../../../core/publicity/publicity-list.ts'
import { readinessOf, startPublicity } from '../../../core/publicity/start-publicity.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { formatUntil } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { onCommand } from '../dialogue/desk.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { deskOf, isId, type SchoolDesk } from './desk.ts'
import { periodOf, publicityCard } from './publicity-card.ts'

/**
 * /publicity: what keeps the school from going public, the start, the list as a file, and how it ends
 * (S035–S037).
 */
export const publicity = new Composer<BotContext>()

const maxWhyChars = 100
/** A confirmation that was shown longer ago says another end than the start would bring. */
const confirmMinutes = 30

interface WithdrawalAsked {
  readonly publicityId: string
}

const whyWithdrawnDialogue = sideDialogue('why-withdrawn', whyWithdrawn)

onCommand(publicity, deskOf, 'publicity', showPublicity)

taps(deskOf, {
  publicity: (desk) => showPublicity(desk),
  'publicity.ask': (desk) => askBeforeStart(desk),
  'publicity.start': (desk, cycleId, attempt, minute) => start(desk, cycleId, attempt, minute),
  'publicity.file': (desk, id, format) => sendList(desk, id, format === 'pdf' ? 'pdf' : 'xlsx'),
  'publicity.take-down': (desk, id) => takeDown(desk, id),
  'publicity.withdraw': (desk, id) => askWhyWithdrawn(desk, id),
  // Its dialogue is over: what was typed is gone.
  'publicity.withdraw-sure': (desk) => {
    desk.ctx.answerTap(desk.ctx.label('card-old'))
    return showPublicity(desk)
  },
})

async function showPublicity(
  desk: SchoolDesk,
  tx: Transaction = desk.ctx.house.database.prisma,
  headline?: string,
) {
  const { html, buttons } = await publicityCard(desk, tx)
  desk.ctx.show(headline ? `${headline}\n\n${html}` : html, { buttons })
}

/** Says what a start means, with the numbers of now; whatever blocks meanwhile shows on the card instead. */
async function askBeforeStart(desk: SchoolDesk, headline?: string): Promise<void> {
  const { ctx, school } = desk
  const { prisma } = ctx.house.database
  const at = { cycle: ctx.cycle, now: ctx.now }
  const [readiness, standing, list] = await Promise.all([
    readinessOf(prisma, school.id, at),
    standingPublicity(prisma, school.id, ctx.cycle.id, ctx.now),
    publicityListOf(prisma, school.id, at),
  ])
  if (standing || readiness.blocks.length > 0) return showPublicity(desk)
  const period = periodOf(ctx.cycle, readiness, ctx.locale)
  const lines = [
    ...(headline ? [headline] : []),
    ctx.text('publicity-sure', {
      ...period,
      people: list.lines.length,
      returned: readiness.warnings.returned,
    }),
    ...(readiness.wouldBeLate ? [ctx.text('publicity-sure-late', period)] : []),
    ...(readiness.warnings.leadersNotTold ? [ctx.text('publicity-warn-leaders')] : []),
  ]
  const sure = tapData('publicity.start', ctx.cycle.id, await attemptOf(desk, prisma), minuteOf(ctx.now))
  ctx.show(lines.join('\n'), {
    buttons: [[ctx.button('publicity-button-sure', sure)], [ctx.button('button-back', tapData('publicity'))]],
  })
}

async function start(desk: SchoolDesk, cycleId?: string, attempt?: string, minute?: string): Promise<void> {
  const { ctx, school, me } = desk
  const { prisma } = ctx.house.database
  const isOld = !(minuteOf(ctx.now) - Number(minute) <= confirmMinutes)
  // A button from before a publicity that was called off must not begin the next one.
  const isForAnother = Number(cycleId) !== ctx.cycle.id || Number(attempt) !== (await attemptOf(desk, prisma))
  if (isForAnother) return showPublicity(desk)
  if (isOld) return askBeforeStart(desk, ctx.text('publicity-sure-old'))
  await ctx.turn.commit(async (tx) => {
    const outcome = await startPublicity(
      tx,
      { schoolId: school.id, actor: { personId: me } },
      { cycle: ctx.cycle, now: ctx.now },
    )
    await showPublicity(desk, tx, isRefusal(outcome) ? ctx.whyNot(outcome) : ctx.text('publicity-started'))
  })
}

/** How many publicities the school has had in this cycle: the number of the next attempt. */
function attemptOf({ ctx, school }: SchoolDesk, db: Transaction): Promise<number> {
  return countPublicities(db, school.id, ctx.cycle.id)
}

function minuteOf(instant: Date): number {
  return Math.floor(instant.getTime() / 60_000)
}

async function sendList(desk: SchoolDesk, id: string | undefined, format: 'xlsx' | 'pdf'): Promise<void> {
  const { ctx, me } = desk
  if (!isId(id)) return showPublicity(desk)
  await ctx.turn.commit(async (tx) => {
    const outcome = await handOutList(tx, { publicityId: id, actor: { personId: me }, format }, ctx.now)
    if (isRefusal(outcome)) return showPublicity(desk, tx, ctx.whyNot(outcome))
    ctx.sendFile(
      { document: 'publicity-list', publicityId: id, format },
      ctx.text('publicity-list-caption', {
        cycle: ctx.house.cycles.get(outcome.cycleId).name[ctx.locale],
        people: outcome.list.lines.length,
        until: formatUntil(outcome.endsAt, ctx.locale),
      }),
    )
  })
}

async function takeDown(desk: SchoolDesk, id: string | undefined): Promise<void> {
  const { ctx, me } = desk
  if (!isId(id)) return showPublicity(desk)
  await ctx.turn.commit(async (tx) => {
    const outcome = await takeDownList(tx, { publicityId: id, actor: { personId: me } }, ctx.now)
    await showPublicity(desk, tx, isRefusal(outcome) ? ctx.whyNot(outcome) : undefined)
  })
}

async function askWhyWithdrawn(desk: SchoolDesk, id: string | undefined): Promise<void> {
  const { ctx, school } = desk
  const { prisma } = ctx.house.database
  const standing = await standingPublicity(prisma, school.id, ctx.cycle.id, ctx.now)
  if (standing?.id !== id || standing?.state !== 'running') return showPublicity(desk)
  const days = ctx.cycle.publicityDays
  ctx.say(ctx.text('publicity-withdraw-ask', { days, max: maxWhyChars }), {
    replyHint: ctx.label('publicity-withdraw-hint'),
  })
  const asked: WithdrawalAsked = { publicityId: standing.id }
  await ctx.place.begin(whyWithdrawnDialogue, asked)
}

async function whyWithdrawn(dialogue: SideDialogue, { publicityId }: WithdrawalAsked): Promise<void> {
  const sure = tapData('publicity.withdraw-sure', publicityId)
  await notedAndConfirmed(dialogue, {
    maxChars: maxWhyChars,
    sure,
    confirm: (outer, why) => ({
      html: outer.text('publicity-withdraw-confirm', { why }),
      buttons: [
        [outer.button('publicity-button-withdraw-sure', sure)],
        [outer.button('button-cancel', tapData('publicity'))],
      ],
    }),
    done: async (outer, why) => {
      const desk = deskOf(outer)
      if (desk) await withdraw(desk, publicityId, why)
    },
  })
}

async function withdraw(desk: SchoolDesk, publicityId: string, why: string): Promise<void> {
  const { ctx, me } = desk
  await ctx.turn.commit(async (tx) => {
    const outcome = await withdrawPublicity(
      tx,
      { publicityId, actor: { personId: me }, why },
      { cycleOf: ctx.house.cycles.get, now: ctx.now },
    )
    await showPublicity(desk, tx, isRefusal(outcome) ? ctx.whyNot(outcome) : ctx.text('publicity-withdrawn'))
  })
}
