import type { Transaction } from '../../prisma/database.ts'

/**
 * The door between items and the public list (rulings 2 and 3): whoever makes an item wait for the school again passes it together with
 * others; whoever starts a publicity shuts it alone. So either the item is there and the start is refused, or the publicity is
 * there and the item stays as it is. Held until the transaction ends; taken before anything is judged.
 */

/** For a correction or an undo of the first round: they do not wait for each other. */
export async function passPublicityDoor(tx: Transaction, schoolId: string, cycleId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${cycleId}::int, hashtext(${schoolId}))`
}

/** For the start of a publicity: waits for those who are passing and lets nobody else pass. */
export async function shutPublicityDoor(tx: Transaction, schoolId: string, cycleId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${cycleId}::int, hashtext(${schoolId}))`
}
