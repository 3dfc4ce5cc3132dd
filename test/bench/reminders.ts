import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { planDigests } from '../../core/reminders/plan-digests.ts'
import { planReminders } from '../../core/reminders/plan-reminders.ts'
import { type Database, openDatabase } from '../../prisma/database.ts'
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'
import { buildBigCity } from './big-city.ts'
import type { Bench } from './report.ts'

const teachers = Number(process.env.BENCH_TEACHERS ?? 200_000)
const mostSeconds = 10
/** What a minute may cost in which nothing new can be due. */
const mostSecondsOfTick = 0.05
const mostMemoryMb = 50
const at = (instant: string) => new Date(`${instant}+08:00`)

/**
 * Planning for a whole city: the first day of the ladder, when nobody has begun, and the minute after it,
 * when all is planned.
 */
export const remindersBench: Bench = {
  name: 'reminders',
  about: `planning for a city of ${teachers} teachers of whom none has begun; generated, on disk only while it runs`,
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-bench-'))
    const postgres = await openEmbeddedPostgres(folder)
    try {
      await postgres.ensureDatabase('reminders')
      const url = postgres.url('reminders')
      await applyMigrations(url)
      await buildBigCity(url, teachers)
      const database = openDatabase(url)
      try {
        await database.pool.query(everybodyBound)
        const cycles = [cycle2014]
        const seconds = async (name: string, task: () => Promise<number>, target?: number) => {
          const [since, before] = [performance.now(), process.memoryUsage.rss()]
          const planned = await task()
          const value = (performance.now() - since) / 1000
          const isHeld = target === undefined || value <= target
          report({
            name: `${name}: ${planned}`,
            value,
            unit: 's',
            ...(target && { target: `≤ ${target} s`, met: isHeld }),
          })
          return Math.max(0, process.memoryUsage.rss() - before) / 1_000_000
        }
        const digests = () => planDigests(database, { cycles, now: at('2015-01-20T08:30:00') })
        await seconds('digests while items wait', digests, mostSeconds)
        await database.pool.query('truncate declaration cascade')
        await database.pool.query('vacuum analyze')

        const first = () => planReminders(database, { cycles, now: at('2014-12-17T09:00:00') })
        const memory = await seconds('the first rung and what is due beside it', first, mostSeconds)
        report({
          name: 'memory it took',
          value: memory,
          unit: 'MB',
          target: `≤ ${mostMemoryMb} MB`,
          met: memory <= mostMemoryMb,
        })
        const again = (time: string) => () =>
          planReminders(database, { cycles, now: at(`2014-12-17T${time}`) })
        await seconds('the next tick, a minute after', again('09:01:00'), mostSecondsOfTick)
        await seconds('a quarter of an hour after, for whoever fell under it', again('09:15:00'))
        await seconds('the next rung, three processes at once', () => atOnce(database), mostSeconds)
        report({ name: 'messages', value: await messages(database), unit: 'messages' })
      } finally {
        await database.close()
      }
    } finally {
      await postgres.destroy()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function atOnce(database: Database): Promise<number> {
  const plan = () => planReminders(database, { cycles: [cycle2014], now: at('2014-12-24T09:00:00') })
  const planned = await Promise.all([plan(), plan(), plan()])
  return planned.reduce((sum, one) => sum + one, 0)
}

async function messages({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from outbox_message')
  return rows[0]!.count
}

const everybodyBound = `
  insert into account (id, person_id) select 1000000 + row_number() over (order by id), id from person`
