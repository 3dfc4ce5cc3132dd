import { describe, expect, it } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { freezesAt, windowOf } from '../../../core/cycle/windows.ts'
import { openDispute, openDisputes, readDispute } from '../../../core/records/disputes.ts'
import { type DisputeAnswer, settleDispute } from '../../../core/records/settle-dispute.ts'
import { isRefusal } from '../../../core/refusal.ts'
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
const operator = await city.person('远程中心', ['CITY_OPERATOR'], 'city')
const admin = await city.person('管理员', ['SCHOOL_ADMIN', 'TEACHER'])
const now = new Date('2014-11-01T04:00:00Z')
const january = new Date('2015-01-20T04:00:00Z')
let courses = 0

describe('a dispute about a record', () => {
  it('goes to whoever registered it, once while it is open', async () => {
    const chen = await city.person('陈', ['TEACHER'])
    const recordId = await record(chen.id, 'PROVIDER')
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => open(chen.id, recordId)))
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
    expect(outcomes.filter(isRefusal)[0]).toMatchObject({ refused: 'dispute-already-open' })
    const waiting = await openDisputes(prisma, { role: 'PROVIDER', organisationId: 'provider' })
    expect(waiting).toMatchObject([{ personName: '陈', text: '应为 18 学时', about: { hours: 12 } }])
    expect(await city.noticesFor(clerk.accountId)).toEqual([
      { kind: 'dispute-opened', disputeId: waiting[0]!.id },
    ])
    expect(await openDisputes(prisma, { role: 'SCHOOL_ADMIN', organisationId: 'school' })).toEqual([])
    expect(await open(admin.id, recordId)).toMatchObject({ refused: 'record-gone' })
  })

  it('is settled once of ten at the same moment, with the record corrected and the teacher told', async () => {
    const chen = await city.person('陈二', ['TEACHER'])
    const recordId = await record(chen.id, 'PROVIDER')
    const disputeId = need(await open(chen.id, recordId))
    expect(await settle(disputeId, { kind: 'correct', hours: 18 }, admin.id)).toMatchObject({
      refused: 'not-your-role',
    })
    expect(await settle(disputeId, { kind: 'correct', hours: 500 })).toMatchObject({
      refused: 'record-hours-impossible',
    })
    expect(await readDispute(prisma, disputeId)).toMatchObject({ state: 'OPEN', version: 1, answer: null })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => settle(disputeId, { kind: 'correct', hours: 18 })),
    )
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
    expect(outcomes.filter(isRefusal)[0]).toMatchObject({
      refused: 'dispute-settled',
      params: { by: '机构经办' },
    })
    expect(await prisma.hourRecord.findUniqueOrThrow({ where: { id: recordId } })).toMatchObject({
      hours: 18,
    })
    expect(await city.noticesFor(chen.accountId)).toEqual([{ kind: 'dispute-settled', disputeId }])
  })

  it('found in January is still corrected, until the freeze and not a second longer (invariant 5)', async () => {
    const chen = await city.person('陈三', ['TEACHER'])
    const [first, second] = [await record(chen.id, 'AUTO'), await record(chen.id, 'AUTO')]
    const freeze = freezesAt(cycle2014)
    const before = new Date(freeze.getTime() - 1000)
    const one = need(await open(chen.id, first, january))
    const other = need(await open(chen.id, second, before))
    expect(await settle(one, { kind: 'withdraw' }, operator.id, before)).toMatchObject({ state: 'GRANTED' })
    expect(await prisma.hourRecord.count({ where: { id: first } })).toBe(0)
    expect(await settle(other, { kind: 'withdraw' }, operator.id, freeze)).toMatchObject({
      refused: 'cycle-frozen',
    })
    expect(await open(chen.id, second, freeze)).toMatchObject({ refused: 'cycle-frozen' })
    expect(await settle(other, { kind: 'refuse', why: '与平台一致' }, operator.id, freeze)).toMatchObject({
      state: 'REFUSED',
      answer: '与平台一致',
    })
  })

  it('is not answered by whoever opened it (ruling 11)', async () => {
    const recordId = await record(admin.id, 'SCHOOL')
    const disputeId = need(await open(admin.id, recordId))
    expect(await settle(disputeId, { kind: 'withdraw' }, admin.id)).toMatchObject({ refused: 'own-item' })
    expect(await city.noticesFor(admin.accountId)).toEqual([])
  })
})

describe('missing hours', () => {
  it('are asked for while records are registered, and added by hand by whoever should have registered them', async () => {
    const chen = await city.person('陈四', ['TEACHER'])
    const course = {
      category: 'PROFESSIONAL',
      courseName: '校本研修',
      from: '2014-09-01',
      to: '2014-09-05',
      hours: 18,
    } as const
    const ask = (at: Date) =>
      prisma.$transaction((tx) =>
        openDispute(
          tx,
          { personId: chen.id, missingFrom: { source: 'SCHOOL' }, text: '校本研修没有登记' },
          { cycle: cycle2014, now: at },
        ),
      )
    const closes = windowOf(cycle2014, 'registration').closesAt
    expect(await ask(closes)).toMatchObject({ refused: 'window-closed' })
    const disputeId = need(await ask(new Date(closes.getTime() - 1000)))
    expect(await ask(now)).toMatchObject({ refused: 'dispute-already-open' })
    expect(await settle(disputeId, { kind: 'withdraw' }, admin.id)).toMatchObject({
      refused: 'dispute-answer-unfit',
    })
    expect(await settle(disputeId, { kind: 'add', course }, admin.id, january)).toMatchObject({
      state: 'GRANTED',
    })
    expect(await prisma.hourRecord.findMany({ where: { personId: chen.id } })).toMatchObject([
      { source: 'SCHOOL', organisationId: 'school', provider: '示例一小', hours: 18, importId: null },
    ])
    const again = need(await ask(now))
    expect(await settle(again, { kind: 'add', course }, admin.id)).toMatchObject({ refused: 'record-double' })
  })
})

async function record(personId: string, source: 'AUTO' | 'PROVIDER' | 'SCHOOL'): Promise<string> {
  courses += 1
  const { id } = await prisma.hourRecord.create({
    data: {
      personId,
      cycleId: 2014,
      source,
      category: 'PUBLIC',
      courseName: `课程${courses}`,
      provider: '示例培训机构',
      from: new Date('2014-07-05'),
      to: new Date('2014-07-09'),
      hours: 12,
      recordedAt: now,
      organisationId: source === 'AUTO' ? null : source === 'SCHOOL' ? 'school' : 'provider',
    },
  })
  return id
}

function open(personId: string, recordId: string, at = now) {
  return prisma.$transaction((tx) =>
    openDispute(tx, { personId, recordId, text: '应为 18 学时' }, { cycle: cycle2014, now: at }),
  )
}

function settle(disputeId: string, answer: DisputeAnswer, personId = clerk.id, at = now) {
  return prisma.$transaction((tx) =>
    settleDispute(
      tx,
      { disputeId, version: 1, actor: { personId }, answer },
      { cycleOf: city.cycleOf, now: at },
    ),
  )
}

function need(outcome: Awaited<ReturnType<typeof open>>): string {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome.disputeId
}
