import { addPhoto, type KeptPicture, keepPicture, removePhoto } from '../../../../core/declarations/draft.ts'
import { evidenceNeeded, type Question, questions } from '../../../../core/declarations/questions.ts'
import { type PreparedPicture, preparePicture } from '../../../../core/evidence/prepare-picture.ts'
import { isRefusal, type Refusal } from '../../../../core/refusal.ts'
import type { EvidenceKind } from '../../../../core/terms.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { inRows } from '../../dialogue/desk.ts'
import { maxPairedChars, photoButtons, showCard } from './card.ts'
import { askedOf, cardTap, type InHand, questionsOf } from './in-hand.ts'

/**
 * Takes one photo into the draft (S025–S026, S079–S081). The photos of an album come one by one, in any
 * order. Each is kept in a turn of its own and answered with one short line that says how many there are now.
 */
export async function receivePhoto(ctx: BotContext, inHand: InHand): Promise<void> {
  const place = placeFor(inHand)
  if (!place) return askWhichKind(ctx, inHand)
  const sent = await fetchPicture(ctx)
  if (isRefusal(sent)) return showCard(ctx, inHand, wordsOf(ctx, sent))
  const { picture, kept } = sent
  const { draft, cycle } = inHand
  await ctx.turn.commit(async (tx) => {
    const added = await addPhoto(tx, {
      draftId: draft.id,
      personId: draft.personId,
      kind: place.kind,
      picture: kept,
      messengerUnique: sentFile(ctx)?.file_unique_id,
      // One photo answers the question, but there may be more pages. So it is asked until the teacher says
      // that this is all.
      asking: place.question?.id,
      cycle,
      now: ctx.now,
    })
    if (isRefusal(added)) return showCard(ctx, inHand, wordsOf(ctx, added))
    answerKept(ctx, { ...inHand, draft: added }, place, picture, kept)
  })
}

export async function dropPhoto(ctx: BotContext, inHand: InHand, evidenceId: string): Promise<void> {
  const { id: draftId, personId } = inHand.draft
  await ctx.turn.commit(async (tx) => {
    const left = await removePhoto(tx, { draftId, personId, evidenceId, now: ctx.now })
    if (isRefusal(left)) return ctx.sayRefusal(left)
    showCard(ctx, { ...inHand, draft: left }, ctx.text('declare-photo-dropped'))
  })
}

interface PhotoPlace {
  readonly kind: EvidenceKind
  /** The photo question that stays open for more, when it is the one being asked. */
  readonly question: Question | undefined
}

/**
 * Where a photo belongs: to the photo question that is asked. Before that it goes to the certificate, so that
 * nothing sent early is lost. Afterwards nobody can tell, unless only certificates are needed.
 */
function placeFor(inHand: InHand): PhotoPlace | undefined {
  const asked = askedOf(inHand)
  const question = questionsOf(inHand).find(({ id }) => id === asked)
  if (question?.evidence) return { kind: question.evidence, question }
  const isEarly = question !== undefined && questions.indexOf(question) < certificateAt
  const onlyCertificates = evidenceNeeded(inHand.draft.answers, inHand.cycle).length === 1
  return isEarly || onlyCertificates ? { kind: 'CERTIFICATE', question: undefined } : undefined
}

const certificateAt = questions.findIndex(({ id }) => id === 'photosCertificate')

function askWhichKind(ctx: BotContext, inHand: InHand) {
  const kinds = questionsOf(inHand).filter(({ kind }) => kind === 'photos')
  ctx.say(ctx.text('declare-which-kind'), {
    buttons: inRows(
      kinds.map(({ id }) => ({
        label: ctx.label(`question-${id}`),
        data: cardTap(inHand.draft, 'd.ask', id),
      })),
      maxPairedChars,
    ),
  })
}

/**
 * The picture, checked and with its copies kept. A file that nobody will ask for again is found there by its
 * hash.
 */
async function fetchPicture(
  ctx: BotContext,
): Promise<{ picture: PreparedPicture; kept: KeptPicture } | Refusal> {
  const bytes = await ctx.house.download(sentFile(ctx)!.file_id, 'picture')
  if (isRefusal(bytes)) return bytes
  const picture = await preparePicture(bytes, { fileName: ctx.message?.document?.file_name })
  return isRefusal(picture) ? picture : { picture, kept: await keepPicture(ctx.house.files, picture) }
}

/** The largest of the sizes that the messenger made of a photo, or the file as it was sent. */
function sentFile(ctx: BotContext) {
  return ctx.message?.photo?.at(-1) ?? ctx.message?.document
}

function answerKept(
  ctx: BotContext,
  inHand: InHand,
  { kind, question }: PhotoPlace,
  picture: PreparedPicture,
  kept: KeptPicture,
) {
  const hints = (['blurred', 'grey', 'small'] as const).filter((hint) => picture.hints[hint])
  const count = inHand.draft.evidence.filter((one) => one.kind === kind).length
  const words = [
    ctx.text('declare-photo-kept', { evidence: ctx.label(`evidence-${kind}`), count }),
    ...hints.map((hint) => ctx.text(`photo-hint-${hint}`)),
  ]
  if (!question) return showCard(ctx, inHand, words.join('\n'))

  if (hints.length === 0) {
    const html = [...words, ctx.text('declare-photo-more')].join('\n')
    return ctx.say(html, { buttons: photoButtons(ctx, inHand, question) })
  }
  const added = inHand.draft.evidence.find(({ sha256 }) => sha256 === kept.sha256)!
  ctx.say(words.join('\n\n'), {
    buttons: [
      [
        ctx.button('declare-button-photo-again', cardTap(inHand.draft, 'd.drop', added.id)),
        ctx.button('declare-button-photo-fine', cardTap(inHand.draft, 'd.ask', question.id)),
      ],
    ],
  })
}

function wordsOf(ctx: BotContext, refusal: Refusal): string {
  return ctx.whyNot(refusal)
}
