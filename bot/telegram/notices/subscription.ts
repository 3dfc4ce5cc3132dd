import { readSubscription } from '../../../core/connections/subscriptions.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import type { House } from '../../house.ts'
import { tapData } from '../dialogue/buttons.ts'
import { plainTextOf, textOf } from '../dialogue/texts.ts'
import type { NoticeInWords, Recipient } from './in-words.ts'

/** A receiver said that it is gone for good: operators of the city hear whose it was. */
export async function subscriptionInWords(
  { database }: House,
  { subscriptionId }: Extract<Notice, { kind: 'subscription-gone' }>,
  { locale }: Recipient,
): Promise<NoticeInWords | undefined> {
  const subscription = await readSubscription(database.prisma, subscriptionId)
  if (!subscription) return undefined
  const { url, connectionId, connectionName } = subscription
  return {
    html: textOf(locale, 'notice-subscription-gone', {
      connection: connectionName,
      host: new URL(url).host,
    }),
    buttons: [
      [
        {
          label: plainTextOf(locale, 'subscriptions-button-list'),
          data: tapData('subs', connectionId),
        },
      ],
    ],
  }
}
