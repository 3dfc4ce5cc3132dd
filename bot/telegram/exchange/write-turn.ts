import type { Priority } from '../../../core/notices/notice.ts'
import type { Database } from '../../../prisma/database.ts'
import { batching } from './batch.ts'
import { leaseSeconds } from './inbox.ts'
import type { Outgoing } from './outgoing.ts'

/** All that comes of one update, as plain data: what the one statement writes. */
export interface TurnRecord {
  readonly laneId: number
  readonly updateId: number
  readonly lease: string
  /** Let the lane go unless more than this many updates have arrived; null keeps it. */
  readonly arrivalsSeen: number | null
  readonly draft: {
    readonly id: string
    readonly version: number
    readonly answers: object
    readonly asking: string | null
    readonly at: Date
  } | null
  readonly focus: { readonly value: object | null } | null
  readonly conversations: readonly { readonly key: string; readonly value: unknown }[]
  readonly messages: readonly {
    readonly chat_id: number
    readonly priority: Priority
    readonly body: Outgoing
  }[]
}

/** 'lost': the lane went to another process. 'overtaken': the draft was changed by somebody else. */
export type Written = { outcome: 'done'; messageIds: (number | null)[] } | { outcome: 'lost' | 'overtaken' }

/**
 * Writes each turn only under its lease, only once, and only over the draft version it read: the draft, the
 * lane, the mark that the update is handled, the place in the dialogue and what is to be said. Turns of
 * different people that end at the same moment share one statement; each stands or falls alone. A message is
 * left to the outbox if an earlier and as urgent message of its chat must still go first: another process's,
 * or one that waits for its next try.
 */
export const writeTurnsSql = `
  with turn as materialized (
    select * from jsonb_to_recordset($1::jsonb) as t(
      "laneId" bigint, "updateId" bigint, lease text, "arrivalsSeen" bigint, draft jsonb, focus jsonb,
      conversations jsonb, messages jsonb)
  ), mine as materialized (
    select lane.id from turn join inbox_lane lane on lane.id = turn."laneId" and lane.lease = turn.lease
      join inbox_update waiting on waiting.lane_id = lane.id and waiting.update_id = turn."updateId" and waiting.state = 'NEW'
    order by lane.id for update of lane
  ), draft_written as (
    update draft set answers = turn.draft->'answers', asking = turn.draft->>'asking', version = draft.version + 1,
      updated_at = (turn.draft->>'at')::timestamptz
    from turn join mine on mine.id = turn."laneId"
    where draft.id = (turn.draft->>'id')::uuid and draft.version = (turn.draft->>'version')::int
    returning turn."laneId" as lane_id
  ), sound as materialized (
    select turn.* from turn join mine on mine.id = turn."laneId"
    where turn.draft is null or turn."laneId" in (select lane_id from draft_written)
  ), released as (
    update inbox_lane lane set
      lease = case when sound."arrivalsSeen" is null then lane.lease end,
      leased_until = case when sound."arrivalsSeen" is null then now() + interval '${leaseSeconds} seconds' end,
      ready_at = case when sound."arrivalsSeen" = lane.arrivals then null
        when sound."arrivalsSeen" is null then lane.ready_at else now() end
    from sound where lane.id = sound."laneId"
  ), done as (
    update inbox_update kept set state = 'DONE', payload = null, handled_at = now(), error = null
    from sound where kept.lane_id = sound."laneId" and kept.update_id = sound."updateId"
  ), focused as (
    update account set focus = nullif(sound.focus->'value', 'null')
    from sound where account.id = sound."laneId" and sound.focus is not null
  ), talk as materialized (
    select item->>'key' as key, item->'value' as value from sound cross join lateral jsonb_array_elements(sound.conversations) as item
  ), talk_kept as (
    insert into conversation (key, value) select key, value from talk where value <> 'null'
    on conflict (key) do update set value = excluded.value, updated_at = now()
  ), talk_ended as (
    delete from conversation using talk where conversation.key = talk.key and talk.value = 'null'
  ), said as materialized (
    select sound."laneId" as lane_id, nextval('outbox_message_id_seq') as id, item, exists (
        select 1 from outbox_message earlier where earlier.chat_id = (item->>'chat_id')::bigint
          and earlier.state = 'NEW' and earlier.lease is distinct from $2
          and earlier.priority <= (item->>'priority')::int) as behind
    from sound cross join lateral jsonb_array_elements(sound.messages) as item
  ), sent as (
    insert into outbox_message (id, chat_id, priority, body, lease, leased_until)
    select id, (item->>'chat_id')::bigint, (item->>'priority')::int, item->'body',
      case when not behind then $2 end, case when not behind then now() + make_interval(secs => $3) end
    from said
  )
  select turn."laneId" as lane_id, mine.id is not null as held, sound."laneId" is not null as done,
    array(select case when not said.behind then said.id end from said where said.lane_id = turn."laneId" order by said.id)
      as message_ids
  from turn left join mine on mine.id = turn."laneId" left join sound on sound."laneId" = turn."laneId"`

export interface WrittenRow {
  lane_id: number | bigint
  held: boolean
  done: boolean
  /** Of the messages, in their order; null where the message is not this process's to send. */
  message_ids: (number | string | bigint | null)[]
}

export function writtenOf({ held, done, message_ids }: WrittenRow): Written {
  if (done) return { outcome: 'done', messageIds: message_ids.map((id) => (id === null ? null : Number(id))) }
  return { outcome: held ? 'overtaken' : 'lost' }
}

/**
 * Writes turns that need no transaction of their own. A lane has one turn at a time, so a batch holds each
 * lane once.
 */
export function openTurnWriter(
  { pool }: Database,
  lease: string,
  messageLeaseSeconds: number,
): (turn: TurnRecord) => Promise<Written> {
  const write = async (turns: readonly TurnRecord[]): Promise<Written[]> => {
    const { rows } = await pool.query<WrittenRow>({
      name: 'write-turns',
      text: writeTurnsSql,
      values: [JSON.stringify(turns), lease, messageLeaseSeconds],
    })
    const byLane = new Map(rows.map((row) => [Number(row.lane_id), row]))
    return turns.map(({ laneId }) => writtenOf(byLane.get(laneId)!))
  }
  const together = batching(write, { most: 64 })
  // What makes a statement fail is one of its turns; alone the others go through.
  return (turn) => together(turn).catch(async () => (await write([turn]))[0]!)
}
