import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freezeDue } from '../../core/confirmation/freeze.ts'
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { freezesAt } from '../../core/cycle/windows.ts'
import { nextForOffice, nextInQueue } from '../../core/declarations/queue.ts'
import { readReviewCard } from '../../core/declarations/review-card.ts'
import { readStatus } from '../../core/declarations/status.ts'
import { exportLinesSql } from '../../core/export/export-lines.ts'
import { makeExport } from '../../core/export/make-export.ts'
import { answersAsOf, statesStanding } from '../../core/ledger/sums.ts'
import { publicityListOf } from '../../core/publicity/publicity-list.ts'
import { readProgress } from '../../core/reports/progress.ts'
import { takeFrozenSnapshots } from '../../core/reports/snapshots.ts'
import { statisticsOfOffice } from '../../core/reports/statistics-of-office.ts'
import { type Database, openDatabase } from '../../prisma/database.ts'
import { openEmbeddedPostgres } from '../../prisma/embedded.ts'
import { applyMigrations } from '../../prisma/migrate.ts'
import { type BigCity, buildBigCity } from './big-city.ts'
import type { Bench, Row } from './report.ts'

const warmUps = 2
const times = 31
const small = 2_000
const large = 200_000
const cycle = cycle2014
const inReview = new Date('2015-01-20T10:00:00+08:00')
const frozen = new Date(freezesAt(cycle).getTime() + 3_600_000)

/** What a person waits for, in the middle of the review or after the freeze. */
const waits: readonly {
  readonly name: string
  readonly when: 'review' | 'frozen'
  /**
   * The same work however large the city, because it is about one school or one person. Otherwise the office
   * itself grows with the city.
   */
  readonly same: boolean
  readonly run: (database: Database, city: BigCity) => Promise<unknown>
}[] = [
  {
    name: "the school's next card",
    when: 'review',
    same: true,
    async run({ prisma }, { schoolId, administratorId }) {
      const next = await nextInQueue(prisma, schoolId, cycle.id, administratorId)
      await readReviewCard(prisma, next!, administratorId, { cycleOf: () => cycle, now: inReview })
    },
  },
  {
    name: "the district's next card",
    when: 'review',
    same: false,
    async run({ prisma }, { districtId, reviewerId }) {
      const next = await nextForOffice(prisma, districtId, cycle.id, reviewerId)
      await readReviewCard(prisma, next!, reviewerId, { cycleOf: () => cycle, now: inReview })
    },
  },
  {
    name: '/status',
    when: 'review',
    same: true,
    run: ({ prisma }, { teacherId }) => readStatus(prisma, teacherId, cycle, inReview),
  },
  {
    name: "a school's publicity list",
    when: 'review',
    same: true,
    run: ({ prisma }, { schoolId }) => publicityListOf(prisma, schoolId, { cycle, now: inReview }),
  },
  {
    name: 'progress of all districts',
    when: 'review',
    same: false,
    run: ({ prisma }) => readProgress(prisma, { cycle, now: inReview }),
  },
  {
    name: "a district's statistics",
    when: 'frozen',
    same: true,
    run: ({ prisma }, { districtId }) => statisticsOfOffice(prisma, districtId, cycle),
  },
]

export const cityBench: Bench = {
  name: 'city',
  about: `a city of ${large} teachers and a million items against one of ${small}; generated, on disk only while it runs`,
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'xueshi-bench-'))
    const postgres = await openEmbeddedPostgres(folder)
    const cities: Measured[] = []
    try {
      for (const teachers of [small, large]) {
        const url = await newDatabase(postgres, `city_${teachers}`)
        const city = await buildBigCity(url, teachers)
        report({ name: `city: ${teachers} teachers`, value: city.items, unit: 'items' })
        cities.push({ city, database: openDatabase(url) })
      }
      const [ofSmall, ofLarge] = cities as [Measured, Measured]
      await reportWaits('review', ofSmall, ofLarge, report)
      await freeze(ofSmall, () => undefined)
      await freeze(ofLarge, report)
      await reportWaits('frozen', ofSmall, ofLarge, report)
      await measureExport(ofLarge.database, report)
    } finally {
      for (const { database } of cities) await database.close()
      await postgres.destroy()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

interface Measured {
  readonly database: Database
  readonly city: BigCity
}

async function newDatabase(postgres: Awaited<ReturnType<typeof openEmbeddedPostgres>>, name: string) {
  await postgres.ensureDatabase(name)
  await applyMigrations(postgres.url(name))
  return postgres.url(name)
}

/** The cities take turns, so that whatever else the machine does meets both. */
async function reportWaits(
  when: 'review' | 'frozen',
  ofSmall: Measured,
  ofLarge: Measured,
  report: (row: Row) => void,
): Promise<void> {
  for (const { name, same, run } of waits.filter((wait) => wait.when === when)) {
    const [msOfSmall, msOfLarge] = await mediansMs(
      () => run(ofSmall.database, ofSmall.city),
      () => run(ofLarge.database, ofLarge.city),
    )
    report(against(name, msOfSmall!, msOfLarge!, same))
  }
}

async function freeze({ database }: Measured, report: (row: Row) => void): Promise<void> {
  const seconds = timing(report)
  await seconds('the freeze', () => freezeDue(database, { cycle, now: frozen }))
  await seconds('statistics of all schools and offices', () =>
    takeFrozenSnapshots(database, { cycle, now: frozen }),
  )
  await database.pool.query('vacuum analyze')
}

function timing(report: (row: Row) => void) {
  return async (name: string, task: () => Promise<unknown>): Promise<number> => {
    const since = performance.now()
    await task()
    const value = (performance.now() - since) / 1000
    report({ name: `city: ${name}`, value, unit: 's' })
    return value
  }
}

async function measureExport(database: Database, report: (row: Row) => void): Promise<void> {
  const seconds = timing(report)
  for (const step of ['complaint-supervision', 'city-confirmation']) {
    await database.prisma.step.create({
      data: { organisationId: 'city', cycleId: cycle.id, step, doneAt: frozen },
    })
  }
  const copied = await seconds('COPY of the rows of the export', () => copyLines(database))
  const memory = watchMemory()
  const exported = await seconds('the export', () =>
    makeExport(database, { cycle, now: frozen, actor: null }, countingSink()),
  )
  report({
    name: 'city: the export against COPY',
    value: exported / copied,
    unit: 'times',
    target: '≤ 3',
    met: exported / copied <= 3,
  })
  report({ name: 'city: memory that the export added at most', value: memory.stop(), unit: 'MB' })
}

/** The same statement, written by the server itself. */
async function copyLines({ pool }: Database): Promise<void> {
  const quote = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`
  const array = (values: readonly string[]) => quote(`{${values.join(',')}}`)
  const { rows } = await pool.query<{ id: string }>(`select id from organisation where kind = 'SCHOOL'`)
  const values = [
    String(cycle.id),
    quote(answersAsOf(cycle, frozen).toISOString()),
    array(statesStanding('counted', 'frozen')),
    array(statesStanding('under-review', 'frozen')),
    array(rows.map(({ id }) => id)),
    'false',
  ]
  const sql = exportLinesSql.replace(
    /\$(\d)/g,
    (_match: string, number: string) => values[Number(number) - 1]!,
  )
  await pool.query(`copy (${sql}) to '/dev/null' with (format csv)`)
}

/** Takes what comes and keeps nothing. */
function countingSink() {
  return { rows: () => undefined, end: () => undefined }
}

function watchMemory() {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return (most - before) / 1e6
    },
  }
}

async function mediansMs(...tasks: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const all = tasks.map((): number[] => [])
  for (let time = -warmUps; time < times; time += 1) {
    for (const [at, task] of tasks.entries()) {
      const since = performance.now()
      await task()
      if (time >= 0) all[at]!.push(performance.now() - since)
    }
  }
  return all.map((taken) => taken.sort((one, other) => one - other)[Math.floor(times / 2)]!)
}

function against(name: string, ofSmall: number, ofLarge: number, same: boolean): Row {
  const ratio = ofLarge / ofSmall
  return {
    name: `city: ${name}`,
    value: ofLarge,
    unit: 'ms',
    against: `${ofSmall.toPrecision(3)} ms in the small city${same ? '' : ' (an office 100 times as large)'}`,
    ratio,
    target: '≤ 1.2',
    met: ratio <= 1.2,
  }
}
