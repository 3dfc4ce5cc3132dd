import { readFile } from 'node:fs/promises'
import { loadCycle } from '../../core/cycle/cycle.ts'
import { hasBegun } from '../../core/cycle/cycle-book.ts'
import { inFileOrder } from '../../core/cycle/file-order.ts'
import { cycleFileOf, keepCycle } from '../../core/cycle/keep-cycle.ts'
import { nextCycleFile } from '../../core/cycle/next-cycle.ts'
import { freezesAt, windowOf } from '../../core/cycle/windows.ts'
import { formatDeadline, formatInstant } from '../../core/time/shanghai.ts'
import { type Command, Mistake } from './command.ts'

/** The years: checked, taken into use, listed, and the next one made of this one. */
export const cycleCommands: readonly Command[] = [
  {
    usage: 'cycle check FILE',
    summary: 'Reads a cycle and tells what is wrong with it; nothing is kept.',
    needsOffice: false,
    async run({ words: [file] }) {
      const cycle = loadOrSay(await readJson(file!), file!)
      if (!cycle) return 1
      process.stdout.write(`${file}: cycle ${cycle.id} can be used.\n`)
      return 0
    },
  },
  {
    usage: 'cycle load FILE',
    summary: 'Takes a cycle into use, or puts one right that is in use.',
    more: `Until its declaring opens a cycle may be replaced altogether. From then on deadlines that are not past may move later, labels
and contacts may change, reasons, bases and activities may be added, and what nobody has used may go. A frozen cycle
stays as it is. A running program takes up the change within a minute.`,
    async run({ words: [file] }, { database, clock, say }) {
      const json = await readJson(file!)
      const kept = await database.prisma.$transaction((tx) =>
        keepCycle(tx, { json, file: file! }, clock.now()),
      )
      if ('faults' in kept) {
        process.stderr.write(`${kept.faults.join('\n')}\n`)
        return 1
      }
      const { cycle, change } = kept
      say(
        `Cycle ${cycle.id} ${{ new: 'is in use now', replaced: 'was replaced', unchanged: 'is in use already, exactly so' }[change]}.`,
      )
      return 0
    },
  },
  {
    usage: 'cycle next YEAR',
    summary: 'Prints the file of the year after: npm run --silent admin -- cycle next 2014 > cycle-2015.json',
    more: `Every date is a year later and marked as a sample until the authority confirms it. Read it through, put right what the
new notice says, and load it.`,
    async run({ words: [year] }, { database, say }) {
      const file = await cycleFileOf(database.prisma, readYear(year!))
      if (!file) throw new Mistake(`There is no cycle ${year}: «cycle list» shows those in use.`)
      say(JSON.stringify(inFileOrder(nextCycleFile(file)), null, 2))
      return 0
    },
  },
  {
    usage: 'cycle list',
    summary: 'Shows the cycles in use and how each stands.',
    async run(_, { database, clock, say }) {
      const rows = await database.prisma.cycle.findMany({ orderBy: { id: 'asc' } })
      if (rows.length === 0) say('No cycle has been loaded.')
      for (const { id, data, frozenAt } of rows) {
        const cycle = loadCycle(data, `cycle ${id}`)
        const { opensAt, closesAt } = windowOf(cycle, 'declaration')
        const stands = frozenAt
          ? `frozen since ${formatInstant(frozenAt, 'en')}`
          : hasBegun(cycle, clock.now())
            ? `freezes ${formatDeadline(freezesAt(cycle), 'en')}`
            : 'has not opened'
        const from = opensAt ? `from ${formatInstant(opensAt, 'en')} ` : ''
        say(
          `${id}  declaring ${from}${formatDeadline(closesAt, 'en')}; ${stands}${cycle.provenance === 'sample' ? '; sample' : ''}`,
        )
      }
      return 0
    },
  },
]

function loadOrSay(json: unknown, file: string) {
  try {
    return loadCycle(json, file)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return undefined
  }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Mistake(`${file} cannot be read (${error.code}).`)
  })
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Mistake(`${file} is no JSON: ${(error as Error).message}.`)
  }
}

export function readYear(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new Mistake(`«${text}» is no year.`)
  return Number(text)
}
