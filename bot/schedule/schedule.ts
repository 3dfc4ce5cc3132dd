import cron from 'node-cron'
import type { House } from '../telegram/dialogue/context.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'
import { type Sweep, sweeps } from './sweeps.ts'

export interface Schedule {
  /** Does at once what every tick would do: after the clock was moved, and in tests. */
  sweepNow(): Promise<void>
  stop(): Promise<void>
}

/**
 * An alarm clock and nothing more: a tick calls a sweep, and the database decides what is due, whoever else ticks. Without
 * `ticking` nothing is swept but on `sweepNow`.
 */
export function startSchedule(house: House, { ticking = true } = {}): Schedule {
  const run = ({ name, sweep }: Sweep) =>
    sweep(house).catch((error) => house.log(`${name}: ${reasonOf(error)}`))
  const tasks = (ticking ? sweeps : []).map((sweep) =>
    cron.schedule(sweep.cron, () => run(sweep), { noOverlap: true }),
  )
  return {
    async sweepNow() {
      for (const sweep of sweeps) if (sweep.followsClock) await run(sweep)
    },
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
    },
  }
}
