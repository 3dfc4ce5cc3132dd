import type { Transaction } from '../../prisma/database.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { emit, emitDeclarations } from '../events/emit.ts'
import { tellOfficeAbove } from '../notices/tell.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Snapshot, takeConfirmationSnapshot } from '../reports/snapshots.ts'
import { allowed, type Round } from '../review/actions.ts'
import { stepsDone, takeStep } from '../review/steps.ts'
import { heldSql } from './items-to-confirm.ts'

/** The principal confirms the school's data and submits them to the office above (S038, rulings 8–11). */

export const confirmSchoolRefusals = [
  'not-your-role',
  'cycle-frozen',
  'publicity-not-started',
  'publicity-running',
  'items-waiting',
  'nothing-to-confirm',
  'window-closed',
] as const

export interface SchoolConfirmed {
  /** How many items went to the office above. */
  readonly items: number
  /** Items of the second round among them. */
  readonly secondRound: number
  /** The first confirmation of the cycle; afterwards only what was left over is confirmed. */
  readonly first: boolean
  /** After the soft window: marked 逾期. */
  readonly late: boolean
  readonly snapshot: Snapshot
}

/**
 * Confirms in one write every item that the school approved, except the principal's own and those with an
 * open complaint. The first time it also confirms the school itself, with or without items. It takes the
 * statistics of this moment and tells the office above.
 *
 * @returns 'not-your-role' {role}; 'cycle-frozen' {deadline}; before the first confirmation
 *   'publicity-not-started', 'publicity-running' {until} and 'items-waiting' {count}; afterwards
 *   'nothing-to-confirm' {by, at} of the confirmation that stands, or 'window-closed' {window, deadline} when
 *   only second-round items are left and their time is over
 */
export async function confirmSchool(
  tx: Transaction,
  { schoolId, actor }: { schoolId: string; actor: Acting },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<SchoolConfirmed | Refusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'PRINCIPAL', schoolId)
  if (unauthorised) return unauthorised
  // Of two at once the second waits here and then finds what the first has left.
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(${`confirmation:${cycle.id}:${schoolId}`}, 0))`
  const refusal = await refuseToConfirm(tx, schoolId, { cycle, now })
  if (refusal) return refusal

  const before = await confirmationOf(tx, schoolId, cycle.id)
  const rounds = roundsOpen({ cycle, now })
  const confirmed = await confirmItems(tx, { schoolId, actor }, rounds, { cycle, now })
  if (before && confirmed.length === 0) return refuseNothingLeft(tx, schoolId, before, { cycle, now })

  const secondRound = confirmed.filter(({ round }) => round === 2).length
  const late = before
    ? confirmed.some((item) => item.late)
    : await lateFor(tx, schoolId, actor, confirmed, { cycle, now })
  const snapshot = await takeConfirmationSnapshot(tx, schoolId, { cycle, now })
  const notice = {
    kind: 'school-confirmed',
    snapshotId: snapshot.id,
    items: confirmed.length,
    first: !before,
  } as const
  await tellOfficeAbove(tx, schoolId, notice, { key: `school-confirmed:${snapshot.id}` })
  await tellOtherSystems(tx, schoolId, confirmed, { secondRound, first: !before, late }, { cycle, now })
  return { items: confirmed.length, secondRound, first: !before, late, snapshot }
}

/**
 * What stands in the way of the school as a whole, for cards as for the confirmation itself. Single items
 * that are held do not.
 *
 * @returns nothing when the principal may confirm
 */
export async function refuseToConfirm(
  tx: Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal<(typeof confirmSchoolRefusals)[number]> | undefined> {
  const freeze = freezesAt(cycle)
  if (now >= freeze) return refuse('cycle-frozen', { deadline: freeze.toISOString() })
  // What comes back in the second round needs no new publicity (ruling 8).
  if (await confirmationOf(tx, schoolId, cycle.id)) return undefined
  const publicity = await tx.publicity.findFirst({
    where: { organisationId: schoolId, cycleId: cycle.id, withdrawnAt: null },
    select: { startsAt: true, endsAt: true },
  })
  if (!publicity || now < publicity.startsAt) return refuse('publicity-not-started')
  if (now < publicity.endsAt) return refuse('publicity-running', { until: publicity.endsAt.toISOString() })
  const count = await tx.declaration.count({
    where: { organisationId: schoolId, cycleId: cycle.id, state: 'SUBMITTED', round: 1 },
  })
  return count > 0 ? refuse('items-waiting', { count }) : undefined
}

/**
 * The rounds of which items may be confirmed now, each with whether that is late. The table of actions
 * decides.
 */
export function roundsOpen({ cycle, now }: { cycle: Cycle; now: Date }): Map<Round, { late: boolean }> {
  const open = new Map<Round, { late: boolean }>()
  for (const round of [1, 2] as const) {
    const outcome = confirmAllowed(round, { cycle, now })
    if (!isRefusal(outcome)) open.set(round, { late: outcome.late })
  }
  return open
}

export async function confirmationOf(tx: Transaction, schoolId: string, cycleId: number) {
  const steps = await stepsDone(tx, schoolId, cycleId)
  return steps.find(({ step }) => step === 'confirmation')
}

function confirmAllowed(round: Round, { cycle, now }: { cycle: Cycle; now: Date }) {
  return allowed('confirm', {
    cycle,
    now,
    state: 'APPROVED_BY_SCHOOL',
    round,
    roles: ['PRINCIPAL'],
    isOwn: false,
  })
}

interface ConfirmedItem {
  readonly id: string
  readonly round: Round
  readonly late: boolean
}

/** One write over all of them, and an audit entry for each, as a single decision would leave. */
async function confirmItems(
  tx: Transaction,
  { schoolId, actor }: { schoolId: string; actor: Acting },
  rounds: ReadonlyMap<Round, { late: boolean }>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<ConfirmedItem[]> {
  const lateRounds = [...rounds].filter(([, { late }]) => late).map(([round]) => round)
  return tx.$queryRawUnsafe<ConfirmedItem[]>(
    `with confirmed as (
       update declaration set state = 'CONFIRMED_BY_PRINCIPAL', version = version + 1, waiting_since = $3::timestamptz,
         decided_at = $3::timestamptz, decided_by_id = $4::uuid, reason_id = null, note = null,
         late = round = any($6::int[])
       where organisation_id = $1 and cycle_id = $2 and state = 'APPROVED_BY_SCHOOL' and round = any($5::int[])
         and ${heldSql} is null
       returning id, serial, version, round, late),
     audited as (
       insert into audit_entry (chain, at, actor_id, actor_role, action, subject_kind, subject_id, cycle_id, details)
       select $1, $3::timestamptz, $4::uuid, 'PRINCIPAL', 'declaration.confirm', 'declaration', id::text, $2,
         jsonb_build_object('from', 'APPROVED_BY_SCHOOL', 'to', 'CONFIRMED_BY_PRINCIPAL', 'version', version,
           'round', round, 'late', late)
       from confirmed order by serial)
     select id, round, late from confirmed order by serial`,
    schoolId,
    cycle.id,
    now,
    actor.personId,
    [...rounds.keys()],
    lateRounds,
  )
}

async function lateFor(
  tx: Transaction,
  schoolId: string,
  actor: Acting,
  confirmed: readonly ConfirmedItem[],
  clock: { cycle: Cycle; now: Date },
): Promise<boolean> {
  const details = { items: confirmed.length }
  const step = await takeStep(tx, { step: 'confirmation', organisationId: schoolId, actor, details }, clock)
  // Under the lock and after the checks above nobody else can have been first.
  if (isRefusal(step)) throw new Error(`The confirmation of ${schoolId} was refused: ${step.refused}.`)
  return step.late
}

async function refuseNothingLeft(
  tx: Transaction,
  schoolId: string,
  { doneById, doneAt }: { doneById: string | null; doneAt: Date },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal> {
  const left = await tx.$queryRawUnsafe<{ left: boolean }[]>(
    `select exists (select 1 from declaration where organisation_id = $1 and cycle_id = $2
       and state = 'APPROVED_BY_SCHOOL' and round = 2 and ${heldSql} is null) as left`,
    schoolId,
    cycle.id,
  )
  const closed = confirmAllowed(2, { cycle, now })
  if (left[0]?.left && isRefusal(closed)) return closed
  const by = doneById ? await tx.person.findUnique({ where: { id: doneById }, select: { name: true } }) : null
  return refuse('nothing-to-confirm', { by: by?.name ?? '', at: doneAt.toISOString() })
}

async function tellOtherSystems(
  tx: Transaction,
  schoolId: string,
  confirmed: readonly ConfirmedItem[],
  outcome: { secondRound: number; first: boolean; late: boolean },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<void> {
  const ids = confirmed.map(({ id }) => id)
  await emitDeclarations(tx, 'declaration.decided', ids, now)
  const { code: schoolCode } = await tx.organisation.findUniqueOrThrow({
    where: { id: schoolId },
    select: { code: true },
  })
  await emit(tx, {
    type: 'school.confirmed',
    organisationId: schoolId,
    cycleId: cycle.id,
    subjectId: schoolId,
    at: now,
    data: { schoolCode, items: confirmed.length, ...outcome },
  })
}
