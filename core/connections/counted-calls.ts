import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'

/**
 * Calls that were refused as a whole, or that asked for what was done already, in the audit trail. There is
 * one entry for each connection, code and hour, with how many there were, so a flood costs the trail an entry
 * an hour. Whatever else a message did has its own entries.
 */

/** The code of a call that asked for what was done already, and got the answer of then. */
export const repeatedCall = 'repeated'

export interface CountedCalls {
  readonly connectionId: string
  /** As it was answered: 'unauthorized', 'too-many', 'message-differs' … */
  readonly code: string
  /** When the first and the last of them came, by the machine's time, within one hour. */
  readonly firstAt: Date
  readonly lastAt: Date
  readonly count: number
}

const hourMilliseconds = 3_600_000

export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMilliseconds) * hourMilliseconds)
}

/**
 * Adds to what all processes together have counted already. A connection that does not exist is nobody's, so
 * it is left out.
 */
export async function keepCounted(
  { pool }: Pick<Database, 'pool'>,
  counted: readonly CountedCalls[],
): Promise<void> {
  const rows = counted.map((one) => ({ ...one, hour: hourOf(one.firstAt) }))
  // In one order, so that two processes do not wait for each other.
  await pool.query(
    `insert into counted_call (connection_id, code, hour, count, first_at, last_at)
     select connection.id, given.code, given.hour, given.count, given."firstAt", given."lastAt"
     from jsonb_to_recordset($1::jsonb) as given("connectionId" uuid, code text, hour timestamptz, count int,
         "firstAt" timestamptz, "lastAt" timestamptz)
       join connection on connection.id = given."connectionId"
     order by connection.id, given.code, given.hour
     on conflict (connection_id, code, hour) do update set count = counted_call.count + excluded.count,
       first_at = least(counted_call.first_at, excluded.first_at), last_at = greatest(counted_call.last_at, excluded.last_at)`,
    [JSON.stringify(rows)],
  )
}

/** Processes write what they counted at most so much later. */
const writtenWithinMilliseconds = 60_000

/**
 * Writes an entry for every hour that is over. Several processes at once take different ones; what comes late
 * gets an entry of its own.
 *
 * @param machineNow by which hours are counted
 * @param now what the entry is dated by, as all of the trail
 * @returns how many entries were written
 */
export async function auditCounted(
  { prisma }: Pick<Database, 'prisma'>,
  { machineNow, now }: { machineNow: Date; now: Date },
): Promise<number> {
  const before = hourOf(new Date(machineNow.getTime() - writtenWithinMilliseconds))
  // One by one: the chains of several organisations are never waited for together.
  for (let entries = 0; ; entries += 1)
    if (!(await prisma.$transaction((tx) => auditOne(tx, before, now)))) return entries
}

interface TakenCalls extends CountedCalls {
  readonly organisationId: string
}

async function auditOne(tx: Transaction, before: Date, now: Date): Promise<boolean> {
  const [taken] = await tx.$queryRaw<TakenCalls[]>`
    delete from counted_call using connection
    where connection.id = counted_call.connection_id and (connection_id, code, hour) = (
      select connection_id, code, hour from counted_call where hour < ${before}
      order by hour, connection_id, code limit 1 for update skip locked)
    returning connection_id as "connectionId", code, count, first_at as "firstAt", last_at as "lastAt",
      connection.organisation_id as "organisationId"`
  if (!taken) return false
  const { connectionId, organisationId, code, count, firstAt, lastAt } = taken
  await audit(tx, {
    at: now,
    // Who called is known for some codes and only claimed for others. So the entry is about the connection,
    // not by it.
    actor: null,
    action: 'connection.calls',
    subject: { kind: 'connection', id: connectionId },
    organisationId,
    details: { code, count, from: firstAt.toISOString(), until: lastAt.toISOString() },
  })
  return true
}
