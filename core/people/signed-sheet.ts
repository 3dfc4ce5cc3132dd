import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from './grants.ts'

/** The signed information sheet that HR receives (S021): 「已收签名表」. */

export const signedSheetRefusals = [
  ...grantRefusals,
  'person-unknown',
  'profile-not-confirmed',
  'already-decided',
  'cycle-frozen',
] as const

/**
 * HR ticks that the signed sheet is there.
 *
 * @returns 'person-unknown', 'not-your-role' unless the actor is HR_OFFICER of the person's school, 'own-item',
 *   'profile-not-confirmed', 'already-decided' {by, at}, 'cycle-frozen' {deadline} from the freeze on (invariant 5)
 */
export async function markSheetSigned(
  tx: Transaction,
  { personId, cycle, actor }: { personId: string; cycle: Cycle; actor: Acting },
  now: Date,
): Promise<{ personId: string } | Refusal> {
  const person = await tx.person.findUnique({ where: { id: personId }, select: { organisationId: true } })
  if (!person) return refuse('person-unknown')
  const { organisationId } = person
  const unauthorised = await refuseWithoutRole(tx, actor, 'HR_OFFICER', organisationId, personId)
  if (unauthorised) return unauthorised
  const freeze = freezesAt(cycle)
  if (now >= freeze) return refuse('cycle-frozen', { deadline: freeze.toISOString() })
  const cycleId = cycle.id
  const { count } = await tx.profileConfirmation.updateMany({
    where: { personId, cycleId, sheetSignedAt: null },
    data: { sheetSignedAt: now, sheetSignedById: actor.personId },
  })
  if (count === 0) return refuseSigned(tx, personId, cycleId)
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'HR_OFFICER' },
    action: 'sheet.sign',
    subject: { kind: 'person', id: personId },
    organisationId,
    cycleId,
  })
  return { personId }
}

/** Whose sheet HR still waits for: confirmed, not ticked, and still at the school; longest waiting first. */
export async function sheetsAwaited(
  db: Transaction,
  organisationId: string,
  cycleId: number,
): Promise<{ personId: string; name: string; confirmedAt: Date }[]> {
  const rows = await db.profileConfirmation.findMany({
    where: {
      cycleId,
      sheetSignedAt: null,
      person: { organisationId, grants: { some: { organisationId, withdrawnAt: null } } },
    },
    select: { personId: true, confirmedAt: true, person: { select: { name: true } } },
    orderBy: [{ confirmedAt: 'asc' }, { person: { name: 'asc' } }],
  })
  return rows.map(({ personId, confirmedAt, person }) => ({ personId, name: person.name, confirmedAt }))
}

async function refuseSigned(tx: Transaction, personId: string, cycleId: number): Promise<Refusal> {
  const confirmation = await tx.profileConfirmation.findUnique({
    where: { personId_cycleId: { personId, cycleId } },
  })
  if (!confirmation?.sheetSignedAt || !confirmation.sheetSignedById) return refuse('profile-not-confirmed')
  const by = await tx.person.findUnique({
    where: { id: confirmation.sheetSignedById },
    select: { name: true },
  })
  return refuse('already-decided', { by: by?.name ?? '', at: confirmation.sheetSignedAt.toISOString() })
}
