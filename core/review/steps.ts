import type { Database, Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import { cityOf, standsUnder } from '../authority/tree.ts'
import type { Cycle, WindowId } from '../cycle/cycle.ts'
import { closingOf, freezesAt, windowAt } from '../cycle/windows.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Role } from '../terms.ts'

/**
 * What an organisation does once in a cycle, beside deciding on items. Cards, refusals, late lists and tests
 * read this one table. A step is a row that is written once; whoever comes second is told who was first.
 */

export interface StepRow {
  readonly step: string
  readonly role: Role
  /**
   * What the row is about: one's own organisation, a school or office below it, or the whole city, for which
   * several offices act.
   */
  readonly about: 'own' | 'below' | 'city'
  /** Soft: later is marked 逾期. Absent: no date is given. */
  readonly window?: WindowId
  /** What must have been done in the same organisation before, in this order. */
  readonly after?: readonly string[]
  /** Not before the time of this window is over: until then what the step speaks of still goes on. */
  readonly oncePast?: WindowId
  /** Only of frozen data (S055, ruling 9). */
  readonly onlyFrozen?: true
}

export const stepTable = [
  // S033: the administrator reports the hours of all teachers to the school's leaders.
  { step: 'leaders-report', role: 'SCHOOL_ADMIN', about: 'own' },
  // S038: the principal confirms and submits; written by the confirmation itself.
  { step: 'confirmation', role: 'PRINCIPAL', about: 'own', window: 'principal-confirmation' },
  // S039: the sealed paper form goes to the office above, which ticks its arrival.
  {
    step: 'paper-sent',
    role: 'PRINCIPAL',
    about: 'own',
    window: 'principal-confirmation',
    after: ['confirmation'],
  },
  { step: 'paper-received', role: 'DISTRICT_REVIEWER', about: 'below', after: ['confirmation'] },
  // S057: statistics of districts and of the city, from frozen data, electronic and sealed.
  { step: 'statistics', role: 'DISTRICT_REVIEWER', about: 'own', window: 'statistics', onlyFrozen: true },
  {
    step: 'statistics-paper-sent',
    role: 'DISTRICT_REVIEWER',
    about: 'own',
    window: 'statistics',
    after: ['statistics'],
  },
  { step: 'statistics-paper-received', role: 'CITY_SUPERVISOR', about: 'below', after: ['statistics'] },
  { step: 'city-statistics', role: 'CITY_OPERATOR', about: 'city', window: 'statistics', onlyFrozen: true },
  // S059: supervision of complaints, once they had to be settled, then the city's confirmation of what the
  // statistics show.
  {
    step: 'complaint-supervision',
    role: 'CITY_SUPERVISOR',
    about: 'city',
    window: 'city-confirmation',
    oncePast: 'complaints',
  },
  {
    step: 'city-confirmation',
    role: 'CITY_SUPERVISOR',
    about: 'city',
    window: 'city-confirmation',
    after: ['complaint-supervision', 'city-statistics'],
    onlyFrozen: true,
  },
  // S060: the export was taken in by the receiving system.
  {
    step: 'export',
    role: 'CITY_OPERATOR',
    about: 'city',
    window: 'export',
    after: ['city-confirmation'],
    onlyFrozen: true,
  },
] as const satisfies readonly StepRow[]

export type StepId = (typeof stepTable)[number]['step']

export const stepRefusals = [
  'not-your-role',
  'step-already-done',
  'step-not-yet',
  'step-too-early',
  'cycle-not-frozen',
] as const

export interface StepDone {
  readonly step: StepId
  readonly doneAt: Date
  readonly doneById: string | null
  readonly late: boolean
}

export function stepRow(step: StepId): StepRow {
  return stepTable.find((row) => row.step === step)!
}

/**
 * Whether a step may be taken now. Its card offers no other.
 *
 * @param organisationId whom the step is written for: for a step of the whole city, the city
 * @returns 'step-too-early' {step, window, opens}, 'cycle-not-frozen' {freezes}, 'step-not-yet' {step} (what
 *   must come first)
 */
export async function refuseStep(
  db: Transaction | Database['prisma'],
  { step, organisationId }: { step: StepId; organisationId: string },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<Refusal<(typeof stepRefusals)[number]> | undefined> {
  const { oncePast, onlyFrozen, after = [] } = stepRow(step)
  if (oncePast && now < closingOf(cycle, oncePast)) {
    const opens = closingOf(cycle, oncePast).toISOString()
    return refuse('step-too-early', { step, window: oncePast, opens })
  }
  if (onlyFrozen && !(await isFrozen(db, cycle.id))) {
    return refuse('cycle-not-frozen', { freezes: freezesAt(cycle).toISOString() })
  }
  const done = new Set<string>((await stepsDone(db, organisationId, cycle.id)).map((other) => other.step))
  const first = after.find((other) => !done.has(other))
  return first ? refuse('step-not-yet', { step: first }) : undefined
}

/**
 * Does a step within the transaction it belongs to. It is authorised again, written only if nobody did it
 * before, and has an audit entry.
 *
 * @param command.organisationId whom the step is about; a step of the whole city is written for the city,
 *   whichever of its offices acts
 * @param command.holderId the actor's own organisation, where the step is about one that must stand below it
 * @returns the step; 'not-your-role' {role}, what `refuseStep` refuses, 'step-already-done' {step, by, at}
 */
export async function takeStep(
  tx: Transaction,
  {
    step,
    organisationId: asked,
    holderId = asked,
    actor,
    details = {},
  }: { step: StepId; organisationId: string; holderId?: string; actor: Acting; details?: object },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<StepDone | Refusal<(typeof stepRefusals)[number]>> {
  const row: StepRow = stepRow(step)
  const unauthorised = await refuseWithoutRole(tx, actor, row.role, holderId)
  if (unauthorised) return refuse('not-your-role', { role: row.role })
  if (holderId !== asked && !(await standsUnder(tx, asked, holderId))) {
    return refuse('not-your-role', { role: row.role })
  }
  const organisationId = row.about === 'city' ? ((await cityOf(tx)) ?? asked) : asked
  const notYet = await refuseStep(tx, { step, organisationId }, { cycle, now })
  if (notYet) return notYet
  const late = row.window ? windowAt(cycle, row.window, now).late : false
  const written = await tx.$executeRaw`
    insert into step (organisation_id, cycle_id, step, done_at, done_by_id, late, details)
    values (${organisationId}, ${cycle.id}, ${step}, ${now}, ${actor.personId}::uuid, ${late}, ${JSON.stringify(details)}::jsonb)
    on conflict do nothing`
  if (written === 0) {
    const first = await tx.step.findUniqueOrThrow({
      where: { cycleId_organisationId_step: { organisationId, cycleId: cycle.id, step } },
    })
    const by = first.doneById
      ? await tx.person.findUnique({ where: { id: first.doneById }, select: { name: true } })
      : null
    return refuse('step-already-done', { step, by: by?.name ?? '', at: first.doneAt.toISOString() })
  }
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: row.role },
    action: `step.${step}`,
    subject: { kind: 'organisation', id: organisationId },
    organisationId,
    cycleId: cycle.id,
    details: { ...details, late },
  })
  return { step, doneAt: now, doneById: actor.personId, late }
}

export async function stepsDone(
  tx: Transaction | Database['prisma'],
  organisationId: string,
  cycleId: number,
): Promise<StepDone[]> {
  const rows = await tx.step.findMany({ where: { organisationId, cycleId }, orderBy: { doneAt: 'asc' } })
  return rows.map(({ step, doneAt, doneById, late }) => ({ step: step as StepId, doneAt, doneById, late }))
}

/**
 * Whether the freeze was carried out. Then what was still returned is invalid, and nothing changes any more.
 */
export async function isFrozen(tx: Transaction | Database['prisma'], cycleId: number): Promise<boolean> {
  const cycle = await tx.cycle.findUnique({ where: { id: cycleId }, select: { frozenAt: true } })
  return cycle?.frozenAt != null
}
