import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { holdsRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { enterWindow } from '../cycle/windows.ts'
import { emitDeclarations } from '../events/emit.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { allowed, type DeclarationState, dueAt, type Round, roundAfter } from '../review/actions.ts'
import { passPublicityDoor } from '../review/publicity-door.ts'
import { receiptNumber } from '../review/receipt.ts'
import { type Draft, readDraft, refuseDraft } from './draft.ts'
import { type Answers, type Claim, checkComplete, differences, type FormContext } from './form.ts'
import { contextOf, readForAction } from './item.ts'
import { readTeacherFile, toMidnight } from './teacher-file.ts'

export interface Receipt {
  readonly declarationId: string
  readonly number: string
  readonly at: Date
  readonly hours: number
  readonly courseName: string
  readonly corrected: boolean
  /** Until when whoever has it now decides on it. */
  readonly due: Date | undefined
}

/**
 * Submits a draft: the declaration, its evidence, the audit entry and the end of the draft in one
 * transaction. Everything is judged again at this moment, because records, caps and deadlines move while a
 * draft rests (S017, S030, ruling 5).
 *
 * @returns the receipt; 'draft-gone', 'draft-changed'; 'window-closed' {window, deadline}; or what
 *   `checkComplete` refuses, with the {question} to answer again
 */
export async function submitDraft(
  tx: Transaction,
  {
    draftId,
    personId,
    version,
    cycle,
    now,
    form,
  }: {
    draftId: string
    personId: string
    version: number
    cycle: Cycle
    now: Date
    /** Where tests try a form to come. */
    form?: FormContext['form']
  },
): Promise<Receipt | Refusal> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
  const draft = await readDraft(tx, draftId, personId)
  if (!draft || draft.version !== version) return refuseDraft(tx, draftId, personId)
  const claim = checkComplete(draft.answers, draft.evidence, {
    cycle,
    now,
    ...(await readTeacherFile(tx, personId, cycle.id)),
    correcting: draft.correcting,
    form,
  })
  if (isRefusal(claim)) return claim
  return draft.correcting
    ? resubmit(tx, draft, claim, cycle, now, form)
    : submitNew(tx, draft, claim, cycle, now)
}

async function submitNew(
  tx: Transaction,
  draft: Draft,
  claim: Claim,
  cycle: Cycle,
  now: Date,
): Promise<Receipt | Refusal> {
  const entered = enterWindow(cycle, 'declaration', now)
  if (isRefusal(entered)) return entered
  const confirmed = await tx.profileConfirmation.count({
    where: { personId: draft.personId, cycleId: cycle.id },
  })
  if (!confirmed) return refuse('profile-not-confirmed')
  const person = await tx.person.findUniqueOrThrow({
    where: { id: draft.personId },
    select: { organisationId: true },
  })
  if (!(await holdsRole(tx, draft.personId, 'TEACHER', person.organisationId))) {
    return refuse('not-your-role', { role: 'TEACHER' })
  }
  const { id, serial } = await tx.declaration.create({
    data: {
      cycleId: cycle.id,
      personId: draft.personId,
      organisationId: person.organisationId,
      state: 'SUBMITTED',
      ...columnsOf(claim, draft.answers, cycle),
      submittedAt: now,
      waitingSince: now,
    },
  })
  await moveEvidence(tx, draft, id, now)
  await audit(tx, {
    at: now,
    actor: { personId: draft.personId, role: 'TEACHER' },
    action: 'declaration.submit',
    subject: { kind: 'declaration', id },
    organisationId: person.organisationId,
    cycleId: cycle.id,
    details: { claim, evidence: draft.evidence.map(({ kind, sha256 }) => ({ kind, sha256 })) },
  })
  await emitDeclarations(tx, 'declaration.submitted', [id], now)
  return receipt({ id, serial, state: 'SUBMITTED', round: 1 }, claim, cycle, now, false)
}

async function resubmit(
  tx: Transaction,
  draft: Draft,
  claim: Claim,
  cycle: Cycle,
  now: Date,
  form: FormContext['form'],
): Promise<Receipt | Refusal> {
  const declarationId = draft.correcting!
  const item = await readForAction(tx, declarationId)
  if (!item) return refuse('item-gone')
  await passPublicityDoor(tx, item.organisationId, item.cycleId)
  const context = await contextOf(tx, item, draft.personId, cycle, now)
  const permitted = allowed('correct', context)
  if (isRefusal(permitted)) return permitted
  const [state, round] = [permitted.row.to, roundAfter(permitted.row, context)]
  const { count } = await tx.declaration.updateMany({
    where: { id: item.id, state: item.state, version: item.version },
    data: {
      state,
      version: { increment: 1 },
      round,
      ...columnsOf(claim, draft.answers, cycle),
      waitingSince: now,
      decidedAt: null,
      decidedById: null,
      reasonId: null,
      note: null,
      late: permitted.late,
    },
  })
  if (count === 0) return refuse('draft-changed')
  await tx.evidence.updateMany({ where: { declarationId, supersededAt: null }, data: { supersededAt: now } })
  await moveEvidence(tx, draft, declarationId, now)
  await audit(tx, {
    at: now,
    actor: { personId: draft.personId, role: 'TEACHER' },
    action: 'declaration.correct',
    subject: { kind: 'declaration', id: declarationId },
    organisationId: item.organisationId,
    cycleId: cycle.id,
    details: {
      differences: differences(item.claim as Answers, claim, form),
      evidence: draft.evidence.map(({ kind, sha256 }) => ({ kind, sha256 })),
    },
  })
  await emitDeclarations(tx, 'declaration.corrected', [declarationId], now)
  return receipt({ ...item, state, round }, claim, cycle, now, true)
}

async function moveEvidence(tx: Transaction, draft: Draft, declarationId: string, now: Date) {
  await tx.evidence.updateMany({ where: { draftId: draft.id }, data: { draftId: null, declarationId } })
  const { count } = await tx.draft.deleteMany({ where: { id: draft.id, version: draft.version } })
  if (count !== 1) throw new Error(`Draft ${draft.id} changed under its lock at ${now.toISOString()}.`)
}

function columnsOf(claim: Claim, answers: Answers, cycle: Cycle) {
  return {
    category: claim.category,
    activityType: claim.activityType,
    courseName: claim.courseName,
    provider: claim.provider ?? cycle.bases.find(({ id }) => id === claim.baseId)?.name ?? '',
    from: toMidnight(claim.from),
    to: toMidnight(claim.to),
    hours: claim.hours,
    // All answers as given, so that a correction begins where the teacher left off.
    claim: answers as object,
  }
}

function receipt(
  { id, serial, state, round }: { id: string; serial: number; state: DeclarationState; round: Round },
  claim: Claim,
  cycle: Cycle,
  at: Date,
  corrected: boolean,
): Receipt {
  return {
    declarationId: id,
    number: receiptNumber({ cycleId: cycle.id, serial }),
    at,
    hours: claim.hours,
    courseName: claim.courseName,
    corrected,
    due: dueAt(state, round, cycle),
  }
}
