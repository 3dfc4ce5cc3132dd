import { randomUUID } from 'node:crypto'
import type { Cycle } from '../../core/cycle/cycle.ts'
import file2014 from '../../core/cycle/cycle-2014.json' with { type: 'json' }
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import type { Answers } from '../../core/declarations/form.ts'
import type { Role } from '../../core/terms.ts'
import type { Database } from '../../prisma/database.ts'

/**
 * A district, two schools and whom a test asks for: enough for rules that need a database, without the demo
 * city.
 */
export async function smallCity({ prisma }: Database) {
  await prisma.cycle.create({ data: { id: 2014, data: file2014 as object, loadedAt: new Date() } })
  await prisma.organisation.createMany({
    data: [
      { id: 'district', kind: 'DISTRICT', name: '示例区教育局' },
      { id: 'school', kind: 'SCHOOL', name: '示例一小', parentId: 'district', code: '90901' },
      { id: 'other-school', kind: 'SCHOOL', name: '示例二小', parentId: 'district', code: '90902' },
    ],
  })
  let accounts = 1000
  return {
    cycle: cycle2014 as Cycle,
    cycleOf: () => cycle2014,
    /** A person with an account, these roles in their organisation and a confirmed profile. */
    async person(name: string, roles: readonly Role[], organisationId = 'school') {
      const { id } = await prisma.person.create({
        data: { name, organisationId, certificateNumber: randomUUID().slice(0, 12) },
      })
      accounts += 1
      await prisma.account.create({ data: { id: accounts, personId: id } })
      for (const role of roles) {
        await prisma.grant.create({ data: { personId: id, role, organisationId, grantedAt: new Date(0) } })
      }
      await prisma.profileConfirmation.create({
        data: { personId: id, cycleId: 2014, confirmedAt: new Date(0) },
      })
      return { id, accountId: accounts }
    },
    /** The notices that stand in the outbox for somebody, oldest first. */
    async noticesFor(accountId: number) {
      const rows = await prisma.outboxMessage.findMany({
        where: { chatId: accountId },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ body }) => (body as { notice: { kind: string } }).notice)
    },
  }
}

/** Everything that a declaration of a two-week course needs but the photos. */
export const completeAnswers: Answers = {
  category: 'PROFESSIONAL',
  activityType: cycle2014.activityTypes.find(
    ({ categories, unit, refused, maxHoursPerItem }) =>
      categories.includes('PROFESSIONAL') && unit !== 'items' && !refused && !maxHoursPerItem,
  )!.id,
  courseName: '中小学教师信息技术应用能力提升',
  provider: '示例培训中心',
  from: '2014-07-07',
  to: '2014-07-11',
  amount: { value: 30, unit: 'hours' },
  hours: 30,
  foreign: false,
  datesOnCertificate: true,
  originalsConfirmed: true,
}
