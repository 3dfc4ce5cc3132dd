import { describe, expect, it } from 'vitest'
import { holdsRole, peopleWithRole, rolesOf } from '../../../core/authority/grants.ts'
import { handOverRole, unbind } from '../../../core/people/bind.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)

describe('taking an account off a person', () => {
  it('is done by one of ten at once and told to that account', async () => {
    const school = await at.school()
    const admin = await at.person(school, ['SCHOOL_ADMIN'])
    const teacher = await at.person(school)
    const { personId } = teacher
    const outcomes = await tenAtOnce(() => inTransaction((tx) => unbind(tx, { personId, actor: admin }, now)))
    expect(won(outcomes)).toEqual([{ personId }])
    expect(outcomes).toContainEqual({ refused: 'not-bound', params: {} })
    expect(await at.accountOf(personId)).toBeUndefined()
    expect(await at.toldTo(teacher.accountId)).toEqual([{ kind: 'account-unbound' }])
    expect(await at.audited(personId)).toMatchObject([{ action: 'account.unbind' }])
  })

  it('is not for another school, nor for oneself', async () => {
    const teacher = await at.person(await at.school())
    const stranger = await at.person(await at.school(), ['SCHOOL_ADMIN'])
    const take = (personId: string) => inTransaction((tx) => unbind(tx, { personId, actor: stranger }, now))
    expect(await take(teacher.personId)).toMatchObject({ refused: 'not-your-role' })
    expect(await take(stranger.personId)).toMatchObject({ refused: 'own-item' })
  })
})

describe('handing a role over', () => {
  it('gives it to one of ten colleagues at once and takes it from the old one', async () => {
    const school = await at.school('示例小学')
    const admin = await at.person(school, ['SCHOOL_ADMIN', 'TEACHER'])
    const colleagues = await Promise.all(Array.from({ length: 10 }, () => at.person(school)))
    const outcomes = await tenAtOnce((n) =>
      inTransaction((tx) =>
        handOverRole(
          tx,
          {
            role: 'SCHOOL_ADMIN',
            organisationId: school,
            fromActor: admin,
            toPersonId: colleagues[n]!.personId,
          },
          now,
        ),
      ),
    )
    const winners = won(outcomes)
    expect(winners).toHaveLength(1)
    const { toPersonId } = winners[0]!
    expect(await peopleWithRole(database.prisma, 'SCHOOL_ADMIN', school)).toMatchObject([
      { personId: toPersonId },
    ])
    expect(await rolesOf(database.prisma, admin.personId)).toEqual([
      { role: 'TEACHER', organisationId: school, organisationName: '示例小学' },
    ])
    const about = { role: 'SCHOOL_ADMIN', organisationName: '示例小学' }
    // Whoever handed over reads it in the answer to their own tap.
    expect(await at.toldTo(admin.accountId)).toEqual([])
    const winner = colleagues.find(({ personId }) => personId === toPersonId)!
    expect(await at.toldTo(winner.accountId)).toEqual([{ kind: 'role-granted', ...about }])
  })

  it('leaves two colleagues who both hand over to a third with one holder each way', async () => {
    const school = await at.school()
    const [one, two] = [await at.person(school, ['PRINCIPAL']), await at.person(school, ['PRINCIPAL'])]
    const third = await at.person(school)
    const give = (from: { personId: string }) =>
      inTransaction((tx) =>
        handOverRole(
          tx,
          { role: 'PRINCIPAL', organisationId: school, fromActor: from, toPersonId: third.personId },
          now,
        ),
      )
    const outcomes = await Promise.all([give(one), give(two)])
    expect(won(outcomes)).toHaveLength(1)
    expect(outcomes).toContainEqual({ refused: 'role-already-held', params: {} })
    expect(await peopleWithRole(database.prisma, 'PRINCIPAL', school)).toHaveLength(2)
  })

  it('is refused to strangers, to people without an account, and for TEACHER', async () => {
    const school = await at.school()
    const admin = await at.person(school, ['SCHOOL_ADMIN', 'TEACHER'])
    const teacher = await at.person(school)
    const unbound = await at.person(school, ['TEACHER'], { bound: false })
    const outsider = await at.person(await at.school())
    const give = (from: { personId: string }, to: { personId: string }, role: 'SCHOOL_ADMIN' | 'TEACHER') =>
      inTransaction((tx) =>
        handOverRole(tx, { role, organisationId: school, fromActor: from, toPersonId: to.personId }, now),
      )
    expect(await give(teacher, outsider, 'SCHOOL_ADMIN')).toMatchObject({ refused: 'not-your-role' })
    expect(await give(admin, outsider, 'SCHOOL_ADMIN')).toMatchObject({ refused: 'not-your-organisation' })
    expect(await give(admin, unbound, 'SCHOOL_ADMIN')).toMatchObject({ refused: 'not-bound' })
    expect(await give(admin, admin, 'SCHOOL_ADMIN')).toMatchObject({ refused: 'role-already-held' })
    expect(await give(admin, teacher, 'TEACHER')).toMatchObject({ refused: 'not-your-role' })
    expect(await holdsRole(database.prisma, admin.personId, 'SCHOOL_ADMIN', school)).toBe(true)
  })
})
