import { enterWindow } from '../../../../core/cycle/windows.ts'
import {
  type Draft,
  discardDraft,
  openDrafts,
  readDraft,
  startCorrection,
  startDraft,
} from '../../../../core/declarations/draft.ts'
import { readItem } from '../../../../core/declarations/items.ts'
import { readTeacherFile } from '../../../../core/declarations/teacher-file.ts'
import { isRefusal, type Refusal, refuse } from '../../../../core/refusal.ts'
import { levelOfReturned } from '../../../../core/review/returned.ts'
import { categoryLabels } from '../../../../core/terms.ts'
import { formatInstant } from '../../../../core/time/shanghai.ts'
import type { Transaction } from '../../../../prisma/database.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { refusalText } from '../../dialogue/refusal-text.ts'
import { anybody, taps } from '../../dialogue/taps.ts'
import { cardOf } from './card.ts'
import { inDraft, refuseClosed } from './in-hand.ts'

/** /declare: the drafts that are open, or a new one where there is none. */
export async function openDeclaring(ctx: BotContext): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  const drafts = await openDrafts(ctx.house.database.prisma, person.id, ctx.cycle.id)
  const [first] = drafts
  if (!first) return beginNew(ctx, person.id, 'say')
  if (drafts.every(isUntouched)) return goOn(ctx, first, 'say')
  showDrafts(ctx, drafts, 'say')
}

/** For a button whose draft is gone or is not in hand: what can be gone on with, and nothing is begun. */
export async function showOpenDrafts(ctx: BotContext): Promise<void> {
  const person = boundPerson(ctx)
  if (!person) return
  ctx.answerTap(ctx.label('card-old'))
  const drafts = await openDrafts(ctx.house.database.prisma, person.id, ctx.cycle.id)
  if (drafts.length > 0) return showDrafts(ctx, drafts, 'say')
  ctx.say(ctx.text('declare-card-gone'), {
    buttons: [
      [
        ctx.button('declare-button-status', tapData('status')),
        ctx.button('command-declare', tapData('declare')),
      ],
    ],
  })
}

/** The taps on what is shown here, and on notices and lists elsewhere that lead into a declaration. */
taps(anybody, {
  declare: (ctx) => openDeclaring(ctx),
  async 'declare.new'(ctx) {
    const person = boundPerson(ctx)
    if (!person) return
    // A draft without a single answer is as good as a new one, so a button tapped twice makes one.
    const drafts = await openDrafts(ctx.house.database.prisma, person.id, ctx.cycle.id)
    const untouched = drafts.find(isUntouched)
    return untouched ? goOn(ctx, untouched, 'show') : beginNew(ctx, person.id, 'show')
  },
  'declare.resume': (ctx, draftId) => withDraft(ctx, draftId, (draft) => goOn(ctx, draft, 'show')),
  'declare.discard': (ctx, draftId) =>
    withDraft(ctx, draftId, async (draft) => {
      ctx.show(
        ctx.text(draft.correcting ? 'declare-discard-correction-ask' : 'declare-discard-ask', {
          draft: titleOf(ctx, draft),
        }),
        {
          buttons: [
            [
              ctx.button(
                'declare-button-discard-yes',
                tapData('declare.discard-yes', draft.id, draft.version),
              ),
              ctx.button('button-back', tapData('declare.resume', draft.id)),
            ],
          ],
        },
      )
    }),
  async 'declare.discard-yes'(ctx, draftId = '', version) {
    const person = boundPerson(ctx)
    if (!person || !isId(draftId)) return showOpenDrafts(ctx)
    await ctx.turn.commit(async (tx) => {
      const discarded = await discardDraft(tx, {
        draftId,
        personId: person.id,
        version: Number(version) || 0,
      })
      if (isRefusal(discarded)) return showRefused(ctx, tx, person.id, discarded)
      if (ctx.session.draft?.draft.id === draftId) ctx.place.leave()
      ctx.show(ctx.text('declare-discarded'), {
        buttons: [
          [
            ctx.button('declare-button-status', tapData('status')),
            ctx.button('command-declare', tapData('declare')),
          ],
        ],
      })
    })
  },
  async correct(ctx, declarationId = '') {
    const person = boundPerson(ctx)
    if (!person) return
    if (!isId(declarationId)) return ctx.sayRefusal(refuse('draft-gone'))
    await ctx.turn.commit(async (tx) => {
      const draft = await startCorrection(tx, {
        personId: person.id,
        declarationId,
        cycleOf: ctx.house.cycles.get,
        now: ctx.now,
      })
      if (isRefusal(draft)) {
        return ctx.sayRefusal(draft, { buttons: [[ctx.button('declare-button-status', tapData('status'))]] })
      }
      await takeInHand(ctx, tx, draft, 'say', await returnOf(ctx, tx, declarationId))
    })
  },
})

/** As many drafts as fit on one card. More come into sight as these are finished or thrown away. */
const mostDraftsShown = 10

function showDrafts(ctx: BotContext, drafts: readonly Draft[], voice: Voice, notice?: string) {
  const shown = drafts.slice(0, mostDraftsShown)
  const entered = enterWindow(ctx.cycle, 'declaration', ctx.now)
  const closed = isRefusal(entered) ? refusalText(entered, ctx.locale) : undefined
  const numberOf = (at: number) => (shown.length > 1 ? ` ${at + 1}` : '')
  ctx[voice](
    [
      ...(notice ? [notice] : []),
      ctx.text('declare-drafts', { count: drafts.length }),
      shown
        .map((draft, at) => ctx.text('declare-draft-line', { at: at + 1, ...wordsOf(ctx, draft) }))
        .join('\n'),
      ...(closed ? [closed] : []),
    ].join('\n\n'),
    {
      buttons: [
        ...shown.map((draft, at) => [
          ctx.button('declare-button-resume', tapData('declare.resume', draft.id), { number: numberOf(at) }),
          ctx.button('declare-button-discard', tapData('declare.discard', draft.id), {
            number: numberOf(at),
          }),
        ]),
        closed ? [] : [ctx.button('declare-button-new', tapData('declare.new'))],
      ],
    },
  )
}

async function beginNew(ctx: BotContext, personId: string, voice: Voice) {
  await ctx.turn.commit(async (tx) => {
    const draft = await startDraft(tx, { personId, cycle: ctx.cycle, now: ctx.now })
    if (!isRefusal(draft)) return takeInHand(ctx, tx, draft, voice)
    ctx.sayRefusal(draft, { buttons: [[wayOn(ctx, draft)]] })
  })
}

function wayOn(ctx: BotContext, { refused, params }: Refusal): Button {
  if (refused === 'profile-not-confirmed') return ctx.button('declare-button-profile', tapData('profile'))
  return refused === 'registration-needed' && params.missing === 'number'
    ? ctx.button('register-button-own-number', tapData('register.me'))
    : ctx.button('declare-button-status', tapData('status'))
}

async function goOn(ctx: BotContext, draft: Draft, voice: Voice) {
  const closed = refuseClosed({ draft, cycle: ctx.house.cycles.get(draft.cycleId), file: nothing }, ctx.now)
  if (closed)
    return ctx.sayRefusal(closed, { buttons: [[ctx.button('declare-button-status', tapData('status'))]] })
  const { prisma } = ctx.house.database
  const notice = draft.correcting ? await returnOf(ctx, prisma, draft.correcting) : undefined
  await takeInHand(ctx, prisma, draft, voice, notice)
}

async function takeInHand(ctx: BotContext, db: Reader, draft: Draft, voice: Voice, notice?: string) {
  const file = await readTeacherFile(db, draft.personId, draft.cycleId)
  ctx.place.enter(inDraft, { draftId: draft.id })
  const { html, buttons } = cardOf(ctx, { draft, file, cycle: ctx.house.cycles.get(draft.cycleId) }, notice)
  ctx[voice](html, { buttons })
}

/**
 * A receipt or a notice stays in the chat when it leads here. A list of drafts is replaced by the draft
 * chosen from it.
 */
type Voice = 'say' | 'show'

type Reader = Transaction | BotContext['house']['database']['prisma']

/** Why it came back, for the top of the card on which it is corrected. */
async function returnOf(ctx: BotContext, db: Reader, declarationId: string): Promise<string> {
  const item = await readItem(db, declarationId)
  if (!item) return ''
  const { cycleId, state, reasonId, note } = item
  const reason = ctx.house.cycles.get(cycleId).returnReasons.find(({ id }) => id === reasonId)
  const by = levelOfReturned(state)
  if (!by) return ''
  const words = ctx.text(`declare-returned-by-${by}`, { reason: reason?.label[ctx.locale] ?? '' })
  return note ? `${words}\n${ctx.text('declare-returned-note', { note })}` : words
}

async function withDraft(ctx: BotContext, draftId = '', then: (draft: Draft) => Promise<void>) {
  const person = boundPerson(ctx)
  if (!person) return
  const draft = isId(draftId) ? await readDraft(ctx.house.database.prisma, draftId, person.id) : undefined
  if (draft) return then(draft)
  await showOpenDrafts(ctx)
}

async function showRefused(ctx: BotContext, tx: Transaction, personId: string, refusal: Refusal) {
  const drafts = await openDrafts(tx, personId, ctx.cycle.id)
  if (drafts.length === 0) return ctx.sayRefusal(refusal)
  showDrafts(ctx, drafts, 'show', ctx.whyNot(refusal))
}

function isUntouched({ answers, evidence, correcting }: Draft): boolean {
  return !correcting && Object.keys(answers).length === 0 && evidence.length === 0
}

function titleOf(ctx: BotContext, draft: Draft): string {
  return ctx.label('declare-draft-title', wordsOf(ctx, draft))
}

function wordsOf(ctx: BotContext, { answers, correcting, updatedAt }: Draft) {
  const category = answers.category
    ? categoryLabels[answers.category][ctx.locale]
    : ctx.label('declare-no-category')
  return {
    category: correcting ? ctx.label('declare-correction-of', { category }) : category,
    course: answers.courseName ?? ctx.label('declare-no-course'),
    updated: formatInstant(updatedAt, ctx.locale),
  }
}

const nothing = { hourRecords: [], declarations: [] } as const

/** Forged data would otherwise reach the database as an id that is none. */
function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
