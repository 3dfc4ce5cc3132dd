import { isDeepStrictEqual } from 'node:util'
import type { InlineKeyboardMarkup, Message, Update } from 'grammy/types'
import type { KeptChat } from '../kept/world.ts'
import { chatOf, type Handler, type MethodContext, messageOf, unixTime } from './desk.ts'
import { formattedParameter } from './entities.ts'
import { readInlineMarkup } from './keyboards.ts'
import type { Parameters } from './parameters.ts'
import { badRequest, refusals } from './refusals.ts'
import { type Content, captionContent, type MediaItem, mediaContent, textContent } from './send.ts'

/** A bot may delete a message of a private chat for two days. */
const deletableSeconds = 48 * 3600
const maxDeletedAtOnce = 100

export const editMessageText: Handler<'editMessageText'> = (desk, parameters) => {
  const { chat, message } = editable(desk, parameters)
  const markup = readInlineMarkup(parameters)
  const content = textContent(parameters)
  if (message.text === undefined) throw badRequest('there is no text in the message to edit')
  return change(desk, chat, message, content, markup) as Update.Edited & Message.TextMessage
}

export const editMessageCaption: Handler<'editMessageCaption'> = (desk, parameters) => {
  const { chat, message } = editable(desk, parameters)
  const markup = readInlineMarkup(parameters)
  if (!message.photo && !message.document) throw badRequest('there is no caption in the message to edit')
  const caption = captionContent(formattedParameter(parameters, 'caption'))
  return change(desk, chat, message, { caption: undefined, caption_entities: undefined, ...caption }, markup)
}

export const editMessageMedia: Handler<'editMessageMedia'> = async (desk, parameters) => {
  const { chat, message } = editable(desk, parameters)
  const markup = readInlineMarkup(parameters)
  const media = parameters.structure<MediaItem>('media', 'InputMedia')
  if (!media) throw badRequest('media not specified')
  const nothing = { text: undefined, entities: undefined, photo: undefined, document: undefined }
  const content = await mediaContent(desk, parameters, media)
  const before = { caption: undefined, caption_entities: undefined, ...nothing }
  return change(desk, chat, message, { ...before, ...content }, markup)
}

export const editMessageReplyMarkup: Handler<'editMessageReplyMarkup'> = (desk, parameters) => {
  const { chat, message } = editable(desk, parameters)
  return change(desk, chat, message, {}, readInlineMarkup(parameters))
}

export const deleteMessage: Handler<'deleteMessage'> = (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const { message } = messageOf(chat, parameters, 'delete')
  if (unixTime(desk) - message.date > deletableSeconds)
    throw badRequest("message can't be deleted for everyone")
  desk.world.record({ is: 'gone', chatId: chat.chat.id, messageIds: [message.message_id] })
  return true
}

export const deleteMessages: Handler<'deleteMessages'> = (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const ids = parameters.structure<number[]>('message_ids', 'message identifiers')
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified')
  if (ids.length > maxDeletedAtOnce) throw badRequest('too many message identifiers specified')
  // Unlike a single deletion, this one skips what is not there or too old.
  const deletable = ids.map(Number).filter((id) => {
    const kept = chat.messages.get(id)
    return kept && unixTime(desk) - kept.message.date <= deletableSeconds
  })
  if (deletable.length > 0) desk.world.record({ is: 'gone', chatId: chat.chat.id, messageIds: deletable })
  return true
}

/** Nothing is shown of a reaction; the message must be there. */
export const setMessageReaction: Handler<'setMessageReaction'> = (desk, parameters) => {
  messageOf(chatOf(desk, parameters), parameters, 'react')
  return true
}

function editable(desk: MethodContext, parameters: Parameters): { chat: KeptChat; message: Message } {
  const chat = chatOf(desk, parameters)
  const { message, byBot } = messageOf(chat, parameters, 'edit')
  if (!byBot) throw badRequest("message can't be edited")
  return { chat, message }
}

/** The edit's keyboard replaces the old one; an edit without a keyboard takes it away, as in Telegram. */
function change(
  desk: MethodContext,
  chat: KeptChat,
  message: Message,
  content: Content,
  markup: InlineKeyboardMarkup | undefined,
): Update.Edited & Message {
  const changed = { ...message, ...content, reply_markup: markup }
  if (isDeepStrictEqual(essence(changed), essence(message))) throw refusals.notModified()
  const edited = { ...changed, edit_date: unixTime(desk) }
  const forceReply = chat.messages.get(message.message_id)?.forceReply
  desk.world.record({ is: 'message', message: edited, byBot: true, forceReply })
  return edited
}

/** What two versions of a message are compared by: the same file has a new `file_id` each time. */
function essence(message: Message) {
  return {
    text: message.text ?? message.caption,
    entities: message.entities ?? message.caption_entities ?? [],
    file: message.document?.file_unique_id ?? message.photo?.at(-1)?.file_unique_id,
    keyboard: message.reply_markup?.inline_keyboard ?? [],
  }
}
