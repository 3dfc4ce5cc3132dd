import { beforeAll, describe, expect, test } from 'vitest'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
await town.introduce('李文博', '周敏', '何丽萍', '郑小琳')

async function status(name: string) {
  const phone = town.phoneOf(name)
  return say(phone, '/status', '2014年度学时')
}

describe('while there is time (S006–S007)', () => {
  test('「怎样达标」 tells the shortest way in days, counting on what is under review', async () => {
    const phone = town.phoneOf('李文博')
    await status('李文博')
    const advice = await tap(phone, '怎样达标', '达标的最短路径')
    // He has 18, 12 and 6 hours, and 30 professional ones under review: only 6 of whatever category are
    // missing.
    expect(advice.text).toContain('已把审核中的 30 学时算在内')
    expect(advice.text).toContain('任意科目：还需 6 学时（约 1 天）')
    expect(advice.text).toContain('请于2014年12月31日24:00前提交申报')
    expect(advice.text).not.toContain('省高中')
    await tap(phone, '返回进度', '2014年度学时')
  })

  test('「五年周期」 says which years are not held here', async () => {
    const phone = town.phoneOf('李文博')
    await status('李文博')
    const years = await tap(phone, '五年周期', '五年周期（2011–2015）')
    expect(years.text).toContain('2013：本系统无记录')
    expect(years.text).toContain('2014：验证进行中')
  })

  test('whoever has enough is not asked for more', async () => {
    expect(labels(await status('何丽萍'))).not.toContain('怎样达标')
  })
})

describe('after the freeze', () => {
  beforeAll(async () => {
    await town.moveTo('2015-03-06T17:00:01')
    await town.program.sweepNow()
  })

  test('S062: every bound teacher is told the final verdict once, with the reasons and what follows', async () => {
    const notPassed = await town.phoneOf('李文博').waitFor('最终结果')
    expect(notPassed.text).toContain('最终结果：未达标')
    expect(notPassed.text).toContain('专业科目还差 30 学时、总学时还差 36 学时')
    expect(notPassed.text).toContain('未通过继续教育年度验证的，当年年度考核不得评为优秀等次')
    expect((await town.phoneOf('何丽萍').waitFor('最终结果')).text).toContain(
      '最终结果：达标，共 72 学时。祝贺您！',
    )
    await Promise.all(Array.from({ length: 3 }, () => town.program.sweepNow()))
    const keys = await prisma.outboxMessage.findMany({
      where: { key: { startsWith: 'final-verdict:2014:' } },
      select: { chatId: true },
    })
    const bound = await prisma.account.count({
      where: { person: { grants: { some: { role: 'TEACHER', withdrawnAt: null } } } },
    })
    expect(keys).toHaveLength(bound)
  })

  test('the year stands in the five years with its final hours', async () => {
    await status('何丽萍')
    const phone = town.phoneOf('何丽萍')
    const years = await tap(phone, '五年周期', '五年周期')
    expect(years.text).toContain('2014：公需 18 · 专业 42 · 选修 12 · 合计 72 · 达标')
    expect(years.text).toContain('以上有记录年度合计：公需 18')
  })
})
