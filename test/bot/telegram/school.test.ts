import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, speakEnglish, tap } from '../../support/story.ts'
import { corrected, submitted } from '../../support/submitted.ts'

const town = await startTestProgram()
const [administrator, colleague] = await town.introduce(
  '何丽萍',
  '梁伟',
  '李文博',
  '周敏',
  '吴秀英',
  '黎明轩',
)

async function declarationOf(name: string) {
  return town.database.prisma.declaration.findFirstOrThrow({ where: { person: { name } } })
}

/** Opens the first item of the queue and answers its card. */
async function beginReview(phone: SandboxPhone, number: string) {
  await say(phone, '/queue', '待审申报')
  return tap(phone, /^开始审验/, `${number} · `)
}

describe('the queue', () => {
  test('tells how many wait, since when, and how many days are left', async () => {
    const header = await say(administrator, '/queue', '待审申报')
    expect(header.text).toContain('待审 3 项，最早的自 2014年12月14日 09:00 起等待。')
    expect(header.text).toContain('2015年1月9日24:00前完成，还剩 20 天')
    expect(labels(header)).toEqual(['开始审验（3）', '教师名单'])
  })

  test('is not for a teacher, whose forged taps change nothing', async () => {
    const teacher = town.phoneOf('李文博')
    const refused = await say(teacher, '/queue', '只对相应的管理人员开放')
    const { id, version } = await declarationOf('周敏')
    for (const data of [
      tapData('item.approve', id, version, 1),
      tapData('item.return', id, version, 'photocopy'),
      tapData('item.open', id),
      tapData('next'),
    ]) {
      await teacher.forgeTap(refused.id, data)
      const answer = await teacher.waitFor('只对相应的管理人员开放')
      expect(answer.text).not.toContain('周敏')
    }
    expect(await declarationOf('周敏')).toMatchObject({ state: 'SUBMITTED', version })
  })

  test('opens the oldest item with its photos first, then the claim and the sums of the teacher', async () => {
    const card = await beginReview(administrator, '2014-000001')
    const messages = await administrator.messages()
    const photo = messages[messages.findIndex(({ id }) => id === card.id) - 1]!
    expect(photo.photo).toBeDefined()
    expect(photo.text).toBe('照片 1 · 证书或学习证明 · 2014-000001')
    expect(card.text).toContain('李文博（英语）')
    expect(card.text).toContain('课程：中小学教师信息技术应用能力提升')
    expect(card.text).toContain('2014年7月7日至2014年7月11日（5 天）')
    expect(card.text).toContain('专业科目：12 / 30')
    expect(card.text).toContain('2014年12月14日 09:00 李文博 提交')
    expect(labels(card)).toEqual(['☐ 已核对原件', '退案', '稍后', '待审列表'])
  })

  test('稍后 goes on in order and comes round to the first again', async () => {
    await beginReview(administrator, '2014-000001')
    const second = await tap(administrator, '稍后', '2014-000002 · ')
    expect(second.text).toContain('外文或境外证书')
    const album = (await administrator.messages()).filter(({ text }) =>
      /^照片 . · .* · 2014-000002$/.test(text),
    )
    expect(album.map(({ text }) => text)).toEqual([
      '照片 1 · 证书或学习证明 · 2014-000002',
      '照片 2 · 盖章的中文翻译 · 2014-000002',
    ])
    expect((await tap(administrator, '稍后', '2014-000003 · ')).text).toContain('证书上没有培训时间')
    await tap(administrator, '稍后', '2014-000001 · ')
  })

  test('an item opens by its number, by command or just typed', async () => {
    await say(administrator, '/item 2014-000002', '2014-000002 · ')
    await say(administrator, '２０１４－０００００３', '2014-000003 · ')
    await say(administrator, '/item 2014-999999', '本校没有这项申报')
    await say(administrator, '/item', '/item 2014-000123')
  })

  test('an item of another school is as if it were not there', async () => {
    await say(town.phoneOf('苏婉仪'), '/item 2014-000001', '本校没有这项申报')
  })
})

describe('approving', () => {
  test('needs the tick that the original was seen, also of a forged button', async () => {
    const card = await beginReview(administrator, '2014-000001')
    const { id, version } = await declarationOf('李文博')
    await administrator.forgeTap(card.id, tapData('item.approve', id, version))
    await administrator.waitFor('通过之前要核对纸质原件')
    expect(await declarationOf('李文博')).toMatchObject({ state: 'SUBMITTED', version })
  })

  test('changes the card in place and tells the teacher at once, with the sums of now', async () => {
    const card = await beginReview(administrator, '2014-000001')
    const ticked = await tap(administrator, '☐ 已核对原件', '2014-000001 · ')
    expect(ticked.id).toBe(card.id)
    expect(labels(ticked)).toEqual(['☑ 已核对原件', '通过', '退案', '稍后', '待审列表'])

    const teacher = town.phoneOf('李文博')
    await teacher.seen()
    const result = await tap(administrator, '通过', '已通过：2014-000001')
    expect(result.id).toBe(card.id)
    expect(labels(result)).toEqual(['撤销', '下一项', '待审列表'])
    const told = await teacher.waitFor('学校审验通过：2014-000001')
    expect(told.text).toContain('专业科目：已认定 42，审核中 0')
    expect(await declarationOf('李文博')).toMatchObject({ state: 'APPROVED_BY_SCHOOL' })
  })

  test('can be taken back, which the teacher is told too, and then shows the card again', async () => {
    const teacher = town.phoneOf('李文博')
    await teacher.seen()
    const card = await tap(administrator, '撤销', '回到待审状态')
    expect(labels(card)).toContain('☐ 已核对原件')
    expect(card.text).toContain('何丽萍 撤销审验结果')
    await teacher.waitFor('学校撤销了对申报 2014-000001')
  })

  test('a button from before that is out of date shows how things stand now', async () => {
    const { id, version } = await declarationOf('李文博')
    const card = (await administrator.last())!
    const answer = await administrator.forgeTap(card.id, tapData('item.tick', id, version - 1, 1))
    expect(answer.text).toContain('这个按钮已过期')
    expect(labels((await administrator.last())!)).toContain('☐ 已核对原件')
  })

  test('of two administrators at once one wins, and the other is told who it was and goes on', async () => {
    for (const phone of [administrator, colleague]) {
      await beginReview(phone, '2014-000001')
      await tap(phone, '☐ 已核对原件', ({ buttons }) => labels({ buttons }).includes('通过'))
    }
    await Promise.all([administrator.tap('通过'), colleague.tap('通过')])
    const [one, other] = await Promise.all(
      [administrator, colleague].map((phone) => phone.waitFor(/已通过：2014-000001|刚才的操作没有生效/)),
    )
    const [winner, loser] = one!.text.includes('✅') ? ['何丽萍', other!] : ['梁伟', one!]
    expect(loser.text).toContain(`已由${winner}于2014年12月20日`)
    expect(loser.text).toContain('目前状态：学校已通过')
    expect(labels(loser)).toContain('下一项')
    const entries = await town.database.prisma.auditEntry.count({
      where: { subjectId: (await declarationOf('李文博')).id, action: 'declaration.approve' },
    })
    expect(entries).toBe(2)
  })
})

describe('returning', () => {
  test('goes over reason and note, and the teacher gets both with the deadline and a button', async () => {
    await beginReview(administrator, '2014-000002')
    await tap(administrator, '退案', '请选择退案原因')
    await tap(administrator, '更多原因', ({ buttons }) => labels({ buttons }).includes('上一页'))
    const chosen = await tap(administrator, '姓名不一致', '退案原因：姓名不一致')
    expect(labels(chosen)).toEqual(['不写说明，直接退案', '写说明', '换一个原因', '返回'])
    await tap(administrator, '写说明', '请输入给教师的说明')
    const slip = await administrator.send('本人 11010519491231002X 与证书不一致')
    await administrator.waitFor('好像有证件号码，已从聊天中删除')
    await administrator.waitUntil(({ messages }) => !messages.some(({ id }) => id === slip), {
      what: 'clean chat',
    })
    await say(administrator, '证书上的名字 <不是> 本人', '说明：证书上的名字 <不是> 本人')
    await say(administrator, '证书上的名字写错了', '说明：证书上的名字写错了')

    const teacher = town.phoneOf('周敏')
    await teacher.seen()
    expect(labels(await tap(administrator, '确认退案', '已退案：2014-000002'))).toEqual([
      '撤销',
      '下一项',
      '待审列表',
    ])
    const told = await teacher.waitFor('您的申报被学校退案：2014-000002')
    expect(told.text).toContain('原因：姓名不一致')
    expect(told.text).toContain('说明：证书上的名字写错了')
    expect(told.text).toContain('2015年1月17日24:00前修改并重新提交')
    expect(labels(told)).toEqual(['修改并重新提交'])
    expect(await declarationOf('周敏')).toMatchObject({
      state: 'RETURNED_BY_SCHOOL',
      reasonId: 'name-differs',
      note: '证书上的名字写错了',
    })
  })

  test('the confirming button of a dialogue that is over returns nothing', async () => {
    const { id, version } = await declarationOf('吴秀英')
    const last = (await administrator.last())!
    const answer = await administrator.forgeTap(last.id, tapData('item.noted', id, version, 'photocopy'))
    expect(answer.text).toContain('这个按钮已过期')
    expect(await declarationOf('吴秀英')).toMatchObject({ state: 'SUBMITTED', version })
  })

  test('a command between wins over the note that was asked for', async () => {
    await beginReview(administrator, '2014-000003')
    await tap(administrator, '退案', '请选择退案原因')
    await tap(administrator, '更多原因', ({ buttons }) => labels({ buttons }).includes('其他'))
    await tap(administrator, '其他', '请输入给教师的说明')
    await say(administrator, '/queue', '待审 1 项')
    await say(administrator, '这句话不是说明', '我没有看懂这条消息')
    expect(await declarationOf('吴秀英')).toMatchObject({ state: 'SUBMITTED' })
  })

  test('a false claim needs a written finding, and the district hears of it', async () => {
    const { id, version } = await declarationOf('吴秀英')
    const card = await beginReview(administrator, '2014-000003')
    await administrator.forgeTap(card.id, tapData('item.return', id, version, 'false-claim'))
    await administrator.waitFor('认定虚假申报必须写明查实的情况')
    await tap(administrator, '退案', '请选择退案原因')
    await tap(administrator, '虚假申报', '请输入书面核查认定')
    await say(administrator, '向主办单位核实，本人没有参加', '说明：向主办单位核实')

    const district = town.phoneOf('黎明轩')
    await district.seen()
    await tap(administrator, '确认退案', '已退案：2014-000003')
    const told = await district.waitFor('虚假申报')
    expect(told.text).toContain('向主办单位核实，本人没有参加')
    expect(told.text).toContain('吴秀英')
  })

  test('when nothing waits any more, 下一项 says so', async () => {
    await tap(administrator, '下一项', '目前没有待审的申报')
  })
})

describe("one's own item", () => {
  test('is counted apart, never opened, and waits for a colleague', async () => {
    const { number, declarationId } = await submitted(town, '何丽萍', { courseName: '小学数学专题研修' })
    const header = await say(administrator, '/queue', '待审申报')
    expect(header.text).toContain('另有您本人的 1 项，须由其他管理员审验')
    expect(labels(header)).toEqual(['教师名单'])
    const refused = await say(administrator, `/item ${number}`, '与自己有关的事项不能自己处理')
    await administrator.forgeTap(refused.id, tapData('item.approve', declarationId, 1, 1))
    await administrator.waitFor('与自己有关的事项不能自己处理')
    const own = await town.database.prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(own.state).toBe('SUBMITTED')
  })

  test('shows the colleague that its photo was in another declaration before', async () => {
    const card = await beginReview(colleague, '2014-000005')
    expect(card.text).toMatch(/照片 1 与申报 2014-00000\d（(李文博|周敏|吴秀英|郑小琳)）的照片相同/)
    await tap(colleague, '☐ 已核对原件', ({ buttons }) => labels({ buttons }).includes('通过'))
    await administrator.seen()
    await colleague.tap('通过')
    await administrator.waitFor('学校审验通过：2014-000005')
  })

  test('is decided once by a button that is tapped twice, which shows the same as once', async () => {
    const { id } = await declarationOf('何丽萍')
    const done = (action: string) =>
      town.database.prisma.auditEntry.count({ where: { subjectId: id, action } })
    await colleague.waitFor('已通过：2014-000005')
    await colleague.doubleTap('撤销')
    expect((await colleague.last())!.text).toContain('已撤销审验结果')
    expect(await done('declaration.undo')).toBe(1)
    await tap(colleague, '☐ 已核对原件', ({ buttons }) => labels({ buttons }).includes('通过'))
    await colleague.doubleTap('通过')
    const result = (await colleague.last())!
    expect(result.text).toContain('已通过：2014-000005')
    expect(result.text).not.toContain('没有生效')
    expect(await done('declaration.approve')).toBe(2)
  })
})

test('a corrected item comes back with what changed since it was returned', async () => {
  await corrected(town, '郑小琳', { courseName: '专业技术人员创新能力建设（2014）' })
  const card = await beginReview(administrator, '2014-000004')
  expect(card.text).toContain('何丽萍 退案：证书为复印件')
  expect(card.text).toContain('郑小琳 修改后重新提交')
  expect(card.text).toContain('课程名称：专业技术人员创新能力建设 → 专业技术人员创新能力建设（2014）')
  expect(card.text).toMatch(/照片 1 可能是复印件，请核对原件/)
})

test('all of it speaks English to whoever chose it', async () => {
  await speakEnglish(colleague)
  const header = await say(colleague, '/queue', 'waiting for review')
  expect(header.text).toMatch(/due before 9 Jan 2015, 24:00 \(Guangzhou time\): 20 days left/)
  const card = await tap(colleague, /^Begin review/, 'Waiting since')
  const words = card.text.replace(/[^\n]*(Course|Provider|→)[^\n]*/g, '').replace(/郑小琳|美术|何丽萍/g, '')
  expect(words).not.toMatch(/\p{Script=Han}/u)
  await colleague.tap('Return')
  await tap(colleague, 'The certificate is a photocopy', 'Returned because: The certificate is a photocopy')
  await colleague.tap('Another reason')
  await colleague.tap('Back')
  expect((await say(colleague, '/staff', 'teachers, Year 2014 (12 people)')).text).toContain('No account: 6')
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
