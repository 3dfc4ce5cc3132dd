import type { Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type Ledger, ledgerOf, verdictOf } from '../ledger/ledger.ts'
import { countsAs, type DeclarationState, isLive, stageAt } from '../review/actions.ts'
import { levelOfReturned } from '../review/returned.ts'
import { type Category, type NudgeGroup, nudgeGroups } from '../terms.ts'
import { groupsOf } from './left-to-do.ts'
import { mayBeRemindedSql } from './may-be-reminded.ts'

/** The school's teachers at a glance: who still has something to do, and the three sums of each (S033). */

export const staffGroups = [...nudgeGroups, 'done'] as const
export type StaffGroup = NudgeGroup | 'done'

export interface StaffMember {
  readonly personId: string
  readonly name: string
  /** Has an account that is theirs. */
  readonly bound: boolean
  /** Has blocked the bot. */
  readonly unreachable: boolean
  /** Wants no reminder: whoever has to be told is told by a person. */
  readonly muted: boolean
  /** Has an account that reminders may go to. */
  readonly remindable: boolean
  readonly profileConfirmed: boolean
  readonly group: StaffGroup
  /** Sums per category and in total: counted, under review, missing. */
  readonly ledger: Ledger
  /** 达标 by the hours alone, whatever else is still to do. */
  readonly passed: boolean
}

/** One colleague as the school sees them, with their account and how far their profile is in the cycle. */
export interface StaffCard {
  readonly id: string
  readonly name: string
  readonly subject: string | null
  readonly account: 'bound' | 'unreachable' | 'none'
  readonly confirmedAt: Date | null
  readonly sheetSignedAt: Date | null
}

/** The person of that id, if they are on the roster of the school. */
export async function readStaffCard(
  db: Transaction,
  { personId, schoolId, cycleId }: { personId: string; schoolId: string; cycleId: number },
): Promise<StaffCard | undefined> {
  const row = await db.person.findFirst({
    where: { id: personId, organisationId: schoolId },
    select: {
      id: true,
      name: true,
      subject: true,
      account: { select: { unreachableAt: true } },
      profiles: { where: { cycleId }, select: { confirmedAt: true, sheetSignedAt: true } },
    },
  })
  if (!row) return undefined
  const { id, name, subject, account, profiles } = row
  const { confirmedAt = null, sheetSignedAt = null } = profiles[0] ?? {}
  const state = account ? (account.unreachableAt ? 'unreachable' : 'bound') : 'none'
  return { id, name, subject, account: state, confirmedAt, sheetSignedAt }
}

/**
 * Everybody who is TEACHER of the school, by name. One statement, however large the school.
 */
export async function staffOf(
  db: Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<StaffMember[]> {
  const rows = await db.$queryRawUnsafe<StaffRow[]>(staffSql, schoolId, cycle.id)
  const stage = stageAt(cycle, now)
  return rows.map(({ records, declarations, drafting, exempt, ...member }) => {
    const ledger = ledgerOf(records, declarations, cycle.requirements, (state) => countsAs(state, stage))
    const { passed } = verdictOf(ledger, cycle.requirements, { final: stage === 'frozen' })
    const [group = 'done'] = groupsOf({
      exempt,
      returned: declarations.some(({ state }) => levelOfReturned(state) !== undefined),
      drafting,
      declared: declarations.some(({ state }) => isLive(state)),
      profileConfirmed: member.profileConfirmed,
      passed,
    })
    return { ...member, group, ledger, passed }
  })
}

/** $1 school, $2 cycle. */
const staffSql = `
  select person.id as "personId", person.name, account.id is not null as bound,
    account.unreachable_at is not null as unreachable, account.muted_at is not null as muted,
    account.id is not null and ${mayBeRemindedSql('$2')} as remindable,
    exists (select 1 from profile_confirmation done
      where done.person_id = person.id and done.cycle_id = $2) as "profileConfirmed",
    exists (select 1 from exemption where exemption.person_id = person.id and exemption.cycle_id = $2
      and exemption.state = 'GRANTED') as exempt,
    exists (select 1 from draft where draft.person_id = person.id and draft.cycle_id = $2
      and draft.declaration_id is null) as drafting,
    coalesce((select jsonb_agg(jsonb_build_object('id', id, 'category', category, 'hours', hours))
      from hour_record where person_id = person.id and cycle_id = $2), '[]') as records,
    coalesce((select jsonb_agg(jsonb_build_object('id', id, 'category', category, 'hours', hours, 'state', state))
      from declaration where person_id = person.id and cycle_id = $2), '[]') as declarations
  from "grant" held join person on person.id = held.person_id
    left join account on account.person_id = person.id
  where held.organisation_id = $1 and held.role = 'TEACHER' and held.withdrawn_at is null
  order by person.name, person.id`

interface StaffRow {
  personId: string
  name: string
  bound: boolean
  unreachable: boolean
  muted: boolean
  remindable: boolean
  profileConfirmed: boolean
  drafting: boolean
  /** 免验: nothing is left to do (ruling 14). */
  exempt: boolean
  records: Hours[]
  declarations: (Hours & { state: DeclarationState })[]
}

interface Hours {
  id: string
  category: Category
  hours: number
}
