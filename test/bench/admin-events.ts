import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { unmeasured } from '../../bot/measures.ts'
import { adminEventsPath, registerAdminEvents } from '../../bot/webhook/admin-events.ts'
import { openCallTally } from '../../bot/webhook/call-tally.ts'
import { openServer } from '../../bot/webhook/server.ts'
import { connectionHeader } from '../../bot/webhook/signed-call.ts'
import { type MadeConnection, makeConnection } from '../../core/connections/connections.ts'
import type { RecordRegistered } from '../../core/connections/event-data.ts'
import file2014 from '../../core/cycle/cycle-2014.json' with { type: 'json' }
import { openCycleBook } from '../../core/cycle/cycle-book.ts'
import { openSealer } from '../../core/privacy/sealing.ts'
import { isRefusal } from '../../core/refusal.ts'
import { type Database, openDatabase } from '../../prisma/database.ts'
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'
import type { Bench } from './report.ts'

const events = 20_000
const teachers = 5_000
const perMessage = 1_000
const perMinute = 6_000
const maxBytes = 4 * 2 ** 20
const now = new Date('2014-12-20T01:00:00Z')

/**
 * Hours from another system: signed messages of a thousand events, each judged, audited and answered, beside
 * bare inserts of the same rows.
 */
export const adminEventsBench: Bench = {
  name: 'admin-events',
  about: `${events} hour records through POST ${adminEventsPath} in batches of ${perMessage}, beside single inserts of the same rows (fsync on)`,
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-bench-'))
    const postgres = await openEmbeddedPostgres(folder)
    try {
      const rows = Array.from({ length: events }, (_, n) => recordOf(n))
      const open = async (name: string) => {
        await postgres.ensureDatabase(name)
        await applyMigrations(postgres.url(name))
        const database = openDatabase(postgres.url(name))
        await seed(database)
        return database
      }
      const perSecond: Record<string, number> = {}
      const measure = async (name: string, task: (database: Database) => Promise<void>) => {
        const database = await open(name)
        try {
          const since = performance.now()
          await task(database)
          perSecond[name] = events / ((performance.now() - since) / 1000)
          const kept = await database.prisma.hourRecord.count()
          if (kept !== events) throw new Error(`Of ${events} records ${kept} were kept.`)
        } finally {
          await database.close()
        }
      }
      await measure('inserts', (database) => insertOneByOne(database, rows))
      await measure('batches', (database) => sendBatches(database, rows))
      const { inserts = 1, batches = 0 } = perSecond
      report({ name: 'admin-events: single inserts', value: inserts, unit: 'rows/s' })
      report({
        name: 'admin-events: in batches',
        value: batches,
        unit: 'events/s',
        against: 'single inserts',
        ratio: batches / inserts,
      })
    } finally {
      await postgres.destroy()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function recordOf(n: number): RecordRegistered {
  const teacher = n % teachers
  return {
    cycle: 2014,
    certificateNumber: `B${String(teacher).padStart(7, '0')}`,
    name: `测${teacher}`,
    category: 'PROFESSIONAL',
    courseName: `网络课程${Math.floor(n / teachers)}`,
    from: '2014-03-03',
    to: '2014-03-07',
    hours: 6,
  }
}

async function seed({ pool }: Database): Promise<void> {
  await pool.query('insert into cycle (id, data, loaded_at) values (2014, $1, now())', [
    JSON.stringify(file2014),
  ])
  await pool.query(`insert into organisation (id, kind, name) values ('city', 'CITY', '示例市教育局')`)
  await pool.query(
    `insert into organisation (id, kind, name, parent_id, code) values ('school', 'SCHOOL', '示例小学', 'city', '90901')`,
  )
  await pool.query(
    `with people as (
       insert into person (id, organisation_id, name, certificate_number)
       select gen_random_uuid(), 'school', '测' || n, 'B' || lpad(n::text, 7, '0') from generate_series(0, $1::int - 1) as n
       returning id)
     insert into "grant" (id, person_id, role, organisation_id, granted_at)
     select gen_random_uuid(), id, 'TEACHER', 'school', $2 from people`,
    [teachers, now],
  )
  await pool.query('analyze')
}

/** What a program without rules would do: find the person, insert the row, one after another. */
async function insertOneByOne({ pool }: Database, rows: readonly RecordRegistered[]): Promise<void> {
  for (const row of rows) {
    await pool.query({
      name: 'insert',
      text: `insert into hour_record (id, person_id, cycle_id, category, source, course_name, provider, "from", "to", hours, recorded_at)
             select gen_random_uuid(), id, $2, $3::"Category", 'AUTO', $4, '继续教育网', $5::date, $6::date, $7, now()
             from person where certificate_number = $1`,
      values: [row.certificateNumber, row.cycle, row.category, row.courseName, row.from, row.to, row.hours],
    })
  }
}

async function sendBatches(database: Database, rows: readonly RecordRegistered[]): Promise<void> {
  const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })
  const house = {
    database,
    sealer,
    cycles: await openCycleBook(database),
    clock: { now: () => now },
    measures: unmeasured,
  }
  const connection = await database.prisma.$transaction((tx) =>
    makeConnection(
      tx,
      { name: '继续教育网', organisationId: 'city', types: ['record.registered'], perMinute, actor: null },
      { sealer, now },
    ),
  )
  if (isRefusal(connection)) throw new Error(connection.refused)
  const tally = openCallTally({ database, log: () => {} })
  const server = await openServer({ host: '127.0.0.1', port: 0, log: () => {} }, [
    (app) => registerAdminEvents(app, house, { adminEventsMaxBytes: maxBytes }, { tally }),
  ])
  try {
    for (let from = 0; from < rows.length; from += perMessage)
      await send(server.url, connection, `batch-${from}`, rows.slice(from, from + perMessage))
  } finally {
    await server.close()
    await tally.close()
  }
}

async function send(
  url: string,
  { connectionId, key }: MadeConnection,
  id: string,
  rows: readonly RecordRegistered[],
): Promise<void> {
  const body = JSON.stringify({ events: rows.map((data) => ({ type: 'record.registered', data })) })
  const at = new Date()
  const response = await fetch(new URL(adminEventsPath, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [connectionHeader]: connectionId,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    },
    body,
  })
  const { results } = (await response.json()) as { results?: { outcome: string; code?: string }[] }
  const refused = results?.find(({ outcome }) => outcome !== 'done')
  if (!results || refused)
    throw new Error(`A batch was answered ${response.status} ${JSON.stringify(refused)}.`)
}
