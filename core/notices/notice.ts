import type { Transaction } from '../../prisma/database.ts'

/**
 * Everything the core tells a person without being asked, each with what its text needs. It holds no words: whoever
 * delivers it finds the text `notice-KIND` in the person's language. No notice carries an ID number.
 */
export type Notice =
  | { kind: 'declaration-approved'; declarationId: string }
  | { kind: 'declaration-approved-finally'; declarationId: string }
  | { kind: 'declaration-returned'; declarationId: string; reasonId: string; note?: string }
  | { kind: 'decision-undone'; declarationId: string }
  | { kind: 'misconduct-found'; declarationId: string }
  | { kind: 'request-filed'; requestId: string }
  | { kind: 'request-granted'; requestId: string }
  | { kind: 'request-refused'; requestId: string }
  | { kind: 'account-unbound' }
  | { kind: 'identity-locked'; organisationId: string }
  | { kind: 'nudge'; group: NudgeGroup; cycleId: number; fromOrganisation: string }
  | { kind: 'role-granted'; role: string; organisationName: string }
  | { kind: 'role-withdrawn'; role: string; organisationName: string }

/** 未开始 / 未提交 / 被退案: those who still have something to do. */
export const nudgeGroups = ['not-started', 'not-sent', 'returned'] as const
export type NudgeGroup = (typeof nudgeGroups)[number]

export type NoticeUrgency = 'decision' | 'bulk'

/**
 * Puts a notice for a person into the outbox, in the transaction that caused it. A person without an account is told
 * nothing (false); `key` makes sure that the same thing reaches them once, whatever runs twice.
 */
export async function tell(
  tx: Transaction,
  personId: string,
  notice: Notice,
  { urgency = 'decision', key }: { urgency?: NoticeUrgency; key?: string } = {},
): Promise<boolean> {
  const told = await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select id, ${urgency === 'decision' ? 1 : 2}, ${JSON.stringify({ notice })}::jsonb, ${key ?? null}
    from account where person_id = ${personId}::uuid
    on conflict do nothing`
  return told > 0
}
