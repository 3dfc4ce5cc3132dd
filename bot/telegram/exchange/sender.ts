import { createHash } from 'node:crypto'
import { GrammyError } from 'grammy'
import { priority } from '../../../core/notices/notice.ts'
import type { Database } from '../../../prisma/database.ts'
import type { Call } from './call.ts'
import { reasonOf } from './faults.ts'
import { newLease } from './lease.ts'
import { openLines } from './lines.ts'
import { isBulk, leaseSeconds, type Message, openOutbox, type SendVerdict } from './outbox.ts'
import { openPace } from './pace.ts'

export type { Message } from './outbox.ts'

/**
 * A call ready to be made: uploads in place, words in the person's language. Undefined: nothing is left to
 * say.
 */
export type Render = (
  message: Message,
) => Promise<{ method: string; payload: Record<string, unknown> } | undefined>

export interface Sender {
  /** Messages written with this lease are this process's to send. */
  readonly lease: string
  readonly leaseSeconds: number
  /** Hands over what was just written under the lease, without asking the database for it again. */
  deliver(messages: Message[]): void
  /** Looks at once for messages that other transactions left. */
  wake(): void
  start(): void
  stop(): Promise<void>
}

/** The calendar of the verification, which is not the machine's: when it is quiet, and which day it is. */
export interface Calendar {
  /** The end of the quiet hours, while they last. */
  quietUntil(): Date | undefined
  today(): string
}

const pollMilliseconds = 300
const chatsAtOnce = 40
/** The rest is kept free, so that an answer never waits behind bulk. */
const bulkAtOnce = 20
const mostBulkInHand = 60
const mostInHand = 2000
/** Nobody's message came through for so long: the messenger is away, and not one message at fault. */
const outageMilliseconds = 10_000

type Outcome = 'done' | 'later' | 'silence'

/**
 * Sends what the outbox holds: in order within a chat, answers before decisions before reminders before
 * broadcasts. Bulk uses the places that all processes share, each chat keeps its own pace, and sending stops
 * for as long as the messenger asks. Delivery is at least once: after a crash the lease runs out and another
 * process sends again, so a person may see one repeat, never a gap.
 */
export function openSender(
  database: Database,
  makeCall: Call,
  render: Render,
  {
    sendsPerSecond = 30,
    sendsPerSecondAndChat = 1,
    log = (_: string) => {},
    processName = 'unnamed',
    calendar,
  }: {
    /** The messenger's limit, over all processes. */
    sendsPerSecond?: number
    /** Its limit for one chat, beyond short bursts. */
    sendsPerSecondAndChat?: number
    log?: (line: string) => void
    processName?: string
    /** Absent: it is never quiet. */
    calendar?: Calendar
  } = {},
): Sender {
  const lease = newLease(processName)
  const outbox = openOutbox(database, lease)
  const pace = openPace(database, sendsPerSecond)
  const lines = openLines(pump, sendsPerSecondAndChat)
  let sending = 0
  let sendingBulk = 0
  /** When the messenger last took or refused something, and so was there. */
  let heardAt = 0
  let placeTimer: NodeJS.Timeout | undefined
  let stopped = false
  let wake = () => {}
  let loopDone: Promise<void> | undefined
  let allSent: (() => void) | undefined

  function deliver(messages: Message[]) {
    for (const message of messages) lines.put(message)
    pump()
  }

  function pump() {
    while (maySend()) {
      const chatId = lines.nextUrgent()
      if (chatId === undefined) break
      start(chatId, false)
    }
    pumpBulk()
  }

  /** Bulk goes in its places only; what is most urgent when the place comes goes in it. */
  function pumpBulk() {
    clearTimeout(placeTimer)
    while (maySend() && sendingBulk < bulkAtOnce && pace.nextPlace() === 0) {
      const chatId = lines.nextBulk()
      if (chatId === undefined) break
      pace.takePlace()
      start(chatId, true)
    }
    if (!lines.bulkWaits() || !maySend() || sendingBulk >= bulkAtOnce) return
    pace.reserve()?.then(pumpBulk, (error) => log(`outbox: ${reasonOf(error)}`))
    const wait = pace.nextPlace()
    if (wait !== undefined) placeTimer = setTimeout(pumpBulk, wait)
  }

  function maySend(): boolean {
    return !stopped && sending < chatsAtOnce && Date.now() >= pace.silentUntil()
  }

  function start(chatId: number, asBulk: boolean) {
    sending += 1
    if (asBulk) sendingBulk += 1
    sendFirst(chatId)
      .catch((error) => {
        log(`outbox: ${reasonOf(error)}`)
        // Nothing is known of the chat's messages: they are taken again when their leases have run out.
        lines.forget(lines.of(chatId))
        lines.endTurn(chatId)
      })
      .finally(() => {
        sending -= 1
        if (asBulk) sendingBulk -= 1
        if (stopped && sending === 0) allSent?.()
        pump()
      })
  }

  /** Sends the first message of a chat; the chat then queues again behind others with its next one. */
  async function sendFirst(chatId: number) {
    const message = lines.beginTurn(chatId)
    if (!message) return
    const outcome = await attempt(message)
    if (outcome === 'silence') {
      lines.endTurn(chatId)
      setTimeout(pump, Math.max(0, pace.silentUntil() - Date.now())).unref()
      return
    }
    lines.forget([message])
    // After a failure the rest of the chat waits too, so that order is kept: all go back to the outbox.
    const rest = outcome === 'later' ? lines.of(chatId) : []
    lines.forget(rest)
    lines.endTurn(chatId)
    if (rest.length > 0) await outbox.letGo(rest.map(({ id }) => id))
  }

  async function attempt(message: Message): Promise<Outcome> {
    let call: Awaited<ReturnType<Render>>
    let said: string | undefined
    try {
      const claim = isOutdated(message) ? 'said' : mustWaitForMorning(message) ? 'gone' : undefined
      call = claim ? undefined : await render(message)
      said = call && message.priority !== priority.answer ? fingerprintOf(call, calendar?.today()) : undefined
      const settled = await settledWithoutSending(message, claim, call !== undefined, said)
      if (settled) return settled
    } catch (error) {
      return tryLater(message, error)
    }
    if (!call) return 'done'
    if (!isBulk(message)) pace.countUrgent()
    lines.countSent(message)
    try {
      await makeCall(call.method, call.payload)
      heardAt = Date.now()
    } catch (error) {
      if (!(error instanceof GrammyError)) return tryLater(message, error, 'of the messenger')
      if (error.error_code === 429) {
        await pace.keepSilence(error.parameters.retry_after ?? 1)
        return 'silence'
      }
      if (error.error_code >= 500) return tryLater(message, error, 'of the messenger')
      heardAt = Date.now()
      if (error.error_code === 403 || /chat not found|user is deactivated/i.test(error.description)) {
        await closeChat(message)
        return 'done'
      }
      if (!wasWantedSo(error)) {
        await outbox.failed(message, error)
        log(`outbox: ${call.method} was refused: ${reasonOf(error)}`)
        return 'done'
      }
    }
    await outbox.sent(message, said)
    return 'done'
  }

  /**
   * Nothing is left to say, or it was said already, or it is no longer for this process. A bulk message then
   * gives its place to the next.
   */
  async function settledWithoutSending(
    message: Message,
    known: SendVerdict | undefined,
    hasWords: boolean,
    said: string | undefined,
  ): Promise<Outcome | undefined> {
    let claim: SendVerdict = known ?? 'send'
    if (!known && isBulk(message)) claim = await outbox.claim(message, said)
    else if (!known && said !== undefined && (await outbox.wasLastSaid(message.chatId, said))) claim = 'said'
    if (claim === 'send' && hasWords) return undefined
    if (isBulk(message)) pace.givePlaceBack()
    if (claim === 'unreachable') await closeChat(message)
    else if (claim !== 'gone') await outbox.sent(message, undefined)
    return 'done'
  }

  /**
   * A later change of the same message waits behind this one, because somebody tapped faster than the chat
   * may be spoken to.
   */
  function isOutdated({ body, chatId, id }: Message): boolean {
    const changed = messageChangedBy(body)
    return (
      changed !== undefined &&
      lines.of(chatId).some((later) => later.id > id && messageChangedBy(later.body) === changed)
    )
  }

  function mustWaitForMorning(message: Message): boolean {
    return isBulk(message) && !message.body.mayDisturb && calendar?.quietUntil() !== undefined
  }

  /** What else waits in hand for a chat that cannot be reached is not tried. */
  async function closeChat(message: Message) {
    await outbox.unreachable(message)
    lines.forget(lines.of(message.chatId).filter((other) => other !== message && isBulk(other)))
  }

  async function tryLater(
    message: Message,
    error: unknown,
    fault?: 'of the messenger',
  ): Promise<'done' | 'later'> {
    const isOutage = fault !== undefined && Date.now() - heardAt > outageMilliseconds
    if ((await outbox.later(message, error, { isOutage })) === 'later') return 'later'
    log(`outbox: given up after many tries: ${reasonOf(error)}`)
    return 'done'
  }

  async function lookAround() {
    await pace.exchange()
    const quietUntil = calendar?.quietUntil()
    if (quietUntil) await outbox.postpone(quietUntil)
    await renewLeases()
    if (Date.now() < pace.silentUntil() || lines.size() > mostInHand) return
    deliver(await outbox.take(Math.max(0, mostBulkInHand - lines.bulkInHand())))
  }

  /** What has to wait long stays this process's; what is not any more is dropped. */
  async function renewLeases() {
    const aging = lines.olderThan((leaseSeconds * 1000) / 3)
    if (aging.length > 0) lines.keepOnly(await outbox.renew(aging), aging)
  }

  async function loop() {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      await lookAround().catch((error) => log(`outbox: ${reasonOf(error)}`))
      await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, pollMilliseconds).unref())])
    }
  }

  return {
    lease,
    leaseSeconds,
    deliver,
    wake: () => wake(),
    start() {
      loopDone = loop()
    },
    async stop() {
      stopped = true
      wake()
      await loopDone
      clearTimeout(placeTimer)
      lines.close()
      if (sending > 0) {
        await new Promise<void>((resolve) => {
          allSent = resolve
        })
      }
      await outbox.letGo(lines.ids())
    },
  }
}

/** Nothing changed, or the message is gone: what was wanted is so already. */
function wasWantedSo({ description }: GrammyError): boolean {
  return /message is not modified|message to (edit|delete) not found|query is too old/i.test(description)
}

function messageChangedBy(body: Message['body']): unknown {
  return 'call' in body && body.call === 'editMessageText' ? body.payload.message_id : undefined
}

/** The words and buttons of a message, and the day; undefined for what is no message of words. */
function fingerprintOf(
  { method, payload }: { method: string; payload: Record<string, unknown> },
  today = '',
): string | undefined {
  if (method !== 'sendMessage') return undefined
  const { text, reply_markup } = payload
  return createHash('sha256')
    .update(JSON.stringify([text, reply_markup, today]))
    .digest('base64url')
    .slice(0, 22)
}
