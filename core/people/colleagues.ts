import type { Database, Transaction } from '../../prisma/database.ts'
import { isNoConnection } from '../authority/grants.ts'
import { type FoundByName, firstOf, nameHolding } from './search-by-name.ts'

type Reader = Database['prisma'] | Transaction

/** Somebody on the roster of an organisation, as colleagues know them. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly subject: string | null
  readonly certificateNumber: string | null
  /** Has an account that is theirs. */
  readonly bound: boolean
}

/** The person of that id, if they are on the roster there. */
export async function readColleague(
  db: Reader,
  personId: string,
  organisationId: string,
): Promise<Colleague | undefined> {
  const row = await db.person.findFirst({ where: { id: personId, organisationId }, select: columns })
  return row ? toColleague(row) : undefined
}

/** Colleagues of whose name a part was typed, by name. */
export async function findColleagues(
  db: Reader,
  { typed, organisationId, most }: { typed: string; organisationId: string; most: number },
): Promise<FoundByName<Colleague>> {
  const named = nameHolding(typed)
  if (!named) return { found: [], more: false }
  const rows = await db.person.findMany({
    where: { organisationId, ...named, ...isNoConnection },
    select: columns,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most + 1,
  })
  return firstOf(rows.map(toColleague), most)
}

/** Those of exactly this name, the longest known first: whoever appoints is asked which of them is meant. */
export async function readNamesakes(
  db: Reader,
  { name, organisationId, most }: { name: string; organisationId: string; most: number },
): Promise<Colleague[]> {
  const rows = await db.person.findMany({
    where: { organisationId, name, ...isNoConnection },
    select: columns,
    orderBy: { id: 'asc' },
    take: most,
  })
  return rows.map(toColleague)
}

/** Somebody by id, with where they are on the roster. */
export async function readPerson(
  db: Reader,
  personId: string,
): Promise<{ id: string; name: string; organisationId: string } | undefined> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { id: true, name: true, organisationId: true },
  })
  return person ?? undefined
}

/** Throws when there is no such person: for ids that come from rows. */
export async function nameOfPerson(db: Reader, personId: string): Promise<string> {
  const { name } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  return name
}

const columns = {
  id: true,
  name: true,
  subject: true,
  certificateNumber: true,
  account: { select: { id: true } },
} as const

function toColleague({
  account,
  ...person
}: Omit<Colleague, 'bound'> & { account: { id: bigint } | null }): Colleague {
  return { ...person, bound: account !== null }
}
