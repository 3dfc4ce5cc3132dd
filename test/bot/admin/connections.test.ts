import { expect, test } from 'vitest'
import { smallCity } from '../../support/small-city.ts'
import { openCommandLine } from './command-line.ts'

const { database, admin: run } = await openCommandLine()
const city = await smallCity(database)
const head = await city.person('区校长', ['PRINCIPAL'])
await database.prisma.person.update({ where: { id: head.id }, data: { certificateNumber: null } })

async function admin(...args: string[]) {
  const { code, stdout, stderr } = await run(['connection', ...args])
  return { code, printed: stdout + stderr }
}

test('a connection is made, rotated, limited and withdrawn from the machine; its key is printed once', async () => {
  const made = await admin(
    'make',
    '区人事系统',
    '--organisation',
    'district',
    '--types',
    'person.upserted',
    '--size',
    '64',
  )
  expect(made.code).toBe(0)
  const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(made.printed)!
  const [key] = /whsec_\S+/.exec(made.printed)!
  expect(Buffer.from(key.slice(6), 'base64')).toHaveLength(32)
  expect(
    await admin('make', '另一个', '--organisation', 'district', '--types', 'export.result'),
  ).toMatchObject({
    code: 1,
    printed: expect.stringContaining('cannot send or download “export.result”'),
  })

  const rotated = await admin('rotate', id)
  expect(rotated.printed).toMatch(/whsec_/)
  expect(rotated.printed).not.toContain(key)
  expect(await admin('limit', id)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('--pace or --size'),
  })
  expect((await admin('limit', id, '--pace', '120')).printed).toContain('120 a minute, 64 KiB a message')
  expect((await admin('limit', id, '--size', '2048')).printed).toMatch(
    /120 a minute, 2048 KiB a message.*ADMIN_EVENTS_MAX_BYTES lets no message through that is larger than 1024 KiB/s,
  )
  expect((await admin('allow', id, 'role.granted,download.publicity')).code).toBe(0)
  const list = await admin('list')
  expect(list.printed).toContain(
    '区人事系统 (district): 2 keys, 120 a minute, 2048 KiB a message; role.granted, download.publicity',
  )
  expect((await admin('people', id)).printed).toContain(`${head.id}  区校长 (school): PRINCIPAL`)
  expect((await admin('allow', id, 'nothing')).code).toBe(0)
  expect(list.printed).not.toContain('whsec_')
  expect((await admin('rotate', id, '--finish')).code).toBe(0)
  expect(await admin('rotate', id, '--finish')).toMatchObject({
    code: 1,
    printed: expect.stringContaining('Only one key is in force'),
  })
  expect((await admin('withdraw', id)).code).toBe(0)
  expect((await admin('list')).printed).toContain('There is no connection.')
  expect((await admin('list', '--withdrawn')).printed).toContain('withdrawn 2')
  const entries = await database.prisma.auditEntry.findMany({
    where: { subjectId: id },
    orderBy: { seq: 'asc' },
  })
  expect(entries.map(({ action, actorRole }) => [action, actorRole])).toEqual(
    ['make', 'rotate', 'limit', 'limit', 'allow', 'allow', 'withdraw-key', 'withdraw'].map((what) => [
      `connection.${what}`,
      'COMMAND_LINE',
    ]),
  )
})
