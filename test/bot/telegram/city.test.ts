import { beforeAll, describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { takeConfirmationSnapshot } from '../../../core/reports/snapshots.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [operator, supervisor, reviewer, hr] = await town.introduce(
  '钟伟雄',
  '温淑贤',
  '黎明轩',
  '冯桂芳',
  '李文博',
)
const afterFreeze = new Date('2015-03-07T10:00:00+08:00')

/** The newest file in the chat, once there are so many. */
async function file(phone: SandboxPhone, count: number) {
  const { messages } = await phone.waitUntil(
    (chat) => chat.messages.filter(({ from, document }) => from === 'bot' && document).length >= count,
    { what: `${count} files` },
  )
  return messages.filter(({ from, document }) => from === 'bot' && document).at(-1)!.document!
}

/** 许国华 is one of them, and is left out of the export once his certificate number is gone. */
function teachersOfCity(): Promise<number> {
  return prisma.grant.count({ where: { role: 'TEACHER', withdrawnAt: null } })
}

describe('/progress', () => {
  test('shows all districts, one with its numbers, and its schools by where they stand', async () => {
    const all = await say(supervisor, '/progress', '全市进度')
    expect(all.text).toContain('学校 6 所：已公示 0 · 校长已确认 0 · 复审完成 0')
    expect(all.text).toContain(`教师 ${await teachersOfCity()} 人：`)
    expect(all.text).toContain('天河区教育局\n已确认 0/3 所')
    expect(all.text).toContain('投诉未办结 0 件')
    // Nothing is late: so nothing says how little.
    expect(all.text).not.toContain('逾期')
    expect(labels(all)).toEqual(['天河区教育局', '越秀区教育局', '广州市中小学教师培训中心', '逾期情况'])
    await tap(supervisor, '天河区教育局', '等待学校审验 3 · 学校已退案，待更正 1')
    const schools = await tap(supervisor, '查看学校（3）', '学校 3 所')
    expect(schools.text).toContain('天河区明德小学（示例） · 校级审验中 · 待办 3 项')
  })

  test('is for the offices of the city alone, whatever is tapped', async () => {
    const teacher = town.phoneOf('李文博')
    const seen = await say(teacher, '/status', '2014年度学时')
    for (const data of ['progress', 'export.make', tapData('city.do', 'city-confirmation'), 'notpassed']) {
      await teacher.forgeTap(seen.id, data)
      await teacher.waitFor('只对相应的管理人员开放')
    }
    expect(await prisma.step.count()).toBe(0)
  })
})

describe('before the freeze', () => {
  test('the city cannot confirm nor export, and is told what comes first', async () => {
    const standing = await say(supervisor, '/confirm', '市级确认')
    expect(standing.text).toContain('数据还没有冻结（2015年3月6日 17:00冻结）')
    expect(standing.text).toContain('「投诉处理督查」要等投诉办结期限届满后办理，最早为2015年1月31日 00:00')
    expect(labels(standing)).toEqual([])
    await supervisor.forgeTap(standing.id, tapData('city.do', 'complaint-supervision'))
    await supervisor.waitFor('请到时再办理')
    const complaints = await say(supervisor, '/complaints', '投诉督查')
    expect(labels(complaints)).not.toContain('登记督查完成')
    await supervisor.forgeTap(complaints.id, 'cmp.supervised')
    await supervisor.waitFor('请到时再办理')
    expect(await prisma.step.count()).toBe(0)
    await supervisor.forgeTap(standing.id, tapData('city.do', 'city-confirmation'))
    await supervisor.waitFor('这一步要在数据冻结之后办理。冻结时间为2015年3月6日 17:00')
    const page = await say(operator, '/export', '导入市人社局系统')
    expect(page.text).toContain('这一步要在数据冻结之后办理')
    expect(labels(page)).toEqual(['检查数据'])
    await say(reviewer, '/statistics', '统计表以冻结后的数据为准')
  })

  test('S062: the school’s HR sees who has not passed as provisional', async () => {
    const list = await say(hr, '/notpassed', '未达标')
    expect(list.text).toContain('暂定，冻结前可能变化')
    expect(list.text).toContain('· 陈静怡：公需科目还差 18 学时、专业科目还差 30 学时、总学时还差 48 学时')
    expect(list.text).toContain('当年年度考核不得评为优秀等次')
    await hr.tap('Excel 文件')
    expect((await file(hr, 1)).fileName).toBe('2014年度未达标人员名单-天河区明德小学（示例）.xlsx')
    const entry = await prisma.auditEntry.findFirstOrThrow({ where: { action: 'data.export' } })
    expect(entry).toMatchObject({ chain: 'mingde', actorRole: 'HR_OFFICER', details: { what: 'not-passed' } })
  })
})

describe('after the freeze', () => {
  beforeAll(async () => {
    await prisma.person.updateMany({ where: { name: '许国华' }, data: { certificateNumber: null } })
    const { house } = town.program
    const clock = { cycle: house.cycles.get(2014), now: house.clock.now() }
    await prisma.$transaction((tx) => takeConfirmationSnapshot(tx, 'mingde', clock))
    await town.sandbox.clock.moveTo(afterFreeze)
    await town.program.sweepNow()
  })

  test('S057: the district looks at its frozen form, hands it in, and sends the paper; the city ticks it', async () => {
    const page = await say(reviewer, '/statistics', '冻结数据')
    expect(page.text).toContain('3 所学校')
    expect(page.text).toContain('与校长确认时相比的变化')
    expect(labels(page)).toEqual(['Excel 文件', 'PDF（打印盖章）', '上报统计表'])
    await reviewer.tap('Excel 文件')
    expect((await file(reviewer, 1)).fileName).toBe('2014年度继续教育年度验证工作统计表-天河区教育局.xlsx')
    await tap(reviewer, '上报统计表', '已登记：区级统计表上报')
    await tap(reviewer, '纸质盖章表已送出', '已登记：区级纸质盖章统计表送出')

    await say(supervisor, '/statistics', '冻结数据')
    const papers = await tap(supervisor, '各区上报情况', '各区统计表上报情况')
    expect(papers.text).toContain('📮 天河区教育局：已上报，纸质表在途')
    expect(papers.text).toContain('⏳ 越秀区教育局：还没有上报')
    await tap(supervisor, '已收到纸质表：天河区教育局', '✅ 天河区教育局：已上报，纸质表已收到')
    await supervisor.forgeTap(papers.id, tapData('statistics.received', 'yuexiu', 0))
    await supervisor.waitFor('要在「区级统计表上报」完成之后办理')

    await say(operator, '/statistics', '冻结数据')
    await tap(operator, '上报全市统计表', '已登记：全市统计表上报')
  })

  test('S059: supervision of complaints comes first, then the confirmation, of which the operator hears', async () => {
    await say(operator, '/export', '要在「市级确认」完成之后办理')
    await say(supervisor, '/confirm', '数据已于2015年3月6日 17:00冻结')
    await tap(supervisor, '完成投诉督查', '确定已完成')
    const next = await tap(supervisor, '确定，督查已完成', '已登记：投诉督查完成')
    expect(next.text).toContain('各区统计表：已上报 1/3，还缺')
    await tap(supervisor, '确认全市数据', '确认后即可导出')
    await tap(supervisor, '确定，确认全市数据', '已确认全市数据')
    await operator.waitFor('已确认2014年度全市数据。请于2015年3月25日24:00前完成')
  })

  test('S060: checks, makes the file, reads the results back and exports the rest again', async () => {
    await say(operator, '/export', '导入市人社局系统')
    const check = await tap(operator, '检查数据', '暂不能导出')
    expect(check.text).toContain('· 缺继续教育证号：1 人')
    await operator.tap('问题清单（Excel）')
    expect((await file(operator, 1)).fileName).toBe('2014年度导出数据问题清单.xlsx')

    await say(operator, '/export', '导入市人社局系统')
    const made = await tap(operator, '生成导出文件', /已生成第 \d+ 号导出/)
    expect(made.text).toContain('另有 1 人因数据问题没有列入')
    const document = await file(operator, 2)
    const rows = (await operator.download(document)).toString('utf8').trim().split('\r\n')
    expect(rows[0]).toBe(
      '继续教育证号,姓名,学校代码,学校,公需课程名称与学时,公需学时,专业学时,选修学时,合计,结论',
    )
    const teachers = await teachersOfCity()
    expect(rows).toHaveLength(teachers)
    expect(rows.join()).not.toMatch(/440199\d/)

    const [first, second] = rows.slice(1).map((row) => row.split(',')[0])
    await tap(operator, /读回结果$/, '请发送')
    await operator.sendDocument(
      Buffer.from(`继续教育证号,结果,原因\n${first},成功,\n${second},失败,姓名不符\n000000000000,成功,\n`),
      { fileName: '结果.csv', mimeType: 'text/csv' },
    )
    const read = await operator.waitFor('已读回结果：导入 1 人，失败 1 人，未采用 1 行')
    expect(read.text).toContain('第 4 行「继续教育证号」：000000000000（这次导出中没有这个证号）')

    await tap(operator, '生成导出文件', /共 1 人/)
    await tap(operator, '标记已导入', `还有导入失败 0 人、等待结果 ${teachers - 2} 人`)
    await tap(operator, '确定，已导入', '已标记：数据已导入市人社局系统')
    expect(await prisma.step.count({ where: { step: 'export', organisationId: 'city' } })).toBe(1)
  })

  test('a file that is not the result leaves the question open, and another command ends it', async () => {
    await say(operator, '/export', '导入市人社局系统')
    await tap(operator, /读回结果$/, '请发送')
    await say(operator, '结果在这里', '正在等待结果文件')
    await operator.sendDocument(Buffer.alloc(25 * 2 ** 20), { fileName: '结果.csv', mimeType: 'text/csv' })
    await operator.waitFor('这个表格太大，最多 20 MB。请分成几个文件发送。')
    await operator.sendDocument(Buffer.from('姓名\n某人\n'), { fileName: '名单.csv', mimeType: 'text/csv' })
    await operator.waitFor('正在等待结果文件')
    await say(operator, '/progress', '全市进度')
    const { focus } = await prisma.account.findUniqueOrThrow({ where: { id: operator.userId } })
    expect(focus).toBeNull()
  })

  test('the city sees the numbers of those who have not passed and gets the names as a file', async () => {
    const list = await say(supervisor, '/notpassed', '未达标')
    expect(list.text).toContain('最终结果')
    expect(list.text).not.toContain('陈静怡')
    await supervisor.tap('PDF（打印盖章）')
    expect((await file(supervisor, 1)).fileName).toBe('2014年度未达标人员名单-广州市教育局.pdf')
  })
})
