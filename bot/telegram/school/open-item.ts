import { type ReviewCard, readReviewCard } from '../../../core/declarations/review-card.ts'
import { refuse } from '../../../core/refusal.ts'
import { type Desk, isId } from './desk.ts'
import { backToQueue, itemButtons, itemText, sendItemPhotos } from './item-card.ts'

/** The card of an item of this school and not of the administrator's own; otherwise says why there is none. */
export async function itemOrSay({ ctx, school, me }: Desk, id?: string): Promise<ReviewCard | undefined> {
  const { database, cycles } = ctx.house
  const isHere =
    isId(id) && (await database.prisma.declaration.count({ where: { id, organisationId: school.id } })) > 0
  const clock = { cycleOf: cycles.get, now: ctx.now }
  const card = isHere ? await readReviewCard(database.prisma, id, me, clock) : undefined
  if (card && card.teacher.personId !== me) return card
  if (card) ctx.sayRefusal(refuse('own-item'), { buttons: [[backToQueue(ctx)]] })
  else ctx.say(ctx.text('item-unknown'), { buttons: [[backToQueue(ctx)]] })
  return undefined
}

/** A new card, below its photos. */
export function openItem({ ctx }: Desk, card: ReviewCard): void {
  if (card.photos.length > 0) sendItemPhotos(ctx, card)
  ctx.say(itemText(ctx, card), { buttons: itemButtons(ctx, card) })
}

/** The card in place of what was tapped. */
export function showItem({ ctx }: Desk, card: ReviewCard, { seen = false } = {}): void {
  ctx.show(itemText(ctx, card), { buttons: itemButtons(ctx, card, { seen }) })
}

/** The card as things stand now, because what was tapped is out of date. */
export function showItemAnew(desk: Desk, card: ReviewCard): void {
  desk.ctx.answerTap(desk.ctx.label('card-old'))
  showItem(desk, card)
}
