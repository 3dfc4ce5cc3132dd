/** What can be made to go wrong between the bot and its Telegram. */
export const faultKinds = ['429', '403', '5xx', 'break-before', 'break-after'] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  /**
   * `break-before` cuts the connection before the call has any effect, `break-after` once it has happened.
   */
  kind: FaultKind
  /** Only calls of this method. Absent: every method but `getUpdates`, which must be named to be hit. */
  method?: string
  /** Only calls that name this chat. A 403 always needs a call that names a chat. */
  chatId?: number
  /** How many calls are hit; absent: until cleared. */
  times?: number
  /** For 429 alone; 1 when absent. */
  retryAfterSeconds?: number
}

export interface Faults {
  set(fault: Fault): void
  clear(): void
  /** Those still in force. */
  list(): Fault[]
}

export interface FaultBoard extends Faults {
  /** The fault that hits this call, counted off. */
  take(method: string, chatId: number | undefined): Fault | undefined
}

export function createFaultBoard(changed: (faults: Fault[]) => void): FaultBoard {
  let faults: Fault[] = []
  const change = (next: Fault[]) => {
    faults = next
    changed(faults)
  }
  return {
    set: (fault) => change([...faults, { ...fault }]),
    clear: () => change([]),
    list: () => faults.map((fault) => ({ ...fault })),
    take: (method, chatId) => {
      if (faults.length === 0) return undefined
      const hit = faults.find(
        (fault) =>
          (fault.method ? fault.method.toLowerCase() === method : method !== 'getupdates') &&
          (fault.chatId === undefined || fault.chatId === chatId) &&
          (fault.kind !== '403' || chatId !== undefined),
      )
      if (hit?.times !== undefined) {
        hit.times -= 1
        change(faults.filter((fault) => fault.times === undefined || fault.times > 0))
      }
      return hit
    },
  }
}

/** A fault as it came over HTTP, or a sentence saying what is wrong with it. */
export function readFault(raw: unknown): Fault | string {
  if (typeof raw !== 'object' || raw === null) return 'A fault is a JSON object.'
  const { kind, method, chatId, times, retryAfterSeconds } = raw as Record<string, unknown>
  if (!faultKinds.includes(kind as FaultKind)) return `kind is one of ${faultKinds.join(', ')}.`
  if (method !== undefined && typeof method !== 'string') return 'method is the name of a Bot API method.'
  for (const [name, value] of Object.entries({ chatId, times, retryAfterSeconds })) {
    if (value !== undefined && !Number.isSafeInteger(value)) return `${name} is a whole number.`
  }
  const fault: Fault = { kind: kind as FaultKind }
  if (method) fault.method = method
  if (chatId !== undefined) fault.chatId = chatId as number
  if (times !== undefined) fault.times = times as number
  if (retryAfterSeconds !== undefined) fault.retryAfterSeconds = retryAfterSeconds as number
  return fault
}
