import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { sweeps } from '../../../bot/schedule/sweeps.ts'
import { makeConnection } from '../../../core/connections/connections.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'

const town = await startTestProgram()
const made = await town.database.prisma.$transaction((tx) =>
  makeConnection(
    tx,
    { name: '人事系统', organisationId: 'city', types: ['person.upserted'], actor: null },
    { sealer: town.program.house.sealer, now: town.program.house.clock.now() },
  ),
)
if (isRefusal(made)) throw new Error(made.refused)
const { connectionId, key } = made

const people = 200
const body = JSON.stringify({
  events: Array.from({ length: people }, (_, n) => ({
    type: 'person.upserted',
    data: { school: '90601', name: '冯晓燕', certificateNumber: `9069${String(n).padStart(4, '0')}` },
  })),
})

async function send() {
  const [id, at] = ['the-roster', new Date()]
  const response = await fetch(new URL('/admin/events', town.program.adminAddress), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-connection': connectionId,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    },
    body,
  })
  const { error, results } = (await response.json()) as { error?: string; results?: { outcome: string }[] }
  return { status: response.status, error, results }
}

const added = () =>
  town.database.prisma.person.count({ where: { certificateNumber: { startsWith: '9069' } } })

test('a program that is ended in the middle of a batch says so, and the next start goes on with it', async () => {
  const answer = send()
  await expect.poll(added, { interval: 5 }).toBeGreaterThan(0)
  await town.restart()
  expect(await answer).toMatchObject({ status: 503, error: 'unfinished' })
  const [before, again] = [await added(), await send()]
  expect(before).toBeLessThan(people)
  expect(again.status).toBe(200)
  expect(again.results).toEqual(Array.from({ length: people }, () => ({ outcome: 'done' })))
  expect(await added()).toBe(people)
})

test('calls that were refused just before the end are counted, and stand in the trail when their hour is over', async () => {
  const { prisma } = town.database
  const refused = 7
  await Promise.all(
    Array.from({ length: refused }, () =>
      fetch(new URL('/admin/events', town.program.adminAddress), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'webhook-connection': connectionId },
        body: '{}',
      }),
    ),
  )
  await town.restart()
  const where = { connectionId, code: 'unauthorized' }
  const counted = await prisma.countedCall.findMany({ where })
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(refused)

  await prisma.$executeRaw`update counted_call set hour = hour - interval '2 hours'`
  const { sweep } = sweeps.find(({ name }) => name === 'counted-calls')!
  await sweep(town.program.house)
  expect(await prisma.countedCall.count()).toBe(0)
  const entries = await prisma.auditEntry.findMany({
    where: { action: 'connection.calls', subjectId: connectionId },
  })
  expect(entries.map(({ details }) => details)).toContainEqual(
    expect.objectContaining({ code: 'unauthorized', count: refused }),
  )
})
