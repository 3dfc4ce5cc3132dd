import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { windowOf } from '../cycle/windows.ts'
import {
  type CycleStage,
  countsAs,
  type DeclarationState,
  declarationStates,
  stageAt,
} from '../review/actions.ts'
import type { Category } from '../terms.ts'
import { type Ledger, ledgerFromSums, type Verdict, verdictOf } from './ledger.ts'

/**
 * The ledgers of many teachers at once, for lists, statistics and the export. The database adds up, and the
 * rules of `ledger.ts` judge. The table of actions tells what counts, so that a list can never disagree with
 * /status.
 */

type Reader = Database['prisma'] | Transaction

/** Somebody a school answers for in a cycle, with the sums. */
export interface Answered {
  readonly personId: string
  readonly name: string
  readonly organisationId: string
  readonly certificateNumber: string | null
  readonly stage: string | null
  readonly subject: string | null
  readonly title: string | null
  readonly exempt: boolean
  readonly ledger: Ledger
  readonly verdict: Verdict
  /** How many declarations stand in each state; states without any are absent. */
  readonly items: Readonly<Partial<Record<DeclarationState, number>>>
}

/**
 * Everybody whom the schools answer for in the cycle, ordered by school, name and id: whoever is TEACHER
 * there now, or was when the time for declaring ended. Whoever had left by then is in no denominator (ruling
 * 14).
 *
 * @param organisationIds schools; one statement however many
 */
export async function answeredBy(
  db: Reader,
  organisationIds: readonly string[],
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Answered[]> {
  const stage = stageAt(cycle, now)
  const rows = await db.$queryRawUnsafe<AnsweredRow[]>(
    answeredSql,
    cycle.id,
    answersAsOf(cycle, now),
    statesStanding('counted', stage),
    statesStanding('under-review', stage),
    organisationIds,
  )
  return rows.map((row) => toAnswered(row, cycle, stage))
}

/** The moment whose roster counts: now while declaring is open, its end afterwards. */
export function answersAsOf(cycle: Cycle, now: Date): Date {
  const { closesAt } = windowOf(cycle, 'declaration')
  return new Date(Math.min(now.getTime(), closesAt.getTime() - 1))
}

export function statesStanding(standing: 'counted' | 'under-review', stage: CycleStage): DeclarationState[] {
  return declarationStates.filter((state) => countsAs(state, stage) === standing)
}

/** 已申报: anything that was not withdrawn, however it ended. */
export function hasDeclared({ items: { WITHDRAWN: _, ...standing } }: Pick<Answered, 'items'>): boolean {
  return Object.values(standing).some((count) => count > 0)
}

/**
 * $1 cycle, $2 as of, $3 states that count, $4 states under review, $5 schools. Hours are summed per person
 * before they are joined, so that nothing can count twice (invariant 4).
 */
export const answeredSql = `
  select person.id as "personId", person.name, held.organisation_id as "organisationId",
    person.certificate_number as "certificateNumber", person.stage, person.subject, person.title,
    exists (select 1 from exemption where exemption.person_id = person.id and exemption.cycle_id = $1
      and exemption.state = 'GRANTED') as exempt,
    recorded.hours as recorded, declared.counted, declared.under_review as "underReview", declared.items
  from (select distinct person_id, organisation_id from "grant"
      where role = 'TEACHER' and organisation_id = any($5::text[])
        and granted_at <= $2::timestamptz and (withdrawn_at is null or withdrawn_at > $2::timestamptz)) as held
    join person on person.id = held.person_id
    cross join lateral (select jsonb_object_agg(category, hours) as hours from (
      select category, sum(hours) as hours from hour_record
      where person_id = person.id and cycle_id = $1 group by category) as by_category) as recorded
    cross join lateral (select
        jsonb_object_agg(category, hours) filter (where standing = 'counted' and category is not null) as counted,
        jsonb_object_agg(category, hours) filter (where standing = 'under-review' and category is not null) as under_review,
        jsonb_object_agg(state, items) filter (where state is not null) as items
      from (
        select category, null::text as state, sum(hours) as hours, null::bigint as items,
          case when state = any($3::"DeclarationState"[]) then 'counted'
            when state = any($4::"DeclarationState"[]) then 'under-review' end as standing
        from declaration where person_id = person.id and cycle_id = $1 group by category, standing
        union all
        select null, state::text, null, count(*), null
        from declaration where person_id = person.id and cycle_id = $1 group by state) as grouped) as declared
  order by held.organisation_id, person.name, person.id`

export interface AnsweredRow {
  readonly personId: string
  readonly name: string
  readonly organisationId: string
  readonly certificateNumber: string | null
  readonly stage: string | null
  readonly subject: string | null
  readonly title: string | null
  readonly exempt: boolean
  readonly recorded: CategorySums | null
  readonly counted: CategorySums | null
  readonly underReview: CategorySums | null
  readonly items: Partial<Record<DeclarationState, number>> | null
}

type CategorySums = Partial<Record<Category, number>>

export function toAnswered(row: AnsweredRow, cycle: Cycle, stage: CycleStage): Answered {
  const { recorded, counted, underReview, items, ...person } = row
  const ledger = ledgerFromSums([recorded ?? {}, counted ?? {}], [underReview ?? {}], cycle.requirements)
  return {
    ...person,
    ledger,
    verdict: verdictOf(ledger, cycle.requirements, { final: stage === 'frozen' }),
    items: items ?? {},
  }
}
