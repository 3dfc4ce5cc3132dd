import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Standard Webhooks, as the receiver checks them. The library of that name reads the machine's clock itself,
 * takes «123abc» for a time and signs the decoded text; here the bytes themselves count, and the time is
 * given.
 */

export interface SignedMessage {
  readonly id: string
  readonly timestamp: string
  /** One or several, apart by spaces: 「v1,BASE64 v1,BASE64」. */
  readonly signature: string
  readonly body: Uint8Array
}

/** How far the sender's clock may be from ours, either way. */
export const toleranceSeconds = 300

/** A point would make the signed text ambiguous. */
const idPattern = /^[\w:~-]{1,128}$/
const mostSignatures = 10

/**
 * Was the message signed with one of these keys just now? Every key and signature is tried, however early one
 * fits.
 */
export function isSigned(
  { id, timestamp, signature, body }: SignedMessage,
  keys: readonly string[],
  now: Date,
): boolean {
  if (!idPattern.test(id) || !/^\d{1,11}$/.test(timestamp)) return false
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > toleranceSeconds) return false
  const given = signature.split(' ').flatMap((part) => {
    const bytes = part.startsWith('v1,') ? Buffer.from(part.slice(3), 'base64') : undefined
    return bytes?.length === hmacBytes ? [bytes] : []
  })
  if (given.length === 0 || given.length > mostSignatures) return false
  let fits = false
  for (const key of keys) {
    const expected = createHmac('sha256', Buffer.from(key.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest()
    for (const one of given) fits = timingSafeEqual(one, expected) || fits
  }
  return fits
}

const hmacBytes = 32
