/** What a teacher keeps in hand: the year and the running number, as 2014-000123. */
export function receiptNumber({ cycleId, serial }: { cycleId: number; serial: number }): string {
  return `${cycleId}-${String(serial).padStart(6, '0')}`
}

/** The number as people type it, full-width too. */
export function readReceiptNumber(typed: string): { cycleId: number; serial: number } | undefined {
  const match = /^(\d{4})\p{Pd}(\d{1,9})$/u.exec(typed.normalize('NFKC').trim())
  return match ? { cycleId: Number(match[1]), serial: Number(match[2]) } : undefined
}
