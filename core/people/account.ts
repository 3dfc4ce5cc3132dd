import type { Database, Transaction } from '../../prisma/database.ts'

/** An account of the messenger: whether it is reached, and what it chose for itself. */

type Pool = Pick<Database, 'pool'>

/** Remembers an account that writes for the first time; one that is known keeps its language. */
export async function keepAccount({ pool }: Pool, accountId: number, locale: string): Promise<void> {
  await pool.query('insert into account (id, locale) values ($1, $2) on conflict (id) do nothing', [
    accountId,
    locale,
  ])
}

/** The account shut us out. */
export async function markUnreachable({ pool }: Pool, accountId: number): Promise<void> {
  await pool.query('update account set unreachable_at = now() where id = $1', [accountId])
}

/** It is there again. Its command menu may have gone nowhere meanwhile, so that one is due again. */
export async function markReachable({ pool }: Pool, accountId: number): Promise<void> {
  await pool.query('update account set unreachable_at = null, menu = null where id = $1', [accountId])
}

export async function chooseLanguage({ pool }: Pool, accountId: number, locale: string): Promise<void> {
  await pool.query('update account set locale = $2 where id = $1', [accountId, locale])
}

/** @param cycleId null for the cycle that is due by date */
export async function chooseCycle({ pool }: Pool, accountId: number, cycleId: number | null): Promise<void> {
  await pool.query('update account set cycle_id = $2 where id = $1', [accountId, cycleId])
}

/** @param organisationId null for the first in which a role is held */
export async function chooseDesk(
  { pool }: Pool,
  accountId: number,
  organisationId: string | null,
): Promise<void> {
  await pool.query('update account set desk = $2 where id = $1', [accountId, organisationId])
}

/** Who hears what is sent to an account, in which language; nulls for a stranger. Asked for every notice. */
export async function readRecipient(
  { pool }: Pool,
  accountId: number,
): Promise<{ locale: string | null; personId: string | null }> {
  const { rows } = await pool.query<{ locale: string; personId: string | null }>({
    name: 'recipient',
    text: 'select locale, person_id as "personId" from account where id = $1',
    values: [accountId],
  })
  return rows[0] ?? { locale: null, personId: null }
}

/** Whether a person hears what they are told. */
export async function isReached(
  tx: Transaction,
  personId: string,
): Promise<'told' | 'not-bound' | 'unreachable'> {
  const account = await tx.account.findUnique({ where: { personId }, select: { unreachableAt: true } })
  if (!account) return 'not-bound'
  return account.unreachableAt ? 'unreachable' : 'told'
}
