import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { yearTour } from '../../bot/demo/tour/year-tour.ts'
import { type SandboxPhone, stageOf } from '../../bot/sandbox/sandbox.ts'
import { brokenSeals } from '../../core/audit/audit.ts'
import { startTestProgram } from '../support/program.ts'
import { answerUntil, type } from '../bot/telegram/teacher-story.ts'
import { figuresOf, formLine, teachersOf, type Teacher, whyNot } from './year/oracle.ts'
import { fetchPaper, type Line, paperInChat } from './year/papers.ts'
import { Phones, secrets } from './year/phones.ts'
import {
  approve,
  correct,
  courses,
  decideAll,
  declare,
  giveBack,
  isRefused,
  resubmit,
  tickOriginal,
} from './year/second-round.ts'

/**
 * The notice's year through the bot, as the tour of the sandbox plays it, with what the tour leaves out: after every step the rows and
 * every document are held against sums that this test makes itself.
 */

const town = await startTestProgram()
const { prisma } = town.database
const phones = new Phones(town)
const byName = (name: string) => town.phoneOf(name)
const moveTo = (instant: string) => town.sandbox.clock.moveTo(new Date(`${instant}+08:00`))
const rowOf = (where: object) => prisma.declaration.findFirstOrThrow({ where, include: { person: true } })
const countOf = (where: object) => prisma.auditEntry.count({ where })
const mingde = '天河区明德小学（示例）'
const late = /现已截止，不能再办理/

/** The steps of the tour in their order, by how their titles begin. */
const [jingyi, xiaolin, admin, principal, reviewer, operator, supervisor, hr] = [
  '陈静怡',
  '郑小琳',
  '何丽萍',
  '邓建国',
  '黎明轩',
  '钟伟雄',
  '温淑贤',
  '冯桂芳',
].map(byName) as [
  SandboxPhone,
  SandboxPhone,
  SandboxPhone,
  SandboxPhone,
  SandboxPhone,
  SandboxPhone,
  SandboxPhone,
  SandboxPhone,
]
const steps = [...yearTour.steps]
const confirmed: { figures: Record<string, number> } = { figures: {} }

async function play(title: string): Promise<void> {
  const step = steps.shift()!
  expect(step.title.zh).toContain(title)
  if (step.at) await town.sandbox.clock.moveTo(step.at)
  const { phone } = stageOf(town.phone)
  await step.play({ phone, pause: () => phones.look(step.phones) })
}

afterEach(() => phones.look())

async function send(phone: SandboxPhone, command: string, answer: string | RegExp) {
  await phone.send(command)
  return phone.waitFor(answer, 15_000)
}

async function tap(phone: SandboxPhone, button: string | RegExp, answer: string | RegExp) {
  await phone.tap(button)
  return phone.waitFor(answer, 15_000)
}

const byNames = (one: { 姓名?: unknown }, other: { 姓名?: unknown }) =>
  String(one.姓名) < String(other.姓名) ? -1 : 1
/** Lines in whatever order, without their running numbers and the columns not asked for. */
function linesOf(lines: readonly Line[], like: readonly Line[]) {
  const keys = Object.keys(like[0] ?? {})
  return lines.map((line) => Object.fromEntries(keys.map((key) => [key, line[key] ?? null]))).sort(byNames)
}
const ofSchool = (school: string) => (teacher: Teacher) => teacher.school === school

describe('until 31 December', () => {
  test('S017–S021: a teacher proves who she is, confirms her profile and gets the sheet to sign', async () => {
    await play('核对身份')
    const confirmed = await prisma.profileConfirmation.findFirst({ where: { person: { name: '陈静怡' } } })
    expect(confirmed?.cycleId).toBe(2014)
    const sheet = await paperInChat(jingyi, /个人基础信息表-陈静怡\.pdf$/)
    expect(sheet.text).toContain('陈静怡')
    expect(sheet.text).toContain(mingde)
  })

  test('S025: declares with a photo and holds a receipt at once; so does 郑小琳, four times', async () => {
    await play('申报学时')
    const row = await rowOf({ person: { name: '陈静怡' } })
    expect(row).toMatchObject({ state: 'SUBMITTED', category: 'PUBLIC', hours: 18, organisationId: 'mingde' })
    const receipt = await jingyi.messages()
    expect(receipt.at(-1)!.text).toContain(`2014-${String(row.serial).padStart(6, '0')}`)
    expect(await countOf({ action: 'declaration.submit', subjectId: row.id, chain: 'mingde' })).toBe(1)
    for (const courseName of Object.values(courses)) await declare(xiaolin, courseName)
    const declared = { courseName: { in: Object.values(courses) }, state: 'SUBMITTED' } as const
    expect(await prisma.declaration.count({ where: declared })).toBe(4)
  }, 60_000)

  test('S032: the school approves what it has seen in the original and returns the rest with a reason', async () => {
    await play('学校审验')
    await decideAll(admin, { queue: '/queue', count: 4, each: () => approve(admin) })
    const stands = async (name: string) => (await rowOf({ person: { name }, round: 1 })).state
    expect(await stands('李文博')).toBe('APPROVED_BY_SCHOOL')
    expect(await stands('吴秀英')).toBe('APPROVED_BY_SCHOOL')
    expect(await stands('陈静怡')).toBe('APPROVED_BY_SCHOOL')
    expect(await rowOf({ person: { name: '周敏' } })).toMatchObject({
      state: 'RETURNED_BY_SCHOOL',
      reasonId: 'not-as-required',
    })
    for (const courseName of Object.values(courses))
      expect((await rowOf({ courseName })).state).toBe('APPROVED_BY_SCHOOL')
    expect(await countOf({ action: 'declaration.approve', chain: 'mingde' })).toBe(7)
  }, 60_000)

  test('S034: what was returned is corrected before the publicity and approved', async () => {
    await play('退案后补正')
    expect(await rowOf({ person: { name: '周敏' } })).toMatchObject({
      state: 'APPROVED_BY_SCHOOL',
      provider: '境外教师研修学院（示例）',
    })
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
    const { tables } = await paperInChat(byName('易可欣'), /更正表\.xlsx$/)
    expect(tables[0]).toEqual([
      expect.objectContaining({
        继续教育证号: '00000000',
        姓名: '某老师',
        行号: 3,
        列: '继续教育证号',
        原因: expect.stringMatching(/./),
      }),
    ])
  })
})

describe('the school until 18 January', () => {
  test('S033, S035: the report and the public list say of everybody what the rows say', async () => {
    await play('向校领导报告')
    const teachers = (await teachersOf(town.database, 'review')).filter(ofSchool('mingde'))
    await send(admin, '/report', '教师学时完成情况')
    const report = await fetchPaper(admin, '下载 Excel', 'xlsx')
    const expected = teachers.map(({ name, subject, hours, underReview, short }) => ({
      姓名: name,
      '岗位/学科': subject || null,
      公需: hours.PUBLIC,
      专业: hours.PROFESSIONAL,
      选修: hours.ELECTIVE,
      合计: hours.total,
      审核中: underReview,
      '是否达标（暂定）': short.length === 0 ? '达标' : '未达标',
    }))
    expect(linesOf(report.tables[1]!, expected)).toEqual(expected.sort(byNames))
    const passed = teachers.filter(({ short }) => short.length === 0).length
    expect(report.tables[0]).toContainEqual({ 项目: '达标（暂定）', 人数: passed })
    const page = await fetchPaper(admin, '下载 PDF', 'pdf')
    for (const { 姓名, 合计 } of expected) expect(page.text).toMatch(new RegExp(`${姓名}.*?${合计}`, 's'))

    await send(admin, '/publicity', '公示中')
    const list = await fetchPaper(admin, '下载 Excel', 'xlsx')
    const lines = expected.map((line) => ({
      姓名: line.姓名,
      '岗位/学科': line['岗位/学科'],
      公需科目: line.公需,
      专业科目: line.专业,
      个人选修科目: line.选修,
      合计: line.合计,
      是否达标: `${line['是否达标（暂定）']}（暂定）`,
    }))
    expect(linesOf(list.tables[0]!, lines)).toEqual(lines)
    const onTheWall = await paperInChat(admin, /公示-.*\.pdf$/)
    for (const { 姓名 } of lines) expect(onTheWall.text).toContain(姓名)
    expect(onTheWall.text).toContain('示例-90601')
    expect(onTheWall.text).toContain('示例-1001')
  })

  test('S036–S037: a complaint is numbered, looked into and settled; who complained is told to nobody', async () => {
    await play('投诉')
    const complaint = await prisma.complaint.findFirstOrThrow()
    expect(complaint).toMatchObject({ state: 'SETTLED', upheld: false, anonymous: true, late: false })
    const trail = await prisma.auditEntry.findMany({ where: { subjectKind: 'complaint' },
      orderBy: { seq: 'asc' },
    })
    expect(trail.map(({ action }) => action)).toEqual([
      'complaint.register',
      'complaint.take-up',
      'complaint.settle',
    ])
    for (const phone of [admin, byName('李文博')])
      expect(JSON.stringify(await phone.messages())).not.toContain('吴秀英提出')
  })

  test('S038–S039: the principal confirms; the form of that moment is kept, and its paper goes out', async () => {
    await play('校长确认上报')
    const teachers = (await teachersOf(town.database, 'review')).filter(ofSchool('mingde'))
    expect(await prisma.declaration.count({ where: { state: 'CONFIRMED_BY_PRINCIPAL' } })).toBe(8)
    await send(principal, '/school', '校长确认上报')
    await tap(principal, '统计表', '以下为您确认上报时')
    const { tables } = await fetchPaper(principal, '确认时 Excel', 'xlsx')
    // Returned by the school: 郑小琳 before the story begins, 周敏 in it.
    const line = { 单位: '合计', ...formLine(teachers, { returns: 2, complaints: 1 }) }
    expect(tables[0]![0]).toEqual(line)
    expect(tables[0]!.find(({ 单位 }) => 单位 === '公办')).toEqual({ ...line, 单位: '公办' })
    const done = await prisma.step.findMany({ where: { organisationId: 'mingde' } })
    expect(done.map(({ step, late }) => [step, late]).sort()).toEqual([
      ['confirmation', false],
      ['leaders-report', false],
      ['paper-sent', false],
    ])
    await send(reviewer, '/schools', '所属学校')
    await tap(reviewer, /^已上报待复审/, '已上报待复审')
    await tap(reviewer, mingde, '纸质')
    await reviewer.tap('纸质表已收到')
    await expect
      .poll(() => prisma.step.count({ where: { step: 'paper-received', organisationId: 'mingde' } }))
      .toBe(1)
  })
})

describe('the reviews until the freeze', () => {
  test('S040, S047: the district approves four and returns five, which opens their second round', async () => {
    await play('区级复审')
    await decideAll(reviewer, { queue: '/review', count: 4, each: () => giveBack(reviewer) })
    const items = await prisma.declaration.findMany({ where: { round: 2 } })
    expect(items.map(({ state }) => state)).toEqual(Array(5).fill('RETURNED_BY_DISTRICT'))
    expect(await prisma.declaration.count({ where: { state: 'APPROVED_BY_DISTRICT', round: 1 } })).toBe(3)
  }, 60_000)

  test('S049: the teacher corrects until 4 February 17:00, and not afterwards', async () => {
    await play('二轮：教师修改')
    await correct(xiaolin, courses.districtIsLate)
    await resubmit(xiaolin)
    await decideAll(admin, { queue: '/queue', count: 1, each: () => approve(admin) })
    await moveTo('2015-02-04T16:00:00')
    for (const courseName of [courses.principalIsLate, courses.schoolIsLate]) {
      await correct(xiaolin, courseName)
      await resubmit(xiaolin)
    }
    await correct(xiaolin, courses.teacherIsLate)
    await moveTo('2015-02-04T17:05:00')
    await isRefused(town.database, xiaolin, {
      button: '重新提交',
      courseName: courses.teacherIsLate,
      sentence: late,
    })
  }, 60_000)

  test('S050–S051: school and principal decide until 6 February 17:00, and not afterwards', async () => {
    await play('二轮：校长与区里')
    await moveTo('2015-02-06T16:00:00')
    await decideAll(admin, { queue: '/queue', count: 1, each: () => approve(admin) })
    await tap(admin, '下一项', courses.schoolIsLate)
    await tickOriginal(admin)
    confirmed.figures = figuresOf((await teachersOf(town.database, 'review')).filter(ofSchool('mingde')))
    await send(principal, '/school', '等待您确认')
    await tap(principal, /^确认并上报/, '请核对后确认')
    await moveTo('2015-02-06T17:05:00')
    await isRefused(town.database, admin, {
      button: '通过',
      courseName: courses.schoolIsLate,
      sentence: late,
    })
    await isRefused(town.database, principal, {
      button: '确认无误，上报',
      courseName: courses.principalIsLate,
      sentence: late,
    })
  }, 60_000)

  test('S053–S055: after 6 March 17:00 nothing moves, whatever old card anybody taps', async () => {
    await decideAll(reviewer, { queue: '/review', count: 1, each: async () => undefined })
    await phones.look()
    await play('冻结')
    await isRefused(town.database, reviewer, {
      button: '复审通过',
      courseName: courses.districtIsLate,
      sentence: /数据已冻结/,
    })
    const states = await prisma.declaration.findMany({ orderBy: { serial: 'asc' } })
    expect(Object.fromEntries(states.map(({ courseName, state }) => [courseName, state]))).toMatchObject({
      [courses.teacherIsLate]: 'INVALID',
      [courses.schoolIsLate]: 'SUBMITTED',
      [courses.principalIsLate]: 'APPROVED_BY_SCHOOL',
      [courses.districtIsLate]: 'CONFIRMED_BY_PRINCIPAL',
    })
    expect(await prisma.declaration.count({ where: { state: 'INVALID' } })).toBe(2)
    const frozen = await everyRow()
    const taps = await phones.tapEverything()
    expect(taps).toBeGreaterThan(100)
    console.log('taps', taps)
    expect(await everyRow()).toEqual(frozen)
  }, 120_000)
})

describe('after the freeze', () => {
  test('S057: the form of district and city is the sum of its schools, with what changed since the confirmations', async () => {
    await play('统计上报')
    const teachers = await teachersOf(town.database, 'frozen')
    const tianhe = teachers.filter(({ office }) => office === 'tianhe')
    // 2 by the school, 5 by the district.
    const told = { returns: 7, complaints: 1 }
    await send(reviewer, '/statistics', '冻结数据')
    const district = await fetchPaper(reviewer, 'Excel 文件', 'xlsx')
    const [byGroup, bySchool, difference] = district.tables
    const total = { 单位: '合计', ...formLine(tianhe, told) }
    expect(byGroup![0]).toEqual(total)
    expect(bySchool!.at(-1)).toEqual(total)
    expect(bySchool!.find(({ 单位 }) => 单位 === mingde)).toEqual({
      单位: mingde,
      ...formLine(tianhe.filter(ofSchool('mingde')), told),
    })
    for (const [label, fits] of groups) {
      const line = byGroup!.find(({ 单位 }) => 单位 === label)
      const some = tianhe.filter(fits)
      expect(line && pick(line, formLine(some))).toEqual(some.length > 0 ? formLine(some) : undefined)
    }
    const [before, after] = [confirmed.figures, figuresOf(tianhe.filter(ofSchool('mingde')))]
    console.log(difference, before, after)

    await send(operator, '/statistics', '冻结数据')
    const city = await fetchPaper(operator, 'Excel 文件', 'xlsx')
    expect(city.tables[0]![0]).toEqual({ 单位: '合计', ...formLine(teachers, told) })
    const offices = city.tables[1]!.slice(0, -1)
    for (const [office, name] of officesOfCity) {
      const line = offices.find(({ 单位 }) => 单位 === name)
      const below = teachers.filter((teacher) => teacher.office === office)
      expect(pick(line!, formLine(below))).toEqual(formLine(below))
    }
    for (const what of ['应验证人数', '申报人数', '达标', '未达标', '含无效', '退案次数', '投诉受理']) {
      const sum = offices.reduce((all, line) => all + Number(line[what]), 0)
      expect([what, sum]).toEqual([what, city.tables[0]![0]![what]])
    }
    const pages = await fetchPaper(operator, 'PDF（打印盖章）', 'pdf')
    for (const [, name] of officesOfCity) expect(pages.text).toContain(name)
    const marks = await prisma.step.findMany({ where: { step: { contains: 'statistics' } } })
    expect(marks.map(({ organisationId, step, late }) => [organisationId, step, late]).sort()).toEqual([
      ['city', 'city-statistics', false],
      ['tianhe', 'statistics', false],
    ])
  })

  test('S062: the school, the district and the city read who has not passed and by how much', async () => {
    const teachers = (await teachersOf(town.database, 'frozen')).filter(({ short }) => short.length > 0)
    const readers = [
      [hr, ofSchool('mingde')],
      [reviewer, ({ office }: Teacher) => office === 'tianhe'],
      [supervisor, () => true],
    ] as const
    for (const [reader, fits] of readers) {
      const expected = teachers.filter(fits).map((teacher) => ({
        学校: teacher.schoolName,
        姓名: teacher.name,
        继续教育证号: teacher.certificateNumber,
        公需: teacher.hours.PUBLIC,
        专业: teacher.hours.PROFESSIONAL,
        选修: teacher.hours.ELECTIVE,
        合计: teacher.hours.total,
        未达标原因: whyNot(teacher),
      }))
      await send(reader, '/notpassed', '最终结果')
      const list = await fetchPaper(reader, 'Excel 文件', 'xlsx')
      expect(linesOf(list.tables[0]!, expected)).toEqual(expected.sort(byNames))
      expect(list.text).toContain('当年年度考核不得评为优秀')
    }
  })

  test('S059: complaints are supervised, then the city confirms', async () => {
    await play('市级确认')
    const marks = await prisma.step.findMany({ where: { organisationId: 'city' }, orderBy: { doneAt: 'asc' } })
    expect(marks.map(({ step, late }) => [step, late])).toEqual([
      ['city-statistics', false],
      ['complaint-supervision', false],
      ['city-confirmation', false],
    ])
  })

  test('S060: the export says of every teacher what the rows say, and is marked', async () => {
    await play('导出到人社局')
    const teachers = await teachersOf(town.database, 'frozen')
    const expected = teachers.map((teacher) => ({
      继续教育证号: teacher.certificateNumber,
      姓名: teacher.name,
      学校: teacher.schoolName,
      公需课程名称与学时: teacher.publicCourses.map(({ name, hours }) => `${name}(${hours})`).join('；'),
      公需学时: String(teacher.hours.PUBLIC),
      专业学时: String(teacher.hours.PROFESSIONAL),
      选修学时: String(teacher.hours.ELECTIVE),
      合计: String(teacher.hours.total),
      结论: teacher.short.length === 0 ? '达标' : '未达标',
    }))
    const { tables } = await paperInChat(operator, /学时导出-\d+\.csv$/)
    expect(linesOf(tables[0]!, expected)).toEqual(expected.sort(byNames))
    expect(await prisma.exportRow.count()).toBe(teachers.length)
    expect(await prisma.step.count({ where: { step: 'export', organisationId: 'city', late: false } })).toBe(1)
  })

  test('S071: 2015 opens beside it, and what is declared there touches nothing of 2014', async () => {
    const before = await everyRow()
    await play('新的一年')
    await tap(jingyi, /^核对个人信息/, '个人信息核对')
    await tap(jingyi, '确认无误', '信息已确认')
    await jingyi.send('/declare')
    await answerUntil(jingyi, 'summary', { from: type('2015-3-9'), to: type('2015-3-13') })
    await tap(jingyi, '提交', '已提交')
    expect(await prisma.declaration.findMany({ where: { cycleId: 2015 } })).toMatchObject([
      { state: 'SUBMITTED', hours: 30, category: 'PROFESSIONAL' },
    ])
    expect(await everyRow()).toEqual(before)
    const ledger2015 = (await teachersOf(town.database, 'review', 2015)).find(({ name }) => name === '陈静怡')!
    expect(ledger2015).toMatchObject({ hours: { total: 0 }, underReview: 30 })
    await send(jingyi, '/status', '2015年度')
  })
})

describe('at the end of the year', () => {
  test('no ID number stood anywhere, and nobody read a telephone or birth date but their own', async () => {
    const everything = await phones.everything()
    expect(everything.length).toBeGreaterThan(500)
    const leaks: unknown[] = []
    for (const { userId, where, text } of everything) {
      if (/440199\d|\d{17}[\dXx]/.test(text)) leaks.push(['ID number', userId, where])
      for (const { userId: owner, name, ofThePerson } of secrets)
        if (owner !== userId && ofThePerson.some((secret) => text.includes(secret)))
          leaks.push([name, userId, where, text.slice(0, 200)])
    }
    expect(leaks).toEqual([])
  })

  test('every seal holds, everything was delivered and nothing was logged', async () => {
    expect(await brokenSeals(prisma)).toEqual([])
    expect(await prisma.outboxMessage.count({ where: { state: 'FAILED' } })).toBe(0)
    expect(await prisma.inboxUpdate.count({ where: { state: 'PARKED' } })).toBe(0)
    expect(town.logged.filter((line) => !line.startsWith('database:'))).toEqual([])
  })
})

const groups = [
  ['公办', ({ ownership }: Teacher) => ownership === 'STATE'],
  ['民办', ({ ownership }: Teacher) => ownership === 'PRIVATE'],
  ['小学', ({ stage }: Teacher) => stage === 'PRIMARY'],
  ['初中', ({ stage }: Teacher) => stage === 'JUNIOR'],
] as const

const officesOfCity = [
  ['tianhe', '天河区教育局'],
  ['yuexiu', '越秀区教育局'],
  ['training-centre', '广州市中小学教师培训中心'],
] as const

function pick(line: Line, like: object): Line {
  return Object.fromEntries(Object.keys(like).map((key) => [key, line[key] ?? null]))
}

/** What a frozen cycle holds. */
async function everyRow() {
  const where = { cycleId: 2014 }
  return {
    declarations: await prisma.declaration.findMany({ where, orderBy: { id: 'asc' } }),
    records: await prisma.hourRecord.findMany({ where, orderBy: { id: 'asc' } }),
    complaints: await prisma.complaint.findMany({ where, orderBy: { id: 'asc' } }),
    publicities: await prisma.publicity.findMany({ where, orderBy: { id: 'asc' } }),
    exemptions: await prisma.exemption.findMany({ where }),
    snapshots: await prisma.snapshot.findMany({ where, orderBy: { id: 'asc' } }),
    steps: await prisma.step.findMany({ where, orderBy: [{ organisationId: 'asc' }, { step: 'asc' }] }),
  }
}
