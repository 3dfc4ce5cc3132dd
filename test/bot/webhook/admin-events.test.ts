import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { limitConnection } from '../../../core/connections/change-connection.ts'
import { rotateKey, withdrawConnection, withdrawOlderKey } from '../../../core/connections/connections.ts'
import { auditCounted } from '../../../core/connections/counted-calls.ts'
import { purgeReceived } from '../../../core/connections/receive.ts'
import { openDoor } from '../../support/connected.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database, url: databaseUrl } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
await prisma.organisation.create({ data: { id: 'provider', kind: 'PROVIDER', name: '示例培训机构' } })
const door = await openDoor(database)
const { connect, send, time, sealer } = door
const teacher = await city.person('陈静怡', ['TEACHER'])
const certificateNumber = 'GZ2014000001'
await prisma.person.update({ where: { id: teacher.id }, data: { certificateNumber } })
const provider = await connect('provider', ['record.registered'])
const later = (seconds: number) => new Date(time.machine.getTime() + seconds * 1000)
let courses = 0

describe('a signed message', () => {
  test('does what a file of the provider would, in the name of the connection', async () => {
    const answer = await send(provider, record({ courseName: '信息技术' }))
    expect(answer).toMatchObject({ status: 200, body: { results: [{ outcome: 'done' }] } })
    const kept = await prisma.hourRecord.findFirstOrThrow({ where: { courseName: '信息技术' } })
    expect(kept).toMatchObject({
      source: 'PROVIDER',
      provider: '示例培训机构',
      personId: teacher.id,
      hours: 6,
    })
    const { personId } = await prisma.connection.findUniqueOrThrow({ where: { id: provider.connectionId } })
    const entries = await prisma.auditEntry.findMany({
      where: { actorId: personId },
      orderBy: { seq: 'asc' },
    })
    expect(entries.map(({ action, actorRole }) => [action, actorRole])).toEqual([
      ['records.register', 'PROVIDER'],
      ['connection.message', 'CONNECTION'],
    ])
    expect(entries[1]!.details).toMatchObject({ message: expect.any(String), done: 1, before: 0, refused: 0 })
  })

  test('is refused with one and the same 401 whatever is wrong about who sends it', async () => {
    const before = await prisma.hourRecord.count()
    const withdrawn = await connect('provider', ['record.registered'])
    await prisma.$transaction((tx) =>
      withdrawConnection(
        tx,
        { connectionId: withdrawn.connectionId, version: 1, actor: null },
        { now: time.calendar },
      ),
    )
    const other = await connect('provider', ['record.registered'])
    const message = record()
    const answers = [
      await send({ ...provider, key: other.key }, message),
      await send({ ...provider, connectionId: other.connectionId }, message),
      await send({ ...provider, connectionId: crypto.randomUUID() }, message),
      await send({ ...provider, connectionId: "' or 1=1" }, message),
      await send(withdrawn, message),
      await send(provider, message, { signature: 'v1,' }),
      await send(provider, message, { signature: '' }),
      await send(provider, message, { id: 'msg.with.points' }),
      await send(provider, message, {
        signature: new Webhook(provider.key).sign('msg_other', time.machine, JSON.stringify(message)),
      }),
      await send(provider, message, { signedAt: later(301) }),
      await send(provider, message, { signedAt: later(-301) }),
    ]
    for (const answer of answers)
      expect(answer).toEqual({ status: 401, retryAfter: null, body: { error: 'unauthorized' } })
    expect(await prisma.hourRecord.count()).toBe(before)
  })

  test('may be five minutes off, either way', async () => {
    for (const seconds of [300, -300])
      expect((await send(provider, record(), { signedAt: later(seconds) })).status).toBe(200)
  })

  test('may carry several signatures, of which one fits', async () => {
    const message = record()
    const sign = (key: string) => new Webhook(key).sign('msg_several', time.machine, JSON.stringify(message))
    const wrong = sign(`whsec_${Buffer.alloc(32, 7).toString('base64')}`)
    const signature = `v1a,AAAA ${wrong} ${sign(provider.key)}`
    expect((await send(provider, message, { id: 'msg_several', signature })).status).toBe(200)
  })

  test('is signed with either of two keys while they are changed, and with the older no more when it is withdrawn', async () => {
    const first = await connect('provider', ['record.registered'])
    const { connectionId } = first
    const change = <Done>(run: (tx: Parameters<Parameters<typeof prisma.$transaction>[0]>[0]) => Done) =>
      prisma.$transaction(run as never) as Promise<Awaited<Done>>
    const rotated = async () => {
      const made = await change((tx) =>
        rotateKey(tx, { connectionId, actor: null }, { sealer, now: time.calendar }),
      )
      return made as { key: string }
    }
    const second = { connectionId, ...(await rotated()) }
    const statuses = async (...keys: { connectionId: string; key: string }[]) => {
      const answers = []
      for (const key of keys) answers.push((await send(key, record())).status)
      return answers
    }
    expect(await statuses(first, second)).toEqual([200, 200])
    const third = { connectionId, ...(await rotated()) }
    expect(await statuses(first, second, third)).toEqual([401, 200, 200])
    await change((tx) => withdrawOlderKey(tx, { connectionId, actor: null }, { now: time.calendar }))
    expect(await statuses(first, second, third)).toEqual([401, 401, 200])
  })
})

describe('the same message again', () => {
  test('is answered as the first time, and does nothing', async () => {
    const message = record()
    const first = await send(provider, message, { id: 'msg_again' })
    const before = await prisma.hourRecord.count()
    const audits = await prisma.auditEntry.count()
    const again = await send(provider, message, { id: 'msg_again', signedAt: later(60) })
    expect(again).toEqual(first)
    expect(await prisma.hourRecord.count()).toBe(before)
    expect(await prisma.auditEntry.count()).toBe(audits)
  })

  test('with another body is refused', async () => {
    await send(provider, record(), { id: 'msg_two_bodies' })
    const other = await send(provider, record(), { id: 'msg_two_bodies' })
    expect(other).toMatchObject({ status: 409, body: { error: 'message-differs' } })
  })

  test('of another connection is another message', async () => {
    const other = await connect('provider', ['record.registered'])
    for (const connection of [provider, other])
      expect((await send(connection, record(), { id: 'msg_shared' })).status).toBe(200)
  })

  test('two hundred times at once, over two processes: one effect, one answer', async () => {
    const to = [door.url, await door.another(databaseUrl)]
    const message = { events: [record(), record(), record({ certificateNumber: 'NOBODY' })] }
    const before = await prisma.hourRecord.count()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => send(provider, message, { id: 'msg_flood', to: to[at % 2]! })),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({
      status: 200,
      body: { results: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'refused' }] },
    })
    expect(await prisma.hourRecord.count()).toBe(before + 2)
    const entries = await prisma.auditEntry.findMany({
      where: { action: 'connection.message', details: { path: ['message'], equals: 'msg_flood' } },
    })
    expect(entries).toHaveLength(1)
  })

  test('is recognised for thirty days', async () => {
    const message = record()
    await send(provider, message, { id: 'msg_old' })
    const left = async (seconds: number) => {
      await purgeReceived(database, later(seconds))
      return prisma.receivedEvent.count({ where: { messageId: 'msg_old' } })
    }
    expect(await left(30 * 86_400 - 60)).toBe(1)
    expect(await left(30 * 86_400 + 60)).toBe(0)
  })
})

describe('a batch', () => {
  test('goes on behind a bad event, and says of each what became of it and where the fault is', async () => {
    const answer = await send(provider, {
      events: [
        record(),
        { type: 'record.registered', data: { ...record().data, hours: '6' } },
        { type: 'record.registered', data: { ...record().data, extra: 1 } },
        { type: 'weather.changed', data: {} },
        'no event',
        { type: 'export.result', data: {} },
        record({ hours: 6.3 }),
        record({ courseName: '坏\u0000字' }),
        record(),
      ],
    })
    expect(answer.status).toBe(200)
    expect(answer.body.results!.map(({ outcome, code, at }) => [outcome, code, at])).toEqual([
      ['done', undefined, undefined],
      ['refused', 'event-data-unreadable', '/events/1/data/hours'],
      ['refused', 'event-data-unreadable', '/events/2/data'],
      ['refused', 'event-type-unknown', '/events/3/type'],
      ['refused', 'event-shape', '/events/4'],
      ['refused', 'event-type-not-allowed', '/events/5/type'],
      ['refused', 'record-hours-half-steps', '/events/6/data/hours'],
      ['refused', 'event-data-unreadable', '/events/7/data/courseName'],
      ['done', undefined, undefined],
    ])
    for (const { outcome, message } of answer.body.results!)
      if (outcome === 'refused') expect(message).toMatch(/^[A-Z].*[.)]$/s)
  })

  test('keeps its order: what stands so already when an event comes to it is done before', async () => {
    const [one, two] = [record(), record()]
    const answer = await send(provider, { events: [one, two, one, record({ ...two.data, hours: 12 })] })
    expect(answer.body.results).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'done-before' },
      { outcome: 'refused', code: 'record-double', at: '/events/3/data/courseName' },
    ])
  })

  test('goes on after a crash behind the last event that stands', async () => {
    const connection = await connect('school', ['organisation.upserted', 'person.upserted'].slice(1))
    const people = Array.from({ length: 10 }, (_, at) => ({
      type: 'person.upserted',
      data: { school: '90901', name: `教师${'一二三四五六七八九十'[at]}`, certificateNumber: `GZCRASH${at}` },
    }))
    await prisma.$executeRawUnsafe(`create function crash() returns trigger language plpgsql as $$ begin
      if new.certificate_number = 'GZCRASH3' then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$`)
    await prisma.$executeRawUnsafe(
      'create trigger crash before insert on person for each row execute function crash()',
    )
    const crashed = await send(connection, { events: people }, { id: 'msg_crash' })
    expect(crashed).toMatchObject({ status: 500, body: { error: 'internal' } })
    expect(await prisma.person.count({ where: { certificateNumber: { startsWith: 'GZCRASH' } } })).toBe(3)
    await prisma.$executeRawUnsafe('drop trigger crash on person')
    const again = await send(connection, { events: people }, { id: 'msg_crash' })
    expect(again.body.results).toEqual(people.map(() => ({ outcome: 'done' })))
    expect(await prisma.person.count({ where: { certificateNumber: { startsWith: 'GZCRASH' } } })).toBe(10)
    const added = await prisma.auditEntry.count({ where: { action: 'person.add' } })
    expect(added).toBe(10)
  })

  test('of a thousand is taken, of more refused', async () => {
    const events = Array.from({ length: 1_001 }, () => record({ certificateNumber: 'NOBODY' }))
    const most = await send(provider, { events: events.slice(1) })
    expect(most.body.results).toHaveLength(1_000)
    for (const message of [{ events }, { events: [] }, [], 'null', { event: 1 }])
      expect(await send(provider, message)).toMatchObject({ status: 400, body: { error: 'message-shape' } })
    expect(await send(provider, '{"events":')).toMatchObject({
      status: 400,
      body: { error: 'message-unreadable' },
    })
  })
})

describe('the door', () => {
  test('is as wide as the setting, and tells nothing of the inside', async () => {
    const small = await openDoor(database, { maxBytes: 2_000 })
    const answer = await small.send(provider, { events: [record({ courseName: '长'.repeat(1_000) })] })
    expect(answer).toMatchObject({ status: 413, body: { error: 'too-large' } })
    const plain = await fetch(new URL('/admin/events', door.url), { method: 'POST', body: 'text' })
    expect(plain.status).toBe(415)
    expect((await fetch(new URL('/admin/events', door.url))).status).toBe(404)
  })

  test('is as wide for each connection as its own limit, of which only the connection learns', async () => {
    const narrow = await connect('provider', ['record.registered'], { maxBytes: 1_024 })
    const [fits, tooLarge] = [bodyOf(1_024), bodyOf(1_025)]
    expect((await send(narrow, fits)).status).toBe(200)
    const answer = await send(narrow, tooLarge)
    expect(answer).toMatchObject({ status: 413, body: { error: 'message-too-large' } })
    expect(answer.body.message).toContain('1 KiB')
    for (const stranger of [
      { ...narrow, key: provider.key },
      { ...narrow, connectionId: crypto.randomUUID() },
    ])
      expect(await send(stranger, tooLarge)).toEqual({
        status: 401,
        retryAfter: null,
        body: { error: 'unauthorized' },
      })
    const wider = { connectionId: narrow.connectionId, maxBytes: 2_048, actor: null }
    await prisma.$transaction((tx) => limitConnection(tx, wider, { now: time.calendar }))
    expect((await send(narrow, tooLarge)).status).toBe(200)
  })

  test('holds each connection to its pace, and says when it may come again', async () => {
    const slow = await connect('provider', ['record.registered'], { perMinute: 2 })
    const statuses = []
    for (let at = 0; at < 3; at += 1) statuses.push(await send(slow, record()))
    expect(statuses.map(({ status, retryAfter }) => [status, retryAfter])).toEqual([
      [200, null],
      [200, null],
      [429, '53'],
    ])
    expect((await send(provider, record())).status).toBe(200)
    time.machine = later(53)
    expect((await send(slow, record())).status).toBe(200)
  })

  test('counts into the trail what leaves no entry of its own: one to a connection, code and hour, of all processes', async () => {
    const counted = await connect('provider', ['record.registered'], { perMinute: 9, maxBytes: 2_048 })
    const { connectionId } = counted
    const to = [door.url, await door.another(databaseUrl)]
    const hourStarts = new Date(Math.ceil(time.machine.getTime() / 3_600_000) * 3_600_000)
    time.machine = hourStarts
    const stranger = { ...counted, key: provider.key }
    const [message, id] = [record(), 'msg_counted']
    expect((await send(counted, message, { id })).status).toBe(200)
    expect((await send(counted, message, { id, to: to[1]! })).status).toBe(200)
    expect((await send(counted, record(), { id })).status).toBe(409)
    expect((await send(counted, '{')).status).toBe(400)
    expect((await send(counted, bodyOf(2_049))).status).toBe(413)
    for (let at = 5; at < 9; at += 1) await send(counted, message, { id })
    const floods = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        send(at % 2 ? counted : stranger, record(), { to: to[(at >> 1) % 2]! }),
      ),
    )
    expect(new Set(floods.map(({ status }) => status))).toEqual(new Set([401, 429]))
    // Not even read by anybody: too large for all, and of another type.
    const unread = (body: string, type: string) =>
      fetch(new URL('/admin/events', door.url), {
        method: 'POST',
        headers: { 'content-type': type, 'webhook-connection': connectionId },
        body,
      })
    expect((await unread('x'.repeat(2 ** 20 + 1), 'application/json')).status).toBe(413)
    expect((await unread('<a/>', 'application/xml')).status).toBe(415)
    expect((await send({ ...counted, connectionId: crypto.randomUUID() }, message)).status).toBe(401)

    const kept = async () => {
      const rows = await prisma.countedCall.findMany({ where: { connectionId } })
      return Object.fromEntries(rows.map(({ code, count }) => [code, count]))
    }
    const expected = {
      repeated: 5,
      'message-differs': 1,
      'message-unreadable': 1,
      'message-too-large': 1,
      'too-many': 50,
      unauthorized: 50,
      'too-large': 1,
      'media-type': 1,
    }
    await expect.poll(kept).toEqual(expected)

    const seal = (machineNow: Date) => auditCounted(database, { machineNow, now: time.calendar })
    const inTrail = async () => {
      const where = { action: 'connection.calls', subjectId: connectionId }
      const entries = await prisma.auditEntry.findMany({ where })
      return entries.map(({ details, actorId, chain }) => ({ details, actorId, chain }))
    }
    const hour = 3_600_000
    await seal(new Date(hourStarts.getTime() + hour + 59_999))
    expect(await inTrail()).toEqual([])
    await Promise.all(Array.from({ length: 10 }, () => seal(new Date(hourStarts.getTime() + hour + 60_000))))
    const at = hourStarts.toISOString()
    const byCode = (one: { details: unknown }) => (one.details as { code: string }).code
    expect((await inTrail()).sort((a, b) => byCode(a).localeCompare(byCode(b)))).toEqual(
      Object.entries(expected)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([code, count]) => ({
          chain: 'provider',
          actorId: null,
          details: { code, count, from: at, until: at },
        })),
    )
    expect(await kept()).toEqual({})
  })

  test('leaves a trail without a gap', async () => {
    expect(await prisma.$transaction(brokenSeals)).toEqual([])
  })
})

/** An event of exactly so many bytes. */
function bodyOf(bytes: number): string {
  const body = JSON.stringify(record())
  return body + ' '.repeat(bytes - Buffer.byteLength(body))
}

function record(changes: Record<string, unknown> = {}) {
  courses += 1
  return {
    type: 'record.registered',
    data: {
      cycle: 2014,
      certificateNumber,
      name: '陈静怡',
      category: 'PROFESSIONAL',
      courseName: `课程${courses}`,
      from: '2014-10-13',
      to: '2014-10-13',
      hours: 6,
      ...changes,
    },
  }
}
