import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import type { World } from './kept/world.ts'
import type { SandboxPhone } from './phone.ts'
import type { Activity } from './phones/activity.ts'

/** A story that the phones play by themselves. The sandbox knows how to play one; what is told belongs to whoever starts it. */
export interface Tour {
  readonly steps: readonly TourStep[]
  /** Time to read what a step says before the next one begins by itself. */
  readonly secondsBetween: number
  /** Time to see what happened on a phone before its person acts again; none while steps are played for a test. */
  readonly secondsPerAct: number
}

export interface TourStep {
  readonly title: Words
  /** One or two sentences beside the phones. */
  readonly says: Words
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

export interface Words {
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

/** A stage for one step. Everybody keeps their phone throughout it, so that what they wait for is newer than what they did last. */
export function stageOf(phone: (userId: number) => SandboxPhone, secondsPerAct = 0): Stage {
  const phones = new Map<number, SandboxPhone>()
  return {
    phone: (userId) => phones.get(userId) ?? phones.set(userId, phone(userId)).get(userId)!,
    pause: () => setTimeoutPromise(secondsPerAct * 1000),
  }
}

/** Plays one step at a time, or one after another until it is paused; what was played is kept over a restart. */
export class TourPlayer {
  private readonly tour: Tour
  private readonly world: World
  private readonly activity: Activity
  private readonly phone: (userId: number) => SandboxPhone
  private readonly moveTo: (instant: Date) => Promise<void>
  private busy = false
  private running = false
  private stoppedAt: string | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(
    tour: Tour,
    { world, activity }: { world: World; activity: Activity },
    phone: (userId: number) => SandboxPhone,
    moveTo: (instant: Date) => Promise<void>,
  ) {
    this.tour = tour
    this.world = world
    this.activity = activity
    this.phone = phone
    this.moveTo = moveTo
  }

  get state(): TourState {
    const { busy, running, stoppedAt } = this
    return { played: this.played, busy, running, ...(stoppedAt !== undefined && { stoppedAt }) }
  }

  /** What the page shows beside the phones. */
  describe() {
    const steps = this.tour.steps.map(({ title, says, phones, at }) => ({ title, says, phones, at }))
    return { steps, ...this.state }
  }

  /** Plays the next step and resolves when it has been played; nothing while one is being played. */
  async next(): Promise<void> {
    const step = this.tour.steps[this.played]
    if (this.busy || !step) return
    clearTimeout(this.timer)
    this.busy = true
    this.stoppedAt = undefined
    this.tell()
    try {
      if (step.at && step.at.getTime() > this.now()) await this.moveTo(step.at)
      await step.play(stageOf(this.phone, this.tour.secondsPerAct))
      this.world.setting('tourPlayed', this.played + 1)
    } catch (error) {
      this.running = false
      this.stoppedAt = error instanceof Error ? error.message : String(error)
    }
    this.busy = false
    if (this.played === this.tour.steps.length) this.running = false
    this.tell()
    if (this.running) {
      this.timer = setTimeout(() => void this.next(), this.tour.secondsBetween * 1000).unref()
    }
  }

  /** Goes on by itself from here. */
  run(): void {
    this.running = this.played < this.tour.steps.length
    this.tell()
    if (this.running) void this.next()
  }

  /** Ends after the step that is being played; everything stays as it is and the phones are the visitor's. */
  pause(): void {
    this.running = false
    clearTimeout(this.timer)
    this.tell()
  }

  close(): void {
    this.pause()
  }

  private get played(): number {
    return this.world.settings.tourPlayed
  }

  private now(): number {
    return Date.now() + this.world.settings.clockOffsetMs
  }

  private tell(): void {
    this.activity.tell({ type: 'tour', tour: this.state })
  }
}
