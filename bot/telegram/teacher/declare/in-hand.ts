import type { Cycle } from '../../../../core/cycle/cycle.ts'
import { enterWindow } from '../../../../core/cycle/windows.ts'
import type { Draft } from '../../../../core/declarations/draft.ts'
import {
  type Answers,
  type FormContext,
  nextQuestion,
  type QuestionId,
} from '../../../../core/declarations/form.ts'
import { type Question, questions } from '../../../../core/declarations/questions.ts'
import type { TeacherFile } from '../../../../core/declarations/teacher-file.ts'
import { isRefusal, type Refusal } from '../../../../core/refusal.ts'
import { type Tap, tapData } from '../../dialogue/buttons.ts'
import type { BotContext } from '../../dialogue/context.ts'
import { state } from '../../dialogue/state.ts'
import type { TapName } from '../../dialogue/tap-names.ts'

/** The draft that this dialogue is about, with everything that its answers are judged against. */
export interface InHand {
  readonly draft: Draft
  readonly file: TeacherFile
  readonly cycle: Cycle
}

/** What is sent answers the questions of this draft; the exchange reads it with the place. */
export const inDraft = state<{ readonly draftId: string }>('draft')

export function inHandOf(ctx: BotContext): InHand | undefined {
  const { draft } = ctx.session
  return draft && ctx.place.at(inDraft)
    ? { ...draft, cycle: ctx.house.cycles.get(draft.draft.cycleId) }
    : undefined
}

/** The question before the teacher: the one that is asked again while it applies, else the next open one. */
export function askedOf(inHand: InHand): QuestionId | 'summary' {
  const { draft, cycle } = inHand
  if (draft.asking && questionsOf(inHand).some(({ id }) => id === draft.asking)) return draft.asking
  return nextQuestion(draft.answers, draft.evidence, cycle)
}

/** The questions that apply to this draft, in their order. */
export function questionsOf({ draft, cycle }: InHand): Question[] {
  return questions.filter(({ applies }) => applies?.(draft.answers, cycle) ?? true)
}

export function isGiven(question: Question, { answers, evidence }: Draft): boolean {
  return question.kind === 'photos'
    ? evidence.some(({ kind }) => kind === question.evidence)
    : answers[question.id as keyof Answers] !== undefined
}

export function formContextOf(ctx: BotContext, { draft, file, cycle }: InHand): FormContext {
  return { cycle, now: ctx.now, ...file, correcting: draft.correcting }
}

/**
 * After 12-31 no new declaration is taken. A correction has windows of its own, judged when it is submitted
 * (ruling 5).
 */
export function refuseClosed({ draft, cycle }: InHand, now: Date): Refusal | undefined {
  if (draft.correcting) return undefined
  const entered = enterWindow(cycle, 'declaration', now)
  return isRefusal(entered) ? entered : undefined
}

/** Writes the draft together with this turn, over the version that was read; gives it as it stands then. */
export function write(
  ctx: BotContext,
  inHand: InHand,
  { answers = inHand.draft.answers, asking }: { answers?: Answers; asking?: QuestionId },
): InHand {
  const { draft } = inHand
  ctx.turn.writeDraft({
    draftId: draft.id,
    version: draft.version,
    answers,
    asking: asking ?? null,
    now: ctx.now,
  })
  return { ...inHand, draft: { ...draft, answers, asking, version: draft.version + 1, updatedAt: ctx.now } }
}

/** The buttons of a draft's card. */
export type CardTap = Extract<TapName, 'd' | `d.${string}`>

/**
 * A button of a draft's card. It names the version that was shown and the end of the draft's id, because a
 * card of another draft may still stand in the chat and the whole id does not always fit.
 */
export function cardTap({ id, version }: Draft, action: CardTap, ...args: string[]): string {
  return tapData(action, ...args, version, tagOf(id))
}

/** What a tap on a card says; `version` is undefined when the card belongs to another draft. */
export function readCardTap(
  { args }: Tap,
  { id }: Draft,
): { args: readonly string[]; version: number | undefined } {
  return { args: args.slice(0, -2), version: args.at(-1) === tagOf(id) ? Number(args.at(-2)) : undefined }
}

function tagOf(draftId: string): string {
  return draftId.slice(-4)
}
