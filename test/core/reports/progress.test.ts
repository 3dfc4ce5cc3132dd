import { expect, it } from 'vitest'
import { progressOfAll, readProgress } from '../../../core/reports/progress.ts'
import { freshDatabase } from '../../support/database.ts'
import { afterFreeze, cityWithHours } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await cityWithHours(database)
const { cycle } = town

const inReview = new Date('2015-01-16T10:00:00+08:00')
const complaintsClose = new Date('2015-01-31T00:00:00+08:00')

const [a, b] = [await town.teacher('安一', [18, 42, 12]), await town.teacher('白二', [18, 36, 12])]
const exempt = await town.teacher('陈三', [0, 0, 0], { school: 'other-school' })
await town.teacher('邓四', [0, 60, 12], { school: 'bureau-school' })
const gone = await town.teacher('离五', [0, 0, 0])
await prisma.grant.updateMany({
  where: { personId: gone.id },
  data: { withdrawnAt: new Date('2014-11-01T00:00:00+08:00') },
})
await town.declaration(b.id, 'CONFIRMED_BY_PRINCIPAL', { hours: 6 })
await town.declaration(a.id, 'SUBMITTED')
await prisma.exemption.create({
  data: {
    personId: exempt.id,
    cycleId: 2014,
    organisationId: 'other-school',
    reasonId: 'leave',
    state: 'GRANTED',
    requestedAt: inReview,
    requestedById: exempt.id,
  },
})
await prisma.publicity.create({
  data: {
    organisationId: 'school',
    cycleId: 2014,
    startsAt: new Date('2015-01-08T00:00:00+08:00'),
    endsAt: new Date('2015-01-15T00:00:00+08:00'),
    startedById: a.id,
    list: [],
  },
})
await prisma.step.createMany({
  data: ['school', 'other-school'].map((organisationId) => ({
    organisationId,
    cycleId: 2014,
    step: 'confirmation',
    doneAt: inReview,
    late: organisationId === 'other-school',
  })),
})
await prisma.complaint.create({
  data: {
    cycleId: 2014,
    organisationId: 'school',
    handlerId: 'school',
    channel: 'PHONE',
    text: '示例',
    anonymous: true,
    registeredAt: inReview,
  },
})

it('tells of each office its schools, items, teachers and complaints, and of all together', async () => {
  const offices = await readProgress(prisma, { cycle, now: inReview })
  expect(offices).toEqual([
    {
      office: { id: 'district', name: '示例区教育局', kind: 'DISTRICT' },
      // The first school's items still wait for somebody. The second has confirmed late and nothing waits
      // there.
      schools: { total: 2, published: 1, confirmed: 2, reviewed: 1, late: 1 },
      items: { SUBMITTED: 1, CONFIRMED_BY_PRINCIPAL: 1 },
      teachers: { total: 3, exempt: 1, passed: 2, notPassed: 0 },
      complaints: { open: 1, overdue: 0 },
    },
    {
      office: { id: 'training-centre', name: '示例市培训中心', kind: 'TRAINING_CENTRE' },
      schools: { total: 1, published: 0, confirmed: 0, reviewed: 0, late: 0 },
      items: {},
      teachers: { total: 1, exempt: 0, passed: 0, notPassed: 1 },
      complaints: { open: 0, overdue: 0 },
    },
  ])
  expect(progressOfAll(offices)).toMatchObject({
    schools: { total: 3, confirmed: 2 },
    items: { SUBMITTED: 1, CONFIRMED_BY_PRINCIPAL: 1 },
    teachers: { total: 4, passed: 2, notPassed: 1 },
  })
})

it('S045: a complaint is overdue from 01-31 on, and a school that has not confirmed is late after 01-18', async () => {
  const at = async (now: Date) => {
    const { schools, complaints } = progressOfAll(await readProgress(prisma, { cycle, now }))
    return { late: schools.late, ...complaints }
  }
  expect(await at(new Date(complaintsClose.getTime() - 1000))).toEqual({ late: 2, open: 1, overdue: 0 })
  expect(await at(complaintsClose)).toEqual({ late: 2, open: 1, overdue: 1 })
})

it('after the freeze only what the district approved counts', async () => {
  const { teachers } = progressOfAll(await readProgress(prisma, { cycle, now: afterFreeze }))
  expect(teachers).toEqual({ total: 4, exempt: 1, passed: 1, notPassed: 2 })
})
