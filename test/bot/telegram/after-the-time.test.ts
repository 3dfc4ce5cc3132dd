import { beforeAll, describe, expect, test } from 'vitest'
import { type ConfirmedItem, confirmedItem, confirmedSchool } from '../../support/confirmed.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

/** What is done late, or not at all, says what comes of it. */
const town = await startTestProgram()
const { prisma } = town.database
const [district, administrator, teacher] = await town.introduce('黎明轩', '何丽萍', '李文博')
let returned: ConfirmedItem
let silent: ConfirmedItem

beforeAll(async () => {
  const { id } = await prisma.person.findFirstOrThrow({ where: { name: '李文博' } })
  await confirmedSchool(town.database, 'mingde')
  returned = await confirmedItem(town.database, id, { photo: true, courseName: '英语听说教学研修' })
  silent = await confirmedItem(town.database, id, { photo: true, courseName: '语文统编教材研修' })
})

const at = (instant: string) => town.sandbox.clock.moveTo(new Date(`${instant}+08:00`))

describe('a first return after the teachers’ time to correct (ruling 8)', () => {
  test('before it tells the time that is left for it', async () => {
    await at('2015-02-04T16:30:00')
    await say(district, returned.number, `${returned.number} · `)
    expect((await tap(district, '退回', '请选择退回原因')).text).toContain('教师须在2015年2月4日17:00前更正')
  })

  test('says to the district that nothing can be corrected any more, before and after', async () => {
    await at('2015-02-10T10:00:00')
    await say(district, returned.number, `${returned.number} · `)
    const reasons = await tap(district, '退回', '教师更正期限（2015年2月4日17:00）已过：现在退回')
    expect(reasons.text).toContain('这项申报将在数据冻结时定为无效')
    expect(reasons.text).not.toContain('教师须在')
    await tap(district, '证书为复印件', '可以再写一句说明')
    const done = await tap(district, '不写说明，直接退回', `已退回：${returned.number}`)
    expect(done.text).toContain('教师更正期限（2015年2月4日17:00）已过，这项申报将在数据冻结时定为无效')
    expect(done.text).not.toContain('教师须在')
  })

  test('is told to the teacher and the school without a deadline that is over', async () => {
    expect((await teacher.waitFor('您的申报被复审退回')).text).toContain('修改期限已过')
    const told = await administrator.waitFor('教师更正期限（2015年2月4日17:00）已过')
    expect(told.text).toContain('目前 1 项不能再更正，将在数据冻结时定为无效')
  })
})

test('after the freeze nobody has an item any more, and /status says what became of it', async () => {
  expect((await say(teacher, '/status', silent.number)).text).toContain('现在由上级主管部门复审')
  await at('2015-03-06T17:00:00')
  const page = await say(teacher, '/status', '数据冻结时还没有审核完，不计入学时')
  expect(page.text).toContain('无效原因：证书为复印件')
  expect(page.text).not.toContain('现在由')
  expect(page.text).not.toContain('退回原因')
})
