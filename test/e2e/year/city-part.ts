import { describe, expect, test } from 'vitest'
import { answerUntil, typing } from '../../bot/telegram/teacher-story.ts'
import { say, tap } from '../../support/story.ts'
import { differences, figuresOf, formLine, type Teacher, teachersOf, whyNot } from './oracle.ts'
import { fetchPaper, paperInChat } from './papers.ts'
import { expectLines, mingde, pick, type Story } from './story.ts'

/**
 * Returned: two by the school, five by the district. No other school returned anything or was complained
 * about.
 */
const told = { returns: 2, returnsAbove: 5, complaints: 1 }

/** From the statistics to the export, and the next year. */
export function theCityAfterTheFreeze(story: Story, known: { confirmed: Record<string, number> }): void {
  const { town, prisma, play, jingyi, principal, reviewer, operator, supervisor } = story

  describe('after the freeze', () => {
    test('ruling 9: the school sees what became of the figures that its principal confirmed', async () => {
      await say(principal, '/school', '冻结')
      await tap(principal, '统计表', '数据冻结后有')
      const { tables } = await fetchPaper(principal, '冻结后 Excel', 'xlsx')
      const teachers = await story.teachersOfMingde('frozen')
      expect(tables[0]![0]).toEqual({ 单位: '合计', ...formLine(teachers, told) })
      const expected = differences(known.confirmed, figuresOf(teachers))
      expect(expected.length).toBeGreaterThan(2)
      expect(tables[1]).toEqual(expected)
      const kept = await prisma.snapshot.groupBy({ by: ['basis'], _count: true })
      // Six schools, three offices, the city; and what one principal confirmed in each round.
      expect(Object.fromEntries(kept.map(({ basis, _count }) => [basis, _count]))).toEqual({
        CONFIRMATION: 2,
        FROZEN: 10,
      })
    })

    test('S057: the form of the district is the sum of its schools', async () => {
      await play('统计上报')
      const tianhe = (await story.teachers('frozen')).filter(({ office }) => office === 'tianhe')
      await say(reviewer, '/statistics', '冻结数据')
      const [byGroup, bySchool, difference] = (await fetchPaper(reviewer, 'Excel 文件', 'xlsx')).tables
      const total = { 单位: '合计', ...formLine(tianhe, told) }
      expect(byGroup![0]).toEqual(total)
      for (const [label, fits] of groups) {
        const line = byGroup!.find(({ 单位 }) => 单位 === label)
        const figures = formLine(tianhe.filter(fits))
        expect([label, pick(line!, figures)]).toEqual([label, figures])
      }
      expect(bySchool!.at(-1)).toEqual(total)
      const ofMingde = formLine(await story.teachersOfMingde('frozen'), told)
      expect(bySchool!.find(({ 单位 }) => 单位 === mingde)).toEqual({ 单位: mingde, ...ofMingde })
      // Of the three schools of the district only one principal has confirmed; only that one is compared.
      expect(difference).toEqual(
        differences(known.confirmed, figuresOf(await story.teachersOfMingde('frozen'))),
      )
    })

    test('S057: the form of the city is the sum of the districts and 市教师培训中心', async () => {
      const teachers = await story.teachers('frozen')
      await say(operator, '/statistics', '冻结数据')
      const city = await fetchPaper(operator, 'Excel 文件', 'xlsx')
      const total = city.tables[0]![0]!
      expect(total).toEqual({ 单位: '合计', ...formLine(teachers, told) })
      const offices = city.tables[1]!.slice(0, -1)
      expect(offices.map(({ 单位 }) => 单位).sort()).toEqual(Object.values(officesOfCity).sort())
      for (const [office, name] of Object.entries(officesOfCity)) {
        const figures = formLine(teachers.filter((teacher) => teacher.office === office))
        const line = offices.find(({ 单位 }) => 单位 === name)!
        expect([name, pick(line, figures)]).toEqual([name, figures])
      }
      for (const what of [
        '应验证人数',
        '申报人数',
        '达标',
        '未达标',
        '含无效',
        '退案次数',
        '退回次数',
        '投诉受理',
      ]) {
        const sum = offices.reduce((all, line) => all + Number(line[what]), 0)
        expect([what, sum]).toEqual([what, total[what]])
      }
      const page = await fetchPaper(operator, 'PDF（打印盖章）', 'pdf')
      for (const name of Object.values(officesOfCity)) expect(page.text).toContain(name)
      const marks = await prisma.step.findMany({ where: { step: { contains: 'statistics' } } })
      expect(marks.map(({ organisationId, step, late }) => [organisationId, step, late]).sort()).toEqual([
        ['city', 'city-statistics', false],
        ['tianhe', 'statistics', false],
      ])
    })

    test('S062: the school’s HR, the district and the city read who has not passed and by how much', async () => {
      const failed = (await story.teachers('frozen')).filter(({ short }) => short.length > 0)
      const readers = [
        [story.hr, ({ school }: Teacher) => school === 'mingde'],
        [reviewer, ({ office }: Teacher) => office === 'tianhe'],
        [supervisor, () => true],
      ] as const
      for (const [reader, fits] of readers) {
        await say(reader, '/notpassed', '最终结果')
        const list = await fetchPaper(reader, 'Excel 文件', 'xlsx')
        const lines = failed.filter(fits).map((teacher) => ({
          学校: teacher.schoolName,
          姓名: teacher.name,
          继续教育证号: teacher.certificateNumber,
          公需: teacher.hours.PUBLIC,
          专业: teacher.hours.PROFESSIONAL,
          选修: teacher.hours.ELECTIVE,
          合计: teacher.hours.total,
          未达标原因: whyNot(teacher),
        }))
        expectLines(list.tables[0]!, lines)
        expect(list.text).toContain('当年年度考核不得评为优秀等次')
      }
    })

    test('S059: complaints are supervised, then the city confirms', async () => {
      await play('市级确认')
      const marks = await prisma.step.findMany({
        where: { organisationId: 'city' },
        orderBy: { doneAt: 'asc' },
      })
      expect(marks.map(({ step, late }) => [step, late])).toEqual([
        ['city-statistics', false],
        ['complaint-supervision', false],
        ['city-confirmation', false],
      ])
    })

    test('S060: the export says of every teacher what the rows say, and is marked', async () => {
      await play('导出到人社局')
      const teachers = await story.teachers('frozen')
      const lines = teachers.map((teacher) => ({
        继续教育证号: teacher.certificateNumber,
        姓名: teacher.name,
        学校代码: teacher.schoolCode,
        学校: teacher.schoolName,
        公需课程名称与学时: teacher.publicCourses.map(({ name, hours }) => `${name}(${hours})`).join('；'),
        公需学时: String(teacher.hours.PUBLIC),
        专业学时: String(teacher.hours.PROFESSIONAL),
        选修学时: String(teacher.hours.ELECTIVE),
        合计: String(teacher.hours.total),
        结论: teacher.short.length === 0 ? '达标' : '未达标',
      }))
      const { tables } = await paperInChat(operator, /学时导出-\d+\.csv$/)
      expectLines(tables[0]!, lines)
      expect(await prisma.exportRow.count()).toBe(teachers.length)
      const mark = await prisma.step.findMany({ where: { step: 'export' } })
      expect(mark).toMatchObject([{ organisationId: 'city', late: false }])
    })

    test('S071: 2015 opens beside it, and what is declared there touches nothing of 2014', async () => {
      const before = await story.rowsOf2014()
      await play('新的一年')
      await tap(jingyi, /^核对个人信息/, '个人信息核对')
      await tap(jingyi, '确认无误', '信息已确认')
      await jingyi.send('/declare')
      await answerUntil(jingyi, 'summary', { from: typing('2015-3-9'), to: typing('2015-3-13') })
      await tap(jingyi, '提交', '已提交')
      expect(await prisma.declaration.findMany({ where: { cycleId: 2015 } })).toMatchObject([
        { state: 'SUBMITTED', hours: 30, category: 'PROFESSIONAL' },
      ])
      expect(await story.rowsOf2014()).toEqual(before)
      const hers = (await teachersOf(town.database, 'review', 2015)).find(({ name }) => name === '陈静怡')
      expect(hers).toMatchObject({ hours: { total: 0 }, underReview: 30 })
      expect((await say(jingyi, '/status', '2015年度')).text).not.toContain('专业技术人员创新能力建设')
    })
  })
}

const groups = [
  ['公办', ({ ownership }: Teacher) => ownership === 'STATE'],
  ['小学', ({ stage }: Teacher) => stage === 'PRIMARY'],
  ['初中', ({ stage }: Teacher) => stage === 'JUNIOR'],
] as const

const officesOfCity: Readonly<Record<string, string>> = {
  tianhe: '天河区教育局',
  yuexiu: '越秀区教育局',
  'training-centre': '广州市中小学教师培训中心',
}
