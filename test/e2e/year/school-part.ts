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
    const row = await itemWhere({ person: { name: '陈静怡' } })
    expect(row).toMatchObject({ state: 'SUBMITTED', category: 'PUBLIC', hours: 18, organisationId: 'mingde' })
    const receipt = await jingyi.messages()
    expect(receipt.at(-1)!.text).toContain(`2014-${String(row.serial).padStart(6, '0')}`)
    expect(await audited({ action: 'declaration.submit', subjectId: row.id, chain: 'mingde' })).toBe(1)
    for (const courseName of Object.values(courses)) await declare(xiaolin, courseName)
    const declared = { courseName: { in: Object.values(courses) }, state: 'SUBMITTED' } as const
    expect(await prisma.declaration.count({ where: declared })).toBe(4)
  }, 60_000)

  test('S032: the school approves what it has seen in the original and returns the rest with a reason', async () => {
    await play('学校审验')
    await decideAll(administrator, { queue: '/queue', count: 4, each: () => approve(administrator) })
    const stands = async (name: string) => (await itemWhere({ person: { name }, round: 1 })).state
    expect(await stands('李文博')).toBe('APPROVED_BY_SCHOOL')
    expect(await stands('吴秀英')).toBe('APPROVED_BY_SCHOOL')
    expect(await stands('陈静怡')).toBe('APPROVED_BY_SCHOOL')
    expect(await itemWhere({ person: { name: '周敏' } })).toMatchObject({
      state: 'RETURNED_BY_SCHOOL',
      reasonId: 'not-as-required',
    })
    for (const courseName of Object.values(courses))
      expect((await itemWhere({ courseName })).state).toBe('APPROVED_BY_SCHOOL')
    expect(await audited({ action: 'declaration.approve', chain: 'mingde' })).toBe(7)
  }, 60_000)

  test('S034: what was returned is corrected before the publicity and approved', async () => {
    await play('退案后补正')
    expect(await itemWhere({ person: { name: '周敏' } })).toMatchObject({
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
    const teachers = await teachersOfMingde('review')
    await send(administrator, '/report', '教师学时完成情况')
    const report = await fetchPaper(administrator, '下载 Excel', 'xlsx')
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
    expectLines(report.tables[1]!, expected)
    const passed = teachers.filter(({ short }) => short.length === 0).length
    expect(report.tables[0]).toContainEqual({ 项目: '达标（暂定）', 人数: passed })
    const page = await fetchPaper(administrator, '下载 PDF', 'pdf')
    for (const { 姓名, 合计 } of expected) expect(page.text).toMatch(new RegExp(`${姓名}.*?${合计}`, 's'))

    await send(administrator, '/publicity', '公示中')
    const list = await fetchPaper(administrator, '下载 Excel', 'xlsx')
    const lines = expected.map((line) => ({
      姓名: line.姓名,
      '岗位/学科': line['岗位/学科'],
      公需科目: line.公需,
      专业科目: line.专业,
      个人选修科目: line.选修,
      合计: line.合计,
      是否达标: `${line['是否达标（暂定）']}（暂定）`,
    }))
    expectLines(list.tables[0]!, lines)
    const onTheWall = await paperInChat(administrator, /公示-.*\.pdf$/)
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
    for (const phone of [administrator, byName('李文博')])
      expect(JSON.stringify(await phone.messages())).not.toContain('吴秀英提出')
  })

  test('S038–S039: the principal confirms; the form of that moment is kept, and its paper goes out', async () => {
    await play('校长确认上报')
    const teachers = await teachersOfMingde('review')
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

