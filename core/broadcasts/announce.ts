import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import { schoolsBelow } from '../authority/tree.ts'
import { cleanLine, typedTextRefusals } from '../cycle/typed-text.ts'
import { holdsIdNumber } from '../privacy/id-number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'
import { type StartedBroadcast, startBroadcast } from './broadcast.ts'

/**
 * A text of somebody's own to many people: a school to its teachers, a district to its schools, the city to
 * everybody.
 */

export const announceRefusals = [
  ...grantRefusals,
  ...typedTextRefusals,
  'announcement-audience',
  'announcement-holds-id-number',
  'announcement-nobody',
] as const

export const audiences = ['teachers', 'leaders', 'everybody'] as const
/** 教师 / 学校管理员和校长 / 所有人员 */
export type Audience = (typeof audiences)[number]

/** To whom each role may speak; whoever is not here to nobody. */
export const audiencesOf: Readonly<Partial<Record<Role, readonly Audience[]>>> = {
  SCHOOL_ADMIN: ['teachers'],
  DISTRICT_REVIEWER: ['leaders', 'teachers'],
  CITY_OPERATOR: ['leaders', 'teachers', 'everybody'],
}

export const mostAnnouncementChars = 500

export interface Reach {
  /** Will be told. */
  readonly reachable: number
  /** Have stopped the bot. */
  readonly unreachable: number
  /** Have no account yet. */
  readonly notBound: number
}

interface Speaking {
  readonly actor: Acting
  readonly role: Role
  readonly organisationId: string
  readonly audience: Audience
}

/** How many an announcement would reach; the speaker is not among them. */
export async function reachOf(db: Database['prisma'] | Transaction, speaking: Speaking): Promise<Reach> {
  const [reach] = await db.$queryRaw<Reach[]>`
    select count(*) filter (where account.id is not null and unreachable_at is null)::int as reachable,
      count(*) filter (where unreachable_at is not null)::int as unreachable,
      count(*) filter (where account.id is null)::int as "notBound"
    from unnest(${await audienceIds(db, speaking)}::uuid[]) as heard(id) left join account on account.person_id = heard.id`
  return reach!
}

/**
 * @param text as it was typed
 * @returns how many will be told; 'not-your-role' {role}, 'announcement-audience', 'announcement-nobody',
 *   those of `readAnnouncement`
 */
export async function announce(
  tx: Transaction,
  { text, ...speaking }: Speaking & { text: string },
  now: Date,
): Promise<StartedBroadcast | Refusal> {
  const { actor, role, organisationId, audience } = speaking
  const unauthorised = await refuseWithoutRole(tx, actor, role, organisationId)
  if (unauthorised) return unauthorised
  if (!audiencesOf[role]?.includes(audience)) return refuse('announcement-audience')
  const clean = readAnnouncement(text, mostAnnouncementChars)
  if (typeof clean !== 'string') return clean
  const started = await startBroadcast(
    tx,
    {
      actor,
      organisationId,
      kind: 'announcement',
      text: clean,
      personIds: await audienceIds(tx, speaking),
      noticeOf: (broadcastId) => ({ kind: 'announcement', broadcastId }),
      keyOf: (broadcastId) => `broadcast:${broadcastId}`,
    },
    now,
  )
  if (!started) return refuse('announcement-nobody')
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role },
    action: 'broadcast.start',
    subject: { kind: 'broadcast', id: started.id },
    organisationId,
    details: { audience, told: started.told },
  })
  return started
}

/**
 * Lines stay lines; no control characters.
 *
 * @returns 'text-empty', 'text-without-letters', 'text-too-long' {max, length},
 *   'announcement-holds-id-number'
 */
export function readAnnouncement(
  text: string,
  maxChars: number,
): string | Refusal<(typeof announceRefusals)[number]> {
  const lines = text.split(/\r?\n/).map(cleanLine)
  const clean = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const length = [...clean].length
  if (length === 0) return refuse('text-empty')
  if (length > maxChars) return refuse('text-too-long', { max: maxChars, length })
  if (!/\p{L}/u.test(clean)) return refuse('text-without-letters')
  return holdsIdNumber(clean) ? refuse('announcement-holds-id-number') : clean
}

/** What was announced, and by whom; undefined where there is nothing to say. */
export async function announcementOf(
  db: Database['prisma'] | Transaction,
  broadcastId: string,
): Promise<{ from: string; text: string } | undefined> {
  const broadcast = await db.broadcast.findUnique({
    where: { id: broadcastId },
    select: { text: true, organisation: { select: { name: true } } },
  })
  return broadcast?.text ? { from: broadcast.organisation.name, text: broadcast.text } : undefined
}

const rolesHeard: Readonly<Record<Audience, readonly Role[] | null>> = {
  teachers: ['TEACHER'],
  leaders: ['SCHOOL_ADMIN', 'PRINCIPAL'],
  everybody: null,
}

async function audienceIds(
  db: Database['prisma'] | Transaction,
  { actor, organisationId, audience }: Speaking,
): Promise<string[]> {
  const roles = rolesHeard[audience]
  const schools = roles ? await schoolsBelow(db, organisationId) : []
  const rows = await db.$queryRaw<{ id: string }[]>`
    select distinct person_id as id from "grant" where withdrawn_at is null and person_id <> ${actor.personId}::uuid
      and (${roles === null} or (role::text = any(${roles ?? []}::text[]) and organisation_id = any(${schools}::text[])))`
  return rows.map(({ id }) => id)
}
