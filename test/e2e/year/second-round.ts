import { expect } from 'vitest'
import type { SandboxPhone } from '../../../bot/sandbox/sandbox.ts'
import type { Database } from '../../../prisma/database.ts'
import { declareUntil, typing } from '../../bot/telegram/teacher-story.ts'
import { say, tap } from '../../support/story.ts'

/** Four courses of 郑小琳: each gets through the second round until somebody misses an end at 17:00. */
export const courses = {
  teacherIsLate: '水彩画教学研修',
  schoolIsLate: '版画教学研修',
  principalIsLate: '陶艺教学研修',
  districtIsLate: '书法教学研修',
} as const

export async function declare(teacher: SandboxPhone, courseName: string): Promise<void> {
  await declareUntil(teacher, 'summary', { courseName: typing(courseName) })
  await tap(teacher, '提交', '已提交')
}

/** The administrator or the reviewer goes through what waits, from the oldest on. */
export async function decideAll(
  phone: SandboxPhone,
  { queue, count, each }: { queue: '/queue' | '/review'; count: number; each: () => Promise<unknown> },
): Promise<void> {
  await say(phone, queue, /待(审|复审)申报/)
  await phone.tap(/^开始(审验|复审)/)
  for (let done = 0; done < count; done++) {
    if (done > 0) await phone.tap('下一项')
    await phone.waitFor('郑小琳')
    await each()
  }
}

export async function approve(administrator: SandboxPhone): Promise<void> {
  await tickOriginal(administrator)
  await tap(administrator, '通过', '已通过')
}

export async function tickOriginal(administrator: SandboxPhone): Promise<void> {
  await administrator.tap('☐ 已核对原件')
  await administrator.waitUntil(({ messages }) =>
    messages.some(({ buttons }) => buttons.flat().some(({ text }) => text === '☑ 已核对原件')),
  )
}

export async function giveBack(reviewer: SandboxPhone): Promise<void> {
  await tap(reviewer, '退回', '请选择退回原因')
  await tap(reviewer, '未按要求申报', '退回原因')
  await tap(reviewer, '不写说明，直接退回', '已退回')
}

/** Changes the organiser of a returned item, up to the card from which it is sent again. */
export async function correct(teacher: SandboxPhone, courseName: string): Promise<void> {
  const tells = ({ text }: { text: string }) =>
    text.includes('您的申报被复审退回') && text.includes(courseName)
  // Many decisions at once reach one chat a second apart.
  const { messages } = await teacher.waitUntil((chat) => chat.messages.some(tells), {
    what: `return of ${courseName}`,
  })
  await teacher.tapOn(messages.findLast(tells)!.id, '修改并重新提交')
  await teacher.waitFor('请核对修改后的申报')
  await tap(teacher, '修改', '要修改哪一项')
  await tap(teacher, '举办单位', '现在的回答')
  await say(teacher, '示例培训中心（全称）', '示例培训中心（全称）')
}

export async function resubmit(teacher: SandboxPhone): Promise<void> {
  await tap(teacher, '重新提交', '已重新提交')
}

/**
 * Whatever the card still offers, a tap is answered with the sentence of the deadline, and the item stays as
 * it is.
 */
export async function isRefused(
  { prisma }: Database,
  phone: SandboxPhone,
  { button, courseName, sentence }: { button: string; courseName: string; sentence: RegExp },
): Promise<void> {
  const where = { courseName, person: { name: '郑小琳' } }
  const item = () => prisma.declaration.findFirstOrThrow({ where })
  const before = await item()
  await tap(phone, button, sentence)
  expect(await item()).toEqual(before)
}
