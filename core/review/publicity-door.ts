import type { Transaction } from '../../prisma/database.ts'

/**
 * The door between items and the public list (rulings 2 and 3). Whoever makes an item wait for the school
 * again passes it together with others; whoever starts a publicity shuts it alone, so either the item refuses
 * the start or the publicity leaves the item as it is. It is taken before anything is judged and held until
 * the transaction ends.
 */

/** For a correction or an undo of the first round: they do not wait for each other. */
export async function passPublicityDoor(tx: Transaction, schoolId: string, cycleId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${cycleId}::int, hashtext(${schoolId}))`
}

/** For the start of a publicity: waits for those who are passing and lets nobody else pass. */
export async function shutPublicityDoor(tx: Transaction, schoolId: string, cycleId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${cycleId}::int, hashtext(${schoolId}))`
}
