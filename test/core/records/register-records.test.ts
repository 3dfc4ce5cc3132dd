import { describe, expect, it } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { freezesAt, windowOf } from '../../../core/cycle/windows.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { findDouble } from '../../../core/declarations/doubles.ts'
import { readStatus } from '../../../core/declarations/status.ts'
import { correctRecord, withdrawRecord } from '../../../core/records/change-record.ts'
import { type RecordRow, recordHeadings, recordRowsOf } from '../../../core/records/record-columns.ts'
import { onlineProvider } from '../../../core/records/record-source.ts'
import {
  type Registered,
  type Registration,
  registerRecords,
} from '../../../core/records/register-records.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readTable } from '../../../core/tables/read-table.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
await prisma.organisation.createMany({
  data: [
    { id: 'provider', kind: 'PROVIDER', name: '示例培训机构' },
    { id: 'city', kind: 'CITY', name: '示例市' },
  ],
})
const clerk = await city.person('机构经办', ['PROVIDER'], 'provider')
const admin = await city.person('管理员', ['SCHOOL_ADMIN', 'TEACHER'])
const now = new Date('2014-11-01T04:00:00Z')
const setting = { cycle: cycle2014, now }
let rows = 0

describe('a file of a provider', () => {
  it('is taken row by row, each refused one with its column and reason, and once only (S015)', async () => {
    const chen = await teacher('陈静怡')
    const li = await teacher('李·文博')
    const good = row(chen, {
      courseName: '信息技术',
      from: '２０１４/７/５',
      to: '7月9日',
      hours: '１８学时',
    })
    const file = [
      good,
      row(li, { name: '李文博', category: '公需' }),
      row({ ...li, name: '李• 文博' }, { courseName: '师德', category: '选修' }),
      row({ name: '无', certificateNumber: 'X999' }),
      row(chen, { name: '陈小怡' }),
      row(chen, { courseName: 'A', from: '2013-12-31' }),
      row(chen, { courseName: 'B', from: '2014-7-9', to: '2014-7-5' }),
      row(chen, { courseName: 'C', hours: '18.3' }),
      row(chen, { courseName: 'D', from: '2014-7-5', to: '2014-7-5', hours: '24.5' }),
      row(chen, { courseName: 'E', hours: '0' }),
      row(chen, { courseName: 'F', hours: '' }),
      row(chen, { courseName: 'G', category: '其他' }),
      row(chen, { courseName: 'H', to: '2014-12-30' }),
      row(chen, { courseName: '信息 技术', from: '2014-7-8', to: '2014-7-12', hours: '6' }),
      { ...good, row: 99 },
    ]
    const first = need(await register(file))
    expect(first).toMatchObject({ accepted: 2, unchanged: 1, late: false })
    expect(first.refusedRows.map(({ column, refusal }) => [column, refusal.refused])).toEqual([
      ['name', 'record-name-mismatch'],
      ['certificateNumber', 'record-person-unknown'],
      ['name', 'record-name-mismatch'],
      ['from', 'record-date-outside-year'],
      ['to', 'record-dates-reversed'],
      ['hours', 'record-hours-half-steps'],
      ['hours', 'record-hours-impossible'],
      ['hours', 'record-hours-not-positive'],
      ['hours', 'record-cell-empty'],
      ['category', 'record-category-unknown'],
      ['to', 'record-date-in-future'],
      ['courseName', 'record-double-in-file'],
    ])
    expect(first.refusedRows[0]!.row).toBe(file[1]!.row)
    expect(await prisma.hourRecord.findMany({ where: { personId: chen.id } })).toMatchObject([
      {
        category: 'PROFESSIONAL',
        source: 'PROVIDER',
        provider: '示例培训机构',
        organisationId: 'provider',
        importId: first.importId,
        hours: 18,
        from: new Date('2014-07-05'),
      },
    ])
    const again = need(await register(file))
    expect(again).toMatchObject({ accepted: 0, unchanged: 3, importId: null })
    expect(again.refusedRows.at(-1)!.refusal.refused).toBe('record-double')
    expect(await prisma.import.count({ where: { id: first.importId! } })).toBe(1)
    expect(await prisma.auditEntry.count({ where: { subjectId: first.importId! } })).toBe(1)
  })

  it('is read whatever made its dates: with an hour behind them, or as the number of the day', async () => {
    const chen = await teacher('陈日期')
    const file = [
      row(chen, { courseName: '带时间', from: '2014-07-05 00:00:00', to: '2014/7/9 9:30' }),
      row(chen, { courseName: '天数', from: '41825', to: '41829' }),
      row(chen, { courseName: '别的年', from: '40363', to: '41829' }),
      row({ name: '陈日期', certificateNumber: '4.40106E+15' }, { courseName: '证号被截' }),
    ]
    const { accepted, refusedRows } = need(await register(file))
    expect(accepted).toBe(2)
    expect(refusedRows.map(({ column, refusal }) => [column, refusal.refused])).toEqual([
      ['from', 'record-date-outside-year'],
      ['certificateNumber', 'load-digits-lost'],
    ])
    const days = { from: new Date('2014-07-05'), to: new Date('2014-07-09') }
    expect(await prisma.hourRecord.findMany({ where: { personId: chen.id } })).toMatchObject([days, days])
  })

  it('with more cells than headings is refused as a row, in the order of the file', async () => {
    const chen = await teacher('陈多格')
    const good = `${chen.certificateNumber},陈多格,专业科目,多格,2014-07-05,2014-07-09,18`
    const csv = `证号,姓名,科目,课程名称,开始日期,结束日期,学时\n9999,王,公需,创新,2014-07-05,2014-07-05,6\n${good},多\n${good}`
    const table = await readTable(Buffer.from(csv), '登记.csv', { headings: recordHeadings })
    if (isRefusal(table)) throw new Error(table.refused)
    const { accepted, refusedRows } = need(await register(recordRowsOf(table)))
    expect(accepted).toBe(1)
    expect(refusedRows.map(({ row, column, refusal }) => [row, column, refusal.refused])).toEqual([
      [2, 'certificateNumber', 'record-person-unknown'],
      [3, undefined, 'table-row-surplus'],
    ])
  })

  it('sent by ten processes at once has one effect', async () => {
    const chen = await teacher('同时')
    const file = [row(chen, { courseName: '同时' }), row(await teacher('同时二'), { courseName: '同时' })]
    const outcomes = (await Promise.all(Array.from({ length: 10 }, () => register(file)))).map(need)
    expect(outcomes.filter(({ accepted }) => accepted === 2)).toHaveLength(1)
    expect(outcomes.filter(({ unchanged }) => unchanged === 2)).toHaveLength(9)
    expect(await prisma.hourRecord.count({ where: { personId: chen.id } })).toBe(1)
  })

  it('of 10,000 rows with an error in each hundredth takes the others and says what is wrong with these', async () => {
    await prisma.person.createMany({
      data: Array.from({ length: 2500 }, (_, at) => ({
        name: `教师${at}`,
        organisationId: 'school',
        certificateNumber: `M${at}`,
      })),
    })
    const csv = ['课程名称,学时数,科目类别,继教证号,教师姓名,起始日期,截止日期']
    for (let at = 0; at < 10_000; at++) {
      const certificate = at % 100 === 7 ? `N${at}` : `M${at % 2500}`
      csv.push(`课程${at},12,专业科目,${certificate},教师${at % 2500},2014/7/5,2014/7/9`)
    }
    const table = await readTable(Buffer.from(csv.join('\r\n')), '登记.csv', { headings: recordHeadings })
    if (isRefusal(table)) throw new Error(table.refused)
    const outcome = need(await register(recordRowsOf(table)))
    expect(outcome).toMatchObject({ accepted: 9900, unchanged: 0 })
    expect(outcome.refusedRows).toHaveLength(100)
    expect(outcome.refusedRows[0]).toMatchObject({ row: 9, column: 'certificateNumber' })
    expect(await prisma.hourRecord.count({ where: { importId: outcome.importId } })).toBe(9900)
  })

  it('leaves nothing behind when it fails in the middle, and is taken whole the next time', async () => {
    const people = await Promise.all(['前', '中', '后'].map((name) => teacher(name)))
    const declarationId = await declared(people[0]!.id, 'SUBMITTED')
    const file = people.map((person) => row(person))
    const stand = async () => ({
      records: await prisma.hourRecord.count(),
      imports: await prisma.import.count(),
      entries: await prisma.auditEntry.count(),
      told: await prisma.outboxMessage.count(),
    })
    const before = await stand()
    // A row of the database's own trouble in the middle, and trouble with the very last that is written.
    for (const [table, when] of [
      ['hour_record', `new.person_id = '${people[1]!.id}'`],
      ['outbox_message', `new.key like 'declaration-on-record:${declarationId}%'`],
    ]) {
      await prisma.$executeRawUnsafe(`create function fails() returns trigger language plpgsql as
        $$ begin if ${when} then raise exception 'the disk is full'; end if; return new; end $$`)
      await prisma.$executeRawUnsafe(
        `create trigger fails before insert on ${table} for each row execute function fails()`,
      )
      await expect(register(file)).rejects.toThrow('the disk is full')
      expect(await stand()).toEqual(before)
      await prisma.$executeRawUnsafe('drop function fails cascade')
    }
    expect(need(await register(file))).toMatchObject({ accepted: 3, refusedRows: [] })
    expect(await stand()).toEqual({
      records: before.records + 3,
      imports: before.imports + 1,
      entries: before.entries + 1,
      told: before.told + 1,
    })
  })

  it('closes hard with 12-31, and from 12-16 says that a certificate was due instead (S014)', async () => {
    const at = (time: string) => ({ cycle: cycle2014, now: new Date(time) })
    const closes = windowOf(cycle2014, 'registration').closesAt
    expect(closes.toISOString()).toBe('2014-12-31T16:00:00.000Z')
    const chen = await teacher('窗口')
    const take = (courseName: string, setting: { cycle: typeof cycle2014; now: Date }) =>
      registerRecords(database, registration([row(chen, { courseName })]), setting)
    expect(need(await take('甲', at('2014-12-15T15:59:59Z'))).late).toBe(false)
    expect(need(await take('乙', at('2014-12-15T16:00:00Z'))).late).toBe(true)
    expect(need(await take('丙', at('2014-12-31T15:59:59Z'))).accepted).toBe(1)
    expect(await take('丁', at('2014-12-31T16:00:00Z'))).toMatchObject({ refused: 'window-closed' })
  })

  it('is not taken from whoever does not hold the role there', async () => {
    const stranger = { ...registration([]), organisationId: 'school', source: 'SCHOOL' as const }
    expect(await registerRecords(database, stranger, setting)).toMatchObject({ refused: 'not-your-role' })
  })
})

describe('the hours of 继续教育网 (S024, S027)', () => {
  it('come from its operator alone, count at once without a declaration, and are not declared again', async () => {
    const operator = await city.person('网站经办', ['CITY_OPERATOR'], 'city')
    const chen = await teacher('网上学习')
    const file = [row(chen, { category: '公需科目', courseName: '网上公需', hours: '18' })]
    const online = (actor: { personId: string }) =>
      registerRecords(
        database,
        { ...registration(file), source: 'AUTO', organisationId: 'city', actor },
        setting,
      )
    expect(await online({ personId: clerk.id })).toMatchObject({ refused: 'not-your-role' })
    expect(need(await online({ personId: operator.id }))).toMatchObject({ accepted: 1, late: false })
    expect(await prisma.hourRecord.findFirst({ where: { personId: chen.id } })).toMatchObject({
      source: 'AUTO',
      provider: onlineProvider,
    })
    const { ledger, hourRecords } = await readStatus(prisma, chen.id, cycle2014, now)
    expect(ledger.counted).toMatchObject({ PUBLIC: 18, total: 18 })
    const again = { courseName: '网上 公需', from: '2014-07-06', to: '2014-07-08' }
    expect(findDouble(again, hourRecords, [])).toMatchObject({ with: 'record', record: { source: 'AUTO' } })
  })
})

describe('a file of a school', () => {
  it('is for its own teachers, and not for whoever sends it (ruling 11)', async () => {
    const own = await teacher('本校')
    const other = await teacher('外校', 'other-school')
    const me = await prisma.person.update({ where: { id: admin.id }, data: { certificateNumber: 'ME' } })
    const file = [row(own), row(other), row({ name: me.name, certificateNumber: me.certificateNumber! })]
    const outcome = need(
      await registerRecords(
        database,
        { ...registration(file), source: 'SCHOOL', organisationId: 'school', actor: { personId: admin.id } },
        setting,
      ),
    )
    expect(outcome.accepted).toBe(1)
    expect(outcome.refusedRows.map(({ refusal }) => refusal.refused)).toEqual([
      'record-person-elsewhere',
      'record-own',
    ])
  })
})

describe('a course that the teacher has declared (ruling 6, invariant 4)', () => {
  it('comes on record while the declaration waits, is told, and the declaration cannot be approved any more', async () => {
    const chen = await teacher('申报')
    const declarationId = await declared(chen.id, 'SUBMITTED')
    expect(need(await register([row(chen, { courseName: '班主任 研修' })])).accepted).toBe(1)
    const told = await prisma.outboxMessage.findMany({
      where: { key: { startsWith: `declaration-on-record:${declarationId}` } },
    })
    expect(told.map(({ chatId }) => Number(chatId))).toEqual([admin.accountId])
    const outcome = await prisma.$transaction((tx) =>
      decide(
        tx,
        { action: 'approve', declarationId, version: 1, personId: admin.id, given: { originalSeen: true } },
        { cycleOf: city.cycleOf, now },
      ),
    )
    expect(outcome).toMatchObject({ refused: 'item-on-record', params: { hours: 12 } })
  })

  it('is refused once the declaration is approved, so that nothing counts twice', async () => {
    const chen = await teacher('已审')
    await declared(chen.id, 'APPROVED_BY_SCHOOL')
    const outcome = need(await register([row(chen, { courseName: '班主任研修' })]))
    expect(outcome).toMatchObject({
      accepted: 0,
      refusedRows: [{ refusal: { refused: 'record-already-declared' } }],
    })
  })

  it('counts once when it is approved and registered at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, (_, at) => teacher(`竞争${at}`)))
    await Promise.all(
      people.map(async (person) => {
        const declarationId = await declared(person.id, 'SUBMITTED')
        const given = { originalSeen: true }
        await Promise.all([
          register([row(person, { courseName: '班主任研修' })]),
          prisma.$transaction((tx) =>
            decide(
              tx,
              { action: 'approve', declarationId, version: 1, personId: admin.id, given },
              { cycleOf: city.cycleOf, now },
            ),
          ),
        ])
        const records = await prisma.hourRecord.count({ where: { personId: person.id } })
        const approved = await prisma.declaration.count({
          where: { id: declarationId, state: 'APPROVED_BY_SCHOOL' },
        })
        expect(records + approved).toBe(1)
      }),
    )
  })
})

describe('a record', () => {
  it('is corrected and withdrawn by whoever registered it while the window is open, and the teacher is told', async () => {
    const chen = await city.person('更正', ['TEACHER'])
    const person = await prisma.person.update({ where: { id: chen.id }, data: { certificateNumber: 'GZ' } })
    need(
      await register([
        row({ name: person.name, certificateNumber: person.certificateNumber! }, { courseName: '更正' }),
      ]),
    )
    const { id: recordId } = await prisma.hourRecord.findFirstOrThrow({ where: { personId: chen.id } })
    const seen = {
      category: 'PROFESSIONAL',
      courseName: '更正',
      from: '2014-07-05',
      to: '2014-07-09',
      hours: 12,
    } as const
    const change = (hours: number, personId = clerk.id, at = now) =>
      prisma.$transaction((tx) =>
        correctRecord(
          tx,
          { recordId, seen, changes: { hours }, actor: { personId } },
          { cycle: cycle2014, now: at },
        ),
      )
    expect(await change(18, admin.id)).toMatchObject({ refused: 'not-your-role' })
    expect(await change(500)).toMatchObject({ refused: 'record-hours-impossible' })
    expect(await change(18, clerk.id, new Date('2014-12-31T16:00:00Z'))).toMatchObject({
      refused: 'window-closed',
    })
    expect(await change(18, clerk.id, freezesAt(cycle2014))).toMatchObject({ refused: 'cycle-frozen' })
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => change(18)))
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1)
    expect(outcomes.find((outcome) => outcome)).toMatchObject({ refused: 'record-changed-meanwhile' })
    expect(await city.noticesFor(chen.accountId)).toEqual([
      { kind: 'record-changed', courseName: '更正', before: 12, after: 18, by: '示例培训机构' },
    ])
    const withdraw = () =>
      prisma.$transaction((tx) =>
        withdrawRecord(
          tx,
          { recordId, seen: { ...seen, hours: 18 }, actor: { personId: clerk.id } },
          setting,
        ),
      )
    expect(await withdraw()).toBeUndefined()
    expect(await withdraw()).toMatchObject({ refused: 'record-gone' })
  })
})

async function teacher(name: string, organisationId = 'school') {
  rows += 1
  return prisma.person.create({ data: { name, organisationId, certificateNumber: `T${rows}` } })
}

function row(
  { name, certificateNumber }: { name: string; certificateNumber: string | null },
  rest: Partial<RecordRow> = {},
): RecordRow {
  rows += 1
  return {
    row: rows,
    certificateNumber: certificateNumber!,
    name,
    category: '专业科目',
    courseName: '班主任研修',
    from: '2014-07-05',
    to: '2014-07-09',
    hours: '12',
    ...rest,
  }
}

function registration(file: readonly RecordRow[]): Registration {
  return {
    source: 'PROVIDER',
    organisationId: 'provider',
    actor: { personId: clerk.id },
    rows: file,
    fileName: '登记.xlsx',
    sha256: 'a'.repeat(64),
  }
}

function register(file: readonly RecordRow[]) {
  return registerRecords(database, registration(file), setting)
}

async function declared(personId: string, state: 'SUBMITTED' | 'APPROVED_BY_SCHOOL'): Promise<string> {
  const { id } = await prisma.declaration.create({
    data: {
      cycleId: 2014,
      personId,
      organisationId: 'school',
      state,
      category: 'PROFESSIONAL',
      activityType: 'x',
      courseName: '班主任研修',
      provider: 'x',
      from: new Date('2014-07-07'),
      to: new Date('2014-07-11'),
      hours: 12,
      claim: {},
      submittedAt: now,
      waitingSince: now,
    },
  })
  return id
}

function need(outcome: Awaited<ReturnType<typeof registerRecords>>): Registered {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome).slice(0, 500))
  return outcome
}
