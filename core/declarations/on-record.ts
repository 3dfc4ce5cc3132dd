import type { Transaction } from '../../prisma/database.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isSameCourse } from './doubles.ts'
import { datesOf } from './teacher-file.ts'

export const onRecordRefusals = ['item-on-record'] as const

/**
 * Hours may come on record after they were declared (ruling 6). Then the declaration cannot be approved any
 * more, or they would count twice (invariant 4). The person stays locked until the end of the transaction, so
 * that nothing is registered meanwhile.
 *
 * @returns 'item-on-record' {courseName, from, to, hours, source}
 */
export async function refuseOnRecord(tx: Transaction, declarationId: string): Promise<Refusal | undefined> {
  const item = await tx.declaration.findUniqueOrThrow({
    where: { id: declarationId },
    select: { personId: true, cycleId: true, courseName: true, from: true, to: true },
  })
  const { personId, cycleId } = item
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const records = await tx.hourRecord.findMany({ where: { personId, cycleId } })
  const double = records
    .map((record) => ({ ...record, ...datesOf(record) }))
    .find((record) => isSameCourse(record, { ...item, ...datesOf(item) }))
  if (!double) return undefined
  const { courseName, from, to, hours, source } = double
  return refuse('item-on-record', { courseName, from, to, hours, source })
}
