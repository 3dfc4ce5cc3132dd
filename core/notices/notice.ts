import type { Transaction } from '../../prisma/database.ts'
import type { WindowId } from '../cycle/cycle.ts'
import type { NudgeGroup, ReturnLevel, Role } from '../terms.ts'

/**
 * Everything the core tells a person without being asked, each with what its text needs. It holds no words:
 * whoever delivers it finds the text `notice-KIND` in the person's language. No notice carries an ID number.
 */
export type Notice =
  | { kind: 'declaration-approved'; declarationId: string }
  | { kind: 'declaration-approved-finally'; declarationId: string }
  | {
      kind: 'declaration-returned'
      declarationId: string
      reasonId: string
      note?: string
      /** Absent in what already waited to be sent when the two were not told apart. */
      by?: ReturnLevel
    }
  | { kind: 'decision-undone'; declarationId: string }
  | { kind: 'misconduct-found'; declarationId: string }
  | { kind: 'request-filed'; requestId: string }
  | { kind: 'request-granted'; requestId: string }
  | { kind: 'request-refused'; requestId: string }
  | { kind: 'account-unbound' }
  | { kind: 'identity-locked'; organisationId: string }
  | { kind: 'complaint-registered'; complaintId: string }
  | { kind: 'complaint-referred'; complaintId: string }
  | { kind: 'complaint-settled'; complaintId: string }
  | { kind: 'complaint-overdue'; handlerId: string; cycleId: number }
  | { kind: 'publicity-started'; publicityId: string }
  | { kind: 'publicity-withdrawn'; publicityId: string }
  | { kind: 'publicity-ended'; publicityId: string }
  | { kind: 'publicity-late'; publicityId: string }
  | { kind: 'leaders-report'; organisationId: string; cycleId: number; by: string }
  | { kind: 'school-confirmed'; snapshotId: string; items: number; first: boolean }
  | { kind: 'second-round-approved'; declarationId: string }
  | { kind: 'principal-missing'; organisationId: string; cycleId: number }
  | { kind: 'items-frozen-invalid'; cycleId: number }
  | { kind: 'declaration-on-record'; declarationId: string }
  | { kind: 'record-changed'; courseName: string; before: number; after: number | null; by: string }
  | { kind: 'dispute-opened'; disputeId: string }
  | { kind: 'dispute-settled'; disputeId: string }
  | { kind: 'second-round-opened'; organisationId: string; cycleId: number }
  | { kind: 'late-own'; window: WindowId; organisationId: string; cycleId: number }
  | { kind: 'late-below'; window: WindowId; officeId: string | null; cycleId: number }
  | { kind: 'final-verdict'; cycleId: number }
  | { kind: 'city-confirmed'; cycleId: number }
  | { kind: 'nudge'; group: NudgeGroup; cycleId: number; fromOrganisation: string }
  | { kind: 'role-granted'; role: string; organisationName: string }
  | { kind: 'registration-applied' | 'registration-granted' | 'registration-refused'; registrationId: string }
  | { kind: 'school-moved'; school: string; from: string; to: string; complaints: number }
  | { kind: 'transfer-requested' | 'transfer-done' | 'transfer-refused'; transferId: string }
  | { kind: 'teacher-left'; reason: string; organisationName: string }
  | { kind: 'teacher-returned'; organisationName: string }
  | { kind: 'exemption-requested'; exemptionId: string }
  | { kind: 'exemption-granted' | 'exemption-refused'; exemptionId: string; note?: string }
  | { kind: 'exemption-revoked'; exemptionId: string }
  | { kind: 'weekly-progress'; cycleId: number }
  | { kind: 'role-withdrawn'; role: string; organisationName: string }
  | { kind: 'announcement'; broadcastId: string }
  | { kind: 'subscription-gone'; subscriptionId: string }
  | { kind: 'reminder'; cycleId: number; window: WindowId; rung: string; group: NudgeGroup; until: string }
  | { kind: 'early-reminder'; cycleId: number; rung: string; group: NudgeGroup }
  | { kind: 'records-missing'; cycleId: number; rung: string }
  | { kind: 'digest'; role: DigestRole; organisationId: string; date: string }

/** Whoever gets a digest: those whom others wait for. */
export const digestRoles = [
  'SCHOOL_ADMIN',
  'PRINCIPAL',
  'DISTRICT_REVIEWER',
  'CITY_SUPERVISOR',
  'CITY_OPERATOR',
] as const satisfies readonly Role[]
export type DigestRole = (typeof digestRoles)[number]

/**
 * A decision waits for nothing, a reminder only for the pace of bulk, a broadcast for every reminder as well.
 */
export type NoticeUrgency = 'decision' | 'reminder' | 'broadcast'

/**
 * What somebody's act leaves for others to do at their desks. It goes among the reminders, and so waits for
 * the morning when somebody works at night (DOMAIN §7). All else that is told of an act is a decision, told
 * at once.
 */
const workForOthers: ReadonlySet<Notice['kind']> = new Set([
  'request-filed',
  'identity-locked',
  'complaint-registered',
  'complaint-referred',
  'dispute-opened',
  'registration-applied',
  'transfer-requested',
  'exemption-requested',
  'leaders-report',
  'school-confirmed',
  'second-round-opened',
  'school-moved',
])

export function urgencyOf({ kind }: Notice): NoticeUrgency {
  return workForOthers.has(kind) ? 'reminder' : 'decision'
}

/** How urgent a message of the outbox is; what a person is answered goes before everything that is told. */
export const priority = { answer: 0, decision: 1, reminder: 2, broadcast: 3 } as const
export type Priority = (typeof priority)[keyof typeof priority]

/**
 * Puts a notice for a person into the outbox, in the transaction that caused it. A person without an account
 * is told nothing (false). `key` makes sure that the same thing reaches them once, whatever runs twice.
 */
export async function tell(
  tx: Transaction,
  personId: string,
  notice: Notice,
  {
    urgency = urgencyOf(notice),
    key,
    mayDisturb,
  }: {
    urgency?: NoticeUrgency
    key?: string
    /** Also in quiet hours: in the last six hours of a window (DOMAIN §7). */
    mayDisturb?: boolean
  } = {},
): Promise<boolean> {
  const told = await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select id, ${priority[urgency]}, ${JSON.stringify(mayDisturb ? { notice, mayDisturb } : { notice })}::jsonb,
      ${key ?? null}
    from account where person_id = ${personId}::uuid
    on conflict do nothing`
  return told > 0
}
