import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type ExportProblem, exportLines, problemsOf } from './export-lines.ts'

/** What keeps teachers out of the export, before anything is made. */
export interface ExportCheck {
  readonly teachers: number
  /** How many teachers have at least one problem. */
  readonly leftOut: number
  /** One for each teacher and reason, ordered by school, name and id. */
  readonly problems: readonly ProblemOfPerson[]
}

export interface ProblemOfPerson {
  readonly personId: string
  readonly name: string
  readonly certificateNumber: string | null
  readonly school: string
  readonly problem: ExportProblem
}

/** A city is read in portions; a minute is more than its largest needs. */
export const exportTimeout = { timeout: 600_000, maxWait: 60_000 }

/**
 * Checks every row that the export would hold: certificate number, name, ID number, school code, PUBLIC
 * courses and bases (ruling 16), sums.
 */
export async function validateExport(
  { prisma }: Pick<Database, 'prisma'>,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<ExportCheck> {
  return prisma.$transaction(async (tx) => {
    let [teachers, leftOut] = [0, 0]
    const problems: ProblemOfPerson[] = []
    for await (const lines of exportLines(tx, { cycle, now })) {
      teachers += lines.length
      for (const line of lines) {
        const found = problemsOf(line, cycle)
        if (found.length > 0) leftOut += 1
        const { personId, name, certificateNumber, schoolName: school } = line
        problems.push(...found.map((problem) => ({ personId, name, certificateNumber, school, problem })))
      }
    }
    return { teachers, leftOut, problems }
  }, exportTimeout)
}
