import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import type { DeclarationState } from '../review/actions.ts'
import { receiptNumber } from '../review/receipt.ts'
import { type OutgoingData, type OutgoingType, outgoingTypes } from './outgoing-types.ts'

/** Something that happened, for other systems that subscribed to it. */
export type OutgoingEvent = {
  [Type in OutgoingType]: {
    readonly type: Type
    readonly organisationId: string
    readonly cycleId: number | null
    /** What it is about: events of one subject are delivered in their order. */
    readonly subjectId: string
    readonly at: Date
    readonly data: OutgoingData<Type>
  }
}[OutgoingType]

/**
 * Keeps an event in the transaction that caused it, with a delivery for every live subscription that it
 * concerns. It is one statement, which writes nothing where nobody subscribed.
 */
export async function emit(tx: Transaction, event: OutgoingEvent): Promise<void> {
  await emitAll(tx, [event])
}

type DeclarationEvent = Extract<OutgoingType, `declaration.${string}`>

/** As many declarations as one statement takes. */
const portion = 2_000

/**
 * Tells of declarations as they stand after the write, many in one go. Where nobody subscribed it costs only
 * the statement that finds that out.
 */
export async function emitDeclarations(
  tx: Transaction,
  type: DeclarationEvent,
  declarationIds: readonly string[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < declarationIds.length; from += portion) {
    const rows = await subscribedDeclarations(tx, type, declarationIds.slice(from, from + portion))
    if (rows.length === 0) return
    await emitAll(
      tx,
      rows.map(({ id, serial, organisationId, cycleId, ...data }) => ({
        type,
        organisationId,
        cycleId,
        subjectId: id,
        at,
        data: { receipt: receiptNumber({ cycleId, serial }), ...data },
      })),
    )
  }
}

interface DeclarationRow {
  readonly id: string
  readonly serial: number
  readonly organisationId: string
  readonly cycleId: number
  readonly schoolCode: string | null
  readonly certificateNumber: string | null
  readonly state: DeclarationState
  readonly version: number
  readonly round: number
  readonly reasonId: string | null
  readonly late: boolean
}

/** None where nobody subscribed to the type. */
async function subscribedDeclarations(
  tx: Transaction,
  type: DeclarationEvent,
  ids: readonly string[],
): Promise<DeclarationRow[]> {
  return tx.$queryRaw<DeclarationRow[]>`
    select item.id, item.serial, item.organisation_id as "organisationId", item.cycle_id as "cycleId",
      school.code as "schoolCode", person.certificate_number as "certificateNumber",
      item.state, item.version, item.round, item.reason_id as "reasonId", item.late
    from declaration item join organisation school on school.id = item.organisation_id
      join person on person.id = item.person_id
    where exists (select 1 from subscription where ended_at is null and ${type} = any(types))
      and item.id = any(${ids}::uuid[])
    order by item.serial`
}

/**
 * A subscription sees its organisation and what is below it, as long as that is below its connection's too.
 * An office of the city sees the whole city.
 */
async function emitAll(tx: Transaction, events: readonly OutgoingEvent[]): Promise<void> {
  const given = events.map((event) => ({
    id: randomUUID(),
    ...event,
    everybody: 'concerns' in outgoingTypes[event.type],
  }))
  await tx.$executeRaw`
    with recursive given as (
      select event.*, ordinality from jsonb_array_elements(${JSON.stringify(given)}::jsonb) with ordinality as element(value, ordinality),
        jsonb_to_record(element.value) as event(id uuid, type text, "organisationId" text, "cycleId" int,
          "subjectId" text, at timestamptz, data jsonb, everybody boolean)
      where exists (select 1 from subscription where ended_at is null)),
    above as (
      select distinct "organisationId" as start, "organisationId" as id from given
      union select above.start, organisation.parent_id from above join organisation on organisation.id = above.id
      where organisation.parent_id is not null),
    wanted as (
      select given.id as event_id, subscription.id as subscription_id
      from given join subscription on subscription.ended_at is null and given.type = any(subscription.types)
        join connection on connection.id = subscription.connection_id and connection.withdrawn_at is null
      where given.everybody or not exists (
        select 1 from organisation scope where scope.id in (connection.organisation_id, subscription.organisation_id)
          and scope.kind <> 'CITY'
          and not exists (select 1 from above where start = given."organisationId" and above.id = scope.id))),
    kept as (
      insert into domain_event (id, type, organisation_id, cycle_id, subject_id, at, data)
      select id, type, "organisationId", "cycleId", "subjectId", at, data from given
      where id in (select event_id from wanted) order by ordinality)
    insert into delivery (event_id, subscription_id) select event_id, subscription_id from wanted`
}
