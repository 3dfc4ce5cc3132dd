import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { emitDeclarations } from '../events/emit.ts'
import { tell } from '../notices/notice.ts'
import { tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import {
  allowed,
  type DeclarationAction,
  type DeclarationState,
  type Given,
  holderOf,
  isApproved,
  missingNeed,
  roundAfter,
} from '../review/actions.ts'
import { passPublicityDoor } from '../review/publicity-door.ts'
import type { ReturnLevel } from '../terms.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { contextOf, type Item, readForAction, refuseOvertaken } from './item.ts'
import { refuseOnRecord } from './on-record.ts'

/**
 * What somebody does to a submitted declaration with one tap. The principal's confirmation is of the whole
 * school.
 */
export type Decision = Exclude<DeclarationAction, 'submit' | 'correct' | 'confirm'>

export interface DecisionCommand {
  readonly action: Decision
  readonly declarationId: string
  /** The version that the person saw; undefined where they name the item itself, as by a command. */
  readonly version?: number
  readonly personId: string
  readonly given?: Given
}

export interface Decided {
  readonly declarationId: string
  readonly state: DeclarationState
  readonly version: number
  readonly late: boolean
}

/**
 * Decides on one declaration, authorised and judged by the table of actions and the clock. The decision is
 * written only over the state and version that were judged, with its audit entry and the word to the teacher,
 * in the given transaction (invariants 1–3). Of two at once one wins; the other is told who was first.
 *
 * @returns what stands now; or one of `actionRefusals`: 'already-decided' {state, by, at}, 'item-changed',
 *   'own-item', 'not-your-organisation', 'reason-needed', 'note-needed', 'original-not-seen', 'window-closed'
 *   …
 */
export async function decide(
  tx: Transaction,
  { action, declarationId, version, personId, given = {} }: DecisionCommand,
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<Decided | Refusal> {
  const item = await readForAction(tx, declarationId)
  if (!item) return refuse('item-gone')
  const cycle = cycleOf(item.cycleId)
  if (action === 'undo' || action === 'complaint-return')
    await passPublicityDoor(tx, item.organisationId, item.cycleId)
  const context = await contextOf(tx, item, personId, cycle, now)
  const permitted = allowed(action, context)
  if (isRefusal(permitted)) {
    return permitted.refused === 'already-decided' ? refuseOvertaken(tx, declarationId) : permitted
  }
  const missing = missingNeed(permitted.row, given, cycle)
  if (missing) return missing
  if (version !== undefined && version !== item.version) return refuseOvertaken(tx, declarationId)

  if (isApproved(permitted.row.to) && !isApproved(item.state)) {
    const onRecord = await refuseOnRecord(tx, item.id)
    if (onRecord) return onRecord
  }
  const isReturn = permitted.row.needs.includes('reason')
  const isDecision = action !== 'withdraw' && !takesBack.has(action)
  const { count } = await tx.declaration.updateMany({
    where: { id: item.id, state: item.state, version: item.version },
    data: {
      state: permitted.row.to,
      version: { increment: 1 },
      round: roundAfter(permitted.row, context),
      // The district's queue is in the order in which items came to it. An item keeps its place in the
      // school's queue through an undo.
      ...(holderOf(permitted.row.to) === 'district' && !takesBack.has(action) && { waitingSince: now }),
      decidedAt: isDecision ? now : null,
      decidedById: isDecision ? personId : null,
      reasonId: isReturn ? given.reasonId : null,
      note: isReturn ? (given.note?.trim() ?? null) : null,
      late: permitted.late,
    },
  })
  if (count === 0) return refuseOvertaken(tx, declarationId)
  if (action === 'undo') {
    // A correction that was begun on a return that is taken back has nothing left to correct.
    await tx.draft.deleteMany({ where: { declarationId: item.id } })
  }
  await audit(tx, {
    at: now,
    actor: { personId, role: permitted.row.role },
    action: `declaration.${action}`,
    subject: { kind: 'declaration', id: item.id },
    organisationId: item.organisationId,
    cycleId: item.cycleId,
    details: { ...given, from: item.state, to: permitted.row.to, late: permitted.late },
  })
  await emitDeclarations(tx, 'declaration.decided', [item.id], now)
  await tellTeacher(tx, action, item, given, cycle)
  if (permitted.row.opensRound && permitted.row.role === 'DISTRICT_REVIEWER') await tellSchool(tx, item, now)
  return { declarationId: item.id, state: permitted.row.to, version: item.version + 1, late: permitted.late }
}

/** 退案 by the school, 退回 by the office above it (DOMAIN §1). */
function levelOfReturn(action: Decision): ReturnLevel {
  return action.startsWith('district') ? 'district' : 'school'
}

/** Decisions that put an item back to where it waited. */
const takesBack: ReadonlySet<Decision> = new Set(['undo', 'district-undo'])

async function tellTeacher(tx: Transaction, action: Decision, item: Item, given: Given, cycle: Cycle) {
  switch (action) {
    case 'approve':
      await tell(tx, item.personId, { kind: 'declaration-approved', declarationId: item.id })
      if (item.round === 2) await tellPrincipal(tx, item)
      return
    case 'district-approve':
      await tell(tx, item.personId, { kind: 'declaration-approved-finally', declarationId: item.id })
      return
    case 'return':
    case 'district-return':
    case 'complaint-return':
    case 'district-complaint-return':
      await tell(tx, item.personId, {
        kind: 'declaration-returned',
        declarationId: item.id,
        reasonId: given.reasonId!,
        note: given.note?.trim() || undefined,
        by: levelOfReturn(action),
      })
      if (cycle.returnReasons.find(({ id }) => id === given.reasonId)?.misconduct)
        await tellAbove(tx, item, action)
      return
    case 'undo':
    case 'district-undo':
      await tell(tx, item.personId, { kind: 'decision-undone', declarationId: item.id })
      return
    case 'confirm-for-principal':
    case 'withdraw':
      return
    default:
      action satisfies never
  }
}

/**
 * S047: the school and its principal have to confirm again, so they hear at once that items come back. They
 * are told once a day, however many the office returns.
 */
async function tellSchool(tx: Transaction, { organisationId, cycleId }: Item, now: Date) {
  const notice = { kind: 'second-round-opened', organisationId, cycleId } as const
  const key = `second-round-opened:${cycleId}:${organisationId}:${civilDateOf(now)}`
  for (const role of ['SCHOOL_ADMIN', 'PRINCIPAL'] as const) {
    await tellRole(tx, role, organisationId, notice, { key })
  }
}

/**
 * Ruling 8: the school has only until one afternoon, so the principal hears of what came back and was
 * approved again.
 */
async function tellPrincipal(tx: Transaction, { id, version, organisationId, personId }: Item) {
  const notice = { kind: 'second-round-approved', declarationId: id } as const
  const key = `second-round:${id}:${version}`
  await tellRole(tx, 'PRINCIPAL', organisationId, notice, { key, except: personId })
}

/**
 * Ruling 11: when an item is marked 虚假申报, the level above whoever marked it is told. Where nobody holds the
 * office above a school, the city's supervisors are told.
 */
async function tellAbove(tx: Transaction, item: Item, action: Decision) {
  const byDistrict = levelOfReturn(action) === 'district'
  const above = await tx.$queryRaw<{ person_id: string }[]>`
    select distinct held.person_id from "grant" held
      join organisation school on school.id = ${item.organisationId}
      left join organisation office on office.id = school.parent_id
    where held.withdrawn_at is null
      and case when ${byDistrict} or not exists (select 1 from "grant" reviewer where reviewer.role = 'DISTRICT_REVIEWER'
          and reviewer.organisation_id = office.id and reviewer.withdrawn_at is null)
        then held.role = 'CITY_SUPERVISOR'
        else held.role = 'DISTRICT_REVIEWER' and held.organisation_id = office.id end`
  for (const { person_id } of above) {
    await tell(tx, person_id, { kind: 'misconduct-found', declarationId: item.id })
  }
}
