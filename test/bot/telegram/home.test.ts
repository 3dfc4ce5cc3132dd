import { describe, expect, test } from 'vitest'
import { renderNotice } from '../../../bot/telegram/notices.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database

/** What each finds at /start, and what the place says that the button leads to. */
const homes = {
  郑小琳: { 申报学时: '哪一个科目', 我的进度: '2014年度学时', 个人信息: '个人信息核对' },
  冯桂芳: { 签名信息表: '尚未收到签名表', 未达标名单: '未达标' },
  邓建国: { 全校情况与确认上报: '学时验证', 未达标名单: '未达标' },
  黎明轩: { 待复审申报: '待复审', 所属学校: '所属学校', 逾期情况: '逾期', 投诉办理: '投诉' },
  易可欣: { 登记学时: '登记培训学时', 学时异议: '学时异议' },
  钟伟雄: { 全市进度: '全市进度', 统计表: '统计', 登记学时: '登记继续教育网学时', 数据导出: '人社局' },
  温淑贤: { 全市进度: '全市进度', 统计表: '统计', 投诉办理: '投诉督查', 市级确认: '市级确认' },
} as const

describe('/start', () => {
  test.each(Object.entries(homes))('leads %s to what they do most', async (name, places) => {
    const phone = town.phoneOf(name)
    const home = await say(phone, '/start', `${name}，您好`)
    expect(labels(home).toSorted()).toEqual(Object.keys(places).toSorted())
    for (const [label, words] of Object.entries(places)) {
      const { id } = await say(phone, '/start', `${name}，您好`)
      await phone.tapOn(id, label)
      await phone.waitFor(words)
    }
  })

  test('tells an administrator who teaches the next step first, and then the office', async () => {
    const phone = town.phoneOf('何丽萍')
    const home = await say(phone, '/start', '何丽萍，您好')
    expect(labels(home)).toEqual([
      ...['申报学时', '我的进度', '个人信息'],
      ...['待审申报', '教师名单', '绑定与更正申请', '学校公示'],
    ])
  })

  test('says so to whoever has no role any more', async () => {
    await prisma.grant.updateMany({
      where: { person: { name: '史慧' } },
      data: { withdrawnAt: town.sandbox.clock.now() },
    })
    const phone = town.phoneOf('史慧')
    expect(labels(await say(phone, '/start', '您目前没有可以办理的事项'))).toEqual([])
  })
})

describe('/help', () => {
  test('has the same order whichever role was granted first', async () => {
    const phone = town.phoneOf('梁伟')
    const { id } = await prisma.person.findFirstOrThrow({ where: { name: '梁伟' } })
    const orders = []
    for (const later of ['TEACHER', 'SCHOOL_ADMIN'] as const) {
      await prisma.grant.deleteMany({ where: { personId: id, role: later } })
      const grantedAt = new Date('2014-12-01T00:00:00+08:00')
      await prisma.grant.create({ data: { personId: id, organisationId: 'mingde', role: later, grantedAt } })
      orders.push((await say(phone, '/help', '/reminders')).text)
    }
    expect(orders[0]).toBe(orders[1])
    expect(orders[0]!.indexOf('/declare')).toBeLessThan(orders[0]!.indexOf('/queue'))
  })

  test('of others is not for you, and what nobody has is not understood', async () => {
    const phone = town.phoneOf('李文博')
    for (const command of ['/export', '/confirm', '/connections', '/queue']) {
      await say(phone, command, '只对相应的管理人员开放')
    }
    await say(phone, '/nothing', '我没有看懂这条消息')
  })
})

describe('/cancel', () => {
  test('promises a draft to whoever was filling one in, and to nobody else', async () => {
    const teacher = town.phoneOf('周敏')
    await say(teacher, '/declare', '哪一个科目')
    await say(teacher, '/cancel', '申报草稿已保存')
    const administrator = town.phoneOf('何丽萍')
    await administrator.send('/staff')
    await tap(administrator, '按姓名查找', '请输入教师的姓名')
    expect((await say(administrator, '/cancel', '已结束当前操作')).text).not.toContain('/declare')
  })

  test('leads whoever has not said who they are back to the start', async () => {
    const stranger = town.phone(71_001)
    await stranger.send('/start')
    await tap(stranger, '同意', '核对身份（1/3）')
    expect((await say(stranger, '/cancel', '已结束当前操作')).text).toContain('/start')
    expect((await say(stranger, '你好', '没有看懂')).text).toContain('/start')
  })
})

describe('what came back', () => {
  const home = async (name: string) => {
    const phone = town.phoneOf(name)
    await phone.seen()
    return (await say(phone, '/start', '请点「我的进度」')).text
  }

  test('from the school is corrected until the calendar ends it, or its publicity, whose start is known (ruling 3)', async () => {
    const before = await home('郑小琳')
    expect(before).toContain('您有 1 项申报被学校退案')
    expect(before).toContain('请在2015年1月17日24:00前更正并重新提交')
    expect(before).toContain('学校一开始公示就不能再改')
    const { id } = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
    const { organisationId } = await prisma.declaration.findFirstOrThrow({
      where: { person: { name: '郑小琳' } },
    })
    const startsAt = new Date('2015-01-09T09:00:00+08:00')
    const publicity = await prisma.publicity.create({
      data: {
        organisationId,
        cycleId: 2014,
        startsAt,
        endsAt: new Date('2015-01-17T00:00:00+08:00'),
        startedById: id,
        list: {},
      },
    })
    expect(await home('郑小琳')).toContain('请在2015年1月9日09:00前更正并重新提交')
    await prisma.publicity.delete({ where: { id: publicity.id } })
  })

  test('from the district is corrected until 02-04 17:00, and becomes invalid then (ruling 8)', async () => {
    const item = await prisma.declaration.findFirstOrThrow({
      where: { person: { name: '郑小琳' }, state: 'RETURNED_BY_SCHOOL' },
    })
    await prisma.declaration.update({
      where: { id: item.id },
      data: { state: 'RETURNED_BY_DISTRICT', round: 2 },
    })
    const told = await home('郑小琳')
    expect(told).toContain('请在2015年2月4日17:00前更正并重新提交')
    expect(told).toContain('定为无效')
    expect(told).not.toContain('公示')
    await prisma.declaration.update({
      where: { id: item.id },
      data: { state: 'RETURNED_BY_SCHOOL', round: 1 },
    })
  })
})

test('what the district sent back leads administrators to their teachers and principals to their school', async () => {
  await prisma.declaration.updateMany({
    where: { person: { name: '周敏' } },
    data: { state: 'RETURNED_BY_DISTRICT', round: 2, reasonId: 'photo-unclear' },
  })
  const notice: Notice = { kind: 'second-round-opened', organisationId: 'mingde', cycleId: 2014 }
  const heard = async (name: string) => {
    const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name } })
    const now = new Date('2015-01-20T10:00:00+08:00')
    return renderNotice(town.program.house, notice, { locale: 'zh', now, personId })
  }
  const administrators = await heard('何丽萍')
  expect(administrators?.html).toContain('/staff')
  expect(administrators?.buttons?.flat().map(({ label }) => label)).toEqual(['教师名单'])
  const principals = await heard('邓建国')
  // A principal has no /staff.
  expect(principals?.html).not.toContain('/staff')
  expect(principals?.buttons?.flat().map(({ label }) => label)).toEqual(['全校情况与确认上报'])
})

test('the digest asks nobody to end a publicity of seven days by a date that is nearer', async () => {
  const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name: '苏婉仪' } })
  const digest = async (date: string) => {
    const notice: Notice = { kind: 'digest', role: 'SCHOOL_ADMIN', organisationId: 'qinghe', date }
    const now = new Date(`${date}T09:00:00+08:00`)
    return (await renderNotice(town.program.house, notice, { locale: 'zh', now, personId }))?.html
  }
  expect(await digest('2015-01-09')).toContain('最迟在2015年1月17日24:00前结束')
  expect(await digest('2015-01-15')).toContain('已来不及在2015年1月17日24:00前结束，会标记为「逾期」')
})

test('what the school was asked to correct stands on the profile until it answers', async () => {
  const teacher = town.phoneOf('吴秀英')
  await teacher.send('/profile')
  await teacher.tap('更正某一项')
  await tap(teacher, '姓名', '请发送正确的姓名')
  await say(teacher, '吴秀瑛', '更正申请已提交')
  await say(teacher, '/profile', '已申请更正、等待学校核实：姓名')
  await prisma.request.updateMany({ where: { kind: 'CORRECT_NAME' }, data: { state: 'REFUSED' } })
  expect((await say(teacher, '/profile', '个人信息核对')).text).not.toContain('等待学校核实')
})
