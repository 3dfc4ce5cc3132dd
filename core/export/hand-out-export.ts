import type { Database, Transaction } from '../../prisma/database.ts'
import { logExport } from '../audit/export-log.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import { cityOf } from '../authority/tree.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isKept } from './kept-export.ts'

/**
 * Gives out the file of an export once more, or the list of what keeps teachers out. Only the operator of the
 * city gets it, and it is logged with who asked (invariant 7).
 *
 * @param asked.exportId absent: the list of problems of the cycle, with so many rows
 * @returns nothing when it may go out; 'not-your-role' {role}, 'export-missing', 'export-not-kept'
 */
export async function handOutExport(
  tx: Transaction,
  asked: {
    organisationId: string
    actor: Acting
    format: 'csv' | 'xlsx'
    cycleId: number
  } & ({ exportId: string } | { problems: number }),
  now: Date,
): Promise<Refusal<'not-your-role' | 'export-missing' | 'export-not-kept'> | undefined> {
  if (await refuseWithoutRole(tx, asked.actor, 'CITY_OPERATOR', asked.organisationId))
    return refuse('not-your-role', { role: 'CITY_OPERATOR' })
  const made =
    'exportId' in asked
      ? await tx.export.findFirst({ where: { id: asked.exportId, cycleId: asked.cycleId } })
      : { rows: asked.problems }
  if (!made) return refuse('export-missing')
  if ('exportId' in asked && !(await isKept(tx, asked.exportId))) return refuse('export-not-kept')
  await logExport(
    tx,
    {
      actor: { personId: asked.actor.personId, role: 'CITY_OPERATOR' },
      what: 'exportId' in asked ? 'export' : 'export-problems',
      organisationId: (await cityOf(tx)) ?? asked.organisationId,
      cycleId: asked.cycleId,
      rows: made.rows,
      format: asked.format,
    },
    now,
  )
  return undefined
}

/** Which export it is, of which cycle; undefined when there is none of that id. */
export async function readExport(
  db: Database['prisma'] | Transaction,
  exportId: string,
): Promise<{ cycleId: number; serial: number } | undefined> {
  const made = await db.export.findUnique({
    where: { id: exportId },
    select: { cycleId: true, serial: true },
  })
  return made ?? undefined
}
