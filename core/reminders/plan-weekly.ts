import type { Database } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { isQuiet } from '../cycle/quiet.ts'
import { lackingHours } from '../duties/who-must-act.ts'
import { priority } from '../notices/notice.ts'
import { carryOut, type Due, hours, type Plan, planOf } from './plan.ts'
import { dueWeek } from './weeks.ts'

/**
 * Puts the pictures of the week into the outbox of teachers who lack hours even if everything under review is
 * approved. It leaves out whoever muted reminders, cannot be reached or is exempt, and the key limits each
 * person to one a week. It goes behind everything else, so that no ladder's reminder waits for a picture.
 *
 * @returns how many were planned now
 */
export async function planWeeklyPictures(
  { prisma }: Pick<Database, 'prisma'>,
  { cycles, now }: { cycles: readonly Cycle[]; now: Date },
): Promise<number> {
  return carryOut(
    { prisma },
    cycles.flatMap((cycle) => weekPlans(cycle, now)),
    now,
  )
}

function weekPlans(cycle: Cycle, now: Date): Plan[] {
  if (isQuiet(cycle, now)) return []
  const due = hours.flatMap((hour): Due[] => {
    const week = dueWeek(cycle, now, hour)
    return week ? [{ hour, rung: week.day, at: week.at, instead: null }] : []
  })
  return planOf(cycle, 'weekly', due, {
    name: 'weekly',
    who: lackingHours(cycle),
    notice: { kind: 'weekly-progress' },
    priority: priority.broadcast,
  })
}
