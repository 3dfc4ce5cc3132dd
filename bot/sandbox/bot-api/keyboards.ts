import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types'
import type { ReplyKeyboard } from '../kept/world.ts'
import type { Parameters } from './parameters.ts'
import { badRequest } from './refusals.ts'

export const maxCallbackDataBytes = 64
const maxButtons = 100
const maxPlaceholderLength = 64

export interface Markup {
  inline?: InlineKeyboardMarkup
  /** A keyboard to show, or `remove`. */
  keyboard?: ReplyKeyboard | 'remove'
  forceReply?: { placeholder?: string }
}

type AnyMarkup = InlineKeyboardMarkup & ReplyKeyboardMarkup & ReplyKeyboardRemove & ForceReply

/** Reads `reply_markup` and refuses what Telegram refuses in it. */
export function readMarkup(parameters: Parameters): Markup {
  const raw = parameters.structure<AnyMarkup>('reply_markup', 'reply keyboard markup')
  if (!raw) return {}
  if (raw.inline_keyboard !== undefined) return { inline: readInlineKeyboard(raw.inline_keyboard) }
  if (raw.keyboard !== undefined) return { keyboard: readReplyKeyboard(raw) }
  if (raw.remove_keyboard) return { keyboard: 'remove' }
  if (raw.force_reply) return { forceReply: { placeholder: placeholderOf(raw) } }
  return {}
}

/** An edit may carry an inline keyboard and nothing else. */
export function readInlineMarkup(parameters: Parameters): InlineKeyboardMarkup | undefined {
  const { inline, keyboard, forceReply } = readMarkup(parameters)
  if (keyboard || forceReply) throw badRequest('inline keyboard expected')
  return inline
}

function readInlineKeyboard(rows: unknown): InlineKeyboardMarkup | undefined {
  const read = rowsOf(rows, 'inline_keyboard').map((row) => row.map(readInlineButton))
  const kept = read.filter((row) => row.length > 0)
  if (kept.flat().length > maxButtons) throw badRequest('reply markup is too long')
  return kept.length > 0 ? { inline_keyboard: kept } : undefined
}

const actions = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
] as const

function readInlineButton(raw: unknown): InlineKeyboardButton {
  const refuse = (reason: string) => badRequest(`can't parse inline keyboard button: ${reason}`)
  if (typeof raw !== 'object' || raw === null) throw refuse('InlineKeyboardButton must be an Object')
  const button = raw as Record<string, unknown>
  if (typeof button.text !== 'string') throw refuse('Field "text" must be of type String')
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty')
  const action = actions.find((name) => button[name] !== undefined)
  if (!action) throw refuse('Text buttons are unallowed in the inline keyboard')
  if (action === 'callback_data') {
    const bytes = Buffer.byteLength(String(button.callback_data))
    if (bytes === 0 || bytes > maxCallbackDataBytes) throw badRequest('BUTTON_DATA_INVALID')
  }
  if (action === 'url' && !/^(https?|tg):\/\/[^\s]+$/i.test(String(button.url))) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`)
  }
  return { text: button.text, [action]: button[action] } as unknown as InlineKeyboardButton
}

function readReplyKeyboard(raw: Partial<ReplyKeyboardMarkup>): ReplyKeyboard {
  const rows = rowsOf(raw.keyboard, 'keyboard').map((row) =>
    row.map((button) => {
      const text = typeof button === 'string' ? button : (button as { text?: unknown } | null)?.text
      if (typeof text !== 'string')
        throw badRequest('can\'t parse keyboard button: Field "text" must be of type String')
      if (text === '') throw badRequest('keyboard button text must be non-empty')
      return text
    }),
  )
  return { rows, oneTime: raw.one_time_keyboard === true, placeholder: placeholderOf(raw) }
}

function placeholderOf(raw: { input_field_placeholder?: string }): string | undefined {
  return raw.input_field_placeholder?.slice(0, maxPlaceholderLength)
}

function rowsOf(rows: unknown, field: string): unknown[][] {
  if (!Array.isArray(rows))
    throw badRequest(`can't parse reply keyboard markup: Field "${field}" must be of type Array`)
  if (!rows.every(Array.isArray))
    throw badRequest(`object expected as reply markup: ${field} rows must be Arrays`)
  return rows
}
