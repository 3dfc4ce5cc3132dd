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
import type { EvidenceKind, Role } from '../terms.ts'
import type { Answers, Difference } from './form.ts'
import { contextOf, readForAction } from './item.ts'
import { readStatus } from './status.ts'

type Reader = Database['prisma'] | Transaction

/** Everything a reviewer needs on one card: the claim, the teacher's sums, the photos with hints, and what happened so far. */
export interface ReviewCard {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly cycleId: number
  readonly state: DeclarationState
  readonly round: Round
  readonly school: { readonly id: string; readonly name: string }
  readonly teacher: { readonly personId: string; readonly name: string; readonly subject: string | null }
  readonly category: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE'
  readonly claim: Answers
  readonly provider: string
  readonly hours: number
  readonly submittedAt: Date
  readonly waitingSince: Date
  readonly due: Date | undefined
  readonly late: boolean
  readonly sums: { readonly counted: Sums; readonly underReview: Sums }
  readonly photos: readonly ReviewPhoto[]
  readonly hints: readonly ReviewHint[]
  readonly history: readonly HistoryEntry[]
  readonly actions: readonly DeclarationAction[]
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

/** The card as `personId` may see and use it; undefined when there is no such item or no role gives sight of it. */
export async function readReviewCard(
  tx: Transaction,
  declarationId: string,
  personId: string,
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<ReviewCard | undefined> {
  const item = await readForAction(tx, declarationId)
  if (!item) return undefined
  const cycle = cycleOf(item.cycleId)
  const context = await contextOf(tx, item, personId, cycle, now)
  if (!context.roles.some((role) => reviewing.has(role))) return undefined
  const row = await tx.declaration.findUniqueOrThrow({
    where: { id: declarationId },
    include: {
      person: { select: { id: true, name: true, subject: true } },
      organisation: { select: { id: true, name: true } },
    },
  })
  const photos = await tx.evidence.findMany({
    where: { declarationId, supersededAt: null },
    orderBy: [{ kind: 'asc' }, { addedAt: 'asc' }],
  })
  const status = await readStatus(tx, item.personId, cycle, now)
  const history = await readHistory(tx, declarationId)
  return {
    id: row.id,
    number: receiptNumber(row),
    version: row.version,
    cycleId: row.cycleId,
    state: row.state,
    round: row.round as Round,
    school: row.organisation,
    teacher: { personId: row.person.id, name: row.person.name, subject: row.person.subject },
    category: row.category,
    claim: row.claim as Answers,
    provider: row.provider,
    hours: row.hours,
    submittedAt: row.submittedAt,
    waitingSince: row.waitingSince,
    due: dueAt(row.state, row.round as Round, cycle, context.publicityStartsAt),
    late: row.late,
    sums: { counted: status.ledger.counted, underReview: status.ledger.underReview },
    photos: photos.map(({ kind, displaySha256 }) => ({ kind, displaySha256 })),
    hints: [...photos.flatMap(hintsOf), ...(await seenBefore(tx, declarationId))],
    history,
    actions: actionsFor(context).map(({ action }) => action),
  }
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
