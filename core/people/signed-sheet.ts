import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { answersAsOf } from '../ledger/sums.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'

/** The signed information sheet that HR receives (S021): 「已收签名表」. */

export const signedSheetRefusals = [
  ...grantRefusals,
  'person-unknown',
  'profile-not-confirmed',
  'already-decided',
  'cycle-frozen',
] as const

interface SheetOf {
  readonly personId: string
  readonly cycle: Cycle
  readonly actor: Acting
}

/**
 * HR ticks that the signed sheet is there.
 *
 * @returns 'person-unknown', 'not-your-role' unless the actor is HR_OFFICER of the school that answers for
 *   the person in the cycle (ruling 14), 'own-item', 'profile-not-confirmed', 'already-decided' {by, at},
 *   'cycle-frozen' {deadline} from the freeze on (invariant 5)
 */
export async function markSheetSigned(
  tx: Transaction,
  { personId, cycle, actor }: SheetOf,
  now: Date,
): Promise<{ personId: string } | Refusal> {
  const organisationId = await authorise(tx, { personId, cycle, actor }, now)
  if (isRefusal(organisationId)) return organisationId
  const cycleId = cycle.id
  const { count } = await tx.profileConfirmation.updateMany({
    where: { personId, cycleId, sheetSignedAt: null },
    data: { sheetSignedAt: now, sheetSignedById: actor.personId },
  })
  if (count === 0) return refuseOvertaken(tx, personId, cycleId)
  await auditSheet(tx, 'sheet.sign', { personId, cycle, actor }, organisationId, now)
  return { personId }
}

/**
 * HR takes back a tick that was a mistake: the sheet is awaited again.
 *
 * @param sheet.signedAt when it was ticked, as the officer saw it
 * @returns as `markSheetSigned`; 'already-decided' {by, at} where somebody took it back, or ticked it anew
 */
export async function takeSheetBack(
  tx: Transaction,
  { signedAt, ...sheet }: SheetOf & { signedAt: Date },
  now: Date,
): Promise<{ personId: string } | Refusal> {
  const { personId, cycle } = sheet
  const organisationId = await authorise(tx, sheet, now)
  if (isRefusal(organisationId)) return organisationId
  const { count } = await tx.profileConfirmation.updateMany({
    where: { personId, cycleId: cycle.id, sheetSignedAt: signedAt },
    data: { sheetSignedAt: null, sheetSignedById: null },
  })
  if (count === 0) return refuseOvertaken(tx, personId, cycle.id)
  await auditSheet(tx, 'sheet.take-back', sheet, organisationId, now)
  return { personId }
}

/**
 * Whose sheet HR still waits for: confirmed, not ticked, and answered for by the school. The longest waiting
 * come first.
 */
export async function sheetsAwaited(
  db: Reader,
  organisationId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<{ personId: string; name: string; confirmedAt: Date }[]> {
  const rows = await db.profileConfirmation.findMany({
    where: {
      cycleId: cycle.id,
      sheetSignedAt: null,
      person: answeredForBy(organisationId, answersAsOf(cycle, now)),
    },
    select: { personId: true, confirmedAt: true, person: { select: { name: true } } },
    orderBy: [{ confirmedAt: 'asc' }, { person: { name: 'asc' } }],
  })
  return rows.map(({ person, ...row }) => ({ ...row, name: person.name }))
}

/** Whose sheet was ticked, latest first: a tick can be taken back. */
export async function sheetsReceived(
  db: Reader,
  organisationId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<{ personId: string; name: string; signedAt: Date }[]> {
  const rows = await db.profileConfirmation.findMany({
    where: {
      cycleId: cycle.id,
      sheetSignedAt: { not: null },
      person: answeredForBy(organisationId, answersAsOf(cycle, now)),
    },
    select: { personId: true, sheetSignedAt: true, person: { select: { name: true } } },
    orderBy: [{ sheetSignedAt: 'desc' }, { person: { name: 'asc' } }],
  })
  return rows.map(({ personId, sheetSignedAt, person }) => ({
    personId,
    name: person.name,
    signedAt: sheetSignedAt!,
  }))
}

type Reader = Database['prisma'] | Transaction

/**
 * The people whom a school answers for: its teachers when declaring ended (ruling 14). A person who teaches
 * nowhere hands the sheet in where they work.
 */
function answeredForBy(organisationId: string, asOf: Date): Prisma.PersonWhereInput {
  const held = {
    grantedAt: { lte: asOf },
    OR: [{ withdrawnAt: null }, { withdrawnAt: { gt: asOf } }],
  }
  return {
    OR: [
      { grants: { some: { role: 'TEACHER', organisationId, ...held } } },
      {
        organisationId,
        grants: { some: { organisationId, ...held }, none: { role: 'TEACHER', ...held } },
      },
    ],
  }
}

/** The school for which the actor may act on the sheet, before the freeze. */
async function authorise(
  tx: Transaction,
  { personId, cycle, actor }: SheetOf,
  now: Date,
): Promise<string | Refusal> {
  if ((await tx.person.count({ where: { id: personId } })) === 0) return refuse('person-unknown')
  const desks = await tx.grant.findMany({
    where: { personId: actor.personId, role: 'HR_OFFICER', withdrawnAt: null },
    select: { organisationId: true },
  })
  const asOf = answersAsOf(cycle, now)
  let school: string | undefined
  for (const { organisationId } of desks) {
    const theirs = { AND: [{ id: personId }, answeredForBy(organisationId, asOf)] }
    if ((await tx.person.count({ where: theirs })) > 0) school = organisationId
  }
  if (!school) return refuse('not-your-role', { role: 'HR_OFFICER' })
  const unauthorised = await refuseWithoutRole(tx, actor, 'HR_OFFICER', school, personId)
  if (unauthorised) return unauthorised
  const freeze = freezesAt(cycle)
  return now >= freeze ? refuse('cycle-frozen', { deadline: freeze.toISOString() }) : school
}

function auditSheet(
  tx: Transaction,
  action: 'sheet.sign' | 'sheet.take-back',
  { personId, cycle, actor }: SheetOf,
  organisationId: string,
  now: Date,
): Promise<void> {
  return audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'HR_OFFICER' },
    action,
    subject: { kind: 'person', id: personId },
    organisationId,
    cycleId: cycle.id,
  })
}

/** Of two at once the second is told who was first: who ticked the sheet, or who took the tick back. */
async function refuseOvertaken(tx: Transaction, personId: string, cycleId: number): Promise<Refusal> {
  const confirmation = await tx.profileConfirmation.findUnique({
    where: { personId_cycleId: { personId, cycleId } },
  })
  if (!confirmation) return refuse('profile-not-confirmed')
  const { sheetSignedAt, sheetSignedById } = confirmation
  if (sheetSignedAt) return refuseDecided(tx, sheetSignedById, sheetSignedAt)
  const takenBack = await tx.auditEntry.findFirst({
    where: { subjectId: personId, cycleId, action: 'sheet.take-back' },
    orderBy: { at: 'desc' },
  })
  return takenBack ? refuseDecided(tx, takenBack.actorId, takenBack.at) : refuse('already-decided')
}

async function refuseDecided(tx: Transaction, byId: string | null, at: Date): Promise<Refusal> {
  const by = byId && (await tx.person.findUnique({ where: { id: byId }, select: { name: true } }))
  return refuse('already-decided', { by: by ? by.name : '', at: at.toISOString() })
}
