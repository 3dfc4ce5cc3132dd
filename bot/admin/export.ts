import { openCycleBook } from '../../core/cycle/cycle-book.ts'
import { exportToFile } from '../../core/export/export-to-file.ts'
import { isRefusal } from '../../core/refusal.ts'
import { refusalText } from '../telegram/dialogue/refusal-text.ts'
import { type Command, Mistake } from './command.ts'
import { readYear } from './cycles.ts'

/** The file for the human resources bureau, written on this machine (S060). */
export const exportCommands: readonly Command[] = [
  {
    usage: 'export YEAR FILE',
    summary: 'Writes the export of a frozen and confirmed year as CSV, and keeps which rows it held.',
    more: `Without --all it holds who was in no export yet, was rejected or has changed since. The file is readable by its owner alone.
ID numbers leave the database in no other way than with --with-id-numbers; the trail says so.`,
    options: {
      all: { summary: 'Everybody, once more.' },
      'with-id-numbers': { summary: 'A first column with the whole ID numbers.' },
    },
    async run({ words: [year, file], options }, { database, sealer, clock, say }) {
      const cycles = await openCycleBook(database)
      const cycleId = readYear(year!)
      if (!cycles.has(cycleId))
        throw new Mistake(`There is no cycle ${cycleId}: npm run admin -- cycle list.`)
      const made = await exportToFile(
        database,
        {
          cycle: cycles.get(cycleId),
          now: clock.now(),
          scope: options.all ? 'all' : 'open',
          ...(options['with-id-numbers'] && { withIdNumbers: { sealer } }),
        },
        file!,
      )
      if (isRefusal(made)) {
        say(refusalText(made, 'en'))
        return 1
      }
      say(`Export ${made.serial}: ${made.rows} rows in ${file}.`)
      if (made.leftOut > 0)
        say(`${made.leftOut} left out because something is missing; the bot's /export lists them.`)
      return 0
    },
  },
]
