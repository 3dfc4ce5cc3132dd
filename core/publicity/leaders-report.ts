import type { Database, Transaction } from '../../prisma/database.ts'
import { logExport } from '../audit/export-log.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type StaffGroup, staffGroups, staffOf } from '../duties/staff.ts'
import type { shortfalls } from '../ledger/ledger.ts'
import { answeredBy } from '../ledger/sums.ts'
import { tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { stageAt } from '../review/actions.ts'
import { stepRefusals, stepsDone, takeStep } from '../review/steps.ts'
import { type Category, categories, type Role } from '../terms.ts'

/**
 * What the administrator reports to the school's leaders (S033): the three sums of every teacher, and who
 * still has something to do.
 */
export interface LeadersReport {
  readonly school: string
  readonly takenAt: Date
  /** From the freeze on; before it whether somebody has passed is provisional (暂定). */
  readonly final: boolean
  readonly lines: readonly ReportLine[]
  readonly totals: ReportTotals
}

export interface ReportLine {
  readonly personId: string
  readonly name: string
  readonly subject: string | null
  readonly hours: Readonly<Record<Category | 'total', number>>
  readonly underReview: number
  readonly missing: Readonly<Record<Category | 'total', number>>
  readonly passed: boolean
  readonly shortfalls: readonly (typeof shortfalls)[number][]
  readonly exempt: boolean
  /** Who has left since 12-31 is answered for, but has nothing left to do here. */
  readonly group: StaffGroup | undefined
}

/** 免验 count neither as passed nor as not passed. */
export interface ReportTotals {
  readonly people: number
  readonly passed: number
  readonly notPassed: number
  readonly exempt: number
  readonly groups: Readonly<Record<StaffGroup, number>>
}

export async function leadersReportOf(
  db: Database['prisma'] | Transaction,
  schoolId: string,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<LeadersReport> {
  const school = await db.organisation.findUniqueOrThrow({ where: { id: schoolId }, select: { name: true } })
  const answered = await answeredBy(db, [schoolId], { cycle, now })
  const staff = await staffOf(db as Transaction, schoolId, { cycle, now })
  const groupOf = new Map(staff.map(({ personId, group }) => [personId, group]))
  const lines = answered.map(({ personId, name, subject, ledger, verdict, exempt }) => ({
    personId,
    name,
    subject,
    hours: ledger.counted,
    underReview: categories.reduce((sum, category) => sum + ledger.underReview[category], 0),
    missing: ledger.missing,
    passed: verdict.passed,
    shortfalls: verdict.reasons.map(({ code }) => code),
    exempt,
    group: groupOf.get(personId),
  }))
  return {
    school: school.name,
    takenAt: now,
    final: stageAt(cycle, now) === 'frozen',
    lines,
    totals: totalsOf(lines),
  }
}

function totalsOf(lines: readonly ReportLine[]): ReportTotals {
  const count = (belongs: (line: ReportLine) => boolean) => lines.filter(belongs).length
  return {
    people: lines.length,
    passed: count(({ passed, exempt }) => passed && !exempt),
    notPassed: count(({ passed, exempt }) => !passed && !exempt),
    exempt: count(({ exempt }) => exempt),
    groups: Object.fromEntries(
      staffGroups.map((group) => [group, count((line) => line.group === group)]),
    ) as Record<StaffGroup, number>,
  }
}

export const leadersReportRefusals = [...grantRefusals, ...stepRefusals] as const

/**
 * Reports to the school's leaders, once in a cycle. The sums are noted, and every principal of the school is
 * told, with a button that brings the file.
 *
 * @returns the sums reported; 'step-already-done' {step, by, at}, 'not-your-role'
 */
export async function reportToLeaders(
  tx: Transaction,
  { schoolId, actor }: { schoolId: string; actor: Acting },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<ReportTotals | Refusal> {
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', schoolId)
  if (unauthorised) return unauthorised
  const { totals } = await leadersReportOf(tx, schoolId, { cycle, now })
  const step = { step: 'leaders-report', organisationId: schoolId, actor, details: totals } as const
  const taken = await takeStep(tx, step, { cycle, now })
  if (isRefusal(taken)) return taken
  const { name } = await tx.person.findUniqueOrThrow({
    where: { id: actor.personId },
    select: { name: true },
  })
  await tellRole(
    tx,
    'PRINCIPAL',
    schoolId,
    { kind: 'leaders-report', organisationId: schoolId, cycleId: cycle.id, by: name },
    { key: `leaders-report:${schoolId}:${cycle.id}`, except: actor.personId },
  )
  return totals
}

/**
 * Gives out the report as a file, with the state at that moment, to the administrator and to the leaders it
 * was reported to. Logged (invariant 7).
 *
 * @returns nothing when the file may go; 'not-your-role' {role}; 'step-not-yet' {step} for a principal to
 *   whom nothing was reported yet
 */
export async function handOutLeadersReport(
  tx: Transaction,
  { schoolId, actor, role, format }: HandOut,
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal<(typeof leadersReportRefusals)[number]> | undefined> {
  const unauthorised = await refuseWithoutRole(tx, actor, role, schoolId)
  if (unauthorised) return unauthorised
  if (role === 'PRINCIPAL') {
    const steps = await stepsDone(tx, schoolId, cycle.id)
    if (!steps.some(({ step }) => step === 'leaders-report')) {
      return { refused: 'step-not-yet', params: { step: 'leaders-report' } }
    }
  }
  const { lines } = await leadersReportOf(tx, schoolId, { cycle, now })
  const actorInRole = { personId: actor.personId, role }
  const what = {
    what: 'leaders-report',
    organisationId: schoolId,
    cycleId: cycle.id,
    rows: lines.length,
    format,
  }
  await logExport(tx, { actor: actorInRole, ...what }, now)
  return undefined
}

interface HandOut {
  readonly schoolId: string
  readonly actor: Acting
  readonly role: Extract<Role, 'SCHOOL_ADMIN' | 'PRINCIPAL'>
  readonly format: 'xlsx' | 'pdf'
}
