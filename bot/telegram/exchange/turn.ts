import type { Update } from 'grammy/types'
import type { Database, Transaction } from '../../../prisma/database.ts'
import { LeaseLost, Overtaken } from './faults.ts'
import type { Taken } from './inbox.ts'
import { type Outgoing, type Priority, priority } from './outgoing.ts'
import type { Sender } from './sender.ts'

/**
 * One update of one person and all that comes of it. What is said is gathered and written in one statement together
 * with the mark that the update is handled, or within the transaction of a decision: either everything of a turn
 * stands or nothing does, and a turn that is tried again starts from nothing.
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
  commit<Result>(decide: (tx: Transaction) => Promise<Result>): Promise<Result>
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

export function openTurn(taken: Taken, database: Database, sender: Sender): Turn {
  const messages: { chat_id: number; priority: Priority; body: Outgoing }[] = []
  const tasks: (() => Promise<unknown>)[] = []
  const conversations = new Map<string, unknown>()
  let focus: { value: object | null } | undefined
  let draft: DraftWrite | undefined
  let finished = false

  /** Everything of the turn in one statement; parts that a turn has not are not in its text. */
  function statement() {
    const values: unknown[] = []
    const $ = (value: unknown) => `$${values.push(value)}`
    const parts: string[] = []
    let condition = ''
    if (draft) {
      parts.push(`draft_written as (
        update draft set answers = ${$(JSON.stringify(draft.answers))}::jsonb, asking = ${$(draft.asking)},
          version = version + 1, updated_at = ${$(draft.now)}::timestamptz
        where id = ${$(draft.draftId)}::uuid and version = ${$(draft.version)} returning 1)`)
      condition = ' and exists (select 1 from draft_written)'
    }
    const lane = `id = ${$(taken.laneId)}::bigint and lease = ${$(taken.lease)}`
    const letsGo = taken.release
      ? `leased_until = null, lease = null,
         ready_at = case when arrivals = ${$(taken.release.arrivalsSeen)}::bigint then null else now() end`
      : `leased_until = greatest(leased_until, now() + interval '60 seconds')`
    parts.push(`held as (update inbox_lane set ${letsGo} where ${lane}${condition} returning 1)`)
    parts.push(`done as (
      update inbox_update set state = 'DONE', payload = null, handled_at = now(), error = null
      where update_id = ${$(taken.updateId)}::bigint and state = 'NEW' and exists (select 1 from held) returning 1)`)
    if (focus) {
      const value = focus.value === null ? null : JSON.stringify(focus.value)
      parts.push(`focused as (
        update account set focus = ${$(value)}::jsonb where id = ${$(taken.laneId)}::bigint and exists (select 1 from done))`)
    }
    for (const [at, [key, value]] of [...conversations].entries()) {
      parts.push(
        value === undefined
          ? `talked_${at} as (delete from conversation where key = ${$(key)} and exists (select 1 from done))`
          : `talked_${at} as (insert into conversation (key, value) select ${$(key)}, ${$(JSON.stringify(value))}::jsonb from done
             on conflict (key) do update set value = excluded.value, updated_at = now())`,
      )
    }
    parts.push(`sent as (
      insert into outbox_message (chat_id, priority, body, lease, leased_until)
      select chat_id, priority, body, ${$(sender.lease)}, now() + make_interval(secs => ${sender.leaseSeconds})
      from jsonb_to_recordset(${$(JSON.stringify(messages))}::jsonb) as m(chat_id bigint, priority int, body jsonb), done
      returning id)`)
    const text = `with ${parts.join(',\n')}
      select (select count(*)::int from done) as done, (select count(*)::int from held) as held,
        array(select id from sent order by id) as ids`
    return { text, values }
  }

  function settle(
    row: { done: number; held: number; ids: (number | string | bigint)[] } | undefined,
  ): () => void {
    if (!row || row.done === 0) throw row && row.held === 0 && draft ? new Overtaken() : new LeaseLost()
    return () => {
      sender.deliver(
        messages.map((message, at) => ({
          id: Number(row.ids[at]),
          chatId: message.chat_id,
          priority: message.priority,
          body: message.body,
          attempts: 0,
        })),
      )
      for (const task of tasks) {
        task().catch(() => {
          // Best effort by definition: an acknowledged tap or a typing sign that came too late changes nothing.
        })
      }
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
    async commit(decide) {
      if (finished) throw new Error('This turn has already been written.')
      const [result, deliver] = await database.prisma.$transaction(async (tx) => {
        const decided = await decide(tx)
        const { text, values } = statement()
        const rows = await tx.$queryRawUnsafe<{ done: number; held: number; ids: bigint[] }[]>(
          text,
          ...values,
        )
        return [decided, settle(rows[0])] as const
      })
      finished = true
      deliver()
      sender.wake()
      return result
    },
    async finish() {
      if (finished) return
      const { text, values } = statement()
      const { rows } = await database.pool.query<{ done: number; held: number; ids: string[] }>({
        name: nameOf(text),
        text,
        values,
      })
      settle(rows[0])()
      finished = true
    },
  }
}

/** The few shapes a turn can have are prepared once per connection. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `turn-${names.size}`
  names.set(text, name)
  return name
}
