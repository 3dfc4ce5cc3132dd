import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { Sums } from '../ledger/ledger.ts'
import {
  actionsFor,
  type DeclarationAction,
  type DeclarationState,
  dueAt,
  type Round,
} from '../review/actions.ts'
import { receiptNumber } from '../review/receipt.ts'
import type { Category, EvidenceKind, Role } from '../terms.ts'
import type { Answers, Difference } from './form.ts'
import { contextOf } from './item.ts'
import { readStatus } from './status.ts'

type Reader = Database['prisma'] | Transaction

/** What one line about an item and its buttons need. */
export interface ItemBrief {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly cycleId: number
  readonly state: DeclarationState
  readonly round: Round
  readonly school: { readonly id: string; readonly name: string }
  readonly teacher: { readonly personId: string; readonly name: string; readonly subject: string | null }
  readonly courseName: string
  readonly hours: number
  readonly late: boolean
  readonly actions: readonly DeclarationAction[]
  /** The return that is possible now ends the item: it would be 无效 (ruling 8). */
  readonly returnIsFinal: boolean
}

/**
 * Everything a reviewer needs on one card: the claim, the teacher's sums, the photos with hints, and what
 * happened so far.
 */
export interface ReviewCard extends ItemBrief {
  readonly category: Category
  readonly claim: Answers
  readonly provider: string
  readonly submittedAt: Date
  readonly waitingSince: Date
  readonly due: Date | undefined
  readonly sums: { readonly counted: Sums; readonly underReview: Sums }
  readonly photos: readonly ReviewPhoto[]
  readonly hints: readonly ReviewHint[]
  readonly history: readonly HistoryEntry[]
}

export interface ReviewPhoto {
  readonly kind: EvidenceKind
  readonly displaySha256: string
}

/** Something to look at twice; a hint never decides (ruling 12). `photo` counts from 1. */
export type ReviewHint =
  | { hint: 'blurred' | 'grey' | 'small'; photo: number }
  | { hint: 'seen-before'; photo: number; number: string; name: string }

export interface HistoryEntry {
  readonly at: Date
  readonly action: string
  readonly by: string | null
  readonly reasonId?: string
  readonly note?: string
  readonly differences?: readonly Difference[]
}

const reviewing: ReadonlySet<Role> = new Set(['SCHOOL_ADMIN', 'PRINCIPAL', 'DISTRICT_REVIEWER'])

/**
 * The card as `personId` may see and use it. Undefined when there is no such item or no role lets them see
 * it.
 */
export async function readReviewCard(
  tx: Transaction,
  declarationId: string,
  personId: string,
  clock: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<ReviewCard | undefined> {
  const seen = await lookAt(tx, declarationId, personId, clock)
  if (!seen) return undefined
  const { row, context, brief } = seen
  const photos = await tx.evidence.findMany({
    where: { declarationId, supersededAt: null },
    orderBy: [{ kind: 'asc' }, { addedAt: 'asc' }],
  })
  const status = await readStatus(tx, row.personId, context.cycle, clock.now)
  const history = await readHistory(tx, declarationId)
  return {
    ...brief,
    category: row.category,
    claim: row.claim as Answers,
    provider: row.provider,
    submittedAt: row.submittedAt,
    waitingSince: row.waitingSince,
    due: dueAt(row.state, row.round as Round, context.cycle, context.publicityStartsAt),
    sums: { counted: status.ledger.counted, underReview: status.ledger.underReview },
    photos: photos.map(({ kind, displaySha256 }) => ({ kind, displaySha256 })),
    hints: [...photos.flatMap(hintsOf), ...(await seenBefore(tx, declarationId))],
    history,
  }
}

/** The same in brief, where the card is no longer needed: after a decision, within its transaction. */
export async function readItemBrief(
  tx: Transaction,
  declarationId: string,
  personId: string,
  clock: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<ItemBrief | undefined> {
  return (await lookAt(tx, declarationId, personId, clock))?.brief
}

async function lookAt(
  tx: Transaction,
  declarationId: string,
  personId: string,
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
) {
  const row = await tx.declaration.findUnique({
    where: { id: declarationId },
    include: {
      person: { select: { id: true, name: true, subject: true } },
      organisation: { select: { id: true, name: true } },
    },
  })
  if (!row) return undefined
  const context = await contextOf(tx, row, personId, cycleOf(row.cycleId), now)
  if (!context.roles.some((role) => reviewing.has(role))) return undefined
  const actions = actionsFor(context)
  const brief: ItemBrief = {
    id: row.id,
    number: receiptNumber(row),
    version: row.version,
    cycleId: row.cycleId,
    state: row.state,
    round: row.round as Round,
    school: row.organisation,
    teacher: { personId: row.person.id, name: row.person.name, subject: row.person.subject },
    courseName: row.courseName,
    hours: row.hours,
    late: row.late,
    actions: actions.map(({ action }) => action),
    returnIsFinal: actions.some(({ to }) => to === 'INVALID'),
  }
  return { row, context, brief }
}

export async function readHistory(db: Reader, declarationId: string): Promise<HistoryEntry[]> {
  const rows = await db.$queryRaw<
    { at: Date; action: string; by: string | null; details: Record<string, never> }[]
  >`
    select entry.at, entry.action, person.name as by, entry.details
    from audit_entry entry left join person on person.id = entry.actor_id
    where entry.subject_id = ${declarationId} order by entry.at, entry.seq`
  return rows.map(({ at, action, by, details }) => ({
    at,
    action,
    by,
    reasonId: details.reasonId,
    note: details.note,
    differences: details.differences,
  }))
}

function hintsOf({ hints }: { hints: unknown }, at: number): ReviewHint[] {
  const found = hints as Partial<Record<'blurred' | 'grey' | 'small', boolean>>
  return (['blurred', 'grey', 'small'] as const)
    .filter((hint) => found[hint])
    .map((hint) => ({ hint, photo: at + 1 }))
}

/** The same file in another item, whoever's (重复申报, or one certificate for two teachers). */
async function seenBefore(tx: Transaction, declarationId: string): Promise<ReviewHint[]> {
  const rows = await tx.$queryRaw<{ photo: number; serial: number; cycle_id: number; name: string }[]>`
    with mine as (
      select sha256, messenger_unique, row_number() over (order by kind, added_at)::int as photo
      from evidence where declaration_id = ${declarationId}::uuid and superseded_at is null)
    select distinct on (mine.photo, other_item.id) mine.photo, other_item.serial, other_item.cycle_id, person.name
    from mine join evidence other on other.sha256 = mine.sha256
    join declaration other_item on other_item.id = other.declaration_id and other_item.id <> ${declarationId}::uuid
    join person on person.id = other_item.person_id
    order by mine.photo, other_item.id limit 5`
  return rows.map(({ photo, serial, cycle_id, name }) => ({
    hint: 'seen-before',
    photo,
    number: receiptNumber({ cycleId: cycle_id, serial }),
    name,
  }))
}
