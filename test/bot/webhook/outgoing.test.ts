import { beforeEach, describe, expect, test } from 'vitest'
import type { House } from '../../../bot/house.ts'
import { type PostmanSettings, startPostman } from '../../../bot/webhook/outgoing/postman.ts'
import { readingHouse } from '../../../bot/wording/reading-house.ts'
import { makeConnection, rotateKey, withdrawOlderKey } from '../../../core/connections/connections.ts'
import { purgeDelivered } from '../../../core/connections/deliveries.ts'
import {
  endSubscription,
  listSubscriptions,
  makeSubscription,
  redeliver,
} from '../../../core/connections/subscriptions.ts'
import { emit } from '../../../core/events/emit.ts'
import { outgoingEnvelope, outgoingTypeNames, outgoingTypes } from '../../../core/events/outgoing-types.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours, testSealer } from '../../support/frozen-city.ts'
import { openReceiver } from '../../support/receiver.ts'
import { until } from '../../support/until.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await cityWithHours(database)
const operator = await city.person('接收操作员', ['CITY_OPERATOR'], 'city')
const logged: string[] = []
const now = new Date('2014-12-20T09:00:00+08:00')
const house: House = {
  ...(await readingHouse({ database, sealer: testSealer, clock: { now: () => now } })),
  log: (line) => void logged.push(line),
}
const quick = [1, 1, 1, 1, 1, 1, 1, 1, 1]

let names = 0
async function connect(organisationId = 'district') {
  names += 1
  const name = `外部系统${names}`
  const made = await prisma.$transaction((tx) =>
    makeConnection(tx, { name, organisationId, types: [], actor: null }, { sealer: testSealer, now }),
  )
  if (isRefusal(made)) throw new Error(made.refused)
  return made
}

async function subscribe(connectionId: string, url: string, types: readonly string[] = outgoingTypeNames) {
  const made = await prisma.$transaction((tx) =>
    makeSubscription(tx, { connectionId, url, types }, null, { allowPrivate: true, now }),
  )
  if (isRefusal(made)) throw new Error(made.refused)
  return made.id
}

async function withPostman<Result>(work: () => Promise<Result>, settings: Partial<PostmanSettings> = {}) {
  const postman = startPostman(house, {
    allowPrivate: true,
    waitsAfterTry: quick,
    lookEveryMilliseconds: 50,
    ...settings,
  })
  try {
    return await work()
  } finally {
    await postman.stop()
  }
}

/** An event of its own kind, of a subject that a test names. */
const happens = (subjectId: string, items = 1, organisationId = 'school') =>
  prisma.$transaction((tx) => emit(tx, confirmed(subjectId, items, organisationId)))

const confirmed = (subjectId: string, items: number, organisationId: string) =>
  ({
    type: 'school.confirmed',
    organisationId,
    cycleId: 2014,
    subjectId,
    at: now,
    data: { schoolCode: '90001', items, secondRound: 0, first: true, late: false },
  }) as const

const deliveries = (subscriptionId: string) =>
  prisma.delivery.findMany({ where: { subscriptionId }, orderBy: { event: { serial: 'asc' } } })

beforeEach(async () => {
  await prisma.subscription.updateMany({ where: { endedAt: null }, data: { endedAt: now, endedWhy: 'test' } })
})

describe('an event', () => {
  test('is written for nobody where nobody subscribed, and for those above it alone where somebody did', async () => {
    const before = await prisma.domainEvent.count()
    await happens('nobody')
    expect(await prisma.domainEvent.count()).toBe(before)

    const [above, beside, own] = [
      await connect('district'),
      await connect('other-school'),
      await connect('school'),
    ]
    const ids = await Promise.all(
      [above, beside, own].map(({ connectionId }) => subscribe(connectionId, 'http://127.0.0.1:9/')),
    )
    const other = await subscribe(above.connectionId, 'http://127.0.0.1:9/', ['complaint.opened'])
    const everywhere = await subscribe((await connect('remote-centre')).connectionId, 'http://127.0.0.1:9/')
    await happens('scope')
    const told = await prisma.delivery.findMany({ where: { event: { subjectId: 'scope' } } })
    expect(told.map(({ subscriptionId }) => subscriptionId).sort()).toEqual(
      [ids[0], ids[2], everywhere].sort(),
    )
    expect(told.map(({ subscriptionId }) => subscriptionId)).not.toContain(other)
  })

  test('is written for a subscription to one organisation when it is of that one, as long as that is below the connection', async () => {
    const { connectionId } = await connect('district')
    const subscribeTo = (organisationId: string) =>
      prisma.$transaction((tx) =>
        makeSubscription(
          tx,
          { connectionId, url: 'https://receiver.example/', types: ['school.confirmed'], organisationId },
          null,
          { allowPrivate: false, now },
        ),
      )
    for (const elsewhere of ['bureau-school', 'city', 'nowhere'])
      expect(await subscribeTo(elsewhere)).toMatchObject({ refused: 'not-your-organisation' })
    const made = await subscribeTo('school')
    if (isRefusal(made)) throw new Error(made.refused)
    const told = async (subjectId: string) => {
      await happens(subjectId, 1, 'school')
      await happens(subjectId, 1, 'other-school')
      const rows = await prisma.delivery.findMany({
        where: { subscriptionId: made.id, event: { subjectId } },
        select: { event: { select: { organisationId: true } } },
      })
      return rows.map(({ event }) => event.organisationId)
    }
    expect(await told('one-school')).toEqual(['school'])
    const move = (parentId: string) =>
      prisma.organisation.update({ where: { id: 'school' }, data: { parentId } })
    await move('training-centre')
    expect(await told('moved-away')).toEqual([])
    await move('district')
  })

  test('goes with the transaction that caused it: what is rolled back was never told', async () => {
    const subscriptionId = await subscribe((await connect()).connectionId, 'http://127.0.0.1:9/')
    await expect(
      prisma.$transaction(async (tx) => {
        await emit(tx, confirmed('rolled-back', 1, 'school'))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await deliveries(subscriptionId)).toEqual([])
    expect(await prisma.domainEvent.count({ where: { subjectId: 'rolled-back' } })).toBe(0)
  })
})

describe('delivery', () => {
  test('reaches the receiver once, signed with each key in force while they are changed, and then with the newer alone', async () => {
    const receiver = await openReceiver()
    const { connectionId, key } = await connect()
    const subscriptionId = await subscribe(connectionId, receiver.url)
    const renewed = await prisma.$transaction((tx) =>
      rotateKey(
        tx,
        { connectionId, actor: null },
        { sealer: testSealer, now: new Date(now.getTime() + 1000) },
      ),
    )
    if (isRefusal(renewed)) throw new Error(renewed.refused)
    await happens('once')
    await withPostman(async () => {
      await expect.poll(async () => (await deliveries(subscriptionId))[0]?.deliveredAt).toBeTruthy()
      const one = { connectionId, actor: null }
      await prisma.$transaction((tx) => withdrawOlderKey(tx, one, { now }))
      await happens('once', 2)
      await expect.poll(() => receiver.received).toHaveLength(2)
    })
    const [first, second] = receiver.received
    expect(receiver.verify(first!, renewed.key)).toMatchObject({
      type: 'school.confirmed',
      data: { items: 1 },
    })
    expect(receiver.verify(first!, key)).toMatchObject({ data: { items: 1 } })
    expect(receiver.verify(second!, renewed.key)).toMatchObject({ data: { items: 2 } })
    expect(() => receiver.verify(second!, key)).toThrow()
    expect(outgoingEnvelope.parse(first!.event)).toBeTruthy()
    expect(outgoingTypes['school.confirmed'].data.parse(second!.event.data)).toMatchObject({ items: 2 })
    expect(first!.id).not.toBe(second!.id)
    expect(logged).toEqual([])
  })

  test('goes on when a receiver that was down is up again, in the order of the subject and not held up for others', async () => {
    const receiver = await openReceiver()
    const subscriptionId = await subscribe((await connect()).connectionId, receiver.url)
    let failures = 3
    receiver.answerWith((response, { event }) => {
      const isDown = event.subjectId === 'first' && failures > 0
      if (isDown) failures -= 1
      response.writeHead(isDown ? 503 : 200).end()
    })
    await happens('first', 1)
    await happens('first', 2)
    await happens('second', 3)
    await withPostman(() =>
      until(async () => (await deliveries(subscriptionId)).every(({ deliveredAt }) => deliveredAt !== null)),
    )
    const items = receiver.received.map(({ event }) => event.data.items)
    expect(items.filter((item) => item !== 3)).toEqual([1, 1, 1, 1, 2])
    expect(items.indexOf(3)).toBeLessThan(items.lastIndexOf(1))
    const ids = receiver.received.filter(({ event }) => event.data.items === 1).map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
  })

  test('is given up after ten tries; the next of its subject goes on, and it goes out again when asked for', async () => {
    const receiver = await openReceiver()
    const { connectionId } = await connect()
    const subscriptionId = await subscribe(connectionId, receiver.url)
    receiver.answerWith((response, { event }) => response.writeHead(event.data.items === 1 ? 500 : 200).end())
    await happens('given-up', 1)
    await happens('given-up', 2)
    await withPostman(async () => {
      await expect.poll(async () => (await deliveries(subscriptionId))[1]?.deliveredAt).toBeTruthy()
      const [failed] = await deliveries(subscriptionId)
      expect(failed).toMatchObject({ attempts: 10, lastStatus: '500', deliveredAt: null })
      expect(receiver.received.map(({ event }) => event.data.items)).toEqual([...Array(10).fill(1), 2])
      expect((await listSubscriptions(prisma, connectionId))[0]).toMatchObject({
        delivered: 1,
        givenUp: 1,
        lastFault: '500',
      })

      receiver.answerWith(200)
      const again = () => prisma.$transaction((tx) => redeliver(tx, { subscriptionId }, null, now))
      expect(await again()).toMatchObject({ events: 1 })
      await expect.poll(async () => (await deliveries(subscriptionId))[0]?.deliveredAt).toBeTruthy()
      expect(receiver.received.at(-1)?.id).toBe(failed!.eventId)
      expect(await again()).toMatchObject({ refused: 'subscription-nothing-to-redeliver' })
      const one = { subscriptionId, eventId: failed!.eventId }
      expect(await prisma.$transaction((tx) => redeliver(tx, one, null, now))).toMatchObject({ events: 1 })
      await expect.poll(() => receiver.received).toHaveLength(13)
    })
  })

  test('counts a receiver that is too slow, or redirects, as one that failed, and follows it nowhere', async () => {
    const elsewhere = await openReceiver()
    const receiver = await openReceiver()
    const subscriptionId = await subscribe((await connect()).connectionId, receiver.url)
    receiver.answerWith(() => {})
    await happens('slow')
    await withPostman(
      async () => {
        await expect.poll(async () => (await deliveries(subscriptionId))[0]?.lastStatus).toBe('timeout')
        receiver.answerWith((response) => response.writeHead(307, { location: elsewhere.url }).end())
        await expect.poll(async () => (await deliveries(subscriptionId))[0]?.lastStatus).toBe('307')
        receiver.answerWith(200)
        await expect.poll(async () => (await deliveries(subscriptionId))[0]?.deliveredAt).toBeTruthy()
      },
      { timeoutMilliseconds: 1_000, waitsAfterTry: quick.map(() => 1_000) },
    )
    expect(elsewhere.received).toEqual([])
  })

  test('ends the subscription of a receiver that is gone (410), and tells the operators of the city', async () => {
    const receiver = await openReceiver()
    const { connectionId } = await connect()
    const subscriptionId = await subscribe(connectionId, receiver.url)
    receiver.answerWith(410)
    await happens('gone', 1)
    await happens('gone', 2)
    await withPostman(() =>
      expect.poll(async () => (await listSubscriptions(prisma, connectionId))[0]?.endedWhy).toBe('gone'),
    )
    expect(receiver.received).toHaveLength(1)
    expect((await deliveries(subscriptionId)).every(({ givenUpAt }) => givenUpAt)).toBe(true)
    expect(await city.noticesFor(operator.accountId)).toEqual([{ kind: 'subscription-gone', subscriptionId }])
    await happens('gone', 3)
    expect(await deliveries(subscriptionId)).toHaveLength(2)
    expect(
      await prisma.auditEntry.count({ where: { action: 'subscription.end', subjectId: subscriptionId } }),
    ).toBe(1)
  })

  test('writes to no private address unless that is allowed', async () => {
    const receiver = await openReceiver()
    const [byNumber, byName] = await Promise.all(
      [
        receiver.url.replace('http:', 'https:'),
        receiver.url.replace('http://127.0.0.1', 'https://localhost'),
      ].map(async (url) => subscribe((await connect()).connectionId, url)),
    )
    const plain = await subscribe((await connect()).connectionId, receiver.url)
    await happens('private')
    await withPostman(
      async () => {
        for (const id of [byNumber!, byName!]) {
          await expect.poll(async () => (await deliveries(id))[0]?.lastStatus).toBe('private address')
        }
        await expect.poll(async () => (await deliveries(plain))[0]?.lastStatus).toBe('not https')
      },
      { allowPrivate: false },
    )
    expect(receiver.received).toEqual([])
  })

  test('comes again with the same id when the process ended between the answer and its own note of it', async () => {
    const receiver = await openReceiver()
    const subscriptionId = await subscribe((await connect()).connectionId, receiver.url)
    receiver.answerWith(async (response) => {
      if (receiver.received.length === 1) {
        // As at a crash, what became of it cannot be written.
        await prisma.$executeRaw`alter table delivery rename to delivery_away`
      }
      response.writeHead(200).end()
    })
    await happens('crash')
    await withPostman(async () => {
      const failed = `select 1 from pgboss.job where state = 'retry' and data->>'subscriptionId' = $1`
      await until(async () => (await database.pool.query(failed, [subscriptionId])).rowCount === 1)
      await prisma.$executeRaw`alter table delivery_away rename to delivery`
      await expect.poll(async () => (await deliveries(subscriptionId))[0]?.deliveredAt).toBeTruthy()
    })
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
    expect(receiver.received.length).toBeGreaterThan(1)
  })

  test('that waits is taken up by the next start', async () => {
    const receiver = await openReceiver()
    const subscriptionId = await subscribe((await connect()).connectionId, receiver.url)
    receiver.answerWith(500)
    await happens('restart')
    await withPostman(() => expect.poll(() => receiver.received).toHaveLength(1), {
      waitsAfterTry: [600, ...quick],
    })
    receiver.answerWith(200)
    await withPostman(() =>
      expect.poll(async () => (await deliveries(subscriptionId))[0]?.deliveredAt).toBeTruthy(),
    )
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
  })

  test('is forgotten thirty days later, what is still open is not', async () => {
    await prisma.$executeRaw`update delivery set delivered_at = now() - interval '31 days' where delivered_at is not null`
    const open = await prisma.delivery.count({ where: { deliveredAt: null, givenUpAt: null } })
    await purgeDelivered(database)
    expect(await prisma.delivery.count({ where: { deliveredAt: { not: null } } })).toBe(0)
    expect(await prisma.delivery.count({ where: { deliveredAt: null, givenUpAt: null } })).toBe(open)
  })
})

describe('a subscription', () => {
  const make = (given: Partial<{ url: string; types: string[]; connectionId: string }>, by = operator.id) =>
    connect().then(({ connectionId }) =>
      prisma.$transaction((tx) =>
        makeSubscription(
          tx,
          { connectionId, url: 'https://receiver.example/events', types: ['cycle.frozen'], ...given },
          { personId: by, organisationId: 'city' },
          { allowPrivate: false, now },
        ),
      ),
    )

  test('is made and ended by operators of the city alone, and for https addresses alone', async () => {
    const made = await make({})
    if (isRefusal(made)) throw new Error(made.refused)
    const stranger = await city.person('外人', ['SCHOOL_ADMIN'])
    expect(await make({}, stranger.id)).toMatchObject({ refused: 'not-your-role' })
    for (const url of [
      'http://receiver.example/',
      'https://me:secret@receiver.example/',
      'ftp://x',
      'receiver',
      'https://127.0.0.1/',
      'https://[::1]:8443/',
      'https://2130706433/',
      'https://10.0.0.7/events',
      'https://localhost/',
      'https://here.localhost./',
    ]) {
      expect(await make({ url })).toMatchObject({ refused: 'subscription-address' })
    }
    expect(await make({ types: [] })).toMatchObject({ refused: 'subscription-types' })
    expect(await make({ types: ['toString'] })).toMatchObject({ refused: 'subscription-types' })
    expect(await make({ connectionId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({
      refused: 'subscription-connection-gone',
    })
    const end = () =>
      Promise.all(
        Array.from({ length: 10 }, () =>
          prisma.$transaction((tx) =>
            endSubscription(tx, made.id, { personId: operator.id, organisationId: 'city' }, now),
          ),
        ),
      )
    expect((await end()).filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
  })
})
