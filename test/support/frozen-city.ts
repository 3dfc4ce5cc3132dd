import { idNumberColumns } from '../../core/privacy/keep-id-number.ts'
import { openSealer } from '../../core/privacy/sealing.ts'
import type { DeclarationState } from '../../core/review/actions.ts'
import type { Role } from '../../core/terms.ts'
import type { Database } from '../../prisma/database.ts'
import { smallCity } from './small-city.ts'

export const testSealer = openSealer({ sealing: Buffer.alloc(32, 1), index: Buffer.alloc(32, 2) })

/** After the second round of the district is over, when nothing of 2014 changes any more. */
export const afterFreeze = new Date('2015-03-07T10:00:00+08:00')

/**
 * The small city under its city's offices, with teachers whose hours are given, for what happens after the
 * freeze.
 */
export async function cityWithHours(database: Database) {
  const { prisma } = database
  const town = await smallCity(database)
  await prisma.organisation.createMany({
    data: [
      { id: 'city', kind: 'CITY', name: '示例市教育局' },
      { id: 'remote-centre', kind: 'CITY', name: '示例远程培训中心', parentId: 'city' },
      { id: 'guidance-centre', kind: 'CITY', name: '示例指导中心', parentId: 'city' },
      { id: 'training-centre', kind: 'TRAINING_CENTRE', name: '示例市培训中心', parentId: 'city' },
      {
        id: 'bureau-school',
        kind: 'SCHOOL',
        name: '示例直属中学',
        parentId: 'training-centre',
        code: '90003',
      },
    ],
  })
  await prisma.organisation.update({ where: { id: 'district' }, data: { parentId: 'city' } })
  await prisma.organisation.update({ where: { id: 'school' }, data: { code: '90001' } })
  await prisma.organisation.update({ where: { id: 'other-school' }, data: { code: '90002' } })
  let teachers = 0

  return {
    ...town,
    /** A teacher on the roster with an ID number and hours on record as (PUBLIC, PROFESSIONAL, ELECTIVE). */
    async teacher(
      name: string,
      hours: readonly [number, number, number],
      { school = 'school', roles = ['TEACHER'] }: { school?: string; roles?: readonly Role[] } = {},
    ) {
      const person = await town.person(name, roles, school)
      teachers += 1
      const number = `44019919800101${String(teachers).padStart(4, '0')}`
      const certificateNumber = `4401${String(teachers).padStart(8, '0')}`
      await prisma.person.update({
        where: { id: person.id },
        data: { certificateNumber, ...idNumberColumns({ number, kind: 'RESIDENT' }, person.id, testSealer) },
      })
      for (const [at, category] of (['PUBLIC', 'PROFESSIONAL', 'ELECTIVE'] as const).entries()) {
        if (hours[at]) await this.record(person.id, category, hours[at], `在册课程${category}`)
      }
      return { ...person, certificateNumber, idNumber: number }
    },
    async record(
      personId: string,
      category: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE',
      hours: number,
      courseName: string,
    ) {
      await prisma.hourRecord.create({
        data: {
          personId,
          cycleId: 2014,
          category,
          source: 'AUTO',
          courseName,
          provider: '继续教育网',
          from: new Date('2014-03-01'),
          to: new Date('2014-03-05'),
          hours,
          recordedAt: new Date('2014-04-01'),
        },
      })
    },
    async declaration(
      personId: string,
      state: DeclarationState,
      {
        category = 'PROFESSIONAL',
        hours = 6,
        courseName = '申报课程',
        baseId = 'base-one',
        school = 'school',
      }: {
        category?: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE'
        hours?: number
        courseName?: string
        baseId?: string | null
        school?: string
      } = {},
    ) {
      return prisma.declaration.create({
        data: {
          cycleId: 2014,
          personId,
          organisationId: school,
          state,
          category,
          activityType: 'other-training',
          courseName,
          provider: '示例基地',
          from: new Date('2014-05-01'),
          to: new Date('2014-05-02'),
          hours,
          claim: { baseId },
          submittedAt: new Date('2014-12-01'),
          waitingSince: new Date('2014-12-01'),
        },
      })
    },
    /** Carries out the freeze by its mark alone. */
    freeze: (at = new Date('2015-03-06T17:00:00+08:00')) =>
      prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: at } }),
  }
}
