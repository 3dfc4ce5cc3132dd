import type { Database } from '../../prisma/database.ts'
import type { Status } from '../declarations/status.ts'
import { providersHoursMissing } from './who-must-act.ts'

/**
 * Whether training at a provider may be missing from this teacher's records (S014), as `lackingRecords` asks
 * of all.
 *
 * @returns 'disputed' where they said so and have no answer yet, 'perhaps' where no provider registered
 *   anything and hours are missing
 */
export async function readRecordsMissing(
  db: Database['prisma'],
  { personId, cycleId }: { personId: string; cycleId: number },
  { hourRecords, verdict }: Status,
): Promise<'disputed' | 'perhaps' | undefined> {
  const disputed = await db.$queryRawUnsafe<unknown[]>(
    `select 1 from dispute where person_id = $1::uuid and cycle_id = $2 and ${providersHoursMissing} limit 1`,
    personId,
    cycleId,
  )
  if (disputed.length > 0) return 'disputed'
  const isOnRecord = hourRecords.some(({ source }) => source === 'PROVIDER')
  return isOnRecord || verdict.passed ? undefined : 'perhaps'
}
