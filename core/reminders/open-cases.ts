import type { Database } from '../../prisma/database.ts'
import type { DigestRole } from '../notices/notice.ts'

/**
 * What people asked of a school or an office and wait for, beside the items of its queue. It belongs to no
 * window of a cycle.
 */

export const caseKinds = [
  'requests',
  'office-requests',
  'registrations',
  'exemptions',
  'transfers',
  'disputes',
] as const
export type CaseKind = (typeof caseKinds)[number]

export interface OpenCases {
  readonly of: CaseKind
  readonly count: number
  readonly oldestSince: Date
}

interface CaseRow {
  readonly of: CaseKind
  readonly role: DigestRole
  /** Those that wait for `held` (who and where), each with its `since`. */
  readonly open: string
}

const cycleRuns = (table: string) =>
  `exists (select 1 from cycle where cycle.id = ${table}.cycle_id and cycle.frozen_at is null)`

/** One table: who has to settle what. Nobody settles what they asked for themselves. */
const caseTable: readonly CaseRow[] = [
  {
    of: 'requests',
    role: 'SCHOOL_ADMIN',
    open: `select request.created_at as since from request where request.organisation_id = held.organisation_id
      and request.state = 'OPEN' and request.person_id is distinct from held.person_id`,
  },
  {
    // Where the school has nobody who could settle it.
    of: 'office-requests',
    role: 'DISTRICT_REVIEWER',
    open: `select request.created_at as since from organisation school join request on request.organisation_id = school.id
      where school.parent_id = held.organisation_id and school.kind = 'SCHOOL' and request.state = 'OPEN'
        and not exists (select 1 from "grant" admin where admin.organisation_id = school.id and admin.role = 'SCHOOL_ADMIN'
          and admin.withdrawn_at is null and admin.person_id is distinct from request.person_id)`,
  },
  {
    of: 'registrations',
    role: 'DISTRICT_REVIEWER',
    open: `select registration.applied_at as since from organisation school
        join registration on registration.organisation_id = school.id
      where school.parent_id = held.organisation_id and registration.state = 'OPEN'`,
  },
  {
    of: 'exemptions',
    role: 'DISTRICT_REVIEWER',
    open: `select exemption.requested_at as since from organisation school join exemption on exemption.organisation_id = school.id
      where school.parent_id = held.organisation_id and exemption.state = 'OPEN' and ${cycleRuns('exemption')}`,
  },
  {
    of: 'transfers',
    role: 'SCHOOL_ADMIN',
    open: `select transfer.requested_at as since from transfer where transfer.from_id = held.organisation_id
      and transfer.state = 'OPEN' and transfer.person_id <> held.person_id`,
  },
  ...(['SCHOOL_ADMIN', 'CITY_OPERATOR'] as const).map(
    (role): CaseRow => ({
      of: 'disputes',
      role,
      open: `select dispute.opened_at as since from dispute where dispute.organisation_id = held.organisation_id
        and dispute.state = 'OPEN' and dispute.about->>'source' = '${role === 'SCHOOL_ADMIN' ? 'SCHOOL' : 'AUTO'}'
        and dispute.person_id <> held.person_id and ${cycleRuns('dispute')}`,
    }),
  ),
]

/** Conditions on `held` and `moment` (their hour): something waits since before it. */
export function casesToDo(role: DigestRole): string[] {
  return caseTable
    .filter((row) => row.role === role)
    .map(({ open }) => `exists (select 1 from (${open}) as waiting where waiting.since < moment.at)`)
}

/** What waits for somebody in a role, in the order of the table; kinds of which nothing waits are absent. */
export async function openCasesOf(
  db: Database['prisma'],
  { role, organisationId, personId }: { role: DigestRole; organisationId: string; personId: string },
): Promise<OpenCases[]> {
  const rows = caseTable.filter((row) => row.role === role)
  if (rows.length === 0) return []
  const counts = rows.map(
    ({ of, open }) =>
      `select '${of}' as of, count(*)::int as count, min(since) as "oldestSince" from (${open}) as waiting`,
  )
  const found = await db.$queryRawUnsafe<(Omit<OpenCases, 'oldestSince'> & { oldestSince: Date | null })[]>(
    `with held as (select $1::uuid as person_id, $2::text as organisation_id)
     select counted.* from held cross join lateral (${counts.join(' union all ')}) as counted where count > 0`,
    personId,
    organisationId,
  )
  return found.flatMap(({ oldestSince, ...row }) => (oldestSince ? [{ ...row, oldestSince }] : []))
}
