import { beforeAll, describe, expect, test } from 'vitest'
import type { ShownMessage } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [admin, reviewer, teacher] = await town.introduce('何丽萍', '黎明轩', '李文博')
/** As long as an id may be: it does not fit into a button beside a person's. */
const longest = 'illness-of-more-than-half-of-the-yea'

beforeAll(async () => {
  const exemptionReasons = [{ id: longest, label: { zh: '长期病假', en: 'Long illness' } }]
  await prisma.cycle.update({
    where: { id: 2014 },
    data: { data: { ...file2014, exemptionReasons } as object, loadedAt: new Date() },
  })
  await town.program.house.cycles.refresh()
})

async function openMore() {
  await admin.send('/staff')
  await admin.tap('按姓名查找')
  await admin.send('李文博')
  await admin.tap(/^李文博/)
  return tap(admin, '更多', '李文博：其他办理')
}

describe('an exemption (ruling 14)', () => {
  test('is asked for by the school with a reason of the cycle and approved by the district', async () => {
    await openMore()
    await tap(admin, '免验', '请选择原因')
    await tap(admin, '长期病假', '请写明具体情况')
    await admin.send('三月起住院')
    await tap(admin, '确认申请', '已为李文博提交免验申请')
    await reviewer.waitFor('为李文博申请2014年度免验（长期病假）')
    await say(reviewer, '/exemptions', '1 项待办')
    await tap(reviewer, /^李文博/, '三月起住院')
    await tap(reviewer, '批准免验', '批准后不计入应验证人数')
    await tap(reviewer, '确认批准', '已批准李文博免验')
    await teacher.waitFor('您的2014年度免验已批准')
  })

  let approved: ShownMessage

  test('that was approved stands in a list of its own and is revoked with a reason; everybody is told', async () => {
    await say(reviewer, '/exemptions', '目前没有等待审批的免验申请')
    await tap(reviewer, '已批准（1）', '已批准的免验（2014年度）：1 人')
    approved = await tap(reviewer, /^李文博/, '不计入应验证人数')
    await tap(reviewer, '撤销免验', '请写明原因')
    await reviewer.send('已于十月返岗')
    await tap(reviewer, '确认撤销免验', '已撤销李文博的免验，重新计入应验证人数')
    const told = await teacher.waitFor('您的2014年度免验已被上级主管部门撤销')
    expect(told.text).toContain('原因：已于十月返岗')
    expect(told.text).toContain('还缺的学时须在2014年12月31日24:00前申报')
    expect(labels(told)).toEqual(['查看学时与进度'])
    expect((await admin.waitFor('李文博的2014年度免验已被上级主管部门撤销')).text).toContain('已于十月返岗')
    expect((await openMore()).text).toContain('本年度免验：长期病假，已撤销\n说明：已于十月返岗')
    expect(await prisma.exemption.count({ where: { state: 'REVOKED' } })).toBe(1)
  })

  test('revoked already is said to whoever taps the old card, and the list is empty', async () => {
    await reviewer.tapStale(approved, '撤销免验')
    await reviewer.waitFor('这项免验已经撤销')
    const list = await say(reviewer, '/exemptions', '目前没有等待审批的免验申请')
    expect(list.buttons.flat()).toEqual([])
  })

  test('is revoked by nobody else, whatever is tapped', async () => {
    const { id } = await prisma.exemption.findFirstOrThrow({ where: { state: 'REVOKED' } })
    await prisma.exemption.update({
      where: { id },
      data: { state: 'GRANTED', revokedAt: null, revokedById: null, revokedWhy: null },
    })
    const seen = (await teacher.messages()).at(-1)!
    for (const data of [
      tapData('exempt.back', id),
      tapData('exempt.whyed', id, 3),
      tapData('exempt.granted', 0),
    ]) {
      await teacher.forgeTap(seen.id, data)
      await teacher.waitFor('只对')
    }
    const elsewhere = town.phoneOf('贺春兰')
    const list = await say(elsewhere, '/exemptions', '目前没有等待审批的免验申请')
    await elsewhere.forgeTap(list.id, tapData('exempt.back', id))
    await elsewhere.waitFor('没有找到这项免验申请')
    expect(await prisma.exemption.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'GRANTED' })
  })
})
