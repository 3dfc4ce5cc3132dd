import type { Database } from '../../prisma/database.ts'
import type { Role } from '../terms.ts'
import { type Cycle, loadCycle } from './cycle.ts'
import { contradictions } from './side-by-side.ts'
import { windowAt } from './windows.ts'

/** The cycles in use. Every command works on an explicit one of them. */
export interface CycleBook {
  /**
   * Throws when there is no such cycle, because ids come from rows or buttons that were made from a cycle.
   */
  get(cycleId: number): Cycle
  has(cycleId: number): boolean
  all(): Cycle[]
  /** The newest that has opened for declaring; before any has, the one that opens first. */
  currentAt(now: Date): Cycle
  /**
   * The cycle that a person of these roles means when they name none. Reviewers work on the oldest that is
   * not finished, even when the next one has opened beside it; everybody else works on the one that is open
   * for declaring.
   */
  currentFor(roles: readonly Role[], now: Date): Cycle
  /**
   * Reads the cycles again if any was loaded anew. If they cannot stand beside each other, throws and keeps
   * what it had.
   */
  refresh(): Promise<void>
}

export async function openCycleBook({ prisma }: Pick<Database, 'prisma'>): Promise<CycleBook> {
  const cycles = new Map<number, { loadedAt: Date; cycle: Cycle }>()
  const oldestFirst = () => [...cycles.values()].map(({ cycle }) => cycle).sort((a, b) => a.id - b.id)

  async function refresh() {
    const read = new Map(cycles)
    for (const { id, loadedAt } of await prisma.cycle.findMany({ select: { id: true, loadedAt: true } })) {
      if (read.get(id)?.loadedAt.getTime() === loadedAt.getTime()) continue
      const { data } = await prisma.cycle.findUniqueOrThrow({ where: { id } })
      read.set(id, { loadedAt, cycle: loadCycle(data, `cycle ${id}`) })
    }
    const faults = contradictions([...read].map(([id, { cycle }]) => ({ cycle, file: `cycle ${id}` })))
    if (faults.length > 0) throw new Error(`The cycles cannot be used together.\n${faults.join('\n')}`)
    for (const [id, kept] of read) cycles.set(id, kept)
  }

  function currentAt(now: Date): Cycle {
    const inOrder = oldestFirst()
    const chosen = inOrder.findLast((cycle) => hasBegun(cycle, now)) ?? inOrder[0]
    if (!chosen) throw new Error('No cycle has been loaded.')
    return chosen
  }

  await refresh()
  return {
    refresh,
    has: (cycleId) => cycles.has(cycleId),
    all: oldestFirst,
    get(cycleId) {
      const found = cycles.get(cycleId)
      if (!found) throw new Error(`There is no cycle ${cycleId}.`)
      return found.cycle
    },
    currentAt,
    currentFor(roles, now) {
      // A teacher who also reviews gets the reviewers' cycle, because others wait for what they do there.
      // /cycle chooses the other one.
      const underReview = roles.some((role) => reviewing.has(role))
        ? oldestFirst().find((cycle) => hasBegun(cycle, now) && !isFinished(cycle, now))
        : undefined
      return underReview ?? currentAt(now)
    },
  }
}

const reviewing: ReadonlySet<Role> = new Set([
  'SCHOOL_ADMIN',
  'HR_OFFICER',
  'PRINCIPAL',
  'DISTRICT_REVIEWER',
  'CITY_OPERATOR',
  'CITY_SUPERVISOR',
])

/** Declaring has opened, whatever has closed since. */
export function hasBegun(cycle: Cycle, now: Date): boolean {
  return windowAt(cycle, 'declaration', now).state !== 'before'
}

/** The last window of the calendar, the export, is over. */
export function isFinished(cycle: Cycle, now: Date): boolean {
  return windowAt(cycle, 'export', now).state === 'closed'
}
