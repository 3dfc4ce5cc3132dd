/** What a teacher keeps in hand: the year and the running number, as 2014-000123. */
export function receiptNumber({ cycleId, serial }: { cycleId: number; serial: number }): string {
  return `${cycleId}-${String(serial).padStart(6, '0')}`
}
