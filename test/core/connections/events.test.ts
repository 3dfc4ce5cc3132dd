import { describe, expect, test } from 'vitest'
import { peopleWithRole } from '../../../core/authority/grants.ts'
import { authenticate } from '../../../core/connections/authenticate.ts'
import { allowTypes, limitConnection } from '../../../core/connections/change-connection.ts'
import { makeConnection, rotateKey, withdrawConnection } from '../../../core/connections/connections.ts'
import {
  type EventTypeName,
  eventTypeNames,
  eventTypes,
  eventTypesFor,
} from '../../../core/connections/event-types.ts'
import { liveKeys } from '../../../core/connections/keys.ts'
import { peopleWithoutNumber } from '../../../core/connections/unnumbered-people.ts'
import { holdersIn } from '../../../core/people/roles.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { DeclarationState } from '../../../core/review/actions.ts'
import { receiptNumber } from '../../../core/review/receipt.ts'
import { openDoor } from '../../support/connected.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours, testSealer as sealer } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await cityWithHours(database)
await prisma.organisation.createMany({
  data: [
    { id: 'other-district', kind: 'DISTRICT', name: '另一区教育局', parentId: 'city' },
    { id: 'far-school', kind: 'SCHOOL', name: '另一区小学', parentId: 'other-district', code: '90004' },
    { id: 'provider', kind: 'PROVIDER', name: '示例培训机构' },
  ],
})
const { connect, send, time } = await openDoor(database)
const inReview = new Date('2014-12-22T04:00:00Z')
const atDistrict = new Date('2015-01-20T04:00:00Z')
const operator = await town.person('市运维', ['CITY_OPERATOR'], 'remote-centre')
const stranger = await town.person('校管理员', ['SCHOOL_ADMIN'])
const connected = new Map<string, Awaited<ReturnType<typeof connect>>>()
let people = 0

/** The connection of an organisation that may send everything that such an organisation may. */
async function of(organisationId: string) {
  const { kind } = await prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  const made = connected.get(organisationId) ?? (await connect(organisationId, eventTypesFor(kind)))
  connected.set(organisationId, made)
  return made
}

async function sendOne(organisationId: string, type: EventTypeName, data: object) {
  const { status, body } = await send(await of(organisationId), { type, data })
  expect(status).toBe(200)
  const { message: _, ...result } = body.results![0]!
  return result as { outcome: string; code?: string; at?: string } & Record<string, unknown>
}

async function teacherOf(school: string) {
  people += 1
  return town.teacher(`教师${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'[people]}`, [0, 0, 0], { school })
}

async function item(school: string, state: DeclarationState) {
  const { id } = await teacherOf(school)
  const declaration = await town.declaration(id, state, { school, courseName: `课程${people}` })
  return { id: declaration.id, receipt: receiptNumber(declaration) }
}

describe('each type of event is done for its own organisation, and refused for every other', () => {
  test('the schema of each type takes its example, and no type goes where nobody has its role', () => {
    for (const name of eventTypeNames) {
      expect(eventTypes[name].data.safeParse(eventTypes[name].example)).toMatchObject({ success: true })
      expect(Object.keys(eventTypes[name].roles).length).toBeGreaterThan(0)
    }
  })

  test('declaration.approved and declaration.returned, by the school', async () => {
    time.calendar = inReview
    const mine = await item('school', 'SUBMITTED')
    for (const other of ['other-school', 'far-school', 'district'])
      expect(
        await sendOne(other, 'declaration.approved', { receipt: mine.receipt, originalSeen: true }),
      ).toMatchObject({
        outcome: 'refused',
        code: other === 'district' ? 'still-waiting' : 'not-your-organisation',
        at: '/data/receipt',
      })
    expect(await sendOne('school', 'declaration.approved', { receipt: mine.receipt })).toMatchObject({
      code: 'original-not-seen',
      at: '/data/originalSeen',
    })
    const approve = () =>
      sendOne('school', 'declaration.approved', { receipt: mine.receipt, originalSeen: true })
    expect(await approve()).toEqual({ outcome: 'done', state: 'APPROVED_BY_SCHOOL', late: false })
    expect(await approve()).toEqual({ outcome: 'done-before' })

    const { receipt } = await item('school', 'SUBMITTED')
    expect(await sendOne('school', 'declaration.returned', { receipt, reason: 'nonsense' })).toMatchObject({
      code: 'reason-unknown',
      at: '/data/reason',
    })
    expect(
      await sendOne('other-school', 'declaration.returned', { receipt, reason: 'photocopy' }),
    ).toMatchObject({
      code: 'not-your-organisation',
    })
    expect(await sendOne('school', 'declaration.returned', { receipt, reason: 'photocopy' })).toMatchObject({
      outcome: 'done',
      state: 'RETURNED_BY_SCHOOL',
    })
    expect(
      await sendOne('school', 'declaration.returned', { receipt: '2014-999999', reason: 'photocopy' }),
    ).toMatchObject({ code: 'item-gone' })
  })

  test('declaration.approved and declaration.returned, by the office above', async () => {
    time.calendar = atDistrict
    const [one, two] = [
      await item('school', 'CONFIRMED_BY_PRINCIPAL'),
      await item('school', 'CONFIRMED_BY_PRINCIPAL'),
    ]
    const returned = { receipt: two.receipt, reason: 'photocopy' }
    for (const other of ['other-district', 'training-centre', 'other-school']) {
      expect(await sendOne(other, 'declaration.approved', { receipt: one.receipt })).toMatchObject({
        code: 'not-your-organisation',
      })
      expect(await sendOne(other, 'declaration.returned', returned)).toMatchObject({
        code: 'not-your-organisation',
      })
    }
    expect(await sendOne('district', 'declaration.approved', { receipt: one.receipt })).toMatchObject({
      outcome: 'done',
      state: 'APPROVED_BY_DISTRICT',
    })
    expect(await sendOne('district', 'declaration.returned', returned)).toMatchObject({
      outcome: 'done',
      state: 'RETURNED_BY_DISTRICT',
    })
    expect(await sendOne('district', 'declaration.returned', returned)).toEqual({ outcome: 'done-before' })
  })

  test('complaint.registered and complaint.settled', async () => {
    time.calendar = atDistrict
    const { receipt } = await item('school', 'APPROVED_BY_SCHOOL')
    const data = {
      cycle: 2014,
      school: '90001',
      receipt,
      text: '学时与实际不符',
      contact: '王女士 020-12345678',
    }
    for (const other of ['other-school', 'far-school', 'other-district'])
      expect(await sendOne(other, 'complaint.registered', data)).toMatchObject({
        code: 'not-your-organisation',
        at: '/data/school',
      })
    const made = await sendOne('school', 'complaint.registered', data)
    expect(made).toMatchObject({
      outcome: 'done',
      complaint: expect.stringMatching(/^TS2014-/),
      handler: 'school',
    })
    const settled = { complaint: made.complaint, upheld: false, finding: '经核对原件，学时属实。' }
    for (const other of ['other-school', 'far-school', 'district', 'other-district'])
      expect(await sendOne(other, 'complaint.settled', settled)).toMatchObject({ code: 'complaint-unknown' })
    expect(
      await sendOne('school', 'complaint.settled', { ...settled, finding: '王女士所说不实。' }),
    ).toMatchObject({
      code: 'finding-names-complainant',
      at: '/data/finding',
    })
    expect(await sendOne('school', 'complaint.settled', settled)).toMatchObject({ outcome: 'done' })
    expect(await sendOne('school', 'complaint.settled', settled)).toEqual({ outcome: 'done-before' })
  })

  test('organisation.upserted: an office for its own schools, the city for all', async () => {
    const school = { id: 'new-school', kind: 'SCHOOL', name: '示例新校' }
    expect(await sendOne('district', 'organisation.upserted', school)).toEqual({ outcome: 'done' })
    expect(await prisma.organisation.findUnique({ where: { id: 'new-school' } })).toMatchObject({
      parentId: 'district',
    })
    expect(await sendOne('district', 'organisation.upserted', school)).toEqual({ outcome: 'done-before' })
    for (const data of [
      { ...school, name: '改名' },
      { id: 'third', kind: 'SCHOOL', name: '第三校', parent: 'district' },
      { id: 'other-district', name: '改名' },
      { id: 'fourth', kind: 'DISTRICT', name: '第四区' },
    ])
      expect(await sendOne('other-district', 'organisation.upserted', data)).toMatchObject({
        code: 'not-your-organisation',
      })
    const moved = { id: 'new-school', parent: 'other-district' }
    expect(await sendOne('city', 'organisation.upserted', moved)).toMatchObject({
      code: 'load-organisation-moves',
      at: '/data/parent',
    })
    expect(await sendOne('city', 'organisation.upserted', { ...moved, move: true })).toEqual({
      outcome: 'done',
    })
  })

  test('person.upserted: of a school of one’s own, without a word of where else somebody works', async () => {
    const data = { school: '90001', name: '新老师', certificateNumber: 'GZNEW00001', subject: '数学' }
    for (const other of ['other-school', 'other-district'])
      expect(await sendOne(other, 'person.upserted', data)).toMatchObject({
        code: 'not-your-organisation',
        at: '/data/school',
      })
    expect(await sendOne('school', 'person.upserted', data)).toEqual({ outcome: 'done' })
    expect(await sendOne('district', 'person.upserted', data)).toEqual({ outcome: 'done-before' })
    for (const [sender, code] of [
      ['far-school', 'not-your-organisation'],
      ['city', 'load-person-moves'],
    ] as const)
      expect(
        await sendOne(sender, 'person.upserted', { ...data, school: 'far-school', move: sender !== 'city' }),
      ).toMatchObject({
        code,
        at: '/data/school',
      })
    expect(
      await sendOne('school', 'person.upserted', { ...data, idNumber: '110101202311012171' }),
    ).toMatchObject({
      outcome: 'refused',
      at: '/data/idNumber',
    })
    const added = await prisma.auditEntry.findFirstOrThrow({ where: { action: 'person.add' } })
    expect(added).toMatchObject({ chain: 'school', actorRole: 'SCHOOL_ADMIN' })
  })

  test('role.granted and role.withdrawn: as in the bot', async () => {
    const { certificateNumber: person } = await teacherOf('school')
    const hr = { organisation: 'school', person, role: 'HR_OFFICER' }
    for (const other of ['other-school', 'district', 'city'])
      for (const type of ['role.granted', 'role.withdrawn'] as const)
        expect(await sendOne(other, type, hr)).toMatchObject({ code: 'not-your-role', at: '/data/role' })
    expect(await sendOne('school', 'role.granted', { ...hr, role: 'PRINCIPAL' })).toMatchObject({
      code: 'not-your-role',
    })
    expect(await sendOne('school', 'role.granted', hr)).toEqual({ outcome: 'done' })
    expect(await sendOne('school', 'role.granted', hr)).toEqual({ outcome: 'done-before' })
    expect(await sendOne('school', 'role.withdrawn', hr)).toEqual({ outcome: 'done' })
    expect(await sendOne('school', 'role.withdrawn', hr)).toEqual({ outcome: 'done-before' })
    expect(await sendOne('district', 'role.granted', { ...hr, role: 'PRINCIPAL' })).toEqual({
      outcome: 'done',
    })
    // The connection's own person holds the role as well and stands in for nobody.
    const last = await prisma.person.findUniqueOrThrow({ where: { id: stranger.id } })
    expect(
      await sendOne('district', 'role.withdrawn', {
        organisation: 'school',
        person: last.certificateNumber!.toUpperCase(),
        role: 'SCHOOL_ADMIN',
      }),
    ).toMatchObject({ code: 'event-person-unknown' })
    await prisma.person.update({ where: { id: stranger.id }, data: { certificateNumber: 'GZADMIN0001' } })
    expect(
      await sendOne('district', 'role.withdrawn', {
        organisation: 'school',
        person: 'GZADMIN0001',
        role: 'SCHOOL_ADMIN',
      }),
    ).toMatchObject({ code: 'role-last-holder' })
  })

  test('role.granted and role.withdrawn: whoever has no 继续教育证号 is named by the number that an operator hands on', async () => {
    const supervisor = await town.person('市监督', ['CITY_SUPERVISOR'], 'remote-centre')
    const numberless = { where: { id: supervisor.id }, data: { certificateNumber: null } }
    await prisma.person.update(numberless)
    const unbound = await prisma.person.create({ data: { organisationId: 'remote-centre', name: '未绑定' } })
    const { connectionId } = await of('remote-centre')
    const known = await peopleWithoutNumber(prisma, connectionId)
    expect(known.find(({ id }) => id === supervisor.id)).toEqual({
      id: supervisor.id,
      name: '市监督',
      organisation: { id: 'remote-centre', name: expect.any(String) },
      roles: ['CITY_SUPERVISOR'],
    })
    expect(known.map(({ id }) => id)).not.toContain(unbound.id)
    const { personId: connectionsOwn } = await prisma.connection.findUniqueOrThrow({
      where: { id: connectionId },
    })
    expect(known.map(({ id }) => id)).not.toContain(connectionsOwn)
    expect(await peopleWithoutNumber(prisma, (await of('provider')).connectionId)).toEqual([])

    const role = { organisation: 'remote-centre', person: supervisor.id.toUpperCase(), role: 'CITY_OPERATOR' }
    expect(await sendOne('city', 'role.granted', role)).toEqual({ outcome: 'done' })
    expect(await sendOne('city', 'role.granted', role)).toEqual({ outcome: 'done-before' })
    expect(await sendOne('city', 'role.withdrawn', role)).toEqual({ outcome: 'done' })
    const gone = { ...role, role: 'CITY_SUPERVISOR' }
    expect(await sendOne('city', 'role.withdrawn', gone)).toEqual({ outcome: 'done' })
    expect(await prisma.grant.count({ where: { personId: supervisor.id, withdrawnAt: null } })).toBe(0)

    expect(await sendOne('city', 'role.granted', { ...role, person: unbound.id })).toMatchObject({
      code: 'not-bound',
      at: '/data/person',
    })
    // A person elsewhere, nobody, or no person at all get the same answer. Whoever may not appoint there does
    // not get as far.
    const elsewhere = await town.person('区审核员', ['DISTRICT_REVIEWER'], 'other-district')
    for (const person of [elsewhere.id, crypto.randomUUID(), connectionsOwn, 'GZNOBODY01'])
      expect(await sendOne('city', 'role.withdrawn', { ...role, person })).toMatchObject({
        code: 'event-person-unknown',
        at: '/data/person',
      })
    for (const person of [elsewhere.id, crypto.randomUUID()])
      expect(
        await sendOne('district', 'role.withdrawn', {
          organisation: 'other-district',
          person,
          role: 'DISTRICT_REVIEWER',
        }),
      ).toMatchObject({ code: 'not-your-role', at: '/data/role' })
  })

  test('record.registered: a school for its own teachers, a provider for all', async () => {
    time.calendar = inReview
    const mine = await teacherOf('school')
    const { name } = await prisma.person.findUniqueOrThrow({ where: { id: mine.id } })
    const data = (courseName: string) => ({
      cycle: 2014,
      certificateNumber: mine.certificateNumber,
      name,
      category: 'ELECTIVE',
      courseName,
      from: '2014-10-13',
      to: '2014-10-14',
      hours: 12,
    })
    expect(await sendOne('other-school', 'record.registered', data('校本研修'))).toMatchObject({
      code: 'record-person-elsewhere',
      at: '/data/certificateNumber',
    })
    const sources = { school: 'SCHOOL', provider: 'PROVIDER', 'remote-centre': 'AUTO' }
    for (const [sender, source] of Object.entries(sources)) {
      expect(await sendOne(sender, 'record.registered', data(`${sender}课程`))).toEqual({ outcome: 'done' })
      expect(await prisma.hourRecord.findFirst({ where: { courseName: `${sender}课程` } })).toMatchObject({
        source,
      })
    }
    expect(await sendOne('provider', 'record.registered', { ...data('甲'), cycle: 2031 })).toMatchObject({
      code: 'event-cycle-unknown',
      at: '/data/cycle',
    })
  })

  test('export.result: of the city alone', async () => {
    const { id: personId, certificateNumber } = await teacherOf('school')
    const { id: exportId, serial } = await prisma.export.create({
      data: { cycleId: 2014, madeAt: inReview, rows: 1 },
    })
    await prisma.exportRow.create({ data: { exportId, personId, digest: '' } })
    const data = { cycle: 2014, export: serial, certificateNumber, result: 'rejected', reason: '证号不符' }
    const answer = await send(await of('remote-centre'), {
      events: [
        { type: 'export.result', data },
        { type: 'export.result', data: { ...data, certificateNumber: 'NOBODY' } },
        { type: 'export.result', data: { ...data, result: 'imported' } },
        { type: 'export.result', data: { ...data, export: 9 } },
      ],
    })
    expect(answer.body.results).toMatchObject([
      { outcome: 'done' },
      { code: 'export-row-unknown', at: '/events/1/data/certificateNumber' },
      { outcome: 'done' },
      { code: 'export-missing', at: '/events/3/data/export' },
    ])
    expect(await prisma.exportRow.findFirst({ where: { personId } })).toMatchObject({ state: 'IMPORTED' })
  })

  test('a type that was not allowed is refused, and after the freeze nothing changes', async () => {
    const few = await connect('school', ['record.registered'])
    const { receipt } = await item('school', 'SUBMITTED')
    const approved = { type: 'declaration.approved', data: { receipt, originalSeen: true } }
    expect((await send(few, approved)).body.results).toMatchObject([
      { outcome: 'refused', code: 'event-type-not-allowed', at: '/type' },
    ])
    time.calendar = new Date('2015-03-08T00:00:00Z')
    await town.freeze()
    expect((await send(await of('school'), approved)).body.results).toMatchObject([{ code: 'cycle-frozen' }])
    time.calendar = inReview
    // Whatever the clock says: the database holds it.
    expect((await send(await of('school'), approved)).body.results).toMatchObject([
      { code: 'event-cycle-frozen' },
    ])
    expect(await prisma.declaration.count({ where: { state: 'SUBMITTED' } })).toBeGreaterThan(0)
  })
})

describe('a connection', () => {
  const given = { name: '区人事系统', organisationId: 'district', types: ['declaration.approved'] }
  const now = inReview
  const make = (changes: object) =>
    prisma.$transaction((tx) =>
      makeConnection(tx, { ...given, actor: { personId: operator.id }, ...changes }, { sealer, now }),
    )

  test('is made by an operator of the city, with the roles of its types and no others', async () => {
    expect(await make({ actor: { personId: stranger.id } })).toMatchObject({ refused: 'not-your-role' })
    expect(await make({ types: ['export.result'] })).toMatchObject({ refused: 'connection-type-not-here' })
    expect(await make({ perMinute: 0 })).toMatchObject({ refused: 'connection-pace' })
    expect(await make({ organisationId: 'nowhere' })).toMatchObject({ refused: 'organisation-unknown' })
    const made = await make({})
    if (isRefusal(made)) throw new Error(made.refused)
    expect(await make({})).toMatchObject({ refused: 'connection-name-taken' })
    const row = await prisma.connection.findUniqueOrThrow({
      where: { id: made.connectionId },
      include: { keys: true, person: { include: { grants: true } } },
    })
    expect(row.person.grants.map(({ role, organisationId }) => [role, organisationId])).toEqual([
      ['DISTRICT_REVIEWER', 'district'],
    ])
    expect(made.key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(Buffer.from(row.keys[0]!.sealed).includes(made.key.slice(6))).toBe(false)
    const entry = await prisma.auditEntry.findFirstOrThrow({
      where: { action: 'connection.make', subjectId: row.id },
    })
    expect(JSON.stringify(entry.details)).not.toContain(made.key.slice(6))
  })

  test('is held to a pace and a size that are given with it and can be changed', async () => {
    const kib = 1024
    for (const maxBytes of [kib - 1, 16 * kib * kib + 1, 1.5 * kib + 0.5, Number.NaN])
      expect(await make({ name: '限额', maxBytes })).toEqual({
        refused: 'connection-size',
        params: { least: 1, most: 16_384 },
      })
    const made = await make({ name: '限额', perMinute: 5, maxBytes: kib })
    if (isRefusal(made)) throw new Error(made.refused)
    const { connectionId, version } = made
    const limits = () =>
      prisma.connection.findUniqueOrThrow({
        where: { id: connectionId },
        select: { perMinute: true, maxBytes: true },
      })
    const limit = (changes: object) =>
      prisma.$transaction((tx) => limitConnection(tx, { connectionId, actor: null, ...changes }, { now }))
    expect(await limits()).toEqual({ perMinute: 5, maxBytes: kib })
    expect(await limit({ maxBytes: 16 * kib * kib, version })).toEqual({ version: version + 1 })
    expect(await limits()).toEqual({ perMinute: 5, maxBytes: 16 * kib * kib })
    expect(await limit({ perMinute: 7 })).toEqual({ version: version + 2 })
    expect(await limits()).toEqual({ perMinute: 7, maxBytes: 16 * kib * kib })
    expect(await limit({ perMinute: 7, version })).toMatchObject({ refused: 'connection-changed' })
    expect(await limit({ maxBytes: 0 })).toMatchObject({ refused: 'connection-size' })
    expect(await limit({ actor: { personId: stranger.id } })).toMatchObject({ refused: 'not-your-role' })
    await expect(
      prisma.connection.update({ where: { id: connectionId }, data: { maxBytes: kib - 1 } }),
    ).rejects.toThrow('connection_size')
  })

  test('is allowed other types while it is in use: its roles follow, also for a message that is half done', async () => {
    const { connectionId, key } = await connect('school', ['record.registered', 'declaration.approved'])
    const { personId } = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
    const roles = async (id = personId) =>
      (await prisma.grant.findMany({ where: { personId: id, withdrawnAt: null } })).map(({ role }) => role)
    const allow = (types: readonly string[], changes: object = {}) =>
      prisma.$transaction((tx) => allowTypes(tx, { connectionId, types, actor: null, ...changes }, { now }))
    for (const wrong of ['organisation.upserted', 'download.export', 'download', 'weather.changed'])
      expect(await allow([wrong])).toMatchObject({
        refused: 'connection-type-not-here',
        params: { type: wrong },
      })
    expect(await allow([], { actor: { personId: stranger.id } })).toMatchObject({ refused: 'not-your-role' })
    expect(await allow(['download.statistics', 'download.statistics'], { version: 1 })).toEqual({
      version: 2,
    })
    expect(await roles()).toEqual([])
    expect(await allow([], { version: 1 })).toMatchObject({ refused: 'connection-changed' })
    const event = {
      type: 'person.upserted',
      data: { school: '90001', name: '新人', certificateNumber: 'GZALLOW01' },
    }
    expect((await send({ connectionId, key }, event)).body.results).toMatchObject([
      { code: 'event-type-not-allowed', at: '/type' },
    ])
    await allow(['person.upserted'])
    expect(await roles()).toEqual(['SCHOOL_ADMIN'])
    expect((await send({ connectionId, key }, event)).body.results).toEqual([{ outcome: 'done' }])
    const entries = await prisma.auditEntry.findMany({
      where: { action: 'connection.allow', subjectId: connectionId },
      orderBy: { seq: 'asc' },
    })
    expect(entries.map(({ details }) => details)).toMatchObject([
      { before: ['record.registered', 'declaration.approved'], after: ['download.statistics'], roles: [] },
      { before: ['download.statistics'], after: ['person.upserted'], roles: ['SCHOOL_ADMIN'] },
    ])
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => allow([], { version: 3 })))
    expect(outcomes.filter((one) => !isRefusal(one))).toHaveLength(1)

    // The second of ten events takes the type away: what stands behind it is refused.
    await allow(['person.upserted'])
    await prisma.$executeRawUnsafe(`create function disallow() returns trigger language plpgsql as $$ begin
      if new.certificate_number = 'GZHALF1' then update connection set types = '{}' where id = '${connectionId}'; end if; return new; end $$`)
    await prisma.$executeRawUnsafe(
      'create trigger disallow before insert on person for each row execute function disallow()',
    )
    const people = Array.from({ length: 10 }, (_, at) => ({
      type: 'person.upserted',
      data: { ...event.data, certificateNumber: `GZHALF${at}` },
    }))
    const answer = await send({ connectionId, key }, { events: people })
    await prisma.$executeRawUnsafe('drop trigger disallow on person')
    expect(answer.body.results!.map(({ code }) => code ?? 'done')).toEqual([
      ...['done', 'done'],
      ...Array(8).fill('event-type-not-allowed'),
    ])
  })

  test('is nobody’s colleague, and makes no connections itself', async () => {
    const { connectionId } = await connect('city', eventTypesFor('CITY'))
    const { personId } = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
    expect(await make({ name: '第二个', actor: { personId } })).toMatchObject({ refused: 'not-your-role' })
    for (const found of [
      await peopleWithRole(prisma, 'CITY_OPERATOR', 'city'),
      await holdersIn(prisma, 'city'),
    ])
      expect(found.map((one) => one.personId)).not.toContain(personId)
  })

  test('is changed once by ten at once, and loses its keys and roles when it is withdrawn', async () => {
    const { connectionId, version } = await connect('district', ['declaration.approved'])
    const seen = { connectionId, version, actor: { personId: operator.id } }
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => prisma.$transaction((tx) => rotateKey(tx, seen, { sealer, now }))),
    )
    expect(outcomes.filter((one) => !isRefusal(one))).toHaveLength(1)
    expect(outcomes.filter(isRefusal).every(({ refused }) => refused === 'connection-changed')).toBe(true)
    expect(await liveKeys(prisma, connectionId, sealer)).toHaveLength(2)
    const end = () =>
      prisma.$transaction((tx) => withdrawConnection(tx, { connectionId, actor: null }, { now }))
    expect(await end()).toMatchObject({ version: 3 })
    expect(await end()).toMatchObject({ refused: 'connection-withdrawn' })
    expect(await liveKeys(prisma, connectionId, sealer)).toEqual([])
    const { personId } = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })
    expect(await prisma.grant.count({ where: { personId, withdrawnAt: null } })).toBe(0)
    const message = { id: 'msg', timestamp: '0', signature: '', body: Buffer.alloc(0), connectionId }
    // Whoever still calls in its name is known to be nobody, and counted.
    expect(await authenticate(database, message, { sealer, machineNow: now })).toEqual({
      namedId: connectionId,
    })
  })
})
