import cron from 'node-cron'
import { isQuiet } from '../../core/cycle/quiet.ts'
import type { House } from '../house.ts'
import { reasonOf } from '../telegram/exchange/faults.ts'
import { type Sweep, sweeps } from './sweeps.ts'

export interface Schedule {
  /** Does at once what every tick would do: after the clock was moved, and in tests. */
  sweepNow(): Promise<void>
  stop(): Promise<void>
}

/**
 * Only an alarm clock: a tick calls a sweep, and the database decides what is due, whoever else ticks.
 * Without `ticking`, sweeps run only on `sweepNow`.
 */
export function startSchedule(house: House, { ticking = true } = {}): Schedule {
  const sweepUnlessNight = async ({ sweep, restsAtNight }: Sweep) => {
    const now = house.clock.now()
    if (!restsAtNight || !isQuiet(house.cycles.currentAt(now), now)) await sweep(house)
  }
  const run = (sweep: Sweep) =>
    sweepUnlessNight(sweep).catch((error) => house.log(`${sweep.name}: ${reasonOf(error)}`))
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
