import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import type { SandboxPhone } from './phone.ts'

/**
 * A story that the phones play by themselves. The sandbox knows how to play it; whoever starts the sandbox
 * decides what it tells.
 */
export interface Tour {
  readonly steps: readonly TourStep[]
  /** Time to read what a step says before the next one begins by itself. */
  readonly secondsBetween: number
  /**
   * Time to see what happened on a phone before its person acts again. None while steps are played for a
   * test.
   */
  readonly secondsPerAct: number
}

export interface TourStep {
  readonly title: TourWords
  /** One or two sentences beside the phones. */
  readonly says: TourWords
  /** Whose phones are shown. */
  readonly phones: readonly number[]
  /** The clock is moved here first, unless it is later already. */
  readonly at?: Date
  /** What the people do, each on their own phone, as a person would: it sends, taps and waits. */
  readonly play: (stage: Stage) => Promise<void>
}

export interface Stage {
  readonly phone: (userId: number) => SandboxPhone
  /** Lets whoever watches see what happened. */
  readonly pause: () => Promise<unknown>
}

export interface TourWords {
  readonly zh: string
  readonly en: string
}

export interface TourState {
  /** How many steps were played. */
  readonly played: number
  /** A step is being played now. */
  readonly busy: boolean
  /** The next step begins by itself. */
  readonly running: boolean
  /** Why the last step ended: somebody else had changed what it needs. The visitor takes over from there. */
  readonly stoppedAt?: string
}

/**
 * A stage for one step. Everybody keeps the same phone throughout the step, so what they wait for is newer
 * than what they did last.
 */
export function stageOf(phone: (userId: number) => SandboxPhone, secondsPerAct = 0): Stage {
  const phones = new Map<number, SandboxPhone>()
  return {
    phone: (userId) => phones.get(userId) ?? phones.set(userId, phone(userId)).get(userId)!,
    pause: () => setTimeoutPromise(secondsPerAct * 1000),
  }
}
