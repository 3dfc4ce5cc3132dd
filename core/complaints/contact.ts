import type { Sealer } from '../privacy/sealing.ts'

/**
 * Who complained, as they named themselves. It is kept sealed to the ticket and opened for its handlers alone
 * (ruling 10).
 */

export function sealContact(contact: string, complaintId: string, sealer: Sealer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sealer.seal(contact, placeOf(complaintId)))
}

export function openContact(
  { id, complainantSealed }: { id: string; complainantSealed: Uint8Array | null },
  sealer: Sealer,
): string | null {
  return complainantSealed ? sealer.open(complainantSealed, placeOf(id)).toString() : null
}

/** Does a text for the teacher give away who complained, by name or telephone? */
export function namesContact(text: string, contact: string | null): boolean {
  if (!contact) return false
  const plain = text.normalize('NFKC').toLowerCase()
  const telling =
    contact
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}{2,}|[a-z]{3,}|\d{5,}/gu) ?? []
  return telling.some((part) => plain.includes(part))
}

const placeOf = (complaintId: string) => `complaint.complainant_sealed:${complaintId}`
