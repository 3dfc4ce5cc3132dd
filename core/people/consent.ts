import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { priority } from '../notices/notice.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** The separate, versioned consent before anything personal is asked (DOMAIN §5.1; PIPL art. 29). */

export const currentConsentVersion = 1

export const consentRefusals = ['consent-needed', 'consent-not-given'] as const

/** Keeps the consent of an account, which is made if it is new. Giving it twice is giving it once. */
export async function giveConsent(tx: Transaction, accountId: number, now: Date): Promise<void> {
  await tx.$executeRaw`insert into account (id) values (${accountId}::bigint) on conflict (id) do nothing`
  const given = await tx.$executeRaw`
    insert into consent (id, account_id, version, given_at)
    values (gen_random_uuid(), ${accountId}::bigint, ${currentConsentVersion}, ${now})
    on conflict (account_id, version) where withdrawn_at is null do nothing`
  if (given === 0) return
  await auditConsent(tx, 'consent.give', accountId, { version: currentConsentVersion }, now)
}

/** Whether the account agreed to the present text; a new version is asked for again. */
export async function hasConsent(db: Transaction, accountId: number): Promise<boolean> {
  const standing = { accountId, version: currentConsentVersion, withdrawnAt: null }
  return (await db.consent.count({ where: standing })) > 0
}

export interface ConsentWithdrawn {
  readonly wasBound: boolean
  readonly draftsDeleted: number
  readonly requestsDeleted: number
  /** Submitted declarations stay: the authority has to keep what was verified. */
  readonly declarationsKept: number
}

/**
 * Takes the consent back (PIPL art. 15, 47). The account is unbound, its drafts and open requests are
 * deleted, its drafts' pictures are purged, and what waits to be sent and is no decision is dropped.
 * Submitted declarations, records and confirmed profiles stay because the law requires them; wrong tries stay
 * counted, so that this opens no way around the lock.
 *
 * @returns what went and what stays; 'consent-not-given'
 */
export async function withdrawConsent(
  tx: Transaction,
  accountId: number,
  now: Date,
): Promise<ConsentWithdrawn | Refusal<'consent-not-given'>> {
  const [account] = await tx.$queryRaw<{ person_id: string | null }[]>`
    select person_id from account where id = ${accountId}::bigint for update`
  const { count } = await tx.consent.updateMany({
    where: { accountId, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
  if (count === 0) return refuse('consent-not-given')
  const personId = account?.person_id ?? null
  const requests = await tx.request.deleteMany({ where: { accountId, state: 'OPEN' } })
  const drafts = personId ? await tx.draft.deleteMany({ where: { personId } }) : { count: 0 }
  const declarationsKept = personId ? await tx.declaration.count({ where: { personId } }) : 0
  const withdrawn = {
    wasBound: personId !== null,
    draftsDeleted: drafts.count,
    requestsDeleted: requests.count,
    declarationsKept,
  }
  // Written before the account is unbound, so that the entry stands in the chain of the person's school.
  await auditConsent(tx, 'consent.withdraw', accountId, withdrawn, now)
  await dropBulk(tx, accountId)
  await tx.$executeRaw`update account set person_id = null, focus = null where id = ${accountId}::bigint`
  return withdrawn
}

/**
 * Reminders are forgotten with their keys, so whoever comes back is reminded anew. A message of a broadcast
 * has nothing left to say and is counted as such. The menu of commands, which goes out among them, tells
 * nobody anything.
 */
async function dropBulk(tx: Transaction, accountId: number): Promise<void> {
  await tx.$executeRaw`
    delete from outbox_message where id in (
      select id from outbox_message where chat_id = ${accountId}::bigint and state = 'NEW'
        and priority >= ${priority.reminder} and body ? 'notice' and broadcast_id is null order by id for update)`
  await tx.$executeRaw`
    update outbox_message set state = 'SENT', sent_at = now(), body = '{}', quiet_until = null
    where id in (
      select id from outbox_message where chat_id = ${accountId}::bigint and state = 'NEW'
        and priority >= ${priority.reminder} and body ? 'notice' order by id for update)`
}

async function auditConsent(tx: Transaction, action: string, accountId: number, details: object, at: Date) {
  const person = await tx.person.findFirst({
    where: { account: { id: accountId } },
    select: { id: true, organisationId: true },
  })
  await audit(tx, {
    at,
    actor: person && { personId: person.id, role: 'SELF' },
    action,
    subject: { kind: 'account', id: String(accountId) },
    organisationId: person?.organisationId ?? 'city',
    details,
  })
}
