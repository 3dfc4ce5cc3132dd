import { expect, test } from 'vitest'
import { startTestProgram } from '../../support/program.ts'

const town = await startTestProgram()
const { pool } = town.database

test('a menu that is due is written down once, among the reminders, and not again at every message', async () => {
  const teacher = town.phoneOf('李文博')
  await teacher.send('/status')
  await teacher.waitUntil(({ commands }) => commands.some(({ command }) => command === 'declare'), {
    what: 'menu of a teacher',
  })
  // An update of the program gave the menu other commands. The messenger is silent, so that what is written
  // can be counted.
  await pool.query(`update account set menu = 'zh:former' where id = $1`, [teacher.userId])
  town.sandbox.faults.set({ kind: '5xx' })
  for (let n = 0; n < 4; n += 1) await teacher.send('/help')
  await expect
    .poll(async () => (await pool.query(`select 1 from inbox_update where state = 'NEW'`)).rowCount)
    .toBe(0)
  const { rows } = await pool.query(
    `select priority from outbox_message where body->>'call' = 'setMyCommands' and state = 'NEW'`,
  )
  expect(rows).toEqual([{ priority: 2 }])
  town.sandbox.faults.clear()
})

test('whoever comes back after having blocked the bot finds the menu of now', async () => {
  const teacher = town.phoneOf('李文博')
  await teacher.block()
  await pool.query(`update account set unreachable_at = now(), menu = 'zh:never-arrived' where id = $1`, [
    teacher.userId,
  ])
  await teacher.unblock()
  await teacher.send('/start')
  await expect
    .poll(async () => (await pool.query('select menu from account where id = $1', [teacher.userId])).rows[0])
    .not.toEqual({ menu: 'zh:never-arrived' })
})
