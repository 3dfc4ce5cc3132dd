import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import type { DigestRole } from '../../../core/notices/notice.ts'
import { readDigest } from '../../../core/reminders/digest.ts'
import { type CaseKind, openCasesOf } from '../../../core/reminders/open-cases.ts'
import { planDigests } from '../../../core/reminders/plan-digests.ts'
import { confirmedItem, confirmedSchool, publishedSchool } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)

type Person = { id: string; accountId: number }
const who = {} as Record<'teacher' | 'admin' | 'principal' | 'reviewer' | 'supervisor' | 'operator', Person>

beforeAll(async () => {
  await prisma.organisation.create({ data: { id: 'city', kind: 'CITY', name: '示例市教育局' } })
  who.teacher = await city.person('陈老师', ['TEACHER'])
  who.admin = await city.person('李管理员', ['SCHOOL_ADMIN', 'TEACHER'])
  who.principal = await city.person('邓校长', ['PRINCIPAL'])
  who.reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  who.supervisor = await city.person('市督查', ['CITY_SUPERVISOR'], 'city')
  who.operator = await city.person('市操作员', ['CITY_OPERATOR'], 'city')
})

beforeEach(async () => {
  await prisma.outboxMessage.deleteMany()
  await prisma.request.deleteMany()
  await prisma.complaint.deleteMany()
  await prisma.declaration.deleteMany()
  await prisma.step.deleteMany()
  await prisma.publicity.deleteMany()
  await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: null } })
  await prisma.account.updateMany({ data: { mutedAt: null, reminderHour: null } })
})

const at = (instant: string) => new Date(`${instant}+08:00`)
const plan = (instant: string) => planDigests(database, { cycles: [cycle2014], now: at(instant) })
/** Who was planned a digest, by name of the role in which they are asked. */
async function planned(instant: string) {
  await plan(instant)
  const rows = await prisma.outboxMessage.findMany({ orderBy: { key: 'asc' } })
  return rows.map(({ key }) => key!.split(':').slice(1, 3).join(' '))
}
const lines = async (role: DigestRole, person: Person, organisationId: string, instant: string) =>
  (
    await readDigest(
      prisma,
      { role, organisationId, personId: person.id },
      { cycle: cycle2014, now: at(instant) },
    )
  )?.lines

async function complaint(handlerId: string) {
  await prisma.complaint.create({
    data: {
      cycleId: 2014,
      organisationId: 'school',
      handlerId,
      channel: 'PHONE',
      text: '未参加培训',
      anonymous: true,
      registeredAt: at('2014-12-01T10:00:00'),
    },
  })
}

const waitingSince = at('2014-12-05T10:00:00')

describe('the digest of the day', () => {
  it('goes at half past eight to whoever has something to do, and to nobody else', async () => {
    await confirmedItem(database, who.teacher.id, { state: 'SUBMITTED', waitingSince })
    expect(await planned('2014-12-10T08:29:59')).toEqual([])
    expect(await planned('2014-12-10T08:30:00')).toEqual(['SCHOOL_ADMIN school'])
  })

  it('goes once a day, however many plan at once, and again on the next while it is not done', async () => {
    const { id } = await confirmedItem(database, who.teacher.id, { state: 'SUBMITTED', waitingSince })
    await Promise.all(Array.from({ length: 10 }, () => plan('2014-12-10T08:30:00')))
    await plan('2014-12-10T15:00:00')
    await plan('2014-12-09T21:00:00')
    await plan('2014-12-11T08:30:00')
    const keys = await prisma.outboxMessage.findMany({ where: { key: { contains: `:${who.admin.id}:` } } })
    expect(keys.map(({ key }) => key!.slice(-10)).sort()).toEqual(['2014-12-09', '2014-12-10', '2014-12-11'])
    await prisma.declaration.update({ where: { id }, data: { state: 'APPROVED_BY_SCHOOL' } })
    expect(await plan('2014-12-12T08:30:00')).toBe(0)
  })

  it('leaves what came in after its hour to the next day', async () => {
    await confirmedItem(database, who.teacher.id, {
      state: 'SUBMITTED',
      waitingSince: at('2014-12-10T09:00:00'),
    })
    expect(await planned('2014-12-10T10:00:00')).toEqual([])
    expect(await planned('2014-12-11T08:30:00')).toEqual(['SCHOOL_ADMIN school'])
  })

  it('comes at the hour that somebody chose, not at night, and not to whoever muted it', async () => {
    await confirmedItem(database, who.teacher.id, { state: 'SUBMITTED', waitingSince })
    await prisma.account.update({ where: { id: who.admin.accountId }, data: { reminderHour: 20 } })
    expect(await planned('2014-12-10T19:59:59')).toEqual([])
    expect(await planned('2014-12-10T22:00:00')).toEqual([])
    expect(await planned('2014-12-10T20:00:00')).toEqual(['SCHOOL_ADMIN school'])
    await prisma.account.update({ where: { id: who.admin.accountId }, data: { mutedAt: new Date() } })
    expect(await plan('2014-12-11T20:00:00')).toBe(0)
  })

  it('does not count what the administrator declared (ruling 11)', async () => {
    await confirmedItem(database, who.admin.id, { state: 'SUBMITTED', waitingSince })
    expect(await planned('2014-12-10T08:30:00')).toEqual([])
  })

  it('tells a school what waits, since when and until when, its complaints, and who has still to act', async () => {
    await confirmedItem(database, who.teacher.id, { state: 'SUBMITTED', waitingSince })
    await confirmedItem(database, who.teacher.id, { state: 'RETURNED_BY_SCHOOL', reasonId: 'photocopy' })
    await complaint('school')
    expect(await lines('SCHOOL_ADMIN', who.admin, 'school', '2014-12-10T08:30:00')).toEqual([
      { kind: 'waiting', count: 1, oldestSince: waitingSince, closesAt: at('2015-01-10T00:00:00') },
      { kind: 'complaints', count: 1, closesAt: at('2015-01-31T00:00:00') },
      { kind: 'teachers', returned: 1, notSent: 0, notStarted: 1 },
    ])
  })

  it('tells a school of its teachers alone only on the days on which they are reminded', async () => {
    expect(await planned('2014-12-16T08:30:00')).toEqual([])
    expect(await lines('SCHOOL_ADMIN', who.admin, 'school', '2014-12-16T08:30:00')).toBeUndefined()
    expect(await planned('2014-12-17T08:30:00')).toContain('SCHOOL_ADMIN school')
    expect(await lines('SCHOOL_ADMIN', who.admin, 'school', '2014-12-17T08:30:00')).toEqual([
      { kind: 'teachers', returned: 0, notSent: 0, notStarted: 2 },
    ])
  })

  it('tells a school when its publicity can begin (ruling 2), and the principal what is in the way', async () => {
    expect(await planned('2015-01-07T08:30:00')).toEqual([])
    expect(await planned('2015-01-08T08:30:00')).toEqual(['PRINCIPAL school', 'SCHOOL_ADMIN school'])
    expect(await lines('SCHOOL_ADMIN', who.admin, 'school', '2015-01-08T08:30:00')).toEqual([
      { kind: 'publicity', closesAt: at('2015-01-18T00:00:00') },
    ])
    expect(await lines('PRINCIPAL', who.principal, 'school', '2015-01-08T08:30:00')).toEqual([
      { kind: 'confirm-later', closesAt: at('2015-01-19T00:00:00') },
      { kind: 'block', block: { kind: 'publicity-not-started' } },
    ])
  })

  it('tells a principal what can be confirmed, and on the Friday that the deadline is a Sunday (ruling 13)', async () => {
    await publishedSchool(database, 'school')
    await confirmedItem(database, who.teacher.id, { state: 'APPROVED_BY_SCHOOL' })
    const asked = { role: 'PRINCIPAL', organisationId: 'school', personId: who.principal.id } as const
    const digest = (instant: string) => readDigest(prisma, asked, { cycle: cycle2014, now: at(instant) })
    expect(await digest('2015-01-12T08:30:00')).toBeUndefined()
    const closesAt = at('2015-01-19T00:00:00')
    expect(await digest('2015-01-15T08:30:00')).toMatchObject({
      lines: [{ kind: 'confirm', count: 1, closesAt }],
      friday: undefined,
    })
    expect(await digest('2015-01-16T08:30:00')).toMatchObject({ friday: closesAt })
    await confirmedSchoolStep()
    expect(await digest('2015-01-17T08:30:00')).toBeUndefined()
  })

  it('tells a principal on that Friday also while the publicity is still running', async () => {
    await prisma.publicity.create({
      data: {
        organisationId: 'school',
        cycleId: 2014,
        startsAt: at('2015-01-11T00:00:00'),
        endsAt: at('2015-01-18T00:00:00'),
        startedById: who.admin.id,
        list: {},
      },
    })
    expect(await lines('PRINCIPAL', who.principal, 'school', '2015-01-15T08:30:00')).toBeUndefined()
    expect(await lines('PRINCIPAL', who.principal, 'school', '2015-01-16T08:30:00')).toHaveLength(2)
  })

  it('tells an office what waits in each round, its complaints, and how many schools are late', async () => {
    await confirmedSchool(database, 'school')
    await publishedSchool(database, 'other-school')
    await city.person('二小老师', ['TEACHER'], 'other-school')
    await confirmedItem(database, who.teacher.id)
    await confirmedItem(database, who.teacher.id, { round: 2 })
    await complaint('district')
    expect(await planned('2015-01-20T08:30:00')).toContain('DISTRICT_REVIEWER district')
    const oldestSince = at('2015-01-16T10:00:00')
    expect(await lines('DISTRICT_REVIEWER', who.reviewer, 'district', '2015-01-20T08:30:00')).toEqual([
      { kind: 'waiting-second-round', count: 1, oldestSince, closesAt: at('2015-03-06T17:00:00') },
      { kind: 'waiting', count: 1, oldestSince, closesAt: at('2015-01-31T00:00:00') },
      { kind: 'complaints', count: 1, closesAt: at('2015-01-31T00:00:00') },
      { kind: 'late-schools', count: 1 },
    ])
  })

  it("goes to an office for principals' own items alone, which it confirms in their place (ruling 11)", async () => {
    await confirmedSchool(database, 'school')
    await confirmedItem(database, who.principal.id, { state: 'APPROVED_BY_SCHOOL', waitingSince })
    expect(await planned('2015-01-17T08:30:00')).toContain('DISTRICT_REVIEWER district')
    const told = await lines('DISTRICT_REVIEWER', who.reviewer, 'district', '2015-01-17T08:30:00')
    const closesAt = at('2015-01-31T00:00:00')
    expect(told?.[0]).toEqual({ kind: 'waiting', count: 1, oldestSince: waitingSince, closesAt })
  })

  it('goes to whoever has to settle what people asked for, as long as it is open, and not to whom it is about', async () => {
    const asked = { organisationId: 'school', createdAt: waitingSince, accountId: who.teacher.accountId }
    const { id } = await prisma.request.create({
      data: { ...asked, kind: 'CORRECT_NAME', personId: who.teacher.id, details: {} },
    })
    expect(await planned('2014-12-05T20:00:00')).toEqual([])
    expect(await planned('2014-12-06T08:30:00')).toEqual(['SCHOOL_ADMIN school'])
    const cases = (role: DigestRole, { id: personId }: Person, organisationId: string) =>
      openCasesOf(prisma, { role, organisationId, personId })
    const one = (of: CaseKind) => [{ of, count: 1, oldestSince: waitingSince }]
    expect(await cases('SCHOOL_ADMIN', who.admin, 'school')).toEqual(one('requests'))
    expect(await cases('DISTRICT_REVIEWER', who.reviewer, 'district')).toEqual([])
    // Their own: there is no other administrator.
    await prisma.request.update({ where: { id }, data: { personId: who.admin.id } })
    expect(await cases('SCHOOL_ADMIN', who.admin, 'school')).toEqual([])
    expect(await cases('DISTRICT_REVIEWER', who.reviewer, 'district')).toEqual(one('office-requests'))
    expect(await planned('2014-12-07T08:30:00')).toContain('DISTRICT_REVIEWER district')
    await prisma.request.update({ where: { id }, data: { state: 'REFUSED' } })
    expect(await plan('2014-12-08T08:30:00')).toBe(0)
  })

  it('counts registrations, exemptions, transfers and disputes where they are settled', async () => {
    const { id: personId } = who.teacher
    const by = { personId, requestedById: who.admin.id, requestedAt: waitingSince }
    await prisma.registration.create({
      data: {
        organisationId: 'other-school',
        details: {},
        appliedAt: waitingSince,
        appliedById: who.admin.id,
      },
    })
    await prisma.exemption.create({
      data: { ...by, cycleId: 2014, organisationId: 'school', reasonId: 'long-leave' },
    })
    await prisma.transfer.create({ data: { ...by, fromId: 'school', toId: 'other-school' } })
    const dispute = { personId, cycleId: 2014, text: '未登记', openedAt: waitingSince }
    await prisma.dispute.create({
      data: { ...dispute, organisationId: 'school', about: { missing: true, source: 'SCHOOL' } },
    })
    await prisma.dispute.create({
      data: { ...dispute, organisationId: 'city', about: { missing: true, source: 'AUTO' } },
    })
    const kinds = async (role: DigestRole, { id }: Person, organisationId: string) =>
      (await openCasesOf(prisma, { role, organisationId, personId: id })).map(
        ({ of, count }) => `${of} ${count}`,
      )
    expect(await kinds('DISTRICT_REVIEWER', who.reviewer, 'district')).toEqual([
      'registrations 1',
      'exemptions 1',
    ])
    expect(await kinds('SCHOOL_ADMIN', who.admin, 'school')).toEqual(['transfers 1', 'disputes 1'])
    expect(await kinds('CITY_OPERATOR', who.operator, 'city')).toEqual(['disputes 1'])
    expect(await kinds('PRINCIPAL', who.principal, 'school')).toEqual([])
    expect(await planned('2014-12-10T08:30:00')).toEqual([
      'CITY_OPERATOR city',
      'DISTRICT_REVIEWER district',
      'SCHOOL_ADMIN school',
    ])
    await prisma.$transaction([
      prisma.registration.deleteMany(),
      prisma.exemption.deleteMany(),
      prisma.transfer.deleteMany(),
      prisma.dispute.deleteMany(),
    ])
  })

  it('tells the city only when something is due: complaints, statistics, confirmation, export (S057–S060)', async () => {
    await complaint('school')
    expect(await planned('2015-01-30T08:30:00')).not.toContain('CITY_SUPERVISOR city')
    expect(await planned('2015-01-31T08:30:00')).toContain('CITY_SUPERVISOR city')
    await prisma.complaint.deleteMany()
    await prisma.outboxMessage.deleteMany()
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: at('2015-03-06T17:00:00') } })
    expect(await planned('2015-03-07T08:30:00')).toEqual([
      'CITY_OPERATOR city',
      'CITY_SUPERVISOR city',
      'DISTRICT_REVIEWER district',
    ])
    expect(await lines('CITY_OPERATOR', who.operator, 'city', '2015-03-07T08:30:00')).toEqual([
      { kind: 'city-statistics', closesAt: at('2015-03-12T00:00:00') },
    ])
    for (const step of ['city-statistics', 'city-confirmation']) {
      await prisma.step.create({
        data: { organisationId: 'city', cycleId: 2014, step, doneAt: at('2015-03-08T10:00:00') },
      })
    }
    expect(await lines('CITY_SUPERVISOR', who.supervisor, 'city', '2015-03-09T08:30:00')).toBeUndefined()
    expect(await lines('CITY_OPERATOR', who.operator, 'city', '2015-03-09T08:30:00')).toEqual([
      { kind: 'export', closesAt: at('2015-03-26T00:00:00') },
    ])
    await prisma.outboxMessage.deleteMany()
    expect(await planned('2015-03-26T08:30:00')).toEqual([])
  })
})

async function confirmedSchoolStep() {
  await prisma.declaration.updateMany({ data: { state: 'CONFIRMED_BY_PRINCIPAL' } })
  await prisma.step.create({
    data: {
      organisationId: 'school',
      cycleId: 2014,
      step: 'confirmation',
      doneAt: at('2015-01-16T10:00:00'),
    },
  })
}
