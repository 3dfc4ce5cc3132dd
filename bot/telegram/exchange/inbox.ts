import type { Update } from 'grammy/types'
import type { Sealer } from '../../../core/privacy/sealing.ts'
import type { Database } from '../../../prisma/database.ts'
import { batching } from './batch.ts'
import { LeaseLost, Overtaken, reasonOf } from './faults.ts'
import { newLease } from './lease.ts'

/** How long a silent process keeps a person's lane. Handling is meant to take far less. */
export const leaseSeconds = 60
/** Waits before the second, third … try of an update that failed by our own fault. */
const retryAfterSeconds = [1, 4, 15, 60]
const pollMilliseconds = 400
const lanesAtOnce = 128
const mostTakenPerLane = 50

/** One update of a lane, held under a lease. */
export interface ClaimedUpdate {
  readonly updateId: number
  readonly laneId: number
  readonly update: Update
  readonly attempts: number
  readonly lease: string
  /**
   * Set on the last update that is known to wait. With it the lane is released, unless more has arrived since
   * this count.
   */
  readonly release: { readonly arrivalsSeen: number } | undefined
}

export type Handle = (taken: ClaimedUpdate) => Promise<void>
export type OnParked = (taken: ClaimedUpdate, error: unknown) => Promise<void>

export interface Inbox {
  /** Keeps the updates, each once, and returns when they are on disk. Both transports end here. */
  accept(updates: readonly Update[]): Promise<void>
  /**
   * Handles what waits until `stop`: each person's updates one after another, different people in parallel.
   */
  work(handle: Handle, onParked: OnParked): void
  stop(): Promise<void>
}

/**
 * The inbox in PostgreSQL. If this process also works and nothing else of the person waits, it handles an
 * update at once from memory: the statement that keeps the update also takes the lane's lease. Everything
 * else is taken from the table: what another process kept, retries, what a crash left.
 */
export function openInbox(
  database: Database,
  sealer: Sealer,
  { retrySeconds = retryAfterSeconds, processName = 'unnamed' } = {},
): Inbox {
  const { pool } = database
  const lease = newLease(processName)
  const busy = new Set<Promise<void>>()
  let worker: { handle: Handle; onParked: OnParked } | undefined
  let working: Promise<void> | undefined
  let wake = () => {}
  let stopped = false

  const keep = batching<Update, true>(async (updates) => {
    const takes = worker !== undefined && !stopped && busy.size < lanesAtOnce
    // Lanes are taken in one order by everybody, so that two processes cannot wait for each other.
    const { rows } = await pool.query<{
      update_id: number
      lane_id: number
      arrivals: number
      granted: boolean
    }>({
      name: 'inbox-accept',
      text: `
          with incoming as (
            select * from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as t(update_id, lane_id, payload)
          ), kept as (
            insert into inbox_update (update_id, lane_id, payload) select distinct on (update_id) * from incoming
            on conflict do nothing returning update_id, lane_id
          ), lanes as (
            insert into inbox_lane as lane (id, arrivals, ready_at, lease, leased_until)
            select lane_id, count(*), now(), case when $5 then $4 end,
              case when $5 then now() + interval '${leaseSeconds} seconds' end
            from kept group by lane_id order by lane_id
            on conflict (id) do update set arrivals = lane.arrivals + excluded.arrivals,
              lease = case when lane.ready_at is null then excluded.lease else lane.lease end,
              leased_until = case when lane.ready_at is null then excluded.leased_until else lane.leased_until end,
              ready_at = coalesce(lane.ready_at, excluded.ready_at)
            returning id, arrivals, ready_at = now() and lease is not distinct from $4 as granted
          )
          select update_id, lane_id, arrivals, granted from kept join lanes on lanes.id = kept.lane_id order by update_id`,
      values: [
        updates.map((update) => update.update_id),
        updates.map(laneOf),
        updates.map((update) => sealer.seal(JSON.stringify(update), inboxPlace(update.update_id))),
        lease,
        takes,
      ],
    })
    const lanes = new Map<number, ClaimedUpdate[]>()
    for (const { update_id, lane_id, arrivals, granted } of rows) {
      if (!granted) continue
      const update = updates.find((one) => one.update_id === update_id)!
      putInLane(lanes, {
        updateId: update_id,
        laneId: lane_id,
        update: cleaned(update),
        attempts: 0,
        lease,
        release: { arrivalsSeen: arrivals },
      })
    }
    for (const lane of lanes.values()) startLane(lane)
    if (rows.some(({ granted }) => !granted)) wake()
    return updates.map(() => true as const)
  })

  /**
   * Takes ready lanes that nobody holds, each with what waits in it. The count of arrivals and the updates
   * are read as of the same instant, so that what came between that instant and the lock is not overlooked
   * when the lane is released.
   */
  async function takeLanes(most: number): Promise<ClaimedUpdate[][]> {
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
          update inbox_lane set leased_until = now() + interval '${leaseSeconds} seconds', lease = $1
          where id in (
            select id from inbox_lane
            where ready_at <= now() and (leased_until is null or leased_until < now())
            order by ready_at limit $2 for update skip locked)
          returning id
        )
        select lane.id, seen.arrivals, waiting.update_id, waiting.payload, waiting.attempts
        from lane join inbox_lane seen on seen.id = lane.id left join lateral (
          select update_id, payload, attempts from inbox_update
          where lane_id = lane.id and state = 'NEW' order by update_id limit ${mostTakenPerLane}
        ) as waiting on true order by lane.id, waiting.update_id`,
      values: [lease, most],
    })
    const lanes = new Map<number, ClaimedUpdate[]>()
    for (const { id, arrivals, update_id, payload, attempts } of rows) {
      if (update_id === null) {
        await settle(id, arrivals)
        continue
      }
      const update = cleaned(JSON.parse(sealer.open(payload, inboxPlace(update_id)).toString()) as Update)
      putInLane(lanes, {
        updateId: update_id,
        laneId: id,
        update,
        attempts,
        lease,
        release: { arrivalsSeen: arrivals },
      })
    }
    return [...lanes.values()]
  }

  function startLane(lane: ClaimedUpdate[]) {
    const work = workLane(lane)
      .catch(() => {
        // The lease runs out by itself and the lane is taken again.
      })
      .finally(() => {
        busy.delete(work)
        if (busy.size >= lanesAtOnce - 1) wake()
      })
    busy.add(work)
  }

  async function workLane(lane: ClaimedUpdate[]) {
    for (const [at, taken] of lane.entries()) {
      // Only the last lets go of the lane; a full one may have more behind it.
      const isLast = at === lane.length - 1 && lane.length < mostTakenPerLane
      try {
        await worker!.handle(isLast ? taken : { ...taken, release: undefined })
      } catch (error) {
        if (!(error instanceof LeaseLost)) await tryAgain(taken, error)
        return
      }
    }
    if (lane.length >= mostTakenPerLane) await letGo(lane[0]!.laneId, 0)
  }

  async function tryAgain(taken: ClaimedUpdate, error: unknown) {
    const wait = error instanceof Overtaken ? 0 : retrySeconds[taken.attempts]
    if (wait === undefined) {
      await worker!.onParked(taken, error)
      return letGo(taken.laneId, 0)
    }
    await pool.query(
      `update inbox_update set attempts = attempts + 1, error = $3 where lane_id = $1 and update_id = $2`,
      [taken.laneId, taken.updateId, reasonOf(error)],
    )
    await letGo(taken.laneId, wait)
  }

  /** Gives a lane back to be taken again after `seconds`, because something of it still waits. */
  async function letGo(laneId: number, seconds: number) {
    await pool.query(
      `update inbox_lane set leased_until = null, lease = null, ready_at = now() + make_interval(secs => $3)
       where id = $1 and lease = $2`,
      [laneId, lease, seconds],
    )
    if (seconds === 0) wake()
  }

  /** Lets go of a lane in which nothing waits, unless something arrived meanwhile. */
  async function settle(laneId: number, arrivalsSeen: number) {
    await pool.query(
      `update inbox_lane set leased_until = null, lease = null,
         ready_at = case when arrivals = $3 then null else now() end where id = $1 and lease = $2`,
      [laneId, lease, arrivalsSeen],
    )
  }

  async function loop() {
    while (!stopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const free = lanesAtOnce - busy.size
      let lanes: ClaimedUpdate[][] = []
      try {
        if (free > 0) lanes = await takeLanes(free)
      } catch {
        await sleep(pollMilliseconds)
        continue
      }
      for (const lane of lanes) startLane(lane)
      if (lanes.length === 0) await Promise.race([woken, sleep(pollMilliseconds)])
    }
  }

  return {
    async accept(updates) {
      await Promise.all(updates.map(keep))
    },
    work(handle, onParked) {
      worker = { handle, onParked }
      working = loop()
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
function cleaned(update: Update): Update {
  const text = update.message?.text ?? update.message?.caption ?? update.callback_query?.data
  const suspicious = text === undefined || text.includes('\u0000') || !text.isWellFormed()
  if (!suspicious) return update
  return JSON.parse(JSON.stringify(update), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  ) as Update
}

function putInLane(lanes: Map<number, ClaimedUpdate[]>, taken: ClaimedUpdate) {
  const lane = lanes.get(taken.laneId)
  if (lane) lane.push(taken)
  else lanes.set(taken.laneId, [taken])
}

export function inboxPlace(updateId: number): string {
  return `inbox_update.payload.${updateId}`
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
