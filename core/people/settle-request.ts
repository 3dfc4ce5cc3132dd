import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, holdsRole, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import { tell } from '../notices/notice.ts'
import { tellAccount } from '../notices/tell.ts'
import { type IdNumber, readIdNumber } from '../privacy/id-number.ts'
import { idNumberColumns } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { ProfileFieldId } from '../terms.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { bindAccount, bindAccountRefusals } from './bind-account.ts'
import { columnsToldBy } from './number-tells.ts'
import { columnsOf, readProfile, reopenProfile } from './profile.ts'
import type { Profile } from './profile-fields.ts'
import { registerTeacher, registerTeacherRefusals } from './register-teacher.ts'
import {
  askedValue,
  contradiction,
  type OpenRequest,
  officeInstead,
  type RequestDetails,
} from './requests.ts'

/** The school grants or refuses what a person asked for. */

export const settleRequestRefusals = [
  ...grantRefusals,
  ...bindAccountRefusals,
  ...registerTeacherRefusals,
  'request-unknown',
  'already-decided',
  'person-needed',
  'not-your-organisation',
  'id-number-taken',
] as const

export const maxNoteChars = 200

/** Which request, as the administrator saw it. */
export interface Settling {
  readonly requestId: string
  readonly version: number
  readonly actor: Acting
}

/**
 * Grants a request and does what it asks for. REBIND takes the old account off and tells it; NOT_ON_ROSTER
 * binds the account to a person of the school whom the administrator chose; corrections change the person.
 * Birth date and gender follow a corrected number that tells them.
 *
 * @param settling.personId NOT_ON_ROSTER only: who it is
 * @returns whom it concerned; 'request-unknown', 'not-your-role', 'own-item', 'already-decided' {by, at,
 *   state}, 'person-needed', 'not-your-organisation', 'already-bound', 'account-bound', 'id-number-taken', or
 *   what `registerTeacher` or `refuseAgainstNumber` refuses
 */
export async function grantRequest(
  tx: Transaction,
  { personId: chosen, ...settling }: Settling & { personId?: string },
  { sealer, cycle, now }: { sealer: Sealer; cycle: Cycle; now: Date },
): Promise<{ requestId: string; personId: string } | Refusal> {
  const request = await takeUp(tx, settling)
  if (isRefusal(request)) return request
  if (request.kind === 'REGISTER_TEACHER') return grantRegistration(tx, request, settling, { sealer, now })
  const personId = request.kind === 'NOT_ON_ROSTER' ? chosen : request.personId
  if (!personId) return refuse('person-needed')
  const person = await tx.person.findUnique({ where: { id: personId }, select: { organisationId: true } })
  if (person?.organisationId !== request.organisationId) return refuse('not-your-organisation')

  const changed = await fulfil(tx, request, personId, sealer, now)
  if (isRefusal(changed)) return changed
  await settle(tx, request, settling, 'GRANTED', request.details, { personId, ...changed }, now)
  if (request.kind.startsWith('CORRECT_')) await reopenProfile(tx, personId, { cycle, now })
  await tell(tx, personId, { kind: 'request-granted', requestId: request.id })
  return { requestId: request.id, personId }
}

async function grantRegistration(
  tx: Transaction,
  request: TakenUp,
  settling: Settling,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<{ requestId: string; personId: string } | Refusal> {
  const made = await registerTeacher(tx, request, { actor: settling.actor, sealer, now })
  if (isRefusal(made)) return made
  const { personId, certificateNumber } = made
  await settle(tx, request, settling, 'GRANTED', { ...request.details, certificateNumber }, made, now)
  await tell(tx, personId, { kind: 'request-granted', requestId: request.id })
  return { requestId: request.id, personId }
}

/**
 * Refuses a request, with the administrator's note for the person if there is one. A number that came with
 * the request is forgotten.
 *
 * @returns 'request-unknown', 'not-your-role', 'own-item', 'already-decided' {by, at, state}; one of
 *   `typedTextRefusals`
 */
export async function refuseRequest(
  tx: Transaction,
  { note, ...settling }: Settling & { note?: string },
  now: Date,
): Promise<{ requestId: string } | Refusal> {
  const said = note === undefined ? {} : readNote(note)
  if (isRefusal(said)) return said
  const request = await takeUp(tx, settling)
  if (isRefusal(request)) return request
  await settle(tx, request, settling, 'REFUSED', { ...request.details, ...said }, said, now)
  await tellAccount(tx, request.accountId, { kind: 'request-refused', requestId: request.id })
  return { requestId: request.id }
}

function readNote(text: string): { note: string } | Refusal {
  const note = readTypedText(text, maxNoteChars)
  return isRefusal(note) ? note : { note }
}

interface TakenUp
  extends Pick<
    OpenRequest,
    'id' | 'kind' | 'organisationId' | 'accountId' | 'personId' | 'details' | 'valueSealed'
  > {
  readonly settledAs: 'SCHOOL_ADMIN' | 'DISTRICT_REVIEWER'
}

/**
 * Locks and authorises. Authority is checked before state, so that a stranger learns nothing of the request.
 */
async function takeUp(tx: Transaction, { requestId, version, actor }: Settling): Promise<TakenUp | Refusal> {
  await tx.$queryRaw`select 1 from request where id = ${requestId}::uuid for update`
  const request = await tx.request.findUnique({ where: { id: requestId } })
  if (!request) return refuse('request-unknown')
  const asking = await tx.person.findFirst({
    where: { account: { id: request.accountId } },
    select: { id: true },
  })
  const concerned = [request.personId, asking?.id]
  const about = concerned.includes(actor.personId) ? actor.personId : null
  const as = await settlerOf(tx, request.organisationId, concerned, actor)
  const unauthorised = await refuseWithoutRole(tx, actor, as.role, as.organisationId, about)
  if (unauthorised) return unauthorised
  if (request.state !== 'OPEN') {
    const by = request.decidedById
      ? await tx.person.findUnique({ where: { id: request.decidedById }, select: { name: true } })
      : null
    const at = request.decidedAt?.toISOString() ?? ''
    return refuse('already-decided', { by: by?.name ?? '', at, state: request.state })
  }
  if (request.version !== version) return refuse('request-unknown')
  return {
    ...request,
    accountId: Number(request.accountId),
    details: request.details as RequestDetails,
    settledAs: as.role,
  }
}

/** The school's administrators, or the office above where none of them could settle it. */
async function settlerOf(
  tx: Transaction,
  organisationId: string,
  concerned: readonly (string | null | undefined)[],
  { personId }: Acting,
): Promise<{ role: 'SCHOOL_ADMIN' | 'DISTRICT_REVIEWER'; organisationId: string }> {
  const office = await officeInstead(tx, organisationId, concerned)
  return office && !(await holdsRole(tx, personId, 'SCHOOL_ADMIN', organisationId))
    ? { role: 'DISTRICT_REVIEWER', organisationId: office }
    : { role: 'SCHOOL_ADMIN', organisationId }
}

async function settle(
  tx: Transaction,
  request: TakenUp,
  { version, actor }: Settling,
  state: 'GRANTED' | 'REFUSED',
  details: RequestDetails,
  audited: object,
  now: Date,
): Promise<void> {
  const { count } = await tx.request.updateMany({
    where: { id: request.id, state: 'OPEN', version },
    data: {
      state,
      version: { increment: 1 },
      decidedAt: now,
      decidedById: actor.personId,
      details: { ...details },
      valueSealed: null,
    },
  })
  if (count !== 1) throw new Error('The request changed under its lock.')
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: request.settledAs },
    action: state === 'GRANTED' ? 'request.grant' : 'request.refuse',
    subject: { kind: 'request', id: request.id },
    organisationId: request.organisationId,
    details: { kind: request.kind, ...audited },
  })
}

/**
 * Does what was asked for, or refuses before anything is written. Returns the details for the audit entry.
 */
async function fulfil(
  tx: Transaction,
  request: TakenUp,
  personId: string,
  sealer: Sealer,
  now: Date,
): Promise<object | Refusal> {
  const { kind, details } = request
  const value = askedValue(request, sealer)
  switch (kind) {
    case 'REBIND':
      return rebind(tx, request.accountId, personId)
    case 'NOT_ON_ROSTER': {
      const outcome = await bindAccount(tx, request.accountId, personId)
      return isRefusal(outcome) ? outcome : {}
    }
    case 'REGISTER_TEACHER':
      throw new Error('A registration makes its person before it changes anybody.')
    case 'CORRECT_NAME':
      return changePerson(tx, { personId, fieldId: 'name', value: value! }, sealer)
    case 'CORRECT_FIELD': {
      const against = await contradiction(tx, { kind, details, personId, value }, { sealer, now })
      const fieldId = details.field as ProfileFieldId
      return against ?? changePerson(tx, { personId, fieldId, value: value! }, sealer)
    }
    case 'CORRECT_ID_NUMBER': {
      const read = readIdNumber(value!, civilDateOf(now))
      if (isRefusal(read)) return read
      const columns = idNumberColumns(read, personId, sealer)
      const taken = await tx.person.count({ where: { idIndex: columns.idIndex, id: { not: personId } } })
      if (taken > 0) return refuse('id-number-taken')
      const { profile: before } = await readProfile(tx, personId, sealer)
      await tx.person.update({
        where: { id: personId },
        data: { ...columns, ...columnsToldBy(read, personId, sealer), version: { increment: 1 } },
      })
      return { followed: followedIn(before, read) }
    }
  }
}

/** What the number changed beside itself, for the trail. */
function followedIn(before: Profile, told: Pick<IdNumber, 'birthDate' | 'gender'>) {
  return (['birthDate', 'gender'] as const).flatMap((field) => {
    const [was, is] = [before[field] ?? null, told[field]]
    return is && is !== was ? [{ field, before: was, after: is }] : []
  })
}

async function rebind(tx: Transaction, accountId: number, personId: string): Promise<object | Refusal> {
  const [asking] = await tx.$queryRaw<{ person_id: string | null }[]>`
    select person_id from account where id = ${accountId}::bigint for update`
  if (asking?.person_id && asking.person_id !== personId) return refuse('account-bound')
  const [old] = await tx.$queryRaw<{ id: bigint }[]>`
    select id from account where person_id = ${personId}::uuid and id <> ${accountId}::bigint for update`
  if (old) {
    await tell(tx, personId, { kind: 'account-unbound' })
    await tx.account.update({ where: { id: old.id }, data: { personId: null } })
  }
  const outcome = await bindAccount(tx, accountId, personId)
  if (isRefusal(outcome)) throw new Error(`An account could not be bound under its lock: ${outcome.refused}.`)
  return { from: old ? String(old.id) : null, to: String(accountId) }
}

async function changePerson(
  tx: Transaction,
  { personId, fieldId, value }: { personId: string; fieldId: ProfileFieldId; value: string },
  sealer: Sealer,
) {
  const { profile: before } = await readProfile(tx, personId, sealer)
  const data = columnsOf(fieldId, value, { personId, sealer })
  await tx.person.update({ where: { id: personId }, data: { ...data, version: { increment: 1 } } })
  return { field: fieldId, before: before[fieldId] ?? null, after: value }
}
