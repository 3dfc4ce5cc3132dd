import type { Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { ActionContext, DeclarationState, Round } from '../review/actions.ts'
import { isComplainedSql, isPrincipalsSql } from '../review/held.ts'
import type { Role } from '../terms.ts'

/** A declaration as far as a decision on it needs to know it. */
export interface Item {
  readonly id: string
  readonly serial: number
  readonly cycleId: number
  readonly personId: string
  readonly organisationId: string
  readonly state: DeclarationState
  readonly round: number
  readonly version: number
  readonly claim: unknown
  readonly decidedById: string | null
  readonly decidedAt: Date | null
  readonly reasonId: string | null
  readonly note: string | null
}

export async function readForAction(tx: Transaction, declarationId: string): Promise<Item | undefined> {
  const item = await tx.declaration.findUnique({
    where: { id: declarationId },
    select: {
      id: true,
      serial: true,
      cycleId: true,
      personId: true,
      organisationId: true,
      state: true,
      round: true,
      version: true,
      claim: true,
      decidedById: true,
      decidedAt: true,
      reasonId: true,
      note: true,
    },
  })
  return item ?? undefined
}

/** Everything that the table of actions asks about this item, this person and this instant. */
export async function contextOf(
  tx: Transaction,
  item: Item,
  personId: string,
  cycle: Cycle,
  now: Date,
): Promise<ActionContext> {
  const standing = await standingOf(tx, item, personId)
  return {
    cycle,
    now,
    state: item.state,
    round: item.round as Round,
    isOwn: item.personId === personId,
    ...standing,
    publicityStartsAt: begunBy(standing.publicityStartsAt, now),
  }
}

/**
 * A publicity on record has begun, even for somebody whose turn was opened a moment before it. So nothing
 * slips in behind its start.
 */
function begunBy(startsAt: Date | undefined, now: Date): Date | undefined {
  return startsAt && startsAt > now ? now : startsAt
}

/**
 * The roles that a person holds over an item, whether it is its school's principal's, and when its school
 * went public.
 */
async function standingOf(
  tx: Transaction,
  { id, organisationId, cycleId, personId: ownerId, decidedAt }: Item,
  personId: string,
): Promise<
  Pick<
    ActionContext,
    'roles' | 'isPrincipals' | 'complaintOpen' | 'afterComplaint' | 'publicityStartsAt' | 'publicityEndsAt'
  >
> {
  const [row] = await tx.$queryRawUnsafe<
    {
      roles: Role[]
      is_principals: boolean
      complaint_open: boolean
      after_complaint: boolean
      starts_at: Date | null
      ends_at: Date | null
    }[]
  >(standingSql, id, personId, organisationId, cycleId, decidedAt?.toISOString() ?? null)
  const roles = row?.roles ?? []
  return {
    // Whoever is on the roster is a teacher of their own items, granted or not.
    roles: ownerId === personId && !roles.includes('TEACHER') ? [...roles, 'TEACHER'] : roles,
    isPrincipals: row?.is_principals ?? false,
    complaintOpen: row?.complaint_open ?? false,
    afterComplaint: row?.after_complaint ?? false,
    publicityStartsAt: row?.starts_at ?? undefined,
    publicityEndsAt: row?.ends_at ?? undefined,
  }
}

/** $1 item, $2 the person who acts, $3 its school, $4 cycle, $5 when the last decision was made. */
const standingSql = `
  select
    array(select held.role::text from "grant" held where held.person_id = $2::uuid and held.withdrawn_at is null
      and (held.organisation_id = school.id
        or (held.role = 'DISTRICT_REVIEWER' and held.organisation_id = school.parent_id))) as roles,
    ${isPrincipalsSql('item')} as is_principals, ${isComplainedSql('item')} as complaint_open,
    exists (select 1 from complaint where declaration_id = item.id and upheld
      and settled_at = $5::timestamptz) as after_complaint,
    public.starts_at, public.ends_at
  from declaration item
    join organisation school on school.id = $3
    left join publicity public on public.organisation_id = school.id and public.cycle_id = $4
      and public.withdrawn_at is null
  where item.id = $1::uuid`

export const itemRefusals = ['item-gone', 'item-changed', 'already-decided'] as const

/**
 * The refusal for whoever came second: who was first, and what they did.
 *
 * @returns 'already-decided' {state, by, at}; 'item-changed' when it waits again, in another version than was
 *   seen; 'item-gone'
 */
export async function refuseOvertaken(tx: Transaction, declarationId: string): Promise<Refusal> {
  const item = await readForAction(tx, declarationId)
  if (!item) return refuse('item-gone')
  if (item.state === 'SUBMITTED') return refuse('item-changed')
  const by = item.decidedById
    ? await tx.person.findUnique({ where: { id: item.decidedById }, select: { name: true } })
    : null
  return refuse('already-decided', {
    state: item.state,
    by: by?.name ?? '',
    at: item.decidedAt?.toISOString() ?? '',
  })
}
