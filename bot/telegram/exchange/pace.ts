import { type Priority, priority as priorities } from '../../../core/notices/notice.ts'
import type { Database } from '../../../prisma/database.ts'

/** How many places of bulk are reserved at once, and how many are kept ahead, so that none passes unused. */
const reservedAtOnce = 6
const reservedAhead = 4
/** What a hiccup cost is made up for; older places are lost. */
const catchUpMilliseconds = 250
/** What is not bulk takes room from it, and holds it up for no longer than this once it pauses. */
const mostTakenByUrgentSeconds = 1
const reportMilliseconds = 250

export interface Pace {
  /** Until when the messenger wants silence, in milliseconds of Date.now(). */
  silentUntil(): number
  /** The messenger asked every process to be silent. */
  keepSilence(seconds: number): Promise<void>
  /** Reads what other processes were told, and tells them what was sent ahead of bulk. */
  exchange(): Promise<void>
  countUrgent(): void
  /** Milliseconds until the next place of bulk; 0 when one is there; undefined while none is reserved. */
  nextPlace(): number | undefined
  takePlace(): void
  /** Nothing was sent in the place that was taken. */
  givePlaceBack(): void
  /** Reserves places if few are left; resolves when that is done. */
  reserve(): Promise<void> | undefined
}

/**
 * The messenger's limit, kept by all processes together in one row. Bulk is sent in places reserved ahead,
 * one every 1/perSecond. What goes ahead of bulk never waits for a place, and is taken off afterwards.
 */
export function openPace({ pool }: Database, perSecond: number): Pace {
  const cost = 1 / perSecond
  let silentUntil = 0
  let urgent = 0
  let reportedAt = 0
  let places: number[] = []
  let reserving = false

  /** A place that is long past is not made up for. */
  function usable(): number[] {
    const oldest = Date.now() - catchUpMilliseconds
    while (places.length > 0 && places[0]! < oldest) places.shift()
    return places
  }

  function hear(silentMilliseconds: number | null | undefined) {
    silentUntil = Math.max(silentUntil, Date.now() + (silentMilliseconds ?? 0))
  }

  function takeUrgent(): number {
    const sent = urgent
    urgent = 0
    reportedAt = Date.now()
    return Math.min(mostTakenByUrgentSeconds, sent * cost)
  }

  return {
    silentUntil: () => silentUntil,
    async keepSilence(seconds) {
      hear(seconds * 1000)
      places = []
      await pool.query(
        `update send_pace set paused_until = greatest(paused_until, now() + make_interval(secs => $1)) where id = 'all'`,
        [seconds],
      )
    },
    async exchange() {
      const report = urgent > 0 && Date.now() - reportedAt >= reportMilliseconds
      const { rows } = await pool.query<{ silent: number | null }>({
        name: report ? 'pace-report' : 'pace-read',
        text: `
          ${
            report
              ? `with taken as (update send_pace set next_at = least(greatest(next_at, now()) + make_interval(secs => $1),
            greatest(next_at, now() + make_interval(secs => $2))) where id = 'bulk')`
              : ''
          }
          select (extract(epoch from paused_until - now()) * 1000)::float8 as silent from send_pace where id = 'all'`,
        values: report ? [takeUrgent(), mostTakenByUrgentSeconds] : [],
      })
      hear(rows[0]?.silent)
    },
    countUrgent() {
      urgent += 1
    },
    nextPlace() {
      const [next] = usable()
      return next === undefined ? undefined : Math.max(0, next - Date.now())
    },
    takePlace() {
      places.shift()
    },
    givePlaceBack() {
      places.unshift(Date.now())
    },
    reserve() {
      if (reserving || usable().length > reservedAhead || Date.now() < silentUntil) return undefined
      reserving = true
      return pool
        .query<{ first: number; silent: number | null }>({
          name: 'pace-reserve',
          text: `
            update send_pace bulk set
              next_at = least(greatest(bulk.next_at, now() - make_interval(secs => $3)) + make_interval(secs => $2),
                greatest(bulk.next_at, now() + make_interval(secs => $4))) + make_interval(secs => $1)
            from send_pace everybody where bulk.id = 'bulk' and everybody.id = 'all'
            returning (extract(epoch from bulk.next_at - now()) * 1000)::float8 - $1::float8 * 1000 as first,
              (extract(epoch from everybody.paused_until - now()) * 1000)::float8 as silent`,
          values: [reservedAtOnce * cost, takeUrgent(), catchUpMilliseconds / 1000, mostTakenByUrgentSeconds],
        })
        .then(({ rows: [row] }) => {
          hear(row?.silent)
          const first = Date.now() + (row?.first ?? 0)
          for (let n = 0; n < reservedAtOnce; n += 1) places.push(first + n * cost * 1000)
        })
        .finally(() => {
          reserving = false
        })
    },
  }
}

/** A chat may get a few messages at once and then keeps to its pace. Answers may be more at once. */
const chatBurst = 5
const answerBurst = 20
const fewChats = 5000

/**
 * The pace of each chat, kept by the process that holds the chat's messages. Answers follow the person's own
 * hand, so they wait only if they come faster than anybody could read; they hold up reminders and broadcasts,
 * but no decision.
 */
export function openChatPaces(perSecond: number) {
  const step = 1000 / perSecond
  /**
   * For each chat, when its messages would have been sent at the steady pace: all of them, all but the
   * answers, and the answers alone.
   */
  const due = new Map<number, { all: number; told: number; answered: number }>()
  let forgetAt = fewChats

  return {
    /** Milliseconds until a message as urgent may go to this chat. */
    waitOf(chatId: number, priority: Priority): number {
      const sent = due.get(chatId)
      if (!sent) return 0
      if (priority === priorities.answer) return waitFor(sent.answered, answerBurst)
      return waitFor(priority === priorities.decision ? sent.told : sent.all, chatBurst)
    },
    count(chatId: number, priority: Priority) {
      const now = Date.now()
      const { all, told, answered } = due.get(chatId) ?? { all: now, told: now, answered: now }
      const isAnswer = priority === priorities.answer
      const next = Math.max(all, now) + step
      // However much somebody was answered, what else there is to say waits a second at most once they pause.
      const most = isAnswer ? now + chatBurst * step : next
      due.set(chatId, {
        all: Math.max(all, Math.min(next, most)),
        told: isAnswer ? told : Math.max(told, now) + step,
        answered: isAnswer ? Math.max(answered, now) + step : answered,
      })
      if (due.size > forgetAt) forget(now)
    },
  }

  function waitFor(at: number, burst: number): number {
    return Math.max(0, at - (burst - 1) * step - Date.now())
  }

  function forget(now: number) {
    for (const [chatId, { all, answered }] of due) if (Math.max(all, answered) < now) due.delete(chatId)
    forgetAt = Math.max(fewChats, 2 * due.size)
  }
}
