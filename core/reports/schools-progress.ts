import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf } from '../cycle/windows.ts'

/** Where a school stands on the way, furthest last. */
export const schoolStandings = ['reviewing', 'published', 'confirmed', 'reviewed'] as const
export type SchoolStanding = (typeof schoolStandings)[number]

export interface SchoolProgress {
  readonly id: string
  readonly name: string
  readonly standing: SchoolStanding
  /** Confirmed 逾期, or not confirmed although the time for it is over. */
  readonly late: boolean
  /** Items that wait for the school, the principal or the office above. */
  readonly waiting: number
}

/** The schools of an office, those that are least far first, then by name. */
export async function readSchoolsProgress(
  db: Database['prisma'] | Transaction,
  officeId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<SchoolProgress[]> {
  const rows = await db.$queryRaw<SchoolRow[]>`
    select school.id, school.name, confirmation.done_at is not null as confirmed, coalesce(confirmation.late, false) as "confirmedLate",
      exists (select 1 from publicity where publicity.organisation_id = school.id and publicity.cycle_id = ${cycle.id}
        and withdrawn_at is null and starts_at <= ${now}::timestamptz) as published,
      (select count(*)::int from declaration where declaration.organisation_id = school.id
        and declaration.cycle_id = ${cycle.id}
        and state in ('SUBMITTED', 'APPROVED_BY_SCHOOL', 'CONFIRMED_BY_PRINCIPAL')) as waiting
    from organisation school
      left join step confirmation on confirmation.organisation_id = school.id and confirmation.cycle_id = ${cycle.id}
        and confirmation.step = 'confirmation'
    where school.kind = 'SCHOOL' and school.parent_id = ${officeId}
    order by school.name, school.id`
  const isOver = now >= closingOf(cycle, 'principal-confirmation')
  const schools = rows.map((row) => ({
    id: row.id,
    name: row.name,
    standing: standingOf(row),
    late: row.confirmedLate || (isOver && !row.confirmed),
    waiting: row.waiting,
  }))
  return schools.sort((a, b) => schoolStandings.indexOf(a.standing) - schoolStandings.indexOf(b.standing))
}

interface SchoolRow {
  readonly id: string
  readonly name: string
  readonly confirmed: boolean
  readonly confirmedLate: boolean
  readonly published: boolean
  readonly waiting: number
}

function standingOf({ confirmed, published, waiting }: SchoolRow): SchoolStanding {
  if (confirmed) return waiting === 0 ? 'reviewed' : 'confirmed'
  return published ? 'published' : 'reviewing'
}
