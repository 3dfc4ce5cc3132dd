import type { Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt, windowAt } from '../cycle/windows.ts'
import { decide } from '../declarations/decide.ts'
import { emit } from '../events/emit.ts'
import { tellAccount } from '../notices/tell.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { complaintNumber, type LoadedComplaint, maxFindingChars, placeOfComplaint } from './complaint.ts'
import { namesContact, openContact } from './contact.ts'
import { type Handled, type Handling, lockForHandling, write } from './handle.ts'
import { readComplaintText } from './register.ts'

/** 办结: upheld or not, with a written finding; an upheld one returns the item concerned (ruling 10). */

export interface Settling extends Handling {
  readonly upheld: boolean
  /**
   * What was investigated and found. It goes to the teacher with the return and must not name who complained.
   */
  readonly finding: string
  /** Why the item is returned; 投诉查实 unless the handler chooses another. */
  readonly reasonId?: string
}

export interface Settled extends Handled {
  readonly late: boolean
  /** What became of the item; undefined when none is concerned or the complaint is not upheld. */
  readonly item?: {
    readonly declarationId: string
    readonly returned: boolean
    /**
     * Why it could not be returned any more: a refusal of `decide`, such as 'already-invalid' or
     * 'cycle-frozen'.
     */
    readonly why?: Refusal
  }
}

/**
 * Settles a complaint and, if it is upheld, returns the item in the same transaction and at the same instant,
 * because the table of actions recognises by the instant that a return came of a complaint. If the item can
 * no longer be returned, the complaint is settled without. Soft: after 2015-01-30 24:00 it is marked late
 * (S045, ruling 1).
 *
 * @returns as `lockForHandling` refuses; one of `typedTextRefusals`, 'finding-names-complainant',
 *   'complaint-beyond-school' when only the office above can still return the item; or what `decide` refuses
 *   for want of something
 */
export async function settle(
  tx: Transaction,
  { upheld, reasonId, ...settling }: Settling,
  { cycleOf, sealer, now }: { cycleOf: (cycleId: number) => Cycle; sealer: Sealer; now: Date },
): Promise<Settled | Refusal> {
  const finding = readComplaintText(settling.finding, maxFindingChars)
  if (isRefusal(finding)) return finding
  const row = await lockForHandling(tx, settling)
  if (isRefusal(row)) return row
  if (namesContact(finding, openContact(row, sealer))) return refuse('finding-names-complainant')
  const cycle = cycleOf(row.cycleId)

  const given = { reasonId: reasonId ?? reasonOfComplaints(cycle), note: finding }
  const item = upheld ? await returnItem(tx, row, settling, given, { cycle, now }) : undefined
  if (isRefusal(item)) return item
  const late = row.late || windowAt(cycle, 'complaints', now).late
  const handled = await write(
    tx,
    row,
    settling,
    {
      state: 'SETTLED',
      upheld,
      finding,
      settledAt: now,
      settledById: settling.actor.personId,
      late,
    },
    {
      action: 'complaint.settle',
      details: { upheld, finding, late, ...(item && { ...item, why: item.why?.refused }) },
    },
    now,
  )
  if (row.complainantAccountId !== null) {
    const accountId = Number(row.complainantAccountId)
    await tellAccount(tx, accountId, { kind: 'complaint-settled', complaintId: row.id })
  }
  await emit(tx, {
    type: 'complaint.settled',
    organisationId: row.handlerId,
    cycleId: row.cycleId,
    subjectId: row.id,
    at: now,
    data: { number: complaintNumber(row), ...(await placeOfComplaint(tx, row.id)), late, upheld },
  })
  return { ...handled, late, ...(item && { item }) }
}

/** Every cycle has the one that is given by an upheld complaint alone. */
function reasonOfComplaints({ returnReasons }: Cycle): string {
  return returnReasons.find(({ use }) => use === 'complaint')!.id
}

async function returnItem(
  tx: Transaction,
  row: LoadedComplaint,
  { actor }: Handling,
  given: { reasonId: string; note: string },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<NonNullable<Settled['item']> | undefined | Refusal> {
  if (!row.declaration) return undefined
  const declarationId = row.declaration.id
  const kept = (why: Refusal) => ({ declarationId, returned: false, why })
  const freeze = freezesAt(cycle)
  if (now >= freeze) return kept(refuse('cycle-frozen', { deadline: freeze.toISOString() }))
  const bySchool = row.handler.kind === 'SCHOOL'
  const action = bySchool ? 'complaint-return' : 'district-complaint-return'
  const outcome = await decide(
    tx,
    { action, declarationId, personId: actor.personId, given },
    { cycleOf: () => cycle, now },
  )
  if (!isRefusal(outcome)) return { declarationId, returned: true }
  switch (outcome.refused) {
    case 'already-invalid':
    case 'already-withdrawn':
      return kept(outcome)
    case 'already-decided':
      // If the item is with the teacher already, there is nothing left to return. Otherwise only the office
      // above reaches it.
      if (['RETURNED_BY_SCHOOL', 'RETURNED_BY_DISTRICT'].includes(row.declaration.state)) return kept(outcome)
      return bySchool ? refuse('complaint-beyond-school') : outcome
    case 'window-closed':
      return bySchool ? refuse('complaint-beyond-school') : kept(outcome)
    default:
      return outcome
  }
}
