import { maxDisputeChars, readDispute } from '../../../core/records/disputes.ts'
import { maxCourseNameChars, readCategory, readHours } from '../../../core/records/record-row.ts'
import { roleOfSource } from '../../../core/records/record-source.ts'
import { type DisputeAnswer, settleDispute } from '../../../core/records/settle-dispute.ts'
import { isRefusal, refuse } from '../../../core/refusal.ts'
import { type Category, categoryLabels } from '../../../core/terms.ts'
import { formatDate, readCivilDate } from '../../../core/time/shanghai.ts'
import { tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import { notedAndConfirmed, type SideDialogue, sideDialogue, typedLine } from '../dialogue/side-dialogue.ts'
import { answerInWords } from './dispute-card.ts'

/** The answers that need typing: the right hours, a missing record, why not. */
export interface AnswerAsked {
  readonly id: string
  readonly version: number
  readonly year: number
  readonly category?: Category
}

export const disputeHoursDialogue = sideDialogue('dispute-hours', typeHours)
export const disputeRefusalDialogue = sideDialogue('dispute-refusal', typeRefusal)
export const disputeRecordDialogue = sideDialogue('dispute-record', typeRecord)

/** Settles in place of the card that was tapped; whoever came second sees who was first. */
export async function settleInPlace(
  ctx: BotContext,
  disputeId: string,
  version: number,
  answer: DisputeAnswer,
): Promise<void> {
  const me = ctx.session.person?.id
  if (!me) return
  const back = { buttons: [[ctx.button('records-button-disputes', tapData('disputes'))]] }
  await ctx.turn.commit(async (tx) => {
    const outcome = await settleDispute(
      tx,
      { disputeId, version, actor: { personId: me }, answer },
      { cycleOf: ctx.house.cycles.get, now: ctx.now },
    )
    if (isRefusal(outcome)) return ctx.show(ctx.whyNot(outcome), back)
    const lines = [
      ctx.text('dispute-done', { teacher: outcome.personName }),
      answerInWords(outcome, ctx.locale),
    ]
    ctx.show(lines.join('\n'), back)
  })
}

async function typeHours(dialogue: SideDialogue, { id, version }: AnswerAsked): Promise<void> {
  const hours = await typedLine(dialogue, 10, (text) => {
    const read = readHours(text)
    return read === undefined ? refuse('record-hours-unreadable') : String(read)
  })
  await dialogue.external(async (outer) => {
    outer.place.leave()
    const dispute = await readDispute(outer.house.database.prisma, id)
    // The role may have gone since the question.
    if (!dispute || dispute.about.missing || !answersFor(outer, dispute)) {
      return outer.sayRefusal(refuse('dispute-gone'))
    }
    outer.say(
      outer.text('dispute-sure-correct', {
        teacher: dispute.personName,
        course: dispute.about.courseName,
        before: dispute.about.hours,
        after: Number(hours),
      }),
      {
        buttons: [
          [
            outer.button('dispute-button-sure', tapData('disp.correct', id, version, hours)),
            outer.button('button-cancel', tapData('disp.open', id)),
          ],
        ],
      },
    )
  })
}

async function typeRefusal(dialogue: SideDialogue, { id, version }: AnswerAsked): Promise<void> {
  const sure = tapData('disp.refused', id, version)
  await notedAndConfirmed(dialogue, {
    maxChars: maxDisputeChars,
    sure,
    confirm: (outer, why) => ({
      html: outer.text('dispute-sure-refuse', { why }),
      buttons: [
        [outer.button('dispute-button-sure', sure), outer.button('button-cancel', tapData('disp.open', id))],
      ],
    }),
    done: (outer, why) => settleInPlace(outer, id, version, { kind: 'refuse', why }),
  })
}

/** A missing record, field by field; the name comes last, with the summary. */
async function typeRecord(
  dialogue: SideDialogue,
  { id, version, year, category = 'PROFESSIONAL' }: AnswerAsked,
): Promise<void> {
  const readDate = (text: string) => readCivilDate(text, year) ?? refuse('record-date-unreadable')
  const ask = (key: string) => dialogue.external((outer) => outer.say(outer.text(key)))
  await ask('dispute-ask-from')
  const from = await typedLine(dialogue, 20, readDate)
  await ask('dispute-ask-to')
  const to = await typedLine(dialogue, 20, readDate)
  await ask('dispute-ask-hours')
  const hours = await typedLine(dialogue, 10, (text) => {
    const read = readHours(text)
    return read === undefined ? refuse('record-hours-unreadable') : String(read)
  })
  await ask('dispute-ask-course')
  const sure = tapData('disp.added', id, version)
  await notedAndConfirmed(dialogue, {
    maxChars: maxCourseNameChars,
    sure,
    confirm: (outer, courseName) => ({
      html: outer.text('dispute-sure-add', {
        category: categoryLabels[category][outer.locale],
        course: courseName,
        from: formatDate(from, outer.locale),
        to: formatDate(to, outer.locale),
        hours,
      }),
      buttons: [
        [outer.button('dispute-button-sure', sure), outer.button('button-cancel', tapData('disp.open', id))],
      ],
    }),
    done: (outer, courseName) => {
      const course = { category, courseName, from, to, hours: Number(hours) }
      return settleInPlace(outer, id, version, { kind: 'add', course })
    },
  })
}

function answersFor(
  ctx: BotContext,
  { about, organisationId }: { about: { source: keyof typeof roleOfSource }; organisationId: string },
): boolean {
  return ctx.session.roles.some(
    (held) => held.role === roleOfSource[about.source] && held.organisationId === organisationId,
  )
}

export function isCategory(text: string | undefined): text is Category {
  return text !== undefined && readCategory(text) === text
}
