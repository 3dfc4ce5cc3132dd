import { describe, expect, test } from 'vitest'
import { loadCycle } from '../../../core/cycle/cycle.ts'
import file2014 from '../../../core/cycle/cycle-2014.json' with { type: 'json' }
import { cycle2014, cycle2015 } from '../../../core/cycle/shipped-cycles.ts'
import { boxIds, placeOf, page as sheet } from '../../../core/reports/flow-places.ts'
import { renderFlowSheet } from '../../../core/reports/flow-sheet.ts'
import { civilDateOf, formatDate, formatDeadline, formatUntil } from '../../../core/time/shanghai.ts'
import { type Piece, readPdf } from './read-pdf.ts'

/** The lines of the one page, without the white space at which a line may have been broken. */
async function linesOf(...asked: Parameters<typeof renderFlowSheet>): Promise<string[]> {
  const { pages, pieces } = readPdf(await renderFlowSheet(...asked))
  expect(pages).toHaveLength(1)
  return pieces[0]!.map(({ text }: Piece) => text)
}

describe('the picture of the flow (S087, annex 5)', () => {
  test('is one A4 page across with both fonts embedded, small enough to send', async () => {
    const pdf = await renderFlowSheet(cycle2014, 'zh')
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 841.89 595.28]')
    const { pages, fonts } = readPdf(pdf)
    expect(pages).toHaveLength(1)
    expect(fonts).toHaveLength(2)
    expect(pdf.length).toBeLessThan(200_000)
  })

  test.each([
    ['2014', cycle2014],
    ['2015', cycle2015],
  ])('tells from when, until when and until when at the latest each window of %s goes', async (_, cycle) => {
    const lines = await linesOf(cycle, 'zh')
    for (const { id, label, opensAt, closesAt, latestAt } of cycle.windows) {
      const holds = (text: string) => lines.some((line) => line.includes(text))
      expect(holds(formatDeadline(closesAt, 'zh')), id).toBe(true)
      if (latestAt) expect(holds(`最迟${formatDeadline(latestAt, 'zh')}`), id).toBe(true)
      if (opensAt)
        expect(holds(`${formatDate(civilDateOf(opensAt), 'zh')}起`) || id === 'registration').toBe(true)
      expect(lines.join(''), id).toContain(label.zh)
    }
  })

  test('tells the same in English', async () => {
    const lines = await linesOf(cycle2014, 'en')
    const text = lines.join(' ')
    for (const { id, label, closesAt, latestAt } of cycle2014.windows) {
      expect(text, id).toContain(formatUntil(closesAt, 'en'))
      if (latestAt) expect(text, id).toContain(`latest ${formatUntil(latestAt, 'en')}`)
      expect(text.replaceAll(/\s+/g, ' '), id).toContain(label.en)
    }
    expect(text).not.toMatch(/\p{Script=Han}/u)
  })

  test('shows who acts, the ways back, the three ends of the second round, and the freeze', async () => {
    const lines = await linesOf(cycle2014, 'zh')
    for (const lane of ['教师', '学校（继续教育管理员）', '校长', '区教育局（市教师培训中心）', '市'])
      expect(lines).toContain(lane)
    for (const word of [
      '提交',
      '退案',
      '再提交',
      '公布',
      '投诉',
      '复审退回、投诉查实',
      '未修改',
      '再次退回',
      '复审通过',
    ])
      expect(lines).toContain(word)
    expect(lines).toContain('数据冻结：2015年3月6日 17:00，此后不再更改')
    expect(lines).toContain('无效：冻结时仍被退案或退回的申报，不计学时')
    for (const end of ['2015年2月4日17:00前', '2015年2月6日17:00前', '2015年3月6日17:00前'])
      expect(lines).toContain(end)
    for (const { phone } of cycle2014.contacts) expect(lines.join('')).toContain(phone)
  })

  test('says that the notice decides, and marks what is an example: the layout, and in 2015 every date', async () => {
    const [given, sample] = [await linesOf(cycle2014, 'zh'), await linesOf(cycle2015, 'zh')]
    for (const lines of [given, sample]) expect(lines.join('')).toContain('日期以通知为准')
    for (const lines of [given, sample]) expect(lines.join('')).toContain('示例版式，待主管部门确认')
    expect(given.filter((line) => line === '示例')).toHaveLength(0)
    expect(sample.filter((line) => line === '示例')).toHaveLength(cycle2015.windows.length - 1)
  })

  test('follows the calendar of its cycle, and makes a long name smaller instead of losing it', async () => {
    const changed = structuredClone(file2014)
    const window = changed.windows.find(({ id }) => id === 'principal-confirmation')!
    window.until = '2015-01-18 16:30'
    window.label.zh = '校长核实全校教师申报信息、确认上报并填写本校年度验证工作统计表和纸质盖章表'
    const lines = await linesOf(loadCycle(changed), 'zh')
    expect(lines).toContain('2015年1月18日16:30前')
    expect(lines.join('')).toContain(window.label.zh)
  })

  test('has its boxes on the page, none over another', () => {
    const places = boxIds.map((id) => ({ id, ...placeOf(id) }))
    for (const one of places) {
      expect(one.x).toBeGreaterThan(0)
      expect(one.x + one.width).toBeLessThan(sheet.width)
      expect(one.y + one.height).toBeLessThan(sheet.height)
      for (const other of places) {
        const apart =
          one.x + one.width < other.x ||
          other.x + other.width < one.x ||
          one.y + one.height < other.y ||
          other.y + other.height < one.y
        expect(apart || one.id === other.id, `${one.id} ${other.id}`).toBe(true)
      }
    }
  })
})
