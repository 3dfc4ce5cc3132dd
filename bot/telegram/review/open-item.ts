import { markOpened } from '../../../core/declarations/batch.ts'
import { findItem } from '../../../core/declarations/items.ts'
import { type ReviewCard, readReviewCard } from '../../../core/declarations/review-card.ts'
import { refuse } from '../../../core/refusal.ts'
import { isId } from '../dialogue/desk.ts'
import { backToList, itemButtons, itemText, sendItemPhotos } from './item-card.ts'
import { officeText, type ReviewDesk } from './office.ts'

/**
 * The card of an item that this office answers for and that is not the reviewer's own. Otherwise says why
 * there is none.
 */
export async function itemOrSay(desk: ReviewDesk, id?: string): Promise<ReviewCard | undefined> {
  const { ctx, office, me } = desk
  const { database, cycles } = ctx.house
  const buttons = [[backToList(ctx, office)]]
  const found = isId(id) ? await findItem(database.prisma, { id }) : undefined
  const isHere = found && office.answersFor(desk, found.organisation)
  const clock = { cycleOf: cycles.get, now: ctx.now }
  const card = isHere ? await readReviewCard(database.prisma, id!, me, clock) : undefined
  if (card && card.teacher.personId !== me) return card
  if (card) ctx.sayRefusal(refuse('own-item'), { buttons })
  // A school may have moved to another office since its card was shown.
  else if (found && !office.seesOriginals) ctx.sayRefusal(refuse('not-your-organisation'), { buttons })
  else ctx.say(ctx.text(officeText(office, 'unknown')), { buttons })
  return undefined
}

/** A new card, below its photos. From now on this person has seen the item in this version. */
export async function openItem({ ctx, office, me }: ReviewDesk, card: ReviewCard): Promise<void> {
  await markOpened(
    ctx.house.database.prisma,
    { personId: me, declarationId: card.id, version: card.version },
    ctx.now,
  )
  if (card.photos.length > 0) sendItemPhotos(ctx, card)
  ctx.say(itemText(ctx, office, card), { buttons: itemButtons(ctx, office, card) })
}

/** The card in place of what was tapped. */
export function showItem({ ctx, office }: ReviewDesk, card: ReviewCard, { seen = false } = {}): void {
  ctx.show(itemText(ctx, office, card), { buttons: itemButtons(ctx, office, card, { seen }) })
}

/** The card as things stand now, because what was tapped is out of date. */
export function showItemAnew(desk: ReviewDesk, card: ReviewCard): void {
  desk.ctx.answerTap(desk.ctx.label('card-old'))
  showItem(desk, card)
}
