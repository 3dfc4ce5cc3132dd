import type { Clock } from '../../core/time/clock.ts'

/**
 * The sandbox's own time runs on with real time from wherever it was last moved to. Telegram's lifetimes (a
 * tap's 150 seconds, an update's 24 hours) stay on real time, so that moving the calendar loses nothing on
 * its way.
 */
export interface SandboxClock extends Clock {
  /** Resolves when everything that listens to a move has finished. */
  moveTo(instant: Date): Promise<void>
  moveBy(milliseconds: number): Promise<void>
  /** Returns a function that stops listening. */
  onMove(listener: (now: Date) => unknown): () => void
}

/** The calendar may be moved anywhere within these years. */
const earliest = Date.UTC(2000, 0, 1)
const latest = Date.UTC(2100, 0, 1)

export function createSandboxClock(offsetMs: number, keepOffset: (offsetMs: number) => void): SandboxClock {
  const listeners = new Set<(now: Date) => unknown>()
  let offset = offsetMs
  const now = () => new Date(Date.now() + offset)
  const moveBy = async (milliseconds: number) => {
    const target = Date.now() + offset + milliseconds
    if (!(target >= earliest && target < latest))
      throw new RangeError('The sandbox clock stays within 2000–2099.')
    offset += milliseconds
    keepOffset(offset)
    await Promise.all([...listeners].map((listener) => listener(now())))
  }
  return {
    now,
    moveBy,
    moveTo: (instant) => moveBy(instant.getTime() - Date.now() - offset),
    onMove: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
