import type { BotCommand, MessageEntity } from 'grammy/types'
import type { KeptMessage, ReplyKeyboard } from '../kept/world.ts'

/** A message as the phone shows it now, after all edits. */
export interface ShownMessage {
  id: number
  /** Grows with every change in the chat; tells what is newer. */
  version: number
  from: 'bot' | 'person'
  /** ISO instants of the sandbox clock. */
  date: string
  editedAt?: string
  /** The text, or the caption of a photo or file; empty when there is none. */
  text: string
  entities: MessageEntity[]
  photo?: ShownFile & { width: number; height: number }
  document?: ShownFile
  sticker?: ShownFile
  voice?: ShownFile
  /** Messages of one album share it. */
  albumId?: string
  buttons: ShownButton[][]
  forceReply?: { placeholder?: string }
  replyTo?: number
}

export interface ShownFile {
  fileId: string
  fileUniqueId: string
  fileName?: string
  mimeType?: string
  /** In bytes. */
  size: number
}

export interface ShownButton {
  text: string
  /** Sent to the bot when tapped. */
  data?: string
  url?: string
}

/** One person's chat with the bot. */
export interface ShownChat {
  userId: number
  version: number
  /** The person has written to the bot at least once. */
  started: boolean
  blocked: boolean
  messages: ShownMessage[]
  keyboard?: ReplyKeyboard
  commands: BotCommand[]
  /** The latest answers to taps, oldest first. */
  answers: TapAnswer[]
  /** What the bot is doing just now, such as `typing`. */
  action?: string
}

/**
 * The bot's answer to a tap: a short text over the chat, or an alert to close. Empty text only stops the
 * spinner.
 */
export interface TapAnswer {
  queryId: string
  text: string
  alert: boolean
}

export function showMessage({ message, byBot, forceReply, version }: KeptMessage): ShownMessage {
  const { photo, document, sticker, voice } = message
  const largest = photo?.at(-1)
  return {
    id: message.message_id,
    version,
    from: byBot ? 'bot' : 'person',
    date: isoOf(message.date),
    editedAt: message.edit_date ? isoOf(message.edit_date) : undefined,
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
    photo: largest && { ...showFile(largest), width: largest.width, height: largest.height },
    document: document && showFile(document),
    sticker: sticker && showFile(sticker),
    voice: voice && showFile(voice),
    albumId: message.media_group_id,
    buttons: (message.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map((button) => ({
        text: button.text,
        data: 'callback_data' in button ? button.callback_data : undefined,
        url: 'url' in button ? button.url : undefined,
      })),
    ),
    forceReply,
    replyTo: message.reply_to_message?.message_id,
  }
}

function showFile(file: {
  file_id: string
  file_unique_id: string
  file_size?: number
  file_name?: string
  mime_type?: string
}): ShownFile {
  return {
    fileId: file.file_id,
    fileUniqueId: file.file_unique_id,
    fileName: file.file_name,
    mimeType: file.mime_type,
    size: file.file_size ?? 0,
  }
}

function isoOf(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString()
}
