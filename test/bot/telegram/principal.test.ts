import readSheets from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { type Decision, decide } from '../../../core/declarations/decide.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { endOfDay, startOfDay } from '../../../core/time/shanghai.ts'
import { readPdf } from '../../core/reports/read-pdf.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, speakEnglish, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [principal, district] = await town.introduce('邓建国', '黎明轩', '李文博', '何丽萍', '熊志远')

const moveTo = (instant: string) => town.sandbox.clock.moveTo(new Date(instant))
const idOf = async (name: string) => (await prisma.person.findFirstOrThrow({ where: { name } })).id
const itemOf = (name: string) => prisma.declaration.findFirstOrThrow({ where: { person: { name } } })

/** What somebody else does meanwhile, by the same use case as their own buttons. */
async function act(by: string, action: Decision, teacher: string) {
  const { cycles, clock } = town.program.house
  const [personId, { id: declarationId }] = [await idOf(by), await itemOf(teacher)]
  const given = { originalSeen: true, reasonId: 'photocopy' }
  const outcome = await prisma.$transaction((tx) =>
    decide(
      tx,
      { action, declarationId, personId, given },
      { cycleOf: (cycleId) => cycles.get(cycleId), now: clock.now() },
    ),
  )
  if (isRefusal(outcome)) throw new Error(outcome.refused)
}

describe('the school at a glance', () => {
  test('stands in the menu and the help of principals and says what is in the way and who has to act', async () => {
    expect((await say(principal, '/help', '/school')).text).toContain('校长')
    // Menus go out among the reminders, after the answers.
    await principal.waitUntil(({ commands }) => commands.some(({ command }) => command === 'school'), {
      what: 'menu of a principal',
    })
    const card = await say(principal, '/school', '天河区明德小学')
    expect(card.text).toContain('应验证 12 人')
    expect(card.text).toContain('等待学校审验 3 项')
    expect(card.text).toContain('还有 3 项申报等待学校审验 → 由学校继续教育管理员办理：何丽萍、梁伟')
    expect(card.text).toContain('学校公示尚未开始')
    expect(card.text).toContain('请在2015年1月18日24:00前确认上报')
    expect(labels(card)).toEqual(['统计表', '刷新'])
  })

  test('cannot be confirmed yet, also not with a forged button, nor by anybody else', async () => {
    const card = (await principal.last())!
    await principal.forgeTap(card.id, tapData('principal.do', 2014, 0, 0))
    await principal.waitFor('学校公示尚未开始。请学校继续教育管理员先开始公示')
    const teacher = town.phoneOf('李文博')
    const refused = await say(teacher, '/school', '只对相应的管理人员开放')
    await teacher.forgeTap(refused.id, tapData('principal.do', 2014, 0, 0))
    await teacher.waitFor('只对相应的管理人员开放')
    expect(await prisma.step.count()).toBe(0)
  })

  test('is there for administrators too, without decisions', async () => {
    const administrator = town.phoneOf('何丽萍')
    expect(labels(await say(administrator, '/school', '天河区明德小学'))).toEqual(['刷新'])
    await administrator.forgeTap((await administrator.last())!.id, tapData('principal.do', 2014, 0, 0))
    await administrator.waitFor('只对相应的管理人员开放')
  })

  test('gives a preview of the statistics form before anything is confirmed', async () => {
    await say(principal, '/school', '天河区明德小学')
    expect(labels(await tap(principal, '统计表', '仅供预览'))).toEqual([
      '预览 Excel',
      '预览 PDF',
      '返回全校情况',
    ])
  })
})

describe('confirming', () => {
  test('shows the numbers first, and shows them anew when they change meanwhile', async () => {
    await act('何丽萍', 'approve', '李文博')
    await act('何丽萍', 'approve', '周敏')
    await act('何丽萍', 'return', '吴秀英')
    const mingde = { organisationId: 'mingde', cycleId: 2014 }
    await prisma.publicity.create({
      data: {
        ...mingde,
        startsAt: startOfDay('2015-01-08'),
        endsAt: endOfDay('2015-01-14'),
        startedById: await idOf('何丽萍'),
        list: { lines: [] },
        takenDownAt: startOfDay('2015-01-15'),
      },
    })
    await moveTo('2015-01-15T02:00:00Z')
    expect(labels(await say(principal, '/school', '可以确认了'))).toContain('确认并上报（2 项）')
    const card = await tap(principal, '确认并上报（2 项）', '请核对后确认')
    expect(card.text).toContain('上报给天河区教育局')
    expect(card.text).toContain('本次确认学校已通过的申报 2 项')
    expect(card.text).toContain('上报后不能撤回')

    const { id: declarationId } = await itemOf('周敏')
    const complaint = await prisma.complaint.create({
      data: {
        ...mingde,
        handlerId: 'mingde',
        declarationId,
        channel: 'PHONE',
        text: '来电',
        anonymous: true,
        registeredAt: startOfDay('2015-01-14'),
      },
    })
    const again = await tap(principal, '确认无误，上报', '刚才有新的变化，尚未上报')
    expect(again.text).toContain('不含投诉核查中的申报 1 项')
    expect(await prisma.step.count()).toBe(0)
    await prisma.complaint.update({
      where: { id: complaint.id },
      data: { state: 'SETTLED', upheld: false, finding: '查无实据', settledAt: startOfDay('2015-01-15') },
    })
    await tap(principal, '返回全校情况', '可以确认了')
  })

  test('submits once, however often it is tapped, and the district hears of it at once', async () => {
    await district.seen()
    await tap(principal, '确认并上报（2 项）', '请核对后确认')
    await principal.doubleTap('确认无误，上报')
    const told = await district.waitFor('已于2015年1月15日 10:00确认上报')
    expect(told.text).toContain('有 2 项申报等待复审')
    expect(labels(told)).toEqual(['查看该校'])
    expect(await prisma.step.count({ where: { step: 'confirmation' } })).toBe(1)
    expect(await prisma.snapshot.count()).toBe(1)
    expect(await itemOf('李文博')).toMatchObject({ state: 'CONFIRMED_BY_PRINCIPAL' })
    const card = await say(principal, '/school', '✅ 校长确认上报（2015年1月15日 10:00）')
    expect(card.text).toContain('签字盖章后在2015年1月18日24:00前送达')
    expect(labels(card)).toEqual(['纸质盖章表已送达', '统计表', '刷新'])
  })

  test('is followed by the sealed paper, which is ticked once', async () => {
    await principal.doubleTap('纸质盖章表已送达')
    expect(await prisma.step.count({ where: { step: 'paper-sent' } })).toBe(1)
    expect((await say(principal, '/school', '✅ 学校纸质盖章统计表送出')).text).toContain(
      '目前没有需要您办理的事项',
    )
  })

  test('leaves the statistics form as a spreadsheet and a page to seal, each logged (invariant 7)', async () => {
    const card = await tap(principal, '统计表', '以下为您确认上报时')
    expect(card.text).toContain('应验证 12 人，申报 4 人')
    const sheet = await tap(principal, '确认时 Excel', ({ document }) =>
      Boolean(document?.fileName?.endsWith('.xlsx')),
    )
    expect(sheet.document?.fileName).toBe('2014年度继续教育验证统计表-天河区明德小学（示例）.xlsx')
    const [form] = await readSheets(await principal.download(sheet.document!))
    expect(form!.data.some((line) => line[0] === '合计' && line[1] === 12)).toBe(true)
    await principal.tapOn(card.id, '确认时 PDF')
    const page = await principal.waitFor(({ document }) => Boolean(document?.fileName?.endsWith('.pdf')))
    expect(readPdf(await principal.download(page.document!)).pages.join('')).toContain('校长确认时')
    expect(await prisma.auditEntry.count({ where: { action: 'data.export', chain: 'mingde' } })).toBe(2)

    const { id } = await prisma.snapshot.findFirstOrThrow()
    const stranger = town.phoneOf('熊志远')
    const answer = await stranger.forgeTap(
      (await stranger.last())!.id,
      tapData('principal.file', 2014, 'xlsx', id),
    )
    expect(answer.text).toContain('这个按钮已过期')
  })
})

test('administrators of a school without a principal are told whom to ask, and see it', async () => {
  await prisma.grant.updateMany({
    where: { organisationId: 'bolin', role: 'PRINCIPAL' },
    data: { withdrawnAt: startOfDay('2015-01-01') },
  })
  const administrator = town.phoneOf('廖文轩')
  await say(administrator, '/help', '/help')
  await prisma.publicity.create({
    data: {
      organisationId: 'bolin',
      cycleId: 2014,
      startsAt: startOfDay('2015-01-10'),
      endsAt: endOfDay('2015-01-16'),
      startedById: await idOf('廖文轩'),
      list: { lines: [] },
    },
  })
  await town.program.sweepNow()
  const told = await administrator.waitFor('还没有登记校长')
  expect(told.text).toContain('请联系天河区教育局（电话 示例-1001）登记校长')
  await administrator.tapOn(told.id, '查看全校情况')
  await administrator.waitFor('本校还没有登记校长，无法确认上报')
})

describe('the second round', () => {
  test('reaches the principal with the deadline and a button, is listed, and confirmed again', async () => {
    await moveTo('2015-01-26T02:00:00Z')
    await act('黎明轩', 'district-return', '李文博')
    await moveTo('2015-02-05T02:00:00Z')
    expect((await say(principal, '/school', '1 项被退回或退案，等待教师修改重交')).text).toContain(
      '第二轮：复审已退回 1 项',
    )
    // The teacher has corrected it on the day before.
    await prisma.declaration.updateMany({
      where: { person: { name: '李文博' } },
      data: { state: 'SUBMITTED', reasonId: null, decidedAt: null, decidedById: null },
    })
    await act('何丽萍', 'approve', '李文博')
    const told = await principal.waitFor('第二轮申报等待您确认')
    expect(told.text).toContain('2015年2月6日17:00前')
    await principal.tapOn(told.id, '查看全校情况')
    const card = await principal.waitFor('第二轮有 1 项等待您确认')
    expect(labels(card)).toEqual(['确认并上报（1 项）', '第二轮申报（1 项）', '统计表', '刷新'])
    expect((await tap(principal, '第二轮申报（1 项）', '等待您确认 1 项')).text).toContain(
      '李文博：中小学教师信息技术应用能力提升（30 学时）',
    )
    expect((await tap(principal, '确认并上报（1 项）', '请核对后确认')).text).toContain(
      '本次确认第二轮申报 1 项',
    )
    await tap(principal, '确认无误，上报', '的后续申报已于2015年2月5日 10:00确认上报')
    expect(await prisma.snapshot.count({ where: { basis: 'CONFIRMATION' } })).toBe(2)
    await district.waitFor('再次确认上报')
  })
})

describe('the freeze', () => {
  test('comes by the calendar: what is still returned is invalid, its teacher is told, nothing can be done any more', async () => {
    await moveTo('2015-03-06T08:59:50Z')
    await act('黎明轩', 'district-approve', '李文博')
    const teacher = town.phoneOf('吴秀英')
    await say(teacher, '/help', '/help')
    await moveTo('2015-03-06T09:00:30Z')
    const told = await teacher.waitFor('数据已于2015年3月6日 17:00冻结')
    expect(told.text).toContain('2014-000003 小学班主任工作研修')
    expect(await itemOf('吴秀英')).toMatchObject({ state: 'INVALID' })
    const card = await say(principal, '/school', '现数据已冻结')
    expect(labels(card).join()).not.toContain('确认并上报')
  })

  test('adds the frozen statistics beside the confirmed ones, with what changed', async () => {
    const card = await tap(principal, '统计表', '数据冻结后有')
    expect(labels(card)).toEqual(['确认时 Excel', '确认时 PDF', '冻结后 Excel', '冻结后 PDF', '返回全校情况'])
    const sheet = await tap(principal, '冻结后 Excel', ({ document }) => document !== undefined)
    const sheets = await readSheets(await principal.download(sheet.document!))
    expect(sheets.map((one) => one.sheet)).toEqual(['2014年度继续教育验证统计表', '2014年度统计数据差异表'])
    const frozen = await prisma.snapshot.findMany({ where: { basis: 'FROZEN' } })
    expect(frozen.map(({ organisationId }) => organisationId)).toEqual(
      expect.arrayContaining(['mingde', 'tianhe', 'training-centre', 'city']),
    )
  })
})

test('all of it speaks English to whoever chose it', async () => {
  await speakEnglish(principal)
  const card = await say(principal, '/school', 'To be verified: 12')
  expect(card.text.replace(/天河区明德小学（示例）/g, '')).not.toMatch(/\p{Script=Han}/u)
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
