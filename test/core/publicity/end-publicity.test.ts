import { beforeAll, describe, expect, test } from 'vitest'
import { startCorrection } from '../../../core/declarations/draft.ts'
import { setContact } from '../../../core/organisations/set-contact.ts'
import { takeDownList, withdrawPublicity } from '../../../core/publicity/end-publicity.ts'
import { handOutList } from '../../../core/publicity/hand-out-list.ts'
import { handOutLeadersReport, reportToLeaders } from '../../../core/publicity/leaders-report.ts'
import { publicTo } from '../../../core/publicity/public-to.ts'
import { tellEndedPublicities } from '../../../core/publicity/tell-ended.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { morning, plus, publicCity } from './school.ts'

const { database } = await freshDatabase()
const { prisma } = database
let city: Awaited<ReturnType<typeof publicCity>>
const nextDay = plus(morning, 24 * 3_600_000)

beforeAll(async () => {
  city = await publicCity(database)
})

const withdraw = (publicityId: string, personId: string, now: Date, why = '漏了两位教师') =>
  prisma.$transaction((tx) =>
    withdrawPublicity(tx, { publicityId, actor: { personId }, why }, { cycleOf: city.cycleOf, now }),
  )
const takeDown = (publicityId: string, personId: string, now: Date) =>
  prisma.$transaction((tx) => takeDownList(tx, { publicityId, actor: { personId } }, now))
const handOut = (publicityId: string, personId: string, now: Date) =>
  prisma.$transaction((tx) => handOutList(tx, { publicityId, actor: { personId }, format: 'pdf' }, now))

describe('calling it off', () => {
  test('keeps the reason, tells every teacher once, and lets another begin with its full days', async () => {
    const school = await city.school()
    const { publicityId } = await city.started(school)
    expect(await withdraw(publicityId, school.administrator.id, nextDay, '  ')).toMatchObject({
      refused: 'publicity-why-needed',
    })
    const withdrawn = await withdraw(publicityId, school.administrator.id, nextDay)
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn: { why: '漏了两位教师' } })
    expect((await city.noticesFor(school.teacher.accountId)).map(({ kind }) => kind)).toEqual([
      'publicity-started',
      'publicity-withdrawn',
    ])
    const again = await city.started(school, nextDay)
    expect(again.endsAt).toEqual(plus(nextDay, 7 * 24 * 3_600_000))
  })

  test('opens resubmission again, which the start had closed (ruling 3)', async () => {
    const school = await city.school()
    const item = await city.item(school.teacher.id, school.id, 'RETURNED_BY_SCHOOL')
    const { publicityId } = await city.started(school)
    const correct = () =>
      prisma.$transaction((tx) =>
        startCorrection(tx, {
          personId: school.teacher.id,
          declarationId: item.id,
          cycleOf: city.cycleOf,
          now: nextDay,
        }),
      )
    expect(await correct()).toMatchObject({ refused: 'window-closed' })
    await withdraw(publicityId, school.administrator.id, nextDay)
    expect(isRefusal(await correct())).toBe(false)
  })

  test('is possible until the last moment and not at the end itself; ten at once call it off once', async () => {
    const school = await city.school()
    const { publicityId, endsAt } = await city.started(school)
    expect(await withdraw(publicityId, school.administrator.id, endsAt)).toMatchObject({
      refused: 'publicity-over',
    })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => withdraw(publicityId, school.administrator.id, plus(endsAt, -1000))),
    )
    const refused = outcomes.filter(isRefusal)
    expect(refused).toHaveLength(9)
    for (const { refused: code, params } of refused) {
      expect(code).toBe('publicity-withdrawn')
      expect(params.by).not.toBe('')
    }
  })
})

describe('after the end', () => {
  test('the list is given out to the last second and no more, and every time it is logged', async () => {
    const school = await city.school()
    const { publicityId, endsAt } = await city.started(school)
    expect(isRefusal(await handOut(publicityId, school.administrator.id, plus(endsAt, -1000)))).toBe(false)
    expect(await handOut(publicityId, school.administrator.id, endsAt)).toMatchObject({
      refused: 'list-no-longer-public',
    })
    expect(await handOut(publicityId, school.teacher.id, morning)).toMatchObject({ refused: 'not-your-role' })
    const logged = await prisma.auditEntry.findMany({ where: { chain: school.id, action: 'data.export' } })
    expect(logged.map(({ actorId, details }) => ({ actorId, details }))).toEqual([
      {
        actorId: school.administrator.id,
        details: { what: 'publicity-list', rows: 2, format: 'pdf' },
      },
    ])
  })

  test('the list is ticked as taken down, once, and not before', async () => {
    const school = await city.school()
    const { publicityId, endsAt } = await city.started(school)
    expect(await takeDown(publicityId, school.administrator.id, plus(endsAt, -1000))).toMatchObject({
      refused: 'publicity-not-over',
    })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => takeDown(publicityId, school.administrator.id, endsAt)),
    )
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toMatchObject([{ state: 'taken-down' }])
    for (const outcome of outcomes.filter(isRefusal)) {
      expect(outcome).toMatchObject({ refused: 'publicity-taken-down' })
    }
  })

  test('principal and administrators are told once, not before, and not of one that was called off', async () => {
    const school = await city.school()
    const principal = await city.person('校长', ['PRINCIPAL', 'SCHOOL_ADMIN'], school.id)
    const off = await city.started(school)
    await withdraw(off.publicityId, school.administrator.id, nextDay)
    const { publicityId, endsAt } = await city.started(school, nextDay)
    await tellEndedPublicities(database, plus(endsAt, -1000))
    expect(await city.noticesFor(principal.accountId)).toEqual([])
    await Promise.all([tellEndedPublicities(database, endsAt), tellEndedPublicities(database, endsAt)])
    await tellEndedPublicities(database, plus(endsAt, 60_000))
    const told = { kind: 'publicity-ended', publicityId }
    expect(await city.noticesFor(principal.accountId)).toEqual([told])
    const ofAdministrator = await city.noticesFor(school.administrator.accountId)
    expect(ofAdministrator.filter(({ kind }) => kind === 'publicity-ended')).toEqual([told])
  })
})

test('a teacher sees their school’s period while it runs', async () => {
  const school = await city.school()
  const { endsAt } = await city.started(school)
  const seen = (now: Date) => publicTo(prisma, school.teacher.id, 2014, now)
  expect(await seen(plus(endsAt, -1000))).toMatchObject({ endsAt })
  expect(await seen(endsAt)).toBeUndefined()
})

test('S033: reported once, to the principal with the file, which is theirs only then', async () => {
  const school = await city.school()
  const principal = await city.person('校长', ['PRINCIPAL'], school.id)
  const at = { cycle: city.cycle, now: morning }
  const handOutReport = (personId: string, role: 'PRINCIPAL' | 'SCHOOL_ADMIN') =>
    prisma.$transaction((tx) =>
      handOutLeadersReport(tx, { schoolId: school.id, actor: { personId }, role, format: 'xlsx' }, at),
    )
  expect(await handOutReport(principal.id, 'PRINCIPAL')).toMatchObject({ refused: 'step-not-yet' })
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      prisma.$transaction((tx) =>
        reportToLeaders(tx, { schoolId: school.id, actor: { personId: school.administrator.id } }, at),
      ),
    ),
  )
  expect(outcomes.filter(isRefusal)).toHaveLength(9)
  expect(await city.noticesFor(principal.accountId)).toMatchObject([{ kind: 'leaders-report' }])
  expect(await handOutReport(principal.id, 'PRINCIPAL')).toBeUndefined()
  expect(await handOutReport(school.teacher.id, 'SCHOOL_ADMIN')).toMatchObject({ refused: 'not-your-role' })
})

test('S036: the school’s own contact is set field by field, read strictly and noted', async () => {
  const school = await city.school()
  await prisma.organisation.update({ where: { id: school.id }, data: { contacts: [] } })
  const set = (field: 'phone' | 'website' | 'address', text: string, personId = school.administrator.id) =>
    prisma.$transaction((tx) =>
      setContact(tx, { schoolId: school.id, actor: { personId }, field, text }, morning),
    )
  expect(await set('phone', '请打电话')).toMatchObject({ refused: 'contact-phone-unreadable' })
  expect(await set('website', '网站')).toMatchObject({ refused: 'contact-website-unreadable' })
  expect(await set('phone', '020-1', school.teacher.id)).toMatchObject({ refused: 'not-your-role' })
  await Promise.all([
    set('phone', '０２０－８７６５４３２１转801'),
    set('website', 'www.example.edu.cn/ts'),
    set('address', '示例路2号'),
  ])
  const { contacts, name } = await prisma.organisation.findUniqueOrThrow({ where: { id: school.id } })
  expect(contacts).toEqual([
    { office: name, phone: '020-87654321转801', address: '示例路2号', website: 'www.example.edu.cn/ts' },
  ])
  expect(
    await prisma.auditEntry.count({ where: { chain: school.id, action: 'organisation.set-contact' } }),
  ).toBe(3)
})
