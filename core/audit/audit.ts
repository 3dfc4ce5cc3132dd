import type { Database, Transaction } from '../../prisma/database.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { fitForTrail } from './fit-for-trail.ts'
import { brokenShortened } from './shorten-entry.ts'

/** Who acts, in which capacity. A person may hold several roles; an action names the one it is done in. */
export interface Actor {
  readonly personId: string
  readonly role: string
}

/** Whoever has the machine acts without being a person of ours: the trail tells from where. */
export const commandLine = { personId: null, role: 'COMMAND_LINE' } as const

export interface AuditEvent {
  readonly at: Date
  readonly actor: Actor | typeof commandLine | null
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  /** The organisation in whose chain the entry stands; 'city' when it concerns no single one. */
  readonly organisationId: string
  readonly cycleId?: number
  readonly details?: object
}

/**
 * Writes an entry of the audit trail in the transaction of what it tells. The database numbers it within its
 * organisation's chain and seals the one before it; nothing can change it afterwards (invariants 1 and 8).
 */
export async function audit(tx: Transaction, event: AuditEvent): Promise<void> {
  await tx.$executeRaw`
    insert into audit_entry (chain, at, actor_id, actor_role, action, subject_kind, subject_id, cycle_id, details)
    values (${event.organisationId}, ${event.at}, ${event.actor?.personId ?? null}::uuid, ${event.actor?.role ?? null},
      ${event.action}, ${event.subject.kind}, ${event.subject.id}, ${event.cycleId ?? null},
      ${fitForTrail(event.details ?? {}, event.subject.kind)}::jsonb)`
}

/** What was done last to a subject, and by whom; null for a machine. */
export async function lastEntryOf(
  db: Database['prisma'] | Transaction,
  subjectId: string,
): Promise<{ action: string; actorId: string | null } | undefined> {
  const last = await db.auditEntry.findFirst({
    where: { subjectId },
    select: { action: true, actorId: true },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
  })
  return last ?? undefined
}

export interface BrokenSeal {
  readonly chain: string
  readonly seq: number
}

/**
 * Recomputes every chain and names the first entry of each that was altered, removed or slipped in.
 *
 * @param sealer opens what shortened entries said; without it they count as altered
 */
export async function brokenSeals(tx: Transaction, sealer?: Sealer): Promise<BrokenSeal[]> {
  const rows = await tx.$queryRaw<{ chain: string; seq: bigint }[]>`
    select chain, min(seq) as seq from (
      select chain, seq,
        seq = lag(seq, 1, 0::bigint) over line + 1
        and previous = lag(seal, 1, ''::bytea) over line
        and (details_sealed is not null or seal = sha256(previous || audit_body(entry))) as sound
      from audit_entry as entry window line as (partition by chain order by seq)
    ) as checked where not sound group by chain order by chain`
  const first = new Map<string, number>()
  for (const { chain, seq } of [...rows, ...(await brokenShortened(tx, sealer))])
    first.set(chain, Math.min(first.get(chain) ?? Number.POSITIVE_INFINITY, Number(seq)))
  return [...first]
    .map(([chain, seq]) => ({ chain, seq }))
    .sort((one, other) => (one.chain < other.chain ? -1 : 1))
}
