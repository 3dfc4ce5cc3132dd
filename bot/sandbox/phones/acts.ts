import { randomBytes, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { CallbackQuery, Message, Update, User } from 'grammy/types'
import { type MethodContext, repliedTo, unixTime } from '../bot-api/desk.ts'
import { findEntities } from '../bot-api/entities.ts'
import { maxCaptionLength, maxTextLength, newGroupId, orNone } from '../bot-api/send.ts'
import type { Upload } from '../kept/files.ts'
import type { FileKind, KeptChat } from '../kept/world.ts'
import type { People } from './people.ts'

/** A real phone would not let its owner do this; the sentence says why. */
export class PhoneRefusal extends Error {}

/** What one did, for whoever waits for the bot's reaction to it. */
export interface Done {
  /** The chat's version right after the act: the bot's reaction has a higher one. */
  version: number
  messageIds: number[]
}

/** What a person can do on a phone. Each act changes the chat and tells the bot by an update. */
export class Acts {
  private readonly desk: MethodContext
  private readonly people: People

  constructor(desk: MethodContext, people: People) {
    this.desk = desk
    this.people = people
  }

  /** Types a text; one too long for a message leaves in several, as on a real phone. */
  async write(userId: number, text: string, replyTo?: number): Promise<Done> {
    const { chat, user } = await this.open(userId)
    const typed = text.trim()
    if (typed === '') throw new PhoneRefusal('A message needs a text.')
    if (chat.keyboard?.oneTime) this.desk.world.changeChat(chat, { keyboard: undefined })
    const messageIds: number[] = []
    for (let at = 0; at < typed.length; at += maxTextLength) {
      const part = typed.slice(at, at + maxTextLength)
      const entities = orNone(findEntities({ text: part, entities: [] }))
      messageIds.push(this.tell(chat, user, { text: part, entities }, replyTo))
    }
    return { version: chat.version, messageIds }
  }

  /** Sends pictures as photos or files as they are; several at once make an album. */
  async sendFiles(
    userId: number,
    kind: FileKind,
    uploads: Upload[],
    caption: string,
    replyTo?: number,
  ): Promise<Done> {
    const { chat, user } = await this.open(userId)
    if (uploads.length === 0 || uploads.length > 10)
      throw new PhoneRefusal('One sends one to ten files at once.')
    if (caption.length > maxCaptionLength)
      throw new PhoneRefusal(`A caption has at most ${maxCaptionLength} characters.`)
    const media_group_id = uploads.length > 1 ? newGroupId() : undefined
    const contents: Partial<Message>[] = []
    for (const upload of uploads) contents.push({ ...(await this.content(kind, upload)), media_group_id })
    const words = { caption, caption_entities: orNone(findEntities({ text: caption, entities: [] })) }
    const messageIds = contents.map((content, index) =>
      this.tell(chat, user, index === 0 && caption ? { ...content, ...words } : content, replyTo),
    )
    return { version: chat.version, messageIds }
  }

  async sendSticker(userId: number): Promise<Done> {
    const bytes = await readFile(new URL('sticker.webp', import.meta.url))
    return this.sendFiles(userId, 'sticker', [{ bytes, mime: 'image/webp' }], '')
  }

  async sendVoice(userId: number): Promise<Done> {
    return this.sendFiles(userId, 'voice', [{ bytes: Buffer.from('OggS'), mime: 'audio/ogg' }], '')
  }

  async editMessage(userId: number, messageId: number, text: string): Promise<Done> {
    const { chat } = await this.open(userId)
    const kept = chat.messages.get(messageId)
    if (!kept || kept.byBot) throw new PhoneRefusal('One edits only messages of one’s own.')
    const entities = orNone(findEntities({ text, entities: [] }))
    const words =
      kept.message.text === undefined ? { caption: text, caption_entities: entities } : { text, entities }
    const message = { ...kept.message, ...words, edit_date: unixTime(this.desk) }
    this.desk.world.record({ is: 'message', message, byBot: false })
    this.desk.queue.push({ edited_message: message as Update['edited_message'] })
    return { version: chat.version, messageIds: [messageId] }
  }

  /**
   * Taps a button under a message. A forged tap brings data that no button carries, or names a message that
   * is gone.
   */
  async tap(
    userId: number,
    messageId: number,
    data: string,
    forged: boolean,
  ): Promise<Done & { queryId: string }> {
    const { chat, user } = await this.open(userId)
    const message = chat.messages.get(messageId)?.message
    const buttons = message?.reply_markup?.inline_keyboard.flat() ?? []
    const shown = buttons.some((button) => 'callback_data' in button && button.callback_data === data)
    if (!shown && !forged) throw new PhoneRefusal('The message has no such button.')
    const id = `${randomInt(1e9, 1e14)}${randomInt(1e3, 1e4)}`
    const query: CallbackQuery = {
      id,
      from: user,
      message: message ?? ({ message_id: messageId, date: 0, chat: chat.chat } as CallbackQuery['message']),
      chat_instance: `${chat.chat.id * 7919}`,
      data,
    }
    this.desk.world.record({ is: 'query', id, query: { userId, at: Date.now(), answered: false } })
    const { version } = chat
    this.desk.queue.push({ callback_query: query })
    return { version, messageIds: [messageId], queryId: id }
  }

  /** Stops the bot or lets it write again; the bot is told either way. */
  async setBlocked(userId: number, blocked: boolean): Promise<Done> {
    const user = await this.people.user(userId)
    const chat = this.chat(user, false)
    if (chat.blocked === blocked) return { version: chat.version, messageIds: [] }
    this.desk.world.changeChat(chat, { blocked })
    const standing = (status: 'member' | 'kicked') =>
      status === 'member' ? { user: this.desk.bot, status } : { user: this.desk.bot, status, until_date: 0 }
    this.desk.queue.push({
      my_chat_member: {
        chat: chat.chat,
        from: user,
        date: unixTime(this.desk),
        old_chat_member: standing(blocked ? 'member' : 'kicked'),
        new_chat_member: standing(blocked ? 'kicked' : 'member'),
      } as Update['my_chat_member'],
    })
    return { version: chat.version, messageIds: [] }
  }

  /**
   * Takes any update, such as one from a group or another bot. The sandbox numbers it and opens the chats it
   * names.
   */
  inject(raw: Omit<Update, 'update_id'>): number | undefined {
    for (const message of [raw.message, raw.edited_message, raw.callback_query?.message]) {
      const chat = message?.chat
      if (!chat || this.desk.world.chats.has(chat.id)) continue
      const user = chat.type === 'private' && message && 'from' in message ? message.from : undefined
      this.desk.world.record({ is: 'chat', chat, user, started: true, blocked: false })
    }
    const query = raw.callback_query
    if (query) {
      const kept = { userId: query.from.id, at: Date.now(), answered: false }
      this.desk.world.record({ is: 'query', id: query.id, query: kept })
    }
    if (raw.message) this.desk.world.record({ is: 'message', message: raw.message, byBot: false })
    return this.desk.queue.push(raw)
  }

  /**
   * Opens the chats of people who spoke to the bot before this sandbox began, so that the bot may write to
   * them.
   */
  async openEarlierChats(): Promise<void> {
    for (const { userId, spokeBefore } of await this.people.list()) {
      if (spokeBefore) this.chat(await this.people.user(userId), true)
    }
  }

  private async open(userId: number): Promise<{ chat: KeptChat; user: User }> {
    const user = await this.people.user(userId)
    const chat = this.chat(user, true)
    if (chat.blocked) throw new PhoneRefusal('The bot is blocked on this phone; unblock it first.')
    return { chat, user }
  }

  private chat(user: User, started: boolean): KeptChat {
    const known = this.desk.world.chats.get(user.id)
    if (known && started && !known.started) this.desk.world.changeChat(known, { started })
    if (known) return known
    const { id, first_name, last_name } = user
    const chat = { id, type: 'private' as const, first_name, ...(last_name ? { last_name } : {}) }
    this.desk.world.record({ is: 'chat', chat, user, started, blocked: false })
    return this.desk.world.chats.get(id)!
  }

  private tell(chat: KeptChat, user: User, content: Partial<Message>, replyTo: number | undefined): number {
    const target = replyTo === undefined ? undefined : chat.messages.get(replyTo)
    const message: Message = {
      message_id: this.desk.world.nextMessageId(),
      from: user,
      chat: chat.chat,
      date: unixTime(this.desk),
      ...(target ? { reply_to_message: repliedTo(target.message) } : {}),
      ...content,
    }
    this.desk.world.record({ is: 'message', message, byBot: false })
    this.desk.queue.push({ message: message as Update['message'] })
    return message.message_id
  }

  private async content(kind: FileKind, upload: Upload): Promise<Partial<Message>> {
    const { files } = this.desk
    if (kind === 'photo') {
      const sizes = await files.keepPhoto(upload.bytes)
      if (!sizes) throw new PhoneRefusal('This is not a picture that can be sent as a photo.')
      return { photo: files.asPhoto(sizes) }
    }
    const named = {
      ...upload,
      name: upload.name ?? (kind === 'document' ? `file-${randomBytes(3).toString('hex')}` : undefined),
    }
    const file = await files.keep(kind, named)
    if (kind === 'sticker') return { sticker: files.asSticker(file) }
    if (kind === 'voice') return { voice: files.asVoice(file) }
    return { document: files.asDocument(file) }
  }
}
