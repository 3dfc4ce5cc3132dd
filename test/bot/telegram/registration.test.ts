import { beforeAll, describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { newIdNumber } from '../../core/people/school.ts'
import { startTestProgram } from '../../support/program.ts'

const town = await startTestProgram()
const { prisma } = town.database
let reviewer: SandboxPhone
let admin: SandboxPhone
const newcomer = () => town.phone(5601)

beforeAll(async () => {
  reviewer = town.phoneOf('黎明轩')
  admin = town.phoneOf('廖文轩')
  await prisma.organisation.update({ where: { id: 'bolin' }, data: { code: null } })
  for (const phone of [reviewer, admin]) {
    await phone.send('/help')
    await phone.waitFor('/help')
  }
})

describe('registration (ruling 15, S074–S076)', () => {
  const idNumber = newIdNumber()

  test('a teacher without a number asks the school; the message with the ID number is deleted', async () => {
    const phone = newcomer()
    await phone.send('/start')
    await phone.tap(/同意/)
    await phone.waitFor('继续教育证号')
    await phone.tap(/没有/)
    await phone.waitFor('学校继续教育管理员')
    await phone.tap('我还没有继续教育证号，申请登记')
    await phone.waitFor('申请登记（1/3）')
    await phone.send('贺新')
    await phone.waitFor('申请登记（2/3）')
    await phone.send('博林')
    await phone.tap('天河区博林学校（示例）')
    await phone.waitFor('申请登记（3/3）')
    await phone.send(idNumber)
    await phone.waitFor('这所学校还没有继续教育代码')
    const shown = await phone.messages()
    expect(shown.some(({ text }) => text?.includes(idNumber))).toBe(false)
    const kept = await prisma.conversation.findMany()
    expect(JSON.stringify(kept)).not.toContain(idNumber)
  })

  test('the school cannot confirm before it has its code, and applies for it', async () => {
    await admin.send('/requests')
    await admin.tap('贺新 · 申请继续教育证号')
    expect((await admin.waitFor('申请成为本校教师')).text).toContain('贺新')
    await admin.tap('同意')
    await admin.waitFor('请先发送 /register')
    await admin.send('/register')
    await admin.waitFor('还没有继续教育代码')
    await admin.tap('开始申请')
    await admin.waitFor('1/3')
    await admin.send('144010000000001')
    await admin.waitFor('2/3')
    await admin.send('示例路9号')
    await admin.waitFor('3/3')
    await admin.send('廖老师')
    await admin.waitFor('没有看到电话号码')
    await admin.send('廖老师 020-12345678')
    await admin.waitFor('请核对')
    await admin.tap('确认提交')
    await admin.waitFor('已提交给天河区教育局')
  })

  test('the office issues the code', async () => {
    await reviewer.waitFor('申请继续教育代码')
    await reviewer.send('/registrations')
    await reviewer.waitFor('1 项待办')
    await reviewer.tap(/^天河区博林学校/)
    expect((await reviewer.waitFor('办学许可证号：144010000000001')).text).toContain('民办')
    await reviewer.tap('发放代码')
    await reviewer.waitFor('5 至 20 位')
    await reviewer.send('90601')
    await reviewer.tap('确认发放')
    await reviewer.waitFor('这个代码已发给其他学校')
    await reviewer.send('/registrations')
    await reviewer.tap(/^天河区博林学校/)
    await reviewer.tap('发放代码')
    await reviewer.send('90 699')
    await reviewer.waitFor('把代码 90699')
    await reviewer.tap('确认发放')
    await reviewer.waitFor('已向天河区博林学校（示例）发放继续教育代码 90699')
    await admin.waitFor('的继续教育代码已发放：90699')
  })

  test('the school confirms, and the teacher is told the number and bound', async () => {
    await admin.send('/requests')
    await admin.tap('贺新 · 申请继续教育证号')
    await admin.tap('同意')
    await admin.waitFor('贺新')
    await newcomer().waitFor('您的继续教育证号是 90699001')
    await newcomer().send('/start')
    await newcomer().waitFor('贺新，您好')
  })

  test('somebody on the roster without a number applies from /declare', async () => {
    const person = await prisma.person.findFirstOrThrow({ where: { name: '周敏' } })
    await prisma.person.update({ where: { id: person.id }, data: { certificateNumber: null } })
    const teacher = town.phoneOf('周敏')
    await teacher.send('/declare')
    await teacher.waitFor('您还没有继续教育证号')
    await teacher.tap('申请继续教育证号')
    await teacher.waitFor('已提交给天河区明德小学（示例）')
  })
})
