import type { Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import {
  type Answered,
  type AnsweredRow,
  answeredSql,
  answersAsOf,
  statesStanding,
  toAnswered,
} from '../ledger/sums.ts'
import { stageAt } from '../review/actions.ts'
import type { Category } from '../terms.ts'

/** One teacher as the export tells of them (S060), with what it is checked against. */
export interface ExportLine extends Answered {
  readonly schoolName: string
  readonly schoolCode: string | null
  /** Every PUBLIC course that counts, in the order of its dates. */
  readonly courses: readonly PublicCourse[]
  readonly hasIdNumber: boolean
  /** Only where it was asked for. */
  readonly idSealed: Uint8Array | null
  /** What became of this teacher's row in the newest export that holds one. */
  readonly last: { readonly state: 'EXPORTED' | 'IMPORTED' | 'REJECTED'; readonly digest: string } | null
}

export interface PublicCourse {
  readonly name: string
  readonly hours: number
  readonly declared: boolean
  readonly baseId: string | null
  readonly provider: string
}

/** How many teachers are in hand at once: memory stays the same however large the city. */
const linesPerPortion = 1000

/**
 * Every teacher of the cycle in portions, ordered by school, name and id, from one statement and so as of one
 * moment. The table of actions tells what counts, so the export can never disagree with /status. Whoever
 * teaches at two schools comes once, with the school on whose roster they are.
 *
 * @param tx the cursor lives in it
 */
export async function* exportLines(
  tx: Transaction,
  { cycle, now }: { cycle: Cycle; now: Date },
  { withIdNumbers = false }: { withIdNumbers?: boolean } = {},
): AsyncGenerator<ExportLine[]> {
  const stage = stageAt(cycle, now)
  const schools = await tx.organisation.findMany({ where: { kind: 'SCHOOL' }, select: { id: true } })
  // Everything will be fetched, so the plan that gives the first row soonest is the wrong one.
  await tx.$executeRaw`set local cursor_tuple_fraction = 1`
  await tx.$executeRawUnsafe(
    `declare export_lines no scroll cursor for ${exportLinesSql}`,
    cycle.id,
    answersAsOf(cycle, now),
    statesStanding('counted', stage),
    statesStanding('under-review', stage),
    schools.map(({ id }) => id),
    withIdNumbers,
  )
  for (;;) {
    const rows = await tx.$queryRawUnsafe<LineRow[]>(`fetch ${linesPerPortion} from export_lines`)
    if (rows.length === 0) break
    yield rows.map((row) => toLine(row, cycle, stage))
  }
  await tx.$executeRaw`close export_lines`
}

/** $1–$5 as `answeredSql` wants them, $6 whether sealed ID numbers are wanted. */
export const exportLinesSql = `
  select answered.*, school.name as "schoolName", school.code as "schoolCode", public.courses,
    person.id_index is not null as "hasIdNumber", case when $6::boolean then person.id_sealed end as "idSealed",
    last.state as "lastState", last.digest as "lastDigest"
  from (
      select answered.*, row_number() over (partition by answered."personId"
        order by answered."organisationId" <> home.organisation_id, answered."organisationId") as place
      from (${answeredSql}) as answered join person as home on home.id = answered."personId") as answered
    join person on person.id = answered."personId"
    join organisation as school on school.id = answered."organisationId"
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('name', course_name, 'hours', hours, 'declared', declared,
        'baseId', base_id, 'provider', provider) order by "from", course_name), '[]') as courses
      from (
        select course_name, hours, "from", provider, false as declared, null as base_id from hour_record
        where person_id = answered."personId" and cycle_id = $1 and category = 'PUBLIC'
        union all
        select course_name, hours, "from", provider, true, claim->>'baseId' from declaration
        where person_id = answered."personId" and cycle_id = $1 and category = 'PUBLIC'
          and state = any($3::"DeclarationState"[])) as course) as public
    left join lateral (
      select export_row.state, export_row.digest from export_row join export on export.id = export_row.export_id
      where export_row.person_id = answered."personId" and export.cycle_id = $1
      order by export.serial desc limit 1) as last on true
  where answered.place = 1
  order by school.name, school.id, answered.name, answered."personId"`

interface LineRow extends AnsweredRow {
  readonly schoolName: string
  readonly schoolCode: string | null
  readonly courses: readonly PublicCourse[]
  readonly hasIdNumber: boolean
  readonly idSealed: Uint8Array | null
  readonly lastState: 'EXPORTED' | 'IMPORTED' | 'REJECTED' | null
  readonly lastDigest: string | null
}

function toLine(row: LineRow, cycle: Cycle, stage: Parameters<typeof toAnswered>[2]): ExportLine {
  const { lastState, lastDigest } = row
  return {
    ...toAnswered(row, cycle, stage),
    schoolName: row.schoolName,
    schoolCode: row.schoolCode,
    courses: row.courses,
    hasIdNumber: row.hasIdNumber,
    idSealed: row.idSealed,
    last: lastState && lastDigest ? { state: lastState, digest: lastDigest } : null,
  }
}

/** What keeps a row out of the export until it is put right. */
export const exportProblems = [
  'certificate-number-missing',
  'name-missing',
  'id-number-missing',
  'school-code-missing',
  'course-name-missing',
  'base-missing',
  'sums-differ',
] as const
export type ExportProblem = (typeof exportProblems)[number]

/** Ruling 16: every PUBLIC course is told by its name, and a declared one was held by a recognised base. */
export function problemsOf(line: ExportLine, cycle: Cycle): ExportProblem[] {
  const { courses, ledger } = line
  const isBase = (baseId: string | null) => cycle.bases.some(({ id }) => id === baseId)
  const found: Record<ExportProblem, boolean> = {
    'certificate-number-missing': isBlank(line.certificateNumber),
    'name-missing': isBlank(line.name),
    'id-number-missing': !line.hasIdNumber,
    'school-code-missing': isBlank(line.schoolCode),
    'course-name-missing': courses.some(({ name }) => isBlank(name)),
    'base-missing': courses.some(({ declared, baseId, provider }) =>
      declared ? !isBase(baseId) : isBlank(provider),
    ),
    'sums-differ': !sumsMatch(courses, ledger.counted),
  }
  return exportProblems.filter((problem) => found[problem])
}

/** Hours are halves, which doubles add without an error. */
function sumsMatch(courses: readonly PublicCourse[], counted: Record<Category | 'total', number>): boolean {
  const ofCourses = courses.reduce((sum, { hours }) => sum + hours, 0)
  return (
    ofCourses === counted.PUBLIC && counted.PUBLIC + counted.PROFESSIONAL + counted.ELECTIVE === counted.total
  )
}

function isBlank(text: string | null): boolean {
  return (text ?? '').trim() === ''
}
