import { randomUUID } from 'node:crypto'
import type { Update } from 'grammy/types'
import type { Sealer } from '../../../core/people/sealing.ts'
import type { Database } from '../../../prisma/database.ts'
import { batching } from './batch.ts'
import { LeaseLost, Overtaken, reasonOf } from './faults.ts'

/** How long a person's lane stays with a process that says nothing more; handling is meant to take far less. */
const leaseSeconds = 60
/** Waits before the second, third … try of an update that failed by our own fault. */
const retryAfterSeconds = [1, 4, 15, 60]
const pollMilliseconds = 400
const lanesAtOnce = 32

/** One update of a lane, held under a lease. `last`: nothing else was waiting when it was taken. */
export interface Taken {
  readonly updateId: number
  readonly laneId: number
  readonly update: Update
  readonly attempts: number
  readonly lease: string
  readonly release: { readonly arrivalsSeen: number } | undefined
}

export interface Inbox {
  /** Keeps the updates, each once, and returns when they are on disk. Both transports end here. */
  accept(updates: readonly Update[]): Promise<void>
  /** Handles what waits, every person's updates one after another, different people in parallel, until `stop`. */
  work(
    handle: (taken: Taken) => Promise<void>,
    onParked: (taken: Taken, error: unknown) => Promise<void>,
  ): void
  stop(): Promise<void>
}

export function openInbox(
  database: Database,
  sealer: Sealer,
  { retrySeconds = retryAfterSeconds } = {},
): Inbox {
  const { pool } = database
  const lease = randomUUID()
  let wake = () => {}
  let stopped = false
  let working: Promise<void> | undefined
  const busy = new Set<Promise<void>>()

  const keep = batching<Update, true>(
    async (updates) => {
      // Lanes are taken in one order by everybody, so that two processes cannot wait for each other.
      await pool.query({
        name: 'inbox-accept',
        text: `
          with incoming as (
            select * from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as t(update_id, lane_id, payload)
          ), kept as (
            insert into inbox_update (update_id, lane_id, payload) select distinct on (update_id) * from incoming
            on conflict (update_id) do nothing returning lane_id
          )
          insert into inbox_lane (id, arrivals, ready_at)
          select lane_id, count(*), now() from kept group by lane_id order by lane_id
          on conflict (id) do update set arrivals = inbox_lane.arrivals + excluded.arrivals,
            ready_at = coalesce(inbox_lane.ready_at, excluded.ready_at)`,
        values: [
          updates.map((update) => update.update_id),
          updates.map(laneOf),
          updates.map((update) => sealer.seal(JSON.stringify(update), inboxPlace(update.update_id))),
        ],
      })
      wake()
      return updates.map(() => true as const)
    },
    { atOnce: 4 },
  )

  /** Takes ready lanes that nobody holds, each with what waits in it. */
  async function takeLanes(most: number): Promise<Taken[][]> {
    const { rows } = await pool.query<{
      id: number
      arrivals: number
      update_id: number | null
      payload: Buffer
      attempts: number
    }>({
      name: 'inbox-take',
      text: `
        with lane as (
          update inbox_lane set leased_until = now() + make_interval(secs => ${leaseSeconds}), lease = $1
          where id in (
            select id from inbox_lane
            where ready_at <= now() and (leased_until is null or leased_until < now())
            order by ready_at limit $2 for update skip locked)
          returning id, arrivals
        )
        select lane.id, lane.arrivals, waiting.update_id, waiting.payload, waiting.attempts
        from lane left join lateral (
          select update_id, payload, attempts from inbox_update
          where lane_id = lane.id and state = 'NEW' order by update_id limit 50
        ) as waiting on true order by lane.id, waiting.update_id`,
      values: [lease, most],
    })
    const lanes = new Map<number, Taken[]>()
    for (const row of rows) {
      if (row.update_id === null) {
        await settle(row.id, row.arrivals)
        continue
      }
      const lane = lanes.get(row.id) ?? []
      lanes.set(row.id, lane)
      lane.push({
        updateId: row.update_id,
        laneId: row.id,
        update: readUpdate(sealer.open(row.payload, inboxPlace(row.update_id)).toString()),
        attempts: row.attempts,
        lease,
        release: { arrivalsSeen: row.arrivals },
      })
    }
    // Only the last of a lane lets go of it.
    return [...lanes.values()].map((lane) =>
      lane.map((taken, at) =>
        at === lane.length - 1 && lane.length < 50 ? taken : { ...taken, release: undefined },
      ),
    )
  }

  async function workLane(
    lane: Taken[],
    handle: (taken: Taken) => Promise<void>,
    onParked: (taken: Taken, error: unknown) => Promise<void>,
  ) {
    for (const taken of lane) {
      try {
        await handle(taken)
      } catch (error) {
        if (error instanceof LeaseLost) return
        const wait = error instanceof Overtaken ? 0 : retrySeconds[taken.attempts]
        if (wait === undefined) {
          await onParked(taken, error)
          await letGo(taken.laneId, 0)
        } else {
          await pool.query(
            `update inbox_update set attempts = attempts + 1, error = $2 where update_id = $1`,
            [taken.updateId, reasonOf(error)],
          )
          await letGo(taken.laneId, wait)
        }
        return
      }
    }
    if (lane.at(-1)?.release === undefined && lane.length > 0) await letGo(lane[0]!.laneId, 0)
  }

  /** Lets go of a lane in which nothing waits, unless something arrived meanwhile. */
  async function settle(laneId: number, arrivalsSeen: number) {
    await pool.query(
      `update inbox_lane set leased_until = null, lease = null,
         ready_at = case when arrivals = $3 then null else now() end where id = $1 and lease = $2`,
      [laneId, lease, arrivalsSeen],
    )
  }

  /** Gives a lane back to be taken again after `seconds`, because something of it still waits. */
  async function letGo(laneId: number, seconds: number) {
    await pool.query(
      `update inbox_lane set leased_until = null, lease = null, ready_at = now() + make_interval(secs => $3)
       where id = $1 and lease = $2`,
      [laneId, lease, seconds],
    )
  }

  async function loop(
    handle: (taken: Taken) => Promise<void>,
    onParked: (taken: Taken, error: unknown) => Promise<void>,
  ) {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const free = lanesAtOnce - busy.size
      let lanes: Taken[][] = []
      if (free > 0) {
        try {
          lanes = await takeLanes(free)
        } catch {
          await sleep(pollMilliseconds)
          continue
        }
      }
      for (const lane of lanes) {
        const work = workLane(lane, handle, onParked)
          .catch(() => {
            // The lease runs out by itself and the lane is taken again.
          })
          .finally(() => {
            busy.delete(work)
            if (busy.size >= lanesAtOnce - 1) wake()
          })
        busy.add(work)
      }
      if (lanes.length === 0) await Promise.race([woken, sleep(pollMilliseconds)])
    }
  }

  return {
    async accept(updates) {
      await Promise.all(updates.map(keep))
    },
    work(handle, onParked) {
      working = loop(handle, onParked)
    },
    async stop() {
      stopped = true
      wake()
      await working
      await Promise.allSettled(busy)
    },
  }
}

/** Whose update it is: the person who acted, or the chat where nobody is named. */
export function laneOf(update: Update): number {
  for (const part of Object.values(update)) {
    if (typeof part !== 'object' || part === null) continue
    const from =
      (part as { from?: { id?: number } }).from?.id ?? (part as { user?: { id?: number } }).user?.id
    if (from !== undefined) return from
    const chat = (part as { chat?: { id?: number } }).chat?.id
    if (chat !== undefined) return chat
  }
  return 0
}

/** PostgreSQL's text and JSON refuse NUL and halves of surrogate pairs; a message may hold anything. */
function readUpdate(json: string): Update {
  const suspicious = /\\u0000|\\ud[89a-f]/i.test(json)
  const clean = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value
  return JSON.parse(json, suspicious ? clean : undefined) as Update
}

export function inboxPlace(updateId: number): string {
  return `inbox_update.payload.${updateId}`
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
