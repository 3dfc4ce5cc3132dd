import type { Update } from 'grammy/types'
import { refusals } from '../bot-api/refusals.ts'
import { maxWaitingUpdates, updateLifetimeMs, type World } from '../kept/world.ts'

/** Sent only to bots that ask for them by name. */
const onlyOnRequest = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

export interface Poll {
  offset: number
  limit: number
  waitMs: number
}

/** What waits for the bot, until it is confirmed or a day has passed. */
export class UpdateQueue {
  private readonly world: World
  private waiting: { give: () => void; end: (reason: Error) => void } | undefined
  private readonly arrived: (update: Update) => void

  /** `arrived` tells the webhook. */
  constructor(world: World, arrived: (update: Update) => void) {
    this.world = world
    this.arrived = arrived
  }

  /**
   * Numbers and keeps an update. Drops an update that the bot does not want or that no longer fits, as
   * Telegram does.
   */
  push(happened: Omit<Update, 'update_id'>): number | undefined {
    const update: Update = { update_id: this.world.nextUpdateId(), ...happened }
    if (!this.isWanted(update) || this.world.updates.size >= maxWaitingUpdates) return undefined
    this.world.record({ is: 'update', update, at: Date.now() })
    this.waiting?.give()
    this.arrived(update)
    return update.update_id
  }

  /**
   * `getUpdates`: confirms what lies before the offset and waits for updates. A second poller ends the first.
   */
  async poll({ offset, limit, waitMs }: Poll, hungUp: AbortSignal): Promise<Update[]> {
    if (this.world.settings.webhook) throw refusals.webhookActive()
    this.endPolling()
    this.confirm(offset)
    const ready = this.first(limit)
    if (ready.length > 0 || waitMs === 0) return ready
    await this.wait(waitMs, hungUp)
    return this.first(limit)
  }

  endPolling(): void {
    this.waiting?.end(refusals.otherPoller())
  }

  /** The sandbox goes: who waits gets nothing. */
  close(): void {
    this.waiting?.give()
  }

  drop(): void {
    this.world.record({ is: 'confirmed', below: Number.MAX_SAFE_INTEGER })
  }

  /** Until something arrives, the time is over, the caller hangs up, or another poller ends it. */
  private wait(waitMs: number, hungUp: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiting = { give: resolve, end: reject }
    const timer = setTimeout(resolve, waitMs)
    const giveUp = () => resolve()
    hungUp.addEventListener('abort', giveUp)
    this.waiting = waiting
    return promise.finally(() => {
      clearTimeout(timer)
      hungUp.removeEventListener('abort', giveUp)
      if (this.waiting === waiting) this.waiting = undefined
    })
  }

  /** Those still waiting, oldest first, without the expired. */
  *pending(): Generator<Update> {
    const tooOld = Date.now() - updateLifetimeMs
    for (const { update, at } of this.world.updates.values()) if (at > tooOld) yield update
  }

  isPending(updateId: number): boolean {
    const kept = this.world.updates.get(updateId)
    return kept !== undefined && kept.at > Date.now() - updateLifetimeMs
  }

  private first(limit: number): Update[] {
    const found: Update[] = []
    for (const update of this.pending()) {
      found.push(update)
      if (found.length >= limit) break
    }
    return found
  }

  private confirm(offset: number): void {
    const oldest = this.world.updates.keys().next().value
    if (oldest === undefined) return
    const below = offset < 0 ? ([...this.world.updates.keys()].at(offset) ?? oldest) : offset
    if (oldest < below) this.world.record({ is: 'confirmed', below })
  }

  private isWanted(update: Update): boolean {
    const kind = Object.keys(update).find((name) => name !== 'update_id') ?? ''
    const wanted = this.world.settings.allowedUpdates
    return wanted.length > 0 ? wanted.includes(kind) : !onlyOnRequest.has(kind)
  }
}
