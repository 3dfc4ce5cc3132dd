import type { Cycle } from '../cycle/cycle.ts'
import { actionTable, countsAs, type DeclarationState, declarationStates, isLive } from '../review/actions.ts'
import type { NudgeGroup } from '../terms.ts'

/**
 * Who of all teachers still has something to do, as whole sets. Each question gives a person once, with the
 * group and since when they know it anyway. `left-to-do.ts` judges the same of one teacher.
 */
export interface Question {
  /**
   * Rows of `person_id`, `group` and `since`, asked of a table `given` of one row, which has `cycle`, `now`
   * and the fields of `given`.
   */
  readonly sql: string
  readonly given: Readonly<Partial<Record<keyof typeof givenColumns, unknown>>>
}

/** The columns of `given`, by which every question names what it needs. */
export const givenColumns = {
  correctable: 'jsonb',
  groups: 'text[]',
  publicHours: 'numeric',
  professionalHours: 'numeric',
  electiveHours: 'numeric',
  totalHours: 'numeric',
} as const

const teachers = `select distinct person_id from "grant" where role = 'TEACHER' and withdrawn_at is null`
const thisCycle = '(select cycle from given)'
const live = statesSql(isLive)

/**
 * 被退案, while it can be corrected in this window. Whoever was told of the return after the rung came needs no
 * reminder of it.
 */
export function mustCorrect(window: string): Question {
  const rows = actionTable.filter((row) => row.action === 'correct' && row.window === window)
  return {
    given: {
      correctable: rows.flatMap(({ from, round }) => from.map((state) => ({ state, round: round ?? 1 }))),
    },
    // Ruling 3: the first round ends with the school's publicity, whatever the calendar says.
    sql: `
      select item.person_id, 'returned' as "group", min(coalesce(item.decided_at, item.waiting_since)) as since
      from given
        cross join jsonb_to_recordset(given.correctable) as wanted(state "DeclarationState", round int)
        join declaration item on item.cycle_id = given.cycle and item.state = wanted.state and item.round = wanted.round
        join (${teachers}) as held on held.person_id = item.person_id
      ${
        window === 'resubmission'
          ? `where not exists (select 1 from publicity where publicity.organisation_id = item.organisation_id
              and publicity.cycle_id = given.cycle and publicity.withdrawn_at is null and publicity.starts_at <= given.now)`
          : ''
      }
      group by item.person_id`,
  }
}

/**
 * 未提交: a draft of a new declaration. 未开始: nothing is declared or in a draft, and something is missing or the
 * profile is not confirmed.
 */
export function mustDeclare(cycle: Cycle, groups: readonly NudgeGroup[]): Question {
  return {
    given: { groups, ...minimumsOf(cycle) },
    sql: `
      select person_id, "group", null::timestamptz as since from (
        select held.person_id, case when drafting.person_id is not null then 'not-sent'
            when standing.person_id is null and (profile.person_id is null or recorded.person_id is null) then 'not-started' end as "group"
        from (${teachers}) as held
          left join (select distinct person_id from draft where cycle_id = ${thisCycle} and declaration_id is null) as drafting
            on drafting.person_id = held.person_id
          left join (select distinct person_id from declaration where cycle_id = ${thisCycle} and state in ${live}) as standing
            on standing.person_id = held.person_id
          left join profile_confirmation profile on profile.person_id = held.person_id and profile.cycle_id = ${thisCycle}
          left join (${enoughSql(recordedSql)}) as recorded on recorded.person_id = held.person_id) as grouped
      where "group" = any((select groups from given)::text[])`,
  }
}

/**
 * Whose training at a provider has no record on the day after providers had to register (S014). As nobody's
 * attendance is known, two groups are told: whoever said that a provider's hours are missing and has no
 * answer yet, and whoever has no provider's record and does not reach the minimums with what is on record and
 * declared. `readRecordsMissing` judges the same of one teacher.
 */
export function lackingRecords(cycle: Cycle): Question {
  return {
    given: minimumsOf(cycle),
    sql: `
      select held.person_id, 'not-started' as "group", null::timestamptz as since
      from (${teachers}) as held
        left join (select distinct person_id from hour_record where cycle_id = ${thisCycle} and source = 'PROVIDER') as provided
          on provided.person_id = held.person_id
        left join (${enoughSql(withDeclared(statesSql(counts)))}) as enough on enough.person_id = held.person_id
        left join (select distinct person_id from dispute where cycle_id = ${thisCycle} and ${providersHoursMissing}) as disputing
          on disputing.person_id = held.person_id
      where disputing.person_id is not null or (provided.person_id is null and enough.person_id is null)`,
  }
}

/** A dispute that says that a provider's hours are missing, and has no answer yet. */
export const providersHoursMissing = `state = 'OPEN' and about->>'missing' = 'true' and about->>'source' = 'PROVIDER'`

/** Who still has hours to find: what counts and what is under review together do not reach the minimums. */
export function lackingHours(cycle: Cycle): Question {
  return {
    given: minimumsOf(cycle),
    sql: `
      select held.person_id, 'not-started' as "group", null::timestamptz as since
      from (${teachers}) as held
        left join (${enoughSql(withDeclared(statesSql(counts)))}) as enough on enough.person_id = held.person_id
      where enough.person_id is null`,
  }
}

/** Declaring goes on while the reviews do, so states count as they do then. */
function counts(state: DeclarationState): boolean {
  return countsAs(state, 'review') !== 'not'
}

function statesSql(which: (state: DeclarationState) => boolean): string {
  return `(${declarationStates
    .filter(which)
    .map((state) => `'${state}'`)
    .join(', ')})`
}

const recordedSql = `select person_id, category, hours from hour_record where cycle_id = ${thisCycle}`

function withDeclared(states: string): string {
  return `${recordedSql} union all
    select person_id, category, hours from declaration where cycle_id = ${thisCycle} and state in ${states}`
}

/** Those whose hours reach every minimum. */
function enoughSql(hours: string): string {
  const sum = (category: string) => `coalesce(sum(hours) filter (where category = '${category}'), 0)`
  const minimum = (name: string) => `(select "${name}" from given)`
  return `select person_id from (${hours}) as counted group by person_id
    having ${sum('PUBLIC')} >= ${minimum('publicHours')} and ${sum('PROFESSIONAL')} >= ${minimum('professionalHours')}
      and ${sum('ELECTIVE')} >= ${minimum('electiveHours')} and coalesce(sum(hours), 0) >= ${minimum('totalHours')}`
}

function minimumsOf({ requirements }: Cycle) {
  const { publicHours, professionalHours, electiveHours, totalHours } = requirements
  return { publicHours, professionalHours, electiveHours, totalHours }
}
