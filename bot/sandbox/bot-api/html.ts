import type { MessageEntity } from 'grammy/types'
import { badRequest } from './refusals.ts'

export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

const styles: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
}

const namedCharacters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

interface OpenTag {
  name: string
  attributes: Readonly<Record<string, string>>
  offset: number
  language?: string
}

/**
 * The HTML of the Bot API: a handful of tags, four named characters, and refusals that give the place in
 * bytes.
 */
export function parseHtml(html: string): FormattedText {
  const open: OpenTag[] = []
  const entities: MessageEntity[] = []
  let text = ''
  let at = 0
  const place = (index: number) => ` at byte offset ${Buffer.byteLength(html.slice(0, index))}`
  const fail = (reason: string, index?: number): never => {
    throw badRequest(`can't parse entities: ${reason}${index === undefined ? '' : place(index)}`)
  }
  const markup = /[<&]/g
  while (at < html.length) {
    markup.lastIndex = at
    const next = markup.exec(html)?.index
    if (next === undefined) break
    text += html.slice(at, next)
    at = next
    if (html[at] === '&') {
      const character = readCharacter(html, at)
      text += character.text
      at = character.end
      continue
    }
    const end = html.indexOf('>', at)
    if (html[at + 1] === '/') {
      if (end < 0) fail('Unclosed end tag', at)
      const name = html
        .slice(at + 2, end)
        .trim()
        .toLowerCase()
      const tag = open.pop() ?? fail('Unexpected end tag', at)
      if (name !== '' && name !== tag.name) {
        fail(`Unmatched end tag${place(at)}, expected "</${tag.name}>", found "</${name}>"`)
      }
      if (text.length > tag.offset) entities.push(...entityOf(tag, text, open.at(-1)))
    } else {
      if (end < 0) fail('Unclosed start tag', at)
      const { name, attributes } = readTag(html.slice(at + 1, end))
      if (!(name in styles) || (name === 'span' && attributes.class !== 'tg-spoiler')) {
        fail(
          name === 'span' ? 'Tag "span" must have class "tg-spoiler"' : `Unsupported start tag "${name}"`,
          at,
        )
      }
      open.push({ name, attributes, offset: text.length })
    }
    at = end + 1
  }
  const unclosed = open.at(-1)
  if (unclosed) fail(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
  return { text: text + html.slice(at), entities }
}

function readTag(inside: string): { name: string; attributes: Record<string, string> } {
  const name = /^[^\s/]*/.exec(inside)?.[0].toLowerCase() ?? ''
  const attributes: Record<string, string> = {}
  for (const match of inside
    .slice(name.length)
    .matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g)) {
    attributes[match[1]!.toLowerCase()] = decode(match[2] ?? match[3] ?? match[4] ?? '')
  }
  return { name, attributes }
}

function entityOf(tag: OpenTag, text: string, parent: OpenTag | undefined): MessageEntity[] {
  const place = { offset: tag.offset, length: text.length - tag.offset }
  switch (tag.name) {
    case 'a': {
      const url = linkOf(tag.attributes.href ?? text.slice(tag.offset))
      return url ? [{ type: 'text_link', ...place, url }] : []
    }
    case 'tg-emoji':
      return [{ type: 'custom_emoji', ...place, custom_emoji_id: tag.attributes['emoji-id'] ?? '' }]
    case 'code':
      if (parent?.name !== 'pre') return [{ type: 'code', ...place }]
      // Code inside `pre` is no entity of its own, it only names the language.
      parent.language = /^language-(.+)/.exec(tag.attributes.class ?? '')?.[1]
      return []
    case 'pre':
      return [{ type: 'pre', ...place, ...(tag.language ? { language: tag.language } : {}) }]
    case 'blockquote':
      return [{ type: 'expandable' in tag.attributes ? 'expandable_blockquote' : 'blockquote', ...place }]
    default:
      return [{ type: styles[tag.name], ...place } as MessageEntity]
  }
}

/** Only addresses that a phone can open become links; the text of others stays. */
function linkOf(href: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `http://${href}`
  return /^(https?|tg|mailto|tel):/i.test(address) && URL.canParse(address) ? address : undefined
}

function readCharacter(html: string, at: number): { text: string; end: number } {
  const match = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));/i.exec(html.slice(at, at + 12))
  if (!match) return { text: '&', end: at + 1 }
  const code = match[1] ? Number(match[1]) : Number.parseInt(match[2] ?? '0', 16)
  const named = match[3] ? namedCharacters[match[3].toLowerCase()] : undefined
  const text = named ?? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : match[0])
  return { text, end: at + match[0].length }
}

function decode(value: string): string {
  return value.replace(
    /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|lt|gt|amp|quot);/gi,
    (entity) => readCharacter(entity, 0).text,
  )
}
