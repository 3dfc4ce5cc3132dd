import { z } from 'zod'
import { categories, evidenceKinds, profileFieldIds, roles } from '../terms.ts'
import { civilDateOf, readDeadline, readOpening } from '../time/shanghai.ts'
import { reminderRules, sampleReminders } from './reminder-rules.ts'
import { publicityColumnIds, sampleColumns, statisticsColumnIds } from './report-columns.ts'

/**
 * One year's verification as data (DOMAIN: cycle, 年度). Whatever differs from year to year stands in a JSON
 * file beside this one. It is read, checked and turned into instants here, once, when the program starts or a
 * cycle is imported.
 */

/** Every window that rules ask about; each cycle gives each exactly once. */
export const windowIds = [
  'declaration',
  'provider-certificate',
  'registration',
  'school-review',
  'resubmission',
  'publicity',
  'principal-confirmation',
  'district-review',
  'complaints',
  'second-round-teacher',
  'second-round-school',
  'second-round-district',
  'statistics',
  'city-confirmation',
  'export',
] as const
export type WindowId = (typeof windowIds)[number]

/** Why an activity is known but not declared here; each is a refusal with its own text. */
export const activityRefusals = ['senior-post-training-elsewhere'] as const

const label = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
/** Ids travel in buttons, which hold 64 bytes. */
const maxIdChars = 36
const id = z
  .string()
  .max(maxIdChars)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case: a-z, 0-9 and hyphens')
const hours = z.number().min(0).multipleOf(0.5)
/** What the notice itself gives, and what is shipped as an example (「示例，待主管部门确认」). */
const provenance = z.enum(['notice', 'sample'])

const requirements = z.strictObject({
  totalHours: hours,
  publicHours: hours,
  professionalHours: hours,
  electiveHours: hours,
  electiveAdvisedHours: hours,
  hoursPerDay: z.number().positive().max(24).multipleOf(0.5),
})

const opening = z.string().transform((text, context) => {
  const instant = readOpening(text)
  if (instant) return instant
  context.addIssue(`«${text}» is not a date: write 2014-12-31 or 2014-12-31 17:00`)
  return z.NEVER
})

const deadline = z.string().transform((text, context) => {
  const instant = readDeadline(text)
  if (instant) return instant
  context.addIssue(`«${text}» is not a date: write 2014-12-31 (that whole day) or 2014-12-31 17:00`)
  return z.NEVER
})

const window = z
  .strictObject({
    id: z.enum(windowIds),
    label,
    audience: z.array(z.enum(roles)).min(1),
    kind: z.enum(['hard', 'soft']),
    from: opening.optional(),
    until: deadline,
    latestUntil: deadline.optional(),
    provenance: provenance.default('notice'),
  })
  .transform(({ from, until, latestUntil, ...rest }) => ({
    ...rest,
    /** Absent when the window opens with an event: a return, the end of publicity, the freeze. */
    opensAt: from,
    closesAt: until,
    /** The last instant that even a late one may reach (ruling 2: publicity ends by 01-17). */
    latestAt: latestUntil,
  }))

const activityType = z.strictObject({
  id,
  label,
  categories: z.array(z.enum(categories)).min(1),
  /**
   * What a bare number means when the teacher types the amount. 'items' are papers, lessons given and the
   * like.
   */
  unit: z.enum(['hours', 'days', 'items']),
  /** Needed for items only: a day is worth the cycle's `hoursPerDay`, an hour one hour. */
  hoursPerUnit: hours.positive().optional(),
  maxHoursPerItem: hours.positive().optional(),
  maxHoursPerYear: hours.positive().optional(),
  /** Always needed; a translation or a proof of hours may come on top (S079–S081). */
  evidence: z.array(z.enum(evidenceKinds)).min(1),
  refused: z.enum(activityRefusals).optional(),
  provenance,
})

const returnReason = z.strictObject({
  id,
  label,
  /** A note for the teacher, or the written finding that an accusation needs (ruling 11). */
  needs: z.enum(['note', 'finding']).optional(),
  /** Informs the level above. */
  misconduct: z.boolean().default(false),
  /**
   * Given only by an upheld complaint (ruling 10), and not among the reasons that a reviewer chooses from.
   */
  use: z.literal('complaint').optional(),
})

/** Ruling 10: an upheld complaint returns the item. A cycle that names no reason for it has this one. */
const complaintUpheld: z.input<typeof returnReason> = {
  id: 'complaint-upheld',
  label: { zh: '投诉查实', en: 'A complaint was upheld' },
  needs: 'finding',
  use: 'complaint',
}

const reportColumns = z
  .strictObject({
    provenance,
    publicity: columnsOf(publicityColumnIds),
    statistics: columnsOf(statisticsColumnIds),
  })
  .prefault(() => structuredClone({ provenance: 'sample' as const, ...sampleColumns }))

function columnsOf<const Ids extends readonly string[]>(ids: Ids) {
  const known = z.enum(ids, { error: `is no column that is known here: ${ids.join(', ')}` })
  return z.array(z.strictObject({ id: known, label })).min(1)
}

/** A cycle's file; its keys stand in the order in which a person writes them. */
export const cycleSchema = z
  .strictObject({
    id: z.int().min(2012).max(2100),
    name: label,
    /** Calendar and requirements as a whole: sample while the notice of that year is not there. */
    provenance: provenance.default('notice'),
    requirements,
    publicityDays: z.int().positive(),
    windows: z.array(window),
    requiredFields: z.array(z.enum(profileFieldIds)),
    /** Annex 1 of the notice is missing. */
    requiredFieldsProvenance: provenance.default('sample'),
    activityTypes: z.array(activityType).min(1),
    bases: z.array(z.strictObject({ id, name: z.string().min(1), provenance })),
    returnReasons: z
      .array(returnReason)
      .min(1)
      .transform((reasons) =>
        reasons.some(({ use }) => use === 'complaint')
          ? reasons
          : [...reasons, returnReason.parse(complaintUpheld)],
      ),
    /** Ruling 14: nobody is exempt for a reason that is not given here. */
    exemptionReasons: z.array(z.strictObject({ id, label })).default([]),
    reportColumns,
    reminders: reminderRules.prefault(() => structuredClone(sampleReminders)),
    contacts: z.array(
      z.strictObject({
        id,
        topic: label,
        office: label,
        phone: z.string().min(1),
        provenance: provenance.default('notice'),
      }),
    ),
    /** When declaring of the next cycle opens, where this year's notice tells it (S071). */
    nextOpens: z.string().refine(readOpening, 'is not a date: write 2015-04-01').optional(),
  })
  .superRefine((cycle, context) => {
    for (const fault of faultsOf(cycle)) context.addIssue({ code: 'custom', ...fault })
  })

export type Cycle = z.output<typeof cycleSchema>

/** A cycle at an instant: what most rules are asked of. */
export interface Moment {
  readonly cycle: Cycle
  readonly now: Date
}
/** The cycle as it stands in its file: civil dates, not instants. */
export type CycleFile = z.input<typeof cycleSchema>
export type Requirements = z.output<typeof requirements>
export type Window = z.output<typeof window>
export type ActivityType = z.output<typeof activityType>
export type AmountUnit = ActivityType['unit']
export type ReturnReason = z.output<typeof returnReason>

/**
 * Reads one cycle. A cycle that contradicts itself is an operator's mistake at load time. So this throws,
 * listing every fault with its file, place and reason.
 */
export function loadCycle(json: unknown, file = 'cycle'): Cycle {
  const outcome = cycleSchema.safeParse(json)
  if (outcome.success) return outcome.data
  const faults = outcome.error.issues.map(({ path, message }) => `${file}: ${placeOf(path)}: ${message}`)
  throw new Error(`The cycle cannot be used.\n${faults.join('\n')}`)
}

/** The reasons that a reviewer chooses from: those that only an upheld complaint gives are not among them. */
export function reasonsToChoose({ returnReasons }: Pick<Cycle, 'returnReasons'>): ReturnReason[] {
  return returnReasons.filter(({ use }) => use === undefined)
}

/** Where a window stands in its file, for telling what is wrong with it. */
export function windowIndex({ windows }: Pick<Cycle, 'windows'>, windowId: WindowId): number {
  return windows.findIndex(({ id }) => id === windowId)
}

/** Windows of one item's way, each of which ends no earlier than the one before. */
const endsInOrder: readonly WindowId[] = [
  'provider-certificate',
  'declaration',
  'school-review',
  'publicity',
  'principal-confirmation',
  'district-review',
  'second-round-teacher',
  'second-round-school',
  'second-round-district',
  'statistics',
  'city-confirmation',
  'export',
]

interface Fault {
  path: (string | number)[]
  message: string
}

function* faultsOf(cycle: {
  id: number
  requirements: Requirements
  windows: Window[]
  requiredFields: string[]
  activityTypes: ActivityType[]
  bases: { id: string }[]
  returnReasons: { id: string }[]
  exemptionReasons: { id: string }[]
  reportColumns: Record<'publicity' | 'statistics', { id: string }[]>
  contacts: { id: string }[]
}): Generator<Fault> {
  const { totalHours, publicHours, professionalHours, electiveHours } = cycle.requirements
  const minimums = publicHours + professionalHours + electiveHours
  if (minimums > totalHours) {
    const message = `the minimums of the categories sum to ${minimums} hours, more than the total of ${totalHours}`
    yield { path: ['requirements', 'totalHours'], message }
  }
  yield* faultsOfCalendar(cycle.windows)
  yield* faultsOfYear(cycle)
  for (const [index, type] of cycle.activityTypes.entries()) {
    if (type.unit === 'items' && type.hoursPerUnit === undefined) {
      yield { path: ['activityTypes', index, 'hoursPerUnit'], message: 'needed, as the unit is items' }
    }
    if (!type.evidence.includes('CERTIFICATE')) {
      yield {
        path: ['activityTypes', index, 'evidence'],
        message: 'at least one CERTIFICATE is always needed',
      }
    }
  }
  for (const place of ['activityTypes', 'bases', 'returnReasons', 'exemptionReasons', 'contacts'] as const) {
    yield* repeated([place], idsOf(cycle[place]))
  }
  for (const list of ['publicity', 'statistics'] as const) {
    yield* repeated(['reportColumns', list], idsOf(cycle.reportColumns[list]))
  }
  yield* repeated(['requiredFields'], cycle.requiredFields)
}

function* faultsOfCalendar(windows: Window[]): Generator<Fault> {
  yield* repeated(['windows'], idsOf(windows))
  for (const windowId of windowIds) {
    if (!windows.some(({ id }) => id === windowId))
      yield { path: ['windows'], message: `«${windowId}» is missing` }
  }
  for (const [index, { opensAt, closesAt, latestAt }] of windows.entries()) {
    if (opensAt && opensAt >= closesAt)
      yield { path: ['windows', index, 'until'], message: 'closes before it opens' }
    if (latestAt && latestAt < closesAt) {
      yield { path: ['windows', index, 'latestUntil'], message: 'comes before until' }
    }
  }
  const inOrder = endsInOrder.flatMap((windowId) => windows.filter(({ id }) => id === windowId))
  for (const [index, later] of inOrder.entries()) {
    const earlier = inOrder[index - 1]
    if (earlier && later.closesAt < earlier.closesAt) {
      const message = `«${later.id}» ends before «${earlier.id}», which it follows`
      yield { path: ['windows', windows.indexOf(later), 'until'], message }
    }
  }
}

/**
 * Hours are those of the civil year that names the cycle. A copied file whose dates were left behind would
 * take none of them.
 */
function* faultsOfYear({ id, windows }: { id: number; windows: Window[] }): Generator<Fault> {
  const index = windows.findIndex((window) => window.id === 'declaration')
  const { opensAt, closesAt } = windows[index] ?? {}
  if (!closesAt) return
  const [opens, closes] = [opensAt && yearOf(opensAt), yearOf(new Date(closesAt.getTime() - 1))]
  if (closes < id || (opens !== undefined && opens > id)) {
    const message = `declaring is open from ${opens ?? '…'} to ${closes}, but the hours of cycle ${id} are those of ${id}`
    yield { path: ['windows', index], message }
  }
}

function yearOf(instant: Date): number {
  return Number(civilDateOf(instant).slice(0, 4))
}

function* repeated(place: string[], ids: string[]): Generator<Fault> {
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) !== index)
      yield { path: [...place, index, 'id'], message: `«${id}» stands here twice` }
  }
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id)
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return place.replace(/^\./, '') || 'the whole file'
}
