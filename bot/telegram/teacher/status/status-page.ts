import { windowAt } from '../../../../core/cycle/windows.ts'
import type { HourRecord } from '../../../../core/declarations/doubles.ts'
import type { Draft } from '../../../../core/declarations/draft.ts'
import type { Status, StatusItem } from '../../../../core/declarations/status.ts'
import { categoryLabels } from '../../../../core/terms.ts'
import { formatDate, formatDeadline } from '../../../../core/time/shanghai.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { turningButtons } from '../../dialogue/paged.ts'
import { disputeButton } from './dispute.ts'
import { ledgerText } from './ledger-text.ts'

/**
 * A message holds 4096 characters. The ledger takes some seven hundred of them; a note alone may be hundreds.
 */
const maxEntriesPerPage = 8
const maxEntryCharsPerPage = 3000

interface Entry {
  readonly heading: 'drafts' | 'items' | 'records'
  readonly html: string
  readonly buttons: readonly Button[]
}

/**
 * One page of what a teacher has: the ledger on the first, then drafts and items, then the hours on record.
 */
export function statusPage(
  ctx: BotContext,
  status: Status,
  page: number,
): { html: string; buttons: Button[][] } {
  const entries: Entry[] = [
    ...status.drafts.map((draft) => draftEntry(ctx, draft)),
    ...status.items.map((item) => itemEntry(ctx, item)),
    ...status.hourRecords.map((record) => recordEntry(ctx, record)),
  ]
  const pages = inPages(entries)
  const at = Math.min(Math.max(0, Math.trunc(page)), pages.length - 1)
  const shown = pages[at]!
  return {
    html: [
      ...(at === 0 ? [ledgerText(ctx, status)] : []),
      ...underHeadings(ctx, shown),
      ...(entries.length === 0 ? [ctx.text('status-nothing')] : []),
    ].join('\n\n'),
    buttons: [
      ...shown.filter(({ buttons }) => buttons.length > 0).map(({ buttons }) => [...buttons]),
      turningButtons(ctx, at, pages.length, (to) => tapData('status.page', to)),
      at === 0
        ? [
            ...(windowAt(ctx.cycle, 'declaration', ctx.now).state === 'open' &&
            !status.verdict.passed &&
            !status.exempt
              ? [ctx.button('status-button-advice', tapData('status.advice'))]
              : []),
            ctx.button('status-button-years', tapData('status.years')),
            ctx.button('picture-button-progress', tapData('status.picture')),
          ]
        : [],
      at === 0 ? [ctx.button('command-declare', tapData('declare')), disputeButton(ctx)] : [],
    ],
  }
}

function inPages(entries: readonly Entry[]): Entry[][] {
  const pages: Entry[][] = [[]]
  let chars = 0
  for (const entry of entries) {
    chars += entry.html.length
    const page = pages.at(-1)!
    if (page.length < maxEntriesPerPage && chars <= maxEntryCharsPerPage) {
      page.push(entry)
    } else {
      pages.push([entry])
      chars = entry.html.length
    }
  }
  return pages
}

function underHeadings(ctx: BotContext, entries: readonly Entry[]): string[] {
  return (['drafts', 'items', 'records'] as const).flatMap((heading) => {
    const under = entries.filter((entry) => entry.heading === heading)
    if (under.length === 0) return []
    const between = heading === 'items' ? '\n\n' : '\n'
    return [`${ctx.text(`status-${heading}`)}\n${under.map(({ html }) => html).join(between)}`]
  })
}

function draftEntry(ctx: BotContext, { id, answers, correcting }: Draft): Entry {
  const category = answers.category
    ? categoryLabels[answers.category][ctx.locale]
    : ctx.label('declare-no-category')
  const course = answers.courseName ?? ctx.label('declare-no-course')
  return {
    heading: 'drafts',
    html: ctx.text(correcting ? 'status-draft-correcting' : 'status-draft', { category, course }),
    buttons: [
      ctx.button('status-button-resume', tapData('declare.resume', id), { course: shortened(course) }),
    ],
  }
}

function itemEntry(ctx: BotContext, item: StatusItem): Entry {
  const lines = [
    ctx.text('status-item', {
      number: item.number,
      category: categoryLabels[item.category][ctx.locale],
      course: item.courseName,
      hours: item.hours,
      from: formatDate(item.from, ctx.locale),
      to: formatDate(item.to, ctx.locale),
    }),
    stateLine(ctx, item),
    ...returnLines(ctx, item),
  ]
  return { heading: 'items', html: lines.join('\n'), buttons: itemButtons(ctx, item) }
}

function stateLine(ctx: BotContext, { state, holder, due, late, ranOut }: StatusItem): string {
  const line = ctx.text('status-state', { state: ctx.label(`state-${state}`) })
  const who =
    holder === 'nobody'
      ? ranOut
        ? ctx.text('status-ran-out')
        : ''
      : due
        ? ctx.text(`status-holder-${holder}-until`, { deadline: formatDeadline(due, ctx.locale) })
        : ctx.text(`status-holder-${holder}`)
  return `${line}${who && ` · ${who}`}${late ? ` · ${ctx.text('status-late')}` : ''}`
}

function returnLines(ctx: BotContext, { state, reasonId, note }: StatusItem): string[] {
  const reason = ctx.cycle.returnReasons.find(({ id }) => id === reasonId)?.label[ctx.locale]
  return [
    ...(reason ? [ctx.text(`status-reason-${state}`, { reason })] : []),
    ...(note ? [ctx.text('status-note', { note })] : []),
  ]
}

function itemButtons(ctx: BotContext, { id, number, actions }: StatusItem): Button[] {
  return [
    ...(actions.includes('withdraw')
      ? [ctx.button('status-button-withdraw', tapData('status.withdraw', id), { number })]
      : []),
    ...(actions.includes('correct')
      ? [ctx.button('status-button-correct', tapData('correct', id), { number })]
      : []),
  ]
}

function recordEntry(ctx: BotContext, { source, category, courseName, hours }: HourRecord): Entry {
  const html = ctx.text('status-record', {
    source: ctx.label(`source-${source}`),
    category: categoryLabels[category][ctx.locale],
    course: courseName,
    hours,
  })
  return { heading: 'records', html, buttons: [] }
}

const mostLettersOnButton = 16

function shortened(text: string): string {
  const letters = [...text]
  return letters.length > mostLettersOnButton ? `${letters.slice(0, mostLettersOnButton).join('')}…` : text
}
