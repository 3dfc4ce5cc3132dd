import type { WindowId } from '../cycle/cycle.ts'
import type { Role } from '../terms.ts'

/**
 * Who may do what to a declaration, in which state, until when. Buttons, use cases, refusals and tests all
 * read this one table.
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
  /** Only once the school's list has hung its full days, as the principal confirms then. */
  afterPublicity?: true
  /** Not while a complaint on the item is open (ruling 10). */
  notWhileComplaint?: true
  /** Not on what an upheld complaint brought about. */
  notAfterComplaint?: true
  /** The round that the item enters; otherwise it stays in its own. */
  opensRound?: Round
  /**
   * It enters that round only once the school's list is public. Until then, what is returned can be corrected
   * (ruling 3).
   */
  opensRoundOncePublic?: true
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
  // In the second round the publicity is long over, so what the school returns then shares the district's
  // deadline.
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
    notAfterComplaint: true,
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
    afterPublicity: true,
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
  // Nobody acts after the district until the freeze. Its return goes to the teacher at once and cannot be
  // taken back.
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
  // Ruling 10: an upheld complaint returns the item. Once the list is public resubmission is closed (ruling
  // 3), so the item enters the second round, like one that the district returns. In that round the district's
  // return is final (ruling 8).
  {
    action: 'complaint-return',
    ...school,
    round: 1,
    window: 'complaints',
    from: notYetConfirmed,
    to: 'RETURNED_BY_SCHOOL',
    ...complaint,
    opensRound: 2,
    opensRoundOncePublic: true,
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
