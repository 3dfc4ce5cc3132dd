import { Webhook } from 'standardwebhooks'
import { Agent, type Dispatcher } from 'undici'
import { assertPublicHost, PrivateAddressError, publicLookup } from './safe-address.ts'

/**
 * What became of one try. The list of subscriptions shows `status`: a number or a word, never anything the
 * receiver wrote.
 */
export type Posted =
  | { readonly outcome: 'delivered'; readonly status: string }
  /** 410: whoever listened there has gone for good. */
  | { readonly outcome: 'gone'; readonly status: string }
  | { readonly outcome: 'failed'; readonly status: string }

export interface SignedMessage {
  readonly url: string
  /** The id of the event: the same at every try, by which a receiver knows a repeat. */
  readonly id: string
  readonly body: string
  /**
   * The connection's keys in force, `whsec_…`, the newest first. While they are changed, a receiver may know
   * either.
   */
  readonly keys: readonly string[]
}

export interface Poster {
  post(message: SignedMessage): Promise<Posted>
  close(): Promise<void>
}

export const postTimeoutMilliseconds = 15_000

/** More than an answer may hold: nothing of it is read. */
const maxAnswerBytes = 16 * 1024

/**
 * Posts events signed as Standard Webhooks says. Redirects are not followed: a receiver has one address, and
 * a redirect could lead elsewhere.
 *
 * @param allowPrivate for receivers in one's own network, by setting
 */
export function openPoster({
  allowPrivate,
  timeoutMilliseconds = postTimeoutMilliseconds,
}: {
  allowPrivate: boolean
  timeoutMilliseconds?: number
}): Poster {
  const agent = new Agent({
    connections: 8,
    connectTimeout: timeoutMilliseconds,
    ...(!allowPrivate && { connect: { lookup: publicLookup() } }),
  })
  return {
    async post({ url, id, body, keys }) {
      try {
        const target = new URL(url)
        if (!allowPrivate) {
          if (target.protocol !== 'https:') return { outcome: 'failed', status: 'not https' }
          assertPublicHost(target)
        }
        const at = new Date()
        const { statusCode, body: answer } = await agent.request({
          origin: target.origin,
          path: target.pathname + target.search,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'xueshi-webhooks',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
            'webhook-signature': keys.map((key) => new Webhook(key).sign(id, at, body)).join(' '),
          },
          body,
          signal: AbortSignal.timeout(timeoutMilliseconds),
        })
        await letGo(answer)
        return { outcome: outcomeOf(statusCode), status: String(statusCode) }
      } catch (error) {
        return { outcome: 'failed', status: faultOf(error) }
      }
    },
    close: () => agent.destroy(),
  }
}

function outcomeOf(statusCode: number): Posted['outcome'] {
  if (statusCode === 410) return 'gone'
  return statusCode >= 200 && statusCode < 300 ? 'delivered' : 'failed'
}

/** The status has decided; a body that comes slowly or without end changes nothing. */
async function letGo(answer: Dispatcher.ResponseData['body']): Promise<void> {
  await answer.dump({ limit: maxAnswerBytes }).catch(() => undefined)
}

function faultOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return 'private address'
  const { name, code, cause } = error as { name?: string; code?: string; cause?: unknown }
  if (cause instanceof PrivateAddressError) return 'private address'
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout'
  return code ?? name ?? 'unknown'
}
