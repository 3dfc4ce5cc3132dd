import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { civilDateOf, daysFromTo } from '../time/shanghai.ts'
import { type ComplaintState, complaintNumber, complaintsDueAt } from './complaint.ts'

/**
 * Complaints in lists and numbers. None of them tells who complained, and nobody finds one about themselves
 * in any.
 */

type Reader = Database['prisma'] | Transaction

export interface ComplaintLine {
  readonly id: string
  readonly number: string
  readonly state: ComplaintState
  readonly schoolName: string
  readonly registeredAt: Date
  /** Whole days since it was registered. */
  readonly ageDays: number
  readonly late: boolean
  readonly upheld: boolean | null
}

export interface ComplaintList {
  readonly lines: readonly ComplaintLine[]
  readonly open: number
  readonly overdue: number
  readonly settled: number
  readonly due: Date
  /** Whole days until the date for settling; 0 on its last day, negative afterwards. */
  readonly daysLeft: number
}

/**
 * What an organisation has to settle, oldest first, or has settled, newest first. Only complaints that this
 * person may handle.
 */
export async function listComplaints(
  db: Reader,
  { handlerId, personId, shown }: { handlerId: string; personId: string; shown: 'open' | 'settled' },
  { cycle, now, skip = 0, take = 8 }: { cycle: Cycle; now: Date; skip?: number; take?: number },
): Promise<ComplaintList> {
  const due = complaintsDueAt(cycle)
  const rows = await db.$queryRaw<
    {
      id: string
      serial: number
      state: ComplaintState
      school: string
      registered_at: Date
      late: boolean
      upheld: boolean | null
    }[]
  >`
    select complaint.id, complaint.serial, complaint.state::text as state, school.name as school, registered_at, late, upheld
    from complaint join organisation school on school.id = complaint.organisation_id
    where handler_id = ${handlerId} and complaint.cycle_id = ${cycle.id}
      and about_person_id is distinct from ${personId}::uuid
      and not exists (select 1 from declaration
        where declaration.id = complaint.declaration_id and person_id = ${personId}::uuid)
      and not exists (select 1 from account where account.id = complainant_account_id and person_id = ${personId}::uuid)
    order by registered_at, complaint.serial`
  const isOpen = ({ state }: { state: ComplaintState }) => state !== 'SETTLED'
  const open = rows.filter(isOpen)
  const settled = rows.filter((row) => !isOpen(row)).reverse()
  return {
    lines: (shown === 'open' ? open : settled).slice(skip, skip + take).map((row) => ({
      id: row.id,
      number: complaintNumber({ cycleId: cycle.id, serial: row.serial }),
      state: row.state,
      schoolName: row.school,
      registeredAt: row.registered_at,
      ageDays: daysFromTo(civilDateOf(row.registered_at), civilDateOf(now)) - 1,
      late: row.late || (isOpen(row) && now >= due),
      upheld: row.upheld,
    })),
    open: open.length,
    overdue: now >= due ? open.length : 0,
    settled: settled.length,
    due,
    daysLeft: daysFromTo(civilDateOf(now), civilDateOf(new Date(due.getTime() - 1))) - 1,
  }
}

export interface OwnTicket {
  readonly number: string
  readonly state: ComplaintState
  readonly schoolName: string
  readonly handlerName: string
  readonly registeredAt: Date
  readonly due: Date
  readonly upheld: boolean | null
}

/** What an account has complained about and where that stands, newest first. */
export async function ownTickets(
  db: Reader,
  accountId: number,
  { cycleOf, most = 5 }: { cycleOf: (cycleId: number) => Cycle; most?: number },
): Promise<OwnTicket[]> {
  const rows = await db.complaint.findMany({
    where: { complainantAccountId: accountId },
    include: { organisation: { select: { name: true } } },
    orderBy: { serial: 'desc' },
    take: most,
  })
  const handlers = await db.organisation.findMany({
    where: { id: { in: rows.map(({ handlerId }) => handlerId) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(handlers.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    number: complaintNumber(row),
    state: row.state,
    schoolName: row.organisation.name,
    handlerName: nameOf.get(row.handlerId) ?? '',
    registeredAt: row.registeredAt,
    due: complaintsDueAt(cycleOf(row.cycleId)),
    upheld: row.upheld,
  }))
}
