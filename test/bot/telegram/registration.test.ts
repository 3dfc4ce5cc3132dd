import { beforeAll, describe, expect, test } from 'vitest'
import { newIdNumber } from '../../core/people/school.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [reviewer, admin] = await town.introduce('黎明轩', '廖文轩')
const newcomer = () => town.phone(5601)

beforeAll(async () => {
  await prisma.organisation.update({ where: { id: 'bolin' }, data: { code: null } })
})

describe('registration (ruling 15, S074–S076)', () => {
  const idNumber = newIdNumber()

  test('a teacher without a number asks the school; the message with the ID number is deleted', async () => {
    const phone = newcomer()
    await phone.send('/start')
    await tap(phone, /同意/, '继续教育证号')
    await tap(phone, /没有/, '学校继续教育管理员')
    await tap(phone, '我还没有继续教育证号，申请登记', '申请登记（1/3）')
    await say(phone, '贺新', '申请登记（2/3）')
    await phone.send('博林')
    await tap(phone, '天河区博林学校（示例）', '申请登记（3/3）')
    await say(phone, idNumber, '这所学校还没有继续教育代码')
    const shown = await phone.messages()
    expect(shown.some(({ text }) => text?.includes(idNumber))).toBe(false)
    const kept = await prisma.conversation.findMany()
    expect(JSON.stringify(kept)).not.toContain(idNumber)
  })

  test('the school cannot confirm before it has its code, and applies for it', async () => {
    await admin.send('/requests')
    expect((await tap(admin, '贺新 · 申请继续教育证号', '申请成为本校教师')).text).toContain('贺新')
    await tap(admin, '同意', '请先发送 /register')
    await say(admin, '/register', '还没有继续教育代码')
    await tap(admin, '开始申请', '1/3')
    await say(admin, '144010000000001', '2/3')
    await say(admin, '示例路9号', '3/3')
    await say(admin, '廖老师', '没有看到电话号码')
    await say(admin, '廖老师 020-12345678', '请核对')
    await tap(admin, '确认提交', '已提交给天河区教育局')
  })

  test('the office issues the code', async () => {
    await reviewer.waitFor('申请继续教育代码')
    await say(reviewer, '/registrations', '1 项待办')
    expect((await tap(reviewer, /^天河区博林学校/, '办学许可证号：144010000000001')).text).toContain('民办')
    await tap(reviewer, '发放代码', '5 至 20 位')
    await reviewer.send('90601')
    await tap(reviewer, '确认发放', '这个代码已发给其他学校')
    await reviewer.send('/registrations')
    await reviewer.tap(/^天河区博林学校/)
    await reviewer.tap('发放代码')
    await say(reviewer, '90 699', '把代码 90699')
    await tap(reviewer, '确认发放', '已向天河区博林学校（示例）发放继续教育代码 90699')
    await admin.waitFor('的继续教育代码已发放：90699')
  })

  test('the school confirms, and the teacher is told the number and bound', async () => {
    await admin.send('/requests')
    await admin.tap('贺新 · 申请继续教育证号')
    await tap(admin, '同意', '贺新')
    await newcomer().waitFor('您的继续教育证号是 90699001')
    await say(newcomer(), '/start', '贺新，您好')
  })

  test('somebody on the roster without a number applies from /declare', async () => {
    const person = await prisma.person.findFirstOrThrow({ where: { name: '周敏' } })
    await prisma.person.update({ where: { id: person.id }, data: { certificateNumber: null } })
    const teacher = town.phoneOf('周敏')
    await say(teacher, '/declare', '您还没有继续教育证号')
    await tap(teacher, '申请继续教育证号', '已提交给天河区明德小学（示例）')
  })
})
