import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { sayIn } from '../../../bot/telegram/dialogue/texts.ts'
import { loadCycle, windowIds } from '../../../core/cycle/cycle.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { flowOf, flowTable } from '../../../core/reports/flow.ts'
import { flowPicture, flowWidth } from '../../../core/reports/flow-picture.ts'
import type { Locale } from '../../../core/terms.ts'
import { civilDateOf, formatDate, formatUntil } from '../../../core/time/shanghai.ts'

const flow = (cycle = cycle2014, locale: Locale = 'zh') => flowOf(cycle, locale, sayIn(locale))
const rowsOf = (of: ReturnType<typeof flow>) => of.phases.flatMap(({ rows }) => rows)
const textOf = (of: ReturnType<typeof flow>) => JSON.stringify(of)

describe('the flow of a cycle (S087, annex 5)', () => {
  test('has every window once', () => {
    const ids = flowTable.flatMap(({ windows }) => windows.map(([id]) => id))
    expect(ids.toSorted()).toEqual([...windowIds].toSorted())
  })

  test.each([
    ['2014', cycle2014],
    ['2015', cycle2015],
  ])('tells from when, until when and until when at the latest each window of %s goes', (_, cycle) => {
    for (const { label, opensAt, closesAt, latestAt, kind } of cycle.windows) {
      const row = rowsOf(flow(cycle)).find(({ what }) => what === label.zh)
      expect(row?.when).toContain(`${formatUntil(closesAt, 'zh')}前`)
      if (opensAt) expect(row?.when).toContain(`${formatDate(civilDateOf(opensAt), 'zh')}起`)
      if (latestAt) expect(row?.when).toContain(`最迟${formatUntil(latestAt, 'zh')}前`)
      expect(row?.hard).toBe(kind === 'hard')
    }
  })

  test('names who acts, the ways back, the end, and whom to call', () => {
    const text = textOf(flow())
    for (const who of ['教师', '校长', '学校继续教育管理员']) expect(text).toContain(who)
    expect(text).toContain('2015年3月6日 17:00数据冻结')
    for (const { phone } of cycle2014.contacts) expect(text).toContain(phone)
  })

  test('says that the notice decides, and marks what is an example: in 2015 every date', () => {
    for (const cycle of [cycle2014, cycle2015]) expect(textOf(flow(cycle))).toContain('以通知为准')
    expect(rowsOf(flow()).filter(({ when }) => when.endsWith('示例'))).toHaveLength(0)
    expect(rowsOf(flow(cycle2015)).every(({ when }) => when.endsWith('示例'))).toBe(true)
  })

  test('says the same in English, without one 汉字', () => {
    expect(textOf(flow(cycle2014, 'en'))).not.toMatch(/\p{Script=Han}/u)
  })

  test('is a picture for a phone that grows with what it says', async () => {
    const changed = structuredClone(file2014)
    changed.windows.find(({ id }) => id === 'principal-confirmation')!.label.zh =
      '校长核实全校教师申报信息、确认上报并填写本校年度验证工作统计表和纸质盖章表'.repeat(2)
    const [given, longer] = await Promise.all(
      [cycle2014, loadCycle(changed)].map(async (cycle) =>
        sharp(await flowPicture(cycle, 'zh', sayIn('zh'))).metadata(),
      ),
    )
    expect([given!.format, given!.width]).toEqual(['png', flowWidth])
    expect(longer!.height).toBeGreaterThan(given!.height!)
  })
})
