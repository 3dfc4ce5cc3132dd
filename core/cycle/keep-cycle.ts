import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '../../prisma/database.ts'
import { audit, commandLine } from '../audit/audit.ts'
import { formatDeadline } from '../time/shanghai.ts'
import { type Cycle, type CycleFile, loadCycle, windowIndex } from './cycle.ts'
import { hasBegun } from './cycle-book.ts'
import { contradictions } from './side-by-side.ts'
import { freezesAt } from './windows.ts'

/**
 * Taking a cycle into use, and putting it right while people work on it. Only whoever runs the program does
 * so.
 */

export interface KeptCycle {
  readonly cycle: Cycle
  readonly change: 'new' | 'replaced' | 'unchanged'
}

/**
 * Keeps a cycle. Until its declaring opens it may be replaced altogether; a frozen cycle stays as it is
 * (invariant 5). In between people rely on it: deadlines that are not past may move later, labels and
 * contacts may change, reasons, bases and activities may be added, and what nobody has used may go.
 *
 * @param json the cycle as it stands in its file
 * @param file its name, for telling what is wrong
 * @returns what became of it, or the faults, each with file, place and reason
 */
export async function keepCycle(
  tx: Transaction,
  { json, file }: { json: unknown; file: string },
  now: Date,
): Promise<KeptCycle | { faults: string[] }> {
  let cycle: Cycle
  try {
    cycle = loadCycle(json, file)
  } catch (error) {
    return { faults: [(error as Error).message] }
  }
  // One after another: two that are loaded at once must see each other.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('cycles', 0))`
  // Nor does one freeze meanwhile.
  await tx.$queryRaw`select 1 from cycle where id = ${cycle.id} for update`
  const kept = await tx.cycle.findMany()
  const others = kept
    .filter(({ id }) => id !== cycle.id)
    .map(({ id, data }) => ({ cycle: loadCycle(data, `cycle ${id}`), file: `cycle ${id}` }))
  const beside = contradictions([...others, { cycle, file }])
  if (beside.length > 0) return { faults: beside }

  const before = kept.find(({ id }) => id === cycle.id)
  if (!before) {
    await tx.cycle.create({ data: { id: cycle.id, data: json as object, loadedAt: now } })
    await told(tx, cycle, 'cycle.load', now)
    return { cycle, change: 'new' }
  }
  if (isDeepStrictEqual(before.data, json)) return { cycle, change: 'unchanged' }
  const old = loadCycle(before.data, `cycle ${cycle.id}`)
  const faults = before.frozenAt ? [frozen] : await faultsOfChange(tx, { old, cycle, now })
  if (faults.length > 0) return { faults: faults.map((fault) => `${file}: ${fault}`) }
  await tx.cycle.update({
    where: { id: cycle.id },
    // Who keeps the cycle in memory knows by this that it is another one.
    data: {
      data: json as object,
      loadedAt: new Date(Math.max(now.getTime(), before.loadedAt.getTime() + 1)),
    },
  })
  await told(tx, cycle, 'cycle.replace', now, { before: before.data })
  return { cycle, change: 'replaced' }
}

async function told(tx: Transaction, cycle: Cycle, action: string, now: Date, details: object = {}) {
  await audit(tx, {
    at: now,
    actor: commandLine,
    action,
    subject: { kind: 'cycle', id: String(cycle.id) },
    organisationId: 'city',
    cycleId: cycle.id,
    details: { name: cycle.name, ...details },
  })
}

const frozen = 'id: the cycle of this year is frozen, so nothing of it changes any more'

interface Change {
  readonly old: Cycle
  readonly cycle: Cycle
  readonly now: Date
}

async function faultsOfChange(tx: Transaction, change: Change): Promise<string[]> {
  const { old, now } = change
  if (now >= freezesAt(old)) return [frozen]
  if (!hasBegun(old, now)) return []
  return [...faultsOfRules(change), ...faultsOfDeadlines(change), ...(await faultsOfIds(tx, change))]
}

/** What everybody's hours have been judged by so far. */
const fixedOnceOpen = ['requirements', 'publicityDays', 'requiredFields'] as const

function* faultsOfRules({ old, cycle }: Change): Generator<string> {
  for (const place of fixedOnceOpen) {
    if (!isDeepStrictEqual(old[place], cycle[place])) yield `${place}: cannot change, as declaring has opened`
  }
}

function* faultsOfDeadlines({ old, cycle, now }: Change): Generator<string> {
  for (const before of old.windows) {
    const index = windowIndex(cycle, before.id)
    const after = cycle.windows[index]!
    const place = `windows[${index}]`
    const stood = formatDeadline(before.closesAt, 'en')
    if (after.kind !== before.kind) yield `${place}.kind: cannot change, as declaring has opened`
    if (after.opensAt?.getTime() !== before.opensAt?.getTime() && !(before.opensAt && before.opensAt > now)) {
      yield `${place}.from: «${before.id}» has opened already`
    }
    if (after.closesAt.getTime() !== before.closesAt.getTime() && before.closesAt <= now) {
      yield `${place}.until: «${before.id}» was to be done ${stood}, which is past`
    } else if (after.closesAt < before.closesAt) {
      yield `${place}.until: «${before.id}» stands as ${stood} and people rely on it: it can only become later`
    }
    if (before.latestAt && (!after.latestAt || after.latestAt < before.latestAt)) {
      yield `${place}.latestUntil: can only become later`
    }
  }
}

/** Lists whose entries are used by id: what is used stays, and means what it meant; its labels may change. */
async function faultsOfIds(tx: Transaction, { old, cycle }: Change): Promise<string[]> {
  const used = await idsInUse(tx, cycle.id)
  const faults: string[] = []
  for (const place of ['activityTypes', 'bases', 'returnReasons', 'exemptionReasons'] as const) {
    for (const before of old[place] as readonly { id: string }[]) {
      if (!used[place].has(before.id)) continue
      const after = (cycle[place] as readonly { id: string }[]).find(({ id }) => id === before.id)
      if (!after) faults.push(`${place}: «${before.id}» is in use and cannot go`)
      else if (!isDeepStrictEqual(ruleOf(before), ruleOf(after)))
        faults.push(`${place}: «${before.id}» is in use: only its label can change`)
    }
  }
  return faults
}

function ruleOf(entry: object): object {
  return { ...entry, label: undefined, name: undefined, provenance: undefined }
}

async function idsInUse(tx: Transaction, cycleId: number) {
  const rows = await tx.$queryRaw<{ place: string; id: string }[]>`
    select 'activityTypes' as place, activity_type as id from declaration where cycle_id = ${cycleId}
    union select 'activityTypes', answers->>'activityType' from draft where cycle_id = ${cycleId}
    union select 'bases', claim->>'baseId' from declaration where cycle_id = ${cycleId}
    union select 'bases', answers->>'baseId' from draft where cycle_id = ${cycleId}
    union select 'returnReasons', reason_id from declaration where cycle_id = ${cycleId}
    union select 'exemptionReasons', reason_id from exemption where cycle_id = ${cycleId}`
  const idsOf = (wanted: string) => new Set(rows.filter(({ place }) => place === wanted).map(({ id }) => id))
  return {
    activityTypes: idsOf('activityTypes'),
    bases: idsOf('bases'),
    returnReasons: idsOf('returnReasons'),
    exemptionReasons: idsOf('exemptionReasons'),
  }
}

/** The cycle as it was loaded, for making the next year's file of it; undefined where there is none. */
export async function cycleFileOf(tx: Transaction, cycleId: number): Promise<CycleFile | undefined> {
  const row = await tx.cycle.findUnique({ where: { id: cycleId }, select: { data: true } })
  return row ? (row.data as unknown as CycleFile) : undefined
}
