import type { Database, Transaction } from '../../prisma/database.ts'
import type { Acting } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { Refusal } from '../refusal.ts'
import { type StepDone, takeStep } from '../review/steps.ts'
import { complaintsDueAt } from './complaint.ts'

/** What the levels above see of complaints: numbers, never a text or a name (S059). */

export interface ComplaintNumbers {
  readonly organisationId: string
  readonly name: string
  readonly accepted: number
  readonly settled: number
  readonly open: number
  /** Open past the date for settling. */
  readonly overdue: number
  /** Settled, but after it. */
  readonly settledLate: number
}

/**
 * The numbers of each handler of an office, its own first, then its schools by name: those that had any.
 *
 * @param officeId a district or 市教师培训中心
 */
export async function complaintsBelow(
  db: Database['prisma'] | Transaction,
  officeId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<ComplaintNumbers[]> {
  const numbers = await numbersByHandler(db, { cycle, now })
  return numbers
    .filter(({ officeOf }) => officeOf === officeId)
    .sort((a, b) => Number(b.organisationId === officeId) - Number(a.organisationId === officeId))
    .map(withoutOffice)
}

/** The numbers of every reviewing office with its schools: one row each, also for those that had none. */
export async function complaintsOfCity(
  db: Database['prisma'] | Transaction,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<ComplaintNumbers[]> {
  const offices = await db.organisation.findMany({
    where: { kind: { in: ['DISTRICT', 'TRAINING_CENTRE'] } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const numbers = await numbersByHandler(db, { cycle, now })
  return offices.map(({ id, name }) => {
    const rows = numbers.filter(({ officeOf }) => officeOf === id)
    const sum = (of: 'accepted' | 'settled' | 'open' | 'overdue' | 'settledLate') =>
      rows.reduce((total, row) => total + row[of], 0)
    return {
      organisationId: id,
      name,
      accepted: sum('accepted'),
      settled: sum('settled'),
      open: sum('open'),
      overdue: sum('overdue'),
      settledLate: sum('settledLate'),
    }
  })
}

/** 指导中心 has supervised the complaints of the cycle (S059). @returns as `takeStep` */
export function superviseComplaints(
  tx: Transaction,
  { organisationId, actor }: { organisationId: string; actor: Acting },
  clock: { cycle: Cycle; now: Date },
): Promise<StepDone | Refusal> {
  return takeStep(tx, { step: 'complaint-supervision', organisationId, actor }, clock)
}

async function numbersByHandler(
  db: Database['prisma'] | Transaction,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<(ComplaintNumbers & { officeOf: string })[]> {
  const due = complaintsDueAt(cycle)
  return db.$queryRaw<(ComplaintNumbers & { officeOf: string })[]>`
    select handler.id as "organisationId", handler.name,
      case when handler.kind = 'SCHOOL' then coalesce(handler.parent_id, handler.id) else handler.id end as "officeOf",
      count(*)::int as accepted,
      (count(*) filter (where state = 'SETTLED'))::int as settled,
      (count(*) filter (where state <> 'SETTLED'))::int as open,
      (count(*) filter (where state <> 'SETTLED' and ${now}::timestamptz >= ${due}::timestamptz))::int as overdue,
      (count(*) filter (where state = 'SETTLED' and settled_at >= ${due}::timestamptz))::int as "settledLate"
    from complaint join organisation handler on handler.id = complaint.handler_id
    where complaint.cycle_id = ${cycle.id}
    group by handler.id order by handler.name`
}

function withoutOffice({ officeOf: _, ...numbers }: ComplaintNumbers & { officeOf: string }) {
  return numbers
}
