import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { audit } from '../../../core/audit/audit.ts'
import { patternsOf } from '../../../core/organisations/patterns.ts'
import {
  countStages,
  schoolOfOffice,
  schoolsOfOffice,
} from '../../../core/organisations/schools-of-office.ts'
import type { Prisma } from '../../../prisma/database.ts'
import { confirmedItem, confirmedSchool, publishedSchool, reviewDay } from '../../support/confirmed.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
let teacher: { id: string }
let principal: { id: string }

beforeAll(async () => {
  await prisma.organisation.create({ data: { id: 'yuexiu', kind: 'DISTRICT', name: '另一区' } })
  teacher = await city.person('陈老师', ['TEACHER'])
  principal = await city.person('邓校长', ['PRINCIPAL', 'TEACHER'])
})

beforeEach(async () => {
  await prisma.declaration.deleteMany()
  await prisma.step.deleteMany()
  await prisma.publicity.deleteMany()
})

const school = async (now = reviewDay) =>
  (await schoolOfOffice(prisma, 'district', 'school', { cycleId: 2014, now }))!
const set = (id: string, data: Prisma.DeclarationUncheckedUpdateInput) =>
  prisma.declaration.update({ where: { id }, data })

it('a school passes from its publicity to the end of the second round, as its office sees it', async () => {
  expect((await school()).stage).toBe('before-publicity')
  await publishedSchool(database, 'school')
  expect((await school(new Date('2015-01-14T23:59:59+08:00'))).stage).toBe('in-publicity')
  expect((await school(new Date('2015-01-15T00:00:00+08:00'))).stage).toBe('awaiting-principal')
  await prisma.publicity.deleteMany()
  await confirmedSchool(database, 'school', { late: true })
  const [one, two] = [
    await confirmedItem(database, teacher.id),
    await confirmedItem(database, teacher.id, { late: true }),
  ]
  expect(await school()).toMatchObject({
    stage: 'reported',
    items: { CONFIRMED_BY_PRINCIPAL: 2 },
    waiting: 2,
    secondRound: 0,
    late: { publicity: false, confirmation: true, items: 1 },
  })
  await set(one.id, { state: 'RETURNED_BY_DISTRICT', round: 2, reasonId: 'photocopy' })
  expect(await school()).toMatchObject({ stage: 'reported', waiting: 1, secondRound: 1 })
  await set(two.id, { state: 'APPROVED_BY_DISTRICT' })
  expect(await school()).toMatchObject({ stage: 'second-round', waiting: 0, secondRound: 1 })
  await set(one.id, { state: 'INVALID' })
  expect(await school()).toMatchObject({ stage: 'reviewed', waiting: 0, secondRound: 0 })
})

it("counts a principal's own item among what waits for the office, once the school has confirmed", async () => {
  await confirmedItem(database, principal.id, { state: 'APPROVED_BY_SCHOOL' })
  expect((await school()).waiting).toBe(0)
  await confirmedSchool(database, 'school')
  expect(await school()).toMatchObject({ stage: 'reported', waiting: 1 })
})

it('an office sees its own schools and no others, also after one has moved', async () => {
  const at = { cycleId: 2014, now: reviewDay }
  const all = await schoolsOfOffice(prisma, 'district', at)
  expect(all.map(({ id }) => id).sort()).toEqual(['other-school', 'school'])
  expect(countStages(all)).toMatchObject({ 'before-publicity': 2, reported: 0 })
  await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'yuexiu' } })
  expect((await schoolsOfOffice(prisma, 'district', at)).map(({ id }) => id)).toEqual(['other-school'])
  expect(await schoolOfOffice(prisma, 'district', 'school', at)).toBeUndefined()
  expect(await schoolOfOffice(prisma, 'yuexiu', 'school', at)).toMatchObject({ id: 'school' })
  await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'district' } })
})

it('shows how a school reviews: share, time, what was taken back, found false and returned above (S064)', async () => {
  const day = (hour: number) => new Date(Date.parse('2014-12-10T08:00:00+08:00') + hour * 3600_000)
  const entry = (subject: string, action: string, hour: number, details = {}) =>
    prisma.$transaction((tx) =>
      audit(tx, {
        at: day(hour),
        actor: null,
        action: `declaration.${action}`,
        subject: { kind: 'declaration', id: subject },
        organisationId: 'school',
        cycleId: 2014,
        details,
      }),
    )
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
  await entry(a, 'submit', 0)
  await entry(b, 'submit', 0)
  await entry(a, 'approve', 2)
  await entry(a, 'undo', 3)
  await entry(a, 'return', 4, { reasonId: 'false-claim' })
  await entry(c, 'submit', 5)
  await entry(b, 'approve', 10)
  await entry(c, 'approve', 25)
  await entry(b, 'district-return', 40, { reasonId: 'photocopy' })
  const [shown, other] = await patternsOf(prisma, ['school', 'other-school'], city.cycle)
  expect(shown).toEqual({
    id: 'school',
    name: '示例一小',
    approved: 3,
    returned: 1,
    approvalShare: 0.75,
    medianHours: 7,
    undone: 1,
    misconduct: 1,
    returnedAbove: 1,
  })
  expect(other).toMatchObject({ id: 'other-school', approvalShare: null, medianHours: null })
})
