import type { Transaction } from '../../prisma/database.ts'
import { isNoConnection } from '../authority/grants.ts'
import { normaliseCertificateNumber } from '../people/identity.ts'
import type { Sender } from './event.ts'

/** Finds what an event names by the numbers that are known outside. */

/** By its id, which whoever runs the city gave it, or by its 继续教育代码. */
export function findOrganisation(tx: Transaction, given: string) {
  return tx.organisation.findFirst({
    where: { OR: [{ id: given }, { code: given }] },
    select: { id: true, kind: true, name: true, parentId: true },
    // An id wins over somebody else's code.
    orderBy: { id: 'asc' },
  })
}

/**
 * Does a sender's organisation answer for this one? The city answers for all, an office for its schools,
 * everybody for themselves.
 */
export function isBelow(
  { organisation }: Pick<Sender, 'organisation'>,
  place: { id: string; parentId: string | null },
): boolean {
  return organisation.kind === 'CITY' || place.id === organisation.id || place.parentId === organisation.id
}

/**
 * Finds somebody who works or holds a role in an organisation, by the 继续教育证号, or by the 人员编号 that an operator
 * reads under /connections: offices have no 继续教育证号. Somebody who works elsewhere is as unknown as somebody
 * who does not exist, and a connection's own person is never found.
 */
export function findPerson(tx: Transaction, given: string, organisationId: string) {
  const isOurs = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)
  return tx.person.findFirst({
    where: {
      ...(isOurs ? { id: given.toLowerCase() } : { certificateNumber: normaliseCertificateNumber(given) }),
      // A role outlasts a move to another place until somebody takes it away.
      OR: [{ organisationId }, { grants: { some: { organisationId, withdrawnAt: null } } }],
      ...isNoConnection,
    },
    select: { id: true },
  })
}

/** By the receipt that the teacher has in hand, as 2014-000123. */
export function findDeclaration(tx: Transaction, receipt: string) {
  return tx.declaration.findFirst({
    where: numbersIn(receipt),
    select: { id: true, state: true, decidedById: true, personId: true },
  })
}

/** By its number, as TS2014-000012. */
export function findComplaint(tx: Transaction, number: string) {
  return tx.complaint.findFirst({
    where: numbersIn(number.replace(/^TS/i, '')),
    select: { id: true, version: true, cycleId: true },
  })
}

function numbersIn(number: string): { cycleId: number; serial: number } {
  const [cycleId = 0, serial = 0] = number.split('-').map(Number)
  return { cycleId, serial }
}
