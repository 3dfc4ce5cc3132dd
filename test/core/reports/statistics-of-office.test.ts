import { expect, it } from 'vitest'
import { takeFrozenSnapshots } from '../../../core/reports/snapshots.ts'
import { officeStatisticsTables, statisticsOfOffice } from '../../../core/reports/statistics-of-office.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours, afterFreeze as now } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await cityWithHours(database)
const { cycle } = town

/** The form by unit, as name and 应验证人数. */
async function unitsOf(officeId: string) {
  const [, byUnit] = await officeStatisticsTables(prisma, officeId, cycle)
  return byUnit!.rows.map(({ name, expected }) => [name, expected])
}

it('the form of a year stays the sum of its schools when one of them comes under another office later', async () => {
  await town.teacher('安一', [18, 42, 12])
  await town.teacher('白二', [6, 36, 12])
  await town.teacher('陈三', [18, 42, 12], { school: 'other-school' })
  await town.teacher('邓四', [18, 42, 12], { school: 'bureau-school' })
  await town.freeze()
  expect(await takeFrozenSnapshots(database, { cycle, now })).toBe(true)
  const district = [
    ['示例一小', 2],
    ['示例二小', 1],
    ['合计', 3],
  ]
  expect(await unitsOf('district')).toEqual(district)

  await prisma.organisation.update({ where: { id: 'school' }, data: { parentId: 'training-centre' } })
  expect(await unitsOf('district')).toEqual(district)
  expect(await unitsOf('training-centre')).toEqual([
    ['示例直属中学', 1],
    ['合计', 1],
  ])
  const { frozen } = await statisticsOfOffice(prisma, 'district', cycle)
  expect(frozen?.statistics.total.expected).toBe(3)
})
