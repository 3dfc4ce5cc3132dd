import { beforeAll, describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'

const town = await startTestProgram()
const { prisma } = town.database
let reviewer: SandboxPhone
let admin: SandboxPhone

beforeAll(async () => {
  reviewer = town.phoneOf('黎明轩')
  admin = town.phoneOf('何丽萍')
  for (const phone of [reviewer, admin, town.phoneOf('周敏'), town.phoneOf('邓建国')]) {
    await phone.send('/help')
    await phone.waitFor('/help')
  }
})

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
    await reviewer.send('/roles')
    await reviewer.waitFor('天河区教育局：复审人员')
    await reviewer.tap(/^尚无负责人的单位（1）/)
    await reviewer.waitFor('尚无负责人的单位')
    await reviewer.tap('天河区清禾中学（示例）')
    expect((await reviewer.waitFor('校长：（暂无）')).text).toContain('学校继续教育管理员：苏婉仪')
    await reviewer.tap('＋ 校长')
    await reviewer.waitFor('人员姓名')
    await reviewer.send('叶新民')
    await reviewer.waitFor('将新增此人')
    await reviewer.tap('确认，生成邀请链接')
    const word = await linkIn(reviewer)

    const newcomer = town.phone(5501)
    await newcomer.send(`/start ${word}`)
    await newcomer.waitFor('邀请您担任')
    await newcomer.tap(/同意/)
    await newcomer.waitFor('接受邀请')
    await newcomer.tap('接受邀请')
    await newcomer.waitFor('您现在是天河区清禾中学（示例）的校长')
    expect(await grants('叶新民')).toMatchObject([{ role: 'PRINCIPAL', organisationId: 'qinghe' }])

    const second = town.phone(5502)
    await second.send(`/start ${word}`)
    await second.waitFor('已经用过')
  })

  test('an administrator gives a bound colleague a role at once, and takes it again', async () => {
    await admin.send('/roles')
    await admin.waitFor('身份与邀请')
    await admin.tap('天河区明德小学（示例）')
    await admin.waitFor('学校人事管理人员：冯桂芳')
    await admin.tap('＋ 学校人事管理人员')
    await admin.waitFor('人员姓名')
    await admin.send('周敏')
    await admin.waitFor('请点选')
    await admin.tap(/^周敏（语文）：已绑定/)
    await admin.waitFor('授予周敏')
    await admin.tap('确认授予')
    await admin.waitFor('周敏现在是')
    await town.phoneOf('周敏').waitFor('您现在是天河区明德小学（示例）的学校人事管理人员')
    await admin.tap('返回')
    await admin.waitFor('冯桂芳、周敏')
    await admin.tap('撤销学校人事管理人员：周敏')
    await admin.waitFor('会立即收到通知，本人作为教师的申报不受影响')
    await admin.tap('确认撤销')
    await admin.waitFor('已撤销周敏')
    expect(await grants('周敏')).toMatchObject([{ role: 'TEACHER' }])
  })

  test('an administrator may do nothing to the principal, even by forged taps', async () => {
    await admin.send('/roles')
    const card = await admin.waitFor('点选单位')
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
    await principal.send('/roles')
    await principal.waitFor('移交给本单位同事')
    await principal.tap('天河区明德小学（示例）')
    await principal.waitFor('校长：邓建国')
    await principal.tap('移交我的身份：校长')
    await principal.waitFor('交给哪位同事')
    await principal.send('周敏')
    await principal.tap(/^周敏/)
    await principal.waitFor('把「校长」的身份移交给周敏')
    await principal.tap('确认移交给周敏')
    await principal.waitFor('您不再担任')
    expect((await grants('周敏')).map(({ role }) => role)).toContain('PRINCIPAL')
    expect(await grants('邓建国')).toEqual([])
  })

  test('the last administrator of a school is not withdrawn', async () => {
    await reviewer.send('/roles')
    await reviewer.waitFor('点选单位')
    await reviewer.tap('按名称查找单位')
    await reviewer.waitFor('单位名称')
    await reviewer.send('清禾')
    await reviewer.tap('天河区清禾中学（示例）')
    await reviewer.waitFor('苏婉仪')
    await reviewer.tap('撤销学校继续教育管理员：苏婉仪')
    await reviewer.tap('确认撤销')
    await reviewer.waitFor('这是本单位唯一的学校继续教育管理员')
  })

  test('a teacher is told that there is nothing to give', async () => {
    const teacher = town.phoneOf('李文博')
    await teacher.send('/roles')
    await teacher.waitFor('您目前只有教师身份')
  })
})
