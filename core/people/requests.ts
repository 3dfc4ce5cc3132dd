import { randomUUID } from 'node:crypto'
import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { officeAbove } from '../authority/tree.ts'
import { tellRole } from '../notices/tell.ts'
import { maskIdNumber, readIdNumber } from '../privacy/id-number.ts'
import { openFromRequest, sealForRequest } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type ProfileFieldId, profileFieldIds } from '../terms.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { hasConsent } from './consent.ts'
import { normaliseCertificateNumber } from './identity.ts'
import { refuseAgainstNumber } from './number-tells.ts'
import { readField } from './profile-fields.ts'

/**
 * What only the school can settle for a person. Requests are filed here and settled in settle-request.ts
 * (DOMAIN §5.2–5.3).
 */

export const requestKinds = [
  'REBIND',
  'NOT_ON_ROSTER',
  'CORRECT_NAME',
  'CORRECT_ID_NUMBER',
  'CORRECT_FIELD',
  'REGISTER_TEACHER',
] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestRefusals = [
  'consent-needed',
  'account-bound',
  'not-bound',
  'person-unknown',
  'school-unknown',
  'field-unknown',
  'id-number-needed',
  'own-number-issued',
  'request-already-open',
] as const

/** What is asked for, without the ID number or birth date, which are sealed. */
export interface RequestDetails {
  /**
   * NOT_ON_ROSTER, REGISTER_TEACHER: the name and the 继续教育证号 with which the person asks to be let in; and the
   * number issued.
   */
  readonly name?: string
  readonly certificateNumber?: string
  /** CORRECT_FIELD: which field. */
  readonly field?: string
  /** CORRECT_NAME and CORRECT_FIELD: what it should be, unless it is a birth date. */
  readonly value?: string
  /** What the school said when it refused. */
  readonly note?: string
}

export interface NewRequest {
  readonly kind: RequestKind
  readonly accountId: number
  /** REBIND only: whose account it should be, as `identify` told. Corrections concern the person who asks. */
  readonly personId?: string
  /**
   * NOT_ON_ROSTER, and REGISTER_TEACHER of somebody unknown: the school that is asked. All other requests go
   * to the person's school.
   */
  readonly organisationId?: string
  readonly details?: Pick<RequestDetails, 'name' | 'certificateNumber' | 'field' | 'value'>
  /** CORRECT_ID_NUMBER and REGISTER_TEACHER, and NOT_ON_ROSTER where the person gave it. */
  readonly idNumber?: string
}

/**
 * The fields of their own profile that somebody has asked the school to correct and that it has not settled.
 */
export async function fieldsAsked(
  db: Database['prisma'] | Transaction,
  personId: string,
): Promise<ProfileFieldId[]> {
  const rows = await db.request.findMany({
    where: { personId, state: 'OPEN', kind: { in: ['CORRECT_NAME', 'CORRECT_ID_NUMBER', 'CORRECT_FIELD'] } },
  })
  const ofKind = { CORRECT_NAME: 'name', CORRECT_ID_NUMBER: 'idNumber' } as Readonly<Record<string, string>>
  const fields = rows.map(({ kind, details }) => ofKind[kind] ?? (details as RequestDetails).field)
  return profileFieldIds.filter((id) => fields.includes(id))
}

/**
 * Files a request with the school and tells its administrators. An account has one open request of each kind,
 * and one for each field.
 *
 * @returns its id and whom it went to; 'consent-needed', 'account-bound' (REBIND, NOT_ON_ROSTER), 'not-bound'
 *   (corrections), 'person-unknown', 'school-unknown', 'field-unknown' {field}, 'id-number-needed',
 *   'own-number-issued' {number} (REGISTER_TEACHER of somebody who has a number), 'request-already-open'
 *   {kind}; or what `readField`, `readIdNumber` or `refuseAgainstNumber` refuses
 */
export async function fileRequest(
  tx: Transaction,
  request: NewRequest,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ requestId: string; organisationId: string } | Refusal> {
  const { kind, accountId } = request
  if (!(await hasConsent(tx, accountId))) return refuse('consent-needed')
  const whom = await whomItConcerns(tx, request)
  if (isRefusal(whom)) return whom
  const asked = readAsked(request, whom, now)
  if (isRefusal(asked)) return asked

  const { secret, details } = asked
  const wanted = { kind, details, personId: whom.personId, value: secret ?? details.value }
  const against = await contradiction(tx, wanted, { sealer, now })
  if (against) return against

  const requestId = randomUUID()
  const sealed = secret ? sealForRequest(secret, requestId, sealer) : null
  const filed = await tx.$executeRaw`
    insert into request (id, kind, organisation_id, person_id, account_id, details, value_sealed, created_at)
    values (${requestId}::uuid, ${kind}::"RequestKind", ${whom.organisationId}, ${whom.personId}::uuid,
      ${accountId}::bigint, ${JSON.stringify(details)}::jsonb, ${sealed}, ${now})
    on conflict (account_id, kind, (details->>'field')) where state = 'OPEN' do nothing`
  if (filed === 0) return refuse('request-already-open', { kind })
  await audit(tx, {
    at: now,
    actor: whom.own ? { personId: whom.personId!, role: 'SELF' } : null,
    action: 'request.file',
    subject: { kind: 'request', id: requestId },
    organisationId: whom.organisationId,
    details: { kind, personId: whom.personId, ...details },
  })
  const office = await officeInstead(tx, whom.organisationId, [whom.personId])
  await tellRole(
    tx,
    office ? 'DISTRICT_REVIEWER' : 'SCHOOL_ADMIN',
    office ?? whom.organisationId,
    { kind: 'request-filed', requestId },
    {
      key: `request-filed:${requestId}`,
      except: whom.personId,
    },
  )
  return { requestId, organisationId: whom.organisationId }
}

export interface OpenRequest {
  readonly id: string
  readonly version: number
  readonly kind: RequestKind
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED'
  readonly organisationId: string
  readonly accountId: number
  /** Null for NOT_ON_ROSTER and for REGISTER_TEACHER of somebody unknown. */
  readonly personId: string | null
  readonly personName: string | null
  readonly details: RequestDetails
  /** Null once the request is settled; `askedValue` opens it. */
  readonly valueSealed: Uint8Array | null
  readonly createdAt: Date
}

/** What a correction should put in the field, or the ID number that came along. */
export function askedValue(
  { id, details, valueSealed }: Pick<OpenRequest, 'id' | 'details' | 'valueSealed'>,
  sealer: Sealer,
): string | undefined {
  return valueSealed ? openFromRequest(valueSealed, id, sealer) : details.value
}

/** The same as it may be shown: an ID number masked. */
export function askedValueShown(request: OpenRequest, sealer: Sealer): string | undefined {
  const value = askedValue(request, sealer)
  return (
    value &&
    (request.kind === 'CORRECT_FIELD' || request.kind === 'CORRECT_NAME' ? value : maskIdNumber(value))
  )
}

/** What waits for the school's administrators, oldest first. */
export async function openRequests(db: Transaction, organisationId: string): Promise<OpenRequest[]> {
  const rows = await db.request.findMany({
    where: { organisationId, state: 'OPEN' },
    include: withPerson,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toRequest)
}

export async function readRequest(db: Transaction, requestId: string): Promise<OpenRequest | undefined> {
  const row = await db.request.findUnique({ where: { id: requestId }, include: withPerson })
  return row ? toRequest(row) : undefined
}

/** Who settled a request and when; without a name where nobody did, as where it settled itself. */
export async function whoSettled(
  db: Database['prisma'] | Transaction,
  requestId: string,
): Promise<{ by: string | null; at: Date | null }> {
  const { decidedById, decidedAt } = await db.request.findUniqueOrThrow({ where: { id: requestId } })
  const by = decidedById ? await db.person.findUnique({ where: { id: decidedById } }) : null
  return { by: by?.name ?? null, at: decidedAt }
}

/**
 * The office above the school, where nobody at the school could settle the request: its only administrator is
 * the one who asks, or it has none. Nobody settles their own.
 */
export async function officeInstead(
  db: Transaction,
  organisationId: string,
  concerned: readonly (string | null | undefined)[],
): Promise<string | undefined> {
  const others = await db.grant.count({
    where: {
      role: 'SCHOOL_ADMIN',
      organisationId,
      withdrawnAt: null,
      personId: { notIn: concerned.filter((id) => typeof id === 'string') },
    },
  })
  return others > 0 ? undefined : officeAbove(db, organisationId)
}

/** What waits for an office because the school itself has nobody who could settle it, oldest first. */
export async function requestsForOffice(db: Transaction, officeId: string): Promise<OpenRequest[]> {
  const rows = await db.request.findMany({
    where: { state: 'OPEN', organisation: { parentId: officeId, kind: 'SCHOOL' } },
    include: withPerson,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const admins = await db.grant.findMany({
    where: {
      role: 'SCHOOL_ADMIN',
      withdrawnAt: null,
      organisationId: { in: rows.map(({ organisationId }) => organisationId) },
    },
    select: { organisationId: true, personId: true },
  })
  return rows
    .filter(
      (row) =>
        !admins.some(
          ({ organisationId, personId }) =>
            organisationId === row.organisationId && personId !== row.personId,
        ),
    )
    .map(toRequest)
}

interface Concerned {
  personId: string | null
  organisationId: string
  /** The account that asks is this person's own. */
  own: boolean
}

async function whomItConcerns(tx: Transaction, request: NewRequest): Promise<Concerned | Refusal> {
  const { kind, accountId } = request
  const bound = await tx.person.findFirst({
    where: { account: { id: accountId } },
    include: { organisation: true },
  })
  if (kind === 'NOT_ON_ROSTER' || (kind === 'REGISTER_TEACHER' && !bound)) {
    if (bound) return refuse('account-bound')
    const school = await tx.organisation.findFirst({
      where: { id: request.organisationId ?? '', kind: 'SCHOOL' },
    })
    return school ? { personId: null, organisationId: school.id, own: false } : refuse('school-unknown')
  }
  if (kind === 'REBIND' && bound) return refuse('account-bound')
  if (kind !== 'REBIND' && !bound) return refuse('not-bound')
  if (kind === 'REGISTER_TEACHER' && bound?.certificateNumber)
    return refuse('own-number-issued', { number: bound.certificateNumber })
  const person =
    bound ??
    (request.personId
      ? await tx.person.findUnique({ where: { id: request.personId }, include: { organisation: true } })
      : null)
  if (!person) return refuse('person-unknown')
  if (person.organisation.kind !== 'SCHOOL') return refuse('school-unknown')
  return { personId: person.id, organisationId: person.organisationId, own: bound !== null }
}

/** Reads what is asked for as the profile would, so that the school cannot grant what cannot be kept. */
function readAsked(
  { kind, details = {}, idNumber }: NewRequest,
  { own }: Concerned,
  now: Date,
): { details: RequestDetails; secret?: string } | Refusal {
  const today = civilDateOf(now)
  switch (kind) {
    case 'REBIND':
      return { details: {} }
    case 'NOT_ON_ROSTER': {
      const name = readField('name', details.name ?? '', today)
      if (isRefusal(name)) return name
      const certificateNumber = normaliseCertificateNumber(details.certificateNumber ?? '').slice(0, 30)
      const asked = { name, ...(certificateNumber && { certificateNumber }) }
      return idNumber ? withIdNumber(asked, idNumber, now) : { details: asked }
    }
    case 'REGISTER_TEACHER': {
      if (own) return { details: {} }
      const name = readField('name', details.name ?? '', today)
      if (isRefusal(name)) return name
      return idNumber ? withIdNumber({ name }, idNumber, now) : refuse('id-number-needed')
    }
    case 'CORRECT_NAME': {
      const value = readField('name', details.value ?? '', today)
      return isRefusal(value) ? value : { details: { value } }
    }
    case 'CORRECT_ID_NUMBER':
      return idNumber ? withIdNumber({}, idNumber, now) : refuse('id-number-needed')
    case 'CORRECT_FIELD': {
      const field = profileFieldIds.find((id) => id === details.field)
      if (!field || hasOwnKind(field)) return refuse('field-unknown', { field: details.field ?? '' })
      const value = readField(field, details.value ?? '', today)
      if (isRefusal(value)) return value
      return field === 'birthDate' ? { details: { field }, secret: value } : { details: { field, value } }
    }
  }
}

/**
 * The birth date or gender asked for contradicts the person's number. This is checked again when the request
 * is granted.
 */
export async function contradiction(
  tx: Transaction,
  {
    kind,
    details,
    personId,
    value,
  }: Pick<OpenRequest, 'kind' | 'details' | 'personId'> & { value: string | undefined },
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<Refusal | undefined> {
  const fieldId = profileFieldIds.find((id) => id === details.field)
  if (kind !== 'CORRECT_FIELD' || !fieldId || !personId || !value) return undefined
  return refuseAgainstNumber(tx, { personId, fieldId, value }, { sealer, today: civilDateOf(now) })
}

function withIdNumber(details: RequestDetails, text: string, now: Date) {
  const read = readIdNumber(text, civilDateOf(now))
  if (isRefusal(read)) return read
  return { details, secret: read.number }
}

function hasOwnKind(field: ProfileFieldId): boolean {
  return field === 'name' || field === 'idNumber'
}

const withPerson = { person: { select: { name: true } } } as const

function toRequest(row: Prisma.RequestGetPayload<{ include: typeof withPerson }>): OpenRequest {
  const { id, version, kind, state, organisationId, personId, valueSealed, createdAt } = row
  return {
    id,
    version,
    kind,
    state,
    organisationId,
    personId,
    valueSealed,
    createdAt,
    accountId: Number(row.accountId),
    personName: row.person?.name ?? null,
    details: row.details as RequestDetails,
  }
}
