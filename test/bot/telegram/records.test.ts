import readSheets from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { recordColumns } from '../../../core/records/record-columns.ts'
import { writeXlsx } from '../../../core/reports/write-table.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'
import { inlineText, workbook } from '../../support/workbook.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [clerk, administrator] = await town.introduce('易可欣', '何丽萍', '李文博', '梁伟')

describe('a provider', () => {
  test('gets the template, whose columns are those that are read', async () => {
    const explained = await say(clerk, '/records', '登记培训学时')
    expect(explained.text).toContain('2014年12月31日24:00前')
    const { messages } = await clerk.waitUntil(({ messages }) => messages.some(({ document }) => document))
    const template = messages.find(({ document }) => document)!.document!
    expect(template.fileName).toBe('2014年度学时登记表.xlsx')
    const [sheet] = await readSheets(await clerk.download(template))
    expect(sheet!.data.at(-1)).toEqual(recordColumns.map(({ label }) => label))
  })

  test('sends a table, sees what would become of it, registers it, and gets the rest back for correction', async () => {
    const zhou = await numberOf('周敏')
    await clerk.sendDocument(
      await table([
        [zhou, '周敏', '专业科目', '小学语文阅读教学', '2014/7/5', '2014-07-09', '18'],
        [zhou, '周敏', '专业科目', '小学语文习作教学', '2014/8/5', '2014-08-09', '18.3'],
        ['9999', '<b>', '公需科目', '创新', '2014-07-05', '2014-07-09', '6'],
      ]),
      { fileName: '暑期<培训>.xlsx' },
    )
    const preview = await clerk.waitFor('可登记 1，重复 0，有误 2')
    expect(preview.text).toContain('岭南教师发展中心（示例）')
    expect(preview.text).toContain('第 5 行 · 学时：学时以 0.5 为最小单位')
    expect(await prisma.hourRecord.count({ where: { courseName: '小学语文阅读教学' } })).toBe(0)
    await tap(clerk, '登记 1 行', '登记 1 行，重复 0 行')
    expect(await prisma.hourRecord.findFirst({ where: { courseName: '小学语文阅读教学' } })).toMatchObject({
      source: 'PROVIDER',
      organisationId: 'provider',
      hours: 18,
    })
    const corrections = await newestDocument(clerk, '更正表')
    const handedOut = { action: 'data.export', chain: 'provider' }
    const clerkId = (await prisma.person.findFirstOrThrow({ where: { name: '易可欣' } })).id
    const entry = {
      actorId: clerkId,
      actorRole: 'PROVIDER',
      cycleId: 2014,
      details: { what: 'record-corrections', rows: 2, format: 'xlsx' },
    }
    expect(await prisma.auditEntry.findMany({ where: handedOut })).toMatchObject([entry])
    const [sheet] = await readSheets(corrections)
    expect(sheet!.data.slice(2)).toEqual([
      [...recordColumns.map(({ label }) => label), '行号', '列', '原因'],
      [
        zhou,
        '周敏',
        '专业科目',
        '小学语文习作教学',
        '2014/8/5',
        '2014-08-09',
        '18.3',
        5,
        '学时',
        expect.stringContaining('0.5'),
      ],
      [
        '9999',
        '<b>',
        '公需科目',
        '创新',
        '2014-07-05',
        '2014-07-09',
        '6',
        6,
        '继续教育证号',
        expect.any(String),
      ],
    ])
    // The table of corrections goes back as it is: nothing of it can be registered yet.
    await clerk.sendDocument(corrections, { fileName: '暑期-更正表.xlsx' })
    await clerk.waitFor('可登记 0，重复 0，有误 2')
    // Asked for once more by its button, it is logged once more (invariant 7).
    await clerk.tap('更正表（2 行）')
    await clerk.waitUntil(({ messages }) =>
      messages.some(({ document }) => document?.fileName === '暑期-更正表-更正表.xlsx'),
    )
    expect(await prisma.auditEntry.findMany({ where: handedOut })).toMatchObject([entry, entry])
  })

  test('sends the same table twice and nothing counts twice, also when the button is tapped again', async () => {
    const file = await table([
      [await numberOf('吴秀英'), '吴秀英', '专业', '音乐教学', '2014-07-05', '2014-07-09', '6'],
    ])
    await clerk.sendDocument(file, { fileName: 'a.xlsx' })
    const card = await clerk.waitFor('可登记 1')
    const { data } = card.buttons.flat().find(({ text }) => text === '登记 1 行')! as { data?: string }
    await tap(clerk, '登记 1 行', '登记 1 行，重复 0 行')
    if (data) {
      await clerk.forgeTap(card.id, data)
      await clerk.waitFor('这张表已经处理过')
    }
    await clerk.sendDocument(file, { fileName: 'a.xlsx' })
    await clerk.waitFor('可登记 0，重复 1，有误 0')
    expect(await prisma.hourRecord.count({ where: { courseName: '音乐教学' } })).toBe(1)
  })

  test('sends a workbook of several sheets and reads which were left out, and where each fault stands', async () => {
    const zhou = await numberOf('周敏')
    const line = (row: number, cells: readonly string[]) => {
      const written = cells.map((cell, at) => inlineText(`${'ABCDEFGH'[at]}${row}`, cell))
      return `<row r="${row}">${written.join('')}</row>`
    }
    const head = line(
      1,
      recordColumns.map(({ label }) => label),
    )
    const course = (name: string) => [zhou, '周敏', '专业科目', name, '2014-07-05', '2014-07-09', '18']
    const file = workbook([
      { name: '公需科目', rows: head + line(2, course('分表一')) },
      { name: '专业科目', rows: head + line(2, course('分表二')) + line(3, [...course('分表三'), '多出']) },
      { name: '说明', rows: line(1, ['请填写']) },
      { name: '旧表', state: 'hidden', rows: head + line(2, course('旧课程')) },
    ])
    await clerk.sendDocument(file, { fileName: '分表.xlsx' })
    const preview = await clerk.waitFor('共 3 行，可登记 2，重复 0，有误 1')
    expect(preview.text).toContain('没有读取的工作表：「说明」1 行、「旧表」2 行（已隐藏）。')
    expect(preview.text).toContain('第 专业科目!3 行 · 整行：这一行的内容比表头多出来：「多出」上方没有列名')
    const done = await tap(clerk, '登记 2 行', '登记 2 行，重复 0 行')
    expect(done.text).toContain('「旧表」2 行（已隐藏）')
    const [sheet] = await readSheets(await newestDocument(clerk, '分表-更正表'))
    expect(sheet!.data.at(-1)!.slice(7, 9)).toEqual(['专业科目!3', '整行'])
    expect(await prisma.hourRecord.count({ where: { courseName: '旧课程' } })).toBe(0)
  })

  test('is told how to save a file that cannot be read, and which columns are missing', async () => {
    await clerk.sendDocument(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), { fileName: 'a.xls' })
    await clerk.waitFor('另存为')
    await clerk.sendDocument(Buffer.from('姓名,学时\n周敏,3\n'), { fileName: 'a.csv' })
    await clerk.waitFor('没有找到这些列：继续教育证号、科目、课程名称、开始日期、结束日期')
  })
})

describe('what was registered wrongly', () => {
  test('is found by the certificate number, corrected and withdrawn, and the teacher is told', async () => {
    const teacher = town.phoneOf('李文博')
    const li = await numberOf('李文博')
    await clerk.sendDocument(
      await table([[li, '李文博', '专业', '英语教学', '2014-07-05', '2014-07-09', '6']]),
      { fileName: 'b.xlsx' },
    )
    await clerk.waitFor('可登记 1')
    await tap(clerk, '登记 1 行', '登记 1 行，重复 0 行')
    await say(clerk, '/records', '登记培训学时')
    await tap(clerk, '更正已登记的学时', '请发送教师的继续教育证号')
    await say(clerk, '000', '没有登记过这个继续教育证号')
    await say(clerk, li, '请点要更正的一条')
    await tap(clerk, /^英语教学/, '登记为 6 学时')
    await tap(clerk, '更正学时', '请输入正确的学时')
    await say(clerk, '12', '从 6 学时更正为 12 学时')
    await teacher.seen()
    await tap(clerk, '确定', '已通知教师本人')
    await teacher.waitFor('「英语教学」由 6 学时改为 12 学时')
    const record = await prisma.hourRecord.findFirstOrThrow({ where: { courseName: '英语教学' } })
    expect(record.hours).toBe(12)
    const card = await clerk.waitFor('已通知教师本人')
    await clerk.forgeTap(card.id, tapData('rec.off', record.id))
    await clerk.waitFor('确定撤销吗')
    await clerk.tap('确定')
    await teacher.waitFor('撤销了您的学时登记：「英语教学」')
    await administrator.forgeTap((await administrator.messages()).at(-1)!.id, tapData('rec.open', record.id))
    await administrator.waitFor('没有找到这条学时登记')
  })
})

describe('a table that nobody asked for', () => {
  test('is asked about before it is checked, and a draft in focus stays', async () => {
    await say(administrator, '/declare', '哪一个科目')
    const zheng = await numberOf('郑小琳')
    const csv = `继续教育证号,姓名,科目,课程名称,开始日期,结束日期,学时\n${zheng},郑小琳,选修,校本陶艺,2014-09-01,2014-09-05,6\n`
    await administrator.sendDocument(Buffer.from(csv), { fileName: '校本.csv' })
    const asked = await administrator.waitFor('这是学时登记表吗')
    expect(asked.text).toContain('/declare')
    await tap(administrator, '是，核对内容', '可登记 1，重复 0，有误 0')
    await tap(administrator, '登记 1 行', '登记 1 行')
    expect(await prisma.hourRecord.findFirst({ where: { courseName: '校本陶艺' } })).toMatchObject({
      source: 'SCHOOL',
      category: 'ELECTIVE',
    })
    expect(await prisma.draft.count({ where: { person: { name: '何丽萍' } } })).toBe(1)
  })

  test('of a teacher is no table of hours, and /records is not for them', async () => {
    const teacher = town.phoneOf('李文博')
    await teacher.sendDocument(Buffer.from('a,b'), { fileName: 'a.csv' })
    await teacher.waitFor('/declare')
    await say(teacher, '/records', '您目前没有这个身份')
  })
})

async function numberOf(name: string): Promise<string> {
  const { certificateNumber } = await prisma.person.findFirstOrThrow({ where: { name } })
  return certificateNumber!
}

function table(rows: readonly string[][]): Promise<Buffer> {
  const columns = recordColumns.map(({ key, label, width }) => ({ key, label, width, kind: 'text' as const }))
  const cells = rows.map((row) => Object.fromEntries(recordColumns.map(({ key }, at) => [key, row[at]!])))
  return writeXlsx([{ title: '学时登记表', head: ['说明'], columns, rows: cells, foot: [] }])
}

async function newestDocument(phone: SandboxPhone, name: string): Promise<Buffer> {
  const isIt = ({ document }: { document?: { fileName?: string } }) =>
    document?.fileName?.includes(name) ?? false
  const { messages } = await phone.waitUntil((chat) => chat.messages.some(isIt))
  return Buffer.from(await phone.download(messages.findLast(isIt)!.document!))
}
