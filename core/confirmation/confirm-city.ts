import type { Transaction } from '../../prisma/database.ts'
import type { Acting } from '../authority/grants.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { tellRole } from '../notices/tell.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { type StepDone, takeStep } from '../review/steps.ts'

/**
 * 指导中心 confirms the frozen data of the whole city, after the supervision of complaints (S059). The operators
 * are told that the export can be made.
 *
 * @returns as `takeStep`
 */
export async function confirmCity(
  tx: Transaction,
  { organisationId, actor }: { organisationId: string; actor: Acting },
  { cycle, now }: { cycle: Cycle; now: Date },
): Promise<StepDone | Refusal> {
  const done = await takeStep(tx, { step: 'city-confirmation', organisationId, actor }, { cycle, now })
  if (isRefusal(done)) return done
  const offices = await tx.organisation.findMany({ where: { kind: 'CITY' }, select: { id: true } })
  for (const { id } of offices) {
    await tellRole(
      tx,
      'CITY_OPERATOR',
      id,
      { kind: 'city-confirmed', cycleId: cycle.id },
      { key: `city-confirmed:${cycle.id}`, except: actor.personId },
    )
  }
  return done
}
