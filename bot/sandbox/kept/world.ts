import type { BotCommand, Chat, MenuButton, Message, Update, User } from 'grammy/types'
import { type Journal, readJournal, startJournal } from './journal.ts'

/** Older messages of a chat are forgotten, so that a long load run stays small. */
const maxMessagesPerChat = 500
/** Telegram's own bounds of an update that waits. */
export const maxWaitingUpdates = 100_000
export const updateLifetimeMs = 24 * 3600_000
/** How long a tap may be answered. */
export const queryLifetimeMs = 150_000

export interface KeptMessage {
  message: Message
  byBot: boolean
  forceReply?: { placeholder?: string }
  /** The chat's version when this message last changed. */
  version: number
}

/** Buttons shown instead of the person's keyboard. */
export interface ReplyKeyboard {
  rows: string[][]
  oneTime: boolean
  placeholder?: string
}

export interface KeptChat {
  chat: Chat
  /** The person of a private chat. */
  user?: User
  /** A bot cannot write to somebody who never wrote first. */
  started: boolean
  blocked: boolean
  keyboard?: ReplyKeyboard
  messages: Map<number, KeptMessage>
  version: number
}

export interface KeptQuery {
  userId: number
  /** Real time, in milliseconds. */
  at: number
  answered: boolean
}

export type FileKind = 'photo' | 'document' | 'sticker' | 'voice'

/** One file as this Telegram knows it. The bytes lie under their SHA-256, the rest is here. */
export interface StoredFile {
  /** Names kind, bytes, name and type: what a `file_id` carries inside. */
  key: string
  kind: FileKind
  sha256: string
  size: number
  name?: string
  mime?: string
  width?: number
  height?: number
  /** All sizes of one photo share the SHA-256 of the picture they were made from. */
  photoOf?: string
}

export interface Settings {
  /** The bot's token, made when this Telegram began. */
  token: string | undefined
  clockOffsetMs: number
  /** How many steps of the tour were played. */
  tourPlayed: number
  webhook: WebhookSetting | undefined
  allowedUpdates: string[]
  /** Keyed by scope and language, see `commands.ts`. */
  commands: Record<string, BotCommand[]>
  menuButtons: Record<string, MenuButton>
  names: Record<string, string>
  descriptions: Record<string, string>
  shortDescriptions: Record<string, string>
}

export interface WebhookSetting {
  url: string
  secretToken?: string
  maxConnections: number
}

/** Everything that happens, as it is journalled. Only `World.apply` knows what each entry means. */
export type Entry =
  | { is: 'chat'; chat: Chat; user?: User; started: boolean; blocked: boolean; keyboard?: ReplyKeyboard }
  | { is: 'message'; message: Message; byBot: boolean; forceReply?: { placeholder?: string } }
  | { is: 'gone'; chatId: number; messageIds: number[] }
  | { is: 'update'; update: Update; at: number }
  | { is: 'confirmed'; below: number }
  | { is: 'delivered'; updateId: number }
  | { is: 'query'; id: string; query: KeptQuery }
  | { is: 'file'; file: StoredFile }
  | { is: 'setting'; name: keyof Settings; value: unknown }
  | { is: 'counters'; messageId: number; updateId: number }

/** What this Telegram knows. Changes go through `record`, so that memory and journal never differ. */
export class World {
  readonly chats = new Map<number, KeptChat>()
  readonly updates = new Map<number, { update: Update; at: number }>()
  readonly queries = new Map<string, KeptQuery>()
  readonly files = new Map<string, StoredFile>()
  /** The sizes of each photo, by the SHA-256 of the picture they were made from. */
  readonly photoSizes = new Map<string, StoredFile[]>()
  readonly settings: Settings = {
    token: undefined,
    clockOffsetMs: Number.NaN,
    tourPlayed: 0,
    webhook: undefined,
    allowedUpdates: [],
    commands: {},
    menuButtons: {},
    names: {},
    descriptions: {},
    shortDescriptions: {},
  }
  private version = 0
  private lastMessageId = 100
  private lastUpdateId = 100_000_000
  private journal: Journal<Entry> | undefined
  private readonly listeners = new Set<(entry: Entry) => void>()

  static open(folder: string | undefined): World {
    const world = new World()
    if (folder !== undefined) {
      for (const entry of readJournal<Entry>(folder)) world.apply(entry)
      world.journal = startJournal(folder, world.worthKeeping())
    }
    // Who watched a chat before a restart must find everything after it newer, and everything before it not.
    world.version = Date.now() * 100
    return world
  }

  record(entry: Entry): void {
    this.journal?.append(entry)
    this.apply(entry)
    for (const listener of this.listeners) listener(entry)
  }

  /** Tells every entry after it was kept; returns a function that stops listening. */
  onEntry(listener: (entry: Entry) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Versions of chats grow with every change anywhere. */
  nextVersion(): number {
    this.version += 1
    return this.version
  }

  nextMessageId(): number {
    this.lastMessageId += 1
    return this.lastMessageId
  }

  nextUpdateId(): number {
    this.lastUpdateId += 1
    return this.lastUpdateId
  }

  setting<Name extends keyof Settings>(name: Name, value: Settings[Name]): void {
    this.record({ is: 'setting', name, value })
  }

  changeChat(
    kept: KeptChat,
    change: Partial<Pick<KeptChat, 'user' | 'started' | 'blocked' | 'keyboard'>>,
  ): void {
    const { chat, user, started, blocked, keyboard } = { ...kept, ...change }
    this.record({ is: 'chat', chat, user, started, blocked, keyboard })
  }

  close(): void {
    this.journal?.close()
    this.journal = undefined
  }

  private apply(entry: Entry): void {
    switch (entry.is) {
      case 'chat': {
        const { chat, user, started, blocked, keyboard } = entry
        const known = this.chats.get(chat.id)
        const messages = known?.messages ?? new Map<number, KeptMessage>()
        const changed = { chat, user, started, blocked, keyboard, messages, version: this.nextVersion() }
        if (known) Object.assign(known, changed)
        else this.chats.set(chat.id, changed)
        return
      }
      case 'message':
        this.applyMessage(entry)
        return
      case 'gone': {
        const chat = this.chats.get(entry.chatId)
        if (!chat) return
        for (const id of entry.messageIds) chat.messages.delete(id)
        chat.version = this.nextVersion()
        return
      }
      case 'update':
        this.updates.set(entry.update.update_id, { update: entry.update, at: entry.at })
        this.lastUpdateId = Math.max(this.lastUpdateId, entry.update.update_id)
        return
      case 'confirmed':
        for (const id of this.updates.keys()) {
          if (id >= entry.below) break
          this.updates.delete(id)
        }
        return
      case 'delivered':
        this.updates.delete(entry.updateId)
        return
      case 'query':
        for (const [id, query] of this.queries) {
          if (entry.query.at - query.at < 2 * queryLifetimeMs) break
          this.queries.delete(id)
        }
        this.queries.set(entry.id, entry.query)
        return
      case 'file':
        this.files.set(entry.file.key, entry.file)
        if (entry.file.photoOf) {
          const sizes = this.photoSizes.get(entry.file.photoOf) ?? []
          this.photoSizes.set(entry.file.photoOf, [...sizes, entry.file])
        }
        return
      case 'setting':
        Object.assign(this.settings, { [entry.name]: entry.value })
        return
      case 'counters':
        this.lastMessageId = Math.max(this.lastMessageId, entry.messageId)
        this.lastUpdateId = Math.max(this.lastUpdateId, entry.updateId)
    }
  }

  private applyMessage({ message, byBot, forceReply }: Extract<Entry, { is: 'message' }>): void {
    this.lastMessageId = Math.max(this.lastMessageId, message.message_id)
    const chat = this.chats.get(message.chat.id)
    if (!chat) return
    chat.version = this.nextVersion()
    chat.messages.set(message.message_id, { message, byBot, forceReply, version: chat.version })
    if (chat.messages.size > maxMessagesPerChat) {
      const [oldest] = chat.messages.keys()
      if (oldest !== undefined) chat.messages.delete(oldest)
    }
  }

  private *worthKeeping(): Generator<Entry> {
    yield { is: 'counters', messageId: this.lastMessageId, updateId: this.lastUpdateId }
    for (const name of Object.keys(this.settings) as (keyof Settings)[]) {
      const value = this.settings[name]
      // A clock never started is not a number, which JSON cannot hold.
      if (value !== undefined && !Number.isNaN(value)) yield { is: 'setting', name, value }
    }
    for (const file of this.files.values()) yield { is: 'file', file }
    for (const { chat, user, started, blocked, keyboard, messages } of this.chats.values()) {
      yield { is: 'chat', chat, user, started, blocked, keyboard }
      for (const { message, byBot, forceReply } of messages.values()) {
        yield { is: 'message', message, byBot, forceReply }
      }
    }
    for (const [id, query] of this.queries) yield { is: 'query', id, query }
    for (const { update, at } of this.updates.values()) yield { is: 'update', update, at }
  }
}
