import {
  type BroadcastProgress,
  moveCard,
  readBroadcast,
  runningBroadcasts,
  updateCard,
} from '../../../core/broadcasts/broadcast-progress.ts'
import { readRecipient } from '../../../core/people/account.ts'
import type { Locale } from '../../../core/terms.ts'
import type { Transaction } from '../../../prisma/database.ts'
import type { House } from '../../house.ts'
import { type Button, keyboardOf, tapData } from '../dialogue/buttons.ts'
import type { BotContext } from '../dialogue/context.ts'
import type { TapName } from '../dialogue/tap-names.ts'
import { plainTextOf, textOf, toLocale } from '../dialogue/texts.ts'
import { putOut } from '../exchange/put-out.ts'

/** The card on which the starter of a broadcast sees how far it is, and pauses, resumes or stops it. */

const barWidth = 10
const mostTextShown = 80

export interface CardInWords {
  readonly html: string
  readonly buttons: readonly (readonly Button[])[]
  /** What it says, in short: another card is due when this changes. */
  readonly shown: string
}

export function cardOf(broadcast: BroadcastProgress, locale: Locale): CardInWords {
  const { id, version, state, total, sent, failed, left } = broadcast
  const unsent = total - sent - failed
  const done = sent + failed
  const full = total === 0 ? barWidth : Math.floor((done / total) * barWidth)
  const button = (key: string, action: TapName): Button => ({
    label: plainTextOf(locale, key),
    data: tapData(action, id, version),
  })
  const buttons = {
    running: [button('broadcast-button-pause', 'bc.pause'), button('broadcast-button-stop', 'bc.stop')],
    paused: [button('broadcast-button-resume', 'bc.resume'), button('broadcast-button-stop', 'bc.stop')],
    stopped: [],
    finished: [],
  }[state]
  return {
    html: [
      `<b>${titleOf(broadcast, locale)}</b>`,
      `${'▓'.repeat(full)}${'░'.repeat(barWidth - full)} ${done}/${total}`,
      textOf(locale, 'broadcast-counts', { sent, failed, left: unsent }),
      textOf(locale, `broadcast-state-${state}`, { left: unsent }),
      ...(failed > 0 ? [textOf(locale, 'broadcast-failed-advice')] : []),
    ].join('\n'),
    buttons: [buttons],
    shown: [state, sent, failed, left, version].join(':'),
  }
}

export function titleOf({ kind, text }: BroadcastProgress, locale: Locale): string {
  if (kind === 'announcement') {
    const chars = [...(text ?? '').replaceAll('\n', ' ')]
    const start = chars.length > mostTextShown ? `${chars.slice(0, mostTextShown).join('')}…` : chars.join('')
    return textOf(locale, 'broadcast-title-announcement', { text: start })
  }
  const group = kind.replace('nudge-', '')
  return textOf(locale, 'broadcast-title-nudge', { group: plainTextOf(locale, `staff-group-${group}`) })
}

/** Shows the card in the message that was tapped; from then on it is kept up to date there. */
export async function showCard(ctx: BotContext, tx: Transaction, id: string): Promise<void> {
  const broadcast = await readBroadcast(tx, id)
  const message = ctx.callbackQuery?.message
  if (!broadcast) return
  const { html, buttons, shown } = cardOf(broadcast, ctx.locale)
  if (message)
    await moveCard(tx, { id, shown }, { chatId: ctx.session.accountId, messageId: message.message_id })
  ctx.show(html, { buttons })
}

/**
 * Updates the cards of running broadcasts, whichever process sends them. It is called every few seconds; a
 * card changes only when there is something new, and only one of several processes changes it.
 */
export async function keepBroadcastCards({ database, clock }: House): Promise<void> {
  for (const broadcast of await runningBroadcasts(database.prisma)) {
    const recipient = broadcast.card && (await readRecipient(database, broadcast.card.chatId))
    const { html, buttons, shown } = cardOf(broadcast, toLocale(recipient?.locale ?? undefined))
    await updateCard(database, broadcast, shown, {
      now: clock.now(),
      write: (tx, { chatId, messageId }) =>
        putOut(tx, chatId, {
          call: 'editMessageText',
          payload: {
            chat_id: chatId,
            message_id: messageId,
            text: html,
            parse_mode: 'HTML',
            reply_markup: keyboardOf(buttons),
          },
        }),
    })
  }
}
