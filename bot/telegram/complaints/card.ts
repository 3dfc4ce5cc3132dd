import { type ComplaintCard, readComplaint } from '../../../core/complaints/complaint.ts'
import { refuse } from '../../../core/refusal.ts'
import { civilDateOf, daysFromTo, formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import type { Transaction } from '../../../prisma/database.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { isId } from '../dialogue/desk.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import type { ComplaintOffice } from './office.ts'

/** One complaint as its handler sees it, and what can be done about it. */

export async function cardOf(
  { ctx, me }: ComplaintOffice,
  id: string | undefined,
  db: Transaction = ctx.house.database.prisma,
): Promise<ComplaintCard | undefined> {
  const { cycles, sealer } = ctx.house
  return isId(id) ? readComplaint(db, id, me, { cycleOf: cycles.get, sealer, now: ctx.now }) : undefined
}

/** The card, or nothing after having said that there is none for this person. */
export async function cardOrSay(office: ComplaintOffice, id?: string): Promise<ComplaintCard | undefined> {
  const card = await cardOf(office, id)
  if (!card) office.ctx.sayRefusal(refuse('complaint-unknown'), { buttons: [[backToComplaints(office.ctx)]] })
  return card
}

/** The card if it is still open as it was seen; otherwise shows how things stand now. */
export async function openOrShow(
  office: ComplaintOffice,
  id?: string,
  version?: string,
): Promise<ComplaintCard | undefined> {
  const card = await cardOrSay(office, id)
  if (!card || (card.state !== 'SETTLED' && String(card.version) === version)) return card
  office.ctx.answerTap(office.ctx.label('card-old'))
  showCard(office, card)
  return undefined
}

export function showCard(
  { ctx }: ComplaintOffice,
  card: ComplaintCard,
  before: readonly string[] = [],
): void {
  ctx.show([...before, cardText(ctx, card)].join('\n\n'), { buttons: cardButtons(ctx, card) })
}

export function cardText(ctx: BotContext, card: ComplaintCard): string {
  const { locale, now } = ctx
  const { item, settled } = card
  const days = daysFromTo(civilDateOf(card.registeredAt), civilDateOf(now)) - 1
  return [
    ctx.text('complaint-head', {
      number: card.number,
      state: ctx.label(`complaint-state-${card.state}`),
      school: card.school.name,
    }),
    ctx.text('complaint-about', { about: card.about?.name ?? ctx.label('complain-about-nobody') }),
    item
      ? ctx.text('complaint-item', {
          number: item.number,
          teacher: item.teacher,
          course: item.courseName,
          state: ctx.label(`state-${item.state}`),
        })
      : ctx.text('complaint-no-item'),
    ctx.text('complaint-text', { text: card.text }),
    ctx.text('complaint-from', {
      channel: ctx.label(`complaint-channel-${card.channel}`),
      who: card.contact ?? ctx.label('complain-anonymous'),
      at: formatInstant(card.registeredAt, locale),
      days,
    }),
    ...(card.referral ? [ctx.text('complaint-referral', { note: card.referral })] : []),
    ...(settled
      ? [
          ctx.text('complaint-settled', {
            outcome: ctx.label(`complaint-outcome-${settled.upheld ? 'UPHELD' : 'NOT_UPHELD'}`),
            finding: settled.finding,
            by: settled.by,
            at: formatInstant(settled.at, locale),
          }),
          ...(card.late ? [ctx.text('complaint-settled-late')] : []),
        ]
      : [dueText(ctx, card)]),
  ].join('\n')
}

function dueText(ctx: BotContext, { due }: ComplaintCard): string {
  const deadline = formatDeadline(due, ctx.locale)
  if (ctx.now >= due) return ctx.text('complaint-overdue', { deadline })
  const lastDay = civilDateOf(new Date(due.getTime() - 1))
  return ctx.text('complaint-due', { deadline, days: daysFromTo(civilDateOf(ctx.now), lastDay) - 1 })
}

function cardButtons(ctx: BotContext, { id, version, state, item, handler }: ComplaintCard): Button[][] {
  const on = (key: string, action: TapName) =>
    ctx.button(`complaint-button-${key}`, tapData(action, id, version))
  const isSchool = handler.role === 'SCHOOL_ADMIN'
  const openItem = item
    ? [
        [
          ctx.button('complaint-button-open-item', tapData(isSchool ? 'item.open' : 'review.open', item.id), {
            number: item.number,
          }),
        ],
      ]
    : []
  if (state === 'SETTLED') return [...openItem, [backToComplaints(ctx)]]
  return [
    ...(state === 'REGISTERED'
      ? [[on('take-up', 'cmp.take')]]
      : [[on('upheld', 'cmp.yes'), on('not-upheld', 'cmp.no')]]),
    [on(item ? 'link-another' : 'link', 'cmp.link'), ...(isSchool ? [on('refer-up', 'cmp.up')] : [])],
    ...openItem,
    [backToComplaints(ctx)],
  ]
}

export function backToComplaints(ctx: BotContext): Button {
  return ctx.button('complaint-button-list', tapData('complaints'))
}
