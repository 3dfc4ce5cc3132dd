import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BotCommand, Update } from 'grammy/types'
import type { Fault } from './faults.ts'
import {
  type ButtonChoice,
  dataOf,
  describe,
  fitting,
  type MessageChoice,
  matches,
  newestWith,
  offers,
  picture,
} from './phones/choices.ts'
import type { ShownChat, ShownMessage, TapAnswer } from './phones/shown.ts'

/** The bytes of a file, or where it lies on this machine. */
export type FileSource = Uint8Array | string

export interface TapOptions {
  /** Every tap must be answered: a tap rejects after this long without an answer. */
  answerWithinMs?: number
  /** False: do not wait for the answer. */
  answered?: boolean
}

/**
 * Whatever comes, comes at once. This ends the wait for what never comes, and is long enough for a busy
 * machine.
 */
const longestWaitMs = 60_000
const holdSeconds = 30

/**
 * A person's phone for tests: sends, taps buttons by their label and waits for what the bot does about it. It
 * uses the HTTP interface of the web page, and the server tells it of changes, so it need not ask again and
 * again.
 */
export class SandboxPhone {
  readonly userId: number
  private readonly url: string
  /** The chat's version at this phone's last act: what `waitFor` takes is newer. */
  private since = 0
  private lastQueryId: string | undefined
  private readonly patienceMs: number

  constructor(url: string, userId: number, patienceMs = longestWaitMs) {
    this.url = `${url}/sandbox/phones/${userId}`
    this.userId = userId
    this.patienceMs = patienceMs
  }

  /** Types a text and tells the id of its message. */
  send(text: string): Promise<number> {
    return this.act('send', { text })
  }

  reply(toMessageId: number, text: string): Promise<number> {
    return this.act('send', { text, replyTo: toMessageId })
  }

  async sendPhoto(photo: FileSource, options: { caption?: string; replyTo?: number } = {}): Promise<number> {
    return (await this.sendFiles('photo', [await fileOf(photo, 'photo.jpg')], options))[0]!
  }

  /** Two to ten photos, or files, that arrive as one update each with one `media_group_id`. */
  async sendAlbum(
    photos: FileSource[],
    options: { caption?: string; as?: 'photo' | 'document' } = {},
  ): Promise<number[]> {
    const files = await Promise.all(photos.map((photo) => fileOf(photo, 'photo.jpg')))
    return this.sendFiles(options.as ?? 'photo', files, options)
  }

  async sendDocument(
    document: FileSource,
    options: { fileName?: string; mimeType?: string; caption?: string; replyTo?: number } = {},
  ): Promise<number> {
    const file = await fileOf(document, options.fileName, options.mimeType)
    return (await this.sendFiles('document', [file], options))[0]!
  }

  sendSticker(): Promise<number> {
    return this.act('sticker', {})
  }

  sendVoice(): Promise<number> {
    return this.act('voice', {})
  }

  editMessage(messageId: number, text: string): Promise<number> {
    return this.act('edit', { messageId, text })
  }

  /**
   * Taps a button on the newest message that has it, waiting for the button to appear, and resolves with the
   * bot's answer to the tap. A button shown instead of the keyboard is typed, and resolves at once.
   */
  async tap(button: ButtonChoice, options: TapOptions = {}): Promise<TapAnswer | undefined> {
    const chat = await this.waitUntil((chat) => offers(chat, button), { what: `button ${describe(button)}` })
    const message = newestWith(chat, button)
    if (message) return this.tapData(message.id, dataOf(message, button), options)
    await this.send(chat.keyboard!.rows.flat().find((text) => matches(text, button))!)
    return undefined
  }

  async tapOn(messageId: number, button: ButtonChoice, options: TapOptions = {}): Promise<TapAnswer> {
    const message = (await this.messages()).find(({ id }) => id === messageId)
    if (!message) throw new Error(`Message ${messageId} is not in the chat.`)
    return this.tapData(messageId, dataOf(message, button), options)
  }

  /**
   * Taps a button of a message as it was when it was read before, even if the button or the message is gone
   * now.
   */
  tapStale(seen: ShownMessage, button: ButtonChoice, options: TapOptions = {}): Promise<TapAnswer> {
    return this.tapData(seen.id, dataOf(seen, button), options, true)
  }

  /** Sends data that no button carries, as a changed client could. */
  forgeTap(messageId: number, data: string, options: TapOptions = {}): Promise<TapAnswer> {
    return this.tapData(messageId, data, options, true)
  }

  /** Taps the same button twice at once; both taps must be answered. */
  async doubleTap(button: ButtonChoice, options: TapOptions = {}): Promise<[TapAnswer, TapAnswer]> {
    const chat = await this.waitUntil((chat) => newestWith(chat, button) !== undefined, {
      what: `button ${describe(button)}`,
    })
    const message = newestWith(chat, button)!
    const tap = () => this.tapData(message.id, dataOf(message, button), options, true)
    return Promise.all([tap(), tap()])
  }

  async block(): Promise<void> {
    await this.act('block', {})
  }

  async unblock(): Promise<void> {
    await this.act('unblock', {})
  }

  /** What the chat shows now, oldest first. */
  async messages(): Promise<ShownMessage[]> {
    return (await this.chat()).messages
  }

  chat(): Promise<ShownChat> {
    return this.request<ShownChat>('GET', '')
  }

  /** The newest message of the bot. */
  async last(): Promise<ShownMessage | undefined> {
    return (await this.messages()).findLast(({ from }) => from === 'bot')
  }

  /** What the bot did so far is taken as seen: `waitFor` looks only at what comes after. */
  async seen(): Promise<void> {
    this.since = (await this.chat()).version
  }

  /**
   * The newest fitting message of the bot that is new or changed since this phone last did something (or
   * since `seen`); resolves as soon as there is one. A string must occur in the message's text.
   */
  async waitFor(choice: MessageChoice, timeoutMs = this.patienceMs): Promise<ShownMessage> {
    const fits = fitting(choice)
    const find = (chat: ShownChat) =>
      chat.messages.findLast((message) => message.from === 'bot' && fits(message))
    const what = typeof choice === 'function' ? 'message' : `message ${choice}`
    const chat = await this.waitUntil((chat) => find(chat) !== undefined, {
      timeoutMs,
      since: this.since,
      what,
    })
    return find(chat)!
  }

  /** The chat as soon as it is as asked. */
  async waitUntil(
    holds: (chat: ShownChat) => boolean,
    { timeoutMs = this.patienceMs, since = -1, what = 'change' } = {},
  ): Promise<ShownChat> {
    const deadline = Date.now() + timeoutMs
    let chat = await this.request<ShownChat>('GET', `?since=${since}`)
    while (!holds(chat)) {
      const leftSeconds = Math.min((deadline - Date.now()) / 1000, holdSeconds)
      if (leftSeconds <= 0)
        throw new Error(`No ${what} within ${timeoutMs} ms. ${picture(await this.chat())}`)
      const query = `?since=${since}&after=${chat.version}&waitSeconds=${leftSeconds}`
      chat = await this.request<ShownChat>('GET', query)
    }
    return chat
  }

  /** The answer to this phone's latest tap. */
  waitForAnswer(timeoutMs = this.patienceMs): Promise<TapAnswer> {
    if (this.lastQueryId === undefined) throw new Error('Nothing was tapped on this phone yet.')
    return this.answerTo(this.lastQueryId, timeoutMs)
  }

  /** The bytes of a photo or file in the chat. */
  async download({ fileId }: { fileId: string }): Promise<Buffer> {
    const response = await fetch(`${new URL(this.url).origin}/sandbox/files/${fileId}`)
    if (!response.ok) throw new Error(`The file cannot be downloaded: ${response.status}`)
    return Buffer.from(await response.arrayBuffer())
  }

  /** The commands behind the menu button. */
  async commandsMenu(): Promise<BotCommand[]> {
    return (await this.chat()).commands
  }

  private async tapData(
    messageId: number,
    data: string,
    options: TapOptions,
    forged = false,
  ): Promise<TapAnswer> {
    const done = await this.request<Done & { queryId: string }>('POST', '/tap', { messageId, data, forged })
    this.since = done.version
    this.lastQueryId = done.queryId
    if (options.answered === false) return { queryId: done.queryId, text: '', alert: false }
    return this.answerTo(done.queryId, options.answerWithinMs ?? this.patienceMs)
  }

  private async answerTo(queryId: string, timeoutMs: number): Promise<TapAnswer> {
    const find = (chat: ShownChat) => chat.answers.find((answer) => answer.queryId === queryId)
    // Answers are told whole; of the messages only the newer ones, or a long chat would be sent with every
    // change.
    const chat = await this.waitUntil((chat) => find(chat) !== undefined, {
      timeoutMs,
      since: this.since,
      what: 'answer to the tap',
    })
    return find(chat)!
  }

  private async sendFiles(
    as: 'photo' | 'document',
    files: File[],
    { caption, replyTo }: { caption?: string; replyTo?: number },
  ): Promise<number[]> {
    const form = new FormData()
    form.set('as', as)
    if (caption) form.set('caption', caption)
    if (replyTo) form.set('replyTo', String(replyTo))
    for (const file of files) form.append('files', file)
    const done = await this.request<Done>('POST', '/files', form)
    this.since = done.version
    return done.messageIds
  }

  private async act(act: string, body: object): Promise<number> {
    const done = await this.request<Done>('POST', `/${act}`, body)
    this.since = done.version
    return done.messageIds.at(-1) ?? 0
  }

  private request<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return request<Answer>(method, this.url + path, body)
  }
}

interface Done {
  version: number
  messageIds: number[]
}

/** A sandbox that runs in another process. */
export interface RemoteSandbox {
  client(userId: number): SandboxPhone
  clock: {
    now(): Promise<Date>
    moveTo(instant: Date): Promise<void>
    moveBy(milliseconds: number): Promise<void>
  }
  faults: { set(fault: Fault): Promise<void>; clear(): Promise<void>; list(): Promise<Fault[]> }
  inject(update: Omit<Update, 'update_id'>): Promise<number | undefined>
}

/** @param patienceMs how long a phone waits for something before it gives up */
export function connectSandbox(url: string, { patienceMs }: { patienceMs?: number } = {}): RemoteSandbox {
  const root = `${url.replace(/\/$/, '')}/sandbox`
  return {
    client: (userId) => new SandboxPhone(url.replace(/\/$/, ''), userId, patienceMs),
    clock: {
      now: async () => new Date((await request<{ now: string }>('GET', `${root}/clock`)).now),
      moveTo: async (instant) => void (await request('POST', `${root}/clock`, { to: instant })),
      moveBy: async (byMs) => void (await request('POST', `${root}/clock`, { byMs })),
    },
    faults: {
      set: async (fault) => void (await request('POST', `${root}/faults`, fault)),
      clear: async () => void (await request('DELETE', `${root}/faults`)),
      list: () => request<Fault[]>('GET', `${root}/faults`),
    },
    inject: async (update) =>
      (await request<{ updateId?: number }>('POST', `${root}/inject`, update)).updateId,
  }
}

async function request<Answer>(method: string, url: string, body?: object): Promise<Answer> {
  const send = () =>
    fetch(url, {
      method,
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
      headers: body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' },
    })
  // Reading may be repeated: the kept connection may belong to a sandbox that was restarted meanwhile.
  const response = method === 'GET' ? await send().catch(send) : await send()
  const answer = (await response.json()) as Answer & { error?: string }
  if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}.`)
  return answer
}

async function fileOf(source: FileSource, name?: string, type = ''): Promise<File> {
  const bytes = typeof source === 'string' ? await readFile(source) : source
  const ownName = typeof source === 'string' ? basename(source) : 'file'
  return new File([new Uint8Array(bytes)], name ?? ownName, { type })
}
