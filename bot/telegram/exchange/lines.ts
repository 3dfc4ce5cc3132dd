import { type Priority, priority } from '../../../core/notices/notice.ts'
import { isBulk, type Message } from './outbox.ts'
import { openChatPaces } from './pace.ts'

export type Lines = ReturnType<typeof openLines>

/**
 * What a process has in hand to send: a line of messages for each chat, the most urgent first, and for each
 * urgency the chats whose turn it is. A chat that was just spoken to rests; `onRested` is called when a chat
 * may be spoken to again.
 */
export function openLines(onRested: () => void, sendsPerSecondAndChat: number) {
  const paces = openChatPaces(sendsPerSecondAndChat)
  const chats = new Map<number, Message[]>()
  const ready: Record<Priority, number[]> = { 0: [], 1: [], 2: [], 3: [] }
  const resting = new Map<number, NodeJS.Timeout>()
  /** When each message came into this process's hands. */
  const inHand = new Map<number, number>()
  const onTheWay = new Set<number>()
  let bulkInHand = 0

  function put(message: Message) {
    const { id, chatId } = message
    if (inHand.has(id)) return
    inHand.set(id, Date.now())
    if (isBulk(message)) bulkInHand += 1
    const line = chats.get(chatId)
    if (!line) {
      chats.set(chatId, [message])
      ready[message.priority].push(chatId)
      return
    }
    // The place is behind everything as urgent and ahead of everything less urgent, but never ahead of the
    // message that is already on its way.
    const first = onTheWay.has(chatId) ? 1 : 0
    let at = line.length
    while (at > first && order(message, line[at - 1]!) < 0) at -= 1
    line.splice(at, 0, message)
    if (at === 0) makeReady(chatId)
  }

  /** It is the chat's turn again, by its first message, wherever it stood before. */
  function makeReady(chatId: number) {
    clearTimeout(resting.get(chatId))
    resting.delete(chatId)
    for (const line of Object.values(ready)) {
      const place = line.indexOf(chatId)
      if (place >= 0) line.splice(place, 1)
    }
    const first = chats.get(chatId)?.[0]
    if (first) ready[first.priority].push(chatId)
    else chats.delete(chatId)
  }

  /** The next chat of an urgency that may be spoken to now. */
  function nextOf(urgency: Priority): number | undefined {
    for (;;) {
      const chatId = ready[urgency].shift()
      const first = chatId === undefined ? undefined : chats.get(chatId)?.[0]
      if (chatId === undefined) return undefined
      if (!first) continue
      const wait = paces.waitOf(chatId, first.priority)
      if (wait === 0) return chatId
      const rested = () => {
        makeReady(chatId)
        onRested()
      }
      resting.set(chatId, setTimeout(rested, wait))
    }
  }

  /** Takes messages out of hand. */
  function forget(messages: readonly Message[]) {
    for (const message of messages) {
      if (!inHand.delete(message.id)) continue
      if (isBulk(message)) bulkInHand -= 1
      const line = chats.get(message.chatId)
      line?.splice(line.indexOf(message), 1)
    }
  }

  return {
    put,
    /** The next chat with an answer or a decision, or with bulk. */
    nextUrgent: () => nextOf(priority.answer) ?? nextOf(priority.decision),
    nextBulk: () => nextOf(priority.reminder) ?? nextOf(priority.broadcast),
    bulkWaits: () => ready[priority.reminder].length + ready[priority.broadcast].length > 0,
    /** The chat's first message is on its way until `endTurn`. */
    beginTurn(chatId: number): Message | undefined {
      const first = chats.get(chatId)?.[0]
      if (!first || onTheWay.has(chatId)) return undefined
      onTheWay.add(chatId)
      return first
    },
    /** What is left for the chat waits for its next turn, behind other chats. */
    endTurn(chatId: number) {
      onTheWay.delete(chatId)
      // What came meanwhile may go before what could not be sent.
      const [first] = chats.get(chatId)?.sort(order) ?? []
      if (first) ready[first.priority].push(chatId)
      else chats.delete(chatId)
    },
    countSent: (message: Message) => paces.count(message.chatId, message.priority),
    forget,
    of: (chatId: number): readonly Message[] => [...(chats.get(chatId) ?? [])],
    size: () => inHand.size,
    bulkInHand: () => bulkInHand,
    ids: () => [...inHand.keys()],
    /** Those that are here for longer than this. */
    olderThan(milliseconds: number): number[] {
      const since = Date.now() - milliseconds
      return [...inHand].filter(([, at]) => at < since).map(([id]) => id)
    },
    /** Of these messages the ones kept are here anew, the others are dropped but for what is on its way. */
    keepOnly(kept: ReadonlySet<number>, asked: readonly number[]) {
      for (const id of kept) if (inHand.has(id)) inHand.set(id, Date.now())
      const lost = new Set(asked.filter((id) => !kept.has(id)))
      if (lost.size === 0) return
      for (const [chatId, line] of [...chats]) {
        const isSent = onTheWay.has(chatId)
        const gone = line.filter(({ id }, at) => lost.has(id) && !(isSent && at === 0))
        if (gone.length === 0) continue
        forget(gone)
        if (!isSent) makeReady(chatId)
      }
    },
    /** Nobody's turn comes any more. */
    close() {
      for (const timer of resting.values()) clearTimeout(timer)
      for (const line of Object.values(ready)) line.length = 0
    },
  }
}

function order(one: Message, other: Message): number {
  return one.priority - other.priority || one.id - other.id
}
