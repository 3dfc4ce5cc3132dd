import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { ShownMessage } from '../../../bot/sandbox/phones/shown.ts'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, speakEnglish, tap } from '../../support/story.ts'

const town = await startTestProgram()
const { prisma } = town.database
const [administrator, teacher] = await town.introduce('何丽萍', '李文博')

/** The picture of a message, looked at as a phone does. */
async function pictureOf(phone: SandboxPhone, { photo }: ShownMessage) {
  const { width, height, format } = await sharp(await phone.download(photo!)).metadata()
  return { width, height, format }
}

describe('the picture of the year', () => {
  test('comes at a tap under /status, and its caption says the same as /status', async () => {
    const status = await say(teacher, '/status', '总学时')
    expect(status.text).toContain('已认定 12 · 审核中 30')
    const shown = await tap(teacher, /进度图/, '学时进度')
    expect(await pictureOf(teacher, shown)).toMatchObject({ width: 1080, height: 940 })
    const gap = /总学时还差 (\d+) 学时/.exec(status.text)![1]
    expect(shown.text).toMatch(/^2014年度学时进度（截至2014年12月\d+日）\n还缺 \d+ 学时\n/)
    expect(shown.text).toContain(`缺 ${gap}（最低 72）`)
    expect(shown.text).toContain('专业科目：已认定 12 · 审核中 30 · 缺 30（最低 42）')
    expect(shown.text).toContain('请在2014年12月31日24:00前申报')
    expect(shown.text.length).toBeLessThan(1024)
    // The status stays where it was, with its buttons.
    expect((await teacher.messages()).find(({ id }) => id === status.id)!.text).toBe(status.text)
  })

  test('is in the language of whoever looks', async () => {
    await speakEnglish(teacher)
    await teacher.send('/status')
    const shown = await tap(teacher, /Picture/, 'hours to go')
    expect(shown.text).toContain('Professional: counted 12 · under review 30 · missing 30 (min 42)')
    expect(shown.photo).toBeDefined()
    await teacher.send('/language')
    await tap(teacher, '中文', '中文')
  })

  test('comes once a week as a picture with words and buttons to whoever lacks hours', async () => {
    await town.moveTo('2014-12-22T09:00:30')
    const shown = await teacher.waitFor('每周进度')
    expect(await pictureOf(teacher, shown)).toMatchObject({ width: 1080, height: 940 })
    expect(shown.text).toContain('专业科目：已认定 12 · 审核中 30 · 缺 30（最低 42）')
    expect(labels(shown)).toEqual(['开始申报', '查看学时与进度'])
    await teacher.tapOn(shown.id, '查看学时与进度')
    await teacher.waitFor('总学时')
  })
})

describe('the picture of the school', () => {
  test('comes at a tap under /staff, counts everybody once and names nobody', async () => {
    const staff = await say(administrator, '/staff', '2014年度教师（12 人）')
    const shown = await tap(administrator, /全校进度图/, '全校进度（')
    expect((await pictureOf(administrator, shown)).width).toBe(1080)
    const counts = [...shown.text.matchAll(/^· \D+(\d+) 人$/gm)].map(([, count]) => Number(count))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12)
    // Whoever has enough hours has passed in the picture, as at /school. The list still asks them for the
    // profile.
    const [, notStarted, enough] = /未开始：(\d+) 人（其中 (\d+) 人学时已达标，待确认个人信息）/.exec(
      staff.text,
    )!
    expect(shown.text).toContain(`· 未开始 ${Number(notStarted) - Number(enough)} 人`)
    expect(shown.text).toContain(`学时已达标的人中，还有 ${enough} 人未确认个人信息`)
    const principal = town.phoneOf('邓建国')
    const [, passed] = /达标 (\d+) 人/.exec((await say(principal, '/school', '应验证 12 人')).text)!
    expect(shown.text).toContain(`已达标 ${passed} / 12 人`)
    const people = await prisma.person.findMany({ select: { name: true } })
    for (const { name } of people) expect(shown.text).not.toContain(name)
  })

  test('is not there for a teacher, nor ever of another school', async () => {
    const status = await say(teacher, '/status', '总学时')
    await teacher.forgeTap(status.id, tapData('staff.picture'))
    await teacher.waitFor('只对相应的管理人员开放')
    // A school that the button claims is not listened to.
    const staff = await say(administrator, '/staff', '· 2014年度教师')
    const other = await prisma.organisation.findFirstOrThrow({
      where: { kind: 'SCHOOL', id: { not: 'mingde' } },
    })
    await administrator.forgeTap(staff.id, tapData('staff.picture', other.id))
    const shown = await administrator.waitFor('全校进度（')
    expect(shown.text).toContain('天河区明德小学')
    expect(shown.text).not.toContain(other.name)
  })
})

test('none of this left a fault in the log', () => {
  expect(town.logged).toEqual([])
})
