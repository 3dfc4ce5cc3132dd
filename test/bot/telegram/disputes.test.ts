import { beforeAll, describe, expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [teacher, clerk, administrator] = await town.introduce('周敏', '易可欣', '何丽萍')

beforeAll(async () => {
  await prisma.hourRecord.create({
    data: {
      person: { connect: { id: (await prisma.person.findFirstOrThrow({ where: { name: '周敏' } })).id } },
      cycle: { connect: { id: 2014 } },
      source: 'PROVIDER',
      category: 'ELECTIVE',
      courseName: '绘本教学',
      provider: '岭南教师发展中心（示例）',
      from: new Date('2014-05-05'),
      to: new Date('2014-05-09'),
      hours: 6,
      recordedAt: new Date('2014-06-01'),
      organisationId: 'provider',
    },
  })
})

async function objectTo(course: RegExp, text: string) {
  await say(teacher, '/status', '2014年度学时')
  await tap(teacher, '学时登记有误？', '哪一条有误')
  await tap(teacher, course, '哪里不对')
  await say(teacher, text, '将发给登记单位')
}

describe('a wrong record', () => {
  test('goes from the teacher to the provider, who corrects the hours, and back at once', async () => {
    await objectTo(/^绘本教学/, '应为 12 学时')
    await clerk.seen()
    await tap(teacher, '发送', '已发送给登记单位')
    await clerk.waitFor('对学时登记提出异议')
    await say(clerk, '/disputes', '1 条待答复')
    const card = await tap(clerk, /^周敏：绘本教学/, '教师说明：应为 12 学时')
    expect(card.text).toContain('登记为 6 学时')
    await tap(clerk, '更正学时', '请输入正确的学时')
    await say(clerk, '十二', '学时应是数字')
    await say(clerk, '１２', '从 6 学时更正为 12 学时')
    await teacher.seen()
    await tap(clerk, '确定', '已答复周敏')
    const told = await teacher.waitFor('您提出的学时异议已有答复')
    expect(told.text).toContain('已从 6 学时更正为 12 学时')
    expect(await prisma.hourRecord.findFirst({ where: { courseName: '绘本教学' } })).toMatchObject({
      hours: 12,
    })
    await say(clerk, '/disputes', '目前没有待答复的学时异议')
  })

  test('that is right is explained, and an old button shows who was first', async () => {
    await objectTo(/^绘本教学/, '还是不对')
    await tap(teacher, '发送', '已发送给登记单位')
    const { id } = await prisma.dispute.findFirstOrThrow({ where: { text: '还是不对' } })
    await say(clerk, '/disputes', '1 条待答复')
    const card = await tap(clerk, /^周敏/, '还是不对')
    await tap(clerk, '登记无误，说明理由', '请写明理由')
    await say(clerk, '证书上就是 12 学时', '将答复教师：登记无误')
    await teacher.seen()
    await tap(clerk, '确定', '已答复周敏')
    await teacher.waitFor('登记无误。理由：证书上就是 12 学时')
    await clerk.forgeTap(card.id, tapData('disp.withdraw', id, 1))
    await clerk.waitFor('这条异议已由易可欣')
    expect(await prisma.hourRecord.count({ where: { courseName: '绘本教学' } })).toBe(1)
  })

  test('is nothing of an office that did not register it', async () => {
    const { id } = await prisma.dispute.findFirstOrThrow({ where: { text: '还是不对' } })
    const card = await say(administrator, '/disputes', '目前没有待答复的学时异议')
    await administrator.forgeTap(card.id, tapData('disp.open', id))
    const answer = await administrator.waitFor('没有找到这条异议')
    expect(answer.text).not.toContain('周敏')
  })
})

describe('missing hours', () => {
  test('are asked of the school and added by hand', async () => {
    await say(teacher, '/status', '2014年度学时')
    await tap(teacher, '学时登记有误？', '哪一条有误')
    await tap(teacher, '缺少学时', '应由谁登记')
    await tap(teacher, '学校（校本培训）', '请写明课程名称')
    await say(teacher, '校本研修，9月1日至5日，18 学时', '将发给登记单位')
    await administrator.seen()
    await teacher.tap('发送')
    await administrator.waitFor('对学时登记提出异议')
    await tap(administrator, '查看', '教师认为有学时没有登记')
    await tap(administrator, '补登学时', '请选择要补登的科目')
    await tap(administrator, '专业科目', '从哪一天开始')
    await say(administrator, '9月1日', '到哪一天结束')
    await say(administrator, '2014/9/5', '请输入正确的学时')
    await say(administrator, '18', '课程叫什么名称')
    await say(administrator, '校本研修', '2014年9月1日至2014年9月5日，18 学时')
    await teacher.seen()
    await tap(administrator, '确定', '已补登')
    await teacher.waitFor('已补登 专业科目 ·「校本研修」')
    expect(await prisma.hourRecord.findFirst({ where: { courseName: '校本研修' } })).toMatchObject({
      source: 'SCHOOL',
      organisationId: 'mingde',
      hours: 18,
    })
  })
})
