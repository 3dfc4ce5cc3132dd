import { startPublicity } from '../../../core/publicity/start-publicity.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { DeclarationState } from '../../../core/review/actions.ts'
import type { Database } from '../../../prisma/database.ts'
import { smallCity } from '../../support/small-city.ts'

/** The first instant of the publicity's window, its last possible start, and hours of work between them. */
export const opening = new Date('2015-01-08T00:00:00+08:00')
export const lastStartInTime = new Date('2015-01-11T00:00:00+08:00')
export const morning = new Date('2015-01-08T09:00:00+08:00')

export const plus = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds)

/** The small city with schools that have named who takes complaints. */
export async function publicCity(database: Database) {
  const { prisma } = database
  const city = await smallCity(database)
  const contactOf = (office: string) => [{ office, phone: '020-12345678', address: '示例路1号' }]
  await prisma.organisation.update({
    where: { id: 'district' },
    data: { contacts: [{ ...contactOf('区教育局')[0]!, website: 'example.edu.cn' }] },
  })
  let schools = 0
  let serial = 0
  return {
    ...city,
    /** A school of its own with one administrator and one teacher, and a telephone for complaints. */
    async school() {
      schools += 1
      const id = `school-${schools}`
      await prisma.organisation.create({
        data: {
          id,
          kind: 'SCHOOL',
          name: `示例${schools}校`,
          parentId: 'district',
          contacts: contactOf(`示例${schools}校校办`),
        },
      })
      const administrator = await city.person(`管理员${schools}`, ['SCHOOL_ADMIN', 'TEACHER'], id)
      const teacher = await city.person(`教师${schools}`, ['TEACHER'], id)
      return { id, administrator, teacher }
    },
    /** A declaration as it stands after whatever happened to it. */
    async item(personId: string, schoolId: string, state: DeclarationState, hours = 6, round = 1) {
      serial += 1
      return prisma.declaration.create({
        data: {
          cycleId: 2014,
          personId,
          organisationId: schoolId,
          state,
          category: 'PROFESSIONAL',
          activityType: 'national-training',
          courseName: `课程${serial}`,
          provider: '示例',
          from: new Date('2014-07-07'),
          to: new Date('2014-07-11'),
          hours,
          round,
          claim: {},
          reasonId: state.startsWith('RETURNED') ? 'photocopy' : null,
          submittedAt: new Date('2014-12-20T01:00:00Z'),
          waitingSince: new Date('2014-12-20T01:00:00Z'),
        },
      })
    },
    start(schoolId: string, personId: string, now: Date) {
      return prisma.$transaction((tx) =>
        startPublicity(tx, { schoolId, actor: { personId } }, { cycle: city.cycle, now }),
      )
    },
    /** Starts it, or fails the test. */
    async started(school: { id: string; administrator: { id: string } }, now = morning) {
      const outcome = await this.start(school.id, school.administrator.id, now)
      if (isRefusal(outcome)) throw new Error(`This was refused: ${JSON.stringify(outcome)}`)
      return outcome
    },
  }
}
