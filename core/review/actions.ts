import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { closingOf, enterWindow, freezesAt, windowRefusals } from '../cycle/windows.ts'
import { holdsIdNumber } from '../privacy/id-number.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import {
  type ActionRow,
  actionTable,
  type DeclarationAction,
  type DeclarationState,
  declarationActions,
  type Round,
} from './action-table.ts'

export {
  type ActionRow,
  actionTable,
  type DeclarationAction,
  type DeclarationState,
  declarationActions,
  declarationStates,
  type Need,
  type Round,
} from './action-table.ts'

export const actionRefusals = [
  'not-your-organisation',
  'not-your-role',
  'not-your-item',
  'own-item',
  'not-a-principals-item',
  'publicity-started',
  'publicity-not-started',
  'publicity-running',
  'complaint-upheld',
  'complaint-open',
  'not-yet-submitted',
  'still-waiting',
  'already-decided',
  'already-invalid',
  'already-withdrawn',
  'cycle-frozen',
  ...windowRefusals,
  'reason-needed',
  'reason-unknown',
  'note-needed',
  'finding-needed',
  'original-not-seen',
  'text-holds-id-number',
] as const
export type ActionRefusal = Refusal<(typeof actionRefusals)[number]>

/** Everything the table needs to know of one item, one actor and one instant. */
export interface ActionContext {
  cycle: Cycle
  now: Date
  state: DeclarationState | 'NEW'
  round: Round
  /** The roles that the actor holds over this item: in its school, or in the reviewer above it. */
  roles: readonly Role[]
  isOwn: boolean
  /** The teacher is the school's principal. */
  isPrincipals?: boolean
  /** A complaint on it is not settled. */
  complaintOpen?: boolean
  /** The last decision on it was that a complaint is upheld. */
  afterComplaint?: boolean
  /** The start of this school's publicity, when it is set: it closes resubmission (ruling 3). */
  publicityStartsAt?: Date
  /** Its end. */
  publicityEndsAt?: Date
}

/**
 * May the actor do this to the item now? Authority is asked before state, so that a stranger learns nothing
 * of the item.
 *
 * @returns the row that applies and whether it is late (逾期); or one of `actionRefusals`: 'already-decided'
 *   {state}, 'window-closed' {window, deadline}, 'cycle-frozen' {deadline}; instants are ISO strings.
 */
export function allowed(
  action: DeclarationAction,
  context: ActionContext,
): { ok: true; late: boolean; row: ActionRow } | ActionRefusal {
  const rows = actionTable.filter((row) => row.action === action)
  const [{ role, own }] = rows as [ActionRow]
  if (own === 'must' && !context.isOwn) return refuse('not-your-item')
  if (context.roles.length === 0) return refuse('not-your-organisation')
  if (!context.roles.includes(role)) return refuse('not-your-role', { role })
  if (own === 'never' && context.isOwn) return refuse('own-item')

  const row = rows.find(
    ({ from, round }) => from.includes(context.state) && (round ?? context.round) === context.round,
  )
  if (!row) return refuse(stateRefusals[context.state], { state: context.state })
  if (row.onlyPrincipals && !context.isPrincipals) return refuse('not-a-principals-item')
  if (row.notWhileComplaint && context.complaintOpen) return refuse('complaint-open')
  if (row.notAfterComplaint && context.afterComplaint) return refuse('complaint-upheld')
  if (row.beforePublicity && context.publicityStartsAt && context.now >= context.publicityStartsAt) {
    return refuse('publicity-started', { started: context.publicityStartsAt.toISOString() })
  }

  if (row.afterPublicity) {
    const { publicityEndsAt: endsAt } = context
    if (!endsAt) return refuse('publicity-not-started')
    if (context.now < endsAt) return refuse('publicity-running', { until: endsAt.toISOString() })
  }

  const freeze = freezesAt(context.cycle)
  if (context.now >= freeze) return refuse('cycle-frozen', { deadline: freeze.toISOString() })
  if (!row.window) return { ok: true, late: false, row }
  if (row.window === 'resubmission' && !context.publicityStartsAt) {
    // Ruling 3: only the school's publicity ends it. A school that is late with it does not take time from
    // its teachers.
    return { ok: true, late: context.now >= closingOf(context.cycle, row.window), row }
  }
  const entered = enterWindow(context.cycle, row.window, context.now, closesEarlier(row.window, context))
  return isRefusal(entered) ? entered : { ok: true, late: entered.late, row }
}

/** The actions to show as buttons, in the order of the table, and where each leads. */
export function actionsFor(
  context: ActionContext,
): { action: DeclarationAction; to: DeclarationState; late: boolean }[] {
  return declarationActions.flatMap((action) => {
    const outcome = allowed(action, context)
    return isRefusal(outcome) || outcome.row.viaComplaint
      ? []
      : [{ action, to: outcome.row.to, late: outcome.late }]
  })
}

/** What the actor gave along with the action. */
export interface Given {
  reasonId?: string
  note?: string
  originalSeen?: boolean
}

/**
 * Is everything there that the row needs? A return carries a reason of the cycle (invariant 2), some reasons
 * need a note, and 虚假申报 a written finding (ruling 11).
 */
export function missingNeed(row: ActionRow, given: Given, cycle: Cycle): ActionRefusal | undefined {
  if (row.needs.includes('original-seen') && !given.originalSeen) return refuse('original-not-seen')
  if (!row.needs.includes('reason')) return undefined
  if (!given.reasonId) return refuse('reason-needed')
  const reason = cycle.returnReasons.find(({ id }) => id === given.reasonId)
  // What only an upheld complaint may give is no reason elsewhere, even where a button was forged.
  if (!reason || (reason.use === 'complaint' && !row.viaComplaint)) return refuse('reason-unknown')
  if (reason.needs && !given.note?.trim()) return refuse(`${reason.needs}-needed`)
  // The note is told, listed and kept in the trail, whatever way it came (DOMAIN §9).
  return given.note && holdsIdNumber(given.note) ? refuse('text-holds-id-number') : undefined
}

/** The round in which an item stands after the action: the district's first return opens the second. */
export function roundAfter(
  { opensRound, opensRoundOncePublic }: ActionRow,
  { round, now, publicityStartsAt }: Pick<ActionContext, 'round' | 'now' | 'publicityStartsAt'>,
): Round {
  const isPublic = publicityStartsAt !== undefined && now >= publicityStartsAt
  return opensRound && (isPublic || !opensRoundOncePublic) ? opensRound : round
}

/** Neither withdrawn nor invalid: a returned item is live too, for it is corrected and not declared anew. */
export function isLive(state: DeclarationState): boolean {
  return state !== 'WITHDRAWN' && state !== 'INVALID'
}

export type Holder = 'teacher' | 'school' | 'principal' | 'district' | 'nobody'

/** Who has the item now, for «who has it and until when» of /status. */
export function holderOf(state: DeclarationState): Holder {
  return countings[state].holder
}

/** Until when the holder should act; undefined where nobody has to. */
export function dueAt(
  state: DeclarationState,
  round: Round,
  cycle: Cycle,
  publicityStartsAt?: Date,
): Date | undefined {
  const role = roleOfHolder[holderOf(state)]
  const row = actionTable.find(
    (row) => row.role === role && row.window && row.from.includes(state) && (row.round ?? round) === round,
  )
  if (!row?.window) return undefined
  return closingOf(cycle, row.window, closesEarlier(row.window, { publicityStartsAt }))
}

/** 'frozen' from the freeze on: then only what the district approved counts. */
export type CycleStage = 'review' | 'frozen'

export function stageAt(cycle: Cycle, now: Date): CycleStage {
  return now < freezesAt(cycle) ? 'review' : 'frozen'
}

/** How hours stand in the ledger: 已认定, 审核中, or neither. */
export type Counting = 'counted' | 'under-review' | 'not'

/**
 * How a declaration's hours stand in the ledger. While the reviews run, what the school approved counts
 * provisionally (the verdict says 暂定). After the freeze a reviewer's silence approves nothing.
 */
export function countsAs(state: DeclarationState, stage: CycleStage): Counting {
  return countings[state][stage]
}

/**
 * Whether the hours of an item in this state count already. The other live ones still have to be approved.
 */
export function isApproved(state: DeclarationState): boolean {
  return countsAs(state, 'review') === 'counted'
}

const countings: Record<DeclarationState, { holder: Holder } & Record<CycleStage, Counting>> = {
  SUBMITTED: { holder: 'school', review: 'under-review', frozen: 'not' },
  RETURNED_BY_SCHOOL: { holder: 'teacher', review: 'not', frozen: 'not' },
  APPROVED_BY_SCHOOL: { holder: 'principal', review: 'counted', frozen: 'not' },
  CONFIRMED_BY_PRINCIPAL: { holder: 'district', review: 'counted', frozen: 'not' },
  APPROVED_BY_DISTRICT: { holder: 'nobody', review: 'counted', frozen: 'counted' },
  RETURNED_BY_DISTRICT: { holder: 'teacher', review: 'not', frozen: 'not' },
  INVALID: { holder: 'nobody', review: 'not', frozen: 'not' },
  WITHDRAWN: { holder: 'nobody', review: 'not', frozen: 'not' },
}

const roleOfHolder: Record<Holder, Role | undefined> = {
  teacher: 'TEACHER',
  school: 'SCHOOL_ADMIN',
  principal: 'PRINCIPAL',
  district: 'DISTRICT_REVIEWER',
  nobody: undefined,
}

/** What is said when an action meets an item in a state from which it does not go. */
const stateRefusals = {
  NEW: 'not-yet-submitted',
  SUBMITTED: 'still-waiting',
  RETURNED_BY_SCHOOL: 'already-decided',
  APPROVED_BY_SCHOOL: 'already-decided',
  CONFIRMED_BY_PRINCIPAL: 'already-decided',
  APPROVED_BY_DISTRICT: 'already-decided',
  RETURNED_BY_DISTRICT: 'already-decided',
  INVALID: 'already-invalid',
  WITHDRAWN: 'already-withdrawn',
} as const satisfies Record<DeclarationState | 'NEW', (typeof actionRefusals)[number]>

function closesEarlier(
  windowId: WindowId,
  { publicityStartsAt }: { publicityStartsAt?: Date },
): Date | undefined {
  return windowId === 'resubmission' ? publicityStartsAt : undefined
}
