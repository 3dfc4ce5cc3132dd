import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '../../../core/authority/grants.ts'
import { cycle2014 as cycle } from '../../../core/cycle/shipped-cycles.ts'
import { startDraft } from '../../../core/declarations/draft.ts'
import {
  applyForCode,
  issueCode,
  openRegistrations,
  refuseRegistration,
} from '../../../core/organisations/registration.ts'
import { confirmProfile } from '../../../core/people/profile.ts'
import { fileRequest, readRequest, requestsForOffice } from '../../../core/people/requests.ts'
import { grantRequest, refuseRequest } from '../../../core/people/settle-request.ts'
import { openIdNumber } from '../../../core/privacy/keep-id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { newIdNumber, now, openSchool, type SchoolPerson, sealer, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)
const details = { licence: '教民144010000000001', address: '示例路1号', contact: '张老师 020-12345678' }
let reviewer: SchoolPerson
let stranger: SchoolPerson

beforeAll(async () => {
  await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
  await database.prisma.organisation.createMany({
    data: [
      { id: 'district', kind: 'DISTRICT', name: '示例区教育局' },
      { id: 'other-district', kind: 'DISTRICT', name: '邻区教育局' },
    ],
  })
  reviewer = await at.person('district', ['DISTRICT_REVIEWER'])
  stranger = await at.person('other-district', ['DISTRICT_REVIEWER'])
})

async function privateSchool(code?: string) {
  const id = await at.school('民办示例学校')
  await database.prisma.organisation.update({
    where: { id },
    data: { parentId: 'district', ownership: 'PRIVATE', code },
  })
  return { id, admin: await at.person(id, ['SCHOOL_ADMIN']) }
}

const applied = ({ id, admin }: { id: string; admin: Acting }) =>
  inTransaction((tx) => applyForCode(tx, { organisationId: id, details, actor: admin }, now))

async function registrationOf(organisationId: string) {
  return (await openRegistrations(database.prisma, 'district')).find(
    (one) => one.organisationId === organisationId,
  )!
}

const issued = (registrationId: string, version: number, code: string, actor: Acting = reviewer) =>
  inTransaction((tx) => issueCode(tx, { registrationId, version, code, actor }, now))

async function askedToRegister(organisationId: string, name: string, idNumber = newIdNumber()) {
  const accountId = await at.stranger()
  const filed = await inTransaction((tx) =>
    fileRequest(
      tx,
      { kind: 'REGISTER_TEACHER', accountId, organisationId, details: { name }, idNumber },
      { sealer, now },
    ),
  )
  if (isRefusal(filed)) throw new Error(filed.refused)
  return { accountId, idNumber, requestId: filed.requestId }
}

const granted = (requestId: string, actor: Acting, version = 1) =>
  inTransaction((tx) => grantRequest(tx, { requestId, version, actor }, { sealer, cycle, now }))

describe('a school without 继续教育代码 (ruling 15, S074–S076)', () => {
  it('applies once of ten, and is issued one by one of ten at once', async () => {
    const school = await privateSchool()
    expect(won(await tenAtOnce(() => applied(school)))).toHaveLength(1)
    const { id, version } = await registrationOf(school.id)
    const outcomes = await tenAtOnce((n) => issued(id, version, `9070${n}`))
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes.filter(isRefusal)[0]).toMatchObject({
      refused: 'already-decided',
      params: { by: reviewer.name, state: 'GRANTED' },
    })
    expect(await at.toldTo(school.admin.accountId)).toMatchObject([{ kind: 'registration-granted' }])
    expect(await applied(school)).toMatchObject({ refused: 'school-has-code' })
  })

  it('gets no code that another school has, however two offices hurry, nor one that is none', async () => {
    const schools = await Promise.all([privateSchool(), privateSchool()])
    for (const school of schools) await applied(school)
    const [one, two] = await Promise.all(schools.map(({ id }) => registrationOf(id)))
    expect(await issued(one!.id, one!.version, '１２')).toMatchObject({ refused: 'code-unreadable' })
    const outcomes = await Promise.all([
      issued(one!.id, one!.version, '90 801'),
      issued(two!.id, two!.version, '９０８０１'),
    ])
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes.find(isRefusal)).toMatchObject({ refused: 'code-taken' })
  })

  it('is not for another district to issue; refused with a note it may apply again', async () => {
    const school = await privateSchool()
    await applied(school)
    const { id: registrationId, version } = await registrationOf(school.id)
    expect(await issued(registrationId, version, '90811', stranger)).toMatchObject({
      refused: 'not-your-role',
    })
    expect(await issued(registrationId, version, '90811', school.admin)).toMatchObject({
      refused: 'not-your-role',
    })
    const refusing = { registrationId, version, note: '缺办学许可证', actor: reviewer }
    await inTransaction((tx) => refuseRegistration(tx, refusing, now))
    expect(await applied(school)).toMatchObject({ officeName: '示例区教育局' })
    expect(
      await inTransaction((tx) =>
        applyForCode(
          tx,
          { organisationId: school.id, details: { ...details, contact: '张老师' }, actor: school.admin },
          now,
        ),
      ),
    ).toMatchObject({ refused: 'contact-unreadable' })
  })
})

describe('a teacher without 继续教育证号', () => {
  it('is put on the roster, bound and numbered when the school confirms, and told the number', async () => {
    const school = await privateSchool('90821')
    const { accountId, requestId, idNumber } = await askedToRegister(school.id, '新来的')
    const outcomes = await tenAtOnce(() => granted(requestId, school.admin))
    expect(won(outcomes)).toHaveLength(1)
    const person = await database.prisma.person.findFirstOrThrow({ where: { account: { id: accountId } } })
    expect(person).toMatchObject({ name: '新来的', certificateNumber: '90821001', organisationId: school.id })
    expect(openIdNumber(person.idSealed!, person.id, sealer)).toBe(idNumber)
    expect(await at.toldTo(accountId)).toMatchObject([{ kind: 'request-granted', requestId }])
    expect((await readRequest(database.prisma, requestId))?.details).toMatchObject({
      certificateNumber: '90821001',
    })
    expect(JSON.stringify(await at.audited(person.id))).not.toContain(idNumber)
  })

  it('gets a number of their own, though ten are confirmed at once', async () => {
    const school = await privateSchool('90822')
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, n) => askedToRegister(school.id, `同时${n}号`)),
    )
    await tenAtOnce((n) => granted(asked[n]!.requestId, school.admin))
    const people = await database.prisma.person.findMany({
      where: { certificateNumber: { startsWith: '90822' } },
    })
    expect(people.map(({ certificateNumber }) => certificateNumber).sort()).toEqual(
      Array.from({ length: 10 }, (_, n) => `90822${String(n + 1).padStart(3, '0')}`),
    )
  })

  it('waits until the school has its code', async () => {
    const school = await privateSchool()
    const { requestId } = await askedToRegister(school.id, '等代码')
    expect(await granted(requestId, school.admin)).toMatchObject({ refused: 'school-code-needed' })
    await applied(school)
    const { id, version } = await registrationOf(school.id)
    await issued(id, version, '90823')
    expect(isRefusal(await granted(requestId, school.admin))).toBe(false)
  })

  it('is not made twice: who is on another roster is transferred, and who is on this one only gets what is missing', async () => {
    const [here, there] = [await privateSchool('90824'), await privateSchool('90825')]
    const known = await at.person(there.id, ['TEACHER'], { bound: false, name: '已在名册' })
    const elsewhere = await askedToRegister(here.id, '已在名册', known.idNumber)
    expect(await granted(elsewhere.requestId, here.admin)).toMatchObject({ refused: 'on-other-roster' })
    const misnamed = await askedToRegister(there.id, '别的名字', known.idNumber)
    expect(await granted(misnamed.requestId, there.admin)).toMatchObject({ refused: 'name-differs' })
    await database.prisma.person.update({ where: { id: known.personId }, data: { certificateNumber: null } })
    const same = await askedToRegister(there.id, '已在名册', known.idNumber)
    expect(await granted(same.requestId, there.admin)).toMatchObject({ personId: known.personId })
    expect(await at.accountOf(known.personId)).toBe(same.accountId)
  })

  it('declares nothing before school and teacher have their numbers', async () => {
    const school = await privateSchool()
    const teacher = await at.person(school.id)
    await inTransaction((tx) => confirmProfile(tx, { personId: teacher.personId }, { cycle, sealer, now }))
    const start = () => inTransaction((tx) => startDraft(tx, { personId: teacher.personId, cycle, now }))
    expect(await start()).toMatchObject({ refused: 'registration-needed', params: { missing: 'school' } })
    await database.prisma.organisation.update({ where: { id: school.id }, data: { code: '90826' } })
    await database.prisma.person.update({
      where: { id: teacher.personId },
      data: { certificateNumber: null },
    })
    expect(await start()).toMatchObject({ refused: 'registration-needed', params: { missing: 'number' } })
    const filed = await inTransaction((tx) =>
      fileRequest(tx, { kind: 'REGISTER_TEACHER', accountId: teacher.accountId }, { sealer, now }),
    )
    if (isRefusal(filed)) throw new Error(filed.refused)
    await granted(filed.requestId, school.admin)
    expect(isRefusal(await start())).toBe(false)
  })

  it('is asked for by nobody who has one already, also by a forged button', async () => {
    const school = await privateSchool('90827')
    const { accountId, certificateNumber } = await at.person(school.id)
    const asked = await inTransaction((tx) =>
      fileRequest(tx, { kind: 'REGISTER_TEACHER', accountId }, { sealer, now }),
    )
    expect(asked).toEqual({ refused: 'own-number-issued', params: { number: certificateNumber } })
    expect(await database.prisma.request.count({ where: { accountId } })).toBe(0)
  })
})

describe("the only administrator's own requests", () => {
  it('are settled by the office above, and by nobody else', async () => {
    const school = await privateSchool('90831')
    const { admin } = school
    const filed = await inTransaction((tx) =>
      fileRequest(
        tx,
        { kind: 'CORRECT_NAME', accountId: admin.accountId, details: { value: '新名字' } },
        { sealer, now },
      ),
    )
    if (isRefusal(filed)) throw new Error(filed.refused)
    const { requestId } = filed
    expect((await at.toldTo(reviewer.accountId)).at(-1)).toMatchObject({ kind: 'request-filed', requestId })
    expect(await requestsForOffice(database.prisma, 'district')).toMatchObject([{ id: requestId }])
    expect(await granted(requestId, admin)).toMatchObject({ refused: 'own-item' })
    expect(await granted(requestId, stranger)).toMatchObject({ refused: 'not-your-role' })
    expect(isRefusal(await granted(requestId, reviewer))).toBe(false)
  })

  it('stay with the school as soon as it has a second administrator', async () => {
    const school = await privateSchool('90832')
    await at.person(school.id, ['SCHOOL_ADMIN'])
    const { requestId } = await askedToRegister(school.id, '由学校办')
    expect(
      await inTransaction((tx) => refuseRequest(tx, { requestId, version: 1, actor: reviewer }, now)),
    ).toMatchObject({ refused: 'not-your-role' })
  })
})
