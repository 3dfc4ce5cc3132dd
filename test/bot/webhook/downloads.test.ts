import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, test } from 'vitest'
import { openCallTally } from '../../../bot/webhook/call-tally.ts'
import { registerDownloads } from '../../../bot/webhook/downloads.ts'
import { openServer } from '../../../bot/webhook/server.ts'
import { readingHouse } from '../../../bot/wording/reading-house.ts'
import { allowTypes } from '../../../core/connections/change-connection.ts'
import { makeConnection, withdrawConnection } from '../../../core/connections/connections.ts'
import { downloadTypesFor } from '../../../core/connections/download-types.ts'
import { makeExport } from '../../../core/export/make-export.ts'
import { answeredBy } from '../../../core/ledger/sums.ts'
import { publicityListOf } from '../../../core/publicity/publicity-list.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours, testSealer } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await cityWithHours(database)
const { cycle } = city
let now = new Date('2015-01-10T09:00:00+08:00')
const house = await readingHouse({ database, sealer: testSealer, clock: { now: () => now } })
const tally = openCallTally(house)
const server = await openServer({ host: '127.0.0.1', port: 0, log: () => {} }, [
  (app) => registerDownloads(app, house, { tally }),
])
afterAll(async () => {
  await server.close()
  await tally.close()
})

const first = await city.teacher('甲老师', [18, 42, 12])
await city.teacher('=乙老师', [6, 0, 0])
await city.teacher('丙老师', [18, 42, 30], { school: 'other-school' })
await city.declaration(first.id, 'APPROVED_BY_SCHOOL', { hours: 6 })
for (const school of ['school', 'other-school']) {
  await prisma.publicity.create({
    data: {
      organisationId: school,
      cycleId: 2014,
      startsAt: new Date('2015-01-08T00:00:00+08:00'),
      endsAt: new Date('2015-01-15T00:00:00+08:00'),
      startedById: first.id,
      list: (await publicityListOf(prisma, school, { cycle, now })) as object,
    },
  })
}

/** May download whatever a system of its organisation may. */
async function connect(name: string, organisationId: string, allowed?: readonly string[]) {
  const { kind } = await prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  const types = allowed ?? downloadTypesFor(kind)
  const made = await prisma.$transaction((tx) =>
    makeConnection(tx, { name, organisationId, types, actor: null }, { sealer: testSealer, now }),
  )
  if (isRefusal(made)) throw new Error(made.refused)
  return made
}
type Connection = Awaited<ReturnType<typeof connect>>

const [ofSchool, ofDistrict, ofCity] = [
  await connect('学校系统', 'school'),
  await connect('区系统', 'district'),
  await connect('市系统', 'remote-centre'),
]

const signed = (
  { connectionId, key }: Connection,
  path: string,
  { id = `msg_${randomUUID()}`, at = new Date() } = {},
) => ({
  'webhook-connection': connectionId,
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(key).sign(id, at, `/admin/downloads/${path}`),
})
const fetchAs = (connection: Connection, path: string, headers = signed(connection, path)) =>
  fetch(`${server.url}/admin/downloads/${path}`, { headers })
const csvOf = async (response: Response): Promise<Record<string, string>[]> =>
  parse(await response.text(), { bom: true, columns: true })
const logEntries = () =>
  prisma.auditEntry.findMany({ where: { action: 'data.export' }, orderBy: [{ at: 'asc' }, { seq: 'asc' }] })

describe('who may download', () => {
  test('is only who signs, just now, with a key in force, and once with each signature', async () => {
    const path = 'statistics?cycle=2014'
    const headers = signed(ofDistrict, path)
    expect((await fetchAs(ofDistrict, path, headers)).status).toBe(200)
    expect((await fetchAs(ofDistrict, path, headers)).status).toBe(409)
    const minute = 60_000
    const wrong = [
      { ...signed(ofDistrict, path), 'webhook-connection': ofSchool.connectionId },
      { ...signed(ofDistrict, path), 'webhook-id': 'msg_other' },
      signed(ofDistrict, path, { at: new Date(Date.now() - 6 * minute) }),
      signed(ofDistrict, path, { at: new Date(Date.now() + 6 * minute) }),
      { ...signed(ofDistrict, path), 'webhook-signature': '' },
      // A signature for another document.
      signed(ofDistrict, 'publicity?cycle=2014'),
    ]
    for (const one of wrong) expect((await fetchAs(ofDistrict, path, one)).status).toBe(401)
    expect((await fetch(`${server.url}/admin/downloads/${path}`)).status).toBe(401)

    const ended = await connect('停用的系统', 'district')
    await prisma.$transaction((tx) =>
      withdrawConnection(tx, { connectionId: ended.connectionId, actor: null }, { now }),
    )
    expect((await fetchAs(ended, path)).status).toBe(401)
  })

  test('is bound to their own organisation and what is below it', async () => {
    const answers = async (connection: Connection, organisation: string, what = 'publicity') =>
      (await fetchAs(connection, `${what}?cycle=2014&organisation=${organisation}`)).status
    expect(await answers(ofSchool, 'school')).toBe(200)
    expect(await answers(ofSchool, 'other-school')).toBe(403)
    expect(await answers(ofSchool, 'district')).toBe(403)
    expect(await answers(ofDistrict, 'other-school')).toBe(200)
    expect(await answers(ofDistrict, 'bureau-school')).toBe(403)
    expect(await answers(ofDistrict, 'district', 'export')).toBe(403)
    expect(await answers(ofCity, 'bureau-school', 'statistics')).toBe(200)
    expect(await answers(ofCity, 'nowhere')).toBe(403)
    await expect
      .poll(() =>
        prisma.countedCall.findMany({
          where: { connectionId: ofSchool.connectionId, code: { not: 'unauthorized' } },
        }),
      )
      .toMatchObject([{ code: 'not-your-organisation', count: 2 }])
    expect((await fetchAs(ofCity, 'publicity?cycle=1999')).status).toBe(400)
    expect((await fetchAs(ofCity, 'roster?cycle=2014')).status).toBe(404)
  })

  test('is who was allowed this document, and nobody because of the kind of their organisation', async () => {
    const one = await connect('只下载统计', 'remote-centre', ['download.statistics'])
    const answer = async (what: string) => {
      const response = await fetchAs(one, `${what}?cycle=2014`)
      const text = await response.text()
      return [response.status, response.status === 200 ? '' : (JSON.parse(text) as { error: string }).error]
    }
    const logged = (await logEntries()).length
    expect(await answer('publicity')).toEqual([403, 'download-not-allowed'])
    expect(await answer('export')).toEqual([403, 'download-not-allowed'])
    expect((await logEntries()).length).toBe(logged)
    expect(await answer('statistics')).toEqual([200, ''])
    const types = ['download.publicity']
    await prisma.$transaction((tx) =>
      allowTypes(tx, { connectionId: one.connectionId, types, actor: null }, { now }),
    )
    expect(await answer('statistics')).toEqual([403, 'download-not-allowed'])
    expect(await answer('publicity')).toEqual([200, ''])
    await expect
      .poll(() => prisma.countedCall.findMany({ where: { connectionId: one.connectionId } }))
      .toMatchObject([{ code: 'download-not-allowed', count: 3 }])
  })

  test('is told of a wrong address which part of it is wrong', async () => {
    const answer = async (path: string) => (await (await fetchAs(ofCity, path)).json()) as object
    expect(await answer('statistics?cycle=2014&year=2014')).toEqual({ error: 'malformed', at: 'year' })
    expect(await answer('statistics?cycle=x')).toEqual({ error: 'malformed', at: 'cycle' })
    expect(await answer('statistics?cycle=1999')).toEqual({ error: 'malformed', at: 'cycle' })
  })

  test('is logged as having taken nothing when only the header was asked for', async () => {
    const before = (await logEntries()).length
    const path = 'statistics?cycle=2014'
    const head = await fetch(`${server.url}/admin/downloads/${path}`, {
      method: 'HEAD',
      headers: signed(ofCity, path),
    })
    expect(head.status).toBe(404)
    expect((await logEntries()).length).toBe(before)
  })

  test('and not more often than the connection may', async () => {
    const slow = await connect('慢速系统', 'district')
    await prisma.connection.update({ where: { id: slow.connectionId }, data: { perMinute: 1 } })
    const ask = async () => (await fetchAs(slow, 'statistics?cycle=2014')).status
    // Of three at most two stand on either side of a full minute.
    const answers = [await ask(), await ask(), await ask()]
    expect(answers[0]).toBe(200)
    expect(answers).toContain(429)
  })
})

describe('the public lists', () => {
  test('say in every format what the sums say, with the moment, and are logged', async () => {
    const before = (await logEntries()).length
    const answered = await answeredBy(prisma, ['school', 'other-school'], { cycle, now })
    const expected = answered
      .map(({ name, ledger }) => [
        name,
        ledger.counted.PUBLIC,
        ledger.counted.PROFESSIONAL,
        ledger.counted.total,
      ])
      .sort()
    const [nameAt, publicAt, professionalAt, totalAt] = ['姓名', '公需', '专业', '合计']
    const pick = (row: Record<string, unknown>) => {
      const of = (label: string) => row[Object.keys(row).find((key) => key.startsWith(label)) ?? '']
      return [
        String(of(nameAt!)).replace(/^'/, ''),
        ...[publicAt, professionalAt, totalAt].map((at) => Number(of(at!))),
      ]
    }

    const csv = await fetchAs(ofDistrict, 'publicity?cycle=2014&format=csv')
    expect(csv.headers.get('x-snapshot-at')).toBe(now.toISOString())
    const [, fileName = ''] = /filename\*=UTF-8''(.+)$/.exec(csv.headers.get('content-disposition') ?? '')!
    expect(decodeURIComponent(fileName)).toBe('2014年度继续教育学时公示-2015-01-10 09.00.csv')
    const rows = await csvOf(csv)
    expect(rows.map(pick).sort()).toEqual(expected)
    expect(rows[0]).toMatchObject({
      学校代码: expect.stringMatching(/^9000/),
      数据时间: expect.stringContaining('1月10日'),
    })

    const json = (await (await fetchAs(ofDistrict, 'publicity?cycle=2014&format=json')).json()) as {
      snapshotAt: string
      rows: Record<string, unknown>[]
    }
    expect(json.snapshotAt).toBe(now.toISOString())
    expect(json.rows.map(pick).sort()).toEqual(expected)

    const xlsx = await fetchAs(ofDistrict, 'publicity?cycle=2014&format=xlsx')
    const [sheet] = await readXlsx(Buffer.from(await xlsx.arrayBuffer()))
    const [header, ...cells] = (Array.isArray(sheet) ? [] : sheet!.data) as unknown[][]
    const asRows = cells.map((row) =>
      Object.fromEntries(header!.map((label, at) => [String(label), row[at]])),
    )
    expect(asRows.map(pick).sort()).toEqual(expected)

    const logged = (await logEntries()).slice(before)
    expect(logged.map(({ details }) => details)).toEqual(
      ['csv', 'json', 'xlsx'].map((format) => ({ what: 'publicity-list', rows: 3, format })),
    )
    expect(logged[0]).toMatchObject({ actorRole: 'CONNECTION', subjectId: 'district' })
  })

  test('are gone when the period is over', async () => {
    const during = now
    now = new Date('2015-01-15T00:00:00+08:00')
    const gone = await fetchAs(ofSchool, 'publicity?cycle=2014')
    expect([gone.status, ((await gone.json()) as { error: string }).error]).toEqual([
      404,
      'list-no-longer-public',
    ])
    expect(await csvOf(await fetchAs(ofDistrict, 'publicity?cycle=2014'))).toEqual([])
    now = during
  })
})

test('the statistics say in every format what the sums say', async () => {
  const rows = await csvOf(await fetchAs(ofDistrict, 'statistics?cycle=2014&format=csv'))
  const answered = await answeredBy(prisma, ['school', 'other-school'], { cycle, now })
  const total = rows.find((row) => row.单位 === '合计')
  expect(total).toMatchObject({
    应验证人数: String(answered.length),
    达标: String(answered.filter(({ verdict }) => verdict.passed).length),
  })
  const json = (await (await fetchAs(ofDistrict, 'statistics?cycle=2014&format=json')).json()) as {
    rows: Record<string, unknown>[]
  }
  expect(json.rows).toHaveLength(rows.length)
})

describe('the export', () => {
  test('streams 5,000 rows as they were made, without an ID number, and is logged each time', async () => {
    expect((await fetchAs(ofCity, 'export?cycle=2014')).status).toBe(404)
    await manyTeachers(5_000)
    now = new Date('2015-03-14T10:00:00+08:00')
    await city.freeze()
    await prisma.step.create({
      data: { organisationId: 'city', cycleId: 2014, step: 'city-confirmation', doneAt: now },
    })
    const made = await makeExport(database, { cycle, now, actor: null })
    if (isRefusal(made)) throw new Error(made.refused)
    expect(made.rows).toBeGreaterThanOrEqual(5_000)

    const before = (await logEntries()).length
    const response = await fetchAs(ofCity, 'export?cycle=2014&format=csv')
    const chunks: Uint8Array[] = []
    for await (const chunk of response.body!) chunks.push(chunk as Uint8Array)
    expect(chunks.length).toBeGreaterThan(3)
    const bytes = Buffer.concat(chunks)
    const { createHash } = await import('node:crypto')
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256)
    const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true })
    const answered = await answeredBy(prisma, ['school', 'other-school'], { cycle, now })
    const exported = new Map(rows.map((row) => [row.继续教育证号, row]))
    expect(rows).toHaveLength(made.rows)
    for (const { certificateNumber, ledger } of answered)
      expect(Number(exported.get(certificateNumber!)?.合计)).toBe(ledger.counted.total)
    expect(bytes.includes(first.idNumber)).toBe(false)

    const json = (await (await fetchAs(ofCity, 'export?cycle=2014&format=json')).json()) as { rows: object[] }
    expect(json.rows).toHaveLength(made.rows)
    const logged = (await logEntries()).slice(before)
    expect(logged.map(({ details }) => details)).toEqual([
      { what: 'export', rows: made.rows, format: 'csv' },
      { what: 'export', rows: made.rows, format: 'json' },
    ])
  })

  test('lets the database go when its reader goes away in the middle', async () => {
    const gone = new AbortController()
    const response = await fetch(`${server.url}/admin/downloads/export?cycle=2014`, {
      headers: signed(ofCity, 'export?cycle=2014'),
      signal: gone.signal,
    })
    await response.body!.getReader().read()
    gone.abort()
    for (let at = 0; at < 3; at += 1) {
      const next = await fetchAs(ofCity, 'export?cycle=2014&format=csv')
      expect(next.status).toBe(200)
      expect((await csvOf(next)).length).toBeGreaterThanOrEqual(5_000)
    }
  })
})

/** So many teachers with hours on record, in two statements. */
async function manyTeachers(count: number) {
  await prisma.$executeRaw`
    with made as (
      insert into person (id, organisation_id, name, certificate_number, id_sealed, id_index)
      select gen_random_uuid(), 'school', '教师' || n, '4402' || lpad(n::text, 8, '0'), '\\x00'::bytea, sha256(n::text::bytea)
      from generate_series(1, ${count}) as n returning id)
    insert into "grant" (id, person_id, role, organisation_id, granted_at)
    select gen_random_uuid(), id, 'TEACHER', 'school', '2010-01-01' from made`
  await prisma.$executeRaw`
    insert into hour_record (id, person_id, cycle_id, category, source, course_name, provider, "from", "to", hours, recorded_at)
    select gen_random_uuid(), id, 2014, 'PROFESSIONAL', 'AUTO', '在册课程', '继续教育网', '2014-03-01', '2014-03-05', 42, '2014-04-01'
    from person where name like '教师%'`
}
