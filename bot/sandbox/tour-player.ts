import type { World } from './kept/world.ts'
import type { SandboxPhone } from './phone.ts'
import type { Activity } from './phones/activity.ts'
import { stageOf, type Tour, type TourState } from './tour.ts'

/** Plays one step at a time, or one after another until it is paused. A restart keeps what was played. */
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
