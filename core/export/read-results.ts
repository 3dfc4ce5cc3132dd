import { createHash, randomUUID } from 'node:crypto'
import type { Transaction } from '../../prisma/database.ts'
import { audit } from '../audit/audit.ts'
import { type Acting, refuseWithoutRole } from '../authority/grants.ts'
import { normaliseCertificateNumber } from '../people/identity.ts'
import { withoutIdNumbers } from '../privacy/id-number.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Heading, ReadTable, RowPlace } from '../tables/read-table.ts'

/** The columns of the file that tells what the receiving system did with each row. */
export const resultHeadings = [
  ['继续教育证号', '证号'],
  ['结果', '导入结果', '状态'],
  ['原因', '失败原因', '说明'],
] as const satisfies readonly Heading[]

const [certificateNumber, result, reason] = ['继续教育证号', '结果', '原因'] as const

export const rowFaults = [
  'certificate-unknown',
  'result-unknown',
  'certificate-twice',
  'row-surplus',
] as const
export type RowFault = (typeof rowFaults)[number]

export interface ReadResults {
  readonly imported: number
  readonly rejected: number
  /** Rows of the file that were not taken in, each with its place. */
  readonly refusedRows: readonly RefusedRow[]
}

export interface RefusedRow {
  readonly row: RowPlace
  readonly column: string
  /** What stands there, an ID number masked. */
  readonly value: string
  readonly fault: RowFault
}

/**
 * Reads back what became of each row of an export. Rows of people whom the export does not hold are refused
 * and change nothing. Reading the same file twice leaves the same.
 *
 * @param table as `readTable` gives it with `resultHeadings`
 * @returns 'not-your-role' {role}, 'export-missing'
 */
export async function readResults(
  tx: Transaction,
  {
    exportId,
    table,
    fileName,
    organisationId,
    actor,
  }: {
    exportId: string
    table: Pick<ReadTable, 'rows'>
    fileName: string
    organisationId: string
    actor: Acting
  },
  now: Date,
): Promise<ReadResults | Refusal<'not-your-role' | 'export-missing'>> {
  if (await refuseWithoutRole(tx, actor, 'CITY_OPERATOR', organisationId))
    return refuse('not-your-role', { role: 'CITY_OPERATOR' })
  const made = await tx.export.findUnique({
    where: { id: exportId },
    select: { cycleId: true, serial: true },
  })
  if (!made) return refuse('export-missing')

  const known = await knownRows(tx, exportId, table)
  const refusedRows: RefusedRow[] = []
  const taken = new Map<string, { state: 'IMPORTED' | 'REJECTED'; message: string }>()
  for (const { row, cells, refusal } of table.rows) {
    const number = normaliseCertificateNumber(cells[certificateNumber] ?? '')
    const personId = known.get(number)
    const state = stateOf(cells[result] ?? '')
    const fault = (column: string, which: RowFault) =>
      refusedRows.push({ row, column, value: withoutIdNumbers(cells[column] ?? ''), fault: which })
    if (refusal) fault(certificateNumber, 'row-surplus')
    else if (!personId) fault(certificateNumber, 'certificate-unknown')
    else if (!state) fault(result, 'result-unknown')
    else if (taken.has(personId)) fault(certificateNumber, 'certificate-twice')
    else
      taken.set(personId, {
        state,
        message: state === 'REJECTED' ? (cells[reason] ?? '').trim() : '',
      })
  }

  const results = [...taken.values()]
  await tx.$executeRaw`
    update export_row set state = read.state::"ExportRowState", message = nullif(read.message, ''), read_at = ${now}
    from unnest(${[...taken.keys()]}::uuid[], ${results.map(({ state }) => state)}::text[],
      ${results.map(({ message }) => message)}::text[]) as read(person_id, state, message)
    where export_row.export_id = ${exportId}::uuid and export_row.person_id = read.person_id`
  const imported = results.filter(({ state }) => state === 'IMPORTED').length
  const outcome = { imported, rejected: results.length - imported, refusedRows }
  await tx.import.create({
    data: {
      id: randomUUID(),
      organisationId,
      cycleId: made.cycleId,
      kind: 'export-results',
      fileName,
      sha256: createHash('sha256').update(JSON.stringify(table)).digest('hex'),
      accepted: results.length,
      refused: refusedRows.length,
      at: now,
      byId: actor.personId,
    },
  })
  await audit(tx, {
    at: now,
    actor: { personId: actor.personId, role: 'CITY_OPERATOR' },
    action: 'export.results',
    subject: { kind: 'export', id: exportId },
    organisationId,
    cycleId: made.cycleId,
    details: {
      serial: made.serial,
      imported,
      rejected: outcome.rejected,
      refused: refusedRows.length,
    },
  })
  return outcome
}

/** Who in the export goes by which certificate number. */
async function knownRows(
  tx: Transaction,
  exportId: string,
  table: Pick<ReadTable, 'rows'>,
): Promise<Map<string, string>> {
  const numbers = table.rows.map(({ cells }) => normaliseCertificateNumber(cells[certificateNumber] ?? ''))
  const rows = await tx.$queryRaw<{ certificateNumber: string; personId: string }[]>`
    select person.certificate_number as "certificateNumber", person.id as "personId"
    from person join export_row on export_row.person_id = person.id
    where export_row.export_id = ${exportId}::uuid and person.certificate_number = any(${numbers}::text[])`
  return new Map(rows.map((row) => [row.certificateNumber, row.personId]))
}

/** As receiving systems say it; what is neither is asked about and not guessed. */
function stateOf(text: string): 'IMPORTED' | 'REJECTED' | undefined {
  const said = text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  if (/^(导入|入库)?(成功|通过)$|^已(导入|入库)$|^(ok|imported|success|1)$/.test(said)) return 'IMPORTED'
  if (
    /^(导入|入库)?(失败|不通过|未通过|不成功)$|^(拒绝|退回|未导入|未入库)$|^(rejected|failed|error|0)$/.test(
      said,
    )
  ) {
    return 'REJECTED'
  }
  return undefined
}

/** How an export stands: how many of its rows have which answer. */
export interface ExportStanding {
  readonly id: string
  readonly serial: number
  readonly madeAt: Date
  readonly rows: number
  readonly waiting: number
  readonly imported: number
  readonly rejected: number
}

/** The exports of a cycle, newest first. */
export async function exportsOf(
  tx: Pick<Transaction, '$queryRaw'>,
  cycleId: number,
): Promise<ExportStanding[]> {
  return tx.$queryRaw<ExportStanding[]>`
    select export.id, export.serial, export.made_at as "madeAt", export.rows,
      count(*) filter (where line.state = 'EXPORTED')::int as waiting,
      count(*) filter (where line.state = 'IMPORTED')::int as imported,
      count(*) filter (where line.state = 'REJECTED')::int as rejected
    from export left join export_row line on line.export_id = export.id
    where export.cycle_id = ${cycleId} group by export.id order by export.serial desc`
}

/**
 * What everybody's newest row says, however many exports there were: what is left before the import is
 * complete.
 */
export async function importStanding(
  tx: Pick<Transaction, '$queryRaw'>,
  cycleId: number,
): Promise<{ imported: number; rejected: number; waiting: number }> {
  const [row] = await tx.$queryRaw<{ imported: number; rejected: number; waiting: number }[]>`
    select count(*) filter (where state = 'IMPORTED')::int as imported,
      count(*) filter (where state = 'REJECTED')::int as rejected,
      count(*) filter (where state = 'EXPORTED')::int as waiting
    from (select distinct on (export_row.person_id) export_row.state
      from export_row join export on export.id = export_row.export_id
      where export.cycle_id = ${cycleId} order by export_row.person_id, export.serial desc) as newest`
  return row ?? { imported: 0, rejected: 0, waiting: 0 }
}
