import { type CycleFile, loadCycle } from './cycle.ts'
import json2014 from './cycle-2014.json' with { type: 'json' }
import { nextCycleFile } from './next-cycle.ts'

/** The notice's year as its file has it, with samples where the notice is silent. */
export const cycle2014File = json2014 as CycleFile
export const cycle2014 = loadCycle(cycle2014File, 'cycle-2014.json')

/**
 * The year after, as it is proposed: of its calendar the notice tells one date, when declaring opens (S071).
 */
export const cycle2015File = nextCycleFile(cycle2014File)
export const cycle2015 = loadCycle(cycle2015File, 'cycle-2015.json')
