import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../core/refusal.ts'
import {
  consequenceOfNotPassing,
  listNotPassed,
  type NotPassed,
  type NotPassedReader,
  notPassedTable,
} from '../../../core/reports/not-passed.ts'
import { freshDatabase } from '../../support/database.ts'
import { cityWithHours, afterFreeze as now } from '../../support/frozen-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const town = await cityWithHours(database)
const { cycle } = town

await town.teacher('安一', [18, 42, 12])
const short = await town.teacher('白二', [6, 36, 12])
await town.declaration(short.id, 'INVALID', { courseName: '无效课程' })
await town.teacher('陈三', [18, 42, 0], { school: 'other-school' })
await town.teacher('邓四', [0, 60, 12], { school: 'bureau-school' })
const readers: Record<string, [NotPassedReader, string, { id: string }]> = {
  hr: ['HR_OFFICER', 'school', await town.person('人事', ['HR_OFFICER'])],
  principal: ['PRINCIPAL', 'other-school', await town.person('校长', ['PRINCIPAL'], 'other-school')],
  district: ['DISTRICT_REVIEWER', 'district', await town.person('区员', ['DISTRICT_REVIEWER'], 'district')],
  city: [
    'CITY_SUPERVISOR',
    'guidance-centre',
    await town.person('市员', ['CITY_SUPERVISOR'], 'guidance-centre'),
  ],
}

async function seenBy(reader: string): Promise<NotPassed> {
  const [role, organisationId, { id }] = readers[reader]!
  const list = await listNotPassed(prisma, { organisationId, role, actor: { personId: id } }, { cycle, now })
  if (isRefusal(list)) throw new Error(list.refused)
  return list
}

describe('S062: who has not passed', () => {
  it.each([
    ['hr', ['白二']],
    ['principal', ['陈三']],
    ['district', ['白二', '陈三']],
    ['city', ['白二', '邓四', '陈三']],
  ])('%s sees those of their own organisation', async (reader, names) => {
    expect((await seenBy(reader)).people.map(({ name }) => name).sort()).toEqual([...names].sort())
  })

  it('nobody sees another organisation, nor without the role', async () => {
    const [, , hr] = readers.hr!
    const actor = { personId: hr.id }
    for (const [role, organisationId] of [
      ['HR_OFFICER', 'other-school'],
      ['PRINCIPAL', 'school'],
      ['DISTRICT_REVIEWER', 'district'],
    ] as const) {
      const list = await listNotPassed(prisma, { organisationId, role, actor }, { cycle, now })
      expect(list).toMatchObject({ refused: 'not-your-role' })
    }
  })

  it('the list says why, and what follows in the words of the notice, without an ID number', async () => {
    const table = notPassedTable(await seenBy('hr'), { cycle, organisationName: '示例一小', now })
    expect(table.head).toContain('最终结果　应验证 2 人，未达标 1 人')
    expect(table.rows).toEqual([
      {
        number: 1,
        school: '示例一小',
        name: '白二',
        certificateNumber: short.certificateNumber,
        PUBLIC: 6,
        PROFESSIONAL: 36,
        ELECTIVE: 12,
        total: 54,
        reasons: '公需科目6/18，差12学时；专业科目36/42，差6学时；总学时54/72，差18学时；有1项申报无效',
      },
    ])
    const elsewhere = notPassedTable(await seenBy('principal'), { cycle, organisationName: '示例二小', now })
    expect(elsewhere.rows).toMatchObject([{ name: '陈三', reasons: '总学时60/72，差12学时；未申报' }])
    expect(table.foot[0]).toBe(consequenceOfNotPassing.zh)
    expect(table.foot[0]).toContain('当年年度考核不得评为优秀')
    expect(JSON.stringify(table)).not.toContain(short.idNumber)
  })
})
