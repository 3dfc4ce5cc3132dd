import type { Transaction } from '../../prisma/database.ts'
import { logExport } from '../audit/export-log.ts'
import { type Acting, grantRefusals, refuseWithoutRole } from '../authority/grants.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { readPublicity, type SchoolPublicity } from './publicity.ts'

export const handOutListRefusals = [
  ...grantRefusals,
  'publicity-gone',
  'publicity-withdrawn',
  'list-no-longer-public',
] as const

/**
 * Gives out the public list as a file while it is public. Afterwards nobody gets it, because the school has
 * to take it down. Logged with who asked (invariant 7).
 *
 * @returns the publicity whose list it is; 'list-no-longer-public' {until}, 'publicity-withdrawn' {by, at},
 *   'not-your-role', 'publicity-gone'
 */
export async function handOutList(
  tx: Transaction,
  { publicityId, actor, format }: { publicityId: string; actor: Acting; format: 'xlsx' | 'pdf' },
  now: Date,
): Promise<SchoolPublicity | Refusal<(typeof handOutListRefusals)[number]>> {
  const publicity = await readPublicity(tx, publicityId, now)
  if (!publicity) return refuse('publicity-gone')
  const { organisationId, cycleId, state, withdrawn, endsAt, list } = publicity
  const unauthorised = await refuseWithoutRole(tx, actor, 'SCHOOL_ADMIN', organisationId)
  if (unauthorised) return unauthorised
  if (withdrawn) return refuse('publicity-withdrawn', { by: withdrawn.by, at: withdrawn.at.toISOString() })
  if (state !== 'running') return refuse('list-no-longer-public', { until: endsAt.toISOString() })
  await logExport(
    tx,
    {
      actor: { personId: actor.personId, role: 'SCHOOL_ADMIN' },
      what: 'publicity-list',
      organisationId,
      cycleId,
      rows: list.lines.length,
      format,
    },
    now,
  )
  return publicity
}
