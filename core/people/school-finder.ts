import type { Database } from '../../prisma/database.ts'
import { comparable } from '../plain-characters.ts'
import { withoutIdNumbers } from '../privacy/id-number.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** The school that a row of the roster names. */
export type FindSchool = (given: string) => { id: string; name: string } | Refusal

/**
 * Loads all schools by id, 继续教育代码 and name.
 *
 * @returns a function that finds one, or refuses with 'load-organisation-unknown' {given},
 *   'load-organisation-ambiguous' {given}
 */
export async function schoolFinder(prisma: Database['prisma']): Promise<FindSchool> {
  const schools = await prisma.organisation.findMany({
    where: { kind: 'SCHOOL' },
    select: { id: true, code: true, name: true },
  })
  const byKey = Map.groupBy(
    schools.flatMap((school) =>
      [...new Set([school.id, school.code, school.name].map((key) => comparable(key ?? '')))].flatMap(
        (key) => (key ? [{ key, school }] : []),
      ),
    ),
    ({ key }) => key,
  )
  return (given) => {
    const found = byKey.get(comparable(given)) ?? []
    const shown = withoutIdNumbers(given)
    if (found.length > 1) return refuse('load-organisation-ambiguous', { given: shown })
    return found[0]?.school ?? refuse('load-organisation-unknown', { given: shown })
  }
}
