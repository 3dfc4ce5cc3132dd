import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma, pool } = town.database
const administrator = town.phoneOf('何丽萍')
const teacher = town.phoneOf('李文博')

/** S071: the next year is open, and this one's export was over a week ago. */
const nextYear = new Date('2015-04-01T09:00:00+08:00')

const account = (phone: SandboxPhone) => prisma.account.findUniqueOrThrow({ where: { id: phone.userId } })

describe('before the next year opens', () => {
  test('/cycle says which years there are and how each stands, and offers nothing to choose', async () => {
    const shown = await say(teacher, '/cycle', '当前使用：2014年度（按当前日期自动选定）')
    expect(shown.text).toContain('2014年度：申报进行中，请于2014年12月31日24:00前提交')
    expect(shown.text).toContain('2015年度：2015年4月1日开始申报（示例，待主管部门确认）')
    expect(labels(shown)).toEqual([])
  })

  test('a year that has not begun cannot be chosen by a forged button', async () => {
    const { id } = await say(teacher, '/status', '2014年度')
    for (const value of [2015, 1999, '', "2015'"]) {
      await teacher.forgeTap(id, tapData('cycle.choose', value))
      expect(await account(teacher)).toMatchObject({ cycleId: null })
    }
  })
})

describe('when two years stand side by side', () => {
  test('a teacher declares in the year that is open, and may look at the other', async () => {
    await town.sandbox.clock.moveTo(nextYear)
    const shown = await say(teacher, '/cycle', '当前使用：2015年度（按当前日期自动选定）')
    expect(shown.text).toContain('2014年度：已结束，仅供查看')
    expect(labels(shown)).toEqual(['2015年度', '2014年度', '✓ 按当前日期自动'])

    const chosen = await tap(teacher, '2014年度', '当前使用：2014年度（由您选定）')
    expect(chosen.id).toBe(shown.id)
    expect(labels(chosen)).toEqual(['2015年度', '✓ 2014年度', '按当前日期自动'])
    expect((await say(teacher, '/status', '中小学教师信息技术应用能力提升')).text).toContain('2014年度')
  })

  test('a tap that comes twice chooses once, and «按当前日期自动» goes back', async () => {
    await say(teacher, '/cycle', '当前使用：2014年度（由您选定）')
    await teacher.doubleTap('按当前日期自动')
    await teacher.waitFor('当前使用：2015年度（按当前日期自动选定）')
    expect(await account(teacher)).toMatchObject({ cycleId: null })
    await say(teacher, '/status', '2015年度')
  })

  test('it stands in the menu of those who review, not of a teacher', async () => {
    await say(administrator, '/help', '/cycle 切换年度')
    await expect.poll(async () => (await account(administrator)).menu).toContain('cycle')
    expect((await account(teacher)).menu).not.toContain('cycle')
  })

  test('whoever reviews stays with the year under review until it is finished', async () => {
    const { rows } = await pool.query<{ data: { windows: { id: string; until: string }[] } }>(
      'select data from cycle where id = 2014',
    )
    const { data } = rows[0]!
    const exporting = data.windows.find(({ id }) => id === 'export')!
    exporting.until = '2015-04-30'
    await pool.query(
      `update cycle set data = $1, loaded_at = loaded_at + interval '1 second' where id = 2014`,
      [JSON.stringify(data)],
    )
    await town.program.house.cycles.refresh()
    const shown = await say(administrator, '/cycle', '当前使用：2014年度（按当前日期自动选定）')
    expect(shown.text).toContain('2014年度：数据已冻结，正在市级确认和导出')
    await say(teacher, '/cycle', '当前使用：2015年度（按当前日期自动选定）')
  })
})

describe('somebody who administers two schools', () => {
  test('without a second one there is nothing to switch', async () => {
    await say(administrator, '/desk', '您只在 天河区明德小学（示例）（学校继续教育管理员）任职，无需切换')
    await say(teacher, '/desk', '这项功能只供在单位担任管理职务的人员使用')
  })

  test('acts for the one they chose, until they switch again', async () => {
    const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
    await prisma.grant.create({
      data: { personId, role: 'SCHOOL_ADMIN', organisationId: 'qinghe', grantedAt: new Date() },
    })
    const shown = await say(administrator, '/desk', '您在多个单位任职，尚未选定')
    expect(labels(shown)).toEqual(['天河区明德小学（示例）', '天河区清禾中学（示例）', '✓ 不指定'])
    await say(administrator, '/staff', /天河区明德小学（示例）[\s\S]*年度教师/)

    await say(administrator, '/desk', '您在多个单位任职，尚未选定')
    await tap(administrator, '天河区清禾中学（示例）', '您现在以 天河区清禾中学（示例） 的身份办理')
    await say(administrator, '/staff', /天河区清禾中学（示例）[\s\S]*年度教师/)
    expect((await account(administrator)).menu).toContain('desk')
  })

  test('cannot choose a school where they hold nothing, by whatever button', async () => {
    const { id } = await say(administrator, '/desk', '您现在以 天河区清禾中学（示例） 的身份办理')
    await administrator.forgeTap(id, tapData('desk.choose', 'bolin'))
    await administrator.forgeTap(id, tapData('desk.choose'))
    expect((await account(administrator)).desk).toBe('qinghe')
  })

  test('falls back to the other one when the role there is gone', async () => {
    await prisma.grant.updateMany({
      where: { organisationId: 'qinghe', role: 'SCHOOL_ADMIN', person: { name: '何丽萍' } },
      data: { withdrawnAt: new Date() },
    })
    await say(administrator, '/staff', /天河区明德小学（示例）[\s\S]*年度教师/)
  })
})
