import { describe, expect, test } from 'vitest'
import { people } from '../../bot/demo/city/city.ts'
import { idNumberOf } from '../../bot/demo/city/people.ts'
import { brokenSeals } from '../../core/audit/audit.ts'
import { leftBy } from '../support/numbers-left.ts'
import { theCityAfterTheFreeze } from './year/city-part.ts'
import { secrets } from './year/phones.ts'
import { theReviewsUntilTheFreeze } from './year/review-part.ts'
import { theSchoolUntilJanuary } from './year/school-part.ts'
import { beginYear } from './year/story.ts'
import { columnsHolding, everythingKept } from './year/what-is-kept.ts'

/**
 * The notice's year through the bot, as the tour of the sandbox plays it, with what the tour leaves out.
 * After every step the rows and every document are compared with sums made here from the rows themselves.
 * Each part goes on where the one before it ended.
 */

const story = await beginYear()
const { town, prisma, phones } = story

theSchoolUntilJanuary(story)
const known = theReviewsUntilTheFreeze(story)
theCityAfterTheFreeze(story, known)

describe('at the end of the year', () => {
  test('no ID number stood anywhere, and nobody read a telephone or birth date but their own', async () => {
    const everything = await phones.everything()
    expect(everything.filter(({ where }) => where !== 'chat').length).toBeGreaterThan(15)
    const ownData = secrets.find(({ userId }) => userId === story.jingyi.userId)!
    const hers = everything.filter(({ userId }) => userId === ownData.userId)
    const holdsOwnData = hers.filter(({ text }) =>
      ownData.ofThePerson.some((secret) => text.includes(secret)),
    )
    // She confirmed her profile and got its sheet, so her data must be found. If nothing were found, the
    // search would prove nothing.
    expect(holdsOwnData.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['chat', '2014年度教师个人基础信息表-陈静怡.pdf']),
    )

    const leaks = everything.flatMap(({ userId, where, text }) => {
      const isIdNumber = /440199\d|\d{17}[\dXx]/.test(text)
      const whose = secrets.filter(
        (one) => one.userId !== userId && one.ofThePerson.some((secret) => text.includes(secret)),
      )
      return isIdNumber || whose.length > 0 ? [{ userId, where, whose: whose.map(({ name }) => name) }] : []
    })
    expect(leaks).toEqual([])
  })

  test('no column of the database holds an ID number, and telephones stand only where they belong (DOMAIN §9)', async () => {
    const { database } = town
    // A number is kept sealed; a hash has letters beside its digits.
    const idNumber = '(^|[^0-9a-zA-Z])[0-9]{17}[0-9Xx]([^0-9a-zA-Z]|$)'
    expect(await columnsHolding(database, idNumber)).toEqual([])
    expect(await columnsHolding(database, '440199[0-9]{11}[0-9Xx]')).toEqual([])

    const telephones = await columnsHolding(database, '1990000[0-9]{4}')
    expect(telephones.map(({ column }) => column)).toEqual(['person.phone'])
    const born = people.map(({ born }) => born).join('|')
    expect(await columnsHolding(database, born)).toEqual([])
  })

  test('nothing shown or kept narrows an ID number to fewer than 10,000, also for whoever knows the birth date', async () => {
    const shown = await phones.everything()
    const kept = await everythingKept(town.database)
    const numbers = people.map((person) => idNumberOf(person).number)
    expect(shown.some(({ text }) => numbers.some((number) => leftBy(text, number) < Infinity))).toBe(true)
    const narrowed = [...shown, ...kept].filter(({ text }) =>
      numbers.some((number) => leftBy(text, number) < 10_000),
    )
    expect(narrowed.map(({ where }) => where)).toEqual([])
  })

  test('the last four of an ID number, which an invitation link asks for, stand in no column', async () => {
    const lastFour = people.map((person) => idNumberOf(person).number.slice(-4)).join('|')
    expect(await columnsHolding(town.database, `(^|[^0-9A-Za-z-])(${lastFour})([^0-9A-Za-z-]|$)`)).toEqual([])
  })

  test('every seal holds, everything was delivered, and nothing was logged', async () => {
    expect(await brokenSeals(prisma)).toEqual([])
    await expect.poll(() => prisma.outboxMessage.count({ where: { state: 'FAILED' } })).toBe(0)
    expect(await prisma.inboxUpdate.count({ where: { state: 'PARKED' } })).toBe(0)
    expect(town.logged).toEqual([])
  })
})
