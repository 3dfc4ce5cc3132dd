import { loadCycle } from './cycle.ts'
import file2014 from './cycle-2014.json' with { type: 'json' }

/** The cycle of the notice, with samples where the notice is silent. */
export const cycle2014 = loadCycle(file2014, 'cycle-2014.json')
