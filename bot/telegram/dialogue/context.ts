import type { ConversationFlavor } from '@grammyjs/conversations'
import type { Context, Middleware } from 'grammy'
import type { Cycle } from '../../../core/cycle/cycle.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Locale } from '../../../core/terms.ts'
import type { House } from '../../house.ts'
import type { FileReference } from '../exchange/outgoing.ts'
import type { Session } from '../exchange/session.ts'
import type { Turn } from '../exchange/turn.ts'
import { type Button, keyboardOf, readTap, type Tap } from './buttons.ts'
import { openPlace, type Place } from './place.ts'
import { refusalText } from './refusal-text.ts'
import { escapeHtml, plainTextOf, type TextParams, textOf, toLocale } from './texts.ts'

export interface Shown {
  readonly buttons?: readonly (readonly Button[])[]
  /** Asks the messenger to open a reply to this message, with this hint in the empty field. */
  readonly replyHint?: string
}

/** grammY's context with the turn it belongs to and the few ways in which the bot speaks. */
export interface TurnFlavor {
  house: House
  turn: Turn
  session: Session
  place: Place
  now: Date
  /** The cycle that this turn is about: the current one, unless what was tapped names another. */
  cycle: Cycle
  locale: Locale
  /** What was tapped, if something was. */
  tap: Tap | undefined
  /** The text `key` in the person's language, as HTML; strings are escaped. */
  text(key: string, params?: TextParams): string
  label(key: string, params?: Record<string, string | number>): string
  button(key: string, data: string, params?: Record<string, string | number>): Button
  /** A new message. */
  say(html: string, shown?: Shown): void
  /** Changes the message whose button was tapped; a new message where nothing was tapped. */
  show(html: string, shown?: Shown): void
  sayRefusal(refusal: Refusal, shown?: Shown): void
  /** A refusal in words, for whoever shows it themselves. It is counted as said. */
  whyNot(refusal: Refusal): string
  sendPhotos(photos: readonly { file: FileReference; caption?: string }[]): void
  sendFile(file: FileReference, captionHtml: string): void
  /** Deletes the message that the person just sent: it held an ID number. */
  deleteTheirs(): void
  /** The little answer to a tap; every tap is answered, with nothing to say by default. */
  answerTap(text?: string, alert?: boolean): void
}

export type BotContext = ConversationFlavor<Context & TurnFlavor>

/** A turn as it is opened for one update, waiting to be picked up by the middleware. */
export interface OpenedTurn {
  readonly turn: Turn
  readonly session: Session
  readonly now: Date
}

/** Puts the turn of this update on grammY's context. */
export function withTurn(house: House, openedTurns: Map<number, OpenedTurn>): Middleware<BotContext> {
  return async (ctx, next) => {
    const opened = openedTurns.get(ctx.update.update_id)
    if (!opened) throw new Error(`Update ${ctx.update.update_id} was handed on without a turn.`)
    Object.assign(ctx, opened, { place: openPlace(ctx) }, voiceOf(ctx, house, opened))
    if (ctx.callbackQuery) ctx.tap = readTap(ctx.callbackQuery.data ?? '')
    await next()
  }
}

/** The cycle that the person chose with /cycle, or else the one that is due for who they are. */
function chosenCycle({ cycles }: House, { cycleId, roles }: Session, now: Date): Cycle {
  if (cycleId !== null && cycles.has(cycleId)) return cycles.get(cycleId)
  const held = roles.map(({ role }) => role)
  return cycles.currentFor(held, now)
}

function voiceOf(
  ctx: BotContext,
  house: House,
  { turn, session, now }: OpenedTurn,
): Omit<TurnFlavor, keyof OpenedTurn | 'place' | 'tap'> {
  // Whoever has never been here is spoken to as their phone speaks.
  const locale = session.known ? session.locale : toLocale(ctx.from?.language_code)
  const chat_id = session.accountId
  let tapAnswer: { text?: string; show_alert?: boolean } = {}
  const query = ctx.callbackQuery
  // Every tap is answered once the turn stands, whether or not a handler has something to say to it.
  if (query) turn.afterwards(() => ctx.api.answerCallbackQuery(query.id, tapAnswer))

  const textMessage = (html: string, { buttons, replyHint }: Shown = {}) => ({
    chat_id,
    text: html,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(buttons && { reply_markup: keyboardOf(buttons) }),
    ...(replyHint && {
      reply_markup: { force_reply: true, input_field_placeholder: replyHint.slice(0, 64) },
    }),
  })

  return {
    house,
    locale,
    cycle: chosenCycle(house, session, now),
    text: (key, params) => textOf(locale, key, params),
    label: (key, params) => plainTextOf(locale, key, params),
    button: (key, data, params) => ({ label: plainTextOf(locale, key, params), data }),
    say(html, shown) {
      turn.send({ call: 'sendMessage', payload: textMessage(html, shown) })
    },
    show(html, shown) {
      const message = ctx.callbackQuery?.message
      if (!message) return this.say(html, shown)
      const { reply_markup, ...payload } = textMessage(html, shown)
      turn.send({
        call: 'editMessageText',
        payload: { ...payload, message_id: message.message_id, ...(shown?.buttons && { reply_markup }) },
      })
    },
    sayRefusal(refusal, shown) {
      this.say(this.whyNot(refusal), shown)
    },
    whyNot(refusal) {
      house.measures.refused(refusal.refused)
      return refusalText(refusal, locale)
    },
    sendPhotos(photos) {
      const [only] = photos
      if (photos.length === 1 && only) {
        turn.send({
          call: 'sendPhoto',
          payload: {
            chat_id,
            photo: only.file,
            ...(only.caption && { caption: escapeHtml(only.caption), parse_mode: 'HTML' }),
          },
        })
        return
      }
      for (let at = 0; at < photos.length; at += 10) {
        const media = photos
          .slice(at, at + 10)
          .map(({ file, caption }) => ({ type: 'photo', media: file, caption }))
        // An album has at least two; a single one that is left over goes alone.
        if (media.length === 1) this.sendPhotos(photos.slice(at))
        else turn.send({ call: 'sendMediaGroup', payload: { chat_id, media } })
      }
    },
    sendFile(file, captionHtml) {
      turn.send({
        call: 'sendDocument',
        payload: { chat_id, document: file, caption: captionHtml, parse_mode: 'HTML' },
      })
    },
    deleteTheirs() {
      const message_id = (ctx.message ?? ctx.editedMessage)?.message_id
      if (message_id) turn.send({ call: 'deleteMessage', payload: { chat_id, message_id } })
    },
    answerTap(text, alert) {
      tapAnswer = { ...(text && { text: text.slice(0, 200) }), show_alert: alert }
    },
  }
}
