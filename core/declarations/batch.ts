import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { actionTable, type DeclarationState } from '../review/actions.ts'
import { receiptNumber } from '../review/receipt.ts'
import { type Decided, decide } from './decide.ts'

/**
 * Approving several items at once: only what was opened with its photos, each judged by the same rule as
 * alone (DOMAIN §6).
 */

type Reader = Database['prisma'] | Transaction

export type BatchAction = 'approve' | 'district-approve'

/** So many that their list still fits one message and one person can answer for them. */
export const maxBatchItems = 20

export const batchRefusals = ['batch-not-opened', 'batch-too-large'] as const

/** Notes that somebody has the card of this version with its photos before them. Looking again renews it. */
export async function markOpened(
  db: Reader,
  { personId, declarationId, version }: { personId: string; declarationId: string; version: number },
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    insert into opened (person_id, declaration_id, version, at)
    values (${personId}::uuid, ${declarationId}::uuid, ${version}, ${now})
    on conflict (person_id, declaration_id) do update set version = excluded.version, at = excluded.at`
}

/**
 * Whoever takes back their own decision has already seen the item as it is now: only the version has moved
 * on.
 */
export async function keepOpened(
  db: Reader,
  { personId, declarationId, version }: { personId: string; declarationId: string; version: number },
): Promise<void> {
  await db.opened.updateMany({ where: { personId, declarationId, version: version - 1 }, data: { version } })
}

/** Takes an item out of the next batch: it has to be opened again. */
export async function forgetOpened(
  db: Reader,
  { personId, declarationId }: { personId: string; declarationId: string },
): Promise<void> {
  await db.opened.deleteMany({ where: { personId, declarationId } })
}

/** A photo of an opened item could not be shown after all: the item was not opened with its photos. */
export async function forgetUnseen(
  { pool }: Database,
  { personId, displaySha256 }: { personId: string; displaySha256: string },
): Promise<void> {
  await pool.query(
    `delete from opened using evidence where opened.declaration_id = evidence.declaration_id
       and opened.person_id = $1 and evidence.display_sha256 = $2`,
    [personId, displaySha256],
  )
}

export interface BatchItem {
  readonly declarationId: string
  /** The version that was opened. */
  readonly version: number
  readonly number: string
  readonly teacher: string
  readonly courseName: string
  readonly hours: number
  readonly openedAt: Date
}

export interface Batch {
  readonly ready: readonly BatchItem[]
  /** Opened, but changed since: to be opened again. */
  readonly changed: readonly BatchItem[]
}

/**
 * What this person has opened and what still waits for the action, oldest opened first, at most
 * `maxBatchItems` of each; never one's own (ruling 11).
 *
 * @param organisationId the school, or the office above schools
 * @param until opened up to then: what was opened after the list was shown is not on it
 */
export async function readBatch(
  db: Reader,
  {
    action,
    personId,
    organisationId,
    cycleId,
    until,
  }: { action: BatchAction; personId: string; organisationId: string; cycleId: number; until: Date },
): Promise<Batch> {
  const rows = await db.$queryRaw<
    (Omit<BatchItem, 'number'> & { serial: number; cycleId: number; unchanged: boolean })[]
  >`
    select item.id as "declarationId", opened.version, item.serial, item.cycle_id as "cycleId",
      person.name as teacher, item.course_name as "courseName", item.hours,
      opened.at as "openedAt", opened.version = item.version as unchanged
    from opened join declaration item on item.id = opened.declaration_id
      join organisation school on school.id = item.organisation_id
      join person on person.id = item.person_id
    where opened.person_id = ${personId}::uuid and opened.at <= ${until}::timestamptz
      and item.cycle_id = ${cycleId} and item.state = any(${statesBefore(action)}::"DeclarationState"[])
      and (case when ${action === 'approve'} then school.id else school.parent_id end) = ${organisationId}
      and item.person_id <> ${personId}::uuid
    order by opened.at, item.id`
  const items = rows.map(({ serial, cycleId, unchanged, ...item }) => ({
    unchanged,
    item: { ...item, number: receiptNumber({ cycleId, serial }) },
  }))
  const pick = (wanted: boolean) =>
    items
      .filter(({ unchanged }) => unchanged === wanted)
      .map(({ item }) => item)
      .slice(0, maxBatchItems)
  return { ready: pick(true), changed: pick(false) }
}

export interface BatchOutcome {
  readonly declarationId: string
  readonly outcome: Decided | Refusal
}

/**
 * Approves several items in one transaction. `decide` judges each, so a refusal leaves out that one and no
 * other.
 *
 * @param command.items each in the version that was opened
 * @param command.originalsSeen the tick for the whole batch (ruling 12); without it the school's are refused
 * @returns one outcome per item, in the order given: done, or refused with 'batch-not-opened' (not opened by
 *   this person in that version) or what `decide` refuses with; 'batch-too-large' {max} for all of it
 */
export async function approveBatch(
  tx: Transaction,
  {
    action,
    items,
    personId,
    originalsSeen = false,
  }: {
    action: BatchAction
    items: readonly { declarationId: string; version: number }[]
    personId: string
    originalsSeen?: boolean
  },
  clock: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<BatchOutcome[] | Refusal> {
  if (items.length > maxBatchItems) return refuse('batch-too-large', { max: maxBatchItems })
  const ids = items.map(({ declarationId }) => declarationId)
  const order = await lockInOrder(tx, ids)
  const opened = await tx.opened.findMany({ where: { personId, declarationId: { in: ids } } })
  const outcomes = new Map<string, Decided | Refusal>()
  for (const declarationId of order) {
    const { version } = items.find((item) => item.declarationId === declarationId)!
    const isOpened = opened.some((one) => one.declarationId === declarationId && one.version === version)
    const given = action === 'approve' ? { originalSeen: originalsSeen } : undefined
    outcomes.set(
      declarationId,
      isOpened
        ? await decide(tx, { action, declarationId, version, personId, given }, clock)
        : refuse('batch-not-opened'),
    )
  }
  return ids.map((declarationId) => ({
    declarationId,
    outcome: outcomes.get(declarationId) ?? refuse('item-gone'),
  }))
}

/**
 * Locks all rows first, then goes school by school. Whoever decides on one item holds its row while waiting
 * for the school's chain of the trail, so a batch must hold no chain while it waits for a row.
 */
async function lockInOrder(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; school: string }[]>`
    select id, organisation_id as school from declaration where id = any(${ids}::uuid[]) order by id for update`
  const bySchool = Map.groupBy(rows, ({ school }) => school)
  return [...bySchool.keys()].sort().flatMap((school) => bySchool.get(school)!.map(({ id }) => id))
}

function statesBefore(action: BatchAction): DeclarationState[] {
  const states = actionTable.filter((row) => row.action === action).flatMap(({ from }) => from)
  return [...new Set(states)].filter((state) => state !== 'NEW')
}
