import { isDeepStrictEqual } from 'node:util'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { planReminders } from '../../../core/reminders/plan-reminders.ts'
import { openDatabase } from '../../../prisma/database.ts'
import { confirmedItem } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { url, database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const cycles = [cycle2014]

const at = (instant: string) => new Date(`${instant}+08:00`)
const plan = (now: Date) => planReminders(database, { cycles, now })
const shanghai = (now: Date) => new Date(+now + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

type Person = { id: string; accountId: number }
const item = (personId: string, state: 'SUBMITTED' | 'RETURNED_BY_SCHOOL') =>
  confirmedItem(database, personId, {
    state,
    waitingSince: at('2014-02-01T10:00:00'),
    reasonId: state === 'SUBMITTED' ? null : 'photo-unclear',
  })
let notStarted: Person
let both: Person
let finished: Person

beforeAll(async () => {
  notStarted = await city.person('未开始', ['TEACHER'])
  both = await city.person('退案又有草稿', ['TEACHER'])
  finished = await city.person('学时已够', ['TEACHER'])
  const createdAt = at('2014-03-01T10:00:00')
  await prisma.draft.create({ data: { personId: both.id, cycleId: 2014, createdAt, updatedAt: createdAt } })
  await item(both.id, 'RETURNED_BY_SCHOOL')
  for (const [category, hours] of [
    ['PUBLIC', 18],
    ['PROFESSIONAL', 54],
  ] as const) {
    await prisma.hourRecord.create({
      data: {
        ...{ personId: finished.id, cycleId: 2014, category, hours, source: 'PROVIDER', provider: '示例' },
        courseName: `课程${category}`,
        from: new Date('2014-03-01'),
        to: new Date('2014-03-05'),
        recordedAt: createdAt,
      },
    })
  }
})

beforeEach(async () => {
  await prisma.outboxMessage.deleteMany()
  await prisma.reminderPlan.deleteMany()
})

describe('a tick', () => {
  const rung = (who: { accountId: number }) =>
    prisma.outboxMessage.count({ where: { chatId: who.accountId, key: { contains: ':declaration:' } } })
  const asked = async (instant: string) => {
    const before = await prisma.reminderPlan.findMany({ orderBy: { id: 'asc' } })
    const planned = await plan(at(instant))
    return {
      planned,
      again: !isDeepStrictEqual(before, await prisma.reminderPlan.findMany({ orderBy: { id: 'asc' } })),
    }
  }
  let late: { id: string; accountId: number }
  const begin = async () => {
    late = await city.person('补办', ['TEACHER'])
    await item(late.id, 'SUBMITTED')
    await plan(at('2014-12-24T09:00:00'))
    expect(await rung(late)).toBe(0)
    await prisma.declaration.updateMany({ where: { personId: late.id }, data: { state: 'WITHDRAWN' } })
  }

  it('in which nothing new can be due asks for nobody; whoever fell under the rung since is told within a quarter of an hour', async () => {
    await begin()
    expect(await asked('2014-12-24T09:14:59')).toEqual({ planned: 0, again: false })
    expect(await asked('2014-12-24T09:15:00')).toEqual({ planned: 1, again: true })
    expect(await rung(late)).toBe(1)
    expect(await asked('2014-12-24T09:16:00')).toEqual({ planned: 0, again: false })
  })

  it('asks anew when the day comes to the hour that somebody chose, whenever it was asked last', async () => {
    await begin()
    await prisma.account.update({ where: { id: late.accountId }, data: { reminderHour: 10 } })
    await plan(at('2014-12-24T09:50:00'))
    expect(await rung(late)).toBe(0)
    expect(await asked('2014-12-24T10:00:00')).toEqual({ planned: 1, again: true })
  })

  it.each([
    ['forward', '2014-12-28T09:00:00', '3d'],
    ['back', '2014-12-17T09:00:00', '14d'],
  ])('asks anew when the clock jumps %s', async (_, to, id) => {
    await begin()
    await plan(at(to))
    const keys = await prisma.outboxMessage.findMany({ where: { chatId: late.accountId } })
    expect(keys.map(({ key }) => key!.split(':')[3])).toContain(id)
  })

  it('asks anew when the rules of the cycle change: other minimums, another usual hour, other rungs', async () => {
    await plan(at('2014-12-24T09:00:00'))
    expect(await rung(finished)).toBe(0)
    const ruled = (changed: Partial<(typeof cycles)[0]>) =>
      planReminders(database, { cycles: [{ ...cycles[0]!, ...changed }], now: at('2014-12-24T09:01:00') })
    const { requirements, reminders } = cycles[0]!
    expect(await ruled({ requirements: { ...requirements, totalHours: 90 } })).toBe(1)
    expect(await rung(finished)).toBe(1)
    expect(await ruled({ reminders: { ...reminders, hour: 10 } })).toBe(0)
    const { id: personId } = notStarted
    await prisma.outboxMessage.deleteMany({ where: { key: { contains: `:declaration:7d:${personId}` } } })
    expect(await ruled({ reminders: { ...reminders, hour: 8 } })).toBe(1)
    expect(await ruled({ reminders: { ...reminders, rungs: ['8d'] } })).toBeGreaterThan(1)
  })

  it('asks ever sooner in the last quarter of an hour', async () => {
    await begin()
    const times: string[] = []
    for (
      let now = at('2014-12-31T23:40:00');
      now < at('2015-01-01T00:00:00');
      now = new Date(+now + 60_000)
    ) {
      if ((await asked(shanghai(now).replace(' ', 'T').concat(':00'))).again)
        times.push(shanghai(now).slice(11))
    }
    expect(times).toEqual(['23:40', '23:50', '23:55', '23:58', '23:59'])
  })

  it('that was interrupted has planned nothing and marked nothing', async () => {
    await prisma.$executeRaw`alter table outbox_message add constraint no_room check (key not like 'reminder:%') not valid`
    await expect(plan(at('2014-12-24T09:00:00'))).rejects.toThrow('no_room')
    expect(await prisma.reminderPlan.count({ where: { id: '2014:declaration' } })).toBe(0)
    await prisma.$executeRaw`alter table outbox_message drop constraint no_room`
    expect(await plan(at('2014-12-24T09:01:00'))).toBeGreaterThan(0)
  })

  it('of several processes leaves a mark that the others and the next start read, and tells nobody of a return and a draft at once', async () => {
    const now = at('2014-12-24T09:00:00')
    const planned = await Promise.all(Array.from({ length: 10 }, () => plan(now)))
    expect(planned.reduce((sum, one) => sum + one)).toBe(await prisma.outboxMessage.count())
    const told = await prisma.outboxMessage.findMany({ where: { chatId: both.accountId } })
    expect(told.map(({ key }) => key!.split(':')[2])).toEqual(['resubmission'])
    const other = openDatabase(url)
    expect(await planReminders(other, { cycles, now: at('2014-12-24T09:01:00') })).toBe(0)
    await other.close()
    expect(await asked('2014-12-24T09:02:00')).toEqual({ planned: 0, again: false })
  })
})
