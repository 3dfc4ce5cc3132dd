import { beforeAll, expect, it } from 'vitest'
import { isQuiet, quietUntil } from '../../../core/cycle/quiet.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { planDigests } from '../../../core/reminders/plan-digests.ts'
import { planReminders } from '../../../core/reminders/plan-reminders.ts'
import { openDatabase } from '../../../prisma/database.ts'
import { confirmedItem } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { machineStandsIn } from '../../support/elsewhere.ts'
import { smallCity } from '../../support/small-city.ts'

machineStandsIn('America/New_York')

const { url, database } = await freshDatabase()
const city = await smallCity(database)
let elsewhere: typeof database
const at = (instant: string) => new Date(`${instant}+08:00`)

beforeAll(async () => {
  const name = new URL(url).pathname.slice(1)
  await database.pool.query(`alter database "${name}" set timezone = 'America/New_York'`)
  elsewhere = openDatabase(url)
  await city.person('管理员', ['SCHOOL_ADMIN'])
  const teacher = await city.person('老师', ['TEACHER'])
  await confirmedItem(database, teacher.id, { state: 'SUBMITTED', waitingSince: at('2014-03-01T10:00:00') })
  return () => elsewhere.close()
})

it('an instant is read as it was written, on every connection', async () => {
  const registeredAt = at('2014-12-17T09:00:00')
  const { id } = await database.prisma.cycle.update({ where: { id: 2014 }, data: { loadedAt: registeredAt } })
  const read = await Promise.all(
    Array.from({ length: 8 }, () => elsewhere.prisma.cycle.findUniqueOrThrow({ where: { id } })),
  )
  expect(read.map(({ loadedAt }) => loadedAt)).toEqual(Array(8).fill(registeredAt))
  const { rows } = await elsewhere.planned.query('select loaded_at from cycle where id = 2014')
  expect(rows).toEqual([{ loaded_at: registeredAt }])
})

// Summer time begins and ends there on the nights of these days.
it.each(['2014-03-09', '2014-03-10', '2014-11-02', '2014-11-03', '2015-03-08', '2015-03-09'])(
  'on %s the digest comes at half past eight in Guangzhou, to the second',
  async (day) => {
    const plan = (time: string) => planDigests(elsewhere, { cycles: [cycle2014], now: at(`${day}T${time}`) })
    const due = day < '2015-03-06' ? 1 : 0
    expect(await plan('08:29:59')).toBe(0)
    expect(await plan('08:30:00')).toBe(due)
    expect(await plan('21:59:59')).toBe(0)
  },
)

it('the day of the year on which summer time ends there is told at nine in Guangzhou', async () => {
  const late = await city.person('另一位老师', ['TEACHER'])
  const told = (time: string) =>
    planReminders(elsewhere, { cycles: [cycle2014], now: at(`2014-11-01T${time}`) }).then(() =>
      database.prisma.outboxMessage.count({ where: { chatId: late.accountId } }),
    )
  expect(await told('08:59:59')).toBe(0)
  expect(await told('09:00:00')).toBe(1)
})

it.each([
  ['21:59:59', false],
  ['22:00:00', true],
  ['06:59:59', true],
  ['07:00:00', false],
])('at %s in Guangzhou quiet is %s, also in the nights of the change', (time, quiet) => {
  for (const day of ['2014-03-09', '2014-11-02', '2014-12-17', '2015-03-08']) {
    expect(isQuiet(cycle2014, at(`${day}T${time}`)), day).toBe(quiet)
  }
  expect(quietUntil(cycle2014, at('2014-11-02T22:00:00'))).toEqual(at('2014-11-03T07:00:00'))
})
