import { capState, usedHoursOf } from '../../../../core/declarations/caps.ts'
import type { QuestionId } from '../../../../core/declarations/form.ts'
import {
  activityTypeOf,
  maxCourseNameChars,
  maxProviderChars,
  otherDeclarations,
  type Question,
} from '../../../../core/declarations/questions.ts'
import { sampleNote } from '../../../../core/terms.ts'
import { daysFromTo } from '../../../../core/time/shanghai.ts'
import { type Button, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { inRows } from '../../dialogue/desk.ts'
import { answerLines, answerText } from './answers-shown.ts'
import { askedOf, cardTap, formContextOf, type InHand, isGiven, questionsOf } from './in-hand.ts'

export const maxPairedChars = 8

export interface Card {
  readonly html: string
  readonly buttons: Button[][]
}

/**
 * Shows what the draft asks now, in place of the tapped card or as a new message. `notice` (HTML) stands
 * above it.
 */
export function showCard(ctx: BotContext, inHand: InHand, notice?: string): void {
  const { html, buttons } = cardOf(ctx, inHand, notice)
  ctx.show(html, { buttons })
}

/** The card of a draft: the question it asks, or the summary when nothing is open. */
export function cardOf(ctx: BotContext, inHand: InHand, notice?: string): Card {
  const asked = askedOf(inHand)
  const question = questionsOf(inHand).find(({ id }) => id === asked)
  const card = question ? questionCard(ctx, inHand, question) : summaryCard(ctx, inHand)
  return notice ? { ...card, html: `${notice}\n\n${card.html}` } : card
}

function questionCard(ctx: BotContext, inHand: InHand, question: Question): Card {
  const { draft } = inHand
  const all = questionsOf(inHand)
  const at = all.indexOf(question)
  const previous = all.slice(0, at).findLast((other) => other.kind !== 'tick' && isGiven(other, draft))
  const parts = [
    ctx.text(draft.correcting ? 'declare-progress-correcting' : 'declare-progress', {
      step: at + 1,
      total: all.length,
    }),
    answerLines(ctx, inHand, question.id),
    askText(ctx, inHand, question),
    ...(question.id === 'amount' ? capLines(ctx, inHand) : []),
    isGiven(question, draft) ? ctx.text('declare-now', { answer: answerText(ctx, inHand, question) }) : '',
    isSample(inHand, question) ? `<i>${sampleNote[ctx.locale]}</i>` : '',
  ]
  const keeps = isGiven(question, draft) && question.kind !== 'photos'
  return {
    html: parts.filter((part) => part !== '').join('\n\n'),
    buttons: [
      ...(question.kind === 'photos'
        ? photoButtons(ctx, inHand, question)
        : optionButtons(ctx, inHand, question)),
      keeps ? [ctx.button('declare-button-keep', cardTap(draft, 'd.on', question.id))] : [],
      [
        ...(previous ? [ctx.button('declare-button-previous', cardTap(draft, 'd.ask', previous.id))] : []),
        ctx.button('declare-button-exit', cardTap(draft, 'd.exit')),
      ],
    ],
  }
}

function askText(ctx: BotContext, { draft, cycle }: InHand, { id }: Question): string {
  const { answers } = draft
  const year = String(cycle.id)
  switch (id) {
    case 'courseName':
      return ctx.text('ask-courseName', { max: maxCourseNameChars })
    case 'provider':
      return ctx.text('ask-provider', { max: maxProviderChars })
    case 'from':
    case 'to':
      return ctx.text(`ask-${id}`, { year })
    case 'amount': {
      const type = activityTypeOf(answers, cycle)
      const { hoursPerDay } = cycle.requirements
      return ctx.text(`ask-amount-${type?.unit ?? 'hours'}`, {
        hoursPerDay,
        hoursPerItem: type?.hoursPerUnit ?? 0,
      })
    }
    case 'confirmedHours': {
      const days = answers.from && answers.to ? daysFromTo(answers.from, answers.to) : 0
      const most = days * cycle.requirements.hoursPerDay
      return ctx.text('ask-confirmedHours', { days, most, hours: answers.hours ?? 0 })
    }
    default:
      return ctx.text(`ask-${id}`)
  }
}

/** Used, limit and left of the yearly cap stand here, before photos are asked for. */
function capLines(ctx: BotContext, inHand: InHand): string[] {
  const type = activityTypeOf(inHand.draft.answers, inHand.cycle)
  if (!type) return []
  const state = capState(type, usedHoursOf(type.id, otherDeclarations(formContextOf(ctx, inHand))))
  const lines = [
    state ? ctx.text('declare-cap', { type: type.label[ctx.locale], ...state }) : '',
    type.maxHoursPerItem === undefined ? '' : ctx.text('declare-item-cap', { limit: type.maxHoursPerItem }),
  ]
  return [lines.filter((line) => line !== '').join('\n')]
}

function isSample({ draft, cycle }: InHand, { id, options }: Question): boolean {
  if (id === 'amount') return activityTypeOf(draft.answers, cycle)?.provenance === 'sample'
  return options?.(cycle, draft.answers).some(({ sample }) => sample) ?? false
}

function optionButtons(ctx: BotContext, { draft, cycle }: InHand, question: Question): Button[][] {
  const answering = (value: string) => cardTap(draft, 'd', question.id, value)
  switch (question.kind) {
    case 'choice':
      return inRows(
        question.options!(cycle, draft.answers).map(({ id, label }) => ({
          label: label[ctx.locale],
          data: answering(id),
        })),
        maxPairedChars,
      )
    case 'yes-no':
      return inRows(
        [
          ctx.button(`answer-${question.id}-yes`, answering('yes')),
          ctx.button(`answer-${question.id}-no`, answering('no')),
        ],
        maxPairedChars,
      )
    case 'tick':
      return [[ctx.button(`answer-${question.id}-yes`, answering('yes'))]]
    default:
      return []
  }
}

/** What can be done about photos of one kind: go on, or take the last one back. */
export function photoButtons(ctx: BotContext, { draft }: InHand, question: Question): Button[][] {
  const last = draft.evidence.filter(({ kind }) => kind === question.evidence).at(-1)
  if (!last) return []
  return [
    [ctx.button('declare-button-photos-done', cardTap(draft, 'd.on', question.id))],
    [ctx.button('declare-button-drop-last', cardTap(draft, 'd.drop', last.id))],
  ]
}

function summaryCard(ctx: BotContext, inHand: InHand): Card {
  const { draft } = inHand
  const correcting = draft.correcting !== undefined
  return {
    html: [
      ctx.text(correcting ? 'declare-summary-correcting' : 'declare-summary'),
      answerLines(ctx, inHand),
      ctx.text('declare-summary-foot'),
    ].join('\n\n'),
    buttons: [
      [
        ctx.button(
          correcting ? 'declare-button-resubmit' : 'declare-button-submit',
          cardTap(draft, 'd.submit'),
        ),
      ],
      [
        ctx.button('declare-button-change', cardTap(draft, 'd.change')),
        ctx.button('declare-button-exit', cardTap(draft, 'd.exit')),
      ],
      [ctx.button('declare-button-discard-draft', tapData('declare.discard', draft.id))],
    ],
  }
}

/**
 * Every question that can be asked again. A confirmation is asked again by itself when what it confirms
 * changes.
 */
export function changeCard(ctx: BotContext, inHand: InHand): Card {
  const { draft } = inHand
  const changeable = questionsOf(inHand).filter(({ id, kind }) => kind !== 'tick' && !follows.has(id))
  return {
    html: ctx.text('declare-change'),
    buttons: [
      ...inRows(
        changeable.map(({ id }) => ({
          label: ctx.label(`question-${id}`),
          data: cardTap(draft, 'd.ask', id),
        })),
        maxPairedChars,
      ),
      [ctx.button('button-back', cardTap(draft, 'd.show'))],
    ],
  }
}

const follows: ReadonlySet<QuestionId> = new Set(['confirmedHours'])
