import path from 'node:path'
import { cycle2014, cycle2015 } from '../../core/cycle/shipped-cycles.ts'
import { windowOf } from '../../core/cycle/windows.ts'
import type { FileStore } from '../../core/evidence/files.ts'
import type { Sealer } from '../../core/privacy/sealing.ts'
import { formatDeadline, formatInstant, formatUntil } from '../../core/time/shanghai.ts'
import type { Database } from '../../prisma/database.ts'
import { type Config, ConfigError } from '../config.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { readingHouse } from '../wording/reading-house.ts'
import { wordingPage } from '../wording/wording-page.ts'
import { demoPeople } from './city/people.ts'
import { seedDemo } from './city/seed.ts'
import { yearTour } from './tour/year-tour.ts'

/** The Saturday on which a visitor arrives: eleven days are left for declaring. */
const startsAt = new Date('2014-12-20T09:00:00+08:00')

/** Without a bot token: the notice's city with invented people, and a Telegram of our own to talk to them. */
export async function startDemo(
  config: Config,
  { database, sealer, files }: { database: Database; sealer: Sealer; files: FileStore },
): Promise<{ sandbox: Sandbox; close(): Promise<void> }> {
  const release = await claimSandbox(database)
  try {
    await seedDemo(database, { sealer, files, now: startsAt })
    // A sandbox of before the mark gets it now.
    await database.prisma.demoCity.createMany({ data: {}, skipDuplicates: true })
    const sandbox = await openSandbox(config, { database, sealer })
    return { sandbox, close: () => sandbox.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

function openSandbox(
  config: Config,
  { database, sealer }: { database: Database; sealer: Sealer },
): Promise<Sandbox> {
  const clock = { now: () => startsAt }
  return startSandbox({
    port: config.port,
    host: config.host,
    folder: path.join(config.dataFolder, 'sandbox'),
    people: () => demoPeople.map(({ bound, ...person }) => ({ ...person, spokeBefore: bound })),
    startsAt,
    tour: yearTour,
    pages: [
      {
        path: '/texts',
        label: { zh: '全部文字', en: 'All texts' },
        html: async () => wordingPage(await readingHouse({ database, sealer, clock })),
      },
    ],
    deadlines: () => [
      ...cycle2014.windows.map(({ id, label, closesAt }) => ({
        id,
        at: closesAt,
        label: {
          zh: `${label.zh}（${formatDeadline(closesAt, 'zh')}）`,
          en: `${label.en} (${formatUntil(closesAt, 'en')})`,
        },
      })),
      nextYearOpens,
    ],
  })
}

/** S071: a visitor may see the next year open. */
const opens2015 = windowOf(cycle2015, 'declaration').opensAt!
const nextYearOpens = {
  id: 'declaration-2015',
  at: opens2015,
  label: {
    zh: `${cycle2015.name.zh}开始申报（${formatInstant(opens2015, 'zh')}）`,
    en: `${cycle2015.name.en} opens for declaring (${formatInstant(opens2015, 'en')})`,
  },
}

const claimsWithinMilliseconds = 3000

/**
 * Allows one sandbox per database, because a second one would overwrite the chats of the first. PostgreSQL
 * releases the claim when the program ends, however it ends, but not always at the same moment.
 */
async function claimSandbox({ pool }: Database): Promise<() => void> {
  const client = await pool.connect()
  client.on('error', () => {
    // The server went away; every other statement tells so.
  })
  const giveUpAt = Date.now() + claimsWithinMilliseconds
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>(
      `select pg_try_advisory_lock(hashtext('xueshi'), hashtext('sandbox')) as mine`,
    )
    // Destroyed and not given back to the pool, so that the claim ends with the connection.
    if (rows[0]?.mine) return () => client.release(true)
    if (Date.now() > giveUpAt) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  client.release()
  throw new ConfigError(
    'Another program already runs the sandbox on this DATA_DIR: end that one, or set another DATA_DIR.',
  )
}
