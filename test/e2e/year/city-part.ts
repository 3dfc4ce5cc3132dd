describe('after the freeze', () => {
  test('S057: the form of district and city is the sum of its schools, with what changed since the confirmations', async () => {
    await play('统计上报')
    const teachers = await teachers('frozen')
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
    const teachers = (await teachers('frozen')).filter(({ short }) => short.length > 0)
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
      expectLines(list.tables[0]!, expected)
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
    const teachers = await teachers('frozen')
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
    expectLines(tables[0]!, expected)
    expect(await prisma.exportRow.count()).toBe(teachers.length)
    expect(await prisma.step.count({ where: { step: 'export', organisationId: 'city', late: false } })).toBe(1)
  })

  test('S071: 2015 opens beside it, and what is declared there touches nothing of 2014', async () => {
    const before = await rowsOf2014()
    await play('新的一年')
    await tap(jingyi, /^核对个人信息/, '个人信息核对')
    await tap(jingyi, '确认无误', '信息已确认')
    await jingyi.send('/declare')
    await answerUntil(jingyi, 'summary', { from: type('2015-3-9'), to: type('2015-3-13') })
    await tap(jingyi, '提交', '已提交')
    expect(await prisma.declaration.findMany({ where: { cycleId: 2015 } })).toMatchObject([
      { state: 'SUBMITTED', hours: 30, category: 'PROFESSIONAL' },
    ])
    expect(await rowsOf2014()).toEqual(before)
    const ledger2015 = (await teachersOf(town.database, 'review', 2015)).find(({ name }) => name === '陈静怡')!
    expect(ledger2015).toMatchObject({ hours: { total: 0 }, underReview: 30 })
    await send(jingyi, '/status', '2015年度')
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

