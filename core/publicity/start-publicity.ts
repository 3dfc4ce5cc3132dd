import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, peopleWithRole, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt, windowAt, windowOf } from '../cycle/windows.ts'
import { emit } from '../events/emit.ts'
import { tellEach, tellOfficeAbove } from '../notices/tell.ts'
import { type ContactsOf, contactsFor } from '../organisations/contacts.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { shutPublicityDoor } from '../review/publicity-door.ts'
import { stepsDone } from '../review/steps.ts'
import { standingPublicity } from './publicity.ts'
import { publicityListOf } from './publicity-list.ts'

/** What keeps a school from going public; each says what to do first. */
export const startPublicityRefusals = [
  ...grantRefusals,
  'cycle-frozen',
  'window-not-open',
  'publicity-already-started',
  'publicity-items-waiting',
  'publicity-own-waiting',
  'publicity-no-phone',
  'publicity-nobody',
] as const
export type StartRefusal = Refusal<(typeof startPublicityRefusals)[number]>

export interface Readiness {
  /** In the order in which they are best dealt with; empty: the school may go public now. */
  readonly blocks: readonly StartRefusal[]
  readonly warnings: Warnings
  /** A start now would end so. */
  readonly wouldEndAt: Date
  readonly wouldBeLate: boolean
}

/** What is lost or left undone by starting now; it does not keep anybody from it. */
export interface Warnings {
  /** Returned by the school: they can no longer be corrected (ruling 3). */
  readonly returned: number
  /** Of those, how many teachers have begun to correct. */
  readonly correcting: number
  /** The school's leaders have not been given the report (S033). */
  readonly leadersNotTold: boolean
  /** The office above has given no telephone, so that the list cannot name it (S036). */
  readonly officeWithoutPhone: boolean
}

/** May the school start its publicity now, and what does it mean to do so (ruling 2)? */
export async function readinessOf(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Readiness> {
  const items = await countItems(db, schoolId, cycle.id)
  const contacts = await contactsFor(db, schoolId)
  const administrators = await peopleWithRole(db as Transaction, 'SCHOOL_ADMIN', schoolId)
  const steps = await stepsDone(db as Transaction, schoolId, cycle.id)
  const people = await db.grant.count({
    where: { organisationId: schoolId, role: 'TEACHER', withdrawnAt: null },
  })
  const { opensAt } = windowAt(cycle, 'publicity', now)
  const freeze = freezesAt(cycle)
  const endsAt = endOfPublicity(cycle, now)
  const [onlyAdministrator, colleague] = administrators
  // Nobody decides on their own item (ruling 11), so what a single administrator declared can wait for ever.
  const stuck = onlyAdministrator && !colleague ? (items.waitingOf.get(onlyAdministrator.personId) ?? 0) : 0
  const blocks: (StartRefusal | false)[] = [
    now >= freeze && refuse('cycle-frozen', { deadline: freeze.toISOString() }),
    opensAt !== undefined &&
      now < opensAt &&
      refuse('window-not-open', { window: 'publicity', opens: opensAt.toISOString() }),
    items.waiting - stuck > 0 &&
      refuse('publicity-items-waiting', {
        count: items.waiting - stuck,
        since: items.oldestSince!.toISOString(),
      }),
    stuck > 0 && refuse('publicity-own-waiting', { count: stuck, name: onlyAdministrator!.name }),
    !hasPhone(contacts.school) && refuse('publicity-no-phone'),
    people === 0 && refuse('publicity-nobody'),
  ]
  return {
    blocks: blocks.filter((block) => block !== false),
    warnings: {
      returned: items.returned,
      correcting: items.correcting,
      leadersNotTold: !steps.some(({ step }) => step === 'leaders-report'),
      officeWithoutPhone: !hasPhone(contacts.reviewer),
    },
    wouldEndAt: endsAt,
    wouldBeLate: isLate(cycle, endsAt),
  }
}

function hasPhone(organisation: ContactsOf | undefined): boolean {
  return organisation?.contacts.some(({ phone }) => phone.trim()) ?? false
}

export interface Started {
  readonly publicityId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly late: boolean
  readonly people: number
}

/**
 * Starts the school's publicity: the list is kept as published, and resubmission closes (ruling 3). Every
 * teacher is told their own line and where to complain; the office above is told if it will end late.
 *
 * @returns the period; or one of `startPublicityRefusals`: 'publicity-items-waiting' {count, since},
 *   'publicity-own-waiting' {count, name}, 'window-not-open' {window, opens}, 'publicity-already-started'
 *   {by, at}, 'not-your-role' …
 */
export async function startPublicity(
  tx: Transaction,
  { schoolId, actor }: { schoolId: string; actor: Acting },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Started | Refusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', schoolId)
  if (unauthorised) return unauthorised
  await shutPublicityDoor(tx, schoolId, cycle.id)
  const standing = await standingPublicity(tx, schoolId, cycle.id, now)
  if (standing) {
    return refuse('publicity-already-started', {
      by: standing.startedBy,
      at: standing.startsAt.toISOString(),
    })
  }
  const {
    blocks,
    warnings,
    wouldEndAt: endsAt,
    wouldBeLate: late,
  } = await readinessOf(tx, schoolId, { cycle, now })
  if (blocks[0]) return blocks[0]

  const list = await publicityListOf(tx, schoolId, { cycle, now })
  const { id } = await tx.publicity.create({
    data: {
      organisationId: schoolId,
      cycleId: cycle.id,
      startsAt: now,
      endsAt,
      startedById: actor.personId,
      late,
      list: list as object,
    },
  })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
    action: 'publicity.start',
    subject: { kind: 'publicity', id },
    organisationId: schoolId,
    cycleId: cycle.id,
    details: { endsAt, late, people: list.lines.length, returned: warnings.returned },
  })
  await tellEach(
    tx,
    list.lines.map(({ personId }) => personId),
    { kind: 'publicity-started', publicityId: id },
    `publicity:${id}`,
  )
  if (late) {
    const notice = { kind: 'publicity-late', publicityId: id } as const
    await tellOfficeAbove(tx, schoolId, notice, { key: `publicity-late:${id}` })
  }
  const { code: schoolCode } = await tx.organisation.findUniqueOrThrow({
    where: { id: schoolId },
    select: { code: true },
  })
  await emit(tx, {
    type: 'school.published',
    organisationId: schoolId,
    cycleId: cycle.id,
    subjectId: schoolId,
    at: now,
    data: {
      schoolCode,
      startsAt: now.toISOString(),
      endsAt: endsAt.toISOString(),
      people: list.lines.length,
      late,
    },
  })
  return { publicityId: id, startsAt: now, endsAt, late, people: list.lines.length }
}

/**
 * Full days of 24 hours after the start, as Guangzhou has no summer time. One that starts at 01-08 00:00 ends
 * with 01-14, as the notice has it (S035).
 */
export function endOfPublicity(cycle: Cycle, startsAt: Date): Date {
  return new Date(startsAt.getTime() + cycle.publicityDays * msPerDay)
}

const msPerDay = 24 * 3_600_000

/** 01-17 is still in time (ruling 2), although the calendar's own period is over by then. */
function isLate(cycle: Cycle, endsAt: Date): boolean {
  const { closesAt, latestAt = closesAt } = windowOf(cycle, 'publicity')
  return endsAt > latestAt
}

interface Items {
  readonly waiting: number
  readonly oldestSince: Date | null
  readonly waitingOf: ReadonlyMap<string, number>
  readonly returned: number
  readonly correcting: number
}

/** Only the first round: what the district or a complaint returned needs no publicity (ruling 8). */
async function countItems(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  cycleId: number,
): Promise<Items> {
  const rows = await db.$queryRaw<
    { personId: string; waiting: number; oldest: Date | null; returned: number; correcting: number }[]
  >`
    select item.person_id as "personId",
      count(*) filter (where item.state = 'SUBMITTED')::int as waiting,
      min(item.waiting_since) filter (where item.state = 'SUBMITTED') as oldest,
      count(*) filter (where item.state = 'RETURNED_BY_SCHOOL')::int as returned,
      count(draft.id) filter (where item.state = 'RETURNED_BY_SCHOOL')::int as correcting
    from declaration item left join draft on draft.declaration_id = item.id
    where item.organisation_id = ${schoolId} and item.cycle_id = ${cycleId} and item.round = 1
      and item.state in ('SUBMITTED', 'RETURNED_BY_SCHOOL')
    group by item.person_id`
  const sum = (count: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + count(row), 0)
  const oldest = rows.flatMap((row) => (row.oldest ? [row.oldest] : [])).sort((a, b) => +a - +b)[0]
  return {
    waiting: sum(({ waiting }) => waiting),
    oldestSince: oldest ?? null,
    waitingOf: new Map(rows.map(({ personId, waiting }) => [personId, waiting])),
    returned: sum(({ returned }) => returned),
    correcting: sum(({ correcting }) => correcting),
  }
}
