import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, holdsRole, refuseWithoutRole } from '../authority/grants.ts'
import { officeAbove } from '../authority/tree.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText, typedTextRefusals } from '../cycle/typed-text.ts'
import { freezesAt } from '../cycle/windows.ts'
import { tell } from '../notices/notice.ts'
import { tellOfficeAbove, tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'

/**
 * 免验: the school asks with a reason of the cycle. The office above approves and may take that back until the
 * freeze (ruling 14; S010–S011).
 */

export const exemptionRefusals = [
  ...grantRefusals,
  ...typedTextRefusals,
  'person-unknown',
  'not-teacher-here',
  'exemption-no-reasons',
  'exemption-reason-unknown',
  'exemption-standing',
  'exemption-unknown',
  'cycle-frozen',
  'already-decided',
  'exemption-not-granted',
] as const

export interface ExemptionCase {
  readonly id: string
  readonly version: number
  readonly state: ExemptionState
  readonly cycleId: number
  readonly personId: string
  readonly name: string
  readonly organisationId: string
  readonly schoolName: string
  /** The office above the school, which decides. */
  readonly officeId: string | null
  readonly reasonId: string
  readonly note: string | null
  readonly requestedAt: Date
  readonly requestedById: string
  readonly decidedAt: Date | null
  /** Of a revoked one: when, and why in the office's words. */
  readonly revokedAt: Date | null
  readonly revokedWhy: string | null
}

export type ExemptionState = 'OPEN' | 'GRANTED' | 'REFUSED' | 'REVOKED'

export const maxNoteChars = 200

/** The reasons of the cycle: none by default (ruling 14). */
export function exemptionReasonsOf(cycle: Cycle): Cycle['exemptionReasons'] {
  return cycle.exemptionReasons ?? []
}

/**
 * The school asks for a teacher to be exempt in the cycle, and the office above is told.
 *
 * @returns 'person-unknown', 'not-your-role' unless the actor is SCHOOL_ADMIN of the teacher's school,
 *   'own-item', 'cycle-frozen' {deadline}, 'exemption-no-reasons' {year} when the cycle has none,
 *   'exemption-reason-unknown', 'not-teacher-here', one of `typedTextRefusals`, 'exemption-standing' {state}
 *   while one is open or granted
 */
export async function requestExemption(
  tx: Transaction,
  {
    personId,
    reasonId,
    note: typed,
    actor,
  }: { personId: string; reasonId: string; note?: string; actor: Acting },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<{ exemptionId: string } | Refusal> {
  const person = await tx.person.findUnique({ where: { id: personId } })
  if (!person) return refuse('person-unknown')
  const { organisationId } = person
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', organisationId, personId)
  if (unauthorised) return unauthorised
  const frozen = refuseFrozen(cycle, now)
  if (frozen) return frozen
  const reasons = exemptionReasonsOf(cycle)
  if (reasons.length === 0) return refuse('exemption-no-reasons', { year: cycle.id })
  if (!reasons.some(({ id }) => id === reasonId)) return refuse('exemption-reason-unknown')
  if (!(await holdsRole(tx, personId, 'TEACHER', organisationId))) return refuse('not-teacher-here')
  const note = typed === undefined ? null : readTypedText(typed, maxNoteChars)
  if (isRefusal(note)) return note
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const standing = await tx.exemption.findFirst({
    where: { personId, cycleId: cycle.id, state: { in: ['OPEN', 'GRANTED'] } },
  })
  if (standing) return refuse('exemption-standing', { state: standing.state })
  const { id: exemptionId } = await tx.exemption.create({
    data: {
      personId,
      cycleId: cycle.id,
      organisationId,
      reasonId,
      note,
      requestedAt: now,
      requestedById: actor.personId,
    },
  })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'exemption.request',
    subject: { kind: 'exemption', id: exemptionId },
    organisationId,
    cycleId: cycle.id,
    details: { personId, reasonId, ...(note && { note }) },
  })
  const notice = { kind: 'exemption-requested', exemptionId } as const
  await tellOfficeAbove(tx, organisationId, notice, {
    key: `exemption-requested:${exemptionId}`,
    except: personId,
  })
  return { exemptionId }
}

/**
 * The office above approves or refuses; school and teacher are told. Whoever is exempt is in no denominator.
 *
 * @returns the case as it stands now; 'exemption-unknown', 'not-your-role' unless the actor is
 *   DISTRICT_REVIEWER above the school, 'own-item' (also for whoever asked), 'already-decided' {by, at,
 *   state}, 'cycle-frozen' {deadline}; one of `typedTextRefusals`
 */
export async function decideExemption(
  tx: Transaction,
  {
    exemptionId,
    version,
    granted,
    note: typed,
    actor,
  }: { exemptionId: string; version: number; granted: boolean; note?: string; actor: Acting },
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<ExemptionCase | Refusal> {
  const note = typed === undefined ? undefined : readTypedText(typed, maxNoteChars)
  if (isRefusal(note)) return note
  const row = await lockForOffice(tx, exemptionId, actor)
  if (isRefusal(row)) return row
  if (row.state !== 'OPEN') return refuseOvertaken(tx, row)
  if (row.version !== version) return refuse('exemption-unknown')
  const frozen = refuseFrozen(cycleOf(row.cycleId), now)
  if (frozen) return frozen

  const { count } = await tx.exemption.updateMany({
    where: { id: exemptionId, state: 'OPEN', version },
    data: {
      state: granted ? 'GRANTED' : 'REFUSED',
      version: { increment: 1 },
      decidedAt: now,
      decidedById: actor.personId,
    },
  })
  if (count !== 1) throw new Error('The exemption changed under its lock.')
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'DISTRICT_REVIEWER' },
    action: granted ? 'exemption.grant' : 'exemption.refuse',
    subject: { kind: 'exemption', id: exemptionId },
    organisationId: row.organisationId,
    cycleId: row.cycleId,
    details: { personId: row.personId, ...(note && { note }) },
  })
  const kind = granted ? 'exemption-granted' : 'exemption-refused'
  const notice = { kind, exemptionId, ...(note && { note }) } as const
  await tell(tx, row.personId, notice, { key: `${kind}:${exemptionId}:teacher` })
  await tellRole(tx, 'SCHOOL_ADMIN', row.organisationId, notice, {
    key: `${kind}:${exemptionId}`,
    except: row.personId,
  })
  return (await readExemption(tx, exemptionId))!
}

/**
 * The office above takes back what it approved, with a reason that school and teacher are told. From then on
 * the teacher is in the denominators again. The school may ask anew.
 *
 * @param command.why in the office's words, at most `maxNoteChars`
 * @returns the case as it stands now; 'exemption-unknown', 'not-your-role' unless the actor is
 *   DISTRICT_REVIEWER above the school, 'own-item' (also for whoever asked), 'already-decided' {by, at,
 *   state} when it was revoked, 'exemption-not-granted', 'cycle-frozen' {deadline}; one of
 *   `typedTextRefusals`
 */
export async function revokeExemption(
  tx: Transaction,
  {
    exemptionId,
    version,
    why: typed,
    actor,
  }: { exemptionId: string; version: number; why: string; actor: Acting },
  { cycleOf, now }: { cycleOf: (cycleId: number) => Cycle; now: Date },
): Promise<ExemptionCase | Refusal> {
  const why = readTypedText(typed, maxNoteChars)
  if (isRefusal(why)) return why
  const row = await lockForOffice(tx, exemptionId, actor)
  if (isRefusal(row)) return row
  if (row.state === 'REVOKED') return refuseOvertaken(tx, row)
  if (row.state !== 'GRANTED') return refuse('exemption-not-granted')
  if (row.version !== version) return refuse('exemption-unknown')
  const frozen = refuseFrozen(cycleOf(row.cycleId), now)
  if (frozen) return frozen

  const { count } = await tx.exemption.updateMany({
    where: { id: exemptionId, state: 'GRANTED', version },
    data: {
      state: 'REVOKED',
      version: { increment: 1 },
      revokedAt: now,
      revokedById: actor.personId,
      revokedWhy: why,
    },
  })
  if (count !== 1) throw new Error('The exemption changed under its lock.')
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'DISTRICT_REVIEWER' },
    action: 'exemption.revoke',
    subject: { kind: 'exemption', id: exemptionId },
    organisationId: row.organisationId,
    cycleId: row.cycleId,
    details: { personId: row.personId, reasonId: row.reasonId, why },
  })
  const notice = { kind: 'exemption-revoked', exemptionId } as const
  await tell(tx, row.personId, notice, { key: `exemption-revoked:${exemptionId}:teacher` })
  await tellRole(tx, 'SCHOOL_ADMIN', row.organisationId, notice, {
    key: `exemption-revoked:${exemptionId}`,
    except: row.personId,
  })
  return (await readExemption(tx, exemptionId))!
}

/** The cases of an office's schools in a cycle that stand so, oldest first. */
export async function exemptionsOf(
  db: Database['prisma'] | Transaction,
  officeId: string,
  cycleId: number,
  state: 'OPEN' | 'GRANTED',
): Promise<ExemptionCase[]> {
  const schools = await db.organisation.findMany({ where: { parentId: officeId }, select: { id: true } })
  const rows = await db.exemption.findMany({
    where: { cycleId, state, organisationId: { in: schools.map(({ id }) => id) } },
    include: withPerson,
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  })
  const cases: ExemptionCase[] = []
  for (const row of rows) cases.push(await toCase(db, row))
  return cases
}

export async function readExemption(
  db: Database['prisma'] | Transaction,
  exemptionId: string,
): Promise<ExemptionCase | undefined> {
  const row = await db.exemption.findUnique({ where: { id: exemptionId }, include: withPerson })
  return row ? toCase(db, row) : undefined
}

/** The last case of a teacher in the cycle, whatever became of it. */
export async function lastExemptionOf(
  db: Database['prisma'] | Transaction,
  personId: string,
  cycleId: number,
): Promise<ExemptionCase | undefined> {
  const row = await db.exemption.findFirst({
    where: { personId, cycleId },
    include: withPerson,
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
  })
  return row ? toCase(db, row) : undefined
}

type Row = NonNullable<Awaited<ReturnType<Transaction['exemption']['findUnique']>>>

/** The case under its lock, for whoever of the office above may decide on it. */
async function lockForOffice(tx: Transaction, exemptionId: string, actor: Acting): Promise<Row | Refusal> {
  await tx.$queryRaw`select 1 from exemption where id = ${exemptionId}::uuid for update`
  const row = await tx.exemption.findUnique({ where: { id: exemptionId } })
  if (!row) return refuse('exemption-unknown')
  const officeId = await officeAbove(tx, row.organisationId)
  const own = [row.personId, row.requestedById].includes(actor.personId) ? actor.personId : null
  return (await refuseWithoutRole(tx, actor, 'DISTRICT_REVIEWER', officeId ?? '', own)) ?? row
}

/** Who was first, and what became of it. */
async function refuseOvertaken(
  tx: Transaction,
  { state, decidedById, decidedAt, revokedById, revokedAt }: Row,
): Promise<Refusal> {
  const firstId = revokedById ?? decidedById
  const by = firstId && (await tx.person.findUnique({ where: { id: firstId } }))
  return refuse('already-decided', {
    by: by ? by.name : '',
    at: (revokedAt ?? decidedAt)?.toISOString() ?? '',
    state,
  })
}

function refuseFrozen(cycle: Cycle, now: Date): Refusal<'cycle-frozen'> | undefined {
  const deadline = freezesAt(cycle)
  return now >= deadline ? refuse('cycle-frozen', { deadline: deadline.toISOString() }) : undefined
}

const withPerson = { person: { select: { name: true } } } as const

async function toCase(
  db: Database['prisma'] | Transaction,
  {
    person,
    decidedById: _,
    revokedById: __,
    ...row
  }: Prisma.ExemptionGetPayload<{ include: typeof withPerson }>,
): Promise<ExemptionCase> {
  const school = await db.organisation.findUniqueOrThrow({
    where: { id: row.organisationId },
    select: { name: true, parentId: true },
  })
  return { ...row, name: person.name, schoolName: school.name, officeId: school.parentId }
}
