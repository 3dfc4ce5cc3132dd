import { randomUUID } from 'node:crypto'
import type { DeclarationState } from '../../core/review/actions.ts'
import { receiptNumber } from '../../core/review/receipt.ts'
import type { Database, Prisma } from '../../prisma/database.ts'
import { completeAnswers } from './small-city.ts'

/** Rows as the school's work leaves them, for stories that begin with the office above it. */

/** A day on which the office above reviews: principals confirmed before it, and its window is open. */
export const reviewDay = new Date('2015-01-20T10:00:00+08:00')

export interface ConfirmedItem {
  readonly id: string
  readonly number: string
  readonly version: number
}

/** An item of somebody's that the school approved and the principal confirmed, or one in another state. */
export async function confirmedItem(
  { prisma }: Pick<Database, 'prisma'>,
  personId: string,
  {
    state = 'CONFIRMED_BY_PRINCIPAL',
    waitingSince = new Date('2015-01-16T10:00:00+08:00'),
    photo = false,
    ...columns
  }: {
    state?: DeclarationState
    waitingSince?: Date
    /** With a picture that the demo city already holds. */
    photo?: boolean
  } & Partial<Prisma.DeclarationUncheckedCreateInput> = {},
): Promise<ConfirmedItem> {
  const { organisationId } = await prisma.person.findUniqueOrThrow({ where: { id: personId } })
  const claim = { ...completeAnswers, courseName: columns.courseName ?? `课程${randomUUID().slice(0, 8)}` }
  const item = await prisma.declaration.create({
    data: {
      cycleId: 2014,
      personId,
      organisationId,
      state,
      category: 'PROFESSIONAL',
      activityType: claim.activityType!,
      courseName: claim.courseName,
      provider: claim.provider!,
      from: new Date(claim.from!),
      to: new Date(claim.to!),
      hours: 30,
      claim: claim as object,
      submittedAt: new Date('2014-12-10T10:00:00+08:00'),
      waitingSince,
      version: 3,
      ...columns,
    },
  })
  if (photo) {
    const picture = await prisma.evidence.findFirstOrThrow({ where: { declarationId: { not: null } } })
    const { id: _, draftId: __, hints: ___, ...file } = picture
    await prisma.evidence.create({ data: { ...file, hints: {}, personId, declarationId: item.id } })
  }
  return { id: item.id, number: receiptNumber(item), version: item.version }
}

/** The school's publicity is over and its principal has confirmed. */
export async function confirmedSchool(
  { prisma }: Pick<Database, 'prisma'>,
  schoolId: string,
  { late = false }: { late?: boolean } = {},
): Promise<void> {
  await publishedSchool({ prisma }, schoolId)
  await prisma.step.create({
    data: {
      organisationId: schoolId,
      cycleId: 2014,
      step: 'confirmation',
      doneAt: new Date('2015-01-16T10:00:00+08:00'),
      late,
    },
  })
}

/** Seven days from 2015-01-08. */
export async function publishedSchool({ prisma }: Pick<Database, 'prisma'>, schoolId: string): Promise<void> {
  await prisma.publicity.create({
    data: {
      organisationId: schoolId,
      cycleId: 2014,
      startsAt: new Date('2015-01-08T00:00:00+08:00'),
      endsAt: new Date('2015-01-15T00:00:00+08:00'),
      startedById: randomUUID(),
      list: {},
    },
  })
}
