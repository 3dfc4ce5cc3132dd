import { beforeAll, describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { tapNames } from '../../../bot/telegram/dialogue/tap-names.ts'
import { type ConfirmedItem, confirmedItem, confirmedSchool, reviewDay } from '../../support/confirmed.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, speakEnglish, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [district, centre] = await town.introduce(
  '黎明轩',
  '尹国栋',
  '李文博',
  '周敏',
  '吴秀英',
  '何丽萍',
  '邓建国',
  '贺春兰',
  '钟伟雄',
)
const items: Record<string, ConfirmedItem> = {}

const personId = async (name: string) => (await prisma.person.findFirstOrThrow({ where: { name } })).id
const rowOf = (id: string) => prisma.declaration.findUniqueOrThrow({ where: { id } })

async function confirmed(name: string, options: Parameters<typeof confirmedItem>[2] = {}) {
  const item = await confirmedItem(town.database, await personId(name), { photo: true, ...options })
  return item
}

async function openItem(phone: SandboxPhone, { number }: ConfirmedItem) {
  return say(phone, number, `${number} · `)
}

beforeAll(async () => {
  for (const school of ['mingde', 'qiming']) await confirmedSchool(town.database, school)
  const on = (day: number) => ({ waitingSince: new Date(`2015-01-${day}T10:00:00+08:00`) })
  items.first = await confirmed('李文博', { ...on(15), courseName: '英语听说教学研修' })
  items.second = await confirmed('周敏', { ...on(16), courseName: '语文统编教材研修' })
  items.third = await confirmed('吴秀英', { ...on(17), courseName: '合唱教学研修' })
  items.principal = await confirmed('邓建国', {
    ...on(18),
    state: 'APPROVED_BY_SCHOOL',
    courseName: '校长研修',
  })
  items.bureau = await confirmed('侯志勇', { ...on(15), courseName: '数学建模研修' })
  await town.sandbox.clock.moveTo(reviewDay)
})

describe('the queue of the district', () => {
  test('tells what waits, until when, and the items of principals apart', async () => {
    const header = await say(district, '/review', '待复审申报')
    expect(header.text).toContain('天河区教育局 · 2014年度')
    expect(header.text).toContain('待复审 3 项，最早的自 2015年1月15日 10:00 起等待。')
    expect(header.text).toContain('另有校长本人的申报 1 项')
    expect(header.text).toContain('复审须在2015年1月30日24:00前完成，还剩 10 天')
    expect(labels(header)).toEqual(['开始复审（4）', '学校列表', '逾期情况'])
  })

  test('opens the oldest with its photo, its school and its history; no tick for originals', async () => {
    const card = await tap(district, /^开始复审/, `${items.first!.number} · `)
    const messages = await district.messages()
    expect(messages[messages.findIndex(({ id }) => id === card.id) - 1]!.photo).toBeDefined()
    expect(card.text).toContain('学校：天河区明德小学（示例）')
    expect(card.text).toContain('须在2015年1月30日24:00前完成')
    expect(labels(card)).toEqual(['复审通过', '退回', '稍后', '待复审列表'])
  })

  test('is for reviewers only, whose school queue it is not', async () => {
    const administrator = town.phoneOf('何丽萍')
    const refused = await say(administrator, '/review', '只对相应的管理人员开放')
    await administrator.forgeTap(refused.id, tapData('review.approve', items.first!.id, 3))
    await administrator.waitFor('只对相应的管理人员开放')
    expect(await rowOf(items.first!.id)).toMatchObject({ state: 'CONFIRMED_BY_PRINCIPAL' })
    await say(district, '/queue', '只对相应的管理人员开放')
  })
})

describe('deciding', () => {
  test('approving tells the teacher; taking it back tells them too and shows the card again', async () => {
    const teacher = town.phoneOf('李文博')
    await openItem(district, items.first!)
    await teacher.seen()
    const result = await tap(district, '复审通过', `复审通过：${items.first!.number}`)
    expect(labels(result)).toEqual(['撤销', '下一项', '待复审列表'])
    await teacher.waitFor('《英语听说教学研修》30 学时已认定')
    const card = await tap(district, '撤销', '已撤销复审结果')
    expect(labels(card)).toContain('复审通过')
    await teacher.waitFor('复审人员撤销了对申报')
    await district.doubleTap('复审通过')
    await district.waitFor(`复审通过：${items.first!.number}`)
    expect(await prisma.auditEntry.count({ where: { subjectId: items.first!.id } })).toBe(3)
  })

  test('下一项 stays with the school, and 稍后 with what else waits', async () => {
    await tap(district, '下一项', `${items.second!.number} · `)
    await tap(district, '稍后', `${items.third!.number} · `)
  })

  test('returning says until when, tells the teacher, and the school and its principal (S047)', async () => {
    const [teacher, administrator, principal] = ['吴秀英', '何丽萍', '邓建国'].map(town.phoneOf)
    for (const phone of [teacher!, administrator!, principal!]) await phone.seen()
    const reasons = await tap(district, '退回', '请选择退回原因')
    expect(reasons.text).toContain('教师须在2015年2月4日17:00前更正；退回后不能撤销')
    await tap(district, '证书为复印件', '退回原因：证书为复印件')
    await tap(district, '写说明', '请输入给教师的说明')
    await say(district, '请补交原件照片', '确认退回：')
    const result = await tap(district, '确认退回', `已退回：${items.third!.number}`)
    expect(result.text).toContain('学校和校长须在2015年2月6日17:00前再次审验、确认')
    expect(labels(result)).toEqual(['下一项', '待复审列表'])
    const told = await teacher!.waitFor('您的申报被复审退回')
    expect(told.text).toContain('说明：请补交原件照片')
    expect(told.text).toContain('2015年2月4日17:00前修改并重新提交')
    expect((await administrator!.waitFor('复审退回了本校的申报')).text).toContain('目前 1 项')
    await principal!.waitFor('复审退回了本校的申报')
    expect(await rowOf(items.third!.id)).toMatchObject({ state: 'RETURNED_BY_DISTRICT', round: 2 })
  })

  test("a principal's own item is confirmed in their place and then reviewed", async () => {
    const card = await openItem(district, items.principal!)
    expect(labels(card)).toEqual(['代校长确认', '稍后', '待复审列表'])
    const next = await tap(district, '代校长确认', '已代校长确认')
    expect(labels(next)).toEqual(['复审通过', '退回', '稍后', '待复审列表'])
  })

  test('in the second round a return is final and asks once more (ruling 8)', async () => {
    const version = (await rowOf(items.third!.id)).version + 1
    await prisma.declaration.update({
      where: { id: items.third!.id },
      data: { state: 'CONFIRMED_BY_PRINCIPAL', reasonId: null, note: null, version },
    })
    expect((await say(district, '/review', '待复审申报')).text).toContain('其中第二轮 1 项，排在最前')
    const card = await tap(district, /^开始复审/, `${items.third!.number} · `)
    expect(labels(card)).toContain('退回（最终，计为无效）')
    await tap(district, '退回（最终，计为无效）', '请选择退回原因')
    const sure = await tap(district, '证书为复印件', '退回后这项申报即为无效')
    expect(labels(sure)).toContain('确认退回，计为无效')
    expect(await rowOf(items.third!.id)).toMatchObject({ state: 'CONFIRMED_BY_PRINCIPAL' })
    const teacher = town.phoneOf('吴秀英')
    await teacher.seen()
    await tap(district, '确认退回，计为无效', `已退回，计为无效：${items.third!.number}`)
    await teacher.waitFor('这一项已定为无效')
    expect(await rowOf(items.third!.id)).toMatchObject({ state: 'INVALID' })
  })

  test('of two reviewers at once one wins, and the other is told who it was', async () => {
    const both = town.phoneOf('钟伟雄')
    await prisma.grant.create({
      data: {
        personId: await personId('钟伟雄'),
        role: 'DISTRICT_REVIEWER',
        organisationId: 'tianhe',
        grantedAt: reviewDay,
      },
    })
    for (const phone of [district, both]) await openItem(phone, items.second!)
    await Promise.all([district.tap('复审通过'), both.tap('复审通过')])
    const answers = await Promise.all(
      [district, both].map((phone) => phone.waitFor(/复审通过：|刚才的操作没有生效/)),
    )
    const loser = answers.find(({ text }) => text.includes('没有生效'))!
    expect(loser.text).toMatch(/已由(黎明轩|钟伟雄)于2015年1月20日/)
    expect(await prisma.auditEntry.count({ where: { subjectId: items.second!.id } })).toBe(1)
  })
})

describe('a batch', () => {
  test('approves what was opened and says so item by item', async () => {
    const [one, two] = [
      await confirmed('李文博', { courseName: '听力研修' }),
      await confirmed('周敏', { courseName: '写作研修' }),
    ]
    const doubted = await confirmed('周敏', { courseName: '待核实研修' })
    for (const item of [one, two, doubted]) await openItem(district, item)
    await say(district, '/review', '待复审申报')
    const list = await tap(district, /^批量通过已查看的 \d 项/, '您已逐项打开查看')
    expect(list.text).toContain(one.number)
    // The principal's own item was opened too, and is left for another look.
    for (const { number } of [items.principal!, doubted]) {
      await district.tap(`移出 ${number}`)
      await district.waitFor(
        ({ text, buttons }) => text.includes('逐项打开') && !labels({ buttons }).includes(`移出 ${number}`),
      )
    }
    await prisma.declaration.update({ where: { id: two.id }, data: { version: { increment: 1 } } })
    const done = await tap(district, '批量通过这 2 项', '批量通过 1 项')
    expect(done.text).toContain('以下 1 项在您查看后有变动')
    expect(await rowOf(one.id)).toMatchObject({ state: 'APPROVED_BY_DISTRICT' })
    expect(await rowOf(two.id)).toMatchObject({ state: 'CONFIRMED_BY_PRINCIPAL' })
  })

  test('of a school asks for the tick that all originals were seen (ruling 12)', async () => {
    const administrator = town.phoneOf('何丽萍')
    await say(administrator, '/queue', '待审申报')
    await tap(administrator, /^开始审验/, '2014-000001 · ')
    await tap(administrator, '稍后', '2014-000002 · ')
    const list = await say(administrator, '/batch', '您已逐项打开查看')
    expect(labels(list)).not.toContain('批量通过这 2 项')
    await tap(administrator, '☐ 本批 2 份原件均已核对', ({ buttons }) =>
      labels({ buttons }).includes('批量通过这 2 项'),
    )
    await administrator.doubleTap('批量通过这 2 项')
    const done = await administrator.waitFor('批量通过 2 项')
    expect(done.text).toContain('2014-000001')
    expect(
      await prisma.declaration.count({ where: { serial: { in: [1, 2] }, state: 'APPROVED_BY_SCHOOL' } }),
    ).toBe(2)
  })
})

describe('the schools of the district', () => {
  test('stand by how far they are, and a card shows counts, steps and contacts', async () => {
    const stages = await say(district, '/schools', '所属学校（3 所）')
    expect(labels(stages)).toContain('已上报待复审（1）')
    await tap(district, '已上报待复审（1）', '校长已确认上报，有申报等待复审')
    const card = await tap(district, '天河区明德小学（示例）', '纸质盖章统计表收到：尚未')
    expect(card.text).toContain('校长确认上报：2015年1月16日 10:00')
    expect(card.text).toContain('复审已通过：3')
    expect(card.text).toContain('公示：2015年1月8日至2015年1月14日')
    expect(card.text).toContain('公示投诉受理')
    expect(labels(card)).toContain('开始复审本校（3）')
  })

  test('the paper form is ticked once', async () => {
    await district.doubleTap('纸质表已收到')
    await district.waitFor(/纸质盖章统计表收到：2015年1月20日/)
    expect(await prisma.step.count({ where: { organisationId: 'mingde', step: 'paper-received' } })).toBe(1)
  })

  test('its items open by state', async () => {
    await tap(district, '申报清单', '请选择要查看的申报')
    await tap(district, '无效（1）', /无效：1 项/)
    await tap(district, `查看 ${items.third!.number}`, `${items.third!.number} · `)
  })

  test('what is late, and how schools review, can be seen', async () => {
    const late = await say(district, '/late', '逾期未完成')
    expect(late.text).toContain('校级审验（应在2015年1月9日24:00前完成）')
    expect(late.text).toContain('天河区清禾中学')
    const patterns = await say(district, '/patterns', '各校审验情况')
    expect(patterns.text).toMatch(/明德小学（示例）\n通过 2，退案 1，通过率 67%/)
  })

  test('the office was told once of the schools that are late', async () => {
    const told = async () =>
      (await district.messages()).map(({ text }) => text).filter((text) => text.includes('「校长确认」应在'))
    await expect.poll(told).toHaveLength(1)
    expect((await told())[0]).toContain('天河区清禾中学')
  })
})

describe('another office', () => {
  test("bureau schools are the training centre's and not the district's (S041)", async () => {
    const unknown = await say(district, items.bureau!.number, '您负责的学校没有这项申报')
    await district.forgeTap(unknown.id, tapData('review.open', items.bureau!.id))
    await district.waitFor('不属于您所在的单位')
    await district.forgeTap(unknown.id, tapData('review.approve', items.bureau!.id, 3))
    await district.waitFor('不属于您所在的单位')
    expect(await rowOf(items.bureau!.id)).toMatchObject({ state: 'CONFIRMED_BY_PRINCIPAL' })
    await say(centre, '/review', '待复审 1 项')
    await tap(centre, /^开始复审/, `${items.bureau!.number} · `)
    await tap(centre, '复审通过', `复审通过：${items.bureau!.number}`)
  })

  test('takes a school over: the old cards refuse with a sentence, the new office sees the item', async () => {
    const item = await confirmed('李文博', { courseName: '口语研修' })
    await openItem(district, item)
    await prisma.organisation.update({ where: { id: 'mingde' }, data: { parentId: 'yuexiu' } })
    await tap(district, '复审通过', '不属于您所在的单位')
    expect(await rowOf(item.id)).toMatchObject({ state: 'CONFIRMED_BY_PRINCIPAL' })
    const other = town.phoneOf('贺春兰')
    const card = await openItem(other, item)
    expect(labels(card)).toContain('复审通过')
    await prisma.organisation.update({ where: { id: 'mingde' }, data: { parentId: 'tianhe' } })
  })
})

test('forged taps with garbage are answered and change nothing', async () => {
  const taps = [
    ...tapNames.filter((name) => name.startsWith('review.')),
    ...[
      'schools',
      'schools.stage',
      'schools.card',
      'schools.items',
      'schools.paper',
      'late',
      'patterns',
      'patterns.school',
    ],
  ]
  const before = await prisma.auditEntry.count()
  const { id: card } = await say(district, '/help', '/help')
  const garbage = [[], ['x'], ['\u0000', '\u0000'], ['-1', '1e400', '99999999999999999999'], ['constructor']]
  for (const name of taps) {
    for (const args of garbage) {
      // Taps are answered in their order: once the last of these is, the others are.
      const answered = args === garbage.at(-1)
      await district.forgeTap(card, [name, ...args].join(':'), { answered })
    }
  }
  expect(await prisma.auditEntry.count()).toBe(before)
})

test('all of it speaks English to whoever chose it', async () => {
  await speakEnglish(centre)
  const item = await confirmed('邵婷', { courseName: 'Course' })
  expect((await say(centre, '/review', 'waiting for the district review')).text).toContain('1 waiting')
  await openItem(centre, item)
  await tap(centre, 'Send back', 'Please choose the reason')
  await say(centre, '/schools', 'Submitted, to be reviewed: 1')
  await say(centre, '/late', 'nothing is late')
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
