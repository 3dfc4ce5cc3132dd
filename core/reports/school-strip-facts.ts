import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf } from '../cycle/windows.ts'
import { type StaffGroup, staffOf } from '../duties/staff.ts'
import { type Answered, answeredBy } from '../ledger/sums.ts'
import { type CycleStage, stageAt } from '../review/actions.ts'
import type { Locale } from '../terms.ts'

/**
 * Where the teachers of a school stand, counted and without names, so that the picture may hang in an office.
 */

/** From those who have furthest to go to those who are there; each teacher stands in exactly one. */
export const schoolStrips = [
  'not-started',
  'not-sent',
  'returned',
  'short',
  'under-review',
  'passed',
  'exempt',
] as const
export type SchoolStripGroup = (typeof schoolStrips)[number]

export interface SchoolStripFacts {
  readonly schoolName: string
  readonly cycleName: string
  readonly counts: Readonly<Record<SchoolStripGroup, number>>
  /** Of those who passed: who has not confirmed the profile of this cycle. */
  readonly unconfirmed: number
  readonly stage: CycleStage
  /** When declaring closes. */
  readonly deadline: Date
  readonly madeAt: Date
  readonly locale: Locale
}

/**
 * The school as it stands: everybody whom it answers for, as at /school and in the statistics (ruling 14).
 * The hours decide who has passed. The others stand in the groups of the staff list, and the hours also split
 * those who have nothing left to do there.
 *
 * @returns undefined when there is no such school
 */
export async function readSchoolStrip(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  { cycle, now, locale }: { cycle: Cycle; now: Date; locale: Locale },
): Promise<SchoolStripFacts | undefined> {
  const school = await db.organisation.findUnique({ where: { id: schoolId, kind: 'SCHOOL' } })
  if (!school) return undefined
  const staff = new Map(
    (await staffOf(db, schoolId, { cycle, now })).map((member) => [member.personId, member]),
  )
  const counts = { ...noOne }
  let unconfirmed = 0
  for (const person of await answeredBy(db, [schoolId], { cycle, now })) {
    const member = staff.get(person.personId)
    const strip = stripOf(person, member?.group)
    counts[strip] += 1
    if (strip === 'passed' && member && !member.profileConfirmed) unconfirmed += 1
  }
  return {
    schoolName: school.name,
    cycleName: cycle.name[locale],
    counts,
    unconfirmed,
    stage: stageAt(cycle, now),
    deadline: closingOf(cycle, 'declaration'),
    madeAt: now,
    locale,
  }
}

const noOne: Record<SchoolStripGroup, number> = {
  'not-started': 0,
  'not-sent': 0,
  returned: 0,
  short: 0,
  'under-review': 0,
  passed: 0,
  exempt: 0,
}

/** @param group what is still to do at the school; absent for who has left it since (ruling 14) */
function stripOf({ exempt, verdict, ledger }: Answered, group: StaffGroup = 'done'): SchoolStripGroup {
  if (exempt) return 'exempt'
  if (verdict.passed) return 'passed'
  if (group !== 'done') return group
  return ledger.underReview.total > 0 ? 'under-review' : 'short'
}
