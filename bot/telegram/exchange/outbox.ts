import { type Priority, priority } from '../../../core/notices/notice.ts'
import type { Database } from '../../../prisma/database.ts'
import { batching } from './batch.ts'
import { reasonOf } from './faults.ts'
import type { Outgoing } from './outgoing.ts'

export interface Message {
  readonly id: number
  readonly chatId: number
  readonly priority: Priority
  readonly body: Outgoing
  attempts: number
}

export function isBulk(message: Message): boolean {
  return message.priority >= priority.reminder
}

/**
 * What became of a bulk message before it is sent. 'gone': it was paused, postponed or taken over; 'said':
 * the same words were said just now.
 */
export type SendVerdict = 'send' | 'gone' | 'said' | 'unreachable'

export const leaseSeconds = 30
const mostAttempts = 12
const mostUrgentTaken = 200
const sameWordsMinutes = 5
const mostPostponed = 5000

/**
 * The outbox's table as a sender sees it: every statement about what is sent. On the way of an answer lies
 * only the last one, which marks it as sent.
 */
export function openOutbox({ pool }: Database, lease: string) {
  /**
   * An answer was sent. What was said to a person is not kept; only a key stays, so that the same thing is
   * not said again.
   */
  const markSent = batching<number, true>(async (ids) => {
    await pool.query({
      name: 'outbox-sent',
      text: `with keyed as (
               update outbox_message set state = 'SENT', sent_at = now(), body = '{}', error = null
               where id = any($1::bigint[]) and key is not null)
             delete from outbox_message where id = any($1::bigint[]) and key is null`,
      values: [ids],
    })
    return ids.map(() => true as const)
  })

  /**
   * Something other than an answer was sent. A fingerprint stays for some minutes, so that the same words are
   * not said twice.
   */
  const markSaid = batching<{ id: number; said: string }, true>(async (sent) => {
    await pool.query({
      name: 'outbox-said',
      text: `update outbox_message set state = 'SENT', sent_at = now(), body = '{}', error = null, said = sent.said
             from unnest($1::bigint[], $2::text[]) as sent(id, said) where outbox_message.id = sent.id`,
      values: [sent.map(({ id }) => id), sent.map(({ said }) => said)],
    })
    return sent.map(() => true as const)
  })

  return {
    async sent(message: Message, said: string | undefined): Promise<void> {
      const mark = () => (said === undefined ? markSent(message.id) : markSaid({ id: message.id, said }))
      // What is not marked is said again: worth a second try.
      await mark().catch(mark)
    },

    /**
     * Takes over what nobody holds: other transactions' messages, due retries, and what a crashed process
     * left. It takes one bulk message per chat at a time, so that a chat with a long line keeps nobody
     * waiting.
     */
    async take(mostBulk: number): Promise<Message[]> {
      const { rows } = await pool.query<Omit<Message, 'chatId'> & { chat_id: number }>({
        name: 'outbox-take',
        text: `
          with urgent as (
            select id, chat_id, priority from outbox_message
            where state = 'NEW' and quiet_until is null and priority < ${priority.reminder} and not_before <= now()
              and (leased_until is null or leased_until < now())
            order by priority, id limit ${mostUrgentTaken} for update skip locked
          ), bulk as (
            select id, chat_id, priority from outbox_message waiting
            where state = 'NEW' and quiet_until is null and priority >= ${priority.reminder} and not_before <= now()
              and (leased_until is null or leased_until < now())
              and not exists (
                select 1 from outbox_message earlier where earlier.chat_id = waiting.chat_id and earlier.state = 'NEW'
                  and earlier.quiet_until is null and earlier.priority >= ${priority.reminder}
                  and (earlier.priority, earlier.id) < (waiting.priority, waiting.id))
            order by priority, id limit $2 for update skip locked
          ), due as (
            select * from urgent union all select * from bulk
          ), mine as (
            select id from due where pg_try_advisory_xact_lock(chat_id)
              and not exists (
                select 1 from outbox_message earlier where earlier.chat_id = due.chat_id and earlier.state = 'NEW'
                  and earlier.id < due.id and earlier.priority <= due.priority
                  and ((earlier.leased_until >= now() and earlier.lease <> $1) or earlier.not_before > now()))
          )
          update outbox_message set lease = $1, leased_until = now() + interval '${leaseSeconds} seconds'
          where id in (select id from mine) returning id, chat_id, priority, body, attempts`,
        values: [lease, mostBulk],
      })
      return rows
        .sort((a, b) => a.priority - b.priority || a.id - b.id)
        .map(({ chat_id, ...row }) => ({ ...row, chatId: chat_id }))
    },

    /** Asked for every bulk message when its turn has come: is it still to be sent, and by this process? */
    async claim({ id, chatId }: Message, said: string | undefined): Promise<SendVerdict> {
      const { rows } = await pool.query<{ mine: boolean; said: boolean; unreachable: boolean }>({
        name: 'outbox-claim',
        text: `
          select exists (
              select 1 from outbox_message waiting left join broadcast on broadcast.id = waiting.broadcast_id
              where waiting.id = $1 and state = 'NEW' and lease = $2 and quiet_until is null
                and broadcast.paused_at is null and broadcast.stopped_at is null) as mine,
            exists (select 1 from outbox_message where chat_id = $3 and said = $4
              and sent_at > now() - interval '${sameWordsMinutes} minutes') as said,
            exists (select 1 from account where id = $3 and unreachable_at is not null) as unreachable`,
        values: [id, lease, chatId, said ?? null],
      })
      const [found] = rows
      if (!found?.mine) return 'gone'
      if (found.unreachable) return 'unreachable'
      return found.said ? 'said' : 'send'
    },

    /**
     * Were these the last words that the chat heard without having asked, minutes ago? Only the last words
     * count, so what was undone meanwhile is said again.
     */
    async wasLastSaid(chatId: number, said: string): Promise<boolean> {
      const { rows } = await pool.query<{ said: string }>({
        name: 'outbox-last-said',
        text: `select said from outbox_message where chat_id = $1 and said is not null
                 and sent_at > now() - interval '${sameWordsMinutes} minutes' order by sent_at desc, id desc limit 1`,
        values: [chatId],
      })
      return rows[0]?.said === said
    },

    /**
     * Tries again after ever longer waits and gives up in the end. It does not give up while nothing can be
     * sent to anybody, because that is no message's fault.
     */
    async later(
      message: Message,
      error: unknown,
      { isOutage }: { isOutage: boolean },
    ): Promise<'later' | 'given up'> {
      const attempts = isOutage ? Math.min(message.attempts + 1, mostAttempts - 1) : message.attempts + 1
      const gaveUp = attempts >= mostAttempts
      const wait = Math.min(60, 0.5 * 2 ** message.attempts)
      await pool.query(
        `update outbox_message set attempts = $2, error = $3, state = $4::"OutboxState", lease = null, leased_until = null,
           not_before = now() + make_interval(secs => $5) where id = $1`,
        [message.id, attempts, reasonOf(error), gaveUp ? 'FAILED' : 'NEW', wait],
      )
      return gaveUp ? 'given up' : 'later'
    },

    async failed({ id }: Message, error: unknown): Promise<void> {
      await pool.query(`update outbox_message set state = 'FAILED', error = $2 where id = $1`, [
        id,
        reasonOf(error),
      ])
    },

    /**
     * The chat cannot be reached. The school sees it, and all bulk that waits for the chat is closed together
     * instead of being tried one by one. /status shows everything when they come back.
     */
    async unreachable({ id, chatId }: Message): Promise<void> {
      await pool.query(
        `with gone as (update account set unreachable_at = coalesce(unreachable_at, now()) where id = $1)
         update outbox_message set state = 'UNREACHABLE', body = '{}', lease = null, leased_until = null
         where chat_id = $1 and state = 'NEW' and (id = $2 or priority >= ${priority.reminder})`,
        [chatId, id],
      )
    },

    /**
     * Bulk that comes up in quiet hours waits for the morning, whichever process holds it. What may disturb
     * goes on.
     */
    async postpone(until: Date): Promise<void> {
      await pool.query({
        name: 'outbox-postpone',
        text: `update outbox_message set quiet_until = $1, lease = null, leased_until = null where id in (
                 select id from outbox_message where state = 'NEW' and quiet_until is null and priority >= ${priority.reminder}
                   and not body ? 'mayDisturb' order by id limit ${mostPostponed} for update skip locked)`,
        values: [until],
      })
    },

    /** Keeps what waits in hand; tells which of it is still this process's. */
    async renew(ids: readonly number[]): Promise<Set<number>> {
      const { rows } = await pool.query<{ id: number }>(
        `update outbox_message set leased_until = now() + interval '${leaseSeconds} seconds'
         where id = any($1::bigint[]) and lease = $2 and state = 'NEW' returning id`,
        [ids, lease],
      )
      return new Set(rows.map(({ id }) => id))
    },

    async letGo(ids: readonly number[]): Promise<void> {
      await pool.query(
        `update outbox_message set lease = null, leased_until = null
         where id = any($1::bigint[]) and lease = $2 and state = 'NEW'`,
        [ids, lease],
      )
    },
  }
}

/**
 * Lets what waited for the morning go out.
 *
 * @param now by the clock of the verification
 */
export async function freePostponed({ pool }: Database, now: Date): Promise<void> {
  await pool.query(`update outbox_message set quiet_until = null where state = 'NEW' and quiet_until <= $1`, [
    now,
  ])
}
