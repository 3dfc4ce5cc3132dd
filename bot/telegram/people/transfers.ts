import { Composer } from 'grammy'
import { schoolsBelow } from '../../../core/authority/tree.ts'
import { closingOf, windowAt } from '../../../core/cycle/windows.ts'
import {
  decideTransfer,
  readTransfer,
  type TransferCase,
  transfersAsked,
  transfersAwaited,
} from '../../../core/people/transfer.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { as, isId, onCommand } from '../dialogue/desk.ts'
import { notedAndConfirmed, sideDialogue } from '../dialogue/side-dialogue.ts'
import { taps } from '../dialogue/taps.ts'
import { askForTransfer } from './ask-transfer.ts'

/**
 * /transfers: what the old school has to agree to, what the new one waits for, and asking for a teacher
 * (ruling 14).
 */
export const transfers = new Composer<BotContext>()

const mostShown = 8

/** Whoever agrees: an administrator for their school, or a reviewer for the schools below. */
const movesDeskOf = as('SCHOOL_ADMIN', 'DISTRICT_REVIEWER')
type MovesDesk = NonNullable<ReturnType<typeof movesDeskOf>>

taps(movesDeskOf, {
  transfers: showMoves,
  // Their dialogue is over: what was typed is gone.
  'move.to': showAnew,
  'move.go': showAnew,
  'move.ask': ({ ctx, organisation, role }) => askForTransfer(ctx, { role, organisation }),
  'move.open': async (desk, id) => {
    const transfer = await openOrShow(desk, id)
    if (transfer) showCard(desk.ctx, transfer)
  },
  'move.yes': async (desk, id) => {
    const transfer = await openOrShow(desk, id)
    if (!transfer) return
    const { ctx } = desk
    ctx.show(ctx.text('transfer-sure-agree', { name: transfer.name, to: transfer.toName }), {
      buttons: [
        [ctx.button('transfer-button-agree-sure', tapData('move.sure', transfer.id, transfer.version))],
        [ctx.button('button-back', tapData('move.open', transfer.id))],
      ],
    })
  },
  'move.sure': ({ ctx, me }, id, version) => decide(ctx, me, { id, version, agreed: true }),
  'move.no': async (desk, id) => {
    const transfer = await openOrShow(desk, id)
    if (!transfer) return
    desk.ctx.say(desk.ctx.text('transfer-ask-note'))
    const asked: NoteAsked = { id: transfer.id, version: transfer.version, name: transfer.name }
    await desk.ctx.place.begin(transferNoteDialogue, asked)
  },
  // Its dialogue is over: what was typed is gone, and the case stands as before.
  'move.noted': async (desk, id) => {
    const transfer = await openOrShow(desk, id)
    if (transfer) showCard(desk.ctx, transfer)
  },
})

onCommand(transfers, movesDeskOf, 'transfers', showMoves)

interface NoteAsked {
  readonly id: string
  readonly version: number
  readonly name: string
}

const transferNoteDialogue = sideDialogue(
  'transfer-note',
  async (dialogue, { id, version, name }: NoteAsked) => {
    const sure = tapData('move.noted', id, version)
    await notedAndConfirmed(dialogue, {
      maxChars: 200,
      sure,
      confirm: (outer, note) => ({
        html: outer.text('transfer-confirm-refuse', { name, note }),
        buttons: [
          [
            outer.button('transfer-button-refuse-sure', sure),
            outer.button('button-cancel', tapData('move.open', id)),
          ],
        ],
      }),
      done: async (outer, note) => {
        const me = outer.session.person?.id
        if (me) await decide(outer, me, { id, version: String(version), agreed: false, note })
      },
    })
  },
)

/** Whoever is both goes by the desk they chose, or as administrator. */
function showAnew(desk: MovesDesk): Promise<void> {
  desk.ctx.answerTap(desk.ctx.label('card-old'))
  return showMoves(desk)
}

async function showMoves({ ctx, role, organisation }: MovesDesk): Promise<void> {
  const { prisma } = ctx.house.database
  const isSchool = role === 'SCHOOL_ADMIN'
  const [asked, awaited] = await Promise.all([
    transfersAsked(prisma, await schoolsBelow(prisma, organisation.id)),
    isSchool ? transfersAwaited(prisma, organisation.id) : [],
  ])
  const lines = [
    ctx.text('transfers-head', { organisation: organisation.name }),
    ...(asked.length > 0 ? [ctx.text('transfers-asked', { count: asked.length })] : []),
    ...(awaited.length > 0 ? [ctx.text('transfers-awaited')] : []),
    ...awaited.map(({ name, fromName, requestedAt }) =>
      ctx.text('transfers-awaited-line', {
        name,
        from: fromName,
        at: formatInstant(requestedAt, ctx.locale),
      }),
    ),
    ...(asked.length + awaited.length === 0 ? [ctx.text('transfers-nothing')] : []),
  ]
  ctx.show(lines.join('\n'), {
    buttons: [
      ...asked
        .slice(0, mostShown)
        .map(({ id, name, toName }) => [
          ctx.button('transfers-button-asked', tapData('move.open', id), { name, to: toName }),
        ]),
      [ctx.button(isSchool ? 'transfers-button-request' : 'transfers-button-at-once', tapData('move.ask'))],
    ],
  })
}

async function openOrShow(desk: MovesDesk, id?: string): Promise<TransferCase | undefined> {
  const { ctx } = desk
  const back = { buttons: [[backToMoves(ctx)]] }
  const transfer = isId(id) ? await readTransfer(ctx.house.database.prisma, id) : undefined
  const mine =
    transfer &&
    (await schoolsBelow(ctx.house.database.prisma, desk.organisation.id)).includes(transfer.fromId)
  if (!mine) ctx.sayRefusal(refuse('transfer-unknown'), back)
  else if (transfer.personId === desk.me) ctx.sayRefusal(refuse('own-item'), back)
  else if (transfer.state !== 'OPEN') {
    ctx.answerTap(ctx.label('card-old'))
    ctx.show(ctx.text(`transfer-is-${transfer.state}`, wordsOf(transfer)), back)
  } else return transfer
  return undefined
}

function showCard(ctx: BotContext, transfer: TransferCase): void {
  const { id, certificateNumber, requestedAt } = transfer
  const isOpen = windowAt(ctx.cycle, 'declaration', ctx.now).state === 'open'
  const lines = [
    ctx.text('transfer-card', {
      ...wordsOf(transfer),
      number: certificateNumber ?? '',
      at: formatInstant(requestedAt, ctx.locale),
    }),
    ctx.text(`transfer-card-what-moves-${isOpen ? 'open' : 'closed'}`, {
      ...wordsOf(transfer),
      deadline: formatDeadline(closingOf(ctx.cycle, 'declaration'), ctx.locale),
    }),
  ]
  ctx.show(lines.join('\n\n'), {
    buttons: [
      [
        ctx.button('transfer-button-agree', tapData('move.yes', id)),
        ctx.button('transfer-button-refuse', tapData('move.no', id)),
      ],
      [backToMoves(ctx)],
    ],
  })
}

async function decide(
  ctx: BotContext,
  me: string,
  { id, version, agreed, note }: { id?: string; version?: string; agreed: boolean; note?: string },
): Promise<void> {
  if (!isId(id)) return ctx.answerTap(ctx.label('card-old'))
  await ctx.turn.commit(async (tx) => {
    const decided = { transferId: id, version: Number(version), agreed, note, actor: { personId: me } }
    const outcome = await decideTransfer(tx, decided, { cycles: ctx.house.cycles.all(), now: ctx.now })
    const back = { buttons: [[backToMoves(ctx)]] }
    if (isRefusal(outcome)) return ctx.show(ctx.whyNot(outcome), back)
    ctx.show(ctx.text(agreed ? 'transfer-agreed' : 'transfer-was-refused', wordsOf(outcome)), back)
  })
}

function wordsOf({ name, fromName: from, toName: to }: TransferCase) {
  return { name, from, to }
}

function backToMoves(ctx: BotContext): Button {
  return ctx.button('transfers-button-back', tapData('transfers'))
}
