import { expect, test } from 'vitest'
import { fileRequest } from '../../../core/people/requests.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'
import { say } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const at = (instant: string) => new Date(`${instant}+08:00`)
const told = async (kind: string) => {
  const rows = await prisma.outboxMessage.findMany({ where: { key: { startsWith: `${kind}:` } } })
  return rows.length
}

test('what waited for a morning is sent by day, also when the clock is put back before that morning', async () => {
  const phone = town.phoneOf('何丽萍')
  await say(phone, '/help', '/help')
  await town.moveTo('2014-12-23T22:00:01')
  await prisma.outboxMessage.create({
    data: {
      chatId: 2011n,
      priority: 2,
      body: { notice: { kind: 'role-granted', role: 'PRINCIPAL', organisationName: '明德小学' } },
    },
  })
  const waiting = () =>
    prisma.outboxMessage.count({ where: { chatId: 2011n, quietUntil: at('2014-12-24T07:00:00') } })
  await expect.poll(waiting).toBe(1)
  await town.moveTo('2014-12-23T21:59:50')
  await phone.waitFor('校长')
})

test('what a teacher asks at night wakes nobody: the school hears of it at seven', async () => {
  const admin = town.phoneOf('何丽萍')
  await town.moveTo('2014-12-24T23:30:00')
  const teacher = town.phoneOf('李文博')
  await admin.seen()
  const filed = await prisma.$transaction((tx) =>
    fileRequest(
      tx,
      { kind: 'CORRECT_NAME', accountId: teacher.userId, details: { value: '李文渤' } },
      { sealer: town.program.house.sealer, now: at('2014-12-24T23:30:00') },
    ),
  )
  expect(isRefusal(filed)).toBe(false)
  const waiting = () =>
    prisma.outboxMessage.count({
      where: {
        chatId: BigInt(admin.userId),
        body: { path: ['notice', 'kind'], equals: 'request-filed' },
        quietUntil: at('2014-12-25T07:00:00'),
      },
    })
  await expect.poll(waiting).toBe(1)
  await town.moveTo('2014-12-25T07:00:00')
  await admin.waitFor(/申请.*李文博|李文博.*申请/s)
})

test('what ends at midnight is told in the morning, to the second (DOMAIN §7)', async () => {
  const admin = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
  await prisma.publicity.create({
    data: {
      organisationId: 'mingde',
      cycleId: 2014,
      startsAt: at('2015-01-23T00:00:00'),
      endsAt: at('2015-01-31T00:00:00'),
      startedById: admin.id,
      list: {},
    },
  })
  await prisma.complaint.create({
    data: {
      cycleId: 2014,
      organisationId: 'mingde',
      handlerId: 'mingde',
      channel: 'PHONE',
      text: '未参加培训',
      anonymous: true,
      registeredAt: at('2015-01-20T10:00:00'),
    },
  })
  await prisma.grant.updateMany({
    where: { role: 'PRINCIPAL', organisationId: 'mingde' },
    data: { withdrawnAt: at('2015-01-22T00:00:00') },
  })
  const kinds = [
    'publicity-ended',
    'complaint-overdue',
    'principal-missing',
    'late-own',
    'late-below',
  ] as const
  const counts = async () =>
    Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await told(kind)] as const)))
  for (const night of ['2015-01-31T00:00:00', '2015-01-31T03:00:00', '2015-01-31T06:59:58']) {
    await town.moveTo(night)
    expect(await counts(), night).toEqual(Object.fromEntries(kinds.map((kind) => [kind, 0])))
  }
  await town.moveTo('2015-01-31T07:00:00')
  for (const [kind, count] of Object.entries(await counts())) expect(count, kind).toBeGreaterThan(0)
  expect(town.logged).toEqual([])
})
