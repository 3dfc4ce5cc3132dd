import { type IdNumber, maskIdNumber } from './id-number.ts'
import type { Sealer } from './sealing.ts'

/**
 * How a number is kept with a person: sealed to their row, findable by its blind index, and masked for
 * showing.
 */
export function idNumberColumns(
  { number, kind }: Pick<IdNumber, 'number' | 'kind'>,
  personId: string,
  sealer: Sealer,
) {
  return {
    idKind: kind,
    idSealed: new Uint8Array(sealer.seal(number, personPlace(personId))),
    idIndex: new Uint8Array(sealer.blindIndex(number)),
    idMasked: maskIdNumber(number),
  }
}

export function openIdNumber(idSealed: Uint8Array, personId: string, sealer: Sealer): string {
  return sealer.open(idSealed, personPlace(personId)).toString()
}

/**
 * Seals a number that a request carries until it is settled. It is bound to the request and cannot be moved
 * to a person as it is.
 */
export function sealForRequest(number: string, requestId: string, sealer: Sealer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sealer.seal(number, requestPlace(requestId)))
}

export function openFromRequest(idSealed: Uint8Array, requestId: string, sealer: Sealer): string {
  return sealer.open(idSealed, requestPlace(requestId)).toString()
}

const personPlace = (personId: string) => `person.id_sealed:${personId}`
const requestPlace = (requestId: string) => `request.id_sealed:${requestId}`
