import { expect, it } from 'vitest'
import {
  choosableHours,
  chooseReminderHour,
  muteReminders,
  readPreferences,
} from '../../../core/reminders/preferences.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { accountId } = await city.person('陈老师', ['TEACHER'])

it('an hour of the day can be chosen and given up again; an hour of the night is refused', async () => {
  expect(choosableHours).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
  expect(await readPreferences(prisma, accountId)).toEqual({ hour: null, muted: false })
  expect(await prisma.$transaction((tx) => chooseReminderHour(tx, accountId, 20))).toBeUndefined()
  for (const hour of [6, 22, 7.5, Number.NaN]) {
    expect(await prisma.$transaction((tx) => chooseReminderHour(tx, accountId, hour))).toMatchObject({
      refused: 'reminder-hour-unknown',
    })
  }
  expect(await readPreferences(prisma, accountId)).toEqual({ hour: 20, muted: false })
  await prisma.$transaction((tx) => chooseReminderHour(tx, accountId, null))
  expect(await readPreferences(prisma, accountId)).toEqual({ hour: null, muted: false })
})

it('muting keeps its first moment and leaves the hour as it is', async () => {
  await prisma.$transaction((tx) => chooseReminderHour(tx, accountId, 8))
  for (const day of ['2014-12-10', '2014-12-11']) {
    await prisma.$transaction((tx) => muteReminders(tx, accountId, true, new Date(day)))
  }
  const { mutedAt } = await prisma.account.findUniqueOrThrow({ where: { id: accountId } })
  expect(mutedAt).toEqual(new Date('2014-12-10'))
  await prisma.$transaction((tx) => muteReminders(tx, accountId, false, new Date('2014-12-12')))
  expect(await readPreferences(prisma, accountId)).toEqual({ hour: 8, muted: false })
})
