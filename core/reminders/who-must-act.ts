/**
 * Who of all teachers still has something to do, as whole sets: each question gives a person once, with the group and since when they know
 * it anyway. core/organisations/staff.ts tells a school the same of its own teachers.
 */

const teachers = `select distinct person_id from "grant" where role = 'TEACHER' and withdrawn_at is null`

/**
 * 被退案, while it can be corrected. Whoever was told of the return since the rung came needs no reminder of it.
 *
 * $12 now, $13 states, $14 the round of each, $15 whether the school's publicity ends it (ruling 3)
 */
export const mustCorrectSql = `
  select item.person_id, 'returned' as "group", min(coalesce(item.decided_at, item.waiting_since)) as since
  from declaration item
    join unnest($13::text[], $14::int[]) as wanted(state, round) on item.state = wanted.state::"DeclarationState" and item.round = wanted.round
    join (${teachers}) as held on held.person_id = item.person_id
  where item.cycle_id = $1 and not ($15 and exists (select 1 from publicity where publicity.organisation_id = item.organisation_id
    and publicity.cycle_id = $1 and publicity.withdrawn_at is null and publicity.starts_at <= $12::timestamptz))
  group by item.person_id`

/**
 * 未提交: a draft of a new declaration. 未开始: nothing is declared or in a draft, and something is missing or the profile is not confirmed.
 *
 * $13 groups, $14 … $17 the minimums of PUBLIC, PROFESSIONAL, ELECTIVE and in total
 */
export const mustDeclareSql = `
  select person_id, "group", null::timestamptz as since from (
    select held.person_id, case when drafting.person_id is not null then 'not-sent'
        when standing.person_id is null and (profile.person_id is null or recorded.person_id is null) then 'not-started' end as "group"
    from (${teachers}) as held
      left join (select distinct person_id from draft where cycle_id = $1 and declaration_id is null) as drafting
        on drafting.person_id = held.person_id
      left join (select distinct person_id from declaration where cycle_id = $1 and state not in ('WITHDRAWN', 'INVALID')) as standing
        on standing.person_id = held.person_id
      left join profile_confirmation profile on profile.person_id = held.person_id and profile.cycle_id = $1
      left join (${enoughSql('select person_id, category, hours from hour_record where cycle_id = $1', 14)}) as recorded
        on recorded.person_id = held.person_id) as grouped
  where "group" = any($13::text[])`

/**
 * Whose training at a provider has no record on the day after providers had to register (S014). Nobody's attendance is known, so these
 * are told: whoever said that a provider's hours are missing and has no answer yet; and whoever has no record of any provider although
 * what is on record and declared does not reach the minimums. Whoever lacks nothing, or sees a provider's hours on record and never
 * disputed, is left in peace.
 *
 * $13 … $16 the minimums
 */
export const lackingRecordsSql = `
  select held.person_id, 'not-started' as "group", null::timestamptz as since
  from (${teachers}) as held
    left join (select distinct person_id from hour_record where cycle_id = $1 and source = 'PROVIDER') as provided
      on provided.person_id = held.person_id
    left join (${enoughSql(
      `select person_id, category, hours from hour_record where cycle_id = $1
       union all
       select person_id, category, hours from declaration where cycle_id = $1
         and state not in ('WITHDRAWN', 'INVALID', 'RETURNED_BY_SCHOOL', 'RETURNED_BY_DISTRICT')`,
      13,
    )}) as enough on enough.person_id = held.person_id
    left join (select distinct person_id from dispute where cycle_id = $1 and state = 'OPEN'
      and about->>'missing' = 'true' and about->>'source' = 'PROVIDER') as disputing on disputing.person_id = held.person_id
  where disputing.person_id is not null or (provided.person_id is null and enough.person_id is null)`

/**
 * Who still has hours to find: what counts and what is under review together do not reach the minimums.
 *
 * $13 … $16 the minimums, $17 states that count or are under review
 */
export const lackingHoursSql = `
  select held.person_id, 'not-started' as "group", null::timestamptz as since
  from (${teachers}) as held
    left join (${enoughSql(
      `select person_id, category, hours from hour_record where cycle_id = $1
       union all
       select person_id, category, hours from declaration where cycle_id = $1 and state = any($17::"DeclarationState"[])`,
      13,
    )}) as enough on enough.person_id = held.person_id
  where enough.person_id is null`

/** Those whose hours reach every minimum, $first to $first+3. */
function enoughSql(hours: string, first: number): string {
  const sum = (category: string) => `coalesce(sum(hours) filter (where category = '${category}'), 0)`
  return `select person_id from (${hours}) as counted group by person_id
    having ${sum('PUBLIC')} >= $${first} and ${sum('PROFESSIONAL')} >= $${first + 1}
      and ${sum('ELECTIVE')} >= $${first + 2} and coalesce(sum(hours), 0) >= $${first + 3}`
}
