import type { InlineKeyboardButton } from 'grammy/types'
import type { TapName } from './tap-names.ts'

/** A button: the key of its text or a finished label, and what a tap means. */
export interface Button {
  readonly label: string
  readonly data: string
}

const maxDataBytes = 64
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * What stands behind a button: an action, its object and the version that was shown. Ids are shortened to fit
 * the messenger's 64 bytes, and the data is only a claim: whoever taps is authorised again. Throws when it
 * does not fit, so that a mistake shows while wiring and not when somebody taps.
 */
export function tapData(action: TapName, ...args: (string | number)[]): string {
  const data = [
    action,
    ...args.map((arg) => (uuidPattern.test(String(arg)) ? shortenId(String(arg)) : String(arg))),
  ].join(':')
  if (Buffer.byteLength(data) > maxDataBytes)
    throw new Error(`The button «${data}» is longer than ${maxDataBytes} bytes.`)
  return data
}

export interface Tap {
  readonly action: string
  readonly args: readonly string[]
}

/** Reads what a button says; forged data reads as something that no route knows. */
export function readTap(data: string): Tap {
  const [action = '', ...args] = data.split(':')
  return { action, args: args.map((arg) => (/^~[\w-]{22}$/.test(arg) ? lengthenId(arg) : arg)) }
}

export function keyboardOf(rows: readonly (readonly Button[])[]): {
  inline_keyboard: InlineKeyboardButton[][]
} {
  return {
    inline_keyboard: rows
      .filter((row) => row.length > 0)
      .map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data }))),
  }
}

function shortenId(uuid: string): string {
  return `~${Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')}`
}

function lengthenId(short: string): string {
  const hex = Buffer.from(short.slice(1), 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
