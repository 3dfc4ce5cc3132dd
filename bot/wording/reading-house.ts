import { openCycleBook } from '../../core/cycle/cycle-book.ts'
import type { Sealer } from '../../core/privacy/sealing.ts'
import type { Clock } from '../../core/time/clock.ts'
import type { Database } from '../../prisma/database.ts'
import type { House } from '../house.ts'
import { unmeasured } from '../measures.ts'

/** As much of the house as putting notices into words takes: nothing is fetched, sent or kept. */
export async function readingHouse({
  database,
  sealer,
  clock,
}: {
  database: Database
  sealer: Sealer
  clock: Clock
}): Promise<House> {
  const unused = () => {
    throw new Error('Wording is only read here: there are no files.')
  }
  return {
    database,
    sealer,
    clock,
    cycles: await openCycleBook(database),
    files: { put: unused, get: unused } as unknown as House['files'],
    download: unused,
    botName: 'xueshi_sandbox_bot',
    evidenceKeptYears: 5,
    allowPrivateReceivers: false,
    log: () => {},
    measures: unmeasured,
  }
}
