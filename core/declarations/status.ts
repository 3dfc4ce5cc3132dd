import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type Ledger, ledgerOf, type Verdict, verdictOf } from '../ledger/ledger.ts'
import {
  actionsFor,
  countsAs,
  type DeclarationAction,
  type DeclarationState,
  dueAt,
  type Holder,
  holderOf,
  type Round,
  stageAt,
} from '../review/actions.ts'
import { publicityStartsFor } from '../review/publicity-starts.ts'
import { receiptNumber } from '../review/receipt.ts'
import { type Correction, correctionOf } from '../review/returned.ts'
import type { HourRecord } from './doubles.ts'
import { type Draft, openDrafts } from './draft.ts'
import { datesOf } from './teacher-file.ts'

/**
 * Where a teacher stands: the sums, why not passed, and every item with who has it now and until when (DOMAIN
 * §5.5).
 */
export interface Status {
  readonly ledger: Ledger
  readonly verdict: Verdict
  /** 免验: nothing is missing, whatever the verdict would be. */
  readonly exempt: boolean
  readonly hourRecords: readonly HourRecord[]
  readonly items: readonly StatusItem[]
  readonly drafts: readonly Draft[]
}

export interface StatusItem {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly state: DeclarationState
  readonly round: Round
  readonly category: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE'
  readonly courseName: string
  readonly from: string
  readonly to: string
  readonly hours: number
  readonly holder: Holder
  readonly due: Date | undefined
  /** Still with somebody when the data were frozen: a silent reviewer has approved nothing. */
  readonly ranOut: boolean
  readonly late: boolean
  readonly reasonId: string | null
  readonly note: string | null
  /** Absent where it cannot be corrected now. */
  readonly correction: Correction | undefined
  /** What the teacher may do to it now. */
  readonly actions: readonly DeclarationAction[]
}

export async function readStatus(
  db: Database['prisma'] | Transaction,
  personId: string,
  cycle: Cycle,
  now: Date,
): Promise<Status> {
  const records = await db.hourRecord.findMany({
    where: { personId, cycleId: cycle.id },
    // Pages must not shift between two looks: courses of the same day stay in the order they came in.
    orderBy: [{ from: 'asc' }, { recordedAt: 'asc' }, { id: 'asc' }],
  })
  const declarations = await db.declaration.findMany({
    where: { personId, cycleId: cycle.id },
    orderBy: { serial: 'asc' },
  })
  const drafts = await openDrafts(db, personId, cycle.id)
  const publicityStarts = await publicityStartsFor(db, personId, cycle.id)
  const exemptions = await db.exemption.count({ where: { personId, cycleId: cycle.id, state: 'GRANTED' } })
  const stage = stageAt(cycle, now)
  const ledger = ledgerOf(records, declarations, cycle.requirements, (state: DeclarationState) =>
    countsAs(state, stage),
  )
  return {
    ledger,
    verdict: verdictOf(ledger, cycle.requirements, { final: stage === 'frozen' }),
    exempt: exemptions > 0,
    hourRecords: records.map((record) => ({ ...record, ...datesOf(record) })),
    drafts,
    items: declarations.map((declaration) => ({
      id: declaration.id,
      number: receiptNumber(declaration),
      version: declaration.version,
      state: declaration.state,
      round: declaration.round as Round,
      category: declaration.category,
      courseName: declaration.courseName,
      ...datesOf(declaration),
      hours: declaration.hours,
      // From the freeze on nobody acts on anything any more. What was not decided by then counts for nothing
      // (invariant 5).
      holder: stage === 'frozen' ? 'nobody' : holderOf(declaration.state),
      due:
        stage === 'frozen'
          ? undefined
          : dueAt(
              declaration.state,
              declaration.round as Round,
              cycle,
              publicityStarts.get(declaration.organisationId),
            ),
      ranOut: stage === 'frozen' && holderOf(declaration.state) !== 'nobody',
      late: declaration.late,
      reasonId: declaration.reasonId,
      note: declaration.note,
      correction: correctionOf(
        {
          state: declaration.state,
          round: declaration.round as Round,
          publicityStartsAt: publicityStarts.get(declaration.organisationId),
        },
        { cycle, now },
      ),
      actions: actionsFor({
        cycle,
        now,
        state: declaration.state,
        round: declaration.round as Round,
        roles: ['TEACHER'],
        isOwn: true,
        publicityStartsAt: publicityStarts.get(declaration.organisationId),
      }).map(({ action }) => action),
    })),
  }
}
