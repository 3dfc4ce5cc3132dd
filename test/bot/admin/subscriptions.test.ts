import { expect, test } from 'vitest'
import { outgoingTypeNames } from '../../../core/events/outgoing-types.ts'
import { smallCity } from '../../support/small-city.ts'
import { openCommandLine } from './command-line.ts'

const { database, admin: run } = await openCommandLine()
await smallCity(database)
const idPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

async function admin(...args: string[]) {
  const { code, stdout, stderr } = await run([...args])
  return { code, printed: stdout + stderr }
}

test('a connection is subscribed, listed, sent to again and ended from the machine', async () => {
  const connection = await admin('connection', 'make', '区系统', '--organisation', 'district')
  const [connectionId] = idPattern.exec(connection.printed)!
  const address = 'https://receiver.example.cn/events'
  const make = (...given: string[]) => admin('subscription', 'make', connectionId, ...given)
  expect(await make('http://receiver.example.cn')).toMatchObject({
    code: 1,
    printed: expect.stringContaining('https://'),
  })
  expect(await make(address, '--types', 'nothing.happened')).toMatchObject({ code: 1 })
  const made = await make(address, '--types', 'complaint.opened,complaint.settled')
  expect(made).toMatchObject({ code: 0, printed: expect.stringContaining(`2 types to ${address}`) })
  const [id] = idPattern.exec(made.printed)!

  expect(await make(address, '--organisation', 'nowhere')).toMatchObject({ code: 1 })
  expect((await make(address, '--organisation', 'school')).code).toBe(0)
  expect((await make(address)).printed).toContain(`${outgoingTypeNames.length} types`)
  expect((await admin('subscription', 'list')).printed).toContain(`${id}  live  区系统`)
  expect(await admin('subscription', 'redeliver', id)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('nothing to send again'),
  })
  expect((await admin('subscription', 'end', id)).code).toBe(0)
  expect((await admin('subscription', 'list')).printed).toContain(`${id}  ended (operator)`)
  expect(await admin('subscription', 'end', id)).toMatchObject({ code: 1 })
})
