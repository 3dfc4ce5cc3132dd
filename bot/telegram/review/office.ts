import type { Decision } from '../../../core/declarations/decide.ts'
import { nextForOffice, nextInQueue } from '../../../core/declarations/queue.ts'
import type { ItemBrief, ReviewCard } from '../../../core/declarations/review-card.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { actingAs } from '../dialogue/desk.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import { taps } from '../dialogue/taps.ts'

/**
 * Who looks at items: the school, and the office above it. Both work on the same card with the same photos,
 * reasons and notes; this table holds the differences.
 */
export interface ReviewOffice {
  readonly role: 'SCHOOL_ADMIN' | 'DISTRICT_REVIEWER'
  /** What its taps begin with, and its texts. */
  readonly taps: 'item' | 'review'
  readonly buttons: 'school-button' | 'review-button'
  readonly approve: 'approve' | 'district-approve'
  readonly giveBack: 'return' | 'district-return'
  readonly undo: 'undo' | 'district-undo'
  /** What only this office does, with a button of its own. */
  readonly confirm?: Decision
  /** Ruling 12: the paper original is seen at the school, and nowhere else. */
  readonly seesOriginals: boolean
  /** Where the reviewer chooses what to look at. */
  readonly list: string
  next(card?: ItemBrief): string
  answersFor(desk: ReviewDesk, school: { id: string; parentId: string | null }): boolean
  /** The item to look at next; with a card (稍后) the one behind it. */
  find(desk: ReviewDesk, from: { after?: ReviewCard; schoolId?: string }): Promise<string | undefined>
}

/** A reviewer at work: the turn, whom they act for, and who they are. */
export interface ReviewDesk {
  readonly ctx: BotContext
  readonly office: ReviewOffice
  readonly organisation: { readonly id: string; readonly name: string }
  readonly me: string
}

export const schoolOffice: ReviewOffice = {
  role: 'SCHOOL_ADMIN',
  taps: 'item',
  buttons: 'school-button',
  approve: 'approve',
  giveBack: 'return',
  undo: 'undo',
  seesOriginals: true,
  list: tapData('queue'),
  next: () => tapData('next'),
  answersFor: ({ organisation }, school) => school.id === organisation.id,
  find: ({ ctx, organisation, me }, { after }) =>
    nextInQueue(ctx.house.database.prisma, organisation.id, ctx.cycle.id, me, after),
}

export const districtOffice: ReviewOffice = {
  role: 'DISTRICT_REVIEWER',
  taps: 'review',
  buttons: 'review-button',
  approve: 'district-approve',
  giveBack: 'district-return',
  undo: 'district-undo',
  confirm: 'confirm-for-principal',
  seesOriginals: false,
  list: tapData('review'),
  // One school after the other: whoever looks at a school stays with it while something of it waits.
  next: (card) => (card ? tapData('review.next', card.school.id) : tapData('review.next')),
  answersFor: ({ ctx }, { parentId }) =>
    ctx.session.roles.some(
      ({ role, organisationId }) => role === 'DISTRICT_REVIEWER' && organisationId === parentId,
    ),
  async find({ ctx, organisation, me }, { after, schoolId = after?.school.id }) {
    const { prisma } = ctx.house.database
    const inSchool =
      schoolId && (await nextForOffice(prisma, organisation.id, ctx.cycle.id, me, { schoolId, after }))
    if (inSchool && inSchool !== after?.id) return inSchool
    return nextForOffice(prisma, organisation.id, ctx.cycle.id, me, { after })
  },
}

export const reviewOffices = [schoolOffice, districtOffice] as const

/**
 * The desk of whoever asks, at one of these offices. If they have none, says that this is for others and
 * returns nothing.
 */
export function reviewDeskOf(ctx: BotContext, ...offices: readonly ReviewOffice[]): ReviewDesk | undefined {
  const held = actingAs(ctx, ...offices.map(({ role }) => role))
  const office = offices.find(({ role }) => role === held?.role)
  return held && office && { ctx, office, organisation: held.organisation, me: held.me }
}

/** All that is tapped on these cards, each behind the `taps` of its office. */
export type ReviewVerb = VerbIn<TapName>
type VerbIn<Name> = Name extends `item.${infer Verb}` ? Verb : never

/** Wires the same taps of both offices; `verbs` are named without what they begin with. */
export function reviewTaps(
  verbs: Readonly<Partial<Record<ReviewVerb, (desk: ReviewDesk, ...args: string[]) => unknown>>>,
): void {
  for (const office of reviewOffices) {
    const handlers = Object.entries(verbs).map(([verb, handle]) => [`${office.taps}.${verb}`, handle])
    taps((ctx) => reviewDeskOf(ctx, office), Object.fromEntries(handlers))
  }
}

/** A text of which each office has its own, as 退案 and 退回. */
export function officeText(office: ReviewOffice, key: string): string {
  return `${office.taps}-${key}`
}

export function officeButton(office: ReviewOffice, key: string): string {
  return `${office.buttons}-${key}`
}
