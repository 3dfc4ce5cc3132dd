import { Composer } from 'grammy'
import { answer, type QuestionId } from '../../../../core/declarations/form.ts'
import { isRefusal, type Refusal, refuse } from '../../../../core/refusal.ts'
import { tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { boundPerson } from '../../dialogue/guards.ts'
import { anybody, taps } from '../../dialogue/taps.ts'
import { cardOf, changeCard, showCard } from './card.ts'
import { openDeclaring, showOpenDrafts } from './drafts.ts'
import {
  askedOf,
  type CardTap,
  formContextOf,
  type InHand,
  inHandOf,
  isGiven,
  questionsOf,
  readCardTap,
  refuseClosed,
  write,
} from './in-hand.ts'
import { dropPhoto, receivePhoto } from './photos.ts'
import { submit } from './submit.ts'

/**
 * Declaring hours (DOMAIN §5.4). While a draft is in focus, what a teacher sends is its answer. The answer is
 * judged without asking the database, and written with the next question in the one statement that ends the
 * turn.
 */
export const declaring = new Composer<BotContext>()

declaring.use(async (ctx, next) => {
  const inHand = inHandOf(ctx)
  if (!inHand) return next()
  const handle = ctx.tap ? handlerOfTap(ctx, inHand) : handlerOfMessage(ctx)
  if (!handle) return next()
  if (!boundPerson(ctx)) return
  const closed = refuseClosed(inHand, ctx.now)
  if (closed) {
    ctx.place.leave()
    return ctx.sayRefusal(closed)
  }
  await handle(ctx, inHand)
})

/** What comes before and beside a draft in focus: opening, resuming, throwing away, correcting. */
export const declarations = new Composer<BotContext>()

declarations.command('declare', (ctx) => openDeclaring(ctx))
declarations.on(['message:photo', 'message:document'], (ctx) => {
  if (boundPerson(ctx)) ctx.say(ctx.text('declare-photo-for-nothing'))
})

type Handler = (ctx: BotContext, inHand: InHand) => unknown

/**
 * The buttons of a draft's card. Those that answer or submit hold only for the version that was shown; the
 * others hold for any version.
 */
const cardTaps: Readonly<
  Record<CardTap, (ctx: BotContext, inHand: InHand, args: readonly string[], version: number) => unknown>
> = {
  d(ctx, inHand, [question, value], version) {
    const asked = askedOf(inHand)
    if (
      asked === 'summary' ||
      question !== asked ||
      value === undefined ||
      version !== inHand.draft.version
    ) {
      return showOld(ctx, inHand, version)
    }
    takeAnswer(ctx, inHand, asked, value)
  },
  'd.ask'(ctx, inHand, [id], version) {
    const question = questionsOf(inHand).find((other) => other.id === id)
    if (!question) return showOld(ctx, inHand, version)
    const asksIt = inHand.draft.asking === question.id
    showCard(ctx, asksIt ? inHand : write(ctx, inHand, { asking: question.id }))
  },
  'd.on'(ctx, inHand, [id], version) {
    const question = questionsOf(inHand).find((other) => other.id === id)
    if (!question || id !== askedOf(inHand)) return showOld(ctx, inHand, version)
    if (isGiven(question, inHand.draft)) return showCard(ctx, write(ctx, inHand, {}))
    if (question.evidence)
      return showCard(ctx, inHand, wordsOf(ctx, refuse('photo-expected', { evidence: question.evidence })))
    showCard(ctx, inHand)
  },
  'd.change'(ctx, inHand) {
    const { html, buttons } = changeCard(ctx, inHand)
    ctx.show(html, { buttons })
  },
  'd.show': (ctx, inHand) => showCard(ctx, inHand),
  'd.drop': (ctx, inHand, [evidenceId = ''], version) =>
    inHand.draft.evidence.some(({ id }) => id === evidenceId)
      ? dropPhoto(ctx, inHand, evidenceId)
      : showOld(ctx, inHand, version),
  'd.submit': (ctx, inHand, _args, version) =>
    version === inHand.draft.version && askedOf(inHand) === 'summary'
      ? submit(ctx, inHand)
      : showOld(ctx, inHand, version),
  'd.exit'(ctx, inHand) {
    ctx.place.leave()
    ctx.show(ctx.text('declare-left'), {
      buttons: [
        [ctx.button('declare-button-resume', tapData('declare.resume', inHand.draft.id), { number: '' })],
      ],
    })
  },
}

// Where no draft is in hand, the card is an old one.
taps(
  anybody,
  Object.fromEntries(Object.keys(cardTaps).map((name) => [name, showOpenDrafts])) as Record<
    CardTap,
    typeof showOpenDrafts
  >,
)

function handlerOfTap(ctx: BotContext, { draft }: InHand): Handler | undefined {
  if (!ctx.tap || !Object.hasOwn(cardTaps, ctx.tap.action)) return undefined
  const handle = cardTaps[ctx.tap.action as CardTap]
  const { args, version } = readCardTap(ctx.tap, draft)
  return (_, inHand) => (version === undefined ? showOld(ctx, inHand) : handle(ctx, inHand, args, version))
}

function handlerOfMessage(ctx: BotContext): Handler | undefined {
  const { message } = ctx
  if (!message) return undefined
  if (message.photo || message.document) return receivePhoto
  if (message.text?.startsWith('/')) return undefined
  if (message.text !== undefined) return (_, inHand) => takeText(ctx, inHand, message.text!)
  return refuseOther
}

function takeText(ctx: BotContext, inHand: InHand, text: string) {
  const asked = askedOf(inHand)
  if (asked === 'summary') return showCard(ctx, inHand, ctx.text('declare-use-buttons'))
  takeAnswer(ctx, inHand, asked, text)
}

function takeAnswer(ctx: BotContext, inHand: InHand, asked: QuestionId, input: string) {
  const outcome = answer(inHand.draft.answers, asked, input, formContextOf(ctx, inHand))
  if (isRefusal(outcome)) return showCard(ctx, inHand, wordsOf(ctx, outcome))
  const after = write(ctx, inHand, { answers: outcome.answers })
  const askedAgain = questionsOf(after).filter(({ id }) => outcome.dropped.includes(id))
  const notice = ctx.text('declare-dropped', {
    questions: askedAgain.map(({ id }) => ctx.label(`question-${id}`)).join(ctx.label('declare-separator')),
  })
  showCard(ctx, after, askedAgain.length > 0 ? notice : undefined)
}

/** A sticker, a voice, a place: nothing that a declaration can use. */
function refuseOther(ctx: BotContext, inHand: InHand) {
  const asksForPhoto = questionsOf(inHand).find(({ id }) => id === askedOf(inHand))?.kind === 'photos'
  showCard(ctx, inHand, ctx.text(asksForPhoto ? 'declare-needs-photo' : 'declare-needs-text'))
}

/**
 * A button of an outdated card was tapped. On a double tap the first tap has already changed this very card,
 * so it is shown again as it is. For any older card, a new message shows how things stand.
 */
function showOld(ctx: BotContext, inHand: InHand, version?: number) {
  ctx.answerTap(ctx.label('card-old'))
  const { html, buttons } = cardOf(ctx, inHand)
  if (version === inHand.draft.version - 1) ctx.show(html, { buttons })
  else ctx.say(html, { buttons })
}

function wordsOf(ctx: BotContext, refusal: Refusal): string {
  return ctx.whyNot(refusal)
}
