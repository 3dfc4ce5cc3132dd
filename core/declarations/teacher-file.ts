import type { Database, Transaction } from '../../prisma/database.ts'
import type { CivilDate } from '../time/shanghai.ts'
import type { HourRecord, OwnDeclaration } from './doubles.ts'

type Reader = Database['prisma'] | Transaction

/**
 * What is on record for one teacher in one cycle. New answers are judged against it, and the ledger is summed
 * from it.
 */
export interface TeacherFile {
  readonly hourRecords: readonly HourRecord[]
  readonly declarations: readonly OwnDeclaration[]
}

export async function readTeacherFile(db: Reader, personId: string, cycleId: number): Promise<TeacherFile> {
  const records = await db.hourRecord.findMany({ where: { personId, cycleId }, orderBy: { from: 'asc' } })
  const declarations = await db.declaration.findMany({
    where: { personId, cycleId },
    orderBy: { serial: 'asc' },
    omit: { claim: true },
  })
  return {
    hourRecords: records.map((record) => ({ ...record, ...datesOf(record) })),
    declarations: declarations.map((declaration) => ({ ...declaration, ...datesOf(declaration) })),
  }
}

/** Civil dates are stored as dates and come back as midnight UTC. */
export function datesOf(row: { from: Date; to: Date }): { from: CivilDate; to: CivilDate } {
  return { from: toCivilDate(row.from), to: toCivilDate(row.to) }
}

export function toCivilDate(midnight: Date): CivilDate {
  return midnight.toISOString().slice(0, 10)
}

export function toMidnight(date: CivilDate): Date {
  return new Date(`${date}T00:00:00Z`)
}
