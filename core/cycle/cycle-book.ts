import type { Database } from '../../prisma/database.ts'
import { type Cycle, loadCycle } from './cycle.ts'
import { windowAt } from './windows.ts'

/** The cycles in use. Every command works on an explicit one of them. */
export interface CycleBook {
  /** Throws when there is no such cycle: ids come from rows or buttons, both of which were made from a cycle. */
  get(cycleId: number): Cycle
  has(cycleId: number): boolean
  all(): Cycle[]
  /** The cycle that a person means who names none: the newest that is open for declaring, else the newest of all. */
  currentAt(now: Date): Cycle
  /** Reads the cycles again if any was loaded anew. */
  refresh(): Promise<void>
}

export async function openCycleBook({ prisma }: Pick<Database, 'prisma'>): Promise<CycleBook> {
  const cycles = new Map<number, { loadedAt: Date; cycle: Cycle }>()

  async function refresh() {
    for (const { id, loadedAt } of await prisma.cycle.findMany({ select: { id: true, loadedAt: true } })) {
      if (cycles.get(id)?.loadedAt.getTime() === loadedAt.getTime()) continue
      const { data } = await prisma.cycle.findUniqueOrThrow({ where: { id } })
      cycles.set(id, { loadedAt, cycle: loadCycle(data, `cycle ${id}`) })
    }
  }

  await refresh()
  return {
    refresh,
    has: (cycleId) => cycles.has(cycleId),
    all: () => [...cycles.values()].map(({ cycle }) => cycle),
    get(cycleId) {
      const found = cycles.get(cycleId)
      if (!found) throw new Error(`There is no cycle ${cycleId}.`)
      return found.cycle
    },
    currentAt(now) {
      const newestFirst = [...cycles.values()].map(({ cycle }) => cycle).sort((a, b) => b.id - a.id)
      const open = newestFirst.find((cycle) => windowAt(cycle, 'declaration', now).state !== 'before')
      const chosen = open ?? newestFirst.at(-1)
      if (!chosen) throw new Error('No cycle has been loaded.')
      return chosen
    },
  }
}
