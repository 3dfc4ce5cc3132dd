import { describe, expect, it } from 'vitest'
import type { ShownChat } from '../../../bot/sandbox/phones/shown.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { blackPng, samplePhoto } from '../../core/evidence/pictures.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'
import {
  answerUntil,
  declareUntil,
  newTeacher,
  photo,
  type Teacher,
  tapping,
  typing,
} from './teacher-story.ts'

const program = await startTestProgram()
const { prisma } = program.database

const draftOf = ({ id }: Teacher) =>
  prisma.draft.findFirstOrThrow({ where: { personId: id }, include: { evidence: true } })
const answersOf = async (teacher: Teacher) => (await draftOf(teacher)).answers as Record<string, unknown>
/** A kind of message that the phone has no way to send. */
async function send({ phone }: Teacher, content: object): Promise<void> {
  await phone.seen()
  const from = { id: phone.userId, is_bot: false, first_name: '某' }
  const chat = { id: phone.userId, type: 'private', first_name: '某' }
  await program.sandbox.inject({ message: { message_id: 1, date: 0, from, chat, ...content } as never })
}
const sticker = {
  file_id: 'x',
  file_unique_id: 'x',
  type: 'regular',
  width: 512,
  height: 512,
  is_animated: false,
  is_video: false,
}

const recordOfTheOrdinaryCourse = ({ id: personId }: Teacher) => ({
  personId,
  cycleId: 2014,
  category: 'PROFESSIONAL' as const,
  source: 'PROVIDER' as const,
  courseName: '班主任工作研修',
  provider: '示例培训中心',
  from: new Date('2014-07-07'),
  to: new Date('2014-07-11'),
  hours: 30,
  recordedAt: new Date('2014-08-01'),
})

describe('declaring hours', () => {
  it('leads from the category to a receipt with number, time, who has it now and until when', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const summary = await declareUntil(phone, 'summary')
    expect(summary.text).toContain('课程名称：班主任工作研修')
    expect(summary.text).toContain('开始日期：2014年7月7日')
    expect(summary.text).toContain('证书照片：1 张')
    const receipt = await tap(phone, '提交', '回执编号')
    expect(receipt.text).toMatch(/回执编号：2014-\d{6}/)
    expect(receipt.text).toContain('学时：30 学时')
    expect(receipt.text).toContain('提交时间：2014年12月20日')
    expect(receipt.text).toContain('学校继续教育管理员审验，应于2015年1月9日24:00前完成')
    expect(labels(receipt)).toEqual(['查看进度', '再申报一项'])
    const declaration = await prisma.declaration.findFirstOrThrow({
      where: { personId: teacher.id },
      include: { evidence: true },
    })
    expect(declaration).toMatchObject({ state: 'SUBMITTED', hours: 30, courseName: '班主任工作研修' })
    expect(declaration.evidence.map(({ kind }) => kind)).toEqual(['CERTIFICATE'])
    expect(await prisma.draft.count({ where: { personId: teacher.id } })).toBe(0)
    expect(program.logged).toEqual([])
  })

  it('changes the tapped card in place and answers typed text with a new message', async () => {
    const { phone } = await newTeacher(program)
    const first = await say(phone, '/declare', '哪一个科目')
    expect((await tap(phone, '专业科目', '是哪一类学习')).id).toBe(first.id)
    expect((await tap(phone, '其他培训', '叫什么名称')).id).toBe(first.id)
    expect((await say(phone, '课堂评价研修', '举办单位叫什么名称')).id).toBeGreaterThan(first.id)
  })

  it('asks of a PUBLIC course its base, labelled as a sample, and no provider', async () => {
    const teacher = await newTeacher(program)
    const card = await declareUntil(teacher.phone, 'baseId', {
      category: tapping('公需科目'),
      activityType: tapping('人社局认定基地的公需科目学习'),
    })
    expect(card.text).toContain('示例，待主管部门确认')
    await answerUntil(teacher.phone, 'summary')
    expect(await answersOf(teacher)).toMatchObject({ category: 'PUBLIC', baseId: 'base-one' })
    expect(await answersOf(teacher)).not.toHaveProperty('provider')
  })

  it('explains that 省高中教师职务培训 is not declared here (ruling 7)', async () => {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'activityType')
    const refusal = await tap(phone, '省高中教师职务培训', '省高中教师职务培训的学时不在这里申报')
    expect(refusal.text).toContain('是哪一类学习')
  })

  it('asks a translation for a foreign certificate and a proof of hours where it has no dates (S079–S081)', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'summary', {
      foreign: tapping('是'),
      datesOnCertificate: tapping('没有'),
      photosCertificate: photo('4-foreign'),
    })
    await tap(phone, '提交', '回执编号')
    const kept = await prisma.evidence.findMany({
      where: { personId: teacher.id },
      orderBy: { addedAt: 'asc' },
    })
    expect(kept.map(({ kind }) => kind)).toEqual(['CERTIFICATE', 'TRANSLATION', 'HOURS_PROOF'])
  })

  it('shows the cap of the activity before photos, labelled as a sample, and refuses what goes over it', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const card = await declareUntil(phone, 'amount', { activityType: tapping('发表论文') })
    expect(card.text).toContain('每年最多 18 学时：已申报 0 学时，还可申报 18 学时')
    expect(card.text).toContain('示例，待主管部门确认')
    expect((await say(phone, '3篇', '每项最多申报 12 学时')).text).toContain('一共几项')
    await phone.send('2篇')
    await answerUntil(phone, 'summary')
    await tap(phone, '提交', '回执编号')

    const again = await declareUntil(phone, 'amount', {
      activityType: tapping('发表论文'),
      courseName: typing('另一篇论文'),
    })
    expect(again.text).toContain('已申报 12 学时，还可申报 6 学时')
    await say(phone, '2篇', '还可申报 6 学时，这次填写了 12 学时')
  })

  it('questions hours above six a day, and «no» asks for the amount again', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const card = await declareUntil(phone, 'confirmedHours', { amount: typing('48学时') })
    expect(card.text).toContain('5天应为30学时以内，您填写了48学时，是否确认？')
    await tap(phone, '重新填写', '一共培训了几天')
    await say(phone, '200学时', '5 天里不可能有 200 学时')
    await say(phone, '48', '是否确认')
    await tap(phone, '确认无误', '外文的')
    expect(await answersOf(teacher)).toMatchObject({ hours: 48, confirmedHours: { hours: 48, days: 5 } })
  })

  it('refuses a course that is already on record, showing the record (ruling 6)', async () => {
    const teacher = await newTeacher(program)
    await prisma.hourRecord.create({ data: recordOfTheOrdinaryCourse(teacher) })
    await declareUntil(teacher.phone, 'to')
    await say(teacher.phone, '7-11', '已由培训机构登记')
    expect(await answersOf(teacher)).not.toHaveProperty('to')
  })
})

describe('submitting', () => {
  it('judges everything again, and asks again for what can no longer stand', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'summary')
    await prisma.hourRecord.create({ data: recordOfTheOrdinaryCourse(teacher) })
    const card = await tap(phone, '提交', '已由培训机构登记')
    expect(card.text).toContain('叫什么名称')
    await say(phone, '另一门课程', '请核对这份申报')
    await tap(phone, '提交', '回执编号')
  })

  it('keeps the receipt in the chat when another declaration is begun from it', async () => {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'summary')
    await tap(phone, '提交', '回执编号')
    await phone.doubleTap('再申报一项')
    await phone.waitFor('哪一个科目')
    expect((await phone.messages()).filter(({ text }) => text.includes('回执编号'))).toHaveLength(1)
  })
})

describe('going back and changing', () => {
  it('asks the previous question again, and can leave it as it is', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'from')
    const card = await tap(phone, '上一步', '举办单位叫什么名称')
    expect(card.text).toContain('现在的回答：示例培训中心')
    await tap(phone, '保持不变', '从哪一天开始')
    expect(await answersOf(teacher)).toMatchObject({ provider: '示例培训中心' })
  })

  it('says which answers are asked again after a change, and asks only those', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'summary')
    await phone.tap('修改')
    await tap(phone, '科目', '哪一个科目')
    const card = await tap(phone, '公需科目', '要重新填写')
    expect(card.text).toContain('学习类型')
    await tap(phone, '人社局认定基地的公需科目学习', '在哪个基地学习')
    await tap(phone, '继续教育基地二', '请核对这份申报')
    expect(await answersOf(teacher)).toMatchObject({ courseName: '班主任工作研修', baseId: 'base-two' })
  })

  it('asks the tick for originals again when photos change', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'summary')
    await phone.sendPhoto(samplePhoto('8-public-course'))
    const card = await phone.waitFor('都是证书原件')
    expect(card.text).toContain('2 张')
    expect((await draftOf(teacher)).evidence).toHaveLength(2)
  })
})

describe('photos', () => {
  it('answers everything that is no photo clearly and keeps the draft as it is', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'photosCertificate')
    const before = await draftOf(teacher)
    const certificate = samplePhoto('1-certificate')
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(200)])
    const oddities: [() => Promise<unknown>, string][] = [
      [() => phone.send('照片稍后给您'), '这里需要证书或学习证明的照片'],
      [() => send(teacher, { sticker }), '需要的是照片'],
      [() => send(teacher, { location: { latitude: 23, longitude: 113 } }), '需要的是照片'],
      [() => send(teacher, { contact: { phone_number: '1', first_name: '某' } }), '需要的是照片'],
      [() => phone.sendVoice(), '需要的是照片'],
      [() => phone.sendDocument(heic, { fileName: 'IMG_1.HEIC' }), 'HEIC'],
      [() => phone.sendDocument(Buffer.from('%PDF-1.4 …'), { fileName: '证书.pdf' }), '不收 PDF'],
      [() => phone.sendDocument(Buffer.alloc(25 * 2 ** 20), { fileName: '大图.jpg' }), '最多 20 MB'],
      [() => phone.sendDocument(certificate.subarray(0, certificate.length / 2)), '不完整或已损坏'],
      [() => phone.sendDocument(blackPng(20_000, 20_000), { fileName: '炸弹.png' }), '像素过大'],
      [() => phone.sendDocument(Buffer.from('PK\u0003\u0004…'), { fileName: '证书.docx' }), '这不是照片'],
    ]
    for (const [send, words] of oddities) {
      await send()
      const answer = await phone.waitFor(words)
      expect(answer.text).toContain('请发送证书')
    }
    expect(await draftOf(teacher)).toEqual(before)
    await phone.sendDocument(certificate, { fileName: 'IMG_2.JPG' })
    await phone.waitFor('1 张')
    expect((await draftOf(teacher)).evidence).toHaveLength(1)
  })

  it('takes an album piece by piece, each once, and one photo can be taken back', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'photosCertificate')
    await phone.sendAlbum(['1-certificate', '3-no-dates', '8-public-course'].map(samplePhoto))
    await phone.waitFor('3 张')
    expect((await draftOf(teacher)).evidence).toHaveLength(3)
    const card = await tap(phone, '删除最后一张', '这张照片已删除')
    expect(card.text).toContain('现在的回答：2 张')
    await phone.sendPhoto(samplePhoto('1-certificate'))
    await phone.waitFor('已经收到过')
    expect((await draftOf(teacher)).evidence).toHaveLength(2)
    await tap(phone, '完成，下一步', '都是证书原件')
  })

  it('hints at a blurred photo as advice: take it again, or use this one (ruling 12)', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'photosCertificate')
    await phone.sendPhoto(samplePhoto('7-blurred'))
    const hint = await phone.waitFor('有些模糊')
    expect(labels(hint)).toEqual(['重拍（删除这张）', '就用这张'])
    await tap(phone, '重拍（删除这张）', '这张照片已删除')
    expect((await draftOf(teacher)).evidence).toHaveLength(0)
    await phone.sendPhoto(samplePhoto('2-photocopy'))
    await phone.waitFor('像是复印件')
    await phone.tap('就用这张')
    await tap(phone, '完成，下一步', '都是证书原件')
    expect((await draftOf(teacher)).evidence).toHaveLength(1)
  })

  it('keeps a certificate that is sent before it is asked for, and goes on with the question', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'courseName')
    await phone.sendPhoto(samplePhoto('1-certificate'))
    const card = await phone.waitFor('已收到「证书或学习证明」1 张')
    expect(card.text).toContain('叫什么名称')
    await answerUntil(phone, 'originalsConfirmed', {
      photosCertificate: async () => {
        throw new Error('The photo is asked for though it is there.')
      },
    })
    expect((await draftOf(teacher)).evidence).toHaveLength(1)
  })

  it('keeps every page of a certificate that is sent early as an album', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'from')
    await phone.sendAlbum(['1-certificate', '8-public-course'].map(samplePhoto))
    expect((await phone.waitFor('2 张')).text).toContain('从哪一天开始')
    expect((await draftOf(teacher)).evidence.map(({ kind }) => kind)).toEqual(['CERTIFICATE', 'CERTIFICATE'])
  })

  it('asks which kind it is when a photo comes late and several kinds are needed', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'summary', { foreign: tapping('是'), photosCertificate: photo('4-foreign') })
    await phone.sendPhoto(samplePhoto('6-hours-proof'))
    const question = await phone.waitFor('哪一种材料')
    expect(labels(question)).toEqual(['证书照片', '翻译件照片'])
    await phone.tap('翻译件照片')
    await phone.sendPhoto(samplePhoto('6-hours-proof'))
    await phone.waitFor('已收到「盖章的中文翻译」2 张')
    expect((await draftOf(teacher)).evidence).toHaveLength(3)
  })

  it('says what to do with a photo when nothing is being declared', async () => {
    const { phone } = await newTeacher(program)
    await phone.sendPhoto(samplePhoto('1-certificate'))
    await phone.waitFor('请先发送 /declare')
  })
})

describe('odd texts', () => {
  it('keeps a course name without NUL and without marks that turn the writing', async () => {
    const teacher = await newTeacher(program)
    await declareUntil(teacher.phone, 'courseName')
    const card = await say(teacher.phone, '课程\u0000甲\u202e<b>乙</b>', '举办单位叫什么名称')
    expect(card.text).toContain('课程名称：课程甲<b>乙</b>')
    expect(await answersOf(teacher)).toMatchObject({ courseName: '课程甲<b>乙</b>' })
  })

  it('refuses a course name of four thousand emoji and asks again', async () => {
    const teacher = await newTeacher(program)
    await declareUntil(teacher.phone, 'courseName')
    const refusal = await say(teacher.phone, '🎓'.repeat(2048), '最多 60 个字')
    expect(refusal.text).toContain('叫什么名称')
    expect(await answersOf(teacher)).not.toHaveProperty('courseName')
  })

  it('answers text with the summary when nothing is asked', async () => {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'summary')
    expect((await say(phone, '提交吧', '请点下面的按钮')).text).toContain('请核对这份申报')
  })
})

describe('taps that come twice, late, or from nowhere', () => {
  it('takes a doubled tap once', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await say(phone, '/declare', '哪一个科目')
    await phone.doubleTap('专业科目')
    await phone.waitFor('是哪一类学习')
    expect(await draftOf(teacher)).toMatchObject({ version: 2, answers: { category: 'PROFESSIONAL' } })
  })

  it('submits once when the button is tapped twice', async () => {
    const teacher = await newTeacher(program)
    await declareUntil(teacher.phone, 'summary')
    await teacher.phone.doubleTap('提交')
    await teacher.phone.waitFor('回执编号')
    expect(await prisma.declaration.count({ where: { personId: teacher.id } })).toBe(1)
  })

  it('answers a tap on an old card with how things stand, and changes nothing', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const old = await declareUntil(phone, 'category')
    await answerUntil(phone, 'from')
    const before = await draftOf(teacher)
    const answer = await phone.tapStale(old, '公需科目')
    expect(answer.text).toContain('已过期')
    await phone.waitFor('从哪一天开始')
    expect(await draftOf(teacher)).toEqual(before)
  })

  it('takes no answer from a card of another draft', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const first = await declareUntil(phone, 'activityType')
    await phone.send('/declare')
    await tap(phone, '新建申报', '哪一个科目')
    await tap(phone, '专业科目', '是哪一类学习')
    await phone.tapStale(first, '国培')
    await phone.waitFor('是哪一类学习')
    const drafts = await prisma.draft.findMany({ where: { personId: teacher.id } })
    expect(drafts.map(({ answers }) => answers)).toEqual([
      { category: 'PROFESSIONAL' },
      { category: 'PROFESSIONAL' },
    ])
  })

  it('answers forged data without doing anything', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const card = await declareUntil(phone, 'category')
    const before = await draftOf(teacher)
    const tag = before.id.slice(-4)
    for (const data of [
      'd',
      'd:',
      `d:category:NOTHING:1:${tag}`,
      `d:constructor:x:1:${tag}`,
      `d.ask:nothing:1:${tag}`,
      `d.on:category:1:${tag}`,
      `d.drop:x:1:${tag}`,
      `d.submit:1:${tag}`,
      'declare.discard-yes:x:1',
      'correct:x',
      'constructor',
    ]) {
      await phone.forgeTap(card.id, data)
    }
    expect(await draftOf(teacher)).toEqual(before)
    expect(program.logged).toEqual([])
  })

  it("shows nobody another person's draft, and lets nobody throw it away", async () => {
    const [owner, stranger] = [await newTeacher(program), await newTeacher(program)]
    await declareUntil(owner.phone, 'provider', { courseName: typing('只有我知道的课程') })
    const { id, version } = await draftOf(owner)
    const card = await declareUntil(stranger.phone, 'category')
    await stranger.phone.forgeTap(card.id, tapData('declare.resume', id))
    await stranger.phone.forgeTap(card.id, tapData('declare.discard', id))
    await stranger.phone.forgeTap(card.id, tapData('declare.discard-yes', id, version))
    const seen = (await stranger.phone.messages()).map(({ text }) => text).join()
    expect(seen).not.toContain('只有我知道的课程')
    expect(await draftOf(owner)).toMatchObject({ version })
  })

  it('takes a button and a text sent at the same time one after the other', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'activityType')
    const fromBot = ({ messages }: ShownChat) => messages.filter(({ from }) => from === 'bot').length
    const before = fromBot(await phone.chat())
    await Promise.all([phone.tap('其他培训'), phone.send('新课程标准研修')])
    // The text is answered below; the button changes the card above.
    await phone.waitUntil((chat) => fromBot(chat) > before)
    const answers = await answersOf(teacher)
    expect(answers).toMatchObject({ category: 'PROFESSIONAL' })
    if (!answers.courseName) await phone.send('新课程标准研修')
    await phone.waitFor('举办单位叫什么名称')
    expect(await answersOf(teacher)).toMatchObject({
      activityType: 'other-training',
      courseName: '新课程标准研修',
    })
  })
})

describe('drafts', () => {
  it('goes on after leaving, after /cancel and after a restart with everything that was filled in', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'from')
    await tap(phone, '暂存退出', '已暂存')
    await program.restart()
    const again = program.phone(phone.userId)
    const list = await say(again, '/declare', '一份还没有提交的申报')
    expect(list.text).toContain('专业科目 · 班主任工作研修')
    expect(labels(list)).toEqual(['继续', '放弃', '新建申报'])
    await tap(again, '继续', '从哪一天开始')
    await say(again, '/cancel', '申报草稿已保存')
    await say(again, '7月7日', '没有看懂')
    expect(await answersOf(teacher)).not.toHaveProperty('from')
  })

  it('throws a draft away only after asking', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    await declareUntil(phone, 'summary')
    const question = await tap(phone, '放弃草稿', '不能恢复')
    expect(question.text).toContain('班主任工作研修')
    await tap(phone, '返回', '请核对这份申报')
    await phone.tap('放弃草稿')
    await tap(phone, '确定放弃', '已放弃')
    expect(await prisma.draft.count({ where: { personId: teacher.id } })).toBe(0)
  })

  it('lets a command pass while a question is open', async () => {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'courseName')
    await say(phone, '/status', '总学时')
    await say(phone, '班主任工作研修', '举办单位叫什么名称')
  })

  it('sends who has not confirmed their profile there first (S019–S020)', async () => {
    const teacher = await newTeacher(program, { profile: false })
    const refusal = await say(teacher.phone, '/declare', '个人信息还没有确认')
    expect(labels(refusal)).toEqual(['核对个人信息'])
    expect(await prisma.draft.count({ where: { personId: teacher.id } })).toBe(0)
  })

  it('speaks English to whoever chose it', async () => {
    const teacher = await newTeacher(program)
    await prisma.account.update({ where: { id: teacher.phone.userId }, data: { locale: 'en' } })
    await say(teacher.phone, '/declare', 'Which category do you declare?')
    await tap(teacher.phone, 'Professional', 'What kind of activity')
  })
})

describe('after the window has closed', () => {
  it('takes no answer, no photo and no new declaration after 12-31, and tells the deadline (S030)', async () => {
    const teacher = await newTeacher(program)
    const { phone } = teacher
    const summary = await declareUntil(phone, 'summary')
    const { clock } = program.sandbox
    const before = clock.now()
    try {
      await clock.moveTo(new Date('2014-12-31T16:00:00Z'))
      await tap(phone, '提交', '2014年12月31日24:00前')
      const list = await say(phone, '/declare', '还没有提交的申报')
      expect(list.text).toContain('2014年12月31日24:00前')
      expect(labels(list)).not.toContain('新建申报')
      await phone.tapStale(summary, '提交')
      expect(await prisma.declaration.count({ where: { personId: teacher.id } })).toBe(0)
      expect(await prisma.draft.count({ where: { personId: teacher.id } })).toBe(1)
    } finally {
      await clock.moveTo(before)
    }
  })
})
