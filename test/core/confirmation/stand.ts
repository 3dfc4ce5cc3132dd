import { randomUUID } from 'node:crypto'
import type { DeclarationState } from '../../../core/review/actions.ts'
import type { Category } from '../../../core/terms.ts'
import { endOfDay, startOfDay } from '../../../core/time/shanghai.ts'
import type { Database } from '../../../prisma/database.ts'

/**
 * Puts a small city into the state in which a test of the last weeks begins: items, a publicity, complaints,
 * hours on record.
 */
export function standIn({ prisma }: Database) {
  const from = new Date('2014-07-07')
  const to = new Date('2014-07-11')
  return {
    async item(
      personId: string,
      state: DeclarationState,
      { round = 1, hours = 30, category = 'PROFESSIONAL' as Category, organisationId = 'school' } = {},
    ): Promise<string> {
      const at = startOfDay('2014-12-01')
      const { id } = await prisma.declaration.create({
        data: {
          cycleId: 2014,
          personId,
          organisationId,
          state,
          round,
          category,
          hours,
          reasonId: state.startsWith('RETURNED') || state === 'INVALID' ? 'photocopy' : null,
          activityType: 'other-training',
          courseName: `课程${randomUUID()}`,
          provider: '示例培训中心',
          from,
          to,
          claim: {},
          submittedAt: at,
          waitingSince: at,
        },
      })
      return id
    },
    /** Seven days from 2015-01-08 on. */
    async publicity(organisationId = 'school') {
      return prisma.publicity.create({
        data: {
          organisationId,
          cycleId: 2014,
          startsAt: startOfDay('2015-01-08'),
          endsAt: endOfDay('2015-01-14'),
          startedById: randomUUID(),
          list: [],
        },
      })
    },
    async complaint(declarationId: string, { handlerId = 'school' } = {}) {
      return prisma.complaint.create({
        data: {
          cycleId: 2014,
          organisationId: 'school',
          handlerId,
          declarationId,
          channel: 'PHONE',
          text: '来电反映',
          anonymous: true,
          registeredAt: startOfDay('2015-01-12'),
        },
      })
    },
    async settle(complaintId: string, upheld: boolean, at: Date) {
      await prisma.complaint.update({
        where: { id: complaintId },
        data: { state: 'SETTLED', upheld, finding: '已核查', settledAt: at },
      })
    },
    /** Hours on record, as (PUBLIC, PROFESSIONAL, ELECTIVE). */
    async recorded(personId: string, ...hours: [number, number, number]) {
      const categories = ['PUBLIC', 'PROFESSIONAL', 'ELECTIVE'] as const
      const records = categories.map((category, at) => ({
        personId,
        cycleId: 2014,
        category,
        source: 'AUTO' as const,
        courseName: `在线课程${category}`,
        provider: '继续教育网',
        from,
        to,
        hours: hours[at]!,
        recordedAt: to,
      }))
      await prisma.hourRecord.createMany({ data: records.filter((record) => record.hours > 0) })
    },
    async stateOf(declarationId: string): Promise<DeclarationState> {
      const { state } = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
      return state
    },
  }
}
