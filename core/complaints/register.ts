import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, holdsRole, isNoConnection } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { readTypedText } from '../cycle/typed-text.ts'
import { freezesAt, windowAt, windowOf } from '../cycle/windows.ts'
import { emit } from '../events/emit.ts'
import { tellRole } from '../notices/tell.ts'
import { plainCharacters } from '../plain-characters.ts'
import { holdsIdNumber } from '../privacy/id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import { civilDateOf, startOfDay } from '../time/shanghai.ts'
import {
  complaintNumber,
  complaintsDueAt,
  handlingRole,
  leadersOf,
  maxAboutChars,
  maxComplaintChars,
  maxContactChars,
  placeOfComplaint,
} from './complaint.ts'
import { sealContact } from './contact.ts'

/** 登记: a complaint gets its number, its handler and its date. */

/** So that nobody floods a school; whoever has more to say can put it into one ticket or telephone. */
export const mostComplaintsADay = 5

/** Who brings it: an account of the bot, whoever is behind it, or an office that enters it for somebody. */
export type ComplaintSource =
  | { readonly accountId: number }
  | { readonly actor: Acting; readonly channel: 'PHONE' | 'WEB' }

/** Whom it is about; a school always. */
export interface ComplaintAbout {
  readonly schoolId: string
  /** A teacher as the complainant names them; found on the roster where only one is called so. */
  readonly aboutName?: string
  /** The school's administrators or principal. */
  readonly aboutLeaders?: boolean
  readonly declarationId?: string
  /** The complainant turns to the office above the school. */
  readonly toOffice?: boolean
}

export interface NewComplaint extends ComplaintAbout {
  readonly source: ComplaintSource
  readonly text: string
  readonly anonymous: boolean
  /** Name and telephone in one line; needed unless anonymous, and dropped if anonymous. */
  readonly contact?: string
}

export interface RegisteredComplaint {
  readonly complaintId: string
  readonly number: string
  readonly handler: Handler
  readonly due: Date
  /** Registered after the date by which complaints were to be settled. */
  readonly late: boolean
}

/**
 * Registers a complaint. The notice invites complaints during publicity, but an error found sooner or later
 * is still an error. So complaints are taken from the cycle's opening until its freeze, and marked late after
 * the date for settling.
 *
 * @returns the ticket; 'school-unknown', 'not-your-organisation' (an office that enters it for a school not
 *   its own), 'window-not-open' {window, opens}, 'cycle-frozen' {deadline}, 'complaints-today' {max},
 *   'complaint-item-unknown', 'complaint-contact-needed', 'complaint-holds-id-number'; one of
 *   `typedTextRefusals`
 */
export async function registerComplaint(
  tx: Transaction,
  complaint: NewComplaint,
  { cycle, sealer, now }: { cycle: Cycle; sealer: Sealer; now: Date },
): Promise<RegisteredComplaint | Refusal> {
  const { source, schoolId, anonymous } = complaint
  const text = readComplaintText(complaint.text, maxComplaintChars)
  if (isRefusal(text)) return text
  const named = complaint.aboutName?.trim() ? readComplaintText(complaint.aboutName, maxAboutChars) : null
  if (isRefusal(named)) return named
  const contact = anonymous ? null : readContact(complaint.contact)
  if (isRefusal(contact)) return contact

  const closed = refuseOutside(cycle, now)
  if (closed) return closed
  const handler = await handlerFor(tx, complaint, cycle.id)
  if (isRefusal(handler)) return handler
  const enteredAs = 'actor' in source ? await roleOver(tx, source.actor, schoolId, handler.officeId) : null
  const refused =
    'accountId' in source ? await refuseMany(tx, source.accountId, now) : refuseUnless(enteredAs)
  if (refused) return refused

  const complaintId = randomUUID()
  const late = windowAt(cycle, 'complaints', now).late
  const { serial } = await tx.complaint.create({
    data: {
      id: complaintId,
      cycleId: cycle.id,
      organisationId: schoolId,
      handlerId: handler.id,
      aboutPersonId: handler.aboutPersonId,
      aboutName: named,
      declarationId: complaint.declarationId ?? null,
      channel: 'actor' in source ? source.channel : 'BOT',
      text,
      anonymous,
      complainantAccountId: 'accountId' in source ? source.accountId : null,
      complainantSealed: contact ? sealContact(contact, complaintId, sealer) : null,
      enteredById: 'actor' in source ? source.actor.personId : null,
      registeredAt: now,
      late,
    },
    select: { serial: true },
  })
  // The entry stands in the handler's chain and names no complainant, whoever they are.
  await audit(tx, {
    at: now,
    actor: 'actor' in source && enteredAs ? { personId: source.actor.personId, role: enteredAs } : null,
    action: 'complaint.register',
    subject: { kind: 'complaint', id: complaintId },
    organisationId: handler.id,
    cycleId: cycle.id,
    details: { schoolId, channel: 'actor' in source ? source.channel : 'BOT', anonymous, late },
  })
  await tellRole(
    tx,
    handlingRole(handler.kind),
    handler.id,
    { kind: 'complaint-registered', complaintId },
    {
      key: `complaint-registered:${complaintId}`,
      // Whoever entered it knows; whom it is about is told nothing.
      except: 'actor' in source ? source.actor.personId : handler.aboutPersonId,
    },
  )
  const number = complaintNumber({ cycleId: cycle.id, serial })
  const due = complaintsDueAt(cycle)
  // As in the trail, only the handler and the offices above learn of it: the school must not know of a
  // complaint about its leaders.
  await emit(tx, {
    type: 'complaint.opened',
    organisationId: handler.id,
    cycleId: cycle.id,
    subjectId: complaintId,
    at: now,
    data: { number, ...(await placeOfComplaint(tx, complaintId)), late, due: due.toISOString() },
  })
  return { complaintId, number, handler, due, late }
}

export interface Handler {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** The office above the school, whoever handles it. */
  readonly officeId: string | null
  /** The one person of the school who is meant. */
  readonly aboutPersonId: string | null
}

/**
 * Who will handle such a complaint: normally the school. It is the office above if the complainant wants so,
 * or if the complaint is about the school's administrators or principal or comes from one of them, because
 * nobody investigates themselves.
 */
export async function handlerFor(
  db: Database['prisma'] | Transaction,
  {
    schoolId,
    aboutName,
    aboutLeaders,
    declarationId,
    toOffice,
    source,
  }: ComplaintAbout & { source: ComplaintSource },
  cycleId: number,
): Promise<Handler | Refusal<'school-unknown' | 'complaint-item-unknown'>> {
  const school = await db.organisation.findFirst({
    where: { id: schoolId, kind: 'SCHOOL' },
    include: { parent: true },
  })
  if (!school) return refuse('school-unknown')
  const item = declarationId
    ? await db.declaration.findFirst({
        where: { id: declarationId, organisationId: schoolId, cycleId },
        select: { personId: true },
      })
    : null
  if (declarationId && !item) return refuse('complaint-item-unknown')
  const namesakes = aboutName?.trim()
    ? await db.person.findMany({
        where: {
          organisationId: schoolId,
          name: plainCharacters(aboutName).normalize('NFKC').replace(/\s/g, ''),
          ...isNoConnection,
        },
        select: { id: true },
      })
    : []
  const aboutPersonId = item?.personId ?? (namesakes.length === 1 ? namesakes[0]!.id : null)

  const leaders = await leadersOf(db, schoolId)
  const concerned = [item?.personId, ...namesakes.map(({ id }) => id)]
  const meansLeaders = aboutLeaders || concerned.some((id) => id && leaders.has(id))
  const complainant =
    'accountId' in source
      ? await db.person.findFirst({ where: { account: { id: source.accountId } }, select: { id: true } })
      : null
  const byLeader = complainant !== null && leaders.has(complainant.id)
  // Whoever telephones the office has turned to the office.
  const enteredByOffice =
    'actor' in source &&
    school.parentId !== null &&
    (await holdsRole(db as Transaction, source.actor.personId, 'DISTRICT_REVIEWER', school.parentId))
  const handler =
    school.parent && (toOffice || meansLeaders || byLeader || enteredByOffice) ? school.parent : school
  return { id: handler.id, name: handler.name, kind: handler.kind, officeId: school.parentId, aboutPersonId }
}

/** A text of a complaint: made fit to keep, and never with an ID number in it. */
export function readComplaintText(text: string, maxChars: number): string | Refusal {
  return holdsIdNumber(text) ? refuse('complaint-holds-id-number') : readTypedText(text, maxChars)
}

/** A name and a telephone, so that whoever investigates can ask; or 'complaint-contact-needed'. */
export function readContact(contact: string | undefined): string | Refusal {
  const plain = contact?.normalize('NFKC') ?? ''
  const digits = plain.match(/\d/g)?.length ?? 0
  if (!/\p{L}/u.test(plain) || digits < fewestDigitsOfPhone) return refuse('complaint-contact-needed')
  return readComplaintText(plain, maxContactChars)
}

/** The hotlines of the notice have six. */
const fewestDigitsOfPhone = 5

/**
 * @returns 'window-not-open' {window, opens} before the cycle opens, 'cycle-frozen' {deadline} from its
 *   freeze on
 */
export function refuseOutside(cycle: Cycle, now: Date): Refusal | undefined {
  const { opensAt } = windowOf(cycle, 'declaration')
  if (opensAt && now < opensAt) {
    return refuse('window-not-open', { window: 'declaration', opens: opensAt.toISOString() })
  }
  const freeze = freezesAt(cycle)
  return now < freeze ? undefined : refuse('cycle-frozen', { deadline: freeze.toISOString() })
}

/** As what somebody enters a complaint about this school; undefined when it is not theirs. */
async function roleOver(
  tx: Transaction,
  { personId }: Acting,
  schoolId: string,
  officeId: string | null,
): Promise<Role | undefined> {
  if (await holdsRole(tx, personId, 'SCHOOL_ADMIN', schoolId)) return 'SCHOOL_ADMIN'
  const isOffices = officeId !== null && (await holdsRole(tx, personId, 'DISTRICT_REVIEWER', officeId))
  return isOffices ? 'DISTRICT_REVIEWER' : undefined
}

function refuseUnless(role: Role | null | undefined): Refusal | undefined {
  return role ? undefined : refuse('not-your-organisation')
}

async function refuseMany(tx: Transaction, accountId: number, now: Date): Promise<Refusal | undefined> {
  // Of several at once each counts the ones before it.
  await tx.$queryRaw`select 1 from account where id = ${accountId}::bigint for update`
  const today = await tx.complaint.count({
    where: { complainantAccountId: accountId, registeredAt: { gte: startOfDay(civilDateOf(now)) } },
  })
  return today < mostComplaintsADay ? undefined : refuse('complaints-today', { max: mostComplaintsADay })
}
