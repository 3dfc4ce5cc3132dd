import { beforeAll, describe, expect, test } from 'vitest'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { renderNotice } from '../../../bot/telegram/notices.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { startDraft } from '../../../core/declarations/draft.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import type { NudgeGroup } from '../../../core/terms.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
await town.introduce('李文博', '周敏', '郑小琳', '何丽萍', '吴秀英', '邓建国', '黎明轩')
const { house } = town.program

const at = (instant: string) => new Date(`${instant}+08:00`)

async function personId(name: string): Promise<string> {
  return (await prisma.person.findFirstOrThrow({ where: { name } })).id
}

async function heard(notice: Notice, name: string, instant: string, locale: 'zh' | 'en' = 'zh') {
  const words = await renderNotice(house, notice, {
    locale,
    now: at(instant),
    personId: await personId(name),
  })
  return words && { text: words.html.replace(/<[^>]+>/g, ''), buttons: (words.buttons ?? []).flat() }
}

const reminder = (group: NudgeGroup, until: string, rung = '7d', window = 'declaration'): Notice =>
  ({
    kind: 'reminder',
    cycleId: 2014,
    window,
    rung,
    group,
    until: at(until).toISOString(),
  }) as Notice
const newYear = '2015-01-01T00:00:00'

beforeAll(async () => {
  // 李文博 and 周敏 took back what they had declared: one begins anew, the other has a draft.
  for (const name of ['李文博', '周敏']) {
    await prisma.declaration.updateMany({
      where: { person: { name } },
      data: { state: 'WITHDRAWN' },
    })
  }
  const cycle = house.cycles.get(2014)
  await prisma.$transaction(async (tx) =>
    startDraft(tx, { personId: await personId('周敏'), cycle, now: at('2014-12-20T09:00:00') }),
  )
  await prisma.account.update({ where: { id: 2004 }, data: { locale: 'en' } })
})

describe('a week before declaring ends', () => {
  beforeAll(async () => {
    await town.moveTo('2014-12-24T09:00:00')
    // The digest says how things stand when it is sent: before anybody goes on below.
    await town.phoneOf('何丽萍').waitFor('2014年12月24日')
  })

  test('whoever has not begun reads until when, what is missing, and goes on with one tap', async () => {
    const phone = town.phoneOf('李文博')
    const told = await phone.waitFor('您还没有开始申报')
    expect(told.text).toContain('2014年度学时申报还有 7 天截止')
    expect(told.text).toContain('请在2014年12月31日24:00前提交，之后不能再申报')
    expect(told.text).toContain('专业科目：已认定 12，审核中 0，还缺 30')
    const [next, ...more] = labels(told)
    expect(more).toEqual([])
    await tap(phone, next!, next === '核对个人信息' ? '姓名' : '科目')
  })

  test('whoever has a draft is led to it, in their language', async () => {
    const told = await town.phoneOf('周敏').waitFor('7 days are left')
    expect(told.text).toContain('you have a draft that is not submitted')
    expect(told.text).toContain('before 31 Dec 2014, 24:00 (Guangzhou time)')
    expect(told.text).not.toMatch(/\p{Script=Han}/u)
    expect(labels(told)).toHaveLength(1)
  })

  test('whoever has a return is told that the publicity ends it, and corrects with one tap', async () => {
    const phone = town.phoneOf('郑小琳')
    const told = await phone.waitFor('学校公示一开始就不能再改')
    expect(told.text).toContain('请在2015年1月7日24:00前修改并重新提交')
    expect(labels(told)).toEqual(['修改并重新提交'])
    await tap(phone, '修改并重新提交', '请核对修改后的申报')
  })

  test('whoever waits for the school is left in peace', async () => {
    const rows = await prisma.outboxMessage.findMany({ where: { key: { startsWith: 'reminder:2014:' } } })
    const keys = rows.map(({ key }) => key!)
    const waiting = await personId('吴秀英')
    expect(keys.filter((key) => key.includes(':7d:') && key.endsWith(waiting))).toEqual([])
  })

  test('the administrator reads what waits and who has still to act, and opens the queue with one tap', async () => {
    const phone = town.phoneOf('何丽萍')
    const digest = await phone.waitFor('2014年12月24日')
    expect(digest.text).toContain('今日待办 天河区明德小学（示例）')
    expect(digest.text).toMatch(
      /1 项申报等您审验，最早一项已等 \d+ 天；应在2015年1月9日24:00前审完（还剩 16 天）/,
    )
    expect(digest.text).toMatch(/教师：被退案或退回未改 1 人，有草稿未提交 1 人，未开始 [1-9]\d* 人/)
    expect(labels(digest)).toEqual(['待审申报', '教师名单'])
    await tap(phone, '待审申报', '审验')
  })

  test('an hour later nobody hears it again', async () => {
    const before = await prisma.outboxMessage.count({ where: { key: { not: null } } })
    await town.moveTo('2014-12-24T10:00:00')
    await Promise.all([town.program.sweepNow(), town.program.sweepNow()])
    expect(await prisma.outboxMessage.count({ where: { key: { not: null } } })).toBe(before)
  })
})

describe('when it comes to be sent', () => {
  test('whoever began meanwhile is told of the draft, and whoever threw it away that nothing is begun', async () => {
    const morning = '2014-12-24T09:00:00'
    expect((await heard(reminder('not-started', newYear), '李文博', morning))?.text).toContain(
      '您还有 1 份申报草稿没有提交',
    )
    await prisma.draft.deleteMany({ where: { person: { name: '李文博' } } })
    expect((await heard(reminder('not-sent', newYear), '李文博', morning))?.text).toContain(
      '您还没有开始申报',
    )
  })

  test('nothing is said that was done meanwhile, is too late, or is not wanted any more', async () => {
    const morning = '2014-12-24T09:00:00'
    expect(await heard(reminder('not-started', newYear), '李文博', morning)).toBeDefined()
    expect(await heard(reminder('not-started', newYear), '李文博', newYear)).toBeUndefined()
    expect((await heard(reminder('not-started', newYear), '李文博', '2014-12-31T23:59:59'))?.text).toContain(
      '不到 1 小时就要截止',
    )
    expect(await heard(reminder('not-started', newYear), '吴秀英', morning)).toBeUndefined()
    expect(await heard(reminder('not-sent', newYear), '吴秀英', morning)).toBeUndefined()
    expect(await heard(reminder('returned', newYear), '李文博', morning)).toBeUndefined()
    await prisma.account.update({ where: { id: 2003 }, data: { mutedAt: new Date() } })
    expect(await heard(reminder('not-started', newYear), '李文博', morning)).toBeUndefined()
    await prisma.account.update({ where: { id: 2003 }, data: { mutedAt: null } })
  })

  test('the time that is left is told as it is then', async () => {
    const left = async (instant: string, locale?: 'en') =>
      (await heard(reminder('not-started', newYear), '李文博', instant, locale))?.text.split('\n')[0]
    expect(await left('2014-12-17T09:00:00')).toContain('还有 14 天截止')
    expect(await left('2014-12-30T09:00:00')).toContain('明天截止')
    expect(await left('2014-12-31T09:00:00')).toContain('今天截止')
    expect(await left('2014-12-31T18:00:00')).toContain('不到 6 小时就要截止')
    expect(await left('2014-12-31T18:00:00', 'en')).toContain('less than 6 hours are left')
  })

  test('a return in each of its windows says what follows', async () => {
    const open = reminder('returned', '2015-01-18T00:00:00', '3d', 'resubmission')
    expect((await heard(open, '郑小琳', '2015-01-14T09:00:00'))?.text).toContain('最迟在2015年1月17日24:00前')
    await prisma.declaration.updateMany({ where: { person: { name: '郑小琳' } }, data: { round: 2 } })
    const second = reminder('returned', '2015-02-04T17:00:00', '1d', 'second-round-teacher')
    const told = await heard(second, '郑小琳', '2015-02-03T09:00:00')
    expect(told?.text).toContain('请在2015年2月4日17:00前修改并重新提交，逾期不能再改，这项学时将无效')
    expect(await heard(second, '郑小琳', '2015-02-04T17:00:00')).toBeUndefined()
    await prisma.declaration.updateMany({ where: { person: { name: '郑小琳' } }, data: { round: 1 } })
  })

  test('S014, S072: early in the year, and when a provider registered nothing', async () => {
    const early = { kind: 'early-reminder', cycleId: 2014, rung: 'on-06-01', group: 'not-started' } as const
    expect((await heard(early, '李文博', '2014-06-01T09:00:00'))?.text).toContain('避开年底高峰')
    expect((await heard(early, '李文博', '2014-06-01T09:00:00', 'en'))?.text).toContain('avoid the rush')
    const missing = { kind: 'records-missing', cycleId: 2014, rung: 'on-12-16' } as const
    expect(await heard(missing, '李文博', '2014-12-16T09:00:00')).toBeUndefined()
    await prisma.hourRecord.deleteMany({ where: { person: { name: '李文博' }, source: 'PROVIDER' } })
    const told = await heard(missing, '李文博', '2014-12-16T09:00:00')
    expect(told?.text).toContain('应在2014年12月15日24:00前登记')
    expect(told?.text).toContain('索取培训证明书，拍照后在2014年12月31日24:00前申报')
    expect(await heard(missing, '何丽萍', '2014-12-16T09:00:00')).toBeUndefined()
    expect(await heard(missing, '李文博', newYear)).toBeUndefined()
  })

  test('a digest is that of its day, and nothing when it was done meanwhile', async () => {
    const digest = {
      kind: 'digest',
      role: 'SCHOOL_ADMIN',
      organisationId: 'mingde',
      date: '2014-12-20',
    } as const
    expect((await heard(digest, '何丽萍', '2014-12-20T08:30:00', 'en'))?.text).toContain(
      'Waiting for review: 1',
    )
    expect(await heard(digest, '何丽萍', '2014-12-21T08:30:00')).toBeUndefined()
    expect(await heard(digest, '吴秀英', '2014-12-20T08:30:00')).toBeUndefined()
    const quiet = { ...digest, organisationId: 'qinghe' }
    expect(await heard(quiet, '苏婉仪', '2014-12-20T08:30:00')).toBeUndefined()
  })

  test('a digest tells what people asked for, how long it waits, and leads there', async () => {
    const teacherId = await personId('李文博')
    const { id } = await prisma.request.create({
      data: {
        kind: 'CORRECT_NAME',
        organisationId: 'qinghe',
        personId: teacherId,
        accountId: 2003,
        details: {},
        createdAt: at('2014-12-18T10:00:00'),
      },
    })
    const digest = {
      kind: 'digest',
      role: 'SCHOOL_ADMIN',
      organisationId: 'qinghe',
      date: '2014-12-20',
    } as const
    const told = await heard(digest, '苏婉仪', '2014-12-20T08:30:00')
    expect(told?.text).toContain('绑定与更正申请 1 项等您处理，最早一项已等 2 天')
    expect(told?.buttons).toEqual([{ label: '绑定与更正申请', data: tapData('requests') }])
    await prisma.request.delete({ where: { id } })
  })

  test('the principal reads on the Friday that the deadline is a Sunday (ruling 13)', async () => {
    const digest = {
      kind: 'digest',
      role: 'PRINCIPAL',
      organisationId: 'mingde',
      date: '2015-01-16',
    } as const
    const told = await heard(digest, '邓建国', '2015-01-16T08:30:00')
    expect(told?.text).toContain('本校还不能确认上报；应在2015年1月18日24:00前确认（还剩 2 天）')
    expect(told?.text).toContain('– 1 项申报等学校审验')
    expect(told?.text).toContain('截止日（2015年1月18日24:00前）是星期日，不顺延')
    expect(told?.buttons.map(({ label }) => label)).toEqual(['全校情况与确认上报'])
    expect((await heard(digest, '邓建国', '2015-01-16T08:30:00', 'en'))?.text).toContain('is a Sunday')
  })
})

describe('/reminders', () => {
  test('says what comes when, and lets the hour be chosen', async () => {
    const phone = town.phoneOf('李文博')
    const shown = await say(phone, '/reminders', '提醒设置')
    expect(shown.text).toContain('每天 9:00 起（默认）')
    expect(shown.text).toContain(
      '个人信息确认和学时申报（2014年12月31日24:00前）：12月28日、12月30日、12月31日 18:00',
    )
    expect(shown.text).toContain('不论怎样设置都会马上通知您')
    const chosen = await tap(phone, '20:00', '每天 20:00 起')
    expect(chosen.id).toBe(shown.id)
    expect(chosen.text).toContain('（2014年12月31日24:00前）：12月24日、12月28日、12月30日、12月31日 18:00')
    expect(labels(chosen)).toContain('✓ 20:00')
    expect((await say(phone, '/mydata', '系统保存了我的哪些信息')).text).toContain('提醒设置：每天 20:00 起')
  })

  test('refuses an hour of the night that a button was forged for', async () => {
    const phone = town.phoneOf('李文博')
    const { id } = await say(phone, '/reminders', '提醒设置')
    for (const hour of ['3', '22', 'x', '']) {
      await phone.forgeTap(id, tapData('reminders.hour', hour))
      await phone.waitFor('只能选择 7:00 至 21:00')
    }
    expect(await prisma.account.findUniqueOrThrow({ where: { id: 2003 } })).toMatchObject({
      reminderHour: 20,
    })
  })

  test('tells an administrator of the digest, and is for nobody unknown', async () => {
    const phone = town.phoneOf('何丽萍')
    expect((await say(phone, '/reminders', '提醒设置')).text).toContain(
      '没有待办就不发）：每天 8:30 起（默认）',
    )
    const stranger = town.phone(987654)
    await say(stranger, '/reminders', '/start')
  })

  test('muted: no reminder comes any more, a decision does at once; and back', async () => {
    const phone = town.phoneOf('郑小琳')
    const id = await personId('郑小琳')
    await prisma.declaration.updateMany({
      where: { personId: id },
      data: { state: 'SUBMITTED', reasonId: null },
    })
    await say(phone, '/reminders', '提醒设置')
    const muted = await tap(phone, '🔕 关闭提醒', '提醒：已关闭')
    expect(labels(muted)).toEqual(['🔔 开启提醒'])

    const item = await prisma.declaration.findFirstOrThrow({ where: { personId: id } })
    const outcome = await prisma.$transaction(async (tx) =>
      decide(
        tx,
        {
          action: 'return',
          declarationId: item.id,
          personId: await personId('何丽萍'),
          given: { reasonId: 'photo-unclear' },
        },
        { cycleOf: house.cycles.get, now: house.clock.now() },
      ),
    )
    expect(outcome).not.toHaveProperty('refused')
    await phone.waitFor('您的申报被学校退案')
    await town.moveTo('2014-12-31T10:00:00')
    const planned = () =>
      prisma.outboxMessage.count({ where: { chatId: 2006, key: { contains: ':publicity-7d:' } } })
    expect(await planned()).toBe(0)
    await tap(phone, '🔔 开启提醒', '提醒：已开启')
    await town.moveTo('2014-12-31T10:16:00')
    expect(await planned()).toBe(1)
    await phone.waitFor('学校公示一开始就不能再改')
  })
})
