import { randomUUID } from 'node:crypto'
import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import { enterWindow } from '../cycle/windows.ts'
import { tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import { readRecord, refuseFrozen } from './change-record.ts'
import type { RecordCourse } from './record-row.ts'
import { onlineOffice, type RecordSource, roleOfSource } from './record-source.ts'

/** A teacher says that an hour record is wrong or missing; whoever registered it answers (S065–S068). */

export const disputeRefusals = [
  'record-gone',
  'dispute-already-open',
  'dispute-nobody-answers',
  'dispute-gone',
  'dispute-settled',
  'cycle-frozen',
] as const

export const maxDisputeChars = 300

/** The record as it stood, or only where the missing one should have come from. */
export type DisputeAbout =
  | ({ readonly missing: false; readonly source: RecordSource; readonly provider: string } & RecordCourse)
  | { readonly missing: true; readonly source: RecordSource }

export interface Dispute {
  readonly id: string
  readonly version: number
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED'
  readonly recordId: string | null
  readonly personId: string
  readonly personName: string
  readonly schoolName: string
  readonly cycleId: number
  readonly organisationId: string
  readonly about: DisputeAbout
  readonly text: string
  readonly answer: string | null
  readonly openedAt: Date
  readonly settledAt: Date | null
  readonly settledById: string | null
}

/** Against what a dispute is opened. */
export type Disputed = { readonly recordId: string } | { readonly missingFrom: MissingFrom }
export type MissingFrom =
  | { readonly source: 'AUTO' }
  | { readonly source: 'SCHOOL' }
  | { readonly source: 'PROVIDER'; readonly organisationId: string }

/**
 * Opens a dispute and tells whoever answers for the record. A record has one open dispute, and a teacher has
 * one about missing hours with each organisation. A wrong record can be disputed until the freeze; missing
 * hours only while records are registered, because afterwards they could only have been declared.
 *
 * @param text what is wrong, in the teacher's words, at most `maxDisputeChars`
 * @returns its id; 'record-gone', 'dispute-already-open', 'dispute-nobody-answers'; 'window-closed' {window,
 *   deadline}, 'cycle-frozen' {deadline}; or what `readTypedText` refuses
 */
export async function openDispute(
  tx: Transaction,
  { personId, text, ...disputed }: { personId: string; text: string } & Disputed,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<{ disputeId: string } | Refusal> {
  const frozen = refuseFrozen(cycle, now)
  if (frozen) return frozen
  const words = readTypedText(text, maxDisputeChars)
  if (isRefusal(words)) return words
  const subject =
    'recordId' in disputed
      ? await recordInDispute(tx, personId, disputed.recordId, cycle)
      : await missingInDispute(tx, personId, disputed.missingFrom, { cycle, now })
  if (isRefusal(subject)) return subject
  const { recordId, organisationId, about } = subject

  const disputeId = randomUUID()
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for no key update`
  const opened = await tx.$executeRaw`
    insert into dispute (id, record_id, person_id, cycle_id, organisation_id, about, text, opened_at)
    select ${disputeId}::uuid, ${recordId}::uuid, ${personId}::uuid, ${cycle.id}, ${organisationId},
      ${JSON.stringify(about)}::jsonb, ${words}, ${now}
    where not exists (select 1 from dispute where person_id = ${personId}::uuid and cycle_id = ${cycle.id} and state = 'OPEN'
      and record_id is not distinct from ${recordId}::uuid and (record_id is not null or organisation_id = ${organisationId}))`
  if (opened === 0) return refuse('dispute-already-open')
  await audit(tx, {
    at: now,
    actor: { personId, role: 'TEACHER' },
    action: 'dispute.open',
    subject: { kind: 'dispute', id: disputeId },
    organisationId,
    cycleId: cycle.id,
    details: { recordId, about, text: words },
  })
  const notice = { kind: 'dispute-opened', disputeId } as const
  const options = { key: `dispute-opened:${disputeId}`, except: personId }
  await tellRole(tx, roleOfSource[about.source], organisationId, notice, options)
  return { disputeId }
}

type Reader = Database['prisma'] | Transaction

/** What waits for an office, oldest first. */
export async function openDisputes(
  db: Reader,
  { role, organisationId }: { role: Role; organisationId: string },
): Promise<Dispute[]> {
  const rows = await db.dispute.findMany({
    where: { organisationId, state: 'OPEN' },
    include: withNames,
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  })
  // Of an organisation with several such roles each sees what is its own.
  return rows.map(toDispute).filter(({ about }) => roleOfSource[about.source] === role)
}

export async function readDispute(db: Reader, disputeId: string): Promise<Dispute | undefined> {
  const row = await db.dispute.findUnique({ where: { id: disputeId }, include: withNames })
  return row ? toDispute(row) : undefined
}

/** A teacher's own disputes of a cycle that still wait, to be shown beside the records. */
export async function ownOpenDisputes(db: Reader, personId: string, cycleId: number): Promise<Dispute[]> {
  const rows = await db.dispute.findMany({
    where: { personId, cycleId, state: 'OPEN' },
    include: withNames,
    orderBy: { openedAt: 'asc' },
  })
  return rows.map(toDispute)
}

/** The providers that a teacher may name when hours are missing. */
export function providers(db: Reader): Promise<{ id: string; name: string }[]> {
  return db.organisation.findMany({
    where: { kind: 'PROVIDER' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
}

interface Subject {
  readonly recordId: string | null
  readonly organisationId: string
  readonly about: DisputeAbout
}

async function recordInDispute(
  tx: Transaction,
  personId: string,
  recordId: string,
  cycle: Cycle,
): Promise<Subject | Refusal> {
  const record = await readRecord(tx, recordId)
  if (record?.personId !== personId || record.cycleId !== cycle.id) return refuse('record-gone')
  if (!record.answererId) return refuse('dispute-nobody-answers')
  const { source, provider, category, courseName, from, to, hours } = record
  return {
    recordId,
    organisationId: record.answererId,
    about: { missing: false, source, provider, category, courseName, from, to, hours },
  }
}

async function missingInDispute(
  tx: Transaction,
  personId: string,
  from: MissingFrom,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Subject | Refusal> {
  const entered = enterWindow(cycle, 'registration', now)
  if (isRefusal(entered)) return entered
  const organisationId = await organisationOf(tx, personId, from)
  if (!organisationId) return refuse('dispute-nobody-answers')
  return { recordId: null, organisationId, about: { missing: true, source: from.source } }
}

async function organisationOf(
  tx: Transaction,
  personId: string,
  from: MissingFrom,
): Promise<string | undefined> {
  switch (from.source) {
    case 'AUTO':
      return onlineOffice(tx)
    case 'SCHOOL': {
      const person = await tx.person.findUniqueOrThrow({
        where: { id: personId },
        select: { organisationId: true },
      })
      return person.organisationId
    }
    case 'PROVIDER': {
      const provider = await tx.organisation.findFirst({
        where: { id: from.organisationId, kind: 'PROVIDER' },
        select: { id: true },
      })
      return provider?.id
    }
  }
}

const withNames = {
  person: { select: { name: true, organisation: { select: { name: true } } } },
} as const

function toDispute({
  person,
  about,
  ...row
}: Prisma.DisputeGetPayload<{ include: typeof withNames }>): Dispute {
  return {
    ...row,
    about: about as unknown as DisputeAbout,
    personName: person.name,
    schoolName: person.organisation.name,
  }
}
