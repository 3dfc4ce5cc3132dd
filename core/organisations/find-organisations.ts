import type { Database, Prisma, Transaction } from '../../prisma/database.ts'
import { placesOf } from '../people/appointments.ts'
import { codeTyped, type FoundByName, firstOf, nameHolding } from '../people/search-by-name.ts'
import type { Role } from '../terms.ts'

/** Among which organisations somebody searches. */
export type SearchedAmong =
  | 'everything'
  | 'schools'
  | { readonly schoolsOf: readonly string[] }
  /** Where a holder of these roles may appoint somebody. */
  | { readonly appointedBy: readonly { readonly role: Role; readonly organisationId: string }[] }

/** The organisations that a typed name can mean, or a typed 继续教育代码, by name. */
export async function findOrganisations(
  db: Database['prisma'] | Transaction,
  { typed, among, most }: { typed: string; among: SearchedAmong; most: number },
): Promise<FoundByName<{ id: string; name: string }>> {
  const named = nameHolding(typed)
  if (!named) return { found: [], more: false }
  const rows = await db.organisation.findMany({
    where: { AND: [whereAmong(among), { OR: [...named.OR, { code: codeTyped(typed) }] }] },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most + 1,
  })
  return firstOf(rows, most)
}

function whereAmong(among: SearchedAmong): Prisma.OrganisationWhereInput {
  if (among === 'everything') return {}
  if (among === 'schools') return { kind: 'SCHOOL' }
  if ('schoolsOf' in among) return { kind: 'SCHOOL', parentId: { in: [...among.schoolsOf] } }
  return placesOf(among.appointedBy)
}
