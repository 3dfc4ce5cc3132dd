import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { closingOf, enterWindow, freezesAt, windowRefusals } from '../cycle/windows.ts'
import type { Role } from '../cycle/words.ts'
import type { Standing } from '../ledger/ledger.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'

/**
 * Who may do what to a declaration, in which state, until when: one table that buttons, use cases, refusals and tests read.
 */

export const declarationStates = [
  'SUBMITTED',
  'RETURNED_BY_SCHOOL',
  'APPROVED_BY_SCHOOL',
  'CONFIRMED_BY_PRINCIPAL',
  'APPROVED_BY_DISTRICT',
  'RETURNED_BY_DISTRICT',
  'INVALID',
  'WITHDRAWN',
] as const
export type DeclarationState = (typeof declarationStates)[number]

export const declarationActions = [
  'submit',
  'withdraw',
  'correct',
  'approve',
  'return',
  'undo',
  'confirm',
  'confirm-for-principal',
  'district-approve',
  'district-return',
  'district-undo',
  'complaint-return',
  'district-complaint-return',
] as const
export type DeclarationAction = (typeof declarationActions)[number]

/** 2 from the district's return on: other windows apply, and a second return is final (ruling 8). */
export type Round = 1 | 2

export type Need = 'reason' | 'original-seen'

export interface ActionRow {
  action: DeclarationAction
  role: Role
  /** 'NEW' is the draft, which is not yet a declaration. */
  from: readonly (DeclarationState | 'NEW')[]
  /** Absent: in either round. */
  round?: Round
  to: DeclarationState
  /** Hard: refused afterwards. Soft: marked late. Absent: until the freeze, which closes everything. */
  window?: WindowId
  /** Nobody decides on an item of their own (ruling 11). */
  own: 'must' | 'never'
  needs: readonly Need[]
  /** Only on items of the school's principal, whom nobody of the school stands above (ruling 11). */
  onlyPrincipals?: true
  /** Done by settling a complaint and never by a button of the item. */
  viaComplaint?: true
  /** Not once the school's list is public: it shows what was decided. */
  beforePublicity?: true
  /** Not while a complaint on the item is open (ruling 10). */
  notWhileComplaint?: true
  /** Not on what an upheld complaint brought about. */
  notAfterComplaint?: true
  /** The round that the item enters; otherwise it stays in its own. */
  opensRound?: Round
}

const teacher = { role: 'TEACHER', own: 'must', needs: [] } as const
const school = { role: 'SCHOOL_ADMIN', own: 'never' } as const
const principal = { role: 'PRINCIPAL', own: 'never', needs: [] } as const
const district = { role: 'DISTRICT_REVIEWER', own: 'never' } as const
const complaint = { needs: ['reason'], viaComplaint: true } as const
const firstSchool = { round: 1, window: 'school-review' } as const
const secondSchool = { round: 2, window: 'second-round-school' } as const
const firstDistrict = { round: 1, window: 'district-review' } as const
const secondDistrict = { round: 2, window: 'second-round-district' } as const

const waiting = ['SUBMITTED'] as const
const decidedBySchool = ['APPROVED_BY_SCHOOL', 'RETURNED_BY_SCHOOL'] as const
const approvedBySchool = ['APPROVED_BY_SCHOOL'] as const
const confirmed = ['CONFIRMED_BY_PRINCIPAL'] as const
const approvedByDistrict = ['APPROVED_BY_DISTRICT'] as const
const notYetConfirmed = ['SUBMITTED', 'APPROVED_BY_SCHOOL'] as const
const anywhereInReview = [
  'SUBMITTED',
  'APPROVED_BY_SCHOOL',
  'CONFIRMED_BY_PRINCIPAL',
  'APPROVED_BY_DISTRICT',
] as const

export const actionTable: readonly ActionRow[] = [
  { action: 'submit', ...teacher, from: ['NEW'], to: 'SUBMITTED', window: 'declaration' },
  { action: 'withdraw', ...teacher, from: waiting, to: 'WITHDRAWN' },
  {
    action: 'correct',
    ...teacher,
    from: ['RETURNED_BY_SCHOOL'],
    round: 1,
    to: 'SUBMITTED',
    window: 'resubmission',
  },
  // In the second round the publicity is long over, so what the school returns then shares the district's deadline.
  {
    action: 'correct',
    ...teacher,
    from: ['RETURNED_BY_DISTRICT', 'RETURNED_BY_SCHOOL'],
    round: 2,
    to: 'SUBMITTED',
    window: 'second-round-teacher',
  },
  // Ruling 12: approval says that the paper original was seen.
  {
    action: 'approve',
    ...school,
    ...firstSchool,
    from: waiting,
    to: 'APPROVED_BY_SCHOOL',
    needs: ['original-seen'],
  },
  {
    action: 'approve',
    ...school,
    ...secondSchool,
    from: waiting,
    to: 'APPROVED_BY_SCHOOL',
    needs: ['original-seen'],
  },
  { action: 'return', ...school, ...firstSchool, from: waiting, to: 'RETURNED_BY_SCHOOL', needs: ['reason'] },
  {
    action: 'return',
    ...school,
    ...secondSchool,
    from: waiting,
    to: 'RETURNED_BY_SCHOOL',
    needs: ['reason'],
  },
  // From these two states neither the teacher nor the next level has acted: their acting leaves the state.
  {
    action: 'undo',
    ...school,
    ...firstSchool,
    from: decidedBySchool,
    to: 'SUBMITTED',
    needs: [],
    beforePublicity: true,
  },
  {
    action: 'undo',
    ...school,
    ...secondSchool,
    from: decidedBySchool,
    to: 'SUBMITTED',
    needs: [],
    notAfterComplaint: true,
  },
  {
    action: 'confirm',
    ...principal,
    from: approvedBySchool,
    round: 1,
    to: 'CONFIRMED_BY_PRINCIPAL',
    window: 'principal-confirmation',
  },
  { action: 'confirm', ...principal, ...secondSchool, from: approvedBySchool, to: 'CONFIRMED_BY_PRINCIPAL' },
  // A principal who teaches decides on nothing of their own: the reviewer above confirms it in their place.
  {
    action: 'confirm-for-principal',
    ...district,
    from: approvedBySchool,
    round: 1,
    to: 'CONFIRMED_BY_PRINCIPAL',
    window: 'principal-confirmation',
    needs: [],
    onlyPrincipals: true,
    notWhileComplaint: true,
  },
  {
    action: 'confirm-for-principal',
    ...district,
    ...secondSchool,
    from: approvedBySchool,
    to: 'CONFIRMED_BY_PRINCIPAL',
    needs: [],
    onlyPrincipals: true,
    notWhileComplaint: true,
  },
  {
    action: 'district-approve',
    ...district,
    ...firstDistrict,
    from: confirmed,
    to: 'APPROVED_BY_DISTRICT',
    needs: [],
  },
  {
    action: 'district-approve',
    ...district,
    ...secondDistrict,
    from: confirmed,
    to: 'APPROVED_BY_DISTRICT',
    needs: [],
  },
  {
    action: 'district-return',
    ...district,
    ...firstDistrict,
    from: confirmed,
    to: 'RETURNED_BY_DISTRICT',
    needs: ['reason'],
    opensRound: 2,
  },
  {
    action: 'district-return',
    ...district,
    ...secondDistrict,
    from: confirmed,
    to: 'INVALID',
    needs: ['reason'],
  },
  // Nobody acts after the district until the freeze. Its return is the teacher's at once and cannot be taken back.
  {
    action: 'district-undo',
    ...district,
    ...firstDistrict,
    from: approvedByDistrict,
    to: 'CONFIRMED_BY_PRINCIPAL',
    needs: [],
  },
  {
    action: 'district-undo',
    ...district,
    ...secondDistrict,
    from: approvedByDistrict,
    to: 'CONFIRMED_BY_PRINCIPAL',
    needs: [],
  },
  // Ruling 10: an upheld complaint returns the item. The list is public by then and resubmission closed (ruling 3), so the
  // item enters the second round, as one that the district returns; in that round the district's return is final (ruling 8).
  {
    action: 'complaint-return',
    ...school,
    round: 1,
    window: 'complaints',
    from: notYetConfirmed,
    to: 'RETURNED_BY_SCHOOL',
    ...complaint,
    opensRound: 2,
  },
  {
    action: 'complaint-return',
    ...school,
    ...secondSchool,
    from: notYetConfirmed,
    to: 'RETURNED_BY_SCHOOL',
    ...complaint,
  },
  {
    action: 'district-complaint-return',
    ...district,
    round: 1,
    window: 'complaints',
    from: anywhereInReview,
    to: 'RETURNED_BY_DISTRICT',
    ...complaint,
    opensRound: 2,
  },
  {
    action: 'district-complaint-return',
    ...district,
    ...secondDistrict,
    from: anywhereInReview,
    to: 'INVALID',
    ...complaint,
  },
]

export const actionRefusals = [
  'not-your-organisation',
  'not-your-role',
  'not-your-item',
  'own-item',
  'not-a-principals-item',
  'publicity-started',
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
}

/**
 * May the actor do this to the item now? Authority is asked before state, so that a stranger learns nothing of the item.
 *
 * @returns the row that applies and whether it is late (逾期); or one of `actionRefusals`: 'already-decided' {state},
 *   'window-closed' {window, deadline}, 'cycle-frozen' {deadline}; instants are ISO strings.
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

  const freeze = freezesAt(context.cycle)
  if (context.now >= freeze) return refuse('cycle-frozen', { deadline: freeze.toISOString() })
  if (!row.window) return { ok: true, late: false, row }
  if (row.window === 'resubmission' && !context.publicityStartsAt) {
    // Ruling 3: nothing but the school's publicity ends it. A school that is late with it does not take the time from its teachers.
    return { ok: true, late: context.now >= closingOf(context.cycle, row.window), row }
  }
  const entered = enterWindow(context.cycle, row.window, context.now, closesEarlier(row.window, context))
  return isRefusal(entered) ? entered : { ok: true, late: entered.late, row }
}

/** The actions to show as buttons, in the order of the table. */
export function actionsFor(context: ActionContext): { action: DeclarationAction; late: boolean }[] {
  return declarationActions.flatMap((action) => {
    const outcome = allowed(action, context)
    return isRefusal(outcome) || outcome.row.viaComplaint ? [] : [{ action, late: outcome.late }]
  })
}

/** What the actor gave along with the action. */
export interface Given {
  reasonId?: string
  note?: string
  originalSeen?: boolean
}

/**
 * Is everything there that the row needs? A return carries a reason of the cycle (invariant 2), some reasons a note, and
 * 虚假申报 a written finding (ruling 11).
 */
export function missingNeed(row: ActionRow, given: Given, cycle: Cycle): ActionRefusal | undefined {
  if (row.needs.includes('original-seen') && !given.originalSeen) return refuse('original-not-seen')
  if (!row.needs.includes('reason')) return undefined
  if (!given.reasonId) return refuse('reason-needed')
  const reason = cycle.returnReasons.find(({ id }) => id === given.reasonId)
  // What only an upheld complaint may give is no reason elsewhere, even where a button was forged.
  if (!reason || (reason.use === 'complaint' && !row.viaComplaint)) return refuse('reason-unknown')
  if (reason.needs && !given.note?.trim()) return refuse(`${reason.needs}-needed`)
  return undefined
}

/** The round in which an item stands after the action: the district's first return opens the second. */
export function roundAfter(row: ActionRow, round: Round): Round {
  return row.opensRound ?? round
}

export type Holder = 'teacher' | 'school' | 'principal' | 'district' | 'nobody'

/** Who has the item now, for «who has it and until when» of /status. */
export function holderOf(state: DeclarationState): Holder {
  return standings[state].holder
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

/**
 * How a declaration's hours stand in the ledger. While the reviews run, what the school approved counts (provisionally: the
 * verdict says 暂定); after the freeze a silent reviewer has approved nothing.
 */
export function countsAs(state: DeclarationState, stage: CycleStage): Standing {
  return standings[state][stage]
}

const standings: Record<DeclarationState, { holder: Holder } & Record<CycleStage, Standing>> = {
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
