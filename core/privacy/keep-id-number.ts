import type { CivilDate } from '../time/shanghai.ts'
import { type IdNumber, maskIdNumber } from './id-number.ts'
import type { Sealer } from './sealing.ts'

/** How a number is kept with a person: sealed to their row, and findable by its blind index. */
export function idNumberColumns(
  { number, kind }: Pick<IdNumber, 'number' | 'kind'>,
  personId: string,
  sealer: Sealer,
) {
  return {
    idKind: kind,
    idSealed: new Uint8Array(sealer.seal(number, personPlace(personId))),
    idIndex: new Uint8Array(sealer.blindIndex(number)),
  }
}

export function openIdNumber(idSealed: Uint8Array, personId: string, sealer: Sealer): string {
  return sealer.open(idSealed, personPlace(personId)).toString()
}

/** How a birth date is kept with a person: most of their ID number could be read from it. */
export function birthDateColumn(birthDate: CivilDate, personId: string, sealer: Sealer) {
  return { birthSealed: new Uint8Array(sealer.seal(birthDate, birthPlace(personId))) }
}

export function openBirthDate(birthSealed: Uint8Array, personId: string, sealer: Sealer): CivilDate {
  return sealer.open(birthSealed, birthPlace(personId)).toString()
}

/** What is shown of a person's number and birth date. */
export function identityShown(
  { id, idSealed, birthSealed }: { id: string; idSealed: Uint8Array | null; birthSealed: Uint8Array | null },
  sealer: Sealer,
): { idNumber: string | null; birthDate: CivilDate | null } {
  return {
    idNumber: idSealed && maskIdNumber(openIdNumber(idSealed, id, sealer)),
    birthDate: birthSealed && openBirthDate(birthSealed, id, sealer),
  }
}

/**
 * Seals what a request carries until it is settled, a number or a birth date. It is bound to the request and
 * cannot be moved to a person as it is.
 */
export function sealForRequest(value: string, requestId: string, sealer: Sealer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sealer.seal(value, requestPlace(requestId)))
}

export function openFromRequest(valueSealed: Uint8Array, requestId: string, sealer: Sealer): string {
  return sealer.open(valueSealed, requestPlace(requestId)).toString()
}

const personPlace = (personId: string) => `person.id_sealed:${personId}`
const birthPlace = (personId: string) => `person.birth_sealed:${personId}`
// The place is part of what is sealed, so it keeps the name that the column had first.
const requestPlace = (requestId: string) => `request.id_sealed:${requestId}`
