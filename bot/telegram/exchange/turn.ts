import type { Update } from 'grammy/types'
import { type Priority, priority } from '../../../core/notices/notice.ts'
import type { Database, Transaction } from '../../../prisma/database.ts'
import { LeaseLost, Overtaken } from './faults.ts'
import type { ClaimedUpdate } from './inbox.ts'
import type { Outgoing } from './outgoing.ts'
import type { Sender } from './sender.ts'
import { type TurnRecord, type Written, type WrittenRow, writeTurnsSql, writtenOf } from './write-turn.ts'

/**
 * One update of one person and all that comes of it. Everything said is written in one statement with the
 * mark that the update is handled, or within the transaction of a decision. So a turn stands whole or not at
 * all, and a turn that is tried again starts from nothing.
 */
export interface Turn {
  readonly update: Update
  readonly laneId: number
  /** Sent after commit, in this order. */
  send(outgoing: Outgoing, options?: { chatId?: number; priority?: Priority }): void
  /** Where the dialogue stands from now on. */
  setFocus(focus: object | null): void
  /** The one conditional write of an answer: new answers over the version they were read at. */
  writeDraft(write: DraftWrite): void
  keepConversation(key: string, value: unknown | undefined): void
  /** Runs a decision in one transaction together with what is said of it. Ends the turn. */
  commit<Result>(
    decide: (tx: Transaction) => Promise<Result>,
    /** For a decision about many people at once; a few seconds by default. */
    options?: { timeoutSeconds?: number },
  ): Promise<Result>
  /** Runs after the turn has been written; best effort. */
  afterwards(task: () => Promise<unknown>): void
  /** Writes the turn if no decision did. */
  finish(): Promise<void>
}

export interface DraftWrite {
  readonly draftId: string
  readonly version: number
  readonly answers: object
  readonly asking: string | null
  readonly now: Date
}

export interface TurnMeans {
  readonly database: Database
  readonly sender: Sender
  readonly write: (turn: TurnRecord) => Promise<Written>
}

export function openTurn(taken: ClaimedUpdate, { database, sender, write }: TurnMeans): Turn {
  const messages: { chat_id: number; priority: Priority; body: Outgoing }[] = []
  const tasks: (() => Promise<unknown>)[] = []
  const conversations = new Map<string, unknown>()
  let focus: { value: object | null } | undefined
  let draft: DraftWrite | undefined
  let finished = false

  function record(): TurnRecord {
    return {
      laneId: taken.laneId,
      updateId: taken.updateId,
      lease: taken.lease,
      arrivalsSeen: taken.release?.arrivalsSeen ?? null,
      draft: draft
        ? {
            id: draft.draftId,
            version: draft.version,
            answers: draft.answers,
            asking: draft.asking,
            at: draft.now,
          }
        : null,
      focus: focus ?? null,
      conversations: [...conversations].map(([key, value]) => ({ key, value: value ?? null })),
      messages,
    }
  }

  function messageIdsOf(written: Written): (number | null)[] {
    if (written.outcome === 'done') return written.messageIds
    throw written.outcome === 'lost' ? new LeaseLost() : new Overtaken()
  }

  function deliver(messageIds: readonly (number | null)[]) {
    finished = true
    sender.deliver(
      messages.flatMap(({ chat_id, priority: urgency, body }, at) => {
        const id = messageIds[at]
        return typeof id === 'number' ? [{ id, chatId: chat_id, priority: urgency, body, attempts: 0 }] : []
      }),
    )
    if (messageIds.includes(null)) sender.wake()
    for (const task of tasks) {
      task().catch(() => {
        // Best effort by definition: an acknowledged tap or a typing sign that came too late changes nothing.
      })
    }
  }

  return {
    update: taken.update,
    laneId: taken.laneId,
    send(body, { chatId = taken.laneId, priority: urgency = priority.answer } = {}) {
      messages.push({ chat_id: chatId, priority: urgency, body })
    },
    setFocus(value) {
      focus = { value }
    },
    writeDraft(write) {
      draft = write
    },
    keepConversation(key, value) {
      conversations.set(key, value)
    },
    afterwards(task) {
      tasks.push(task)
    },
    async commit(decide, { timeoutSeconds = 5 } = {}) {
      if (finished) throw new Error('This turn has already been written.')
      const [result, messageIds] = await database.prisma.$transaction(
        async (tx) => {
          const decided = await decide(tx)
          const rows = await tx.$queryRawUnsafe<WrittenRow[]>(
            writeTurnsSql,
            JSON.stringify([record()]),
            sender.lease,
            sender.leaseSeconds,
          )
          return [decided, messageIdsOf(writtenOf(rows[0]!))] as const
        },
        { timeout: timeoutSeconds * 1000 },
      )
      deliver(messageIds)
      sender.wake()
      return result
    },
    async finish() {
      if (!finished) deliver(messageIdsOf(await write(record())))
    },
  }
}
