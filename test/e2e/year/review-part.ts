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
    await decideAll(administrator, { queue: '/queue', count: 1, each: () => approve(administrator) })
    await moveTo('2015-02-04T16:00')
    for (const courseName of [courses.principalIsLate, courses.schoolIsLate]) {
      await correct(xiaolin, courseName)
      await resubmit(xiaolin)
    }
    await correct(xiaolin, courses.teacherIsLate)
    await moveTo('2015-02-04T17:05')
    await isRefused(town.database, xiaolin, {
      button: '重新提交',
      courseName: courses.teacherIsLate,
      sentence: late,
    })
  }, 60_000)

  test('S050–S051: school and principal decide until 6 February 17:00, and not afterwards', async () => {
    await play('二轮：校长与区里')
    await moveTo('2015-02-06T16:00')
    await decideAll(administrator, { queue: '/queue', count: 1, each: () => approve(administrator) })
    await tap(administrator, '下一项', courses.schoolIsLate)
    await tickOriginal(administrator)
    confirmed.figures = figuresOf(await teachersOfMingde('review'))
    await send(principal, '/school', '等待您确认')
    await tap(principal, /^确认并上报/, '请核对后确认')
    await moveTo('2015-02-06T17:05')
    await isRefused(town.database, administrator, {
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
    const frozen = await rowsOf2014()
    const taps = await phones.tapEverything()
    expect(taps).toBeGreaterThan(100)
    console.log('taps', taps)
    expect(await rowsOf2014()).toEqual(frozen)
  }, 120_000)
})

