import type { Transaction } from '../../prisma/database.ts'
import { type IdNumber, readIdNumber } from '../privacy/id-number.ts'
import { birthDateColumn, openIdNumber } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { ProfileFieldId } from '../terms.ts'
import type { CivilDate } from '../time/shanghai.ts'

/** An 18-digit number tells birth date and gender (DOMAIN §5), so no field may contradict it. */

export const numberTellsRefusals = ['birth-date-against-number', 'gender-against-number'] as const

const toldFields = ['birthDate', 'gender'] as const
type ToldField = (typeof toldFields)[number]
type Told = Pick<IdNumber, ToldField>

/** The field that contradicts the number; nothing where they agree, or the number tells neither. */
export function contradictedField(
  told: Told,
  fields: Readonly<Partial<Record<ToldField, string>>>,
): ToldField | undefined {
  return toldFields.find((field) => told[field] && fields[field] && told[field] !== fields[field])
}

/** The columns that follow a number. */
export function columnsToldBy({ birthDate, gender }: Told, personId: string, sealer: Sealer) {
  return {
    ...(birthDate && birthDateColumn(birthDate, personId, sealer)),
    ...(gender && { gender }),
  }
}

/** What a number that is kept tells; of a document that tells neither, nothing. */
export function toldByKept(
  { id, idSealed }: { id: string; idSealed: Uint8Array | null },
  sealer: Sealer,
  today: CivilDate,
): Told {
  const read = idSealed && readIdNumber(openIdNumber(idSealed, id, sealer), today)
  return !read || isRefusal(read) ? {} : read
}

/**
 * Whether a value may stand in a field of the person's profile beside their number.
 *
 * @param today no birth date lies after it
 * @returns nothing when it may; 'birth-date-against-number', 'gender-against-number'
 */
export async function refuseAgainstNumber(
  tx: Transaction,
  { personId, fieldId, value }: { personId: string; fieldId: ProfileFieldId; value: string },
  { sealer, today }: { sealer: Sealer; today: CivilDate },
): Promise<Refusal<(typeof numberTellsRefusals)[number]> | undefined> {
  if (fieldId !== 'birthDate' && fieldId !== 'gender') return undefined
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, idSealed: true },
  })
  if (!contradictedField(toldByKept(person, sealer, today), { [fieldId]: value })) return undefined
  return refuse(fieldId === 'gender' ? 'gender-against-number' : 'birth-date-against-number')
}
