import { describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { identityShown } from '../../../core/privacy/keep-id-number.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { readPdf } from '../../core/reports/read-pdf.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [administrator, principal, teacher] = await town.introduce(
  '何丽萍',
  '邓建国',
  '李文博',
  '郑小琳',
  '梁伟',
)

async function card(phone = administrator) {
  return say(phone, '/publicity', '· 2014年度学时公示')
}

async function documents(phone: SandboxPhone, atLeast: number) {
  const { messages } = await phone.waitUntil(
    (chat) => chat.messages.filter(({ document }) => document).length >= atLeast,
    { what: 'a file' },
  )
  return messages.flatMap(({ document }) => (document ? [document] : []))
}

async function approveAll() {
  const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
  const waiting = await prisma.declaration.findMany({
    where: { organisationId: 'mingde', state: 'SUBMITTED' },
  })
  for (const { id: declarationId } of waiting) {
    const outcome = await prisma.$transaction((tx) =>
      decide(
        tx,
        { action: 'approve', declarationId, personId, given: { originalSeen: true } },
        { cycleOf: town.program.house.cycles.get, now: town.sandbox.clock.now() },
      ),
    )
    if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
  }
}

describe('before', () => {
  test('a teacher is told that this is for the school’s administrator', async () => {
    for (const command of ['/publicity', '/report', '/contacts']) {
      await say(teacher, command, '只对相应的管理人员开放')
    }
  })

  test('S033: the report goes to the principal with its file, and is noted once', async () => {
    const report = await say(administrator, '/report', '教师学时完成情况')
    expect(report.text).toContain('有草稿未提交')
    await tap(administrator, '报告给校长', '已由何丽萍于')
    const told = await principal.waitFor('何丽萍向您报告')
    expect(labels(told)).toEqual(['下载 Excel', '下载 PDF'])
    await principal.tap('下载 PDF')
    const [file] = await documents(principal, 1)
    expect(file!.fileName).toBe('2014年度教师学时完成情况报告-天河区明德小学（示例）.pdf')
    expect(readPdf(await principal.download(file!)).pages.join('')).toContain('李文博')
    await administrator.forgeTap(report.id, tapData('leaders-report.send', 2014))
    await administrator.waitFor('已由何丽萍于')
    expect(await prisma.step.count({ where: { step: 'leaders-report' } })).toBe(1)
  })

  test('the card says what is in the way, each with the button that leads there', async () => {
    const shown = await card()
    expect(shown.text).toContain('自 2015年1月8日 00:00 起办理')
    expect(shown.text).toContain('还有 3 项申报等待学校审验')
    expect(shown.text).toContain('有 1 项退案的申报还没有重新提交')
    expect(shown.text).toContain('示例-90601')
    expect(labels(shown)).toEqual([
      '开始审验',
      '查看并提醒退案教师',
      '教师名单',
      '向领导报告',
      '投诉受理方式',
    ])
    await administrator.tapOn(shown.id, '查看并提醒退案教师')
    await administrator.waitFor('被退案或退回：1 人')
  })

  test('S036: without a telephone it cannot start; the administrator sets it by typing', async () => {
    await prisma.organisation.update({ where: { id: 'mingde' }, data: { contacts: [] } })
    expect((await card()).text).toContain('还没有登记投诉电话')
    await say(administrator, '/contacts', '还没有登记投诉电话')
    await tap(administrator, '投诉电话', '请输入本校的投诉电话')
    await say(administrator, '打给校长', '没有看懂这个电话号码')
    const set = await say(administrator, '020-87654321', '已登记投诉电话')
    expect(set.text).toContain('电话 020-87654321')
    expect(set.text).toContain('天河区教育局继续教育科')
  })
})

describe('the publicity', () => {
  test('starts after a confirmation that says what it means, and tells every teacher their line', async () => {
    await approveAll()
    await town.moveTo('2015-01-08T09:00')
    const ready = await card()
    expect(ready.text).toContain('将公示至2015年1月15日09:00（7 整天）')
    await administrator.tapOn(ready.id, '开始公示')
    const sure = await administrator.waitFor('确定开始公示吗')
    expect(sure.text).toContain('退案的申报不能再修改和重新提交（目前 1 项）')
    const started = await tap(administrator, '确认开始公示', '公示已开始')
    expect(labels(started)).toEqual(['下载 Excel', '下载 PDF', '投诉', '撤回公示'])
    const told = await teacher.waitFor('学时公示已开始')
    expect(told.text).toContain('您的公示内容：公需 18，专业 42，选修 6，合计 66 学时，未达标（暂定）')
    expect(told.text).toContain('020-87654321')
    expect(told.text).toContain('/complain')
    expect((await say(teacher, '/status', '公示中')).text).toContain('至2015年1月')
  })

  test('closes resubmission: the returned item can no longer be corrected (ruling 3)', async () => {
    const returned = town.phoneOf('郑小琳')
    const { id } = await prisma.declaration.findFirstOrThrow({ where: { person: { name: '郑小琳' } } })
    const status = await say(returned, '/status', '公示中')
    await returned.forgeTap(status.id, tapData('correct', id))
    await returned.waitFor('现已截止')
  })

  test('gives the list as a file without anything private, and logs it', async () => {
    await card()
    await administrator.tap('下载 PDF')
    await administrator.tap('下载 Excel')
    const files = await documents(administrator, 2)
    expect(files.map(({ fileName }) => fileName)).toEqual([
      '2014年度继续教育学时公示-天河区明德小学（示例）.pdf',
      '2014年度继续教育学时公示-天河区明德小学（示例）.xlsx',
    ])
    const text = readPdf(await administrator.download(files[0]!)).pages.join('')
    expect(text).toContain('李文博')
    expect(text).toContain('020-87654321')
    const roster = await prisma.person.findMany({ where: { organisationId: 'mingde' } })
    for (const { id, idSealed, phone, certificateNumber } of roster) {
      const shown = identityShown({ id, idSealed, birthSealed: null }, town.program.house.sealer)
      for (const secret of [shown.idNumber, phone, certificateNumber]) {
        if (secret) expect(text).not.toContain(secret)
      }
    }
    expect(
      await prisma.auditEntry.count({
        where: {
          chain: 'mingde',
          action: 'data.export',
          details: { path: ['what'], equals: 'publicity-list' },
        },
      }),
    ).toBe(2)
  })

  test('is called off with a typed reason; the teachers hear it, and an old button begins no other', async () => {
    const running = await card()
    await administrator.tapOn(running.id, '撤回公示')
    await administrator.waitFor('请输入原因')
    await say(administrator, '漏了一位教师', '确认撤回公示？')
    const off = await tap(administrator, '确认撤回', '已撤回公示')
    expect(off.text).toContain('原公示已由何丽萍于')
    expect((await teacher.waitFor('撤回了2014年度继续教育学时公示')).text).toContain('原因：漏了一位教师')
    const minute = Math.floor(town.sandbox.clock.now().getTime() / 60_000)
    await administrator.forgeTap(off.id, tapData('publicity.start', 2014, 0, minute))
    await administrator.waitFor('可以开始公示')
    expect(await prisma.publicity.count({ where: { withdrawnAt: null } })).toBe(0)
  })

  test('a confirmation of this morning is asked anew, and a double tap starts one', async () => {
    await town.moveTo('2015-01-09T09:00')
    await card()
    await tap(administrator, '开始公示', '确定开始公示吗')
    await town.moveTo('2015-01-09T15:00')
    expect((await tap(administrator, '确认开始公示', '已过时')).text).toContain('公示至2015年1月16日15:00')
    await administrator.doubleTap('确认开始公示')
    await administrator.waitFor('公示中')
    expect(await prisma.publicity.count({ where: { withdrawnAt: null } })).toBe(1)
  })
})

describe('after the end', () => {
  test('principal and administrator are told once what is next; the list is no longer given out', async () => {
    const running = await card()
    const publicity = await prisma.publicity.findFirstOrThrow({ where: { withdrawnAt: null } })
    await town.sandbox.clock.moveTo(publicity.endsAt)
    await town.program.sweepNow()
    await town.program.sweepNow()
    const told = await principal.waitFor('学时公示已于2015年1月16日15:00结束')
    expect(told.text).toContain('请您在2015年1月18日24:00前核实确认')
    expect((await administrator.waitFor('学时公示已于')).text).toContain('请撤下张贴和网上公布的名单')
    await administrator.tapStale(running, '下载 PDF')
    await administrator.waitFor('名单不再提供')
    expect((await administrator.messages()).filter(({ document }) => document)).toHaveLength(2)
    const heard = (await principal.messages()).filter(({ text }) => text?.includes('学时公示已于'))
    expect(heard).toHaveLength(1)
  })

  test('the administrator ticks that the list was taken down; a late tap calls nothing off', async () => {
    const ended = await card()
    expect(labels(ended)).toEqual(['已撤下名单', '投诉'])
    await administrator.tapOn(ended.id, '已撤下名单')
    const done = await administrator.waitFor('登记撤下')
    expect(done.text).toContain('请校长在2015年1月18日24:00前核实确认并上报')
    expect(labels(done)).toEqual(['投诉'])
    const { id } = await prisma.publicity.findFirstOrThrow({ where: { withdrawnAt: null } })
    await administrator.forgeTap(done.id, tapData('publicity.withdraw', id))
    expect(await prisma.publicity.findUnique({ where: { id } })).toMatchObject({ withdrawnAt: null })
    expect(town.logged).toEqual([])
  })
})
