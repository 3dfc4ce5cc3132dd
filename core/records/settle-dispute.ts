import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import { toMidnight } from '../declarations/teacher-file.ts'
import { tell } from '../notices/notice.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { correctRecord, refuseDoubleRecord, refuseFrozen, withdrawRecord } from './change-record.ts'
import { type Dispute, maxDisputeChars, readDispute } from './disputes.ts'
import { faultOfCourse, type RecordCourse } from './record-row.ts'
import { onlineProvider, roleOfSource } from './record-source.ts'

export const settleDisputeRefusals = ['dispute-gone', 'dispute-settled', 'dispute-answer-unfit'] as const

/** How an office answers. The record is corrected, taken off or added in the same transaction. */
export type DisputeAnswer =
  | { readonly kind: 'correct'; readonly hours: number }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'add'; readonly course: RecordCourse }
  | { readonly kind: 'refuse'; readonly why: string }

/**
 * Settles a dispute until the freeze (see `Way`). Whoever answers for the record settles it, never the
 * teacher themselves. The teacher is told at once.
 *
 * @returns the dispute as it is now; 'dispute-gone', 'dispute-settled' {by, at} for whoever came second,
 *   'dispute-answer-unfit' when the answer does not fit what is disputed; 'not-your-role' {role}, 'own-item',
 *   'cycle-frozen' {deadline}; or what refuses the change of the record
 */
export async function settleDispute(
  tx: Transaction,
  {
    disputeId,
    version,
    actor,
    answer,
  }: { disputeId: string; version: number; actor: Acting; answer: DisputeAnswer },
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<Dispute | Refusal> {
  const dispute = await readDispute(tx, disputeId)
  if (!dispute) return refuse('dispute-gone')
  const role = roleOfSource[dispute.about.source]
  const stranger = await refuseWithoutRole(tx, actor, role, dispute.organisationId, dispute.personId)
  if (stranger) return stranger
  if (dispute.state !== 'OPEN' || dispute.version !== version) return refuseSettled(tx, disputeId)
  const cycle = cycleOf(dispute.cycleId)
  const frozen = answer.kind === 'refuse' ? undefined : refuseFrozen(cycle, now)
  if (frozen) return frozen
  const why = answer.kind === 'refuse' ? readTypedText(answer.why, maxDisputeChars) : null
  if (isRefusal(why)) return why

  const { count } = await tx.dispute.updateMany({
    where: { id: disputeId, state: 'OPEN', version },
    data: {
      state: answer.kind === 'refuse' ? 'REFUSED' : 'GRANTED',
      version: { increment: 1 },
      answer: why ?? JSON.stringify(answer),
      settledAt: now,
      settledById: actor.personId,
    },
  })
  if (count === 0) return refuseSettled(tx, disputeId)
  const refused = await applyAnswer(tx, dispute, answer, { actor, cycle, now })
  // A refusal must leave the dispute open. It does not roll the caller's transaction back, so the dispute is
  // put back by hand.
  if (refused) {
    await tx.dispute.update({
      where: { id: disputeId },
      data: { state: 'OPEN', version, answer: null, settledAt: null, settledById: null },
    })
    return refused
  }
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role },
    action: `dispute.${answer.kind}`,
    subject: { kind: 'dispute', id: disputeId },
    organisationId: dispute.organisationId,
    cycleId: dispute.cycleId,
    details: { personId: dispute.personId, recordId: dispute.recordId, about: dispute.about, answer },
  })
  await tell(tx, dispute.personId, { kind: 'dispute-settled', disputeId })
  return (await readDispute(tx, disputeId))!
}

/** What became of a settled dispute: the answer that was given, or the reason why not. */
export function answerOf({ state, answer }: Pick<Dispute, 'state' | 'answer'>): DisputeAnswer | undefined {
  if (answer === null || state === 'OPEN') return undefined
  return state === 'REFUSED' ? { kind: 'refuse', why: answer } : (JSON.parse(answer) as DisputeAnswer)
}

async function applyAnswer(
  tx: Transaction,
  dispute: Dispute,
  answer: DisputeAnswer,
  { actor, cycle, now }: { actor: Acting; cycle: Cycle; now: Date },
): Promise<Refusal | undefined> {
  if (answer.kind === 'refuse') return undefined
  if (answer.kind === 'add') {
    return dispute.about.missing
      ? addRecord(tx, dispute, answer.course, { cycle, now })
      : refuse('dispute-answer-unfit')
  }
  if (dispute.about.missing) return refuse('dispute-answer-unfit')
  if (!dispute.recordId) return refuse('record-gone')
  const change = { recordId: dispute.recordId, seen: dispute.about, actor, way: 'dispute' as const }
  return answer.kind === 'withdraw'
    ? withdrawRecord(tx, change, { cycle, now })
    : correctRecord(tx, { ...change, changes: { hours: answer.hours } }, { cycle, now })
}

async function addRecord(
  tx: Transaction,
  { personId, cycleId, organisationId, about: { source } }: Dispute,
  course: RecordCourse,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal | undefined> {
  const fault = faultOfCourse(course, { year: cycle.id, now })
  if (fault) return fault.refusal
  const double = await refuseDoubleRecord(tx, { personId, cycleId }, course)
  if (double) return double
  const { name } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { name: true },
  })
  const { category, courseName, from, to, hours } = course
  await tx.hourRecord.create({
    data: {
      id: randomUUID(),
      personId,
      cycleId,
      source,
      category,
      courseName,
      hours,
      from: toMidnight(from),
      to: toMidnight(to),
      provider: source === 'AUTO' ? onlineProvider : name,
      organisationId: source === 'AUTO' ? null : organisationId,
      recordedAt: now,
    },
  })
  return undefined
}

async function refuseSettled(tx: Transaction, disputeId: string): Promise<Refusal> {
  const dispute = await readDispute(tx, disputeId)
  const by = dispute?.settledById
    ? await tx.person.findUnique({ where: { id: dispute.settledById }, select: { name: true } })
    : null
  return refuse('dispute-settled', { by: by?.name ?? '', at: dispute?.settledAt?.toISOString() ?? '' })
}
