import { beforeAll, describe, expect, it } from 'vitest'
import { type Acting, holdsRole } from '../../../core/authority/grants.ts'
import { handOverRole } from '../../../core/people/bind.ts'
import { acceptInvite, lookAtInvite, makeInvite } from '../../../core/people/invite.ts'
import { makeRoleInvite } from '../../../core/people/role-invite.ts'
import { giveRole, holdersIn, withdrawRole } from '../../../core/people/roles.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { Role } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'
import { newAccount, now, openSchool, type SchoolPerson, sealer, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)
const hour = 3_600_000
let operator: SchoolPerson
let reviewer: SchoolPerson

beforeAll(async () => {
  await database.prisma.organisation.createMany({
    data: [
      { id: 'city', kind: 'CITY', name: '示例市教育局' },
      { id: 'district', kind: 'DISTRICT', name: '示例区教育局', parentId: 'city' },
      { id: 'provider', kind: 'PROVIDER', name: '示例培训中心' },
    ],
  })
  operator = await at.person('city', ['CITY_OPERATOR'])
  reviewer = await at.person('district', ['DISTRICT_REVIEWER'])
})

async function schoolOfDistrict(): Promise<string> {
  const id = await at.school()
  await database.prisma.organisation.update({ where: { id }, data: { parentId: 'district' } })
  return id
}

function invited(name: string, role: Role, organisationId: string, actor: Acting | null, when = now) {
  return inTransaction((tx) => makeRoleInvite(tx, { name, role, organisationId, actor }, when))
}

async function linkFor(name: string, role: Role, organisationId: string, actor: Acting | null) {
  const outcome = await invited(name, role, organisationId, actor)
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  return outcome
}

function opened(accountId: number, word: string, lastFour?: string, when = now) {
  return inTransaction((tx) => acceptInvite(tx, { accountId, word, lastFour }, { sealer, now: when }))
}

describe('a link that gives a role', () => {
  it('leads from the command line down to a school, step by step', async () => {
    const first = await linkFor('首任管理员', 'CITY_OPERATOR', 'city', null)
    expect(first.expiresAt).toEqual(new Date(now.getTime() + 48 * hour))
    expect(await opened(await at.stranger(), first.word)).toMatchObject({ role: 'CITY_OPERATOR' })

    const district = await linkFor('区复审员', 'DISTRICT_REVIEWER', 'district', { personId: first.personId })
    await opened(await at.stranger(), district.word)
    const school = await schoolOfDistrict()
    const principal = await linkFor('新校长', 'PRINCIPAL', school, { personId: district.personId })
    await opened(await at.stranger(), principal.word)
    const admin = await linkFor('校管理员', 'SCHOOL_ADMIN', school, { personId: district.personId })
    await opened(await at.stranger(), admin.word)
    const officer = await linkFor('人事干部', 'HR_OFFICER', school, { personId: admin.personId })
    await opened(await at.stranger(), officer.word)
    expect((await holdersIn(database.prisma, school)).map(({ role, name }) => [role, name])).toEqual([
      ['SCHOOL_ADMIN', '校管理员'],
      ['HR_OFFICER', '人事干部'],
      ['PRINCIPAL', '新校长'],
    ])
    expect(await at.audited(officer.personId)).toMatchObject([
      { action: 'role.take', details: { role: 'HR_OFFICER', by: admin.personId } },
    ])
  })

  it('is not made by the command line for anything below the city, nor for a role that is not held there', async () => {
    expect(await invited('某人', 'DISTRICT_REVIEWER', 'district', null)).toMatchObject({
      refused: 'not-your-role',
      params: { role: 'CITY_OPERATOR' },
    })
    expect(await invited('某人', 'PRINCIPAL', 'city', operator)).toMatchObject({ refused: 'role-not-here' })
    expect(await invited('某人', 'PROVIDER', 'nowhere', operator)).toMatchObject({
      refused: 'organisation-unknown',
    })
    expect(await invited('  ', 'PROVIDER', 'provider', operator)).toMatchObject({ refused: 'text-empty' })
  })

  it('is good until its last second, and once', async () => {
    const one = await linkFor('期限内', 'PROVIDER', 'provider', operator)
    const late = await opened(await at.stranger(), one.word, '', one.expiresAt)
    expect(late).toMatchObject({ refused: 'invite-expired' })
    const intime = new Date(one.expiresAt.getTime() - 1000)
    expect(await opened(await at.stranger(), one.word, '', intime)).toMatchObject({ role: 'PROVIDER' })
    expect(await opened(await at.stranger(), one.word, '', intime)).toMatchObject({ refused: 'invite-used' })
  })

  it('needs consent first', async () => {
    const { word } = await linkFor('未同意', 'PROVIDER', 'provider', operator)
    expect(await opened(newAccount(), word)).toMatchObject({ refused: 'consent-needed' })
  })

  it('goes to one of ten who open it at once', async () => {
    const { word, personId } = await linkFor('只有一位', 'DISTRICT_REVIEWER', 'district', operator)
    const strangers = await tenAtOnce(() => at.stranger())
    const outcomes = await tenAtOnce((n) => opened(strangers[n]!, word))
    expect(won(outcomes)).toHaveLength(1)
    expect(await database.prisma.grant.count({ where: { personId } })).toBe(1)
  })

  it('asks for the last four where an ID number is on record', async () => {
    const school = await schoolOfDistrict()
    const teacher = await at.person(school, ['TEACHER'], { bound: false })
    const { word, personId, expiresAt } = await linkFor(teacher.name, 'SCHOOL_ADMIN', school, reviewer)
    expect(personId).toBe(teacher.personId)
    expect(expiresAt).toEqual(new Date(now.getTime() + 14 * 24 * hour))
    expect(await lookAtInvite(database.prisma, word, now)).toMatchObject({
      role: 'SCHOOL_ADMIN',
      needsLastFour: true,
    })
    const stranger = await at.stranger()
    expect(await opened(stranger, word)).toMatchObject({ refused: 'last-four-wrong' })
    expect(await opened(stranger, word, teacher.idNumber.slice(-4))).toMatchObject({ role: 'SCHOOL_ADMIN' })
    expect(await holdsRole(database.prisma, personId, 'SCHOOL_ADMIN', school)).toBe(true)
  })

  it('gives somebody who is bound elsewhere the role as who they are: an administrator of two schools', async () => {
    const [first, second] = [await schoolOfDistrict(), await schoolOfDistrict()]
    const admin = await at.person(first, ['SCHOOL_ADMIN', 'TEACHER'], { name: '两校管理员' })
    const { word } = await linkFor('两校管理员', 'SCHOOL_ADMIN', second, reviewer)
    const outcome = await opened(admin.accountId, word)
    expect(outcome).toMatchObject({ role: 'SCHOOL_ADMIN', bound: { personId: admin.personId } })
    expect(await holdsRole(database.prisma, admin.personId, 'SCHOOL_ADMIN', second)).toBe(true)
    expect(await at.accountOf(admin.personId)).toBe(admin.accountId)
  })

  it('is nothing for somebody of another name, nor for whoever made it', async () => {
    const school = await schoolOfDistrict()
    const other = await at.person(school)
    const { word } = await linkFor('并非本人', 'SCHOOL_ADMIN', school, reviewer)
    expect(await opened(other.accountId, word)).toMatchObject({ refused: 'invite-for-another' })
    const forMyself = await linkFor(reviewer.name, 'PRINCIPAL', school, reviewer)
    expect(await opened(reviewer.accountId, forMyself.word)).toMatchObject({ refused: 'role-own' })
    expect(await holdersIn(database.prisma, school)).toEqual([])
  })

  it('loses its force when whoever made it may appoint no more', async () => {
    const school = await schoolOfDistrict()
    const former = await at.person('district', ['DISTRICT_REVIEWER'])
    const { word } = await linkFor('迟到的人', 'SCHOOL_ADMIN', school, former)
    await inTransaction((tx) =>
      withdrawRole(
        tx,
        { personId: former.personId, role: 'DISTRICT_REVIEWER', organisationId: 'district', actor: operator },
        now,
      ),
    )
    expect(await opened(await at.stranger(), word)).toMatchObject({ refused: 'invite-expired' })
  })

  it('makes one person of ten invitations of a name, and the newest link is the one that works', async () => {
    const outcomes = await tenAtOnce(() => invited('同一个人', 'PROVIDER', 'provider', operator))
    const made = won(outcomes)
    expect(new Set(made.map(({ personId }) => personId)).size).toBe(1)
    const looked = await Promise.all(made.map(({ word }) => lookAtInvite(database.prisma, word, now)))
    expect(won(looked)).toHaveLength(1)
  })

  it('leaves the invite of the school alone, and asks which one where two have the name', async () => {
    const school = await schoolOfDistrict()
    const admin = await at.person(school, ['SCHOOL_ADMIN'])
    const one = await at.person(school, ['TEACHER'], { name: '同名', bound: false })
    const plain = await inTransaction((tx) => makeInvite(tx, { personId: one.personId, actor: admin }, now))
    await linkFor('同名', 'HR_OFFICER', school, admin)
    if (isRefusal(plain)) throw new Error(plain.refused)
    expect(await lookAtInvite(database.prisma, plain.word, now)).toMatchObject({ role: null })
    await at.person(school, ['TEACHER'], { name: '同名' })
    expect(await invited('同名', 'HR_OFFICER', school, admin)).toMatchObject({ refused: 'name-not-unique' })
  })
})

describe('giving and taking a role', () => {
  it('is told to whom it concerns, and done once of ten', async () => {
    const school = await schoolOfDistrict()
    const admin = await at.person(school, ['SCHOOL_ADMIN'])
    const colleague = await at.person(school)
    const role = {
      personId: colleague.personId,
      role: 'HR_OFFICER',
      organisationId: school,
      actor: admin,
    } as const
    expect(won(await tenAtOnce(() => inTransaction((tx) => giveRole(tx, role, now))))).toHaveLength(1)
    expect(won(await tenAtOnce(() => inTransaction((tx) => withdrawRole(tx, role, now))))).toHaveLength(1)
    expect((await at.toldTo(colleague.accountId)).map(({ kind }) => kind)).toEqual([
      'role-granted',
      'role-withdrawn',
    ])
  })

  it('is refused for oneself, for strangers, and for whoever has no account', async () => {
    const school = await schoolOfDistrict()
    const admin = await at.person(school, ['SCHOOL_ADMIN'])
    const give = (personId: string, actor: Acting = admin) =>
      inTransaction((tx) =>
        giveRole(tx, { personId, role: 'HR_OFFICER', organisationId: school, actor }, now),
      )
    const elsewhere = await at.person(await schoolOfDistrict())
    const unbound = await at.person(school, ['TEACHER'], { bound: false })
    expect(await give(admin.personId)).toMatchObject({ refused: 'role-own' })
    expect(await give(elsewhere.personId)).toMatchObject({ refused: 'not-your-organisation' })
    expect(await give(unbound.personId)).toMatchObject({ refused: 'not-bound' })
    expect(await give(unbound.personId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
  })

  it('never leaves a school without an administrator, even when ten try at once', async () => {
    const school = await schoolOfDistrict()
    const admins = await Promise.all([
      at.person(school, ['SCHOOL_ADMIN']),
      at.person(school, ['SCHOOL_ADMIN']),
    ])
    const take = (personId: string, actor: Acting) =>
      inTransaction((tx) =>
        withdrawRole(tx, { personId, role: 'SCHOOL_ADMIN', organisationId: school, actor }, now),
      )
    const outcomes = await tenAtOnce((n) => take(admins[n % 2]!.personId, reviewer))
    expect(won(outcomes)).toHaveLength(1)
    const left = await holdersIn(database.prisma, school)
    expect(left).toHaveLength(1)
    expect(await take(left[0]!.personId, reviewer)).toMatchObject({
      refused: 'role-last-holder',
      params: { role: 'SCHOOL_ADMIN' },
    })
  })

  it('a school without a principal gets one from its office, who can hand the role over', async () => {
    const school = await schoolOfDistrict()
    const [head, next] = [await at.person(school, []), await at.person(school)]
    const principal = { role: 'PRINCIPAL', organisationId: school } as const
    await inTransaction((tx) => giveRole(tx, { personId: head.personId, ...principal, actor: reviewer }, now))
    const handed = await inTransaction((tx) =>
      handOverRole(tx, { ...principal, fromActor: head, toPersonId: next.personId }, now),
    )
    expect(handed).toMatchObject({ toName: next.name })
    expect(await holdersIn(database.prisma, school)).toMatchObject([{ role: 'PRINCIPAL', name: next.name }])
  })
})
