import type { Fault } from '../faults.ts'
import type { Entry, ReplyKeyboard, World } from '../kept/world.ts'
import type { TourState } from '../tour.ts'
import { type ShownMessage, showMessage, type TapAnswer } from './shown.ts'

/** What is told live, to the web page and to whoever else listens. */
export type SandboxEvent =
  | { type: 'message'; userId: number; version: number; message: ShownMessage }
  | { type: 'gone'; userId: number; version: number; messageIds: number[] }
  | {
      type: 'chat'
      userId: number
      version: number
      started: boolean
      blocked: boolean
      keyboard?: ReplyKeyboard
    }
  | { type: 'answer'; userId: number; answer: TapAnswer }
  | { type: 'action'; userId: number; action: string | null }
  | { type: 'commands' }
  | { type: 'clock'; now: string; offsetMs: number }
  | { type: 'faults'; faults: Fault[] }
  | { type: 'tour'; tour: TourState }

const keptAnswers = 50
/** A phone shows «typing…» for this long. */
const actionLifetimeMs = 5000

/**
 * What happens on the phones and is not kept: answers to taps, «typing…», and who waits for news of which
 * chat.
 */
export class Activity {
  private readonly world: World
  private readonly listeners = new Set<(event: SandboxEvent) => void>()
  private readonly waiting = new Map<number, Set<() => void>>()
  private readonly answers = new Map<number, TapAnswer[]>()
  private readonly actions = new Map<number, { action: string; timer: NodeJS.Timeout }>()

  constructor(world: World) {
    this.world = world
    world.onEntry((entry) => this.follow(entry))
  }

  listen(listener: (event: SandboxEvent) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  tell(event: SandboxEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  answer(userId: number, answer: TapAnswer): void {
    this.answers.set(userId, [...this.answersTo(userId), answer].slice(-keptAnswers))
    const chat = this.world.chats.get(userId)
    if (chat) chat.version = this.world.nextVersion()
    this.wake(userId)
    this.tell({ type: 'answer', userId, answer })
  }

  answersTo(userId: number): TapAnswer[] {
    return this.answers.get(userId) ?? []
  }

  startAction(chatId: number, action: string): void {
    clearTimeout(this.actions.get(chatId)?.timer)
    const timer = setTimeout(() => this.stopAction(chatId), actionLifetimeMs).unref()
    this.actions.set(chatId, { action, timer })
    this.tell({ type: 'action', userId: chatId, action })
  }

  stopAction(chatId: number): void {
    const running = this.actions.get(chatId)
    if (!running) return
    clearTimeout(running.timer)
    this.actions.delete(chatId)
    this.tell({ type: 'action', userId: chatId, action: null })
  }

  actionIn(chatId: number): string | undefined {
    return this.actions.get(chatId)?.action
  }

  /** Resolves at the next change in the chat, or when the time is over or the caller hangs up. */
  async nextChange(chatId: number, withinMs: number, hungUp: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const waiting = this.waiting.get(chatId) ?? new Set()
    const wake = () => resolve()
    this.waiting.set(chatId, waiting.add(wake))
    const timer = setTimeout(wake, withinMs)
    hungUp.addEventListener('abort', wake)
    await promise
    clearTimeout(timer)
    hungUp.removeEventListener('abort', wake)
    waiting.delete(wake)
    if (waiting.size === 0 && this.waiting.get(chatId) === waiting) this.waiting.delete(chatId)
  }

  close(): void {
    for (const { timer } of this.actions.values()) clearTimeout(timer)
    for (const chatId of this.waiting.keys()) this.wake(chatId)
    this.listeners.clear()
  }

  private wake(chatId: number): void {
    for (const wake of this.waiting.get(chatId) ?? []) wake()
  }

  private follow(entry: Entry): void {
    const chatId = chatIdOf(entry)
    if (chatId !== undefined) this.wake(chatId)
    // A menu may be of one chat or of all.
    if (entry.is === 'setting' && entry.name === 'commands')
      for (const id of this.waiting.keys()) this.wake(id)
    // Under load nobody watches, and then nothing is prepared for showing.
    if (this.listeners.size === 0) return
    const event = entry.is === 'setting' ? settingEvent(entry) : this.chatEvent(entry, chatId)
    if (event) this.tell(event)
  }

  private chatEvent(entry: Entry, chatId: number | undefined): SandboxEvent | undefined {
    const chat = chatId === undefined ? undefined : this.world.chats.get(chatId)
    if (!chat || chatId === undefined) return undefined
    const { version, started, blocked, keyboard } = chat
    const about = { userId: chatId, version }
    if (entry.is === 'chat') return { type: 'chat', ...about, started, blocked, keyboard }
    if (entry.is === 'gone') return { type: 'gone', ...about, messageIds: entry.messageIds }
    const kept = entry.is === 'message' ? chat.messages.get(entry.message.message_id) : undefined
    return kept && { type: 'message', ...about, message: showMessage(kept) }
  }
}

function settingEvent({ name }: Extract<Entry, { is: 'setting' }>): SandboxEvent | undefined {
  return name === 'commands' ? { type: 'commands' } : undefined
}

function chatIdOf(entry: Entry): number | undefined {
  if (entry.is === 'gone') return entry.chatId
  if (entry.is === 'chat') return entry.chat.id
  return entry.is === 'message' ? entry.message.chat.id : undefined
}
