import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { planReminders } from '../../../core/reminders/plan-reminders.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
// The week's picture has its own tests.
const cycles = [cycle2014, cycle2015].map((cycle) => ({
  ...cycle,
  reminders: { ...cycle.reminders, weekly: undefined },
}))
const hourMs = 3_600_000

const at = (instant: string) => new Date(`${instant}+08:00`)
const plan = (now: Date) => planReminders(database, { cycles, now })
const shanghai = (now: Date) => new Date(+now + 8 * hourMs).toISOString().slice(0, 16).replace('T', ' ')

/** What somebody was planned to hear in these hours, each with the hour in which it was. */
async function walk(from: string, to: string, { stepHours = 1, skip = (_: Date): boolean => false } = {}) {
  const heard = new Map<number, string[]>()
  let seen = 0n
  for (let now = at(from); now <= at(to); now = new Date(+now + stepHours * hourMs)) {
    if (skip(now) || (await plan(now)) === 0) continue
    const rows = await prisma.outboxMessage.findMany({ where: { id: { gt: seen } }, orderBy: { id: 'asc' } })
    seen = rows.at(-1)?.id ?? seen
    for (const { chatId, key } of rows) {
      const [, cycleId, window, rung] = key!.split(':')
      const line = `${shanghai(now)} ${cycleId} ${window} ${rung}`
      heard.set(Number(chatId), [...(heard.get(Number(chatId)) ?? []), line])
    }
  }
  return (who: { accountId: number }) => heard.get(who.accountId) ?? []
}

let notStarted: { id: string; accountId: number }
let notSent: { id: string; accountId: number }
let returned: { id: string; accountId: number }
let secondRound: { id: string; accountId: number }
let both: { id: string; accountId: number }
let finished: { id: string; accountId: number }
let declared: { id: string; accountId: number }

beforeAll(async () => {
  await prisma.cycle.create({ data: { id: 2015, data: {}, loadedAt: new Date() } })
  notStarted = await city.person('未开始', ['TEACHER'])
  notSent = await city.person('未提交', ['TEACHER'])
  returned = await city.person('被退案', ['TEACHER'])
  secondRound = await city.person('二轮退回', ['TEACHER'])
  both = await city.person('退案又有草稿', ['TEACHER'])
  finished = await city.person('学时已够', ['TEACHER'])
  declared = await city.person('等待审验', ['TEACHER'])
  await city.person('管理员', ['SCHOOL_ADMIN'])
  for (const { id } of [notSent, both]) {
    const createdAt = at('2014-03-01T10:00:00')
    await prisma.draft.create({ data: { personId: id, cycleId: 2014, createdAt, updatedAt: createdAt } })
  }
  await item(returned.id, 'RETURNED_BY_SCHOOL', '2014-12-01T10:00:00')
  await item(both.id, 'RETURNED_BY_SCHOOL', '2014-12-01T10:00:00')
  await item(secondRound.id, 'RETURNED_BY_DISTRICT', '2015-01-20T10:00:00', 2)
  await item(declared.id, 'SUBMITTED')
  for (const [category, hours] of [
    ['PUBLIC', 18],
    ['PROFESSIONAL', 54],
  ] as const)
    await record(finished.id, category, hours, 'PROVIDER')
})

beforeEach(async () => {
  await nothingPlanned()
  await prisma.account.updateMany({ data: { mutedAt: null, reminderHour: null, unreachableAt: null } })
})

/** As before anything was planned: what was said is forgotten, and the marks of having planned it too. */
async function nothingPlanned() {
  await prisma.outboxMessage.deleteMany()
  await prisma.reminderPlan.deleteMany()
}

async function item(
  personId: string,
  state: 'SUBMITTED' | 'RETURNED_BY_SCHOOL' | 'RETURNED_BY_DISTRICT',
  decided?: string,
  round = 1,
) {
  const { courseName, provider, activityType } = completeAnswers
  await prisma.declaration.create({
    data: {
      cycleId: 2014,
      personId,
      organisationId: 'school',
      state,
      round,
      category: 'PROFESSIONAL',
      activityType: activityType!,
      courseName: courseName!,
      provider: provider!,
      from: new Date('2014-07-07'),
      to: new Date('2014-07-11'),
      hours: 30,
      claim: {},
      submittedAt: at('2014-02-01T10:00:00'),
      waitingSince: at('2014-02-01T10:00:00'),
      decidedAt: decided ? at(decided) : null,
      reasonId: state === 'SUBMITTED' ? null : 'photo-unclear',
    },
  })
}

async function record(
  personId: string,
  category: 'PUBLIC' | 'PROFESSIONAL',
  hours: number,
  source: 'AUTO' | 'PROVIDER',
) {
  await prisma.hourRecord.create({
    data: {
      personId,
      cycleId: 2014,
      category,
      source,
      courseName: `课程${category}`,
      provider: '示例',
      from: new Date('2014-03-01'),
      to: new Date('2014-03-05'),
      hours,
      recordedAt: new Date('2014-04-01'),
    },
  })
}

const early = ['2014-04-01 09:00', '2014-06-01 09:00', '2014-09-01 09:00', '2014-11-01 09:00'].map(
  (when) => `${when} 2014 declaration on-${when.slice(5, 10)}`,
)
const missing = '2014-12-16 09:00 2014 registration on-12-16'
const declaring = [
  '2014-12-17 09:00 2014 declaration 14d',
  '2014-12-24 09:00 2014 declaration 7d',
  '2014-12-28 09:00 2014 declaration 3d',
  '2014-12-30 09:00 2014 declaration 1d',
  '2014-12-31 18:00 2014 declaration 6h',
]
const correcting = [
  '2014-12-24 09:00 2014 resubmission publicity-14d',
  '2014-12-31 09:00 2014 resubmission publicity-7d',
  '2015-01-04 09:00 2014 resubmission publicity-3d',
  '2015-01-06 09:00 2014 resubmission publicity-1d',
  '2015-01-07 18:00 2014 resubmission publicity-6h',
  '2015-01-10 09:00 2014 resubmission 7d',
  '2015-01-14 09:00 2014 resubmission 3d',
  '2015-01-16 09:00 2014 resubmission 1d',
  '2015-01-17 18:00 2014 resubmission 6h',
]
const nextYear = '2015-04-01 09:00 2015 declaration on-04-01'

describe('a year, hour by hour (DOMAIN §7)', () => {
  it('reminds everybody of what is theirs, once per rung, and of the next year when it opens', async () => {
    const heard = await walk('2014-03-31T00:00:00', '2015-04-01T23:00:00')
    expect(heard(notStarted)).toEqual([...early, missing, ...declaring, nextYear])
    expect(heard(notSent)).toEqual([...early, missing, ...declaring, nextYear])
    expect(heard(returned)).toEqual([missing, ...correcting, nextYear])
    // Returned goes before the draft where both would come in the same hour. The draft's own end is still
    // told.
    expect(heard(both)).toEqual(
      [
        ...early,
        missing,
        ...declaring.filter((line) => !line.includes(' 7d')),
        ...correcting,
        nextYear,
      ].sort(),
    )
    expect(heard(secondRound)).toEqual([
      missing,
      '2015-01-21 09:00 2014 second-round-teacher 14d',
      '2015-01-28 09:00 2014 second-round-teacher 7d',
      '2015-02-01 09:00 2014 second-round-teacher 3d',
      '2015-02-03 09:00 2014 second-round-teacher 1d',
      '2015-02-04 11:00 2014 second-round-teacher 6h',
      nextYear,
    ])
    expect(heard(finished)).toEqual([nextYear])
    expect(heard(declared)).toEqual([missing, nextYear])
    const [reminder] = await prisma.outboxMessage.findMany({
      where: { key: { contains: ':declaration:6h:' } },
    })
    expect(reminder).toMatchObject({ priority: 2, body: { mayDisturb: true } })
    const [other] = await prisma.outboxMessage.findMany({ where: { key: { contains: ':declaration:1d:' } } })
    expect(other!.body).not.toHaveProperty('mayDisturb')
    expect(
      await prisma.outboxMessage.count({ where: { priority: 3, key: { contains: ':on-04-01:' } } }),
    ).toBeGreaterThan(0)
  })
})

describe('a reminder', () => {
  it('is planned once, whatever plans at the same moment, and however the clock jumps', async () => {
    const now = at('2014-12-17T09:00:00')
    const planned = await Promise.all(Array.from({ length: 10 }, () => plan(now)))
    expect(planned.reduce((sum, one) => sum + one, 0)).toBe(await prisma.outboxMessage.count())
    const first = await prisma.outboxMessage.count()
    expect(first).toBeGreaterThan(0)
    expect(await plan(at('2014-12-23T10:00:00'))).toBe(0)
    expect(await plan(at('2014-12-01T10:00:00'))).toBe(0)
    expect(await plan(now)).toBe(0)
    expect(await prisma.outboxMessage.count()).toBe(first)
  })

  it('that was missed is skipped when a nearer one is due, and made up for when none is', async () => {
    const outage = (now: Date) => now >= at('2014-12-24T00:00:00') && now < at('2014-12-25T03:00:00')
    const heard = await walk('2014-12-20T00:00:00', '2014-12-26T00:00:00', { skip: outage })
    expect(heard(notStarted)).toEqual([
      '2014-12-20 09:00 2014 declaration 14d',
      '2014-12-25 09:00 2014 declaration 7d',
    ])
    await nothingPlanned()
    const jumped = await walk('2014-12-30T12:00:00', '2014-12-30T12:00:00')
    expect(jumped(notStarted)).toEqual(['2014-12-30 12:00 2014 declaration 1d'])
  })

  it('comes at the hour that somebody chose', async () => {
    await prisma.account.update({ where: { id: notStarted.accountId }, data: { reminderHour: 20 } })
    await prisma.account.update({ where: { id: notSent.accountId }, data: { reminderHour: 7 } })
    const heard = await walk('2014-12-24T00:00:00', '2014-12-24T23:00:00')
    expect(heard(notStarted)).toEqual(['2014-12-24 20:00 2014 declaration 7d'])
    expect(heard(notSent)).toEqual(['2014-12-24 07:00 2014 declaration 7d'])
  })

  it('wakes nobody at night but in the last six hours', async () => {
    await plan(at('2014-12-17T23:00:00'))
    expect(await prisma.outboxMessage.count()).toBe(0)
    await plan(at('2014-12-31T23:30:00'))
    expect(
      await prisma.outboxMessage.count({ where: { key: { contains: ':declaration:6h:' } } }),
    ).toBeGreaterThan(0)
  })

  it.each([
    ['2014-12-31T23:59:59', 1],
    ['2015-01-01T00:00:00', 0],
  ])('of declaring at %s reaches %i', async (instant, count) => {
    await plan(at(instant))
    expect(
      await prisma.outboxMessage.count({
        where: { chatId: notStarted.accountId, key: { contains: ':declaration:' } },
      }),
    ).toBe(count)
  })

  it('goes to nobody who muted them, blocked the bot, left, is exempt, or is done', async () => {
    const others = await Promise.all(
      ['静音', '屏蔽', '离开', '免验'].map((name) => city.person(name, ['TEACHER'])),
    )
    const [muted, blocked, left, exempt] = others
    await prisma.account.update({ where: { id: muted!.accountId }, data: { mutedAt: new Date() } })
    await prisma.account.update({ where: { id: blocked!.accountId }, data: { unreachableAt: new Date() } })
    await prisma.grant.updateMany({
      where: { personId: left!.id },
      data: { withdrawnAt: at('2014-08-01T00:00:00') },
    })
    await prisma.exemption.create({
      data: {
        personId: exempt!.id,
        cycleId: 2014,
        organisationId: 'school',
        reasonId: 'long-leave',
        state: 'GRANTED',
        requestedAt: new Date(),
        requestedById: exempt!.id,
      },
    })
    await plan(at('2014-12-17T12:00:00'))
    const chats = (
      await prisma.outboxMessage.findMany({ where: { key: { contains: ':declaration:' } } })
    ).map(({ chatId }) => Number(chatId))
    expect(chats).toContain(notStarted.accountId)
    for (const { accountId } of [...others, finished, declared]) expect(chats).not.toContain(accountId)
  })

  it('tells nobody of a return that they were told of since, nor once their school is public (ruling 3)', async () => {
    const late = await city.person('刚被退案', ['TEACHER'])
    await item(late.id, 'RETURNED_BY_SCHOOL', '2015-01-04T15:00:00')
    const heard = await walk('2015-01-04T16:00:00', '2015-01-06T10:00:00')
    expect(heard(late)).toEqual(['2015-01-06 09:00 2014 resubmission publicity-1d'])
    await nothingPlanned()
    const { id } = await prisma.publicity.create({
      data: {
        organisationId: 'school',
        cycleId: 2014,
        startsAt: at('2015-01-08T10:00:00'),
        endsAt: at('2015-01-16T00:00:00'),
        startedById: late.id,
        list: {},
      },
    })
    await plan(at('2015-01-10T12:00:00'))
    expect(await prisma.outboxMessage.count()).toBe(0)
    // Called off: resubmission is open again.
    await prisma.publicity.update({ where: { id }, data: { withdrawnAt: at('2015-01-10T13:00:00') } })
    await plan(at('2015-01-10T14:00:00'))
    expect(await prisma.outboxMessage.count({ where: { chatId: returned.accountId } })).toBe(1)
    await prisma.publicity.delete({ where: { id } })
  })
})

describe('S014: the day after providers had to register', () => {
  const told = async () => {
    await nothingPlanned()
    await plan(at('2014-12-16T10:00:00'))
    const rows = await prisma.outboxMessage.findMany({
      where: { key: { contains: ':registration:on-12-16:' } },
    })
    return rows.map(({ chatId }) => Number(chatId))
  }

  it('tells whoever lacks hours and has no record of a provider, and whoever disputes one that is missing', async () => {
    const online = await city.person('只有网络学时', ['TEACHER'])
    await record(online.id, 'PUBLIC', 18, 'AUTO')
    const provided = await city.person('机构已登记', ['TEACHER'])
    await record(provided.id, 'PROFESSIONAL', 6, 'PROVIDER')
    const first = await told()
    expect(first).toEqual(
      expect.arrayContaining([online.accountId, notStarted.accountId, declared.accountId]),
    )
    expect(first).not.toContain(provided.accountId)
    expect(first).not.toContain(finished.accountId)
    await prisma.dispute.create({
      data: {
        personId: provided.id,
        cycleId: 2014,
        organisationId: 'school',
        about: { missing: true, source: 'PROVIDER' },
        text: '未登记',
        openedAt: at('2014-12-01T10:00:00'),
      },
    })
    expect(await told()).toContain(provided.accountId)
  })
})
