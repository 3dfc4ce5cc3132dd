import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { closingOf } from '../cycle/windows.ts'
import type { Locale } from '../cycle/words.ts'
import { type CycleStage, stageAt } from '../declarations/actions.ts'
import { type StaffMember, staffOf } from '../organisations/staff.ts'

/** Where the teachers of a school stand, counted and without a name, so that the picture may hang in an office. */

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
  readonly stage: CycleStage
  /** When declaring closes. */
  readonly deadline: Date
  readonly madeAt: Date
  readonly locale: Locale
}

/**
 * The school as it stands, with the groups of the staff list; who has nothing left to do there is told apart by the hours.
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
  const staff = await staffOf(db, schoolId, { cycle, now })
  const exemptions = await db.exemption.findMany({
    where: { cycleId: cycle.id, state: 'GRANTED', personId: { in: staff.map(({ personId }) => personId) } },
    select: { personId: true },
  })
  const exempt = new Set(exemptions.map(({ personId }) => personId))
  const counts = { ...noOne }
  for (const member of staff) counts[exempt.has(member.personId) ? 'exempt' : stripOf(member)] += 1
  return {
    schoolName: school.name,
    cycleName: cycle.name[locale],
    counts,
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

function stripOf({ group, ledger: { missing, underReview } }: StaffMember): SchoolStripGroup {
  if (group !== 'done') return group
  if (missing.PUBLIC + missing.PROFESSIONAL + missing.ELECTIVE + missing.total === 0) return 'passed'
  return underReview.total > 0 ? 'under-review' : 'short'
}
