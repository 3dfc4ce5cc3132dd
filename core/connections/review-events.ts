import type { Transaction } from '../../prisma/database.ts'
import { registerComplaint } from '../complaints/register.ts'
import { settle } from '../complaints/settle.ts'
import { type Decision, decide } from '../declarations/decide.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { DeclarationState } from '../review/actions.ts'
import {
  cycleUnknown,
  type EventOutcome,
  type EventSetting,
  oneByOne,
  refusedEvent,
  type Sender,
} from './event.ts'
import type {
  ComplaintRegistered,
  ComplaintSettled,
  DeclarationApproved,
  DeclarationReturned,
} from './event-data.ts'
import { findComplaint, findDeclaration, findOrganisation } from './find.ts'

/**
 * Decisions and complaints as another system sends them: the same use cases as the buttons of the school and
 * of the office above it.
 */

export const approve = oneByOne<DeclarationApproved>(
  (tx, { receipt, originalSeen = false }, sender, setting) =>
    isSchools(sender)
      ? decided(tx, 'approve', receipt, { originalSeen }, sender, setting)
      : decided(tx, 'district-approve', receipt, {}, sender, setting),
)

export const returnDeclaration = oneByOne<DeclarationReturned>(
  (tx, { receipt, reason: reasonId, note }, sender, setting) =>
    decided(
      tx,
      isSchools(sender) ? 'return' : 'district-return',
      receipt,
      { reasonId, ...(note && { note }) },
      sender,
      setting,
    ),
)

/** Where an item stands after the decision, in either round. */
const after: Readonly<Partial<Record<Decision, readonly DeclarationState[]>>> = {
  approve: ['APPROVED_BY_SCHOOL'],
  return: ['RETURNED_BY_SCHOOL'],
  'district-approve': ['APPROVED_BY_DISTRICT'],
  'district-return': ['RETURNED_BY_DISTRICT', 'INVALID'],
}

async function decided(
  tx: Transaction,
  action: Decision,
  receipt: string,
  given: { reasonId?: string; note?: string; originalSeen?: boolean },
  { personId }: Sender,
  { cycles, now }: EventSetting,
): Promise<EventOutcome> {
  const item = await findDeclaration(tx, receipt)
  if (!item) return refusedEvent(refuse('item-gone'), 'receipt')
  const declarationId = item.id
  const outcome = await decide(tx, { action, declarationId, personId, given }, { cycleOf: cycles.get, now })
  if (!isRefusal(outcome)) return { outcome: 'done', made: { state: outcome.state, late: outcome.late } }
  const isDone = item.decidedById === personId && after[action]?.includes(item.state)
  if (isDone && ['already-decided', 'already-invalid'].includes(outcome.refused))
    return { outcome: 'done-before' }
  return refusedEvent(outcome, fieldOfDecision[outcome.refused] ?? 'receipt')
}

const fieldOfDecision: Readonly<Record<string, string>> = {
  'reason-needed': 'reason',
  'reason-unknown': 'reason',
  'note-needed': 'note',
  'finding-needed': 'note',
  'text-holds-id-number': 'note',
  'original-not-seen': 'originalSeen',
}

export const register = oneByOne<ComplaintRegistered>(async (tx, data, sender, { cycles, sealer, now }) => {
  if (!cycles.has(data.cycle)) return cycleUnknown(data.cycle)
  const school = await findOrganisation(tx, data.school)
  if (!school) return refusedEvent(refuse('organisation-unknown'), 'school')
  const item = data.receipt ? await findDeclaration(tx, data.receipt) : undefined
  if (data.receipt && !item) return refusedEvent(refuse('item-gone'), 'receipt')
  const { text, about, contact } = data
  const outcome = await registerComplaint(
    tx,
    {
      source: { actor: { personId: sender.personId }, channel: data.channel ?? 'WEB' },
      schoolId: school.id,
      ...(about && { aboutName: about }),
      ...(data.aboutLeaders && { aboutLeaders: true }),
      ...(item && { declarationId: item.id }),
      text,
      anonymous: contact === undefined,
      ...(contact && { contact }),
    },
    { cycle: cycles.get(data.cycle), sealer, now },
  )
  if (isRefusal(outcome)) return refusedEvent(outcome, fieldOfComplaint[outcome.refused])
  const { number, handler, late } = outcome
  return { outcome: 'done', made: { complaint: number, handler: handler.id, late } }
})

export const settleComplaint = oneByOne<ComplaintSettled>(
  async (tx, { complaint: number, upheld, finding, reason }, { personId }, { cycles, sealer, now }) => {
    const complaint = await findComplaint(tx, number)
    if (!complaint) return refusedEvent(refuse('complaint-unknown'), 'complaint')
    const outcome = await settle(
      tx,
      {
        complaintId: complaint.id,
        version: complaint.version,
        actor: { personId },
        upheld,
        finding,
        ...(reason && { reasonId: reason }),
      },
      { cycleOf: cycles.get, sealer, now },
    )
    if (!isRefusal(outcome)) {
      const { late, item } = outcome
      return { outcome: 'done', made: { late, ...(item && { returned: item.returned }) } }
    }
    const before = await tx.complaint.findUnique({ where: { id: complaint.id } })
    const isDone = before?.settledById === personId && before.upheld === upheld
    return isDone && outcome.refused === 'already-decided'
      ? { outcome: 'done-before' }
      : refusedEvent(outcome, fieldOfSettling[outcome.refused] ?? 'complaint')
  },
)

const fieldOfComplaint: Readonly<Record<string, string>> = {
  'not-your-organisation': 'school',
  'school-unknown': 'school',
  'complaint-item-unknown': 'receipt',
  'complaint-contact-needed': 'contact',
  'complaint-holds-id-number': 'text',
  'window-not-open': 'cycle',
  'cycle-frozen': 'cycle',
  'text-empty': 'text',
  'text-too-long': 'text',
  'text-without-letters': 'text',
}

const fieldOfSettling: Readonly<Record<string, string>> = {
  'finding-names-complainant': 'finding',
  'complaint-holds-id-number': 'finding',
  'text-empty': 'finding',
  'text-too-long': 'finding',
  'text-without-letters': 'finding',
  'reason-unknown': 'reason',
  'finding-needed': 'finding',
}

function isSchools({ organisation }: Sender): boolean {
  return organisation.kind === 'SCHOOL'
}
