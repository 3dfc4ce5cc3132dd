import { describe, expect, test } from 'vitest'
import { typing } from '../../bot/telegram/teacher-story.ts'
import { say, tap } from '../../support/story.ts'
import { formLine } from './oracle.ts'
import { fetchPaper, paperInChat } from './papers.ts'
import { approve, courses, decideAll, declare, isRefused } from './second-round.ts'
import { expectLines, mingde, type Story } from './story.ts'

/** From the first word to the principal's confirmation. */
export function theSchoolUntilJanuary(story: Story): void {
  const { town, prisma, play, jingyi, xiaolin, administrator, principal, itemWhere, audited } = story

  describe('until 31 December', () => {
    test('S017–S021: a teacher proves who she is, confirms her profile and gets the sheet, which HR ticks as signed', async () => {
      expect(await story.playByButton()).toEqual({ played: 1, busy: false, running: false })
      const whose = { person: { name: '陈静怡' } }
      expect(await prisma.profileConfirmation.findMany({ where: whose })).toMatchObject([
        { cycleId: 2014, sheetSignedAt: null },
      ])
      const sheet = await paperInChat(jingyi, /个人基础信息表-陈静怡\.pdf$/)
      for (const words of ['陈静怡', mingde, '1986', '440**************']) expect(sheet.text).toContain(words)
      await say(story.hr, '/sheets', '签名信息表')
      await tap(story.hr, /^已收签名表：陈静怡/, '已收到陈静怡的签名表')
      const [ticked] = await prisma.profileConfirmation.findMany({ where: whose })
      expect(ticked!.sheetSignedAt).not.toBeNull()
    })

    test('S025, S028: declares with a photo and holds a receipt at once; so does 郑小琳, four times', async () => {
      await play('申报学时')
      const item = await itemWhere({ person: { name: '陈静怡' } })
      expect(item).toMatchObject({
        state: 'SUBMITTED',
        category: 'PUBLIC',
        hours: 18,
        organisationId: 'mingde',
      })
      const receipt = await jingyi.waitFor('已提交')
      expect(receipt.text).toContain(`2014-${String(item.serial).padStart(6, '0')}`)
      expect(await prisma.evidence.count({ where: { declarationId: item.id, kind: 'CERTIFICATE' } })).toBe(1)
      expect(await audited({ action: 'declaration.submit', subjectId: item.id, chain: 'mingde' })).toBe(1)
      for (const courseName of Object.values(courses)) await declare(xiaolin, courseName)
      const declared = { courseName: { in: Object.values(courses) }, state: 'SUBMITTED' } as const
      expect(await prisma.declaration.count({ where: declared })).toBe(4)
    })

    test('S032: the school approves what it has seen in the original and returns the rest with a reason', async () => {
      await play('学校审验')
      await decideAll(administrator, { queue: '/queue', count: 4, each: () => approve(administrator) })
      const approved = await prisma.declaration.findMany({
        where: { state: 'APPROVED_BY_SCHOOL' },
        include: { person: true },
      })
      expect(approved.map(({ person }) => person.name).sort()).toEqual(
        ['李文博', '吴秀英', '陈静怡', '郑小琳', '郑小琳', '郑小琳', '郑小琳'].sort(),
      )
      expect(await itemWhere({ person: { name: '周敏' } })).toMatchObject({
        state: 'RETURNED_BY_SCHOOL',
        reasonId: 'not-as-required',
      })
      expect(await audited({ action: 'declaration.approve', chain: 'mingde' })).toBe(7)
    })

    test('S034: what was returned is corrected before the publicity and approved', async () => {
      await play('退案后补正')
      expect(await itemWhere({ person: { name: '周敏' } })).toMatchObject({
        state: 'APPROVED_BY_SCHOOL',
        provider: '境外教师研修学院（示例）',
      })
      // Her other item, returned before the story begins, 郑小琳 takes in hand and puts aside.
      await say(xiaolin, '/status', '2014年度')
      await tap(xiaolin, /^修改并重新提交/, '请核对修改后的申报')
      await tap(xiaolin, '修改', '要修改哪一项')
      await tap(xiaolin, '课程名称', '现在的回答')
      await typing('专业技术人员创新能力建设（上）')(xiaolin)
      await xiaolin.waitFor('创新能力建设（上）')
    })

    test('S015: of a provider’s table the good row is on record, the other comes back with its reason', async () => {
      await play('培训机构登记')
      const taken = await prisma.hourRecord.findMany({
        where: { organisationId: 'provider' },
        include: { person: true },
      })
      expect(taken.map(({ person, hours, category }) => [person.name, hours, category])).toEqual([
        ['宋佳', 24, 'PROFESSIONAL'],
      ])
      const { tables } = await paperInChat(town.phoneOf('易可欣'), /更正表\.xlsx$/)
      expect(tables).toEqual([
        [
          {
            继续教育证号: '00000000',
            姓名: '某老师',
            科目: '专业科目',
            课程名称: '小学语文阅读教学研修',
            开始日期: '2014/8/4',
            结束日期: '2014/8/8',
            学时: '24',
            行号: 3,
            列: '继续教育证号',
            原因: expect.stringContaining('证号'),
          },
        ],
      ])
    })
  })

  describe('the school until 18 January', () => {
    test('S033, S035: the report and the public list say of everybody what the rows say', async () => {
      await play('向校领导报告')
      const teachers = await story.teachersOfMingde('review')
      const sums = teachers.map(({ name, subject, hours, underReview, short }) => ({
        姓名: name,
        '岗位/学科': subject || null,
        公需: hours.PUBLIC,
        专业: hours.PROFESSIONAL,
        选修: hours.ELECTIVE,
        合计: hours.total,
        审核中: underReview,
        '是否达标（暂定）': short.length === 0 ? '达标' : '未达标',
      }))
      await say(administrator, '/report', '教师学时完成情况')
      const report = await fetchPaper(administrator, '下载 Excel', 'xlsx')
      expectLines(report.tables[1]!, sums)
      const passed = teachers.filter(({ short }) => short.length === 0).length
      expect(report.tables[0]).toContainEqual({ 项目: '教师人数', 人数: 12 })
      expect(report.tables[0]).toContainEqual({ 项目: '达标（暂定）', 人数: passed })
      expectPage(await fetchPaper(administrator, '下载 PDF', 'pdf'), teachers)

      await say(administrator, '/publicity', '公示中')
      const list = await fetchPaper(administrator, '下载 Excel', 'xlsx')
      const onTheWall = sums.map((line) => ({
        姓名: line.姓名,
        '岗位/学科': line['岗位/学科'],
        公需科目: line.公需,
        专业科目: line.专业,
        个人选修科目: line.选修,
        合计: line.合计,
        是否达标: `${line['是否达标（暂定）']}（暂定）`,
      }))
      expectLines(list.tables[0]!, onTheWall)
      const page = await paperInChat(administrator, /公示-.*\.pdf$/)
      expectPage(page, teachers)
      for (const contact of ['示例-90601', '示例-1001', '2015年1月15日09:00'])
        expect(page.text).toContain(contact)
    })

    test('S030, S034: from then on nothing returned is sent again, and nothing new is declared', async () => {
      await isRefused(town.database, xiaolin, {
        button: '重新提交',
        courseName: '专业技术人员创新能力建设',
        sentence: /现已截止/,
      })
      await say(xiaolin, '/declare', /现已截止|已经截止|已截止/)
    })

    test('S036–S037: a complaint is numbered, looked into and settled, and who complained is told to nobody', async () => {
      await play('投诉')
      expect(await prisma.complaint.findMany()).toMatchObject([
        { state: 'SETTLED', upheld: false, anonymous: true, late: false, complainantSealed: null },
      ])
      const trail = await prisma.auditEntry.findMany({
        where: { subjectKind: 'complaint' },
        orderBy: { seq: 'asc' },
      })
      expect(trail.map(({ action }) => action)).toEqual([
        'complaint.register',
        'complaint.take-up',
        'complaint.settle',
      ])
      const complainant = await prisma.person.findFirstOrThrow({ where: { name: '吴秀英' } })
      expect(trail.map(({ actorId }) => actorId)).not.toContain(complainant.id)
    })

    test('S038–S039: the principal confirms; the form of that moment is kept, and its paper is ticked twice', async () => {
      await play('校长确认上报')
      expect(await prisma.declaration.count({ where: { state: 'CONFIRMED_BY_PRINCIPAL' } })).toBe(8)
      // Returned by the school: one of 郑小琳's before the story begins, 周敏's in it.
      const figures = formLine(await story.teachersOfMingde('review'), {
        returns: 2,
        returnsAbove: 0,
        complaints: 1,
      })
      await say(principal, '/school', '校长确认上报')
      const page = await tap(principal, '统计表', '以下为您确认上报时')
      expect(page.text).toContain(`应验证 12 人，申报 ${figures.申报人数} 人`)
      const { tables } = await fetchPaper(principal, '确认时 Excel', 'xlsx')
      expect(tables[0]!.slice(0, 2)).toEqual([
        { 单位: '合计', ...figures },
        { 单位: '公办', ...figures },
      ])
      expect(
        await prisma.snapshot.count({ where: { organisationId: 'mingde', basis: 'CONFIRMATION' } }),
      ).toBe(1)

      await say(story.reviewer, '/schools', '所属学校')
      await tap(story.reviewer, /^已上报待复审/, '已上报待复审')
      await tap(story.reviewer, mingde, '纸质盖章统计表收到：尚未')
      await tap(story.reviewer, '纸质表已收到', /纸质盖章统计表收到：2015年1月15日/)
      const done = await prisma.step.findMany({ where: { organisationId: 'mingde' } })
      expect(done.map(({ step, late }) => [step, late]).sort()).toEqual([
        ['confirmation', false],
        ['leaders-report', false],
        ['paper-received', false],
        ['paper-sent', false],
      ])
    })
  })
}

/** A page to print has no cells: everybody's name stands on it, and after it the sum. */
function expectPage({ text }: { text: string }, teachers: Awaited<ReturnType<Story['teachers']>>): void {
  for (const { name, hours } of teachers) {
    const line = text.slice(text.indexOf(name), text.indexOf(name) + 40)
    expect(text).toContain(name)
    expect(line).toContain(String(hours.total))
  }
}
