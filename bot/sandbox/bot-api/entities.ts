import type { MessageEntity } from 'grammy/types'
import { type FormattedText, parseHtml } from './html.ts'
import type { Parameters } from './parameters.ts'
import { badRequest } from './refusals.ts'

/**
 * Reads `text` (or a caption) with its `parse_mode` or its entities. Finds links and commands as Telegram
 * does.
 */
export function readFormattedText(
  text: string,
  parseMode: string | undefined,
  given: readonly Partial<MessageEntity>[] | undefined,
): FormattedText {
  const mode = parseMode?.toLowerCase() ?? ''
  if (mode !== '' && mode !== 'html') {
    if (mode !== 'markdown' && mode !== 'markdownv2') throw badRequest('unsupported parse_mode')
    throw badRequest("can't parse entities: the sandbox reads only HTML")
  }
  const parsed = mode === 'html' ? parseHtml(text) : { text, entities: (given ?? []).map(readEntity) }
  const trimmed = trim(parsed)
  return { text: trimmed.text, entities: [...trimmed.entities, ...findEntities(trimmed)].sort(inOrder) }
}

/** The same for the parameters of a call; entities stand beside the text under `entitiesName`. */
export function formattedParameter(
  parameters: Parameters,
  name: 'text' | 'caption',
): FormattedText | undefined {
  const text = parameters.text(name)
  if (text === undefined) return undefined
  const entities = parameters.list<MessageEntity>(name === 'text' ? 'entities' : 'caption_entities')
  return readFormattedText(text, parameters.text('parse_mode'), entities)
}

/** Commands, links and the like in a plain text, such as a person types it. */
export function findEntities({ text, entities }: FormattedText): MessageEntity[] {
  // Most texts have none of these signs, and this runs for every message of a load test.
  if (!/[/@#.]/.test(text)) return []
  const found: MessageEntity[] = []
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const lead = match[1]?.length ?? 0
      const entity = { type, offset: match.index + lead, length: match[0].length - lead }
      if (![...entities, ...found].some((other) => overlap(other, entity))) found.push(entity)
    }
  }
  return found
}

const patterns = [
  { type: 'url', pattern: /(^|[\s(("「])https?:\/\/[^\s<>"」)]+/g },
  { type: 'email', pattern: /(^|\s)[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { type: 'bot_command', pattern: /(^|[^\w/@<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/])/g },
  { type: 'mention', pattern: /(^|[^\w@])@[A-Za-z]\w{2,31}\b/g },
  { type: 'hashtag', pattern: /(^|[^\p{L}\w#])#[\p{L}_][\p{L}\w]*/gu },
] as const

/** Links and commands are not looked for in code, and a link's text is already one. */
function overlap(other: MessageEntity, entity: { offset: number; length: number }): boolean {
  const plainStyle = /^(bold|italic|underline|strikethrough|spoiler|blockquote|expandable_blockquote)$/
  if (plainStyle.test(other.type)) return false
  return other.offset < entity.offset + entity.length && entity.offset < other.offset + other.length
}

function inOrder(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length
}

const plainTypes = new Set(
  'mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention custom_emoji'.split(
    ' ',
  ),
)

function readEntity(raw: Partial<MessageEntity>): MessageEntity {
  const { type, offset, length } = raw
  if (!type || !plainTypes.has(type))
    throw badRequest("can't parse MessageEntity: Unsupported type specified")
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) {
    throw badRequest('can\'t parse MessageEntity: Field "offset" must be of type Number')
  }
  return raw as MessageEntity
}

/** Telegram cuts white space at both ends and with it what entities lose. */
function trim({ text, entities }: FormattedText): FormattedText {
  const clean = text.replaceAll('\r', '')
  const start = clean.length - clean.trimStart().length
  const kept = clean.trim()
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0)
    const until = Math.min(entity.offset + entity.length - start, kept.length)
    return until > from ? [{ ...entity, offset: from, length: until - from }] : []
  })
  return { text: kept, entities: moved }
}
