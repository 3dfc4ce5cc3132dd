import type { Cycle } from '../../../core/cycle/cycle.ts'
import { windowOf } from '../../../core/cycle/windows.ts'
import { type Answers, claimLines, type Difference, questionOf } from '../../../core/declarations/form.ts'
import { activityTypeOf } from '../../../core/declarations/questions.ts'
import type { HistoryEntry, ItemBrief, ReviewCard } from '../../../core/declarations/review-card.ts'
import { categories, categoryLabels } from '../../../core/terms.ts'
import { daysFromTo, formatDate, formatDeadline, formatInstant } from '../../../core/time/shanghai.ts'
import { answerInWords } from '../dialogue/answer-in-words.ts'
import { type Button, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { hasText } from '../dialogue/texts.ts'
import { officeButton, type ReviewOffice, type ReviewVerb } from './office.ts'

/**
 * One declaration as a reviewer sees it: the photos, the words beside them, and what can be done about it.
 */

/** The messenger takes 4096; the rest is for what a step adds to the card. */
const maxCardChars = 3600

export function sendItemPhotos(ctx: BotContext, { number, photos }: ReviewCard): void {
  ctx.sendPhotos(
    photos.map(({ kind, displaySha256 }, at) => ({
      file: { stored: displaySha256, name: `${number}-${at + 1}.jpg` },
      caption: ctx.label('item-photo', { photo: at + 1, kind: ctx.label(`evidence-${kind}`), number }),
    })),
  )
}

export function itemText(ctx: BotContext, office: ReviewOffice, card: ReviewCard): string {
  const cycle = ctx.house.cycles.get(card.cycleId)
  const { claim } = card
  const parts = [
    ctx.text('item-head', {
      number: card.number,
      teacher: card.teacher.name,
      subject: card.teacher.subject ?? ctx.label('item-no-subject'),
      state: ctx.label(`state-${card.state}`),
    }),
    ...(office.seesOriginals ? [] : [ctx.text('review-school', { school: card.school.name })]),
    ctx.text('item-claim', {
      category: categoryLabels[card.category][ctx.locale],
      activity: activityTypeOf(claim, cycle)?.label[ctx.locale] ?? claim.activityType ?? '',
      course: claim.courseName ?? '',
      provider: card.provider,
      from: claim.from ? formatDate(claim.from, ctx.locale) : '',
      to: claim.to ? formatDate(claim.to, ctx.locale) : '',
      days: claim.from && claim.to ? daysFromTo(claim.from, claim.to) : 0,
      hours: card.hours,
      computed: computedOf(ctx, claim, cycle),
    }),
    ...[claim.foreign && 'item-foreign', claim.datesOnCertificate === false && 'item-undated']
      .filter((key) => typeof key === 'string')
      .map((key) => ctx.text(key)),
    ...claimLines(claim).map(({ question, value }) =>
      ctx.text('item-answer', {
        field: ctx.label(`item-field-${question.id}`),
        answer: answerInWords(ctx, question, value, cycle),
      }),
    ),
    ...card.hints.map((hint) => ctx.text(`item-hint-${hint.hint}`, { ...hint })),
    sumsText(ctx, card.sums),
    waitingText(ctx, office, card),
  ].filter(Boolean)
  const text = parts.join('\n')
  return text + historyText(ctx, card.history, cycle, maxCardChars - text.length)
}

/** What is said of an item in one line, where the card is no longer needed. */
export function itemLine(ctx: BotContext, { number, teacher, courseName, hours }: ItemBrief): string {
  return ctx.text('item-line', { number, teacher: teacher.name, course: courseName, hours })
}

/**
 * @param seen the tick 「已核对原件」, which stands only in the buttons until it is part of a decision
 */
export function itemButtons(
  ctx: BotContext,
  office: ReviewOffice,
  card: ItemBrief,
  { seen = false } = {},
): Button[][] {
  const { id, version, actions, returnIsFinal } = card
  const on = (verb: ReviewVerb, ...args: number[]) => tapData(`${office.taps}.${verb}`, id, version, ...args)
  const own = (key: string) => officeButton(office, key)
  const later = [
    ctx.button('school-button-later', tapData(`${office.taps}.later`, id)),
    backToList(ctx, office),
  ]

  if (office.confirm && actions.includes(office.confirm)) {
    return [[ctx.button('review-button-confirm-for-principal', on('confirm'))], later]
  }
  if (actions.includes(office.approve) || actions.includes(office.giveBack)) {
    const tickKey = seen ? 'school-button-original-seen' : 'school-button-original-unseen'
    const tick = ctx.button(tickKey, on('tick', seen ? 0 : 1))
    const approve = ctx.button(own('approve'), on('approve', ...(office.seesOriginals ? [1] : [])))
    return [
      ...(office.seesOriginals ? [[tick]] : []),
      [
        ...(seen || !office.seesOriginals ? [approve] : []),
        ctx.button(own(returnIsFinal ? 'return-finally' : 'return'), on('reasons')),
      ],
      later,
    ]
  }
  const undo = actions.includes(office.undo) ? [ctx.button('school-button-undo', on('undo'))] : []
  return [[...undo, ctx.button('school-button-next-item', office.next(card))], [backToList(ctx, office)]]
}

export function backToList(ctx: BotContext, office: ReviewOffice): Button {
  return ctx.button(officeButton(office, office.seesOriginals ? 'queue' : 'list'), office.list)
}

function computedOf(ctx: BotContext, { amount, activityType }: Answers, cycle: Cycle): string {
  if (!amount) return ''
  const hoursPerItem = cycle.activityTypes.find(({ id }) => id === activityType)?.hoursPerUnit ?? 0
  const each = amount.unit === 'items' ? hoursPerItem : cycle.requirements.hoursPerDay
  return ctx.label(`item-computed-${amount.unit}`, { value: amount.value, each })
}

/** The teacher's three sums and the total, each counted and under review. */
export function sumsText(ctx: BotContext, { counted, underReview }: ReviewCard['sums']): string {
  const sums = [...categories, 'total' as const].map((sum) =>
    ctx.text('item-sum', {
      name: sum === 'total' ? ctx.label('item-total') : categoryLabels[sum][ctx.locale],
      counted: counted[sum],
      underReview: underReview[sum],
    }),
  )
  return ctx.text('item-sums', { sums: { html: sums.join('\n') } })
}

/**
 * Since when it waits for this office and until when. Before its window opens (the district's 01-19), the day
 * from which it can be reviewed.
 */
function waitingText(ctx: BotContext, office: ReviewOffice, card: ReviewCard): string {
  const { state, round, waitingSince, due, actions, cycleId } = card
  if (state !== (office.seesOriginals ? 'SUBMITTED' : 'CONFIRMED_BY_PRINCIPAL')) return ''
  if (!office.seesOriginals && !actions.includes(office.approve)) {
    const { opensAt } = windowOf(ctx.house.cycles.get(cycleId), 'district-review')
    const isEarly = round === 1 && opensAt && ctx.now < opensAt
    return isEarly ? ctx.text('review-opens', { opens: formatInstant(opensAt, ctx.locale) }) : ''
  }
  return ctx.text(due && due <= ctx.now ? 'item-waiting-late' : 'item-waiting', {
    since: formatInstant(waitingSince, ctx.locale),
    due: due ? formatDeadline(due, ctx.locale) : '',
  })
}

/** The newest entries that still fit: what happened last matters most. */
function historyText(ctx: BotContext, history: readonly HistoryEntry[], cycle: Cycle, room: number): string {
  const entries: string[] = []
  let left = room
  for (const entry of [...history].reverse()) {
    const line = entryText(ctx, entry, cycle)
    left -= line.length + 1
    if (left < 0) break
    entries.unshift(line)
  }
  if (entries.length === 0) return ''
  return `\n${ctx.text('item-history', { entries: { html: entries.join('\n') } })}`
}

function entryText(
  ctx: BotContext,
  { at, action, by, reasonId, note, differences }: HistoryEntry,
  cycle: Cycle,
): string {
  const key = `item-did-${action.replace('declaration.', '')}`
  const reason = reasonId && labelOfReason(ctx, { cycleId: cycle.id }, reasonId)
  return [
    ctx.text('item-entry', {
      at: formatInstant(at, ctx.locale),
      by: by ?? ctx.label('item-by-system'),
      did: ctx.label(hasText(key) ? key : 'item-did-other'),
    }) + (reason ? ctx.text('item-entry-reason', { reason }) : ''),
    ...(note ? [ctx.text('item-history-note', { note })] : []),
    ...(differences ?? []).map((difference) => differenceText(ctx, difference, cycle)),
  ].join('\n')
}

function differenceText(ctx: BotContext, { field, from, to }: Difference, cycle: Cycle): string {
  const question = questionOf<string>(field)
  const said = (value: unknown) => {
    if (value === null) return ctx.label('item-nothing')
    return question ? answerInWords(ctx, question, value, cycle) : String(value)
  }
  return ctx.text('item-difference', {
    field: ctx.label(`item-field-${field}`),
    from: said(from),
    to: said(to),
  })
}

export function labelOfReason(ctx: BotContext, { cycleId }: { cycleId: number }, reasonId: string): string {
  const { returnReasons } = ctx.house.cycles.get(cycleId)
  return returnReasons.find(({ id }) => id === reasonId)?.label[ctx.locale] ?? reasonId
}
