import { setMaxListeners } from 'node:events'
import type { Update } from 'grammy/types'
import type { WebhookSetting, World } from '../kept/world.ts'
import type { UpdateQueue } from './updates.ts'

export interface WebhookDelays {
  /** Before the first repeat; doubled with each further one. */
  firstRepeatMs: number
  longestRepeatMs: number
  /** How long the bot may take to answer one delivery. */
  answerWithinMs: number
}

export const telegramDelays: WebhookDelays = {
  firstRepeatMs: 1000,
  longestRepeatMs: 60_000,
  answerWithinMs: 60_000,
}

/**
 * Delivers as Telegram does: updates of one kind from one person go one after another, in order, and each is
 * repeated until it is accepted. Messages and button presses of one person are different queues, and queues
 * run in parallel.
 */
export class Webhook {
  private readonly world: World
  private readonly updates: () => UpdateQueue
  private readonly replied: (body: string) => Promise<void>
  private readonly delays: WebhookDelays
  private readonly queues = new Map<string, Update[]>()
  /** Queues with something to deliver that no connection works on yet. */
  private readonly idle = new Set<string>()
  private busy = 0
  private failure: { last_error_date: number; last_error_message: string } | undefined
  private stopped = new AbortController()

  constructor(
    world: World,
    updates: () => UpdateQueue,
    replied: (body: string) => Promise<void>,
    delays: WebhookDelays,
  ) {
    this.world = world
    this.updates = updates
    this.replied = replied
    this.delays = delays
  }

  lastError() {
    return this.failure
  }

  /** Begins anew after the webhook was set, removed, or the sandbox started. */
  changed(): void {
    this.close()
    this.stopped = new AbortController()
    setMaxListeners(0, this.stopped.signal)
    this.failure = undefined
    if (!this.world.settings.webhook) return
    for (const update of this.updates().pending()) this.enqueue(update)
    this.startWork()
  }

  arrived(update: Update): void {
    if (!this.world.settings.webhook) return
    this.enqueue(update)
    this.startWork()
  }

  close(): void {
    this.stopped.abort()
    this.queues.clear()
    this.idle.clear()
    this.busy = 0
  }

  private enqueue(update: Update): void {
    const name = queueOf(update)
    const queue = this.queues.get(name)
    if (queue) {
      queue.push(update)
      return
    }
    this.queues.set(name, [update])
    this.idle.add(name)
  }

  private startWork(): void {
    const setting = this.world.settings.webhook
    for (const name of this.idle) {
      if (!setting || this.busy >= setting.maxConnections) return
      this.idle.delete(name)
      this.busy += 1
      void this.work(name, setting, this.stopped.signal)
    }
  }

  private async work(name: string, setting: WebhookSetting, stopped: AbortSignal): Promise<void> {
    const queue = this.queues.get(name) ?? []
    let repeatMs = this.delays.firstRepeatMs
    while (queue[0] && !stopped.aborted) {
      if (await this.deliver(queue[0], setting, stopped)) {
        queue.shift()
        repeatMs = this.delays.firstRepeatMs
      } else if (!stopped.aborted) {
        await pause(repeatMs, stopped)
        repeatMs = Math.min(repeatMs * 2, this.delays.longestRepeatMs)
      }
    }
    if (stopped.aborted) return
    this.queues.delete(name)
    this.busy -= 1
    this.startWork()
  }

  private async deliver(update: Update, setting: WebhookSetting, stopped: AbortSignal): Promise<boolean> {
    if (!this.updates().isPending(update.update_id)) return true
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (setting.secretToken) headers['x-telegram-bot-api-secret-token'] = setting.secretToken
    try {
      const response = await fetch(setting.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([stopped, AbortSignal.timeout(this.delays.answerWithinMs)]),
      })
      const body = await response.text()
      if (stopped.aborted) return false
      if (!response.ok)
        return this.fail(`Wrong response from the webhook: ${response.status} ${response.statusText}`)
      this.world.record({ is: 'delivered', updateId: update.update_id })
      await this.replied(body)
      return true
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return this.fail(late ? 'Read timeout expired' : 'Connection failed')
    }
  }

  private fail(last_error_message: string): false {
    this.failure = { last_error_date: Math.floor(Date.now() / 1000), last_error_message }
    return false
  }
}

/** Button presses travel apart from messages, so that the two may overtake each other. */
function queueOf(update: Update): string {
  if (update.callback_query) return `press ${update.callback_query.from.id}`
  const message = update.message ?? update.edited_message
  if (message) return `chat ${message.chat.id}`
  return `other ${update.my_chat_member?.chat.id ?? update.update_id}`
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  const wake = () => resolve()
  stopped.addEventListener('abort', wake)
  return promise.finally(() => {
    clearTimeout(timer)
    stopped.removeEventListener('abort', wake)
  })
}
