import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { acceptInvite, lookAtInvite, makeInvite } from '../../../core/people/invite.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { now, openSchool, sealer, tenAtOnce, won } from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)

async function invited() {
  const school = await at.school()
  const admin = await at.person(school, ['SCHOOL_ADMIN', 'TEACHER'])
  const teacher = await at.person(school, ['TEACHER'], { bound: false })
  const make = async (actor = admin) => {
    const outcome = await inTransaction((tx) => makeInvite(tx, { personId: teacher.personId, actor }, now))
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    return outcome.word
  }
  return { school, admin, teacher, make, word: await make() }
}

const accept = (accountId: number, word: string, lastFour: string, when = now) =>
  inTransaction((tx) => acceptInvite(tx, { accountId, word, lastFour }, { sealer, now: when }))
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe('an invite of the school', () => {
  it('binds with the last four characters of the ID number, once', async () => {
    const { teacher, word } = await invited()
    const accountId = await at.stranger()
    expect(await accept(accountId, word, ` ${teacher.idNumber.slice(-4).toLowerCase()} `)).toMatchObject({
      bound: { personId: teacher.personId },
    })
    expect(await accept(await at.stranger(), word, teacher.idNumber.slice(-4))).toMatchObject({
      refused: 'invite-used',
    })
  })

  it('is kept as a hash of a word that fits a start link', async () => {
    const { teacher, word } = await invited()
    expect(word).toMatch(/^[\w-]{22}$/)
    const kept = await database.prisma.invite.findFirstOrThrow({ where: { personId: teacher.personId } })
    expect(Buffer.from(kept.wordHash)).toEqual(createHash('sha256').update(word).digest())
  })

  it('binds one of ten accounts that open it at once', async () => {
    const { teacher, word } = await invited()
    const accounts = await Promise.all(Array.from({ length: 10 }, () => at.stranger()))
    const outcomes = await tenAtOnce((n) => accept(accounts[n]!, word, teacher.idNumber.slice(-4)))
    expect(won(outcomes)).toHaveLength(1)
  })

  it('lasts fourteen days, and until a newer one is made', async () => {
    const { school, make, word } = await invited()
    expect(await lookAtInvite(database.prisma, word, daysLater(13.9))).toMatchObject({
      organisationId: school,
    })
    expect(await lookAtInvite(database.prisma, word, daysLater(14))).toMatchObject({
      refused: 'invite-expired',
    })
    await make()
    expect(await accept(await at.stranger(), word, '0000')).toMatchObject({ refused: 'invite-expired' })
    expect(await accept(await at.stranger(), 'no-such-word', '0000')).toMatchObject({
      refused: 'invite-unknown',
    })
  })

  it('shares the lock with the other way of saying who one is', async () => {
    const { admin, teacher, word } = await invited()
    const accountId = await at.stranger()
    const wrong = teacher.idNumber.endsWith('0000') ? '1111' : '0000'
    for (const triesLeft of [4, 3, 2, 1]) {
      expect(await accept(accountId, word, wrong)).toEqual({
        refused: 'last-four-wrong',
        params: { triesLeft },
      })
    }
    expect(await accept(accountId, word, wrong)).toMatchObject({ refused: 'identity-locked' })
    expect(await accept(accountId, word, teacher.idNumber.slice(-4))).toMatchObject({
      refused: 'identity-locked',
    })
    expect(await at.toldTo(admin.accountId)).toHaveLength(1)
  })

  it('is made by an administrator of that school only, for somebody without an account', async () => {
    const { admin, teacher } = await invited()
    const elsewhere = await at.person(await at.school(), ['SCHOOL_ADMIN'])
    const { personId } = teacher
    const make = (whom: string, actor: { personId: string }) =>
      inTransaction((tx) => makeInvite(tx, { personId: whom, actor }, now))
    expect(await make(personId, elsewhere)).toMatchObject({ refused: 'not-your-role' })
    expect(await make(personId, teacher)).toMatchObject({ refused: 'not-your-role' })
    expect(await make(admin.personId, admin)).toMatchObject({ refused: 'own-item' })
    const bound = await at.person(
      (await database.prisma.person.findUniqueOrThrow({ where: { id: personId } })).organisationId,
    )
    expect(await make(bound.personId, admin)).toMatchObject({ refused: 'already-bound' })
  })

  it('is one of ten made at once', async () => {
    const { admin, teacher } = await invited()
    const { personId } = teacher
    await tenAtOnce(() => inTransaction((tx) => makeInvite(tx, { personId, actor: admin }, now)))
    const open = { personId, usedAt: null, expiresAt: { gt: now } }
    expect(await database.prisma.invite.count({ where: open })).toBe(1)
  })
})
