import { startCorrection, startDraft } from '../../core/declarations/draft.ts'
import type { Answers } from '../../core/declarations/form.ts'
import { type Receipt, submitDraft } from '../../core/declarations/submit.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { TestProgram } from './program.ts'
import { completeAnswers } from './small-city.ts'

/** Somebody of the demo city submits a complete declaration, with a picture that the demo already holds. */
export async function submitted(town: TestProgram, name: string, answers: Answers = {}): Promise<Receipt> {
  const { prisma } = town.database
  const { house } = town.program
  const [cycle, now] = [house.cycles.get(2014), house.clock.now()]
  const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name } })
  const picture = await prisma.evidence.findFirstOrThrow({ where: { declarationId: { not: null } } })
  const { id: _, draftId: __, declarationId: ___, hints: ____, ...columns } = picture
  return prisma.$transaction(async (tx) => {
    const draft = need(await startDraft(tx, { personId, cycle, now }))
    await tx.evidence.create({ data: { ...columns, hints: {}, personId, draftId: draft.id, addedAt: now } })
    const whole = { ...completeAnswers, ...answers } as object
    const { version } = await tx.draft.update({ where: { id: draft.id }, data: { answers: whole } })
    return need(await submitDraft(tx, { draftId: draft.id, personId, version, cycle, now }))
  })
}

/** Somebody corrects the declaration that was returned to them and submits it again. */
export async function corrected(town: TestProgram, name: string, changes: Answers): Promise<Receipt> {
  const { prisma } = town.database
  const { cycles, clock } = town.program.house
  const { id: declarationId, personId } = await prisma.declaration.findFirstOrThrow({
    where: { person: { name }, state: 'RETURNED_BY_SCHOOL' },
  })
  const now = clock.now()
  return prisma.$transaction(async (tx) => {
    const draft = need(await startCorrection(tx, { personId, declarationId, cycleOf: cycles.get, now }))
    const answers = { ...draft.answers, ...changes, originalsConfirmed: true } as object
    const { version } = await tx.draft.update({ where: { id: draft.id }, data: { answers } })
    return need(await submitDraft(tx, { draftId: draft.id, personId, version, cycle: cycles.get(2014), now }))
  })
}

function need<Outcome>(outcome: Outcome): Exclude<Outcome, { refused: string }> {
  if (isRefusal(outcome)) throw new Error(`This was refused: ${JSON.stringify(outcome)}`)
  return outcome as Exclude<Outcome, { refused: string }>
}
