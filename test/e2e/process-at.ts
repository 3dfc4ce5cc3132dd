import { readConfig } from '../../bot/config.ts'
import { startProgram } from '../../bot/program.ts'

// One process of the product, to be forked and killed. Its environment holds the settings, and its calendar
// begins where the test says.
const [startsAt = ''] = process.argv.slice(2)
const lead = new Date(startsAt).getTime() - Date.now()
await startProgram(readConfig(process.env), (line) => console.error(line), {
  clock: { now: () => new Date(Date.now() + lead) },
})
process.send?.('started')
process.on('disconnect', () => process.exit(0))
