import { randomInt } from 'node:crypto'
import type { LinkPreviewOptions, Message, MessageEntity, ReplyParameters } from 'grammy/types'
import type { Upload } from '../kept/files.ts'
import type { KeptChat, StoredFile } from '../kept/world.ts'
import { chatOf, type Handler, type MethodContext, repliedTo, unixTime } from './desk.ts'
import { formattedParameter, readFormattedText } from './entities.ts'
import type { FormattedText } from './html.ts'
import { type Markup, readMarkup } from './keyboards.ts'
import type { Parameters } from './parameters.ts'
import { badRequest, refusals } from './refusals.ts'

export const maxTextLength = 4096
export const maxCaptionLength = 1024
const maxAlbumSize = 10
const maxPhotoBytes = 10 * 1024 * 1024
const maxUploadBytes = 50 * 1024 * 1024

export const sendMessage: Handler<'sendMessage'> = (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const content = textContent(parameters)
  return post(desk, chat, parameters, content, readMarkup(parameters)) as Message.TextMessage
}

export const sendPhoto: Handler<'sendPhoto'> = async (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const caption = captionContent(formattedParameter(parameters, 'caption'))
  const markup = readMarkup(parameters)
  const content = { ...(await photoContent(desk, parameters.fileOrText('photo'))), ...caption }
  return post(desk, chat, parameters, content, markup) as Message.PhotoMessage
}

export const sendDocument: Handler<'sendDocument'> = async (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const caption = captionContent(formattedParameter(parameters, 'caption'))
  const markup = readMarkup(parameters)
  const content = { ...(await documentContent(desk, parameters.fileOrText('document'))), ...caption }
  return post(desk, chat, parameters, content, markup) as Message.DocumentMessage
}

export const sendMediaGroup: Handler<'sendMediaGroup'> = async (desk, parameters) => {
  const chat = chatOf(desk, parameters)
  const media = parameters.list<MediaItem>('media')
  if (!media || media.length === 0) throw badRequest('there are no messages to send')
  if (media.length > maxAlbumSize) throw badRequest('too many messages to send as an album')
  const kinds = new Set(media.map((item) => item.type))
  if (kinds.size > 1 && kinds.has('document')) {
    throw badRequest("document can't be mixed with other media types")
  }
  const contents = []
  for (const item of media) contents.push(await mediaContent(desk, parameters, item))
  const media_group_id = newGroupId()
  return contents.map((content) =>
    post(desk, chat, parameters, { ...content, media_group_id }, {}),
  ) as Message.PhotoMessage[]
}

/** What a message says: everything but who, where and when. */
export type Content = Partial<
  Pick<
    Message,
    | 'text'
    | 'entities'
    | 'caption'
    | 'caption_entities'
    | 'photo'
    | 'document'
    | 'media_group_id'
    | 'link_preview_options'
  >
>

export function textContent(parameters: Parameters): Content {
  const formatted = formattedParameter(parameters, 'text')
  if (!formatted?.text) throw badRequest('message text is empty')
  if (formatted.text.length > maxTextLength) throw badRequest('message is too long')
  const link_preview_options = parameters.structure<LinkPreviewOptions>('link_preview_options')
  return { text: formatted.text, entities: orNone(formatted.entities), link_preview_options }
}

export function captionContent(formatted: FormattedText | undefined): Content {
  if (!formatted?.text) return {}
  if (formatted.text.length > maxCaptionLength) throw badRequest('message caption is too long')
  return { caption: formatted.text, caption_entities: orNone(formatted.entities) }
}

export interface MediaItem {
  type: string
  media: string
  caption: string
  parse_mode: string
  caption_entities: Partial<MessageEntity>[]
}

/** One item of an album, or the new media of an edited message. */
export async function mediaContent(
  desk: MethodContext,
  parameters: Parameters,
  item: Partial<MediaItem>,
): Promise<Content> {
  const source = parameters.attached(item.media)
  const caption =
    item.caption === undefined
      ? {}
      : captionContent(readFormattedText(item.caption, item.parse_mode, item.caption_entities))
  if (item.type === 'photo') return { ...(await photoContent(desk, source)), ...caption }
  if (item.type === 'document') return { ...(await documentContent(desk, source)), ...caption }
  throw badRequest(`can't parse InputMedia: the sandbox does not send media of type "${item.type}"`)
}

async function photoContent(desk: MethodContext, source: Upload | string | undefined): Promise<Content> {
  if (source === undefined || source === '') throw badRequest('there is no photo in the request')
  if (typeof source === 'string') {
    const file = knownFile(desk, source)
    if (file.kind !== 'photo') throw badRequest("can't use file of type Document as Photo")
    return { photo: desk.files.asPhoto(desk.files.sizesOf(file.photoOf)) }
  }
  checkUpload(source)
  if (source.bytes.length > maxPhotoBytes) throw badRequest('file is too big for a photo')
  const sizes = await desk.files.keepPhoto(source.bytes)
  if (!sizes) throw badRequest('IMAGE_PROCESS_FAILED')
  return { photo: desk.files.asPhoto(sizes) }
}

async function documentContent(desk: MethodContext, source: Upload | string | undefined): Promise<Content> {
  if (source === undefined || source === '') throw badRequest('there is no document in the request')
  if (typeof source === 'string') {
    const file = knownFile(desk, source)
    if (file.kind !== 'document') throw badRequest("can't use file of type Photo as Document")
    return { document: desk.files.asDocument(file) }
  }
  checkUpload(source)
  return { document: desk.files.asDocument(await desk.files.keep('document', source)) }
}

function knownFile(desk: MethodContext, fileId: string): StoredFile {
  if (/^https?:/i.test(fileId)) throw badRequest('failed to get HTTP URL content')
  const file = desk.files.find(fileId)
  if (!file) throw badRequest('wrong remote file identifier specified: Wrong string length')
  return file
}

function checkUpload({ bytes }: Upload): void {
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (bytes.length > maxUploadBytes) throw refusals.tooLarge()
}

/** Writes the message into the chat and changes the person's keyboard with it. */
function post(
  desk: MethodContext,
  chat: KeptChat,
  parameters: Parameters,
  content: Content,
  markup: Markup,
): Message {
  const reply_to_message = replyTarget(chat, parameters)
  const message: Message = {
    message_id: desk.world.nextMessageId(),
    from: desk.bot,
    chat: chat.chat,
    date: unixTime(desk),
    reply_to_message,
    ...content,
    reply_markup: markup.inline,
  }
  if (parameters.flag('protect_content')) message.has_protected_content = true
  desk.world.record({ is: 'message', message, byBot: true, forceReply: markup.forceReply })
  if (markup.keyboard) {
    desk.world.changeChat(chat, { keyboard: markup.keyboard === 'remove' ? undefined : markup.keyboard })
  }
  desk.activity.stopAction(chat.chat.id)
  return message
}

function replyTarget(chat: KeptChat, parameters: Parameters): Message['reply_to_message'] {
  const reply = parameters.structure<ReplyParameters>('reply_parameters')
  const id = reply?.message_id ?? parameters.integer('reply_to_message_id')
  if (id === undefined) return undefined
  const target = chat.messages.get(Number(id))
  if (target) return repliedTo(target.message)
  const optional = reply?.allow_sending_without_reply ?? parameters.flag('allow_sending_without_reply')
  if (!optional) throw badRequest('message to be replied not found')
  return undefined
}

/** Albums are known by a long number in text. */
export function newGroupId(): string {
  return `${randomInt(1e12, 1e14)}`
}

export function orNone<Item>(items: Item[]): Item[] | undefined {
  return items.length > 0 ? items : undefined
}
