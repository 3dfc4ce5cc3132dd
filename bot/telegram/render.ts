import { InputFile } from 'grammy'
import { forgetUnseen } from '../../core/declarations/batch.ts'
import { DamagedFile } from '../../core/evidence/files.ts'
import type { Notice } from '../../core/notices/notice.ts'
import { readRecipient } from '../../core/people/account.ts'
import type { Locale } from '../../core/terms.ts'
import type { House } from '../house.ts'
import { keyboardOf } from './dialogue/buttons.ts'
import { plainTextOf, toLocale } from './dialogue/texts.ts'
import { renderDocument } from './documents.ts'
import { reasonOf } from './exchange/faults.ts'
import { type FileReference, isFileReference } from './exchange/outgoing.ts'
import type { Render } from './exchange/sender.ts'
import { renderNotice } from './notices.ts'

/** Makes what stands in the outbox ready to be sent: files where their references stand, notices in words. */
export function openRender(house: House): Render {
  return async ({ chatId, body, attempts }) => {
    if ('notice' in body) return noticeCall(house, chatId, body.notice)
    const { call, payload } = body
    if (!holdsFile(payload)) return { method: call, payload }
    const { locale, personId } = await hearerOf(house, chatId)
    try {
      return { method: call, payload: (await withFiles(house, payload, locale)) as Record<string, unknown> }
    } catch (error) {
      if (!(error instanceof FileMissing) || (!error.isGone && attempts < triesBeforeTelling)) throw error
      house.log(`outbox: ${error.message}`)
      if (personId) await forgetUnseen(house.database, { personId, displaySha256: error.stored })
      const text = plainTextOf(locale, error.isGone ? 'notice-file-gone' : 'notice-file-later')
      return { method: 'sendMessage', payload: { chat_id: chatId, text } }
    }
  }
}

async function noticeCall(house: House, chatId: number, notice: Notice) {
  const recipient = await hearerOf(house, chatId)
  const words = await renderNotice(house, notice, { ...recipient, now: house.clock.now() })
  if (!words) return undefined
  const { html, photo, buttons } = words
  if (photo) {
    return {
      method: 'sendPhoto',
      payload: {
        chat_id: chatId,
        photo:
          'bytes' in photo
            ? new InputFile(photo.bytes, photo.fileName)
            : await upload(house, photo, recipient.locale),
        caption: html,
        parse_mode: 'HTML',
        ...(buttons && { reply_markup: keyboardOf(buttons) }),
      },
    }
  }
  return {
    method: 'sendMessage',
    payload: {
      chat_id: chatId,
      text: html,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(buttons && { reply_markup: keyboardOf(buttons) }),
    },
  }
}

async function hearerOf(house: House, chatId: number): Promise<{ locale: Locale; personId: string | null }> {
  const { locale, personId } = await readRecipient(house.database, chatId)
  return { locale: toLocale(locale ?? undefined), personId }
}

/**
 * A file that cannot be sent. The person is told, so that it is not tried for ever and does not hold up what
 * else waits for this chat.
 */
class FileMissing extends Error {
  override readonly name = 'FileMissing'
  readonly stored: string
  /** The bytes were purged, or others are there; else the store does not answer now. */
  readonly isGone: boolean

  constructor(stored: string, failure?: unknown) {
    const why = failure === undefined ? 'is not in the store' : `cannot be read: ${reasonOf(failure)}`
    super(`the file ${stored} ${why}.`)
    this.stored = stored
    this.isGone = failure === undefined
  }
}

/**
 * How often a store that does not answer is asked: for some four seconds, plus the time that the tries
 * themselves take.
 */
const triesBeforeTelling = 3

function holdsFile(value: unknown): boolean {
  if (isFileReference(value)) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsFile)
}

/**
 * The same payload with an upload in place of every reference, however deep, as in the photos of an album.
 */
async function withFiles(house: House, value: unknown, locale: Locale): Promise<unknown> {
  if (isFileReference(value)) return upload(house, value, locale)
  if (Array.isArray(value)) return Promise.all(value.map((one) => withFiles(house, one, locale)))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    async ([name, one]) => [name, await withFiles(house, one, locale)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

async function upload(house: House, reference: FileReference, locale: Locale): Promise<InputFile> {
  if ('document' in reference) {
    const { bytes, fileName } = await renderDocument(house, reference, locale)
    return new InputFile(bytes, fileName)
  }
  const bytes = await house.files.get(reference.stored).catch((error: unknown) => {
    if (error instanceof DamagedFile) return undefined
    throw new FileMissing(reference.stored, error)
  })
  if (!bytes) throw new FileMissing(reference.stored)
  return new InputFile(bytes, reference.name)
}
