import { beforeAll, describe, expect, test } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { keepBroadcastCards } from '../../../bot/telegram/broadcasts/card.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'
import { until } from '../../support/until.ts'

// Slow enough that a broadcast can be watched, paused and stopped.
const town = await startTestProgram({ SENDS_PER_SECOND: '8' }, { ticking: true })
const { prisma } = town.database
const firstTeacher = 40_001
const teachers = Array.from({ length: 60 }, (_, n) => firstTeacher + n)

let administrator: SandboxPhone
let colleague: SandboxPhone

beforeAll(async () => {
  takeUpPhones()
  const { organisationId } = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
  const now = town.program.house.clock.now()
  for (const userId of teachers) {
    const { id } = await prisma.person.create({ data: { name: `教师${userId}`, organisationId } })
    await prisma.grant.create({ data: { personId: id, role: 'TEACHER', organisationId, grantedAt: now } })
    await prisma.account.create({ data: { id: userId, personId: id } })
  }
  // A day on which nobody is to be reminded of anything: reminders go before broadcasts.
  await town.moveTo('2014-11-20T10:00')
  // The messenger delivers nothing to whoever has never written to the bot.
  const names = ['李文博', '周敏', '吴秀英', '郑小琳', '何丽萍', '梁伟']
  const phones = [...names.map(town.phoneOf), ...teachers.map(town.phone)]
  await Promise.all(phones.map((phone) => phone.send('/help')))
  await Promise.all(phones.map((phone) => phone.waitFor('/help')))
  // Their command menus go before broadcasts, too.
  await until(async () => (await prisma.outboxMessage.count({ where: { state: 'NEW' } })) === 0)
})

/** After a restart the sandbox is at another address. */
function takeUpPhones() {
  administrator = town.phoneOf('何丽萍')
  colleague = town.phoneOf('梁伟')
}

async function heardBy(text: string): Promise<number> {
  const chats = await Promise.all(teachers.map((userId) => town.phone(userId).messages()))
  return chats.filter((messages) => messages.some((message) => message.text.includes(text))).length
}

/** Writes an announcement up to its preview. */
async function write(phone: SandboxPhone, text: string) {
  await say(phone, '/announce', '请选择发给谁')
  await tap(phone, '本校教师', '请输入通知内容')
  return say(phone, text, '请核对，发给：本校教师')
}

const open = () => prisma.broadcast.findFirst({ where: { finishedAt: null } })

/** What is left of a broadcast waits while people look at it and tap, however long they take. */
const ofBroadcast = { state: 'NEW', broadcastId: { not: null } } as const
const hold = () =>
  prisma.outboxMessage.updateMany({
    where: ofBroadcast,
    data: { lease: null, leasedUntil: null, notBefore: new Date('2100-01-01') },
  })
const goOn = () => prisma.outboxMessage.updateMany({ where: ofBroadcast, data: { notBefore: new Date(0) } })

describe('an announcement', () => {
  test('is shown with whom it reaches before it is sent, and can be typed again', async () => {
    await prisma.account.update({ where: { id: teachers[59] }, data: { unreachableAt: new Date() } })
    const preview = await write(administrator, '周五前请交材料')
    expect(preview.text).toContain('可送达 64 人')
    expect(preview.text).toContain('天河区明德小学（示例） 通知：\n周五前请交材料')
    expect(preview.text).toContain('另有 6 人未绑定账号')
    expect(preview.text).toContain('另有 1 人已停用机器人')
    await say(
      administrator,
      `证件 ${['110105', '19491231', '002X'].join('')}`,
      '好像有证件号码，已从聊天中删除',
    )
    expect((await say(administrator, '周四前请交材料', '周四前请交材料')).text).not.toContain('周五')
    await administrator.send('/cancel')
    expect(await prisma.broadcast.count()).toBe(0)
  })

  test('is not for a teacher, and a forged audience is refused', async () => {
    const teacher = town.phoneOf('李文博')
    const said = await say(teacher, '/announce', (message) => message.from === 'bot')
    await teacher.forgeTap(said.id, tapData('announce.to', 'everybody'))
    await teacher.waitFor('只对相应的管理人员开放')
    const preview = await write(administrator, '给全市的话')
    await administrator.forgeTap(preview.id, tapData('announce.to', 'everybody'))
    await administrator.waitFor('请选择发给谁')
    expect(await prisma.broadcast.count()).toBe(0)
  })

  test('shows how far it is, is paused by a colleague, goes on after a restart, and stops for good', async () => {
    await write(administrator, '明天下午三点开会')
    const card = await tap(administrator, /^发送给 64 人/, '群发通知：明天下午三点开会')
    expect(labels(card)).toEqual(['暂停', '停止'])
    await administrator.waitUntil(
      ({ messages }) => /▓.* \d+\/64/.test(messages.find(({ id }) => id === card.id)?.text ?? ''),
      { what: 'a bar that moves' },
    )
    await hold()

    await say(colleague, '/announce', '正在进行的群发：1 个')
    await tap(colleague, /^群发通知：明天/, '正在发送')
    await tap(colleague, '暂停', '已暂停')
    await administrator.tapOn(card.id, '暂停')
    await administrator.waitFor('梁伟刚才已暂停这次群发')
    await goOn()
    // What was on its way arrives, nothing more does; also not after a restart.
    await town.restart()
    takeUpPhones()
    const heard = await heardBy('明天下午三点开会')
    expect(heard).toBeGreaterThan(0)
    await say(town.phoneOf('周敏'), '/help', '/help')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await heardBy('明天下午三点开会')).toBe(heard)

    await colleague.tap('继续')
    await expect.poll(() => heardBy('明天下午三点开会')).toBeGreaterThan(heard + 5)
    await hold()
    const stopped = await tap(colleague, '停止', '已停止')
    expect(labels(stopped)).toEqual([])
    await expect.poll(open).toBeNull()
    expect(await prisma.outboxMessage.count({ where: { state: 'NEW' } })).toBe(0)
    const reached = await prisma.outboxMessage.count({ where: { state: 'SENT', broadcastId: { not: null } } })
    expect(reached).toBeLessThan(64)
    const actions = await prisma.auditEntry.findMany({
      where: { subjectKind: 'broadcast' },
      orderBy: { seq: 'asc' },
    })
    expect(actions.map(({ action }) => action)).toEqual([
      'broadcast.start',
      'broadcast.pause',
      'broadcast.resume',
      'broadcast.stop',
    ])
  })
})

describe('reminding a group', () => {
  test('runs as a broadcast whose card ends with who was reached and who was not', async () => {
    // Nobody was told of it: the program was away when they blocked it.
    await town.phone(teachers[0]!).block()
    const unreachable = () => prisma.account.count({ where: { unreachableAt: { not: null } } })
    await expect.poll(unreachable).toBe(2)
    await prisma.account.update({ where: { id: teachers[0] }, data: { unreachableAt: null } })
    await say(administrator, '/staff', '· 2014年度教师')
    await administrator.tap(/^未开始/)
    await administrator.tap(/^提醒这一组/)
    await tap(administrator, /^确认提醒/, '已提醒 59 人')
    const done = await administrator.waitFor('已全部发完')
    expect(done.text).toContain('提醒「未开始」的教师')
    expect(done.text).toContain('▓▓▓▓▓▓▓▓▓▓ 59/59\n送达 58 · 未送达 1 · 待发 0')
    expect(done.text).toContain('本人重新打开机器人后即可恢复')
    expect((await say(administrator, '/staff', '· 2014年度教师')).text).toContain('无法送达：2 人')
    await town.phone(teachers[0]!).unblock()
    await town.phone(teachers[0]!).send('/start')
    await expect.poll(unreachable).toBe(1)
  })

  test('of ten who change a broadcast at once exactly one wins', async () => {
    const { id } = await prisma.broadcast.findFirstOrThrow({ where: { kind: 'announcement' } })
    await prisma.broadcast.update({ where: { id }, data: { finishedAt: null, stoppedAt: null, version: 7 } })
    // Something is left to send, or the broadcast would be taken for finished meanwhile.
    await prisma.outboxMessage.create({
      data: { chatId: 1, priority: 3, body: {}, broadcastId: id, notBefore: new Date('2100-01-01') },
    })
    const card = (await administrator.last())!
    const before = await prisma.auditEntry.count({ where: { subjectKind: 'broadcast' } })
    const taps = [administrator, colleague].flatMap((phone) =>
      Array.from({ length: 5 }, () =>
        phone.forgeTap(card.id, tapData('bc.stop', id, 7), { answered: false }),
      ),
    )
    await Promise.all(taps)
    // Each is answered in the order of their taps, so that behind this answer none is on its way.
    for (const phone of [administrator, colleague]) {
      await say(phone, '/cancel', /没有进行中|已结束/)
    }
    expect(await prisma.auditEntry.count({ where: { subjectKind: 'broadcast' } })).toBe(before + 1)
    await keepBroadcastCards(town.program.house)
  })
})

describe('quiet hours', () => {
  test('make what is no decision wait for the morning, but for what may disturb', async () => {
    await town.moveTo('2014-12-22T22:00:01')
    const [waits, disturbs, decided] = [
      town.phone(teachers[1]!),
      town.phone(teachers[2]!),
      town.phone(teachers[3]!),
    ]
    for (const phone of [waits, disturbs, decided]) await phone.seen()
    const put = (chatId: number, priority: number, body: object) =>
      prisma.outboxMessage.create({ data: { chatId: BigInt(chatId), priority, body } })
    const notice = { kind: 'role-granted', role: 'PRINCIPAL', organisationName: '明德小学' }
    await put(teachers[1]!, 2, { notice })
    await put(teachers[2]!, 2, { notice, mayDisturb: true })
    await put(teachers[3]!, 1, { notice })
    await disturbs.waitFor('校长')
    await decided.waitFor('校长')
    await expect
      .poll(() => prisma.outboxMessage.findFirst({ where: { state: 'NEW' }, select: { quietUntil: true } }))
      .toEqual({ quietUntil: new Date('2014-12-23T07:00:00+08:00') })

    await town.moveTo('2014-12-23T06:59:58')
    expect(await prisma.outboxMessage.count({ where: { state: 'NEW', quietUntil: null } })).toBe(0)
    await town.moveTo('2014-12-23T07:00')
    await waits.waitFor('校长')
  })

  test('have logged nothing', () => {
    expect(town.logged).toEqual([])
  })
})
