import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'

/**
 * How a school reviews, from the audit trail: what an office looks at when it must report sloppiness upwards
 * (S064, S070). It judges nobody: a school of few items or of careful teachers looks unusual too.
 */
export interface SchoolPattern {
  readonly id: string
  readonly name: string
  readonly approved: number
  readonly returned: number
  /** 0 to 1; null where nothing was decided. */
  readonly approvalShare: number | null
  /** From sending in to the school's decision; null where nothing was decided. */
  readonly medianHours: number | null
  readonly undone: number
  /** Returns for a reason that is misconduct (ruling 11). */
  readonly misconduct: number
  /** What the school approved and the office above returned. */
  readonly returnedAbove: number
}

/**
 * @param schoolIds one statement however many; they come back in this order
 */
export async function patternsOf(
  db: Database['prisma'] | Transaction,
  schoolIds: readonly string[],
  { id: cycleId, returnReasons }: Pick<Cycle, 'id' | 'returnReasons'>,
): Promise<SchoolPattern[]> {
  const misconductReasons = returnReasons.filter(({ misconduct }) => misconduct).map(({ id }) => id)
  const rows = await db.$queryRaw<Omit<SchoolPattern, 'approvalShare'>[]>`
    select school.id, school.name,
      count(*) filter (where action = 'declaration.approve')::int as approved,
      count(*) filter (where action = 'declaration.return')::int as returned,
      count(*) filter (where action = 'declaration.undo')::int as undone,
      count(*) filter (where action in ('declaration.return', 'declaration.complaint-return')
        and details ->> 'reasonId' = any(${misconductReasons}::text[]))::int as misconduct,
      count(*) filter (where action in ('declaration.district-return', 'declaration.district-complaint-return'))::int
        as "returnedAbove",
      percentile_cont(0.5) within group (order by extract(epoch from at - sent_at) / 3600)
        filter (where action in ('declaration.approve', 'declaration.return')) as "medianHours"
    from unnest(${schoolIds}::text[]) with ordinality as wanted (id, place)
      join organisation school on school.id = wanted.id
      left join lateral (
        select action, at, details, max(at) filter (where action in ('declaration.submit', 'declaration.correct'))
          over (partition by subject_id order by seq) as sent_at
        from audit_entry where chain = school.id and cycle_id = ${cycleId} and subject_kind = 'declaration') as entry on true
    group by school.id, school.name, wanted.place order by wanted.place`
  return rows.map(({ medianHours, ...row }) => {
    const decided = row.approved + row.returned
    return {
      ...row,
      approvalShare: decided > 0 ? row.approved / decided : null,
      medianHours: medianHours === null ? null : Number(medianHours),
    }
  })
}

/** How many schools an office has. */
export function countSchools(db: Database['prisma'] | Transaction, officeId: string): Promise<number> {
  return db.organisation.count({ where: { parentId: officeId, kind: 'SCHOOL' } })
}

/** Some of an office's schools, by name. */
export async function patternsBelow(
  db: Database['prisma'] | Transaction,
  officeId: string,
  cycle: Cycle,
  page: { skip: number; take: number },
): Promise<SchoolPattern[]> {
  const ids = await db.organisation.findMany({
    where: { parentId: officeId, kind: 'SCHOOL' },
    select: { id: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    ...page,
  })
  return patternsOf(
    db,
    ids.map(({ id }) => id),
    cycle,
  )
}
