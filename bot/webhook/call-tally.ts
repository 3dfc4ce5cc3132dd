import { setTimeout as wait } from 'node:timers/promises'
import { type CountedCalls, hourOf, keepCounted } from '../../core/connections/counted-calls.ts'
import type { House } from '../house.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'

/** Calls that leave no entry of their own in the audit trail, on their way to the database. */
export interface CallTally {
  /** @param isChecked false for an id that the caller named and nobody looked up */
  count(connectionId: string, code: string, at: Date, isChecked: boolean): void
  /** Writes what is left. */
  close(): Promise<void>
}

/** Whoever floods costs the memory a number and the database a statement a second. */
const pauseMilliseconds = 1_000
/** Ids that nobody has looked up may be made up by the thousand. */
const mostUnchecked = 500

/** The first call is written at once, those that come within the next second together after it. */
export function openCallTally({ database, log }: Pick<House, 'database' | 'log'>): CallTally {
  let counted = new Map<string, CountedCalls>()
  let unchecked = 0
  let writing: Promise<void> | undefined
  const closing = new AbortController()

  function add(call: CountedCalls): void {
    const key = `${call.connectionId} ${call.code} ${hourOf(call.firstAt).getTime()}`
    const before = counted.get(key)
    counted.set(key, before ? { ...call, firstAt: before.firstAt, count: before.count + call.count } : call)
  }

  async function write(): Promise<void> {
    while (counted.size > 0) {
      const taken = [...counted.values()]
      counted = new Map()
      unchecked = 0
      try {
        await keepCounted(database, taken)
      } catch (error) {
        log(`connections: calls were not counted: ${reasonOf(error)}`)
        // At the end nobody tries again.
        if (!closing.signal.aborted) for (const call of taken) add(call)
      }
      await wait(pauseMilliseconds, undefined, { ref: false, signal: closing.signal }).catch(() => {})
    }
    writing = undefined
  }

  return {
    count(connectionId, code, at, isChecked) {
      if (!isChecked && unchecked >= mostUnchecked) return
      if (!isChecked) unchecked += 1
      add({ connectionId, code, firstAt: at, lastAt: at, count: 1 })
      writing ??= write()
    },
    async close() {
      closing.abort()
      await writing
    },
  }
}
