import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, speakEnglish, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const parent = town.phone(81_001)
const neighbour = town.phone(81_002)
const [administrator, colleague, teacher, reviewer, supervisor] = await town.introduce(
  '何丽萍',
  '梁伟',
  '李文博',
  '黎明轩',
  '温淑贤',
)

const complaintBy = (number: string) =>
  prisma.complaint.findFirstOrThrow({ where: { serial: Number(number.slice(-6)) } })

/** From /complain to the summary, on the way that most go. */
async function write(phone: SandboxPhone, { about = '李文博', text = '他七月在外地，没有参加培训' } = {}) {
  await say(phone, '/complain', '办结后在这里告诉您结果')
  await tap(phone, '提出投诉', '投诉哪所学校')
  await say(phone, '明德', '请点选学校')
  await tap(phone, '天河区明德小学（示例）', '投诉谁')
  await say(phone, about, '请把情况写在一条消息里')
  await say(phone, text, '是否留下您的姓名和电话')
}

async function submitAnonymously(phone: SandboxPhone, text?: string): Promise<string> {
  await write(phone, { text })
  await tap(phone, '匿名', '请选择由谁受理')
  await tap(phone, '天河区明德小学（示例）', '请核对后提交')
  const { text: said } = await tap(phone, '提交', '投诉已登记')
  return /TS2014-\d{6}/.exec(said)![0]
}

describe('whoever complains', () => {
  test('needs no account at a school, and gets a number, a date and whom to telephone', async () => {
    await administrator.seen()
    await write(parent)
    const to = await tap(parent, '匿名', '请选择由谁受理')
    expect(labels(to)).toEqual(['天河区明德小学（示例）', '直接向天河区教育局投诉', '取消'])
    const summary = await tap(parent, '天河区明德小学（示例）', '请核对后提交')
    expect(summary.text).toContain('涉及：李文博')
    expect(summary.text).toContain('投诉人：匿名')
    await parent.doubleTap('提交')
    const said = await parent.waitFor('投诉已登记，编号 TS2014-000001')
    expect(said.text).toContain('由天河区明德小学（示例）受理，须在2015年1月30日24:00前办结')
    expect(said.text).toContain('示例-90601')
    expect(said.text).toContain('示例-1001')
    expect(await prisma.complaint.count()).toBe(1)
    for (const phone of [administrator, colleague]) {
      const told = await phone.waitFor('收到一件投诉：TS2014-000001')
      expect(told.text).toContain('2015年1月30日24:00前办结')
    }
  })

  test('follows it with the same command', async () => {
    const own = await say(parent, '/complain', '您提出的投诉')
    expect(own.text).toContain('TS2014-000001 天河区明德小学（示例）：已登记，等待核查')
  })

  test('may do something else between and go on, and nothing typed meanwhile becomes the complaint', async () => {
    await write(neighbour, { text: '第一次写的内容' })
    await say(neighbour, '/start', '同意')
    await say(neighbour, '随便说一句', /./)
    const start = await say(neighbour, '/complain', '办结后在这里告诉您结果')
    expect(labels(start)).toEqual(['继续填写', '提出投诉', '各区投诉电话'])
    await tap(neighbour, '继续填写', '是否留下您的姓名和电话')
    await say(neighbour, '匿名', '请点消息下方的按钮')
    await tap(neighbour, '实名', '写下您的姓名和联系电话')
    await say(neighbour, '刘女士 13800000000', '请选择由谁受理')
    const { focus } = await prisma.account.findUniqueOrThrow({ where: { id: neighbour.userId } })
    expect(JSON.stringify(focus)).not.toMatch(/刘女士|13800000000/)
    await tap(neighbour, '直接向天河区教育局投诉', '投诉人：刘女士 13800000000')
    const summary = await say(neighbour, '改过的内容', '内容：改过的内容')
    expect(summary.text).toContain('由天河区教育局受理')
    await tap(neighbour, '取消', '没有提交，内容已删除')
    await neighbour.forgeTap(summary.id, tapData('cp.submit'))
    await neighbour.waitFor('办结后在这里告诉您结果')
    expect(await prisma.complaint.count()).toBe(1)
  })

  test('who types an ID number has it deleted and kept nowhere', async () => {
    await write(neighbour)
    await tap(neighbour, '实名', '写下您的姓名和联系电话')
    for (const half of ['刘女士', '13800000000']) {
      await say(neighbour, half, '实名投诉需要姓名和联系电话')
    }
    const id = await neighbour.send('刘女士 11010519491231002X')
    await neighbour.waitFor('内容里有证件号码，没有保存')
    expect((await neighbour.messages()).some((message) => message.id === id)).toBe(false)
    const { focus } = await prisma.account.findUniqueOrThrow({ where: { id: neighbour.userId } })
    expect(JSON.stringify(focus)).not.toContain('19491231')
    await tap(neighbour, '改为匿名', '请选择由谁受理')
    const asked = (await neighbour.last())!
    for (const school of ['tianhe', 'nowhere', '\u0000%']) {
      await neighbour.forgeTap(asked.id, tapData('cp.school', school))
      await neighbour.waitFor('没有找到这所学校')
    }
    await say(neighbour, '/cancel', '已结束当前操作')
  })

  test('about the administrator is heard by the office above, and not by the school', async () => {
    await administrator.seen()
    await colleague.seen()
    await write(neighbour, { about: '梁伟', text: '审验走过场' })
    await neighbour.tap('匿名')
    expect((await tap(neighbour, '天河区明德小学（示例）', '请核对后提交')).text).toContain(
      '由天河区教育局受理',
    )
    await tap(neighbour, '提交', 'TS2014-000002')
    await reviewer.waitFor('收到一件投诉：TS2014-000002')
    const list = await say(colleague, '/complaints', '未办结 1 件')
    expect(list.text).not.toContain('000002')
  })
})

describe('the handler', () => {
  test('sees the oldest first with age and days left; nobody else sees anything', async () => {
    const list = await say(administrator, '/complaints', '未办结 1 件')
    expect(list.text).toContain('须在2015年1月30日24:00前办结，还剩 41 天')
    expect(list.text).toContain('TS2014-000001 天河区明德小学（示例）：已登记，等待核查，今天登记')
    const { id } = await complaintBy('TS2014-000001')
    const refused = await say(teacher, '/complaints', '只对相应的管理人员开放')
    for (const data of [tapData('cmp.open', id), tapData('cmp.take', id, 1), tapData('complaints')]) {
      await teacher.forgeTap(refused.id, data)
      await teacher.waitFor('只对相应的管理人员开放')
    }
    const outsider = town.phoneOf('苏婉仪')
    const none = await say(outsider, '/complaints', '没有未办结的投诉')
    await outsider.forgeTap(none.id, tapData('cmp.open', id))
    await outsider.waitFor('没有找到这件投诉')
  })

  test('takes it up, links the declaration and opens it', async () => {
    const card = await tap(administrator, /^TS2014-000001/, '投诉 TS2014-000001')
    expect(card.text).toContain('投诉人：匿名（机器人）')
    expect(labels(card)).toEqual(['开始核查', '关联申报', '转上级', '投诉列表'])
    await administrator.doubleTap('开始核查')
    const taken = (await administrator.last())!
    expect(taken.text).toContain('核查中')
    expect(taken.text).not.toContain('没有生效')
    expect(labels(taken)).toEqual(['查实', '不属实', '关联申报', '转上级', '投诉列表'])
    const ask = await tap(administrator, '关联申报', '的哪一项申报')
    expect(labels(ask)).toEqual(['2014-000001 中小学教师信息技术应用能力提升'])
    await say(administrator, '哪一项呢', '没有看懂这个编号')
    await say(administrator, '2014-000002', '这件投诉涉及的是李文博')
    await tap(administrator, '关联申报', '的哪一项申报')
    await say(administrator, '２０１４－０００００１', '关联申报：2014-000001 李文博')
    await tap(administrator, '更换关联申报', '的哪一项申报')
    const linked = await tap(administrator, /^2014-000001/, '关联申报：2014-000001 李文博')
    expect(labels(linked)).toContain('打开申报 2014-000001')
    await tap(administrator, '打开申报 2014-000001', '2014-000001 · 李文博')
  })

  test('of two at once one begins, and the other sees who it was', async () => {
    const { id } = await complaintBy('TS2014-000001')
    const last = (await colleague.last())!
    await colleague.forgeTap(last.id, tapData('cmp.take', id, 1))
    const refused = await colleague.waitFor('刚才的操作没有生效')
    expect(refused.text).toContain('已由何丽萍于')
    expect(refused.text).toContain('投诉 TS2014-000001')
  })

  test('upholds it: the item is returned, the complainant told, and the teacher learns only of the return', async () => {
    await teacher.seen()
    await parent.seen()
    await say(administrator, '/complaints', '未办结 1 件')
    await tap(administrator, /^TS2014-000001/, '投诉 TS2014-000001')
    await tap(administrator, '查实', '请选择退案原因')
    await tap(administrator, '投诉查实', '请不要写投诉人的任何信息')
    const sure = await say(administrator, '经向举办单位核实，没有参加', '确认办结投诉')
    expect(sure.text).toContain('申报 2014-000001 会被退案')
    const done = await tap(administrator, '确认办结', '投诉 TS2014-000001 已办结')
    expect(done.text).toContain('申报 2014-000001 已退案')

    const told = await parent.waitFor('您的投诉 TS2014-000001')
    expect(told.text).toContain('经核查属实，已按规定处理')
    const returned = await teacher.waitFor('您的申报被学校退案：2014-000001')
    expect(returned.text).toContain('原因：投诉查实')
    expect(returned.text).toContain('说明：经向举办单位核实，没有参加')
    // Before the school goes public it is corrected as every return of the school (ruling 3).
    expect(returned.text).toContain('学校开始公示后不能再修改')
    const all = (await teacher.messages()).filter(
      ({ from, text }) => from === 'bot' && !text.includes('/help'),
    )
    expect(all.map(({ text }) => text).join('\n')).not.toMatch(/TS2014|匿名|七月在外地/)
  })

  test('a button of the settled card shows how things stand', async () => {
    const { id } = await complaintBy('TS2014-000001')
    const last = (await administrator.last())!
    for (const data of [
      tapData('cmp.no', id, 2),
      tapData('cmp.sure', id, 2, '-'),
      tapData('cmp.up', id, 3),
    ]) {
      expect((await administrator.forgeTap(last.id, data)).text).toContain('这个按钮已过期')
      expect((await administrator.last())!.text).toContain('已办结，属实')
    }
    expect(await complaintBy('TS2014-000001')).toMatchObject({ upheld: true, version: 5 })
  })
})

describe('a telephone call', () => {
  test('is entered with the name sealed, and can be handed to the office above', async () => {
    await reviewer.seen()
    await say(administrator, '/complaints', '没有未办结的投诉')
    await tap(administrator, '登记电话投诉', '是怎么收到的')
    await tap(administrator, '电话', '投诉谁')
    await tap(administrator, '不针对具体的人', '请把投诉内容写在一条消息里')
    await say(administrator, '公示栏没有张贴', '投诉人是否留下姓名和电话')
    await tap(administrator, '实名', '写下投诉人的姓名和联系电话')
    await say(administrator, '周先生 020-88880000', '请核对后提交')
    const entered = await tap(administrator, '提交', '已登记，编号 TS2014-000003，请告诉投诉人')
    expect(entered.text).toContain('由天河区明德小学（示例）受理')
    expect((await tap(administrator, '打开这件投诉', '投诉 TS2014-000003')).text).toContain(
      '周先生 020-88880000（电话）',
    )
    await tap(administrator, '转上级', '请写明原因和已了解的情况')
    await say(administrator, '涉及学校自身，请上级核查', '确认把投诉 TS2014-000003 转给上级')
    await administrator.doubleTap('确认转上级')
    expect((await administrator.last())!.text).toContain('已转给上级')

    const told = await reviewer.waitFor('转来一件投诉：TS2014-000003')
    expect(told.text).toContain('涉及学校自身，请上级核查')
    const card = await tap(reviewer, '查看', '学校转来：涉及学校自身')
    expect(card.text).toContain('周先生 020-88880000')
    expect(labels(card)).toEqual(['开始核查', '关联申报', '投诉列表'])
    await tap(reviewer, '开始核查', '核查中')
    await tap(reviewer, '不属实', '为什么不属实')
    await say(reviewer, '公示栏照片显示按期张贴', '确认办结投诉')
    await tap(reviewer, '确认办结', '已办结，不属实')
    expect(labels(await say(administrator, '/complaints', '没有未办结的投诉'))).toContain('已办结（1）')
  })
})

describe('the levels above', () => {
  test('are told once when the date has passed, and supervise by numbers alone (S059)', async () => {
    await submitAnonymously(parent, '第二件')
    await supervisor.seen()
    await reviewer.seen()
    await town.moveTo('2015-01-31T09:00')
    const late = await reviewer.waitFor('明德小学（示例）还有 1 件投诉应在')
    expect(late.text).toContain('应在2015年1月30日24:00前办结，现已逾期')
    await supervisor.waitFor('天河区教育局还有 1 件投诉应在')
    expect((await say(administrator, '/complaints', '现已逾期')).text).toContain('⚠️ TS2014-000004')

    const view = await say(supervisor, '/complaints', '投诉督查')
    expect(view.text).toContain('天河区教育局：受理 4，办结 2（逾期 0），未办结 2（逾期 2）')
    expect(view.text).not.toContain('TS2014')
    const below = await tap(supervisor, '天河区教育局', '只有件数，不显示内容')
    expect(below.text).toContain('天河区明德小学（示例）：受理 2，办结 1')
    await supervisor.tap('投诉列表')
    await tap(supervisor, '登记督查完成', '目前全市未办结 2 件')
    await tap(supervisor, '确认完成', '投诉督查已登记完成')
  })
})

test('all of it speaks English to whoever chose it', async () => {
  for (const phone of [colleague, parent]) {
    await speakEnglish(phone)
  }
  const hanless = (text: string) =>
    expect(text.replace(/天河区\S*|越秀区\S*|广州市\S*|李文博/g, '').replace(/示例[^\n]*/g, '')).not.toMatch(
      /\p{Script=Han}/u,
    )
  hanless((await say(parent, '/complain', 'Your complaints')).text)
  hanless((await say(colleague, '/complaints', 'open that should have been settled')).text)
  await tap(colleague, /^TS2014-000004/, ({ buttons }) => labels({ buttons }).includes('Begin investigating'))
  const card = await tap(colleague, 'Begin investigating', 'Under investigation')
  expect(card.text).toContain('Settling it will be marked late')
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
