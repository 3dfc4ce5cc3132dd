import type { Database, Transaction } from '../../prisma/database.ts'
import { holdsRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf, windowRefusals } from '../cycle/windows.ts'
import type { Sealer } from '../privacy/sealing.ts'
import type { DeclarationState } from '../review/actions.ts'
import { receiptNumber } from '../review/receipt.ts'
import type { Role } from '../terms.ts'
import { openContact } from './contact.ts'

/** A complaint as its handlers see it: 登记 → 核查 → 办结 (S036–S037, S044–S045, S065, ruling 10). */

export const complaintStates = ['REGISTERED', 'INVESTIGATING', 'SETTLED'] as const
export type ComplaintState = (typeof complaintStates)[number]
export type ComplaintChannel = 'BOT' | 'PHONE' | 'WEB'

export const complaintRefusals = [
  ...windowRefusals,
  'cycle-frozen',
  'school-unknown',
  'not-your-organisation',
  'already-decided',
  'own-item',
  'complaints-today',
  'complaint-holds-id-number',
  'complaint-contact-needed',
  'complaint-unknown',
  'complaint-item-unknown',
  'complaint-about-another',
  'complaint-about-leaders',
  'complaint-beyond-school',
  'complaint-at-office',
  'own-complaint',
  'finding-names-complainant',
] as const

export const maxComplaintChars = 500
/** A finding goes to the teacher as the note of the return. */
export const maxFindingChars = 200
export const maxReferralChars = 200
export const maxAboutChars = 30
export const maxContactChars = 60

type Reader = Database['prisma'] | Transaction

/** What a complainant keeps in hand: TS, the year and the running number, as TS2014-000012. */
export function complaintNumber(complaint: { cycleId: number; serial: number }): string {
  return `TS${receiptNumber(complaint)}`
}

/**
 * Who settles complaints in an organisation: a school's administrators, or the reviewers of the office above
 * it.
 */
export function handlingRole(organisationKind: string): Role {
  return organisationKind === 'SCHOOL' ? 'SCHOOL_ADMIN' : 'DISTRICT_REVIEWER'
}

/** By when it has to be settled (S045; ruling 1 reads the year as 2015). */
export function complaintsDueAt(cycle: Cycle): Date {
  return closingOf(cycle, 'complaints')
}

export interface ComplaintCard {
  readonly id: string
  readonly number: string
  readonly cycleId: number
  readonly version: number
  readonly state: ComplaintState
  readonly school: { readonly id: string; readonly name: string }
  readonly handler: { readonly id: string; readonly name: string; readonly role: Role }
  /** Whom it is about: a person of the school where that is known, else the name as it was written. */
  readonly about: { readonly personId: string | null; readonly name: string } | null
  readonly item: {
    readonly id: string
    readonly number: string
    readonly state: DeclarationState
    readonly teacher: string
    readonly courseName: string
  } | null
  readonly channel: ComplaintChannel
  readonly text: string
  readonly anonymous: boolean
  /** Name and telephone of whoever complained; null when anonymous. For the handlers only. */
  readonly contact: string | null
  readonly registeredAt: Date
  readonly due: Date
  /** Not settled in time, or registered after the time. */
  readonly late: boolean
  readonly referral: string | null
  readonly settled: {
    readonly upheld: boolean
    readonly finding: string
    readonly at: Date
    readonly by: string
  } | null
}

/**
 * The card for whoever may handle the complaint; undefined for everybody else. The person complained about
 * and other organisations learn nothing of it (ruling 10), and whoever complained follows it as their own
 * ticket.
 */
export async function readComplaint(
  db: Reader,
  complaintId: string,
  personId: string,
  { cycleOf, sealer, now }: { cycleOf: (cycleId: number) => Cycle; sealer: Sealer; now: Date },
): Promise<ComplaintCard | undefined> {
  const row = await loadComplaint(db, complaintId)
  if (!row || (await handlingOf(db, row, personId)) !== 'handler') return undefined
  const by = row.settledById
    ? await db.person.findUnique({ where: { id: row.settledById }, select: { name: true } })
    : null
  const due = complaintsDueAt(cycleOf(row.cycleId))
  const item = row.declaration
  return {
    id: row.id,
    number: complaintNumber(row),
    cycleId: row.cycleId,
    version: row.version,
    state: row.state,
    school: { id: row.organisation.id, name: row.organisation.name },
    handler: { id: row.handlerId, name: row.handler.name, role: handlingRole(row.handler.kind) },
    about:
      row.aboutPerson || row.aboutName
        ? { personId: row.aboutPersonId, name: row.aboutPerson?.name ?? row.aboutName ?? '' }
        : null,
    item: item && {
      id: item.id,
      number: receiptNumber(item),
      state: item.state,
      teacher: item.person.name,
      courseName: item.courseName,
    },
    channel: row.channel,
    text: row.text,
    anonymous: row.anonymous,
    contact: openContact(row, sealer),
    registeredAt: row.registeredAt,
    due,
    late: row.late || (row.state !== 'SETTLED' && now >= due),
    referral: row.referral,
    settled:
      row.state === 'SETTLED'
        ? { upheld: row.upheld!, finding: row.finding!, at: row.settledAt!, by: by?.name ?? '' }
        : null,
  }
}

/** Tells another system what a complaint is about: the school, and the declaration where one is concerned. */
export async function placeOfComplaint(
  db: Reader,
  complaintId: string,
): Promise<{ schoolCode: string | null; receipt: string | null }> {
  const { organisation, declaration } = await db.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    select: {
      organisation: { select: { code: true } },
      declaration: { select: { cycleId: true, serial: true } },
    },
  })
  return { schoolCode: organisation.code, receipt: declaration && receiptNumber(declaration) }
}

export type LoadedComplaint = NonNullable<Awaited<ReturnType<typeof loadComplaint>>>

export async function loadComplaint(db: Reader, complaintId: string) {
  const row = await db.complaint.findUnique({
    where: { id: complaintId },
    include: {
      organisation: { select: { id: true, name: true, parentId: true } },
      aboutPerson: { select: { name: true } },
      declaration: {
        select: {
          id: true,
          serial: true,
          cycleId: true,
          personId: true,
          state: true,
          courseName: true,
          person: { select: { name: true } },
        },
      },
    },
  })
  if (!row) return undefined
  const handler = await db.organisation.findUniqueOrThrow({
    where: { id: row.handlerId },
    select: { name: true, kind: true },
  })
  return { ...row, handler }
}

/**
 * What a person is to a complaint. Also 'none' for the person it is about, who must not even learn that there
 * is one.
 */
export async function handlingOf(
  db: Reader,
  row: LoadedComplaint,
  personId: string,
): Promise<'handler' | 'complainant' | 'none'> {
  if (row.aboutPersonId === personId || row.declaration?.personId === personId) return 'none'
  const role = handlingRole(row.handler.kind)
  if (!(await holdsRole(db as Transaction, personId, role, row.handlerId))) return 'none'
  if (row.complainantAccountId === null) return 'handler'
  const complained = await db.account.count({ where: { id: row.complainantAccountId, personId } })
  return complained > 0 ? 'complainant' : 'handler'
}

/** The school's administrators and principal: complaints about them go to the office above. */
export async function leadersOf(db: Reader, schoolId: string): Promise<ReadonlySet<string>> {
  const grants = await db.grant.findMany({
    where: { organisationId: schoolId, withdrawnAt: null, role: { in: ['SCHOOL_ADMIN', 'PRINCIPAL'] } },
    select: { personId: true },
  })
  return new Set(grants.map(({ personId }) => personId))
}
