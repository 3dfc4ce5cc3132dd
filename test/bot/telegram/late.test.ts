import { describe, expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

/** What is late, as those see it whose it is and those above them (S064, S070). */
const town = await startTestProgram()
const { prisma } = town.database
const [operator, supervisor, reviewer] = await town.introduce('钟伟雄', '温淑贤', '黎明轩')

const at = (instant: string) => town.sandbox.clock.moveTo(new Date(`${instant}+08:00`))

describe('what is late among the schools', () => {
  test('is counted in /progress and stands in the city’s /late by office, which leads to it', async () => {
    expect((await say(supervisor, '/progress', '全市进度')).text).not.toContain('逾期未完成')
    await at('2015-01-15T09:00:00')
    const all = await say(supervisor, '/progress', '逾期未完成（单位数）')
    expect(all.text).toMatch(/逾期未完成（单位数）：校级审验 \d · 学校公示 6/)
    const late = await tap(supervisor, '逾期情况', '逾期未完成')
    expect(late.text).toContain('学校公示（应在2015年1月14日24:00前完成）\n· 天河区教育局：所属学校 3 所')
    expect(labels(late)).toContain('天河区教育局')
    expect(labels(late)).not.toContain('天河区明德小学（示例）')
    await supervisor.tap('Excel 文件')
    const { messages } = await supervisor.waitUntil(
      (chat) => chat.messages.some(({ from, document }) => from === 'bot' && document),
      { what: 'a file' },
    )
    const list = messages.findLast(({ document }) => document)!
    expect(list.document!.fileName).toMatch(/^2014年度逾期未完成事项一览表-.*\.xlsx$/)
    await supervisor.tapOn(late.id, '天河区教育局')
    expect((await supervisor.waitFor('天河区教育局\n\n学校 3 所')).text).toContain('学校公示 3')
  })

  test('stands in the district’s /late school by school', async () => {
    const late = await say(reviewer, '/late', '逾期未完成')
    expect(late.text).toContain('· 天河区明德小学（示例）')
    expect(late.text).not.toContain('越秀区')
  })

  test('is for the offices alone', async () => {
    const teacher = town.phoneOf('李文博')
    await say(teacher, '/late', '只对')
    const seen = (await teacher.messages()).at(-1)!
    for (const data of [tapData('late', 0), tapData('late.file', 'xlsx')]) {
      await teacher.forgeTap(seen.id, data)
      await teacher.waitFor('只对')
    }
  })
})

describe('what is late in the city itself', () => {
  test('S057: the statistics of districts and city: both are told, and the supervisors of both', async () => {
    await at('2015-03-12T09:00:00')
    expect((await reviewer.waitFor('「统计上报」应在')).text).toContain('指导中心也会收到通知')
    const own = await operator.waitFor('应在2015年3月11日24:00前完成，目前尚未完成')
    expect(own.text).toContain('市教师远程培训中心：2014年度「统计上报」')
    expect(own.text).toContain('市教师继续教育指导中心也会收到通知')
    const told = await supervisor.waitFor('4 个单位尚未完成')
    expect(told.text).toContain('市教师远程培训中心')
    expect(labels(told)).toEqual(['逾期情况'])
  })

  test('S059: the city’s confirmation: its own office is told, and those who wait for it', async () => {
    await at('2015-03-14T09:00:00')
    const own = await supervisor.waitFor('应在2015年3月13日24:00前完成，目前尚未完成')
    expect(own.text).toContain('市教师远程培训中心也会收到通知')
    const told = await operator.waitFor('市级确认之后才能导出数据')
    expect(told.text).toContain('市教师继续教育指导中心尚未完成')
    await operator.tapOn(told.id, '逾期情况')
    expect((await operator.waitFor('（应在2015年3月13日24:00前完成）')).text).toContain(
      '· 市教师继续教育指导中心',
    )
  })

  test('S060: the export, and nothing any more once it is marked', async () => {
    await at('2015-03-26T09:00:00')
    await operator.waitFor('应在2015年3月25日24:00前完成，目前尚未完成')
    await supervisor.waitFor('应在2015年3月25日24:00前完成，现已逾期')
    const late = await say(supervisor, '/late', '（应在2015年3月25日24:00前完成）')
    expect(late.text).toContain('· 市教师远程培训中心')
    const steps = ['city-statistics', 'complaint-supervision', 'city-confirmation', 'export'].map((step) => ({
      ...{ organisationId: 'city', cycleId: 2014, step, late: true },
      doneAt: new Date('2015-03-26T09:30:00+08:00'),
    }))
    await prisma.step.createMany({ data: steps })
    const after = await say(supervisor, '/late', '逾期')
    expect(after.text).not.toMatch(/数据导出|市级确认|远程/)
    expect(after.text).toContain('天河区教育局')
  })
})
