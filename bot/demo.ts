import path from 'node:path'
import { formatDeadline } from '../core/cycle/shanghai.ts'
import { cycle2014 } from '../core/cycle/shipped-cycles.ts'
import type { FileStore } from '../core/evidence/files.ts'
import type { Sealer } from '../core/people/sealing.ts'
import type { Database } from '../prisma/database.ts'
import { demoPeople } from '../prisma/demo/people.ts'
import { seedDemo } from '../prisma/demo/seed.ts'
import type { Config } from './config.ts'
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts'

/** The Saturday on which a visitor arrives: eleven days are left for declaring. */
const startsAt = new Date('2014-12-20T09:00:00+08:00')

/** Without a bot token: the notice's city with invented people, and a Telegram of our own to talk to them. */
export async function startDemo(
  config: Config,
  { database, sealer, files }: { database: Database; sealer: Sealer; files: FileStore },
): Promise<{ sandbox: Sandbox }> {
  await seedDemo(database, { sealer, files, now: startsAt })
  const sandbox = await startSandbox({
    port: config.port,
    host: config.host,
    folder: path.join(config.dataFolder, 'sandbox'),
    people: () => demoPeople.map(({ bound, ...person }) => ({ ...person, spokeBefore: bound })),
    startsAt,
    deadlines: () =>
      cycle2014.windows.map(({ id, label, closesAt }) => ({
        id,
        at: closesAt,
        label: `${label.zh}（${formatDeadline(closesAt, 'zh')}）`,
      })),
  })
  return { sandbox }
}
