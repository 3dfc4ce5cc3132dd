import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import { readTypedText, typedTextRefusals } from '../cycle/typed-text.ts'
import { tellOfficeAbove, tellRole } from '../notices/tell.ts'
import { normaliseCertificateNumber } from '../people/identity.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'

/** A school without 继续教育代码 applies, and the office above it issues one (ruling 15, S074–S076). */

export const registrationRefusals = [
  ...grantRefusals,
  ...typedTextRefusals,
  'school-has-code',
  'contact-unreadable',
  'registration-already-open',
  'registration-unknown',
  'already-decided',
  'code-unreadable',
  'code-taken',
] as const

/** 办学许可证号, where the school is, and whom to ask. */
export interface RegistrationDetails {
  readonly licence: string
  readonly address: string
  readonly contact: string
}

export const registrationFields = ['licence', 'address', 'contact'] as const
export type RegistrationField = (typeof registrationFields)[number]
const maxChars: Readonly<Record<RegistrationField, number>> = { licence: 40, address: 80, contact: 60 }

export interface Registration {
  readonly id: string
  readonly version: number
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED'
  readonly organisationId: string
  readonly schoolName: string
  readonly officeId: string | null
  readonly officeName: string | null
  readonly ownership: 'STATE' | 'PRIVATE' | null
  readonly code: string | null
  readonly details: RegistrationDetails
  readonly note: string | null
  readonly appliedAt: Date
  readonly decidedAt: Date | null
}

/**
 * One answer of the application as typed.
 *
 * @returns the line to keep; one of `typedTextRefusals`, 'contact-unreadable' when nobody could be reached by
 *   it
 */
export function readRegistrationField(field: RegistrationField, text: string): string | Refusal {
  // A licence may consist of digits alone.
  const digits = text.normalize('NFKC').trim()
  if (field === 'licence' && /^[\d-]{5,40}$/.test(digits)) return digits
  const line = readTypedText(text, maxChars[field])
  if (isRefusal(line)) return line
  return field === 'contact' && !/\d{5}/.test(line.normalize('NFKC').replace(/[\s-]/g, ''))
    ? refuse('contact-unreadable')
    : line
}

/**
 * The school applies; the office above it is told.
 *
 * @returns 'not-your-role' unless the actor is SCHOOL_ADMIN of it, 'school-has-code' {code}, what
 *   `readRegistrationField` refuses, 'registration-already-open'
 */
export async function applyForCode(
  tx: Transaction,
  { organisationId, details, actor }: { organisationId: string; details: RegistrationDetails; actor: Acting },
  now: Date,
): Promise<{ registrationId: string; officeName: string } | Refusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', organisationId)
  if (unauthorised) return unauthorised
  const read: Partial<Record<RegistrationField, string>> = {}
  for (const field of registrationFields) {
    const line = readRegistrationField(field, details[field])
    if (isRefusal(line)) return line
    read[field] = line
  }
  await tx.$queryRaw`select 1 from organisation where id = ${organisationId} for no key update`
  const school = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    include: { parent: true },
  })
  if (school.code) return refuse('school-has-code', { code: school.code })
  const open = await tx.registration.count({ where: { organisationId, state: 'OPEN' } })
  if (open > 0) return refuse('registration-already-open')
  const { id: registrationId } = await tx.registration.create({
    data: { organisationId, details: read, appliedAt: now, appliedById: actor.personId },
  })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'registration.apply',
    subject: { kind: 'registration', id: registrationId },
    organisationId,
    details: read,
  })
  const notice = { kind: 'registration-applied', registrationId } as const
  await tellOfficeAbove(tx, organisationId, notice, { key: `registration-applied:${registrationId}` })
  return { registrationId, officeName: school.parent?.name ?? '' }
}

interface Deciding {
  readonly registrationId: string
  readonly version: number
  readonly actor: Acting
}

/** A 继续教育代码 as typed. @returns 'code-unreadable' unless it has 5 to 20 letters and digits */
export function readSchoolCode(text: string): string | Refusal {
  const code = normaliseCertificateNumber(text)
  return /^(?=.*\d)[A-Z0-9]{5,20}$/.test(code) ? code : refuse('code-unreadable')
}

/**
 * The office issues the code, which no other school has, and the school is told.
 *
 * @returns 'registration-unknown', 'not-your-role' unless the actor is DISTRICT_REVIEWER above the school,
 *   'own-item' for whoever applied, 'already-decided' {by, at, state}, 'code-unreadable', 'code-taken'
 */
export async function issueCode(
  tx: Transaction,
  { code: typed, ...deciding }: Deciding & { code: string },
  now: Date,
): Promise<{ code: string; schoolName: string } | Refusal> {
  const code = readSchoolCode(typed)
  if (isRefusal(code)) return code
  const registration = await takeUp(tx, deciding)
  if (isRefusal(registration)) return registration
  const { organisationId, schoolName } = registration
  // Two offices may issue at once: one after the other, so that the second sees the code of the first.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('organisation.code'))::text`
  if ((await tx.organisation.count({ where: { code } })) > 0) return refuse('code-taken')
  await tx.organisation.update({ where: { id: organisationId }, data: { code } })
  await settle(tx, registration, deciding, { state: 'GRANTED', audited: { code } }, now)
  return { code, schoolName }
}

/**
 * The office refuses with a note that says what is missing. The school may apply again.
 *
 * @returns 'registration-unknown', 'not-your-role', 'own-item', 'already-decided' {by, at, state}, one of
 *   `typedTextRefusals`
 */
export async function refuseRegistration(
  tx: Transaction,
  { note: typed, ...deciding }: Deciding & { note: string },
  now: Date,
): Promise<{ schoolName: string } | Refusal> {
  const note = readTypedText(typed, 200)
  if (isRefusal(note)) return note
  const registration = await takeUp(tx, deciding)
  if (isRefusal(registration)) return registration
  await settle(tx, registration, deciding, { state: 'REFUSED', note, audited: { note } }, now)
  return { schoolName: registration.schoolName }
}

/** What waits for an office, oldest first. */
export async function openRegistrations(
  db: Database['prisma'] | Transaction,
  officeId: string,
): Promise<Registration[]> {
  const rows = await db.registration.findMany({
    where: { state: 'OPEN', organisation: { parentId: officeId } },
    include: withSchool,
    orderBy: [{ appliedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toRegistration)
}

export async function readRegistration(
  db: Database['prisma'] | Transaction,
  registrationId: string,
): Promise<Registration | undefined> {
  const row = await db.registration.findUnique({ where: { id: registrationId }, include: withSchool })
  return row ? toRegistration(row) : undefined
}

/** The last application of a school, whatever became of it. */
export async function lastRegistrationOf(
  db: Database['prisma'] | Transaction,
  organisationId: string,
): Promise<Registration | undefined> {
  const row = await db.registration.findFirst({
    where: { organisationId },
    include: withSchool,
    orderBy: [{ appliedAt: 'desc' }, { id: 'desc' }],
  })
  return row ? toRegistration(row) : undefined
}

/** Locks and authorises; authority is asked before state, so that a stranger learns nothing. */
async function takeUp(
  tx: Transaction,
  { registrationId, version, actor }: Deciding,
): Promise<Registration | Refusal> {
  await tx.$queryRaw`select 1 from registration where id = ${registrationId}::uuid for update`
  const row = await tx.registration.findUnique({ where: { id: registrationId }, include: withSchool })
  if (!row) return refuse('registration-unknown')
  const registration = toRegistration(row)
  const unauthorised = await refuseWithoutRole(
    tx,
    actor,
    'DISTRICT_REVIEWER',
    registration.officeId ?? '',
    row.appliedById,
  )
  if (unauthorised) return unauthorised
  if (row.state !== 'OPEN') {
    const by = row.decidedById && (await tx.person.findUnique({ where: { id: row.decidedById } }))
    const at = row.decidedAt?.toISOString() ?? ''
    return refuse('already-decided', { by: by ? by.name : '', at, state: row.state })
  }
  return row.version === version ? registration : refuse('registration-unknown')
}

async function settle(
  tx: Transaction,
  { id, organisationId, version }: Registration,
  { actor }: Deciding,
  { state, note, audited }: { state: 'GRANTED' | 'REFUSED'; note?: string; audited: object },
  now: Date,
): Promise<void> {
  const { count } = await tx.registration.updateMany({
    where: { id, state: 'OPEN', version },
    data: { state, note, version: { increment: 1 }, decidedAt: now, decidedById: actor.personId },
  })
  if (count !== 1) throw new Error('The registration changed under its lock.')
  const granted = state === 'GRANTED'
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'DISTRICT_REVIEWER' },
    action: granted ? 'registration.issue' : 'registration.refuse',
    subject: { kind: 'registration', id },
    organisationId,
    details: audited,
  })
  const kind = granted ? 'registration-granted' : 'registration-refused'
  const notice = { kind, registrationId: id } as const
  await tellRole(tx, 'SCHOOL_ADMIN', organisationId, notice, { key: `${kind}:${id}` })
}

const withSchool = { organisation: { include: { parent: { select: { name: true } } } } } as const

function toRegistration(row: Prisma.RegistrationGetPayload<{ include: typeof withSchool }>): Registration {
  const { id, version, state, organisationId, organisation, note, appliedAt, decidedAt } = row
  return {
    id,
    version,
    state,
    organisationId,
    schoolName: organisation.name,
    officeId: organisation.parentId,
    officeName: organisation.parent?.name ?? null,
    ownership: organisation.ownership,
    code: organisation.code,
    details: row.details as unknown as RegistrationDetails,
    note,
    appliedAt,
    decidedAt,
  }
}
