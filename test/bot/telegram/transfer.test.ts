import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [oldSchool, newSchool] = await town.introduce('何丽萍', '苏婉仪', '周敏', '黎明轩')

const personCalled = (name: string) => prisma.person.findFirstOrThrow({ where: { name } })

async function askFor(phone: SandboxPhone, name: string, button: string) {
  const { certificateNumber } = await personCalled(name)
  await say(phone, '/transfers', '教师调动')
  await tap(phone, button, '请发送要调入教师的继续教育证号')
  await say(phone, certificateNumber!, '请发送这位教师的姓名')
  await phone.send(name)
}

describe('a transfer (ruling 14)', () => {
  test('is asked for by the new school, agreed to by the old one, and told to the teacher', async () => {
    await askFor(newSchool, '周敏', '申请调入教师')
    await newSchool.waitFor('原学校确认后生效')
    await tap(newSchool, '确认申请', '已向天河区明德小学（示例）发出调动申请')
    await oldSchool.waitFor('申请将周敏从天河区明德小学（示例）调入')
    await oldSchool.send('/transfers')
    expect((await tap(oldSchool, /^周敏 →/, '由调入学校申请')).text).toContain(
      '在岗的学校负责该教师本年度验证',
    )
    await oldSchool.tap('同意调出')
    await tap(oldSchool, '确认同意', '已从天河区明德小学（示例）调入天河区清禾中学（示例）')
    await town.phoneOf('周敏').waitFor('您已从天河区明德小学（示例）调入')
    expect(await personCalled('周敏')).toMatchObject({ organisationId: 'qinghe' })
    const item = await prisma.declaration.findFirstOrThrow({ where: { person: { name: '周敏' } } })
    expect(item.organisationId).toBe('qinghe')
  })

  test('is refused with a note that the new school reads', async () => {
    await askFor(newSchool, '李文博', '申请调入教师')
    await newSchool.tap('确认申请')
    await oldSchool.waitFor('申请将李文博')
    await oldSchool.send('/transfers')
    await oldSchool.tap(/^李文博 →/)
    await tap(oldSchool, '不同意', '请写明不同意的原因')
    await oldSchool.send('学期中不便调动')
    await oldSchool.tap('确认不同意')
    await newSchool.waitFor('原因：学期中不便调动')
    expect(await personCalled('李文博')).toMatchObject({ organisationId: 'mingde' })
  })

  test('is done at once by the office above both', async () => {
    const reviewer = town.phoneOf('黎明轩')
    await askFor(reviewer, '吴秀英', '直接办理区内调动')
    await reviewer.waitFor('请发送调入学校')
    await say(reviewer, '清禾', '立即生效')
    await tap(reviewer, '确认调动', '吴秀英已从')
    expect(await personCalled('吴秀英')).toMatchObject({ organisationId: 'qinghe' })
  })
})

describe('更多 on the card of a teacher', () => {
  async function openMore(name: string) {
    await oldSchool.send('/staff')
    await oldSchool.tap('按姓名查找')
    await oldSchool.send(name)
    await oldSchool.tap(new RegExp(`^${name}`))
    await tap(oldSchool, '更多', `${name}：其他办理`)
  }

  test('enters that somebody has left, and takes it back', async () => {
    await openMore('许国华')
    await oldSchool.tap('离岗')
    await tap(oldSchool, '退休', '以后可以撤销')
    await tap(oldSchool, '确认登记', '已登记许国华离岗（退休）')
    await openMore('许国华')
    await tap(oldSchool, '登记有误，撤销离岗', '许国华已恢复为本校教师')
  })

  test('says that there is nothing to be exempt for while the cycle has no reasons', async () => {
    await openMore('宋佳')
    await tap(oldSchool, '免验', '没有设定免验原因')
  })
})

test('in January the school says whether somebody was gone before declaring ended (ruling 14)', async () => {
  await town.moveTo('2015-01-05T10:00')
  await oldSchool.send('/staff')
  await oldSchool.tap('按姓名查找')
  await oldSchool.send('许国华')
  await oldSchool.tap(/^许国华/)
  await oldSchool.tap('更多')
  await oldSchool.tap('离岗')
  await tap(oldSchool, '退休', '2014年12月31日24:00以前已离岗的，本年度不计入')
  await tap(oldSchool, '2014年12月31日24:00以前已离岗', '已登记许国华离岗（退休）')
  const grant = await prisma.grant.findFirstOrThrow({
    where: { role: 'TEACHER', person: { name: '许国华' } },
  })
  expect(grant.withdrawnAt).toEqual(new Date('2014-12-31T23:59:59.999+08:00'))
})
