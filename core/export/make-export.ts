import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../prisma/database.ts'
import { logExport } from '../audit/export-log.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import { cityOf } from '../authority/tree.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { freezesAt } from '../cycle/windows.ts'
import { emit } from '../events/emit.ts'
import { openIdNumber } from '../privacy/keep-id-number.ts'
import type { Sealer } from '../privacy/sealing.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { isFrozen, stepsDone } from '../review/steps.ts'
import { cellsOf, digestOf, exportColumns, idNumberLabel } from './export-columns.ts'
import { type ExportLine, exportLines, problemsOf } from './export-lines.ts'
import type { ExportSink } from './export-sink.ts'
import { keepingSink } from './kept-export.ts'
import { exportTimeout } from './validate-export.ts'

export const exportRefusals = [
  'not-your-role',
  'cycle-not-frozen',
  'step-not-yet',
  'export-nothing-new',
  'export-missing',
  'export-not-kept',
] as const
export type ExportRefusal = Refusal<(typeof exportRefusals)[number]>

/** A file for the receiving system as it was made. */
export interface MadeExport {
  readonly id: string
  readonly serial: number
  readonly rows: number
  /** Teachers whom a problem keeps out; `validateExport` names them. */
  readonly leftOut: number
  /** Of the file as CSV without ID numbers, which is kept. */
  readonly sha256: string
}

export interface ExportOrder {
  readonly cycle: Cycle
  readonly now: Date
  /** Null for whoever works on the machine itself; otherwise a CITY_OPERATOR of `organisationId`. */
  readonly actor: Acting | null
  readonly organisationId?: string
  /**
   * 'open', the default: who was in no export yet, was rejected, or whose row would say something else now.
   * So a second order finds nothing where the first has done it. 'all': everybody.
   */
  readonly scope?: 'open' | 'all'
  /**
   * ID numbers stand only in a file that is written on the machine itself. A messenger keeps what is sent
   * through it abroad (DOMAIN §9), and the certificate number is enough to find a teacher again.
   */
  readonly withIdNumbers?: { readonly sealer: Sealer }
}

/**
 * Makes the file for the human resources bureau (S060) after the freeze and the city's confirmation, from
 * rows without a problem only. It is streamed into `sink`; an `ExportRow` for each teacher is written portion
 * by portion in the same transaction, with the audit entries. The file is kept too, without ID numbers (see
 * kept-export.ts).
 *
 * @returns 'not-your-role' {role}, 'cycle-not-frozen' {freezes}, 'step-not-yet' {step}, 'export-nothing-new'
 *   {leftOut}; then the sink has been given nothing
 */
export async function makeExport(
  { prisma }: Pick<Database, 'prisma'>,
  order: ExportOrder,
  sink?: ExportSink,
): Promise<MadeExport | ExportRefusal> {
  const { cycle, now } = order
  return prisma.$transaction(async (tx) => {
    // Of two who order at once the second waits, and finds what the first made.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('export'), ${cycle.id}::int)`
    const refusal = await refuseTooEarly(tx, order)
    if (refusal) return refusal
    const id = randomUUID()
    const { serial } = await tx.export.create({
      data: { id, cycleId: cycle.id, madeAt: now, madeById: order.actor?.personId ?? null, rows: 0 },
    })
    const { rows, leftOut, sha256 } = await writeLines(tx, id, order, sink)
    if (rows === 0) {
      await tx.export.delete({ where: { id } })
      return refuse('export-nothing-new', { leftOut })
    }
    await tx.export.update({ where: { id }, data: { rows, sha256 } })
    await logExport(
      tx,
      {
        actor: order.actor && { personId: order.actor.personId, role: 'CITY_OPERATOR' },
        what: order.withIdNumbers ? 'export-with-id-numbers' : 'export',
        organisationId: (await cityOf(tx)) ?? 'city',
        cycleId: cycle.id,
        rows,
      },
      now,
    )
    await emit(tx, {
      type: 'export.ready',
      organisationId: (await cityOf(tx)) ?? 'city',
      cycleId: cycle.id,
      subjectId: id,
      at: now,
      data: { serial, rows, leftOut, sha256 },
    })
    return { id, serial, rows, leftOut, sha256 }
  }, exportTimeout)
}

/**
 * May the export be made now? The bot asks before it offers the button, the export again in its own
 * transaction.
 */
export async function refuseTooEarly(
  tx: Transaction,
  { cycle, actor, organisationId }: Pick<ExportOrder, 'cycle' | 'actor' | 'organisationId'>,
): Promise<ExportRefusal | undefined> {
  if (actor) {
    const unauthorised = await refuseWithoutRole(tx, actor, 'CITY_OPERATOR', organisationId ?? '')
    if (isRefusal(unauthorised)) return refuse('not-your-role', { role: 'CITY_OPERATOR' })
  }
  if (!(await isFrozen(tx, cycle.id))) {
    return refuse('cycle-not-frozen', { freezes: freezesAt(cycle).toISOString() })
  }
  const city = await cityOf(tx)
  const done = city ? await stepsDone(tx, city, cycle.id) : []
  if (!done.some(({ step }) => step === 'city-confirmation')) {
    return refuse('step-not-yet', { step: 'city-confirmation' })
  }
  return undefined
}

async function writeLines(
  tx: Transaction,
  exportId: string,
  { cycle, now, scope = 'open', withIdNumbers }: ExportOrder,
  sink: ExportSink | undefined,
): Promise<{ rows: number; leftOut: number; sha256: string }> {
  const kept = keepingSink(tx, exportId)
  let [rows, leftOut] = [0, 0]
  for await (const lines of exportLines(tx, { cycle, now }, { withIdNumbers: withIdNumbers !== undefined })) {
    const sound = lines.filter((line) => problemsOf(line, cycle).length === 0)
    leftOut += lines.length - sound.length
    const wanted = sound
      .map((line) => ({ line, cells: cellsOf(line), digest: digestOf(cellsOf(line)) }))
      .filter(({ line, digest }) => scope === 'all' || isOpen(line, digest))
    if (wanted.length === 0) continue
    if (rows === 0) {
      await kept.rows([headerOf({})])
      await sink?.rows([headerOf({ withIdNumbers })])
    }
    rows += wanted.length
    await kept.rows(wanted.map(({ cells }) => cells))
    await sink?.rows(
      wanted.map(({ line, cells }) =>
        withIdNumbers ? [idNumberOf(line, withIdNumbers.sealer), ...cells] : cells,
      ),
    )
    await tx.$executeRaw`
      insert into export_row (export_id, person_id, digest)
      select ${exportId}::uuid, person_id, digest
      from unnest(${wanted.map(({ line }) => line.personId)}::uuid[], ${wanted.map(({ digest }) => digest)}::text[])
        as row(person_id, digest)`
  }
  if (rows > 0) await sink?.end()
  return { rows, leftOut, sha256: kept.sha256() }
}

/** What was sent off unchanged and has no answer yet is not sent again. */
function isOpen({ last }: ExportLine, digest: string): boolean {
  return last === null || last.state === 'REJECTED' || last.digest !== digest
}

function headerOf({ withIdNumbers }: Pick<ExportOrder, 'withIdNumbers'>): string[] {
  return [...(withIdNumbers ? [idNumberLabel] : []), ...exportColumns.map(({ label }) => label)]
}

function idNumberOf({ idSealed, personId }: ExportLine, sealer: Sealer): string {
  return idSealed ? openIdNumber(idSealed, personId, sealer) : ''
}
