import { Worker } from 'node:worker_threads'
import { isRefusal, refuse } from '../refusal.ts'
import type { Asked, Heading, ReadTable, TableRefusal } from './judge-table.ts'
import { type PackedTable, unpackTable } from './packed-table.ts'

export {
  type Heading,
  type LeftOutSheet,
  type ReadTable,
  type RowPlace,
  type TableRefusal,
  type TableRow,
  tableRefusals,
} from './judge-table.ts'

export const maxTableBytes = 20 * 2 ** 20
export const maxTableRows = 10_000

/** What reading one table may cost; whoever sits before the command line may have more. */
export interface TablePatience {
  readonly seconds: number
  readonly megabytes: number
}

const patienceOfChats: TablePatience = { seconds: 5, megabytes: 256 }

export interface TableSetting {
  readonly headings?: readonly Heading[]
  readonly maxRows?: number
  readonly patience?: TablePatience
}

/**
 * Reads a table whatever program saved it: CSV with comma, semicolon or tab in UTF-8, UTF-16 or GBK; XLSX
 * with every visible sheet that has the columns, days as YYYY-MM-DD and numbers as their cells show them.
 * Wholly empty rows are left out. The bytes tell the kind; the name decides only what they cannot.
 *
 * It is read in a thread of its own with bounds to time and memory, one table after another, so that no file
 * holds up or ends anything else.
 *
 * @param headings the columns that must be there, in any order: the header is the first row that holds them
 *   all, so titles above it do no harm. Without them it is the first row with anything in it.
 * @returns 'table-too-big' {maxMegabytes}, 'table-too-many-rows' {rows, max}, 'table-too-much',
 *   'table-too-slow' {seconds}, 'table-empty', 'table-kind', 'table-old-excel', 'table-with-macros',
 *   'table-unreadable', 'table-columns-missing' {missing, names apart by 「、」}, 'table-columns-hidden'
 *   {missing, sheets}, 'table-heading-twice' {heading}
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  { headings = [], maxRows = maxTableRows, patience = patienceOfChats }: TableSetting = {},
): Promise<ReadTable | TableRefusal> {
  if (bytes.length > maxTableBytes) return refuse('table-too-big', { maxMegabytes: maxTableBytes / 2 ** 20 })
  if (bytes.length === 0) return refuse('table-empty')
  const mine = before.then(() => judgeApart(bytes, { fileName, headings, maxRows }, patience))
  before = mine.catch(() => undefined)
  return mine
}

/** Ends when the tables that came before are read. */
let before: Promise<unknown> = Promise.resolve()

function judgeApart(
  bytes: Uint8Array,
  asked: Asked,
  { seconds, megabytes }: TablePatience,
): Promise<ReadTable | TableRefusal> {
  const copy = new Uint8Array(bytes)
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
    workerData: { bytes: copy, asked },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  return new Promise<ReadTable | TableRefusal>((resolve, reject) => {
    const slow = setTimeout(() => resolve(refuse('table-too-slow', { seconds })), seconds * 1000)
    worker.once('message', (answer: PackedTable | TableRefusal) =>
      resolve(isRefusal(answer) ? answer : unpackTable(answer)),
    )
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refuse('table-too-much')) : reject(error),
    )
    worker.once('exit', (code) => reject(new Error(`Reading a table ended with ${code} and no answer.`)))
    worker.once('exit', () => clearTimeout(slow))
  }).finally(() => worker.terminate())
}
