import { expect, it } from 'vitest'
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { periodOf, readFiveYears } from '../../../core/reports/five-years.ts'
import { freshDatabase } from '../../support/database.ts'
import { afterFreeze, cityWithHours } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await cityWithHours(database)
const cycles = [cycle2014, cycle2015]
const atTheFreeze = new Date('2015-03-06T17:00:00+08:00')

const yearsOf = (personId: string, now = afterFreeze) =>
  readFiveYears(prisma, { personId, cycle: cycle2014, cycles, now })

it('the periods follow one another without a gap', () => {
  expect([2010, 2011, 2015, 2016].map((year) => periodOf(year).from)).toEqual([2006, 2011, 2011, 2016])
})

it('sums the final years alone, to the second of the freeze, and says which years are not held here', async () => {
  const { id } = await town.teacher('安一', [18, 42, 11.5])
  await town.declaration(id, 'APPROVED_BY_DISTRICT', { category: 'ELECTIVE', hours: 0.5 })
  await town.declaration(id, 'CONFIRMED_BY_PRINCIPAL', { hours: 6, courseName: '未复审' })
  const before = await yearsOf(id, new Date(atTheFreeze.getTime() - 1))
  expect(before.years.map(({ held }) => held)).toEqual(['no', 'no', 'no', 'running', 'running'])
  expect(before.total.total).toBe(0)

  const sums = { PUBLIC: 18, PROFESSIONAL: 42, ELECTIVE: 12, total: 72 }
  expect(await yearsOf(id, atTheFreeze)).toEqual({
    from: 2011,
    to: 2015,
    years: [
      { year: 2011, held: 'no' },
      { year: 2012, held: 'no' },
      { year: 2013, held: 'no' },
      { year: 2014, held: 'final', counted: sums, outcome: 'passed' },
      { year: 2015, held: 'running' },
    ],
    total: sums,
  })
})

it('tells an exempt year from one that was not passed', async () => {
  const [short, exempt] = [await town.teacher('白二', [6, 0, 0]), await town.teacher('陈三', [6, 0, 0])]
  await prisma.exemption.create({
    data: {
      personId: exempt.id,
      cycleId: 2014,
      organisationId: 'school',
      reasonId: 'sample',
      state: 'GRANTED',
      requestedAt: afterFreeze,
      requestedById: short.id,
    },
  })
  const outcomeOf = async (personId: string) => (await yearsOf(personId)).years[3]
  expect(await outcomeOf(short.id)).toMatchObject({ outcome: 'not-passed' })
  expect(await outcomeOf(exempt.id)).toMatchObject({ outcome: 'exempt', counted: { total: 6 } })
})
