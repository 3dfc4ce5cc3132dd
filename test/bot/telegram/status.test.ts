import { describe, expect, it } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { type DecisionCommand, decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { samplePhoto } from '../../core/evidence/pictures.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'
import { declareUntil, newTeacher, type Teacher, tapping, typing } from './teacher-story.ts'

const program = await startTestProgram()
const { prisma } = program.database

async function submitted(teacher: Teacher) {
  await declareUntil(teacher.phone, 'summary')
  await tap(teacher.phone, '提交', '回执编号')
  return prisma.declaration.findFirstOrThrow({ where: { personId: teacher.id } })
}

/** What the school's administrator decides, as the queue would. */
async function schoolDecides(command: Omit<DecisionCommand, 'personId'>) {
  const administrator = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
  const outcome = await prisma.$transaction((tx) =>
    decide(
      tx,
      { ...command, personId: administrator.id },
      { cycleOf: () => cycle2014, now: program.sandbox.clock.now() },
    ),
  )
  if (isRefusal(outcome)) throw new Error(outcome.refused)
}

const onRecord = (
  teacher: Teacher,
  category: 'PUBLIC' | 'PROFESSIONAL' | 'ELECTIVE',
  hours: number,
  courseName: string,
) =>
  prisma.hourRecord.create({
    data: {
      personId: teacher.id,
      cycleId: 2014,
      category,
      source: 'AUTO',
      courseName,
      provider: '继续教育网',
      from: new Date('2014-03-01'),
      to: new Date('2014-03-10'),
      hours,
      recordedAt: new Date('2014-04-01'),
    },
  })

describe('/status', () => {
  it('shows what counts, what is under review and what is missing, per category and in total, and why not passed', async () => {
    const teacher = await newTeacher(program)
    await onRecord(teacher, 'PUBLIC', 12, '公需网络课程')
    await onRecord(teacher, 'ELECTIVE', 4, '读书会')
    await submitted(teacher)
    const { text } = await say(teacher.phone, '/status', '总学时')
    expect(text).toContain('公需科目 ▓▓▓▓▓▓░░░░ 12/18 学时\n已认定 12 · 审核中 0 · 缺口 6')
    expect(text).toContain('专业科目 ▒▒▒▒▒▒▒░░░ 0/42 学时\n已认定 0 · 审核中 30 · 缺口 42')
    expect(text).toContain('个人选修科目 ▓▓▓░░░░░░░ 4 学时（建议 12，不作要求）')
    expect(text).toContain('总学时 ▓▓▒▒▒▒░░░░ 16/72 学时\n已认定 16 · 审核中 30 · 缺口 56')
    expect(text).toContain('暂定：未达标（公需科目还差 6 学时、专业科目还差 42 学时、总学时还差 56 学时）')
    expect(text).toContain('· 公需科目 · 公需网络课程 · 12 学时 · 继续教育网')
    expect(text).not.toContain('年度考核')
  })

  it('says 暂定达标 when every minimum is reached', async () => {
    const teacher = await newTeacher(program)
    await onRecord(teacher, 'PUBLIC', 18, '甲')
    await onRecord(teacher, 'PROFESSIONAL', 54, '乙')
    await say(teacher.phone, '/status', '暂定：达标')
  })

  it('says 免验 to whoever is exempt, asks for nothing and threatens with nothing', async () => {
    const teacher = await newTeacher(program)
    await prisma.exemption.create({
      data: {
        personId: teacher.id,
        cycleId: 2014,
        organisationId: 'mingde',
        reasonId: 'sample',
        state: 'GRANTED',
        requestedAt: new Date('2014-12-01'),
        requestedById: teacher.id,
      },
    })
    const { text, buttons } = await say(teacher.phone, '/status', '总学时')
    expect(text).toContain('本年度免验，不要求完成学时')
    expect(text).not.toContain('未达标')
    expect(buttons.flat().map((button) => button.text)).not.toContain('怎样达标')
  })

  it('shows each item with who has it now and until when, and drafts to go on with', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await submitted(teacher)
    await declareUntil(phone, 'provider', { courseName: typing('没有写完的课程') })
    const { text } = await say(phone, '/status', '我的申报')
    expect(text).toMatch(/2014-\d{6} 专业科目 · 30 学时/)
    expect(text).toContain('状态：等待学校审验 · 现在由学校继续教育管理员审验，应于2015年1月9日24:00前完成')
    expect(text).toContain('没有写完的课程')
    await tap(phone, '继续填写：没有写完的课程', '举办单位叫什么名称')
  })

  it('turns pages where there is much, and each page fits a message', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    for (let n = 1; n <= 20; n++) await onRecord(teacher, 'PROFESSIONAL', 1, `课程${n}·${'长'.repeat(50)}`)
    await say(phone, '/status', '课程1·')
    await tap(phone, '下一页（2/3）', '课程9·')
    await tap(phone, '下一页（3/3）', '课程20·')
    await tap(phone, '上一页', '课程9·')
  })

  it('tells the consequence once declaring is over and the hours are not reached', async () => {
    const teacher = await newTeacher(program)
    const { clock } = program.sandbox
    const before = clock.now()
    try {
      await clock.moveTo(new Date('2014-12-31T16:00:00Z'))
      await say(teacher.phone, '/status', '当年年度考核不得评为优秀等次')
    } finally {
      await clock.moveTo(before)
    }
  })

  it('asks a stranger to begin first', async () => {
    const stranger = program.phone(99_001)
    await say(stranger, '/status', '/start')
  })
})

describe('withdrawing', () => {
  it('asks first, and then the item counts no more', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await submitted(teacher)
    await phone.tap('查看进度')
    await tap(phone, /^撤回/, '确定撤回')
    await phone.doubleTap('确定撤回')
    await phone.waitFor(/已撤回|已由申报人撤回/)
    expect(await prisma.declaration.findFirstOrThrow({ where: { personId: teacher.id } })).toMatchObject({
      state: 'WITHDRAWN',
      version: 2,
    })
    expect((await say(phone, '/status', '状态：已撤回')).text).toContain('审核中 0')
  })

  it('tells who was first when the school decided meanwhile', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const { id } = await submitted(teacher)
    await phone.tap('查看进度')
    await phone.tap(/^撤回/)
    await schoolDecides({ action: 'approve', declarationId: id, given: { originalSeen: true } })
    await tap(phone, '确定撤回', '已由何丽萍于2014年12月20日')
    expect(await prisma.declaration.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'APPROVED_BY_SCHOOL',
    })
  })

  it("withdraws nobody else's item", async () => {
    const [owner, stranger] = [await newTeacher(program), await newTeacher(program)]
    const { id } = await submitted(owner)
    const card = await say(stranger.phone, '/status', '总学时')
    await stranger.phone.forgeTap(card.id, tapData('status.withdraw', id))
    await stranger.phone.forgeTap(card.id, tapData('status.withdraw-yes', id, 1))
    expect(await prisma.declaration.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'SUBMITTED',
    })
  })
})

describe('correcting what was returned', () => {
  it('begins with everything as submitted under the reason, and sends it again', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const { id } = await submitted(teacher)
    await schoolDecides({
      action: 'return',
      declarationId: id,
      given: { reasonId: 'photo-unclear', note: '公章看不清' },
    })
    const page = await say(phone, '/status', '请于2015年1月17日24:00前更正并重新提交')
    expect(page.text).toContain('退案原因：图片不清晰/缺页')
    expect(page.text).toContain('说明：公章看不清')
    const summary = await tap(phone, /^修改并重新提交/, '请核对修改后的申报')
    expect(summary.text).toContain('退案原因：图片不清晰/缺页\n说明：公章看不清')
    expect(summary.text).toContain('证书照片：1 张')

    await phone.tap('修改')
    await phone.tap('证书照片')
    await phone.tap('删除最后一张')
    await phone.sendPhoto(samplePhoto('8-public-course'))
    await phone.waitFor('已收到')
    await phone.tap('完成，下一步')
    await phone.tap('是原件，我确认')
    await phone.tap('修改')
    await phone.tap('学时')
    await say(phone, '24学时', '请核对修改后的申报')
    const receipt = await tap(phone, '重新提交', '已重新提交')
    expect(receipt.text).toContain('学时：24 学时')
    const declaration = await prisma.declaration.findUniqueOrThrow({
      where: { id },
      include: { evidence: true },
    })
    expect(declaration).toMatchObject({ state: 'SUBMITTED', hours: 24, reasonId: null })
    expect(declaration.evidence.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(1)
    expect(declaration.evidence).toHaveLength(2)
  })

  it('says how the item stands when there is nothing to correct', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const { id } = await submitted(teacher)
    const card = await phone.waitFor('回执编号').catch(async () => (await phone.last())!)
    await phone.forgeTap(card.id, tapData('correct', id))
    await phone.waitFor('还在等待学校审验')
    expect(await prisma.draft.count({ where: { personId: teacher.id } })).toBe(0)
  })

  it('leaves the item returned when the correction is thrown away', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const { id } = await submitted(teacher)
    await schoolDecides({ action: 'return', declarationId: id, given: { reasonId: 'photocopy' } })
    await phone.send('/status')
    await phone.tap(/^修改并重新提交/)
    await tap(phone, '放弃草稿', '仍待更正')
    await tapping('确定放弃')(phone)
    await phone.waitFor('已放弃')
    expect(await prisma.declaration.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'RETURNED_BY_SCHOOL',
    })
  })
})
