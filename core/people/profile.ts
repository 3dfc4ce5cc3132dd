import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { enterWindow } from '../cycle/windows.ts'
import { birthDateColumn, identityShown } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { ProfileFieldId } from '../terms.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { refuseAgainstNumber } from './number-tells.ts'
import { missingFields, type Profile, profileField, readField } from './profile-fields.ts'

/**
 * The profile of one person: shown, corrected and confirmed for a cycle (S019–S021). A confirmation covers
 * what stands now, so every change takes it away and the profile is confirmed again, as long as the window is
 * open.
 */

export const profileUseRefusals = [
  'person-unknown',
  'field-needs-school',
  'profile-changed',
  'profile-incomplete',
  'profile-not-confirmed',
] as const

export interface KeptProfile {
  readonly profile: Profile
  /** Named by every change, so that nobody writes over what they have not seen. */
  readonly version: number
}

/** The values by field, the ID number masked. Throws when there is no such person. */
export async function readProfile(db: Transaction, personId: string, sealer: Sealer): Promise<KeptProfile> {
  const person = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: { organisation: { select: { name: true } } },
  })
  const values: Record<ProfileFieldId, string | null> = {
    name: person.name,
    idKind: person.idKind,
    ...identityShown(person, sealer),
    gender: person.gender,
    phone: person.phone,
    school: person.organisation.name,
    certificateNumber: person.certificateNumber,
    stage: person.stage,
    subject: person.subject,
    title: person.title,
    titleDate: person.titleDate?.toISOString().slice(0, 10) ?? null,
    dutyStatus: person.dutyStatus,
    staffCategory: person.staffCategory,
  }
  const given = Object.entries(values).filter(([, value]) => value !== null)
  return { profile: Object.fromEntries(given), version: person.version }
}

/**
 * The person corrects a field of their own. A value equal to the present one changes nothing.
 *
 * @param value typed text, or the id of an option
 * @param version the profile's, as it was shown
 * @returns the profile now and whether a confirmation was lost by it; 'window-closed' {window, deadline},
 *   'window-not-open', 'field-needs-school' {field} (a request instead), 'profile-changed',
 *   'birth-date-against-number' and 'gender-against-number' where the ID number tells otherwise, or what
 *   `readField` refuses
 */
export async function correctField(
  tx: Transaction,
  {
    personId,
    fieldId,
    value: input,
    version,
  }: { personId: string; fieldId: ProfileFieldId; value: string; version: number },
  { cycle, sealer, now }: { cycle: Cycle; sealer: Sealer; now: Date },
): Promise<(KeptProfile & { confirmAgain: boolean }) | Refusal> {
  const entered = enterWindow(cycle, 'declaration', now)
  if (isRefusal(entered)) return entered
  const value = readField(fieldId, input, civilDateOf(now))
  if (isRefusal(value)) return value
  if (profileField(fieldId).editable !== 'teacher') return refuse('field-needs-school', { field: fieldId })

  const before = await readProfile(tx, personId, sealer)
  if (before.version !== version) return refuse('profile-changed')
  if (before.profile[fieldId] === value) return { ...before, confirmAgain: false }
  const against = await refuseAgainstNumber(
    tx,
    { personId, fieldId, value },
    { sealer, today: civilDateOf(now) },
  )
  if (against) return against
  const { count } = await tx.person.updateMany({
    where: { id: personId, version },
    data: { ...columnsOf(fieldId, value, { personId, sealer }), version: { increment: 1 } },
  })
  if (count === 0) return refuse('profile-changed')
  const confirmAgain = await reopenProfile(tx, personId, { cycle, now })
  await audit(tx, {
    at: now,
    actor: { personId, role: 'SELF' },
    action: 'profile.correct',
    subject: { kind: 'person', id: personId },
    organisationId: await organisationOf(tx, personId),
    cycleId: cycle.id,
    details: { field: fieldId, before: before.profile[fieldId] ?? null, after: value },
  })
  return { ...(await readProfile(tx, personId, sealer)), confirmAgain }
}

/**
 * Confirms the profile for the cycle as it stands (S019). Two confirmations, even at the same moment, count
 * as one.
 *
 * @param version the profile's, as it was shown; absent where the person confirms what stands now
 * @returns what was confirmed; 'window-closed' {window, deadline}, 'window-not-open', 'profile-changed', or
 *   'profile-incomplete' {fields: ids joined by ','} while a ※ field is empty (S020)
 */
export async function confirmProfile(
  tx: Transaction,
  { personId, version }: { personId: string; version?: number },
  { cycle, sealer, now }: { cycle: Cycle; sealer: Sealer; now: Date },
): Promise<{ confirmedAt: Date; profile: Profile } | Refusal> {
  const entered = enterWindow(cycle, 'declaration', now)
  if (isRefusal(entered)) return entered
  // A correction that is being written waits, so that it cannot slip in behind what is confirmed.
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const { profile, version: current } = await readProfile(tx, personId, sealer)
  if (version !== undefined && version !== current) return refuse('profile-changed')
  const missing = missingFields(profile, cycle)
  if (missing.length > 0) return refuse('profile-incomplete', { fields: missing.join(',') })

  const sealed = sealConfirmed(profile, { personId, cycleId: cycle.id }, sealer)
  const written = await tx.$executeRaw`
    insert into profile_confirmation (person_id, cycle_id, confirmed_at, fields_sealed)
    values (${personId}::uuid, ${cycle.id}, ${now}, ${sealed})
    on conflict (person_id, cycle_id) do nothing`
  if (written > 0) {
    await audit(tx, {
      at: now,
      actor: { personId, role: 'SELF' },
      action: 'profile.confirm',
      subject: { kind: 'person', id: personId },
      organisationId: await organisationOf(tx, personId),
      cycleId: cycle.id,
      details: { profile },
    })
  }
  const { confirmedAt } = await tx.profileConfirmation.findUniqueOrThrow({
    where: { personId_cycleId: { personId, cycleId: cycle.id } },
  })
  return { confirmedAt, profile }
}

export interface ConfirmationOf {
  readonly personId: string
  readonly cycleId: number
}

/** What somebody confirmed for the cycle, as it stood then. */
export async function readConfirmation(
  db: Database['prisma'] | Transaction,
  of: ConfirmationOf,
  sealer: Sealer,
): Promise<{ profile: Profile; confirmedAt: Date } | undefined> {
  const row = await db.profileConfirmation.findUnique({
    where: { personId_cycleId: of },
    select: { fieldsSealed: true, confirmedAt: true },
  })
  if (!row) return undefined
  const profile = row.fieldsSealed
    ? (JSON.parse(sealer.open(row.fieldsSealed, confirmedPlace(of)).toString()) as Profile)
    : {}
  return { profile, confirmedAt: row.confirmedAt }
}

export function sealConfirmed(profile: Profile, of: ConfirmationOf, sealer: Sealer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sealer.seal(JSON.stringify(profile), confirmedPlace(of)))
}

function confirmedPlace({ personId, cycleId }: ConfirmationOf): string {
  return `profile_confirmation.fields_sealed:${personId}:${cycleId}`
}

export async function isProfileConfirmed(
  db: Transaction,
  personId: string,
  cycleId: number,
): Promise<boolean> {
  return (await db.profileConfirmation.count({ where: { personId, cycleId } })) > 0
}

/**
 * Takes the confirmation away in the transaction of the change; the audit trail keeps what was confirmed.
 * After the window has closed the confirmation stays as it was given, because nobody could confirm again.
 *
 * @returns whether there was one
 */
export async function reopenProfile(
  tx: Transaction,
  personId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<boolean> {
  if (isRefusal(enterWindow(cycle, 'declaration', now))) return false
  const { count } = await tx.profileConfirmation.deleteMany({ where: { personId, cycleId: cycle.id } })
  return count > 0
}

/** The column in which a field is kept, with its value. Number and school are kept in other ways. */
export function columnsOf(
  fieldId: ProfileFieldId,
  value: string,
  { personId, sealer }: { personId: string; sealer: Sealer },
): Prisma.PersonUpdateInput {
  switch (fieldId) {
    case 'birthDate':
      return birthDateColumn(value, personId, sealer)
    case 'titleDate':
      return { [fieldId]: new Date(`${value}T00:00:00Z`) }
    case 'idNumber':
    case 'school':
      throw new Error(`${fieldId} is not a column of the person.`)
    default:
      return { [fieldId]: value }
  }
}

async function organisationOf(tx: Transaction, personId: string): Promise<string> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { organisationId: true },
  })
  return person.organisationId
}
