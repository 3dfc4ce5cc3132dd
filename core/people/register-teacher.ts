import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantOnce } from '../authority/grants.ts'
import { readIdNumber } from '../privacy/id-number.ts'
import { idNumberColumns, openFromRequest } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { civilDateOf } from '../time/shanghai.ts'
import { bindAccount } from './bind-account.ts'
import { isSameName } from './identity.ts'
import { columnsToldBy } from './number-tells.ts'
import type { RequestDetails } from './requests.ts'

/**
 * Somebody without 继续教育证号 becomes a teacher on the roster when the school confirms (ruling 15, S074–S076).
 */

export const registerTeacherRefusals = [
  'school-code-needed',
  'number-already-issued',
  'on-other-roster',
  'name-differs',
] as const

/** What the school was asked, with the ID number sealed under the request. */
interface Registering {
  readonly id: string
  readonly organisationId: string
  readonly accountId: number
  /** Whoever is bound already and only lacks the number. */
  readonly personId: string | null
  readonly details: RequestDetails
  readonly valueSealed: Uint8Array | null
}

/**
 * Puts the person on the school's roster with the next 继续教育证号 of its code, binds the account, and makes them
 * TEACHER. A person already on this roster with that ID number only gets what is missing.
 *
 * @returns whom and the number; 'school-code-needed' before the school has a 继续教育代码, 'number-already-issued'
 *   {number}, 'on-other-roster' when another school has the ID number (a transfer instead), 'name-differs',
 *   'already-bound', 'account-bound', what `readIdNumber` refuses
 */
export async function registerTeacher(
  tx: Transaction,
  request: Registering,
  { actor, sealer, now }: { actor: Acting; sealer: Sealer; now: Date },
): Promise<{ personId: string; certificateNumber: string } | Refusal> {
  const { organisationId } = request
  const { code } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  if (!code) return refuse('school-code-needed')
  const personId = request.personId ?? (await personOf(tx, request, sealer, now))
  if (isRefusal(personId)) return personId
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } })
  if (person.certificateNumber && request.personId) {
    return refuse('number-already-issued', { number: person.certificateNumber })
  }
  const bound = await bindAccount(tx, request.accountId, personId)
  if (isRefusal(bound)) return bound
  const certificateNumber = person.certificateNumber ?? (await nextNumber(tx, code))
  await tx.person.update({
    where: { id: personId },
    data: { certificateNumber, version: { increment: 1 } },
  })
  await grantOnce(tx, { personId, role: 'TEACHER', organisationId }, now)
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'teacher.register',
    subject: { kind: 'person', id: personId },
    organisationId,
    details: { certificateNumber, request: request.id },
  })
  return { personId, certificateNumber }
}

/**
 * The person with the ID number on this roster, or somebody new. The number moves from the request to the
 * person's row.
 */
async function personOf(
  tx: Transaction,
  { id, organisationId, details, valueSealed }: Registering,
  sealer: Sealer,
  now: Date,
): Promise<string | Refusal> {
  const read = readIdNumber(openFromRequest(valueSealed!, id, sealer), civilDateOf(now))
  if (isRefusal(read)) return read
  const personId = randomUUID()
  const columns = idNumberColumns(read, personId, sealer)
  // Two requests with one number, at two schools: one after the other.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('person.id_index'))::text`
  const known = await tx.person.findUnique({ where: { idIndex: columns.idIndex } })
  if (known) {
    if (known.organisationId !== organisationId) return refuse('on-other-roster')
    return isSameName(known.name, details.name ?? '') ? known.id : refuse('name-differs')
  }
  await tx.person.create({
    data: {
      id: personId,
      organisationId,
      name: details.name!,
      ...columns,
      ...columnsToldBy(read, personId, sealer),
      dutyStatus: 'ON_DUTY',
    },
  })
  return personId
}

/** The school's code and a running number of at least three digits that nobody has. */
async function nextNumber(tx: Transaction, code: string): Promise<string> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('person.certificate_number'))::text`
  const [next] = await tx.$queryRaw<{ number: string }[]>`
    select number from (select ${code} || lpad(n::text, greatest(3, length(n::text)), '0') as number, n
      from generate_series(1, 99999) as n) as numbers
    where not exists (select 1 from person where certificate_number = number) order by n limit 1`
  if (!next) throw new Error(`The numbers of ${code} are used up.`)
  return next.number
}
