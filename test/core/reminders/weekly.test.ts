import { beforeEach, describe, expect, test } from 'vitest'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { planReminders } from '../../../core/reminders/plan-reminders.ts'
import { planWeeklyPictures } from '../../../core/reminders/plan-weekly.ts'
import { dueWeek } from '../../../core/reminders/weeks.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const city = await cityWithHours(database)
const { prisma } = database

const at = (time: string) => new Date(`${time}+08:00`)
const monday = at('2014-12-08T09:00:00')

describe('the week', () => {
  test('is due on Monday from the hour of the person on, to the second', () => {
    expect(dueWeek(cycle2014, at('2014-12-08T08:59:59'))).toBeUndefined()
    expect(dueWeek(cycle2014, monday)).toEqual({ day: '2014-12-08', at: monday })
    expect(dueWeek(cycle2014, at('2014-12-08T19:59:59'), 20)).toBeUndefined()
    expect(dueWeek(cycle2014, at('2014-12-08T20:00:00'), 20)?.day).toBe('2014-12-08')
  })

  test('is made up for on Tuesday, and then the next one is near enough', () => {
    expect(dueWeek(cycle2014, at('2014-12-09T10:00:00'))?.day).toBe('2014-12-08')
    expect(dueWeek(cycle2014, at('2014-12-09T21:59:59'))?.day).toBe('2014-12-08')
    expect(dueWeek(cycle2014, at('2014-12-10T09:00:00'))).toBeUndefined()
    expect(dueWeek(cycle2014, at('2014-12-14T23:59:59'))).toBeUndefined()
  })

  test('comes in the last ten weeks, at last on 12-29, and leaves the last two days to the ladder', () => {
    const mondays = Array.from(
      { length: 60 },
      (_, week) => new Date(+at('2014-01-06T09:00:00') + week * 7 * 86_400_000),
    )
    const due = mondays.flatMap((one) => dueWeek(cycle2014, one)?.day ?? [])
    expect(due).toHaveLength(10)
    expect([due[0], due.at(-1)]).toEqual(['2014-10-27', '2014-12-29'])
    expect(dueWeek(cycle2015, at('2015-12-28T09:00:00'))?.day).toBe('2015-12-28')
  })

  test('is not due on the last days that it leaves to the ladder', () => {
    const weekly = (weekday: number) => ({
      ...cycle2014,
      reminders: { ...cycle2014.reminders, weekly: { weekday, weeks: 10, notInLastDays: 2 } },
    })
    const tuesday = 2
    expect(dueWeek(weekly(tuesday), at('2014-12-23T09:00:00'))?.day).toBe('2014-12-23')
    expect(dueWeek(weekly(tuesday), at('2014-12-30T09:00:00'))).toBeUndefined()
  })
})

test('a cycle that gives no week has none', () => {
  const { weekly: _, ...reminders } = cycle2014.reminders
  expect(dueWeek({ ...cycle2014, reminders }, monday)).toBeUndefined()
})

describe('the picture of the week', () => {
  beforeEach(async () => {
    await prisma.outboxMessage.deleteMany()
    await prisma.reminderPlan.deleteMany()
  })

  const planned = async () => {
    const rows = await prisma.outboxMessage.findMany({ orderBy: { id: 'asc' } })
    return rows.filter(({ body }) => JSON.stringify(body).includes('weekly-progress'))
  }

  test('goes to those who lack hours even with what is under review, once, behind everything else', async () => {
    const lacking = await city.teacher('缺学时', [18, 30, 0])
    const passed = await city.teacher('已达标', [18, 54, 0])
    const waiting = await city.teacher('审核中', [18, 30, 0])
    await city.declaration(waiting.id, 'SUBMITTED', { hours: 24 })
    const muted = await city.teacher('不提醒', [0, 0, 0])
    await prisma.account.update({ where: { id: muted.accountId }, data: { mutedAt: monday } })
    const gone = await city.teacher('停用', [0, 0, 0])
    await prisma.account.update({ where: { id: gone.accountId }, data: { unreachableAt: monday } })
    const evening = await city.teacher('晚上', [0, 0, 0])
    await prisma.account.update({ where: { id: evening.accountId }, data: { reminderHour: 20 } })

    const asked = { cycles: [city.cycle], now: at('2014-12-08T09:00:30') }
    await Promise.all(Array.from({ length: 10 }, () => planWeeklyPictures(database, asked)))
    const told = await planned()
    expect(told.map(({ chatId }) => Number(chatId))).toEqual([lacking.accountId])
    expect(told[0]).toMatchObject({
      priority: 3,
      key: `reminder:2014:weekly:2014-12-08:${lacking.id}`,
    })
    expect(passed.accountId).not.toBe(lacking.accountId)

    await prisma.outboxMessage.updateMany({ data: { state: 'SENT', body: {} } })
    await planWeeklyPictures(database, { ...asked, now: at('2014-12-09T09:00:00') })
    expect(await planned()).toEqual([])
    await planWeeklyPictures(database, { ...asked, now: at('2014-12-15T09:00:00') })
    expect((await planned()).map(({ key }) => key)).toEqual([`reminder:2014:weekly:2014-12-15:${lacking.id}`])
  })

  test('still tells on 12-29 whoever has sent all they had and does not reach the minimums: no ladder does', async () => {
    const approved = await city.teacher('已认定不足', [18, 30, 0])
    await city.declaration(approved.id, 'APPROVED_BY_SCHOOL')
    const waiting = await city.teacher('待审不足', [18, 30, 0])
    await city.declaration(waiting.id, 'SUBMITTED')
    const asked = { cycles: [city.cycle], now: at('2014-12-29T09:00:30') }
    await planReminders(database, asked)
    await planWeeklyPictures(database, asked)
    const told = await prisma.outboxMessage.findMany({
      where: { chatId: { in: [approved.accountId, waiting.accountId] } },
    })
    expect(told.map(({ key }) => key).sort()).toEqual(
      [approved, waiting].map(({ id }) => `reminder:2014:weekly:2014-12-29:${id}`).sort(),
    )
  })

  test('waits for the hour that somebody chose', async () => {
    await planWeeklyPictures(database, { cycles: [city.cycle], now: at('2014-12-08T20:00:00') })
    const evening = await prisma.person.findFirstOrThrow({
      where: { name: '晚上' },
      include: { account: true },
    })
    expect((await planned()).map(({ chatId }) => Number(chatId))).toContain(Number(evening.account!.id))
  })
})
