import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LateScope, lateWork, softDuties } from '../../../core/confirmation/late.ts'
import { lateTable } from '../../../core/confirmation/late-table.ts'
import { escalateLate, lateToldTo } from '../../../core/confirmation/tell-late.ts'
import { confirmedItem, confirmedSchool, publishedSchool } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle } = city

let teacher: { id: string; accountId: number }
let admin: { id: string; accountId: number }
let principal: { id: string; accountId: number }
let reviewer: { id: string; accountId: number }
let supervisor: { id: string; accountId: number }
let operator: { id: string; accountId: number }
let provider: { id: string; accountId: number }

beforeAll(async () => {
  await prisma.organisation.createMany({
    data: [
      { id: 'city', kind: 'CITY', name: '示例市教育局' },
      { id: 'remote-centre', kind: 'CITY', name: '示例远程培训中心', parentId: 'city' },
      { id: 'guidance-centre', kind: 'CITY', name: '示例指导中心', parentId: 'city' },
      { id: 'provider', kind: 'PROVIDER', name: '示例培训机构' },
      { id: 'empty-school', kind: 'SCHOOL', name: '示例空校', parentId: 'district' },
    ],
  })
  teacher = await city.person('陈老师', ['TEACHER'])
  await city.person('二小老师', ['TEACHER'], 'other-school')
  admin = await city.person('李管理员', ['SCHOOL_ADMIN'])
  principal = await city.person('邓校长', ['PRINCIPAL'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  supervisor = await city.person('市督查', ['CITY_SUPERVISOR'], 'guidance-centre')
  operator = await city.person('市操作员', ['CITY_OPERATOR'], 'remote-centre')
  provider = await city.person('培训机构', ['PROVIDER'], 'provider')
})

beforeEach(async () => {
  await prisma.outboxMessage.deleteMany()
  await prisma.complaint.deleteMany()
  await prisma.declaration.deleteMany()
  await prisma.step.deleteMany()
  await prisma.dispute.deleteMany()
  await prisma.publicity.deleteMany()
})

const at = (instant: string) => new Date(`${instant}+08:00`)
const late = async (instant: string, scope: LateScope = 'city') =>
  (await lateWork(prisma, scope, { cycle, now: at(instant) })).map(
    ({ window, organisationId, open }) => `${window} ${organisationId}${open === null ? '' : ` ${open}`}`,
  )
const handedIn = [
  ['district', 'statistics'],
  ['city', 'city-statistics'],
] as const
const stepOf = (organisationId: string, step: string) =>
  prisma.step.create({ data: { organisationId, cycleId: 2014, step, doneAt: at('2015-03-10T10:00:00') } })
const sweep = (instant: string) => escalateLate(database, { cycles: [cycle], now: at(instant) })
const toldTo = async ({ accountId }: { accountId: number }) =>
  (await city.noticesFor(accountId)).map(
    (notice) => `${notice.kind} ${(notice as { window?: string }).window}`,
  )

describe('a soft window', () => {
  it('is late from the second on in which it has closed, and only for whoever is behind', async () => {
    await confirmedItem(database, teacher.id, { state: 'SUBMITTED' })
    await publishedSchool(database, 'school')
    await publishedSchool(database, 'other-school')
    expect(await late('2015-01-09T23:59:59')).toEqual([])
    expect(await late('2015-01-10T00:00:00')).toEqual(['school-review school 1'])
    expect(await late('2015-01-10T00:00:00', { officeId: 'district' })).toEqual(['school-review school 1'])
    expect(await late('2015-01-10T00:00:00', { organisationId: 'other-school' })).toEqual([])
  })

  it('of publicity and of the principal concerns every school that has teachers', async () => {
    await confirmedSchool(database, 'school')
    expect(await late('2015-01-15T00:00:00')).toEqual(['publicity other-school'])
    expect(await late('2015-01-19T00:00:00')).toEqual([
      'publicity other-school',
      'principal-confirmation other-school',
    ])
  })

  it('of the office counts what waits there, and is nothing any more after the freeze; its statistics are', async () => {
    for (const school of ['school', 'other-school']) await confirmedSchool(database, school)
    await confirmedItem(database, teacher.id)
    await confirmedItem(database, teacher.id, { round: 2 })
    expect(await late('2015-01-30T23:59:59')).toEqual([])
    expect(await late('2015-01-31T00:00:00')).toEqual(['district-review district 1'])
    expect(await late('2015-03-06T17:00:00')).toEqual([])
    expect(await late('2015-03-11T23:59:59')).toEqual([])
    expect(await late('2015-03-12T00:00:00', { officeId: 'district' })).toEqual(['statistics district'])
  })

  it('of every kind that the calendar has stands in the table, and hard ones do not', () => {
    const soft = cycle.windows.filter(({ kind }) => kind === 'soft').map(({ id }) => id)
    expect([...new Set(softDuties.map(({ window }) => window))].sort()).toEqual(soft.sort())
    expect(soft).toEqual(expect.arrayContaining(['provider-certificate', 'city-confirmation', 'export']))
  })

  it('of publicity is kept by whoever ends with 01-17; a list that hangs longer is late until it is over (ruling 2)', async () => {
    await confirmedSchool(database, 'other-school')
    const { id } = await prisma.publicity.create({
      data: {
        organisationId: 'school',
        cycleId: 2014,
        startsAt: at('2015-01-11T00:00:00'),
        endsAt: at('2015-01-18T00:00:00'),
        startedById: admin.id,
        list: {},
      },
    })
    await prisma.step.create({
      data: {
        organisationId: 'school',
        cycleId: 2014,
        step: 'confirmation',
        doneAt: at('2015-01-18T10:00:00'),
      },
    })
    expect(await late('2015-01-15T00:00:00')).toEqual([])
    await prisma.publicity.update({ where: { id }, data: { endsAt: at('2015-01-18T00:00:01') } })
    expect(await late('2015-01-14T23:59:59')).toEqual([])
    expect(await late('2015-01-15T00:00:00')).toEqual(['publicity school'])
    expect(await late('2015-01-18T00:00:00')).toEqual(['publicity school'])
    expect(await late('2015-01-18T00:00:01')).toEqual([])
    await prisma.publicity.update({
      where: { id },
      data: { withdrawnAt: at('2015-01-12T10:00:00'), withdrawnById: admin.id, withdrawnWhy: '名单有误' },
    })
    expect(await late('2015-01-18T00:00:01')).toEqual(['publicity school'])
  })

  it('S014: of the certificate concerns the provider whose hours a teacher misses, until there is an answer', async () => {
    const { id } = await prisma.dispute.create({
      data: {
        personId: teacher.id,
        cycleId: 2014,
        organisationId: 'provider',
        about: { missing: true, source: 'PROVIDER' },
        text: '七月的培训没有登记',
        openedAt: at('2014-12-10T10:00:00'),
      },
    })
    expect(await late('2014-12-15T23:59:59')).toEqual([])
    expect(await late('2014-12-16T00:00:00')).toEqual(['provider-certificate provider 1'])
    await sweep('2014-12-16T06:59:59')
    expect(await toldTo(provider)).toEqual([])
    for (const instant of ['2014-12-16T07:00:00', '2014-12-17T09:00:00']) await sweep(instant)
    expect(await toldTo(provider)).toEqual(['late-own provider-certificate'])
    expect(await toldTo(supervisor)).toEqual(['late-below provider-certificate'])
    expect(await toldTo(reviewer)).toEqual([])
    await prisma.dispute.update({
      where: { id },
      data: { state: 'GRANTED', settledAt: at('2014-12-18T09:00:00') },
    })
    expect(await late('2014-12-19T00:00:00')).toEqual([])
  })

  it('S057: of the city’s statistics is kept once its operator has handed them in', async () => {
    await stepOf('district', 'statistics')
    expect(await late('2015-03-11T23:59:59')).toEqual([])
    expect(await late('2015-03-12T00:00:00')).toEqual(['statistics remote-centre'])
    await stepOf('city', 'city-statistics')
    expect(await late('2015-03-12T00:00:00')).toEqual([])
  })

  it('S059: of the city’s confirmation is not kept by the supervision alone', async () => {
    for (const [office, step] of handedIn) await stepOf(office, step)
    await stepOf('city', 'complaint-supervision')
    expect(await late('2015-03-13T23:59:59')).toEqual([])
    expect(await late('2015-03-14T00:00:00')).toEqual(['city-confirmation guidance-centre'])
    await stepOf('city', 'city-confirmation')
    expect(await late('2015-03-14T00:00:00')).toEqual([])
  })

  it('S060: of the export is kept by its mark, whichever office of the city took it', async () => {
    for (const [office, step] of [...handedIn, ['city', 'city-confirmation']]) await stepOf(office!, step!)
    expect(await late('2015-03-25T23:59:59')).toEqual([])
    expect(await late('2015-03-26T00:00:00')).toEqual(['export remote-centre'])
    await stepOf('city', 'export')
    expect(await late('2015-03-26T00:00:00')).toEqual([])
  })

  it('of the city is the city’s own where nobody holds the role', async () => {
    for (const [office, step] of handedIn) await stepOf(office, step)
    const held = { role: 'CITY_OPERATOR', withdrawnAt: null } as const
    await prisma.grant.updateMany({ where: held, data: { withdrawnAt: at('2015-03-01T00:00:00') } })
    await stepOf('city', 'city-confirmation')
    expect(await late('2015-03-26T00:00:00')).toEqual(['export city'])
    await prisma.grant.updateMany({ where: { role: 'CITY_OPERATOR' }, data: { withdrawnAt: null } })
  })

  it('of complaints concerns whoever has to settle them', async () => {
    for (const school of ['school', 'other-school']) await confirmedSchool(database, school)
    for (const handlerId of ['school', 'district']) {
      await prisma.complaint.create({
        data: {
          cycleId: 2014,
          organisationId: 'school',
          handlerId,
          channel: 'PHONE',
          text: '未参加培训',
          anonymous: true,
          registeredAt: at('2015-01-12T10:00:00'),
        },
      })
    }
    expect(await late('2015-01-31T00:00:00')).toEqual(['complaints school 1', 'complaints district 1'])
  })
})

it('stands in a list with whose it is, until when and who is above', async () => {
  await confirmedSchool(database, 'school')
  const now = at('2015-03-26T09:00:00')
  const officeNames = new Map([['district', '示例区教育局']])
  const schools = await lateWork(prisma, 'city', { cycle, now: at('2015-01-19T00:00:00') })
  expect(lateTable('示例市', schools, { cycle, now, officeNames }).rows).toEqual([
    {
      duty: '学校公示（7天）',
      until: '2015年1月14日24:00',
      organisation: '示例二小',
      office: '示例区教育局',
      open: null,
    },
    {
      duty: '校长确认上报',
      until: '2015年1月18日24:00',
      organisation: '示例二小',
      office: '示例区教育局',
      open: null,
    },
  ])
  const ofCity = await lateWork(prisma, 'city', { cycle, now })
  const { rows } = lateTable('示例市', ofCity, { cycle, now, officeNames })
  expect(rows.map(({ organisation, office }) => [organisation, office])).toEqual([
    ['示例区教育局', ''],
    ['市教师远程培训中心', ''],
    ['市教师继续教育指导中心', ''],
    ['市教师远程培训中心', ''],
  ])
})

describe('escalation', () => {
  it('tells the school and the office above it once, in the morning, and approves nothing', async () => {
    const { id } = await confirmedItem(database, teacher.id, { state: 'SUBMITTED' })
    for (const school of ['school', 'other-school']) await publishedSchool(database, school)
    await sweep('2015-01-10T00:00:00')
    expect(await prisma.outboxMessage.count()).toBe(0)
    await Promise.all(Array.from({ length: 10 }, () => sweep('2015-01-10T07:00:00')))
    await sweep('2015-01-11T09:00:00')
    expect(await toldTo(admin)).toEqual(['late-own school-review'])
    expect(await toldTo(reviewer)).toEqual(['late-below school-review'])
    expect(await toldTo(supervisor)).toEqual([])
    expect(await prisma.declaration.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'SUBMITTED',
    })
  })

  it('tells the principal, the office of all its schools at once, and the city of the office', async () => {
    await sweep('2015-01-19T09:00:00')
    expect(await toldTo(principal)).toEqual(['late-own principal-confirmation'])
    expect((await toldTo(reviewer)).sort()).toEqual([
      'late-below principal-confirmation',
      'late-below publicity',
    ])
    for (const school of ['school', 'other-school']) await confirmedSchool(database, school)
    await confirmedItem(database, teacher.id)
    await prisma.outboxMessage.deleteMany()
    await sweep('2015-01-31T09:00:00')
    expect(await toldTo(reviewer)).toEqual(['late-own district-review'])
    expect(await toldTo(supervisor)).toEqual(['late-below district-review'])
  })

  it('tells the supervisors of the operators, and the operators, who wait for it, of the supervisors', async () => {
    await sweep('2015-03-12T09:00:00')
    expect(await toldTo(reviewer)).toEqual(['late-own statistics'])
    expect(await toldTo(operator)).toEqual(['late-own statistics'])
    expect(await toldTo(supervisor)).toEqual(['late-below statistics'])
    await prisma.outboxMessage.deleteMany()
    await Promise.all(Array.from({ length: 10 }, () => sweep('2015-03-14T09:00:00')))
    expect((await toldTo(supervisor)).sort()).toEqual(['late-below statistics', 'late-own city-confirmation'])
    expect((await toldTo(operator)).sort()).toEqual(['late-below city-confirmation', 'late-own statistics'])
    await prisma.outboxMessage.deleteMany()
    for (const [office, step] of handedIn) await stepOf(office, step)
    await stepOf('city', 'city-confirmation')
    await sweep('2015-03-26T09:00:00')
    expect(await toldTo(operator)).toEqual(['late-own export'])
    expect(await toldTo(supervisor)).toEqual(['late-below export'])
    const told = await lateToldTo(prisma, null, 'export', { cycle, now: at('2015-03-26T09:00:00') })
    expect(told.map(({ organisationId }) => organisationId)).toEqual(['remote-centre'])
  })

  it('goes on to the city where nobody is in the office above', async () => {
    const held = { role: 'DISTRICT_REVIEWER', withdrawnAt: null } as const
    await prisma.grant.updateMany({ where: held, data: { withdrawnAt: at('2015-01-10T00:00:00') } })
    await sweep('2015-01-15T09:00:00')
    expect(await toldTo(supervisor)).toEqual(['late-below publicity'])
    const told = await lateToldTo(prisma, null, 'publicity', { cycle, now: at('2015-01-15T09:00:00') })
    expect(told.map(({ organisationId }) => organisationId).sort()).toEqual(['other-school', 'school'])
    await prisma.grant.updateMany({ where: { role: 'DISTRICT_REVIEWER' }, data: { withdrawnAt: null } })
    expect(await lateToldTo(prisma, null, 'publicity', { cycle, now: at('2015-01-15T09:00:00') })).toEqual([])
  })
})
