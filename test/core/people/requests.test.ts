import { describe, expect, it } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { identify } from '../../../core/people/identity.ts'
import { readProfile } from '../../../core/people/profile.ts'
import {
  askedValueShown,
  fileRequest,
  type NewRequest,
  openRequests,
  readRequest,
} from '../../../core/people/requests.ts'
import { grantRequest, refuseRequest } from '../../../core/people/settle-request.ts'
import { readIdNumber } from '../../../core/privacy/id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { newIdNumber, now, openSchool, type SchoolPerson, sealer, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)

const file = (request: NewRequest) => inTransaction((tx) => fileRequest(tx, request, { sealer, now }))
async function filed(request: NewRequest): Promise<string> {
  const outcome = await file(request)
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  return outcome.requestId
}
const grant = (requestId: string, actor: { personId: string }, personId?: string) =>
  inTransaction((tx) =>
    grantRequest(tx, { requestId, version: 1, actor, personId }, { sealer, cycle: cycle2014, now }),
  )
const turnDown = (requestId: string, actor: { personId: string }, note?: string) =>
  inTransaction((tx) => refuseRequest(tx, { requestId, version: 1, actor, note }, now))

/** A residence permit of a man, with the right check character. */
function newPermit(born: string): string {
  const seventeen = `810000${born.replaceAll('-', '')}001`
  const all = [...'0123456789X'].map((check) => seventeen + check)
  return all.find((number) => !isRefusal(readIdNumber(number, '2014-01-01')))!
}

async function staffed() {
  const school = await at.school()
  const admin = await at.person(school, ['SCHOOL_ADMIN', 'TEACHER'])
  const teacher = await at.person(school)
  return { school, admin, teacher }
}
const rename = (teacher: SchoolPerson, value = '新名字'): NewRequest => ({
  kind: 'CORRECT_NAME',
  accountId: teacher.accountId,
  details: { value },
})

describe('a request to the school', () => {
  it('stands in the list of the school and is told to its administrators', async () => {
    const { school, admin, teacher } = await staffed()
    const requestId = await filed(rename(teacher))
    expect(await openRequests(database.prisma, school)).toMatchObject([
      {
        id: requestId,
        version: 1,
        kind: 'CORRECT_NAME',
        personName: teacher.name,
        details: { value: '新名字' },
      },
    ])
    expect(await at.toldTo(admin.accountId)).toEqual([{ kind: 'request-filed', requestId }])
  })

  it('is open once for an account and kind, and once for each field, of ten at once', async () => {
    const { teacher } = await staffed()
    const outcomes = await tenAtOnce(() => file(rename(teacher)))
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes).toContainEqual({ refused: 'request-already-open', params: { kind: 'CORRECT_NAME' } })
    const { accountId } = teacher
    const field = (id: string, value: string) =>
      file({ kind: 'CORRECT_FIELD', accountId, details: { field: id, value } })
    expect(await field('idKind', 'PASSPORT')).toHaveProperty('requestId')
    expect(await field('idKind', 'RESIDENT')).toMatchObject({ refused: 'request-already-open' })
    expect(await field('subject', '数学')).toHaveProperty('requestId')
    expect(await field('idNumber', newIdNumber())).toMatchObject({ refused: 'field-unknown' })
    expect(await field('school', '别的学校')).toMatchObject({ refused: 'field-fixed' })
  })

  it('is settled by one of ten administrators; the others hear who was first', async () => {
    const { school, teacher } = await staffed()
    const admins = await Promise.all(Array.from({ length: 10 }, () => at.person(school, ['SCHOOL_ADMIN'])))
    const requestId = await filed(rename(teacher))
    const outcomes = await tenAtOnce((n) =>
      n % 2 ? grant(requestId, admins[n]!) : turnDown(requestId, admins[n]!),
    )
    expect(won(outcomes)).toHaveLength(1)
    const winner = outcomes.findIndex((outcome) => !isRefusal(outcome))
    const told = {
      by: admins[winner]!.name,
      at: now.toISOString(),
      state: winner % 2 ? 'GRANTED' : 'REFUSED',
    }
    expect(outcomes.filter(isRefusal)).toEqual(Array(9).fill({ refused: 'already-decided', params: told }))
    expect(await at.audited(requestId)).toHaveLength(2)
  })

  it('is settled by nobody of another school, by no teacher, and by nobody for themselves', async () => {
    const { admin, teacher } = await staffed()
    const elsewhere = (await staffed()).admin
    const requestId = await filed(rename(teacher))
    expect(await grant(requestId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
    expect(await turnDown(requestId, teacher)).toMatchObject({ refused: 'not-your-role' })
    const own = await filed(rename(admin))
    expect(await grant(own, admin)).toMatchObject({ refused: 'own-item' })
    expect(await readRequest(database.prisma, own)).toMatchObject({ state: 'OPEN' })
  })

  it('tells the person that it was refused, and why, also when the account is nobody’s', async () => {
    const { school, admin } = await staffed()
    const accountId = await at.stranger()
    const requestId = await filed({
      kind: 'NOT_ON_ROSTER',
      accountId,
      organisationId: school,
      details: { name: '新老师', certificateNumber: 'ab 12' },
      idNumber: newIdNumber(),
    })
    expect(await turnDown(requestId, admin, '请先到人事处登记')).toEqual({ requestId })
    expect(await at.toldTo(accountId)).toEqual([{ kind: 'request-refused', requestId }])
    expect(await readRequest(database.prisma, requestId)).toMatchObject({
      details: { name: '新老师', certificateNumber: 'AB12', note: '请先到人事处登记' },
    })
    expect(await database.prisma.request.findUnique({ where: { id: requestId } })).toMatchObject({
      valueSealed: null,
    })
  })
})

describe('granting', () => {
  it('REBIND takes the old account off, tells it, and binds the new one', async () => {
    const { admin, teacher } = await staffed()
    const accountId = await at.stranger()
    const requestId = await filed({ kind: 'REBIND', accountId, personId: teacher.personId })
    expect(await at.accountOf(teacher.personId)).toBe(teacher.accountId)
    expect(await grant(requestId, admin)).toEqual({ requestId, personId: teacher.personId })
    expect(await at.accountOf(teacher.personId)).toBe(accountId)
    expect(await at.toldTo(teacher.accountId)).toEqual([{ kind: 'account-unbound' }])
    expect(await at.toldTo(accountId)).toEqual([{ kind: 'request-granted', requestId }])
  })

  it('REBIND to an account that became somebody else meanwhile leaves everything as it was', async () => {
    const { school, admin, teacher } = await staffed()
    const other = await at.person(school, ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    const requestId = await filed({ kind: 'REBIND', accountId, personId: teacher.personId })
    await inTransaction((tx) => identify(tx, { ...other, accountId }, { sealer, now }))
    expect(await grant(requestId, admin)).toMatchObject({ refused: 'account-bound' })
    expect(await at.accountOf(teacher.personId)).toBe(teacher.accountId)
    expect(await readRequest(database.prisma, requestId)).toMatchObject({ state: 'OPEN' })
  })

  it('NOT_ON_ROSTER binds to the person of that school whom the administrator chose', async () => {
    const { school, admin, teacher } = await staffed()
    const chosen = await at.person(school, ['TEACHER'], { bound: false })
    const elsewhere = await at.person(await at.school(), ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    const details = { name: '新老师' }
    const requestId = await filed({ kind: 'NOT_ON_ROSTER', accountId, organisationId: school, details })
    expect(await grant(requestId, admin)).toMatchObject({ refused: 'person-needed' })
    expect(await grant(requestId, admin, elsewhere.personId)).toMatchObject({
      refused: 'not-your-organisation',
    })
    expect(await grant(requestId, admin, teacher.personId)).toMatchObject({ refused: 'already-bound' })
    expect(await grant(requestId, admin, chosen.personId)).toEqual({ requestId, personId: chosen.personId })
    expect(await at.accountOf(chosen.personId)).toBe(accountId)
  })

  it('a name changes the person, told with before and after', async () => {
    const { admin, teacher } = await staffed()
    const requestId = await filed(rename(teacher))
    await grant(requestId, admin)
    expect(await readProfile(database.prisma, teacher.personId, sealer)).toMatchObject({
      profile: { name: '新名字' },
      version: 2,
    })
    expect((await at.audited(requestId)).at(-1)).toMatchObject({
      action: 'request.grant',
      details: { before: teacher.name, after: '新名字' },
    })
  })

  it('an ID number moves sealed to the person, who is found by it from then on; no log holds it', async () => {
    const { admin, teacher } = await staffed()
    const idNumber = newIdNumber()
    const { accountId } = teacher
    const requestId = await filed({ kind: 'CORRECT_ID_NUMBER', accountId, idNumber })
    await grant(requestId, admin)
    expect(
      await inTransaction((tx) => identify(tx, { ...teacher, idNumber }, { sealer, now })),
    ).toHaveProperty('bound')
    expect(await inTransaction((tx) => identify(tx, teacher, { sealer, now }))).toMatchObject({
      refused: 'identity-not-found',
    })
    const kept = await database.pool.query<{ text: string }>(
      `select details::text as text from audit_entry union all select body::text from outbox_message
       union all select details::text from request`,
    )
    expect(kept.rows.some(({ text }) => text.includes(idNumber))).toBe(false)
  })

  it('birth date and gender follow an ID number that tells them, and stay with one that does not', async () => {
    const { admin, teacher } = await staffed()
    const { accountId, personId } = teacher
    const correctTo = async (idNumber: string) => {
      const requestId = await filed({ kind: 'CORRECT_ID_NUMBER', accountId, idNumber })
      await grant(requestId, admin)
      const { profile } = await readProfile(database.prisma, personId, sealer)
      return { requestId, profile }
    }
    await database.prisma.person.update({ where: { id: personId }, data: { gender: 'MALE' } })
    const { requestId, profile } = await correctTo('11010519491231002X')
    expect(profile).toMatchObject({ birthDate: '1949-12-31', gender: 'FEMALE' })
    const trail = JSON.stringify((await at.audited(requestId)).at(-1))
    expect(trail).toContain('{"after":"1949-**-**","field":"birthDate","before":"1985-**-**"}')
    expect(trail).toContain('{"after":"FEMALE","field":"gender","before":"MALE"}')
    const permit = newPermit('1990-05-06')
    expect((await correctTo(permit)).profile).toMatchObject({
      idKind: 'RESIDENCE_PERMIT',
      birthDate: '1990-05-06',
      gender: 'MALE',
    })
    expect((await correctTo('H12345678')).profile).toMatchObject({
      idKind: 'HK_MACAU_PASS',
      birthDate: '1990-05-06',
      gender: 'MALE',
    })
  })

  it('a birth date or gender against the number is not asked for, nor granted when the number changed meanwhile', async () => {
    const { admin, teacher } = await staffed()
    const { accountId, personId } = teacher
    const asking = (value: string): NewRequest => ({
      kind: 'CORRECT_FIELD',
      accountId,
      details: { field: 'birthDate', value },
    })
    expect(await file(asking('1949-12-31'))).toMatchObject({ refused: 'birth-date-against-number' })
    const waiting = await filed(asking('1985-01-01'))
    const request = (await readRequest(database.prisma, waiting))!
    expect(request.details).toEqual({ field: 'birthDate' })
    expect(askedValueShown(request, sealer)).toBe('1985-01-01')
    await grant(
      await filed({ kind: 'CORRECT_ID_NUMBER', accountId, idNumber: newPermit('1991-07-08') }),
      admin,
    )
    expect(await grant(waiting, admin)).toMatchObject({ refused: 'birth-date-against-number' })
    expect((await readProfile(database.prisma, personId, sealer)).profile).toMatchObject({
      birthDate: '1991-07-08',
    })
  })

  it('an ID number that somebody else has is refused', async () => {
    const { admin, teacher } = await staffed()
    const { accountId } = teacher
    const requestId = await filed({ kind: 'CORRECT_ID_NUMBER', accountId, idNumber: admin.idNumber })
    expect(await grant(requestId, admin)).toMatchObject({ refused: 'id-number-taken' })
  })
})
