import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [reviewer, admin] = await town.introduce('黎明轩', '何丽萍', '周敏', '邓建国')

const grants = (name: string) =>
  prisma.grant.findMany({ where: { person: { name }, withdrawnAt: null }, orderBy: { role: 'asc' } })

async function linkIn(phone: SandboxPhone): Promise<string> {
  const { text } = await phone.waitFor('请本人打开链接')
  return /invite-[\w-]{22}/.exec(text)![0]
}

describe('/roles', () => {
  test('a reviewer finds a school without principal and invites one, who opens the link', async () => {
    await prisma.grant.updateMany({
      where: { role: 'PRINCIPAL', organisationId: 'qinghe' },
      data: { withdrawnAt: new Date('2014-12-01') },
    })
    await say(reviewer, '/roles', '天河区教育局：复审人员')
    await tap(reviewer, /^尚无负责人的单位（1）/, '尚无负责人的单位')
    expect((await tap(reviewer, '天河区清禾中学（示例）', '校长：（暂无）')).text).toContain(
      '学校继续教育管理员：苏婉仪',
    )
    await tap(reviewer, '＋ 校长', '人员姓名')
    await say(reviewer, '叶新民', '将新增此人')
    await reviewer.tap('确认，生成邀请链接')
    const word = await linkIn(reviewer)

    const newcomer = town.phone(5501)
    await say(newcomer, `/start ${word}`, '邀请您担任')
    await tap(newcomer, /同意/, '接受邀请')
    await tap(newcomer, '接受邀请', '您现在是天河区清禾中学（示例）的校长')
    expect(await grants('叶新民')).toMatchObject([{ role: 'PRINCIPAL', organisationId: 'qinghe' }])

    const second = town.phone(5502)
    await say(second, `/start ${word}`, '已经用过')
  })

  test('an administrator gives a bound colleague a role at once, and takes it again', async () => {
    await say(admin, '/roles', '身份与邀请')
    await tap(admin, '天河区明德小学（示例）', '学校人事管理人员：冯桂芳')
    await tap(admin, '＋ 学校人事管理人员', '人员姓名')
    await say(admin, '周敏', '请点选')
    await tap(admin, /^周敏（语文）：已绑定/, '授予周敏')
    await tap(admin, '确认授予', '周敏现在是')
    await town.phoneOf('周敏').waitFor('您现在是天河区明德小学（示例）的学校人事管理人员')
    await tap(admin, '返回', '冯桂芳、周敏')
    await tap(admin, '撤销学校人事管理人员：周敏', '会立即收到通知，本人作为教师的申报不受影响')
    await tap(admin, '确认撤销', '已撤销周敏')
    expect(await grants('周敏')).toMatchObject([{ role: 'TEACHER' }])
  })

  test('an administrator may do nothing to the principal, even by forged taps', async () => {
    const card = await say(admin, '/roles', '点选单位')
    const [principal] = await grants('邓建国')
    await admin.forgeTap(card.id, tapData('roles.out-sure', principal!.id))
    await admin.waitFor('这一步由复审人员办理')
    await admin.forgeTap(card.id, tapData('roles.at', 'qinghe'))
    await admin.waitFor('没有找到这个单位')
    await admin.forgeTap(card.id, tapData('roles.add', 'mingde', 3))
    await admin.waitFor('没有找到这个单位')
    expect(await grants('邓建国')).toHaveLength(1)
  })

  test('the principal hands the role over to a colleague', async () => {
    const principal = town.phoneOf('邓建国')
    await say(principal, '/roles', '移交给本单位同事')
    await tap(principal, '天河区明德小学（示例）', '校长：邓建国')
    await tap(principal, '移交我的身份：校长', '交给哪位同事')
    await principal.send('周敏')
    await tap(principal, /^周敏/, '把「校长」的身份移交给周敏')
    await tap(principal, '确认移交给周敏', '您不再担任')
    expect((await grants('周敏')).map(({ role }) => role)).toContain('PRINCIPAL')
    expect(await grants('邓建国')).toEqual([])
  })

  test('the last administrator of a school is not withdrawn', async () => {
    await say(reviewer, '/roles', '点选单位')
    await tap(reviewer, '按名称查找单位', '单位名称')
    await reviewer.send('清禾')
    await tap(reviewer, '天河区清禾中学（示例）', '苏婉仪')
    await reviewer.tap('撤销学校继续教育管理员：苏婉仪')
    await tap(reviewer, '确认撤销', '这是本单位唯一的学校继续教育管理员')
  })

  test('a teacher is told that there is nothing to give', async () => {
    const teacher = town.phoneOf('李文博')
    await say(teacher, '/roles', '您目前只有教师身份')
  })
})
