import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { freezesAt, windowOf } from '../../../core/cycle/windows.ts'
import { ledgerOf } from '../../../core/ledger/ledger.ts'
import { answeredBy } from '../../../core/ledger/sums.ts'
import { countsAs, declarationStates, stageAt } from '../../../core/review/actions.ts'
import { categories } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'
import { smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
let city: Awaited<ReturnType<typeof smallCity>>
const freeze = freezesAt(cycle2014)
const inReview = new Date(freeze.getTime() - 1)
const cutoff = windowOf(cycle2014, 'declaration').closesAt

beforeAll(async () => {
  city = await smallCity(database)
})

const course = { provider: '示例', from: new Date('2014-07-01'), to: new Date('2014-07-05') }
const hours = fc.integer({ min: 1, max: 60 }).map((halves) => halves / 2)
const record = fc.record({ category: fc.constantFrom(...categories), hours })
const declaration = fc.record({
  category: fc.constantFrom(...categories),
  hours,
  state: fc.constantFrom(...declarationStates),
})

test('invariant 4: the sums of a list are the sums of /status, whatever is on record', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 6 }),
      fc.array(declaration, { maxLength: 8 }),
      fc.constantFrom(inReview, freeze),
      async (records, declarations, now) => {
        await prisma.declaration.deleteMany()
        await prisma.hourRecord.deleteMany()
        await prisma.grant.deleteMany()
        const { id: personId } = await city.person('教师', ['TEACHER'])
        const made = {
          records: await prisma.hourRecord.createManyAndReturn({
            data: records.map((one, at) => ({
              ...one,
              ...course,
              courseName: `课程${at}`,
              personId,
              cycleId: 2014,
              source: 'SCHOOL',
              recordedAt: now,
            })),
          }),
          declarations: await prisma.declaration.createManyAndReturn({
            data: declarations.map((one) => ({
              ...one,
              ...course,
              courseName: '申报',
              personId,
              cycleId: 2014,
              organisationId: 'school',
              activityType: 'other-training',
              claim: {},
              submittedAt: now,
              waitingSince: now,
              reasonId: 'photocopy',
            })),
          }),
        }
        const stage = stageAt(cycle2014, now)
        const [listed] = await answeredBy(prisma, ['school'], { cycle: cycle2014, now })
        expect(listed?.ledger).toEqual(
          ledgerOf(made.records, made.declarations, cycle2014.requirements, (state) =>
            countsAs(state, stage),
          ),
        )
        const states = declarations.map(({ state }) => state)
        expect(listed?.items).toEqual(
          Object.fromEntries(
            states.map((state) => [state, states.filter((other) => other === state).length]),
          ),
        )
      },
    ),
    { numRuns: 60 },
  )
})

describe('ruling 14: a school answers for', () => {
  const asked = async (now: Date) =>
    (await answeredBy(prisma, ['school', 'other-school'], { cycle: cycle2014, now })).map(
      ({ name, organisationId }) => `${name} ${organisationId}`,
    )
  const moment = (offsetMs: number) => new Date(cutoff.getTime() + offsetMs)

  test.each([
    ['a second before the year ends is the new school’s', -1000, 'other-school'],
    ['a second after it stays with the old one for this year', 1000, 'school'],
  ])('whoever moves %s', async (_name, offsetMs, answering) => {
    await prisma.grant.deleteMany()
    const { id } = await city.person('调动', ['TEACHER'])
    await prisma.grant.updateMany({ where: { personId: id }, data: { withdrawnAt: moment(offsetMs) } })
    await prisma.grant.create({
      data: { personId: id, role: 'TEACHER', organisationId: 'other-school', grantedAt: moment(offsetMs) },
    })
    expect(await asked(moment(86_400_000))).toEqual([`调动 ${answering}`])
  })

  test('nobody who had left by then', async () => {
    await prisma.grant.deleteMany()
    const { id } = await city.person('离岗', ['TEACHER'])
    await prisma.grant.updateMany({ where: { personId: id }, data: { withdrawnAt: moment(-1000) } })
    expect(await asked(moment(86_400_000))).toEqual([])
    expect(await asked(moment(-2000))).toEqual(['离岗 school'])
  })

  test('each teacher once, however many grants', async () => {
    await prisma.grant.deleteMany()
    const { id } = await city.person('一次', ['TEACHER'])
    await prisma.grant.updateMany({ where: { personId: id }, data: { withdrawnAt: moment(-5000) } })
    await prisma.grant.create({
      data: { personId: id, role: 'TEACHER', organisationId: 'school', grantedAt: moment(-4000) },
    })
    expect(await asked(moment(0))).toEqual(['一次 school'])
  })
})
