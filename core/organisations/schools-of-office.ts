import type { Database, Transaction } from '../../prisma/database.ts'
import { type DeclarationState, holderOf } from '../review/actions.ts'

/**
 * An office's schools and how far each of them is (DOMAIN §6), in one statement for however many there are.
 */

/** 未公示 / 公示中 / 待校长确认 / 已上报待复审 / 二轮 / 复审完成: the order in which a school passes them. */
export const schoolStages = [
  'before-publicity',
  'in-publicity',
  'awaiting-principal',
  'reported',
  'second-round',
  'reviewed',
] as const
export type SchoolStage = (typeof schoolStages)[number]

export interface SchoolOfOffice {
  readonly id: string
  readonly name: string
  readonly stage: SchoolStage
  /** How many items stand in each state; states without any are absent. */
  readonly items: Readonly<Partial<Record<DeclarationState, number>>>
  /** Items that stand before the office now, with those of the principal. */
  readonly waiting: number
  /** Items of the second round that are not yet decided for good. */
  readonly secondRound: number
  /** 逾期: the publicity and the principal's confirmation, and how many items were decided on late. */
  readonly late: { readonly publicity: boolean; readonly confirmation: boolean; readonly items: number }
  readonly publicity: { readonly startsAt: Date; readonly endsAt: Date } | null
  readonly confirmedAt: Date | null
  readonly paperReceivedAt: Date | null
}

type Reader = Database['prisma'] | Transaction

/**
 * Every school below the office, by name. Schools of other offices are not among them; bureau schools are the
 * training centre's (S041).
 */
export async function schoolsOfOffice(
  db: Reader,
  officeId: string,
  at: { cycleId: number; now: Date },
): Promise<SchoolOfOffice[]> {
  return read(db, 'school.parent_id = $1', officeId, at)
}

/** One school as its office sees it; undefined when it is not below that office (any more). */
export async function schoolOfOffice(
  db: Reader,
  officeId: string,
  schoolId: string,
  at: { cycleId: number; now: Date },
): Promise<SchoolOfOffice | undefined> {
  const [school] = await read(db, 'school.parent_id = $1 and school.id = $3', officeId, at, schoolId)
  return school
}

/** How many schools are at each stage. */
export function countStages(schools: readonly SchoolOfOffice[]): Record<SchoolStage, number> {
  return Object.fromEntries(
    schoolStages.map((stage) => [stage, schools.filter((school) => school.stage === stage).length]),
  ) as Record<SchoolStage, number>
}

async function read(
  db: Reader,
  which: string,
  officeId: string,
  { cycleId, now }: { cycleId: number; now: Date },
  ...more: string[]
): Promise<SchoolOfOffice[]> {
  const rows = await db.$queryRawUnsafe<SchoolRow[]>(sqlFor(which), officeId, cycleId, ...more)
  return rows.map((row) => toSchool(row, now))
}

/** $1 office, $2 cycle. Items are counted per school in its own part of the index. */
const sqlFor = (which: string) => `
  select school.id, school.name, publicity.starts_at, publicity.ends_at, publicity.late as "publicityLate",
    confirmation.done_at as "confirmedAt", confirmation.late as "confirmationLate", paper.done_at as "paperReceivedAt",
    coalesce(counted.groups, '[]') as groups,
    (select count(*)::int from "grant" held join declaration item on item.person_id = held.person_id
      and item.cycle_id = $2 and item.organisation_id = school.id and item.state = 'APPROVED_BY_SCHOOL'
      where held.organisation_id = school.id and held.role = 'PRINCIPAL' and held.withdrawn_at is null) as "principals"
  from organisation school
    left join publicity on publicity.organisation_id = school.id and publicity.cycle_id = $2
      and publicity.withdrawn_at is null
    left join step confirmation on confirmation.cycle_id = $2 and confirmation.organisation_id = school.id
      and confirmation.step = 'confirmation'
    left join step paper on paper.cycle_id = $2 and paper.organisation_id = school.id
      and paper.step = 'paper-received'
    cross join lateral (select json_agg(grouped) as groups from (
      select state, round, count(*)::int as items, count(*) filter (where late)::int as late
      from declaration where organisation_id = school.id and cycle_id = $2 group by state, round) as grouped) as counted
  where ${which} and school.kind = 'SCHOOL'
  order by school.name, school.id`

interface SchoolRow {
  readonly id: string
  readonly name: string
  readonly starts_at: Date | null
  readonly ends_at: Date | null
  readonly publicityLate: boolean | null
  readonly confirmedAt: Date | null
  readonly confirmationLate: boolean | null
  readonly paperReceivedAt: Date | null
  readonly groups: { state: DeclarationState; round: number; items: number; late: number }[]
  /** Items of the principal that the school has approved: the office confirms them (ruling 11). */
  readonly principals: number
}

function toSchool(row: SchoolRow, now: Date): SchoolOfOffice {
  const { id, name, groups, starts_at, ends_at, confirmedAt, paperReceivedAt, principals } = row
  const items: Partial<Record<DeclarationState, number>> = {}
  for (const group of groups) items[group.state] = (items[group.state] ?? 0) + group.items
  const count = (wanted: (group: SchoolRow['groups'][number]) => boolean) =>
    groups.filter(wanted).reduce((sum, group) => sum + group.items, 0)
  const toConfirm = confirmedAt ? principals : 0
  const waitingFirst =
    count(({ state, round }) => state === 'CONFIRMED_BY_PRINCIPAL' && round === 1) + toConfirm
  const secondRound = count(({ state, round }) => round === 2 && holderOf(state) !== 'nobody')
  return {
    id,
    name,
    stage: stageOf({ publicityEndsAt: ends_at, confirmedAt, waitingFirst, secondRound }, now),
    items,
    waiting: (items.CONFIRMED_BY_PRINCIPAL ?? 0) + toConfirm,
    secondRound,
    late: {
      publicity: row.publicityLate ?? false,
      confirmation: row.confirmationLate ?? false,
      items: groups.reduce((sum, group) => sum + group.late, 0),
    },
    publicity: starts_at && ends_at && { startsAt: starts_at, endsAt: ends_at },
    confirmedAt,
    paperReceivedAt,
  }
}

/** At a school with items of both rounds the office has to act first on those it has not yet looked at. */
function stageOf(
  {
    publicityEndsAt,
    confirmedAt,
    waitingFirst,
    secondRound,
  }: { publicityEndsAt: Date | null; confirmedAt: Date | null; waitingFirst: number; secondRound: number },
  now: Date,
): SchoolStage {
  if (!confirmedAt) {
    if (!publicityEndsAt) return 'before-publicity'
    return now < publicityEndsAt ? 'in-publicity' : 'awaiting-principal'
  }
  if (waitingFirst > 0) return 'reported'
  return secondRound > 0 ? 'second-round' : 'reviewed'
}
