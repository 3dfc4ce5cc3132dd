import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import type { Acting } from '../authority/grants.ts'
import { refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { enterWindow, windowAt } from '../cycle/windows.ts'
import { type Notice, priority } from '../notices/notice.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { type AcceptedRow, type JudgedRows, judgeRows, type RowRefusal } from './judge-rows.ts'
import type { RecordRow } from './record-columns.ts'
import { onlineProvider, type RecordSource, roleOfSource } from './record-source.ts'

/** A file of hour records, or what another program hands over instead of one (S015, S024, S027). */
export interface Registration {
  readonly source: RecordSource
  /** Who registers: the provider, the school, or the office that runs 继续教育网. */
  readonly organisationId: string
  /** Null when no person does it: the command line, another system. */
  readonly actor: Acting | null
  readonly rows: readonly RecordRow[]
  readonly fileName: string
  readonly sha256: string
}

export interface Registered {
  readonly accepted: number
  /** On record already, exactly so. */
  readonly unchanged: number
  /** Which rows those are. */
  readonly unchangedRows: JudgedRows['unchangedRows']
  readonly refusedRows: readonly RowRefusal[]
  /** Null when nothing new came of the file. */
  readonly importId: string | null
  /** A provider's registration after the day on which it should have issued a certificate instead (S014). */
  readonly late: boolean
}

/** A file's rows are judged and written together; on a busy machine that takes seconds. */
export const registrationSeconds = 60

/**
 * Takes a file of hour records in one transaction: the accepted rows, the import and the audit entry stand
 * together or not at all. Refused rows do not hold up the others, and the same file again changes nothing.
 *
 * @returns what became of it; 'window-not-open', 'window-closed' {window, deadline} after the registration
 *   window (hard, S015), or 'not-your-role' {role}
 */
export function registerRecords(
  { prisma }: Pick<Database, 'prisma'>,
  registration: Registration,
  setting: { cycle: Cycle; now: Date },
): Promise<Registered | Refusal> {
  return prisma.$transaction((tx) => registerRecordsIn(tx, registration, setting), {
    timeout: registrationSeconds * 1000,
    maxWait: registrationSeconds * 1000,
  })
}

/** The same in a transaction that is already open; it should have `registrationSeconds`. */
export async function registerRecordsIn(
  tx: Transaction,
  registration: Registration,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Registered | Refusal> {
  const { source, organisationId, actor, fileName, sha256 } = registration
  const entered = await mayRegister(tx, registration, { cycle, now })
  if (isRefusal(entered)) return entered
  const judged = await judgeRows(
    tx,
    { ...registration, personId: actor?.personId ?? null },
    { cycle, now, lock: true },
  )
  const result = { ...countsOf(judged), late: entered.late }
  if (judged.accepted.length === 0) return { ...result, importId: null }

  const importId = randomUUID()
  await tx.import.create({
    data: {
      id: importId,
      organisationId,
      cycleId: cycle.id,
      kind: importKinds[source],
      fileName,
      sha256,
      accepted: judged.accepted.length,
      refused: judged.refusedRows.length,
      at: now,
      byId: actor?.personId ?? null,
    },
  })
  await writeRecords(tx, judged.accepted, registration, { cycle, now, importId })
  await audit(tx, {
    at: now,
    actor: actor && { personId: actor.personId, role: roleOfSource[source] },
    action: 'records.register',
    subject: { kind: 'import', id: importId },
    organisationId,
    cycleId: cycle.id,
    details: { source, fileName, sha256, ...countsInAudit(judged), late: entered.late },
  })
  await tellOfDoubles(tx, judged.doubledDeclarations)
  return { ...result, importId }
}

/** What `registerRecords` would do, without doing it. */
export async function previewRecords(
  tx: Transaction,
  registration: Omit<Registration, 'fileName' | 'sha256'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Omit<Registered, 'importId'> | Refusal> {
  const entered = await mayRegister(tx, registration, { cycle, now })
  if (isRefusal(entered)) return entered
  const personId = registration.actor?.personId ?? null
  const judged = await judgeRows(tx, { ...registration, personId }, { cycle, now, lock: false })
  return { ...countsOf(judged), late: entered.late }
}

export const importKinds: Readonly<Record<RecordSource, string>> = {
  AUTO: 'records-auto',
  PROVIDER: 'records-provider',
  SCHOOL: 'records-school',
}

async function mayRegister(
  tx: Transaction,
  { source, organisationId, actor }: Pick<Registration, 'source' | 'organisationId' | 'actor'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<{ late: boolean } | Refusal> {
  const entered = enterWindow(cycle, 'registration', now)
  if (isRefusal(entered)) return entered
  const stranger = actor && (await refuseWithoutRole(tx, actor, roleOfSource[source], organisationId))
  if (stranger) return stranger
  return { late: source === 'PROVIDER' && windowAt(cycle, 'provider-certificate', now).late }
}

async function writeRecords(
  tx: Transaction,
  rows: readonly AcceptedRow[],
  { source, organisationId }: Registration,
  { cycle, now, importId }: { cycle: Cycle; now: Date; importId: string },
): Promise<void> {
  const { name } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { name: true },
  })
  const provider = source === 'AUTO' ? onlineProvider : name
  const data = rows.map(({ personId, category, courseName, from, to, hours }) => ({
    id: randomUUID(),
    person_id: personId,
    category,
    course_name: courseName,
    from,
    to,
    hours,
  }))
  await tx.$executeRaw`
    insert into hour_record (id, person_id, cycle_id, category, source, course_name, provider, "from", "to", hours, recorded_at,
      organisation_id, import_id)
    select id, person_id, ${cycle.id}, category, ${source}::"RecordSource", course_name, ${provider}, "from", "to", hours, ${now},
      ${source === 'AUTO' ? null : organisationId}, ${importId}::uuid
    from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as given(id uuid, person_id uuid, category "Category", course_name text,
      "from" date, "to" date, hours float)`
}

/** Ruling 6: the teacher and the school hear that a declaration is of a course that is now on record. */
async function tellOfDoubles(tx: Transaction, declarationIds: readonly string[]): Promise<void> {
  if (declarationIds.length === 0) return
  const notices = declarationIds.map((declarationId) => ({
    id: declarationId,
    body: { notice: { kind: 'declaration-on-record', declarationId } satisfies Notice },
  }))
  await tx.$executeRaw`
    insert into outbox_message (chat_id, priority, body, key)
    select account.id, ${priority.decision}::int, given.body, 'declaration-on-record:' || given.id || ':' || account.id
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as given(id uuid, body jsonb)
    join declaration on declaration.id = given.id
    join account on account.person_id = declaration.person_id or account.person_id in (
      select held.person_id from "grant" held where held.role = 'SCHOOL_ADMIN' and held.withdrawn_at is null
        and held.organisation_id = declaration.organisation_id)
    on conflict do nothing`
}

function countsOf({ accepted, unchanged, unchangedRows, refusedRows }: JudgedRows) {
  return { accepted: accepted.length, unchanged, unchangedRows, refusedRows }
}

function countsInAudit({ accepted, unchanged, refusedRows, doubledDeclarations }: JudgedRows) {
  return { accepted: accepted.length, unchanged, refused: refusedRows.length, doubledDeclarations }
}
