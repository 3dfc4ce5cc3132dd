import { describe, expect, test } from 'vitest'
import { demoPeople } from '../../../bot/demo/city/people.ts'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { giveConsent } from '../../../core/people/consent.ts'
import { fileRequest, type NewRequest } from '../../../core/people/requests.ts'
import { openIdNumber } from '../../../core/privacy/keep-id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const [administrator, colleague] = await town.introduce(
  '何丽萍',
  '梁伟',
  '李文博',
  '周敏',
  '吴秀英',
  '郑小琳',
)

const newcomer = 9001
const stranger = 9002

for (const userId of [newcomer, stranger]) await say(town.phone(userId), '/help', '/help')

function personOf(name: string) {
  return town.database.prisma.person.findFirstOrThrow({ where: { name }, include: { account: true } })
}

async function filed(request: NewRequest): Promise<string> {
  const { sealer, clock } = town.program.house
  const now = clock.now()
  const outcome = await town.database.prisma.$transaction(async (tx) => {
    await giveConsent(tx, request.accountId, now)
    return fileRequest(tx, request, { sealer, now })
  })
  if (isRefusal(outcome)) throw new Error(`This was refused: ${outcome.refused}`)
  return outcome.requestId
}

async function openTeacher(phone: SandboxPhone, name: string) {
  await say(phone, '/staff', '· 2014年度教师')
  await tap(phone, '按姓名查找', '请输入教师的姓名')
  await say(phone, name, `姓名含「${name}」的人员`)
  return tap(phone, new RegExp(`^${name}`), '学时（已认定 / 审核中 / 还缺）')
}

describe('the staff', () => {
  test('are counted by what they still have to do, with a list behind each group', async () => {
    const summary = await say(administrator, '/staff', '2014年度教师（12 人）')
    for (const line of [
      '未开始：6 人',
      '未提交：0 人',
      '被退案或退回：1 人',
      '已完成：5 人',
      '未绑定：6 人',
    ]) {
      expect(summary.text).toContain(line)
    }
    const list = await tap(administrator, '未绑定（6）', '未绑定：6 人（第 1/1 页）')
    expect(list.id).toBe(summary.id)
    expect(labels(list)).toContain('黄志强·未绑定')
  })

  test('of a group with more than a page turn over', async () => {
    const { organisationId } = await personOf('黄志强')
    const { prisma } = town.database
    for (const name of ['赵一', '赵二', '赵三']) {
      const { id } = await prisma.person.create({ data: { name, organisationId } })
      await prisma.grant.create({
        data: { personId: id, role: 'TEACHER', organisationId, grantedAt: new Date(0) },
      })
    }
    await say(administrator, '/staff', '未绑定：9 人')
    expect(labels(await tap(administrator, '未绑定（9）', '第 1/2 页'))).toHaveLength(8 + 2)
    expect(labels(await tap(administrator, '下一页（2/2）', '第 2/2 页'))).toContain('上一页')
    await prisma.grant.deleteMany({ where: { person: { name: { startsWith: '赵' } } } })
  })

  test('each have a card with the sums, the account, the profile and their items', async () => {
    const card = await openTeacher(administrator, '李文博')
    expect(card.text).toContain('李文博（英语）· 已完成')
    expect(card.text).toContain('专业科目：12 / 30 / 30')
    expect(card.text).toContain('账号：已绑定')
    expect(card.text).toContain('签名信息表：未收')
    expect(card.text).toContain('2014-000001《中小学教师信息技术应用能力提升》30 学时 · 等待学校审验')
    expect(labels(card)).toEqual(['查看 2014-000001', '解除绑定', '更多', '教师名单'])
  })

  test('are not there for a teacher, whose forged taps are refused', async () => {
    const teacher = town.phoneOf('李文博')
    const refused = await say(teacher, '/staff', '只对相应的管理人员开放')
    const { id } = await personOf('周敏')
    for (const data of [
      tapData('teacher', id),
      tapData('teacher.unbind-sure', id),
      tapData('teacher.invite', (await personOf('黄志强')).id),
      tapData('staff.nudge-sure', 'returned'),
      tapData('hand-over.sure', id),
    ]) {
      await teacher.forgeTap(refused.id, data)
      await teacher.waitFor('只对相应的管理人员开放')
    }
    expect((await personOf('周敏')).account).not.toBeNull()
    expect(await town.database.prisma.invite.count()).toBe(0)
  })

  test('of another school are not found, even with a forged button', async () => {
    const summary = await say(administrator, '/staff', '· 2014年度教师')
    await administrator.forgeTap(summary.id, tapData('teacher', (await personOf('林晓彤')).id))
    await administrator.waitFor('本校没有这位教师')
    await administrator.forgeTap(summary.id, 'teacher:no-id-at-all')
    await administrator.waitFor('本校没有这位教师')
  })
})

describe('reminding', () => {
  test('a whole group takes a tap and a yes, and says who could not be told', async () => {
    const teacher = town.phoneOf('郑小琳')
    await teacher.seen()
    await say(administrator, '/staff', '· 2014年度教师')
    await tap(administrator, '被退案或退回（1）', '被退案或退回：1 人')
    await tap(administrator, '提醒这一组（1 人）', '确认发送吗')
    await tap(administrator, '确认提醒 1 人', '已提醒 1 人')
    const reminder = await teacher.waitFor('您有 1 项申报被学校退案')
    expect(reminder.text).toContain('天河区明德小学（示例）提醒您')
    expect(reminder.text).toContain('公需科目：已认定 0，审核中 0，还缺 18')
    expect(labels(reminder)).toEqual(['修改并重新提交'])

    await administrator.tap('教师名单')
    const nobodyHears = await tap(administrator, '未开始（6）', '另有 6 人未绑定账号')
    expect(labels(nobodyHears).join()).not.toContain('提醒')
    await administrator.tap('教师名单')
    await tap(administrator, /^未绑定/, '还没有绑定账号')
  })

  test('happens to each once a day, and again on the next', async () => {
    const card = await openTeacher(administrator, '郑小琳')
    await tap(administrator, '提醒', '今天已经提醒过了')
    town.moveTo('2014-12-21T09:00')
    const teacher = town.phoneOf('郑小琳')
    await teacher.seen()
    await administrator.tapOn(card.id, '提醒')
    await administrator.waitFor('已提醒郑小琳老师')
    await teacher.waitFor('您有 1 项申报被学校退案')
  })
})

describe('accounts', () => {
  test('an invite link is made for forwarding, and lets the person in', async () => {
    await openTeacher(administrator, '黄志强')
    await tap(administrator, '生成邀请链接', '已生成黄志强老师的邀请链接，有效期至 2015年1月4日')
    const { text } = await administrator.waitFor('t.me/')
    const word = /https:\/\/t\.me\/\w+\?start=(invite-[\w-]{22})\n/.exec(text)?.[1]
    expect(text).toContain('天河区明德小学（示例）邀请您')

    const invited = town.phoneOf('黄志强')
    await invited.send(`/start ${word}`)
    await tap(invited, /同意/, '后四位')
    const { knows } = demoPeople.find(({ firstName }) => firstName === '黄志强')!
    const idNumber = knows.find(({ label }) => label.zh === '身份证号')!.value
    await say(invited, idNumber.slice(-4), '黄志强')
    expect((await personOf('黄志强')).account).not.toBeNull()
  })

  test("unbinding is asked once more and told to the old account; one's own is not offered", async () => {
    await openTeacher(administrator, '吴秀英')
    await tap(administrator, '解除绑定', '确定解除吴秀英老师的账号绑定吗')
    const teacher = town.phoneOf('吴秀英')
    await teacher.seen()
    await tap(administrator, '确认解除绑定', '已解除吴秀英老师的账号绑定')
    await teacher.waitFor('这个账号已与教师身份解除绑定')
    expect((await personOf('吴秀英')).account).toBeNull()

    expect(labels(await openTeacher(administrator, '何丽萍'))).toEqual(['教师名单'])
    const own = (await administrator.last())!
    await administrator.forgeTap(own.id, tapData('teacher.unbind-sure', (await personOf('何丽萍')).id))
    await administrator.waitFor('与自己有关的事项不能自己处理')
  })
})

describe('requests', () => {
  test('another account is bound after the person was checked; the administrator heard of it at once', async () => {
    await administrator.seen()
    const { id: personId } = await personOf('周敏')
    await filed({ kind: 'REBIND', accountId: newcomer, personId })
    const told = await administrator.waitFor('收到一项申请：更换绑定账号（周敏）')
    expect(labels(told)).toEqual(['查看'])
    await tap(administrator, '查看', '待处理的申请 1 项')
    expect((await tap(administrator, '周敏 · 更换绑定账号', '申请时间')).text).toContain(
      '请先当面或电话核实本人',
    )
    await tap(administrator, '同意', '已经核实了吗')
    const [old, fresh] = [town.phoneOf('周敏'), town.phone(newcomer)]
    await Promise.all([old.seen(), fresh.seen()])
    await tap(administrator, '已核实本人，同意', '已同意：更换绑定账号（周敏）')
    await old.waitFor('这个账号已与教师身份解除绑定')
    await fresh.waitFor('这个账号现在就是您的账号')
    expect(Number((await personOf('周敏')).account?.id)).toBe(newcomer)
  })

  test('a correction shows before and after, an ID number masked in both', async () => {
    const idNumber = '11010519491231002X'
    await filed({ kind: 'CORRECT_ID_NUMBER', accountId: newcomer, idNumber })
    await say(administrator, '/requests', '待处理的申请 1 项')
    const card = await tap(administrator, '周敏 · 更正证件号码', '证件号码：')
    expect(card.text).toMatch(/证件号码：440\*{14}\w → 110\*{14}X/)
    await tap(administrator, '同意', '已同意：更正证件号码（周敏）')
    await town.phone(newcomer).waitFor('请重新核对并确认个人信息')
    const { id, idSealed } = await personOf('周敏')
    expect(openIdNumber(idSealed!, id, town.program.house.sealer)).toBe(idNumber)
    expect(JSON.stringify(await administrator.messages())).not.toContain(idNumber)
  })

  test('a refusal carries its note to the person', async () => {
    await filed({ kind: 'CORRECT_NAME', accountId: newcomer, details: { value: '周小敏' } })
    await say(administrator, '/requests', '待处理的申请 1 项')
    expect((await tap(administrator, '周敏 · 更正姓名', '姓名：')).text).toContain('姓名：周敏 → 周小敏')
    await tap(administrator, '拒绝', '建议写一句说明')
    await tap(administrator, '写说明', '请输入拒绝的说明')
    await say(administrator, '请带户口本到人事处', '确认拒绝这项申请')
    const teacher = town.phone(newcomer)
    await teacher.seen()
    await tap(administrator, '确认拒绝', '已拒绝：更正姓名（周敏）')
    expect((await teacher.waitFor('学校没有同意您的申请')).text).toContain('请带户口本到人事处')
    expect((await personOf('周敏')).name).toBe('周敏')
  })

  test('whoever is not on the roster is let in as a colleague who was found by name', async () => {
    await filed({
      kind: 'NOT_ON_ROSTER',
      accountId: stranger,
      organisationId: 'mingde',
      details: { name: '宋嘉', certificateNumber: '90601999' },
    })
    await say(administrator, '/requests', '待处理的申请 1 项')
    expect((await tap(administrator, '宋嘉 · 名册中找不到本人', '申请人自称')).text).toContain(
      '继续教育证号：90601999',
    )
    await tap(administrator, '选择对应的人员', '是本校的哪一位')
    await say(administrator, '没有这个人', '没有姓名含「没有这个人」的人员')
    await say(administrator, '宋', '姓名含「宋」的人员')
    await tap(administrator, /^宋佳/, '将自称「宋嘉」的申请人绑定为本校的宋佳')
    await tap(administrator, '已核实本人，同意', '已同意：名册中找不到本人（宋佳）')
    expect(Number((await personOf('宋佳')).account?.id)).toBe(stranger)
  })

  test('of two administrators at once one settles it, and the other is told who', async () => {
    const id = await filed({ kind: 'CORRECT_NAME', accountId: newcomer, details: { value: '周晓敏' } })
    for (const phone of [administrator, colleague]) {
      await say(phone, '/requests', '待处理的申请 1 项')
      await tap(phone, '周敏 · 更正姓名', '姓名：')
    }
    await Promise.all([administrator.tap('同意'), colleague.tap('同意')])
    const said = await Promise.all(
      [administrator, colleague].map((phone) =>
        phone.waitFor(/✅ 已同意：更正姓名|已由(何丽萍|梁伟)于2014年12月21日 09:0\d/),
      ),
    )
    expect(said.filter(({ text }) => text.includes('✅ 已同意'))).toHaveLength(1)
    const { state } = await town.database.prisma.request.findUniqueOrThrow({ where: { id } })
    expect(state).toBe('GRANTED')
    expect((await personOf('周晓敏')).version).toBeGreaterThan(1)
  })

  test('of a teacher are not for teachers: a forged tap grants nothing', async () => {
    const id = await filed({ kind: 'CORRECT_NAME', accountId: newcomer, details: { value: '周敏' } })
    const teacher = town.phoneOf('李文博')
    const last = (await teacher.last())!
    await teacher.forgeTap(last.id, tapData('req.sure', id, 1))
    await teacher.waitFor('只对相应的管理人员开放')
    const { state } = await town.database.prisma.request.findUniqueOrThrow({ where: { id } })
    expect(state).toBe('OPEN')
  })
})

describe('handing the role over', () => {
  test('is confirmed, told to the colleague, and takes effect at once', async () => {
    await say(colleague, '/staff', '· 2014年度教师')
    await tap(colleague, '移交管理员', '移交给哪位同事')
    await say(colleague, '李%博', '本校没有姓名含「李%博」的人员')
    await say(colleague, '李文', '姓名含「李文」的人员')
    await tap(colleague, /^李文博/, '移交后立即生效')
    const successor = town.phoneOf('李文博')
    await successor.seen()
    await tap(colleague, '确认移交给李文博', '感谢您的工作')
    await successor.waitFor('您现在是天河区明德小学（示例）的学校继续教育管理员')
    expect((await say(successor, '/queue', '待审申报')).text).toContain('另有您本人的 1 项')
    await say(colleague, '/queue', '只对相应的管理人员开放')
  })
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
