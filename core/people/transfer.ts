import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { type Actor, audit, commandLine } from '../audit/audit.ts'
import { type Acting, grantRefusals, holdsRole, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText, typedTextRefusals } from '../cycle/typed-text.ts'
import { tell } from '../notices/notice.ts'
import { tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { isSameName, normaliseCertificateNumber } from './identity.ts'
import { moveTeacher, moveTeacherRefusals } from './move-teacher.ts'

/**
 * A teacher moves to another school (ruling 14): the new school asks with 继续教育证号 and name, and the old one
 * agrees. The office above both can move the teacher at once. Records stay with the person.
 */

export const transferRefusals = [
  ...grantRefusals,
  ...typedTextRefusals,
  ...moveTeacherRefusals,
  'certificate-unreadable',
  'transfer-not-found',
  'transfer-same-school',
  'transfer-already-open',
  'transfer-unknown',
  'school-unknown',
  'already-decided',
] as const

export interface TransferCase {
  readonly id: string
  readonly version: number
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED'
  readonly personId: string
  readonly name: string
  readonly certificateNumber: string | null
  readonly fromId: string
  readonly fromName: string
  readonly toId: string
  readonly toName: string
  readonly requestedAt: Date
  readonly note: string | null
}

/**
 * The new school asks the old one. The refusal does not tell whether number or name was wrong.
 *
 * @param toId the school that asks
 * @returns 'not-your-role' unless the actor is SCHOOL_ADMIN of it, 'transfer-not-found',
 *   'transfer-same-school', 'own-item' (a colleague asks for one's own move), 'transfer-already-open'
 */
export async function requestTransfer(
  tx: Transaction,
  {
    certificateNumber,
    name,
    toId,
    actor,
  }: { certificateNumber: string; name: string; toId: string; actor: Acting },
  now: Date,
): Promise<{ transferId: string; fromName: string } | Refusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', toId)
  if (unauthorised) return unauthorised
  const person = await tx.person.findUnique({
    where: { certificateNumber: normaliseCertificateNumber(certificateNumber) },
    include: { organisation: true },
  })
  if (!person || !isSameName(person.name, name) || person.organisation.kind !== 'SCHOOL') {
    return refuse('transfer-not-found')
  }
  const { id: personId, organisation: from } = person
  if (from.id === toId) return refuse('transfer-same-school')
  if (personId === actor.personId) return refuse('own-item')
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const open = await tx.transfer.count({ where: { personId, state: 'OPEN' } })
  if (open > 0) return refuse('transfer-already-open')
  const { id: transferId } = await tx.transfer.create({
    data: { personId, fromId: from.id, toId, requestedAt: now, requestedById: actor.personId },
  })
  await auditAt(
    tx,
    [from.id, toId],
    now,
    { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    'transfer.request',
    {
      personId,
      transferId,
      from: from.id,
      to: toId,
    },
  )
  // Where the old school has nobody who could agree, the office above it does.
  const others = await tx.grant.count({
    where: { role: 'SCHOOL_ADMIN', organisationId: from.id, withdrawnAt: null, personId: { not: personId } },
  })
  const [role, place] =
    others > 0 ? (['SCHOOL_ADMIN', from.id] as const) : (['DISTRICT_REVIEWER', from.parentId ?? ''] as const)
  const notice = { kind: 'transfer-requested', transferId } as const
  await tellRole(tx, role, place, notice, { key: `transfer-requested:${transferId}`, except: personId })
  return { transferId, fromName: from.name }
}

/**
 * The old school, or the office above it, agrees or not. When it agrees, the teacher has moved.
 *
 * @param cycles every cycle in use: what is still open of each goes along
 * @returns the case as it stands now; 'transfer-unknown', 'not-your-role', 'own-item', 'already-decided' {by,
 *   at, state}; one of `typedTextRefusals` of the note; what `moveTeacher` refuses
 */
export async function decideTransfer(
  tx: Transaction,
  {
    transferId,
    version,
    agreed,
    note: typed,
    actor,
  }: { transferId: string; version: number; agreed: boolean; note?: string; actor: Acting },
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<TransferCase | Refusal> {
  const note = typed === undefined ? undefined : readTypedText(typed, 200)
  if (isRefusal(note)) return note
  await tx.$queryRaw`select 1 from transfer where id = ${transferId}::uuid for update`
  const row = await tx.transfer.findUnique({ where: { id: transferId } })
  if (!row) return refuse('transfer-unknown')
  const from = await tx.organisation.findUniqueOrThrow({ where: { id: row.fromId } })
  const isOffice = !(await holdsRole(tx, actor.personId, 'SCHOOL_ADMIN', from.id))
  const asOffice = isOffice && (await holdsRole(tx, actor.personId, 'DISTRICT_REVIEWER', from.parentId ?? ''))
  const role = asOffice ? 'DISTRICT_REVIEWER' : 'SCHOOL_ADMIN'
  const place = asOffice ? from.parentId! : from.id
  const unauthorised = await refuseWithoutRole(tx, actor, role, place, row.personId)
  if (unauthorised) return unauthorised
  if (row.state !== 'OPEN') {
    const by = row.decidedById && (await tx.person.findUnique({ where: { id: row.decidedById } }))
    const at = row.decidedAt?.toISOString() ?? ''
    return refuse('already-decided', { by: by ? by.name : '', at, state: row.state })
  }
  if (row.version !== version) return refuse('transfer-unknown')
  if (agreed) {
    const moved = await moveTeacher(tx, row, { cycles, now })
    if (isRefusal(moved)) return moved
  }
  const state = agreed ? 'GRANTED' : 'REFUSED'
  const { count } = await tx.transfer.updateMany({
    where: { id: transferId, state: 'OPEN', version },
    data: { state, note, version: { increment: 1 }, decidedAt: now, decidedById: actor.personId },
  })
  if (count !== 1) throw new Error('The transfer changed under its lock.')
  const decision = agreed ? 'transfer.agree' : 'transfer.refuse'
  await auditAt(tx, [row.fromId, row.toId], now, { personId: actor.personId, role }, decision, {
    personId: row.personId,
    transferId,
    from: row.fromId,
    to: row.toId,
    ...(note && { note }),
  })
  if (agreed) await tellMoved(tx, row)
  else {
    const notice = { kind: 'transfer-refused', transferId } as const
    await tellRole(tx, 'SCHOOL_ADMIN', row.toId, notice, { key: `transfer-refused:${transferId}` })
  }
  return (await readTransfer(tx, transferId))!
}

/**
 * The office above both schools moves a teacher at once. An open request of the new school is settled with
 * it.
 *
 * @returns 'transfer-not-found', 'school-unknown', 'transfer-same-school', 'not-your-role' unless
 *   DISTRICT_REVIEWER above both, 'own-item', what `moveTeacher` refuses
 */
export async function transferAtOnce(
  tx: Transaction,
  {
    certificateNumber,
    name,
    toId,
    actor,
  }: { certificateNumber: string; name: string; toId: string; actor: Acting },
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<TransferCase | Refusal> {
  const to = await tx.organisation.findFirst({ where: { id: toId, kind: 'SCHOOL' } })
  if (!to) return refuse('school-unknown')
  const above = to.parentId ?? ''
  const elsewhere = await refuseWithoutRole(tx, actor, 'DISTRICT_REVIEWER', above)
  if (elsewhere) return elsewhere
  const person = await tx.person.findUnique({
    where: { certificateNumber: normaliseCertificateNumber(certificateNumber) },
    include: { organisation: true },
  })
  // Teachers of other offices are not told of either.
  if (!person || !isSameName(person.name, name) || person.organisation.parentId !== above) {
    return refuse('transfer-not-found')
  }
  const { id: personId, organisationId: fromId } = person
  if (fromId === toId) return refuse('transfer-same-school')
  if (personId === actor.personId) return refuse('own-item')
  await tx.$queryRaw`select 1 from transfer where person_id = ${personId}::uuid and state = 'OPEN' for update`
  const moved = await moveTeacher(tx, { personId, fromId, toId }, { cycles, now })
  if (isRefusal(moved)) return moved
  const settled = { decidedAt: now, decidedById: actor.personId } as const
  await tx.transfer.updateMany({
    where: { personId, state: 'OPEN' },
    data: { state: 'REFUSED', version: { increment: 1 }, ...settled },
  })
  const row = await tx.transfer.create({
    data: {
      personId,
      fromId,
      toId,
      state: 'GRANTED',
      requestedAt: now,
      requestedById: actor.personId,
      ...settled,
    },
  })
  const by = { personId: actor.personId, role: 'DISTRICT_REVIEWER' }
  const details = { personId, transferId: row.id, from: fromId, to: toId }
  await auditAt(tx, [fromId, toId], now, by, 'transfer.at-once', details)
  await tellMoved(tx, row)
  return (await readTransfer(tx, row.id))!
}

/**
 * The roster of all schools, loaded by whoever runs the program, puts a teacher under another school. Nobody
 * is asked, and all are told.
 *
 * @returns what `moveTeacher` refuses
 */
export async function transferByRoster(
  tx: Transaction,
  whereTo: { personId: string; fromId: string; toId: string },
  { cycles, now, by = commandLine }: { cycles: readonly Cycle[]; now: Date; by?: Actor | typeof commandLine },
): Promise<true | Refusal> {
  const { personId, fromId, toId } = whereTo
  await tx.$queryRaw`select 1 from transfer where person_id = ${personId}::uuid and state = 'OPEN' for update`
  const moved = await moveTeacher(tx, whereTo, { cycles, now })
  if (isRefusal(moved)) return moved
  await tx.transfer.updateMany({
    where: { personId, state: 'OPEN' },
    data: { state: 'REFUSED', version: { increment: 1 }, decidedAt: now },
  })
  const row = await tx.transfer.create({
    data: { ...whereTo, state: 'GRANTED', requestedAt: now, decidedAt: now },
  })
  const details = { personId, transferId: row.id, from: fromId, to: toId }
  await auditAt(tx, [fromId, toId], now, by, 'transfer.by-roster', details)
  await tellMoved(tx, row)
  return true
}

/** What the school has to answer, oldest first. */
export async function transfersAsked(
  db: Database['prisma'] | Transaction,
  fromIds: readonly string[],
): Promise<TransferCase[]> {
  const rows = await db.transfer.findMany({
    where: { fromId: { in: [...fromIds] }, state: 'OPEN' },
    include: withPerson,
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  })
  return withNames(db, rows)
}

/** What the school has asked others for and not heard of yet. */
export async function transfersAwaited(
  db: Database['prisma'] | Transaction,
  toId: string,
): Promise<TransferCase[]> {
  const rows = await db.transfer.findMany({
    where: { toId, state: 'OPEN' },
    include: withPerson,
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  })
  return withNames(db, rows)
}

export async function readTransfer(
  db: Database['prisma'] | Transaction,
  transferId: string,
): Promise<TransferCase | undefined> {
  const row = await db.transfer.findUnique({ where: { id: transferId }, include: withPerson })
  return row ? (await withNames(db, [row]))[0] : undefined
}

async function tellMoved(
  tx: Transaction,
  { id: transferId, personId, fromId, toId }: { id: string; personId: string; fromId: string; toId: string },
): Promise<void> {
  const notice = { kind: 'transfer-done', transferId } as const
  await tell(tx, personId, notice, { key: `transfer-done:${transferId}:teacher` })
  for (const school of [fromId, toId]) {
    await tellRole(tx, 'SCHOOL_ADMIN', school, notice, {
      key: `transfer-done:${transferId}`,
      except: personId,
    })
  }
}

/** In the chain of each school, as each has to account for it. */
async function auditAt(
  tx: Transaction,
  schools: readonly string[],
  at: Date,
  actor: Actor | typeof commandLine,
  action: string,
  { personId, ...details }: { readonly personId: string; readonly [detail: string]: string },
): Promise<void> {
  // Chains are locked as they are written: always in one order.
  for (const organisationId of [...schools].sort()) {
    await audit(tx, { at, actor, action, subject: { kind: 'person', id: personId }, organisationId, details })
  }
}

const withPerson = { person: { select: { name: true, certificateNumber: true } } } as const

async function withNames(
  db: Database['prisma'] | Transaction,
  rows: readonly Prisma.TransferGetPayload<{ include: typeof withPerson }>[],
): Promise<TransferCase[]> {
  const schools = await db.organisation.findMany({
    where: { id: { in: rows.flatMap(({ fromId, toId }) => [fromId, toId]) } },
    select: { id: true, name: true },
  })
  const nameOf = (id: string) => schools.find((school) => school.id === id)?.name ?? ''
  return rows.map(({ id, version, state, personId, person, fromId, toId, requestedAt, note }) => ({
    id,
    version,
    state,
    personId,
    name: person.name,
    certificateNumber: person.certificateNumber,
    fromId,
    fromName: nameOf(fromId),
    toId,
    toName: nameOf(toId),
    requestedAt,
    note,
  }))
}
