import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { escalateLate, type LateScope, lateWork } from '../../../core/confirmation/late.ts'
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

beforeAll(async () => {
  await prisma.organisation.createMany({
    data: [
      { id: 'city', kind: 'CITY', name: '示例市教育局' },
      { id: 'empty-school', kind: 'SCHOOL', name: '示例空校', parentId: 'district' },
    ],
  })
  teacher = await city.person('陈老师', ['TEACHER'])
  await city.person('二小老师', ['TEACHER'], 'other-school')
  admin = await city.person('李管理员', ['SCHOOL_ADMIN'])
  principal = await city.person('邓校长', ['PRINCIPAL'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  supervisor = await city.person('市督查', ['CITY_SUPERVISOR'], 'city')
})

beforeEach(async () => {
  await prisma.outboxMessage.deleteMany()
  await prisma.complaint.deleteMany()
  await prisma.declaration.deleteMany()
  await prisma.step.deleteMany()
  await prisma.publicity.deleteMany()
})

const at = (instant: string) => new Date(`${instant}+08:00`)
const late = async (instant: string, scope: LateScope = 'city') =>
  (await lateWork(prisma, scope, { cycle, now: at(instant) })).map(
    ({ window, organisationId, open }) => `${window} ${organisationId}${open === null ? '' : ` ${open}`}`,
  )
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
    expect(await late('2015-03-12T00:00:00')).toEqual(['statistics district'])
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
})
