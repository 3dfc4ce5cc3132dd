import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { openCycleBook } from '../../core/cycle/cycle-book.ts'
import { loadOrganisations } from '../../core/organisations/load-organisations.ts'
import { organisationColumns } from '../../core/organisations/organisation-rows.ts'
import { loadRoster } from '../../core/people/load-roster.ts'
import { rosterColumns } from '../../core/people/roster-rows.ts'
import { recordColumns, recordHeadings, recordRowsOf } from '../../core/records/record-columns.ts'
import type { RecordSource } from '../../core/records/record-source.ts'
import { registerRecords } from '../../core/records/register-records.ts'
import { isRefusal, type Refusal } from '../../core/refusal.ts'
import type { Column, RowOutcome } from '../../core/tables/columns.ts'
import { type Heading, type LeftOutSheet, type ReadTable, readTable } from '../../core/tables/read-table.ts'
import { refusalSentence } from '../telegram/dialogue/refusal-text.ts'
import { type Command, Mistake } from './command.ts'
import { readYear } from './cycles.ts'
import type { CommandLine } from './office.ts'

/**
 * Files of rows, CSV or XLSX. Each row is taken or refused by itself, and the sender is told which and why.
 */

const moves = {
  moves: { summary: 'Whatever the file puts elsewhere moves there; without it such rows are refused.' },
}

export const fileCommands: readonly Command[] = [
  {
    usage: 'organisations load FILE',
    summary: 'Adds offices, schools and providers, or puts them right.',
    more: `${columnsText(organisationColumns)}\nNothing is deleted; an empty cell says nothing; the same file again changes nothing.`,
    options: moves,
    async run({ words: [file], options }, office) {
      const table = await readRows(file!, headingsOf(organisationColumns))
      sayLeftOut(office, table.leftOut)
      const loaded = await loadOrganisations(office.database, table, {
        now: office.clock.now(),
        moves: options.moves === true,
      })
      return report(office, loaded)
    },
  },
  {
    usage: 'roster load FILE',
    summary: "Adds the schools' people, or puts them right.",
    more: `${columnsText(rosterColumns)}\nNobody is deleted; an empty cell says nothing; the same file again changes nothing. What somebody who has an account
has looked after themselves is not written over.`,
    options: moves,
    async run({ words: [file], options }, office) {
      const table = await readRows(file!, headingsOf(rosterColumns))
      sayLeftOut(office, table.leftOut)
      const { sealer, clock, database } = office
      const cycles = (await openCycleBook(database)).all()
      const setting = { sealer, cycles, now: clock.now(), moves: options.moves === true }
      return report(office, await loadRoster(database, table, setting))
    },
  },
  {
    usage: 'records load FILE',
    summary: 'Registers hours of a training provider, a school or 继续教育网.',
    more: `Columns: ${recordColumns.map(({ label }) => label).join(', ')}`,
    options: {
      provider: {
        value: 'ORGANISATION',
        summary: 'whose hours they are: the id of a provider, of a school, or of the office of 继续教育网',
      },
      cycle: { value: 'YEAR', summary: 'the year of the hours' },
    },
    run: ({ words: [file], options }, office) => loadRecords(office, file!, options),
  },
]

async function loadRecords(
  office: CommandLine,
  file: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> {
  const { database, clock, say } = office
  const { provider, cycle: year } = options
  if (typeof provider !== 'string' || typeof year !== 'string')
    throw new Mistake('--provider and --cycle are needed: whose hours they are, and of which year.')
  const organisation = await database.prisma.organisation.findUnique({ where: { id: provider } })
  if (!organisation) throw new Mistake(`There is no organisation «${provider}».`)
  const source = sources[organisation.kind]
  if (!source) throw new Mistake(`«${organisation.name}» registers no hours: name a provider or a school.`)
  const cycles = await openCycleBook(database)
  const cycleId = readYear(year)
  if (!cycles.has(cycleId)) throw new Mistake(`There is no cycle ${year}: «cycle list» shows those in use.`)

  const bytes = await readBytes(file)
  const table = await readTableOf(bytes, file, recordHeadings)
  sayLeftOut(office, table.leftOut)
  const registered = await registerRecords(
    database,
    {
      source,
      organisationId: provider,
      actor: null,
      rows: recordRowsOf(table),
      fileName: path.basename(file),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    { cycle: cycles.get(cycleId), now: clock.now() },
  )
  if (isRefusal(registered)) throw new Mistake(sentenceOf(registered))
  for (const { row, column, refusal } of registered.refusedRows)
    say(`row ${row}${column ? `, ${column}` : ''}: ${sentenceOf(refusal)}`)
  const { accepted, unchanged, refusedRows: refused } = registered
  say(`${accepted} new, ${unchanged} unchanged, ${refused.length} refused.`)
  return refused.length > 0 ? 1 : 0
}

const sources: Readonly<Partial<Record<string, RecordSource>>> = {
  PROVIDER: 'PROVIDER',
  SCHOOL: 'SCHOOL',
  CITY: 'AUTO',
}

interface Loaded {
  readonly outcomes: readonly RowOutcome[]
  readonly ignored: readonly string[]
}

/** What was refused row by row, and how many became what. */
function report({ say }: CommandLine, loaded: Loaded | Refusal): number {
  if (isRefusal(loaded)) throw new Mistake(sentenceOf(loaded))
  const { outcomes, ignored } = loaded
  if (ignored.length > 0) say(`Columns that are not read: ${ignored.join(', ')}`)
  for (const one of outcomes) {
    if (one.outcome !== 'refused') continue
    say(`row ${one.row}${one.column ? `, ${one.column}` : ''}: ${sentenceOf(one.refusal)}`)
  }
  const count = (wanted: RowOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length
  const kinds = ['new', 'changed', 'moved', 'unchanged', 'refused'] as const
  say(`${kinds.map((kind) => `${count(kind)} ${kind}`).join(', ')}.`)
  return count('refused') > 0 ? 1 : 0
}

function sayLeftOut({ say }: CommandLine, leftOut: readonly LeftOutSheet[]): void {
  for (const { sheet, rows, isHidden } of leftOut)
    say(`Sheet «${sheet}» was not read${isHidden ? ' because it is hidden' : ''}: ${rows} rows.`)
}

/** Text for the messenger is HTML. */
export function sentenceOf(refusal: Refusal): string {
  return refusalSentence(refusal, 'en')
}

/** A whole city's roster in one file; what a chat takes is less. */
const maxRows = 300_000
const patience = { seconds: 60, megabytes: 1024 }

async function readRows(file: string, headings: readonly Heading[]): Promise<ReadTable> {
  return readTableOf(await readBytes(file), file, headings)
}

async function readTableOf(
  bytes: Uint8Array,
  file: string,
  headings: readonly Heading[],
): Promise<ReadTable> {
  const table = await readTable(bytes, path.basename(file), { headings, maxRows, patience })
  if (isRefusal(table)) throw new Mistake(`${file}: ${sentenceOf(table)}`)
  return table
}

async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(`${file} cannot be read (${error.code}).`)
  })
}

function headingsOf(columns: Readonly<Record<string, Column>>): Heading[] {
  return Object.values(columns).flatMap(({ names, needed }) => (needed ? [names] : []))
}

function columnsText(columns: Readonly<Record<string, Column>>): string {
  const lines = Object.values(columns).map(
    ({ names: [name, ...others], needed }) => `  ${name}${needed ? ' *' : ''}  ${others.join(', ')}`,
  )
  return ['Columns (* needed), by their English or Chinese names:', ...lines].join('\n')
}
