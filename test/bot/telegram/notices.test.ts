import { InputFile } from 'grammy'
import { describe, expect, test } from 'vitest'
import { renderNotice } from '../../../bot/telegram/notices.ts'
import { openRender } from '../../../bot/telegram/render.ts'
import { decide } from '../../../core/declarations/decide.ts'
import { startDraft } from '../../../core/declarations/draft.ts'
import type { Notice } from '../../../core/notices/notice.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'

const now = new Date('2014-12-20T09:00:00+08:00')

const town = await startTestProgram()

async function personId(name: string): Promise<string> {
  return (await town.database.prisma.person.findFirstOrThrow({ where: { name } })).id
}

async function declarationId(name: string): Promise<string> {
  return (await town.database.prisma.declaration.findFirstOrThrow({ where: { person: { name } } })).id
}

/** What somebody hears of a notice, in words without markup, with the labels and data of its buttons. */
async function heard(notice: Notice, name: string | null, { locale = 'zh' as 'zh' | 'en', at = now } = {}) {
  const words = await renderNotice(town.program.house, notice, {
    locale,
    now: at,
    personId: name && (await personId(name)),
  })
  return words && { text: words.html.replace(/<[^>]+>/g, ''), buttons: (words.buttons ?? []).flat() }
}

async function decided(action: 'approve' | 'return' | 'undo', name: string) {
  const { cycles } = town.program.house
  const command = {
    action,
    declarationId: await declarationId(name),
    personId: await personId('何丽萍'),
    given: { originalSeen: true, reasonId: 'photo-unclear' },
  }
  const outcome = await town.database.prisma.$transaction((tx) =>
    decide(tx, command, { cycleOf: cycles.get, now }),
  )
  if (isRefusal(outcome)) throw new Error(`This was refused: ${outcome.refused}`)
}

describe('a decision', () => {
  test('that was taken back before it could be sent is not told', async () => {
    const id = await declarationId('李文博')
    const returned = { kind: 'declaration-returned', declarationId: id, reasonId: 'photo-unclear' } as const
    await decided('return', '李文博')
    expect((await heard(returned, '李文博'))?.text).toContain('图片不清晰/缺页')
    await decided('undo', '李文博')
    expect(await heard(returned, '李文博')).toBeUndefined()
    expect((await heard({ kind: 'decision-undone', declarationId: id }, '李文博'))?.text).toContain(
      '待审状态',
    )
    await decided('approve', '李文博')
    expect(await heard({ kind: 'decision-undone', declarationId: id }, '李文博')).toBeUndefined()
    const approved = await heard({ kind: 'declaration-approved', declarationId: id }, '李文博')
    expect(approved?.text).toContain('30 学时已计入您的学时（暂定')
    expect(approved?.text).toContain('合计：已认定 66，审核中 0，还缺 6')
  })

  test('that returns an item names the deadline and leads to the correction, until it is over', async () => {
    const notice = {
      kind: 'declaration-returned',
      declarationId: await declarationId('郑小琳'),
      reasonId: 'photocopy',
      note: '请拍原件 <正面>',
    } as const
    const told = await heard(notice, '郑小琳', { locale: 'en' })
    expect(told?.text).toContain('Reason: The certificate is a photocopy')
    expect(told?.text).toContain('Note: 请拍原件 &lt;正面&gt;')
    expect(told?.text).toContain('before 17 Jan 2015, 24:00')
    expect(told?.buttons.map(({ label }) => label)).toEqual(['Correct and submit again'])
    const afterCalendar = { at: new Date('2015-01-18T00:00:00+08:00') }
    const late = await heard(notice, '郑小琳', afterCalendar)
    expect(late?.text).toContain('学校公示一开始就不能再改')
    expect(late?.buttons.map(({ label }) => label)).toEqual(['修改并重新提交'])

    const { prisma } = town.database
    const { id } = await prisma.publicity.create({
      data: {
        organisationId: 'mingde',
        cycleId: 2014,
        startsAt: new Date('2015-01-08T01:00:00Z'),
        endsAt: new Date('2015-01-15T01:00:00Z'),
        startedById: await personId('何丽萍'),
        list: {},
      },
    })
    const closed = await heard(notice, '郑小琳', afterCalendar)
    expect(closed?.text).toContain('修改期限已过')
    expect(closed?.buttons.map(({ label }) => label)).toEqual(['查看学时与进度'])
    await prisma.publicity.delete({ where: { id } })
  })
})

describe('a reminder', () => {
  const nudge = (group: 'not-started' | 'not-sent' | 'returned'): Notice => ({
    kind: 'nudge',
    group,
    cycleId: 2014,
    fromOrganisation: '明德小学',
  })

  test('leads to the one next step of this person', async () => {
    const returned = await heard(nudge('returned'), '郑小琳')
    expect(returned?.buttons.map(({ label }) => label)).toEqual(['修改并重新提交'])
    expect(returned?.buttons[0]?.data).toMatch(/^correct:~/)
    expect(returned?.text).toContain('2015年1月17日24:00前')
    const notStarted = await heard(nudge('not-started'), '黄志强')
    expect(notStarted?.text).toContain('2014年12月31日24:00前提交')
    expect(notStarted?.text).toContain('您还没有确认本年度的个人信息')
    expect(notStarted?.text).toContain('专业科目：已认定 24，审核中 0，还缺 18')
    expect(notStarted?.buttons).toEqual([{ label: '核对个人信息', data: 'profile' }])
    const id = await personId('周敏')
    await town.database.prisma.$transaction((tx) =>
      startDraft(tx, { personId: id, cycle: town.program.house.cycles.get(2014), now }),
    )
    expect((await heard(nudge('not-sent'), '周敏'))?.buttons).toEqual([
      { label: '继续填写', data: 'declare' },
    ])
  })

  test('is not sent to whoever turned reminders off by then', async () => {
    const id = await personId('郑小琳')
    const { prisma } = town.database
    await prisma.account.updateMany({ where: { personId: id }, data: { mutedAt: now } })
    expect(await heard(nudge('returned'), '郑小琳')).toBeUndefined()
    await prisma.account.updateMany({ where: { personId: id }, data: { mutedAt: null } })
    expect(await heard(nudge('returned'), '郑小琳')).toBeDefined()
  })

  test('is not sent to whoever has done it by then, nor when it is too late', async () => {
    expect(await heard(nudge('not-started'), '吴秀英')).toBeUndefined()
    expect(await heard(nudge('not-sent'), '吴秀英')).toBeUndefined()
    expect(await heard(nudge('returned'), '吴秀英')).toBeUndefined()
    const newYear = new Date('2015-01-01T00:00:00+08:00')
    expect(await heard(nudge('not-started'), '黄志强', { at: newYear })).toBeUndefined()
    expect(await heard(nudge('not-sent'), '周敏', { at: newYear })).toBeUndefined()
    expect(await heard(nudge('returned'), null)).toBeUndefined()
  })
})

test('what became of an account or a role is told in both languages, and of what is gone nothing', async () => {
  const notices: Notice[] = [
    { kind: 'account-unbound' },
    { kind: 'identity-locked', organisationId: 'mingde' },
    { kind: 'role-granted', role: 'SCHOOL_ADMIN', organisationName: '明德小学' },
    { kind: 'role-withdrawn', role: 'SCHOOL_ADMIN', organisationName: '明德小学' },
  ]
  for (const notice of notices) {
    const [zh, en] = [await heard(notice, '何丽萍'), await heard(notice, '何丽萍', { locale: 'en' })]
    expect(zh?.text).toMatch(/\p{Script=Han}/u)
    expect(en?.text.replace('明德小学', '')).not.toMatch(/\p{Script=Han}/u)
  }
  expect(
    await heard({ kind: 'request-filed', requestId: '00000000-0000-4000-8000-000000000000' }, null),
  ).toBeUndefined()
})

describe('what is sent', () => {
  const message = (payload: Record<string, unknown>, call: string) =>
    ({ id: 1, chatId: 2003, priority: 0, attempts: 0, body: { call, payload } }) as const

  test('holds the photos of an album where their references stood', async () => {
    const { displaySha256 } = await town.database.prisma.evidence.findFirstOrThrow()
    const media = [1, 2].map((n) => ({ type: 'photo', media: { stored: displaySha256, name: `${n}.jpg` } }))
    const call = await openRender(town.program.house)(message({ chat_id: 2003, media }, 'sendMediaGroup'))
    expect(call?.method).toBe('sendMediaGroup')
    const uploads = (call!.payload.media as { media: unknown }[]).map(({ media: file }) => file)
    expect(uploads.every((file) => file instanceof InputFile)).toBe(true)
    expect((uploads[1] as InputFile).filename).toBe('2.jpg')
  })

  test('says so when a photo is no longer kept, instead of trying for ever', async () => {
    const photo = { stored: 'ab'.repeat(32), name: 'gone.jpg' }
    const call = await openRender(town.program.house)(message({ chat_id: 2003, photo }, 'sendPhoto'))
    expect(call?.method).toBe('sendMessage')
    expect(call?.payload.text).toContain('文件已不在系统中')
  })

  test('is in the language that the account speaks now', async () => {
    await town.database.prisma.account.update({ where: { id: 2003 }, data: { locale: 'en' } })
    const render = openRender(town.program.house)
    const call = await render({
      id: 1,
      chatId: 2003,
      priority: 1,
      attempts: 0,
      body: { notice: { kind: 'account-unbound' } },
    })
    expect(call?.payload).toMatchObject({ chat_id: 2003, parse_mode: 'HTML' })
    expect(call?.payload.text).toContain('no longer bound')
  })
})
