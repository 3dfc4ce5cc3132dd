import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readTypedText } from '../../../core/cycle/typed-text.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { addPhoto, startCorrection, startDraft } from '../../../core/declarations/draft.ts'
import { type Answers, answer, claimLines, nextQuestion } from '../../../core/declarations/form.ts'
import { type Question, questions } from '../../../core/declarations/questions.ts'
import { readReviewCard } from '../../../core/declarations/review-card.ts'
import { submitDraft } from '../../../core/declarations/submit.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle, cycleOf } = city
const now = new Date('2014-12-20T01:00:00Z')

/** The one row that a new question is. */
const venue: Question<string> = {
  id: 'venue',
  kind: 'text',
  claimed: true,
  read(input) {
    const read = readTypedText(input, 30)
    return isRefusal(read) ? read : ({ venue: read } as Answers)
  },
}
const form: readonly Question<string>[] = [...questions, venue]

function need<Outcome>(outcome: Outcome): Exclude<Outcome, Refusal> {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<Outcome, Refusal>
}

test('a question is one row: asked, kept with the claim, shown to the reviewer, and told where a correction changed it', async () => {
  const teacher = await city.person('陈老师', ['TEACHER'])
  const admin = await city.person('李管理员', ['SCHOOL_ADMIN'])
  const context = { cycle, now, hourRecords: [], declarations: [], form }
  const inTransaction = prisma.$transaction.bind(prisma)

  const draft = need(await inTransaction((tx) => startDraft(tx, { personId: teacher.id, cycle, now })))
  const at = { draftId: draft.id, personId: teacher.id, cycle, now }
  await prisma.draft.update({ where: { id: draft.id }, data: { answers: completeAnswers as object } })
  const picture = {
    sha256: randomUUID(),
    displaySha256: 'd',
    thumbnailSha256: 't',
    perceptualHash: '0'.repeat(16),
    hints: {},
  }
  const { evidence } = need(
    await inTransaction((tx) => addPhoto(tx, { ...at, kind: 'CERTIFICATE', picture })),
  )
  expect(nextQuestion(completeAnswers, evidence, cycle, form)).toBe('venue')

  const { answers } = need(answer(completeAnswers, 'venue', '广州市第一中学', context))
  const { version } = await prisma.draft.update({
    where: { id: draft.id },
    data: { answers: answers as object },
  })
  const { declarationId } = need(await inTransaction((tx) => submitDraft(tx, { ...at, version, form })))
  const card = () => readReviewCard(prisma, declarationId, admin.id, { cycleOf, now })
  expect(claimLines((await card())!.claim, form)).toEqual([{ question: venue, value: '广州市第一中学' }])

  const given = { reasonId: 'photo-unclear' }
  await inTransaction((tx) =>
    decide(tx, { action: 'return', declarationId, personId: admin.id, given }, { cycleOf, now }),
  )
  const correcting = need(
    await inTransaction((tx) => startCorrection(tx, { personId: teacher.id, declarationId, cycleOf, now })),
  )
  const changed = need(answer(correcting.answers, 'venue', '越秀区少年宫', context)).answers
  const corrected = await prisma.draft.update({
    where: { id: correcting.id },
    data: { answers: { ...changed, originalsConfirmed: true } as object },
  })
  need(
    await inTransaction((tx) =>
      submitDraft(tx, { ...at, draftId: correcting.id, version: corrected.version, form }),
    ),
  )
  expect((await card())!.history.at(-1)!.differences).toEqual([
    { field: 'venue', from: '广州市第一中学', to: '越秀区少年宫' },
  ])
})
