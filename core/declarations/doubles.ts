import { plainCharacters } from '../plain-characters.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type DeclarationState, isLive } from '../review/actions.ts'
import type { Category } from '../terms.ts'
import type { CivilDate } from '../time/shanghai.ts'

/** Nothing counts twice (invariant 4): one course in the same dates is either on record, or declared once. */

export const doubleRefusals = ['already-on-record', 'already-declared'] as const

export interface HourRecord {
  id: string
  category: Category
  courseName: string
  from: CivilDate
  to: CivilDate
  hours: number
  source: 'AUTO' | 'PROVIDER' | 'SCHOOL'
}

/** One of the teacher's own declarations in this cycle. */
export interface OwnDeclaration {
  id: string
  category: Category
  activityType: string
  courseName: string
  from: CivilDate
  to: CivilDate
  hours: number
  state: DeclarationState
}

export type Double =
  | { with: 'record'; record: HourRecord }
  | { with: 'declaration'; declaration: OwnDeclaration }

interface Course {
  courseName?: string
  from?: CivilDate
  to?: CivilDate
}

/**
 * The hour record (ruling 6), or else the live declaration, with the same course in overlapping dates. The
 * category does not matter, as a course declared under another one is still the same course. Undefined too
 * while name or dates are not yet known.
 */
export function findDouble(
  course: Course,
  hourRecords: readonly HourRecord[],
  declarations: readonly OwnDeclaration[],
): Double | undefined {
  const record = hourRecords.find((other) => isSameCourse(course, other))
  if (record) return { with: 'record', record }
  const declaration = declarations.find((other) => isLive(other.state) && isSameCourse(course, other))
  return declaration && { with: 'declaration', declaration }
}

/**
 * @returns 'already-on-record' {courseName, from, to, hours, source} or 'already-declared' {courseName, from,
 *   to, hours, state}
 */
export function refuseDouble(double: Double): Refusal<(typeof doubleRefusals)[number]> {
  if (double.with === 'record') {
    const { courseName, from, to, hours, source } = double.record
    return refuse('already-on-record', { courseName, from, to, hours, source })
  }
  const { courseName, from, to, hours, state } = double.declaration
  return refuse('already-declared', { courseName, from, to, hours, state })
}

/** One course in overlapping dates, however the two spell its name. */
export function isSameCourse(course: Course, other: Required<Course>): boolean {
  if (!course.courseName || !course.from || !course.to) return false
  const overlaps = course.from <= other.to && other.from <= course.to
  return overlaps && sameName(course.courseName) === sameName(other.courseName)
}

/**
 * The name without what two people type differently: width, case, spaces, punctuation. C++ and C# stay two
 * courses.
 */
export function sameName(courseName: string): string {
  return plainCharacters(courseName)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{S}#]/gu, '')
}
