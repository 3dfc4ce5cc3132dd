import { parseArgs } from 'node:util'
import { adminEventsBench } from './admin-events.ts'
import { cityBench } from './city.ts'
import { declareBench, intakeBench } from './declare.ts'
import { deliveryBench } from './delivery.ts'
import { remindersBench } from './reminders.ts'
import { runBenches } from './report.ts'

// `npm run bench`, `npm run bench -- NAME…`, `npm run bench -- --json FILE`
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
await runBenches(
  [declareBench, intakeBench, cityBench, deliveryBench, remindersBench, adminEventsBench],
  positionals,
  values.json,
)
