import { loadCycle } from './cycle.ts'
import file2014 from './cycle-2014.json' with { type: 'json' }
import file2015 from './cycle-2015.json' with { type: 'json' }

/** The cycle of the notice, with samples where the notice is silent. */
export const cycle2014 = loadCycle(file2014, 'cycle-2014.json')

/**
 * The year after, as `nextCycleFile` proposes it. Of its calendar the notice tells only one date: when
 * declaring opens (S071).
 */
export const cycle2015 = loadCycle(file2015, 'cycle-2015.json')
