/** Another process went on with this person: whatever was about to be written must not be. */
export class LeaseLost extends Error {
  constructor() {
    super('The lease of this lane was lost.')
  }
}

/**
 * Somebody else wrote first (another device, an administrator). The turn is handled again from what stands
 * now.
 */
export class Overtaken extends Error {
  constructor() {
    super('What this turn was based on has changed.')
  }
}

/** What is kept of a fault: enough to find it, without the digits that might be somebody's number. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  // The first of many lines says what failed and the last says why. Between them stand sources and what was
  // given.
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const told = lines.length > 1 ? `${lines[0]} … ${lines.at(-1)}` : text
  return told.replace(/\d{6,}/g, '…').slice(0, 300)
}
