import type { Api } from 'grammy'
import { reasonOf } from './exchange/faults.ts'
import type { Inbox } from './exchange/inbox.ts'

const timeoutSeconds = 30
const mostAtOnce = 100

/** Asked of the messenger by both transports: what no topic handles is not even sent to us. */
export const updatesWanted = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/**
 * Long polling: fetches updates, puts them in the inbox and only then confirms them by asking for the next
 * ones. After `stop`, Telegram delivers again what was fetched but not kept.
 */
export function startPolling(api: Api, inbox: Inbox, log: (line: string) => void) {
  const ending = new AbortController()
  let offset = 0

  async function loop() {
    await api.deleteWebhook().catch((error) => log(`polling: ${reasonOf(error)}`))
    while (!ending.signal.aborted) {
      try {
        const updates = await api.getUpdates(
          { offset, limit: mostAtOnce, timeout: timeoutSeconds, allowed_updates: updatesWanted },
          ending.signal as never,
        )
        await inbox.accept(updates)
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
      } catch (error) {
        if (ending.signal.aborted) return
        log(`polling: ${reasonOf(error)}`)
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  }

  const done = loop()
  return {
    async stop() {
      ending.abort()
      await done
    },
  }
}
