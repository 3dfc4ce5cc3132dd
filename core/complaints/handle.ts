import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Acting } from '../authority/grants.ts'
import { tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import {
  handlingOf,
  handlingRole,
  type LoadedComplaint,
  leadersOf,
  loadComplaint,
  maxReferralChars,
} from './complaint.ts'
import { readComplaintText } from './register.ts'

/** 核查: taking a complaint up, handing it to the office above, naming the declaration concerned. */

/** Which complaint, as the handler saw it. */
export interface Handling {
  readonly complaintId: string
  readonly version: number
  readonly actor: Acting
}

export interface Handled {
  readonly complaintId: string
  readonly version: number
}

/** REGISTERED → INVESTIGATING. @returns as `lockForHandling` refuses */
export async function takeUp(
  tx: Transaction,
  handling: Handling,
  { now }: { now: Date },
): Promise<Handled | Refusal> {
  const row = await lockForHandling(tx, handling)
  if (isRefusal(row)) return row
  if (row.state !== 'REGISTERED') return refuseOvertaken(tx, row.id)
  return write(tx, row, handling, { state: 'INVESTIGATING' }, { action: 'complaint.take-up' }, now)
}

/**
 * Hands a complaint from the school to the office above, which begins anew with it.
 *
 * @returns as `lockForHandling` refuses; 'complaint-at-office' when it is there already; one of
 *   `typedTextRefusals`
 */
export async function referUp(
  tx: Transaction,
  { note, ...handling }: Handling & { note: string },
  { now }: { now: Date },
): Promise<Handled | Refusal> {
  const referral = readComplaintText(note, maxReferralChars)
  if (isRefusal(referral)) return referral
  const row = await lockForHandling(tx, handling)
  if (isRefusal(row)) return row
  const officeId = row.organisation.parentId
  if (row.handler.kind !== 'SCHOOL' || !officeId) return refuse('complaint-at-office')
  const changes = { state: 'REGISTERED', handlerId: officeId, referral } as const
  const handled = await write(
    tx,
    row,
    handling,
    changes,
    { action: 'complaint.refer-up', details: { to: officeId, note: referral } },
    now,
  )
  const office = await tx.organisation.findUniqueOrThrow({
    where: { id: officeId },
    select: { kind: true },
  })
  await tellRole(
    tx,
    handlingRole(office.kind),
    officeId,
    { kind: 'complaint-referred', complaintId: row.id },
    { key: `complaint-referred:${row.id}`, except: row.aboutPersonId },
  )
  return handled
}

/**
 * Names the declaration that the complaint is about. Until the complaint is settled, the principal cannot
 * confirm that declaration (ruling 10).
 *
 * @returns as `lockForHandling` refuses; 'complaint-item-unknown' unless it is the school's and of the same
 *   cycle; 'own-item'; 'complaint-about-another' {name} when another person is complained about;
 *   'complaint-about-leaders' when the school would investigate its administrator or principal
 */
export async function linkItem(
  tx: Transaction,
  { declarationId, ...handling }: Handling & { declarationId: string },
  { now }: { now: Date },
): Promise<Handled | Refusal> {
  const row = await lockForHandling(tx, handling)
  if (isRefusal(row)) return row
  const item = await tx.declaration.findFirst({
    where: { id: declarationId, organisationId: row.organisationId, cycleId: row.cycleId },
    select: { id: true, personId: true },
  })
  if (!item) return refuse('complaint-item-unknown')
  if (item.personId === handling.actor.personId) return refuse('own-item')
  if (row.aboutPersonId && row.aboutPersonId !== item.personId) {
    return refuse('complaint-about-another', { name: row.aboutPerson?.name ?? '' })
  }
  if (row.handler.kind === 'SCHOOL' && (await leadersOf(tx, row.organisationId)).has(item.personId)) {
    return refuse('complaint-about-leaders')
  }
  const changes = { declarationId: item.id, aboutPersonId: item.personId }
  const entry = { action: 'complaint.link', details: { declarationId: item.id } }
  return write(tx, row, handling, changes, entry, now)
}

/**
 * Locks a complaint and authorises whoever handles it. Authority is asked before state, so that neither a
 * stranger nor the person complained about learns that there is a complaint.
 *
 * @returns 'complaint-unknown', 'own-complaint' (somebody else has to handle one's own complaint),
 *   'already-decided' {by, at} when it moved on since it was seen
 */
export async function lockForHandling(
  tx: Transaction,
  { complaintId, version, actor }: Handling,
): Promise<LoadedComplaint | Refusal> {
  await tx.$queryRaw`select 1 from complaint where id = ${complaintId}::uuid for update`
  const row = await loadComplaint(tx, complaintId)
  const standing = row ? await handlingOf(tx, row, actor.personId) : 'none'
  if (!row || standing === 'none') return refuse('complaint-unknown')
  if (standing === 'complainant') return refuse('own-complaint')
  if (row.state === 'SETTLED' || row.version !== version) return refuseOvertaken(tx, complaintId)
  return row
}

/** Writes over the state and version that were judged, with the entry of the trail. */
export async function write(
  tx: Transaction,
  row: LoadedComplaint,
  { actor }: Handling,
  changes: Partial<
    Pick<
      LoadedComplaint,
      | 'state'
      | 'handlerId'
      | 'referral'
      | 'declarationId'
      | 'aboutPersonId'
      | 'upheld'
      | 'finding'
      | 'settledAt'
      | 'settledById'
      | 'late'
    >
  >,
  { action, details }: { action: string; details?: object },
  now: Date,
): Promise<Handled> {
  const { count } = await tx.complaint.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...changes, version: { increment: 1 } },
  })
  if (count !== 1) throw new Error(`Complaint ${row.id} changed under its lock.`)
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: handlingRole(row.handler.kind) },
    action,
    subject: { kind: 'complaint', id: row.id },
    organisationId: row.handlerId,
    cycleId: row.cycleId,
    details,
  })
  return { complaintId: row.id, version: row.version + 1 }
}

/** Whoever comes second is told who was first; the trail knows. */
async function refuseOvertaken(tx: Transaction, complaintId: string): Promise<Refusal> {
  const last = await tx.auditEntry.findFirst({
    where: { subjectId: complaintId, actorId: { not: null } },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
  })
  const by = last?.actorId
    ? await tx.person.findUnique({ where: { id: last.actorId }, select: { name: true } })
    : null
  return refuse('already-decided', { by: by?.name ?? '', at: last?.at.toISOString() ?? '' })
}

/** The items of the person complained about, for the handler to choose from; newest first. */
export async function itemsConcerned(
  db: Transaction,
  {
    school,
    about,
    cycleId,
  }: { school: { id: string }; about: { personId: string | null } | null; cycleId: number },
  most: number,
) {
  if (!about?.personId) return []
  return db.declaration.findMany({
    where: { personId: about.personId, organisationId: school.id, cycleId },
    select: { id: true, serial: true, cycleId: true, courseName: true },
    orderBy: { serial: 'desc' },
    take: most,
  })
}
