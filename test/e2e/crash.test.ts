import { beforeAll, describe, expect, it } from 'vitest'
import type { SandboxPhone } from '../../bot/sandbox/phone.ts'
import type { ShownMessage } from '../../bot/sandbox/phones/shown.ts'
import { tapData } from '../../bot/telegram/dialogue/buttons.ts'
import { brokenSeals } from '../../core/audit/audit.ts'
import type { Database } from '../../prisma/database.ts'
import { demoPeople } from '../../prisma/demo/people.ts'
import { samplePhoto } from '../core/evidence/pictures.ts'
import { prepareProgram, type RunningProgram } from './running-program.ts'

const chen = demoPeople.find(({ firstName }) => firstName === '陈静怡')!
const [certificateNumber, name, idNumber] = chen.knows.map(({ value }) => value) as [string, string, string]

/** From the first word to the receipt: what stands last in the chat, and what is answered to it. */
const way: readonly [asked: string, answer: (phone: SandboxPhone) => Promise<unknown>][] = [
  ['个人信息处理告知书', tap('同意')],
  ['核对身份（1/3）', type(certificateNumber)],
  ['核对身份（2/3）', type(name)],
  ['核对身份（3/3）', type(idNumber)],
  ['身份核对成功', tap('核对个人信息')],
  ['个人信息核对', tap('确认无误')],
  ['信息已确认，可以开始申报学时了', tap('申报学时')],
  ['哪一个科目', tap('专业科目')],
  ['是哪一类学习', tap('其他培训')],
  ['课程（项目）叫什么名称', type('班主任工作研修')],
  ['举办单位叫什么名称', type('示例培训中心')],
  ['从哪一天开始', type('7月7日')],
  ['到哪一天结束', type('7月11日')],
  ['一共多少学时', type('30学时')],
  ['外文的', tap('否')],
  ['写明培训时间了吗', tap('没有')],
  ['请发送证书', (phone) => phone.sendPhoto(samplePhoto('3-no-dates'))],
  ['已收到「证书或学习证明」1 张', tap('完成，下一步')],
  ['请发送盖章的学时证明', (phone) => phone.sendPhoto(samplePhoto('6-hours-proof'))],
  ['已收到「学时证明」1 张', tap('完成，下一步')],
  ['都是证书原件', tap('是原件，我确认')],
  ['请核对这份申报', tap('提交')],
]
const receipt = '已提交'

/** Milliseconds between an answer and the plug: before it is fetched, while it is handled, when the reply is on its way. */
const moments = [0, 3, 8, 15, 30, 'after the reply'] as const

function tap(label: string) {
  // The little answer to a tap may go with the crash; what the tap asked for may not.
  return (phone: SandboxPhone) => phone.tap(label, { answered: false })
}

function type(text: string) {
  return (phone: SandboxPhone) => phone.send(text)
}

function pause(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** What the bot asks now: its newest message, once it is this. */
async function waitForLast(phone: SandboxPhone, words: string, timeoutMs = 10_000): Promise<ShownMessage> {
  const isLast = ({ messages }: { messages: ShownMessage[] }) =>
    messages.findLast(({ from }) => from === 'bot')?.text.includes(words) ?? false
  const chat = await phone.waitUntil(isLast, { timeoutMs, what: `«${words}» as the last message` })
  return chat.messages.findLast(({ from }) => from === 'bot')!
}

let program: RunningProgram
beforeAll(async () => {
  program = await prepareProgram()
  await program.start()
})

describe('a program that is killed after every answer', () => {
  it('leads a teacher from the first word to the receipt, asking nothing twice and losing nothing', async () => {
    const phone = () => program.sandbox.client(chen.userId)
    await phone().send('/start')
    let kills = 0
    for (const [at, [asked, answer]] of way.entries()) {
      await waitForLast(phone(), asked)
      await answer(phone())
      const moment = moments[at % moments.length]!
      if (moment === 'after the reply') await waitForLast(phone(), way[at + 1]?.[0] ?? receipt)
      else await pause(moment)
      await program.kill9()
      await program.start()
      kills += 1
    }
    const { text } = await waitForLast(phone(), receipt)
    expect(text).toMatch(/回执编号：2014-\d{6}/)

    const said = (await phone().messages()).filter(({ from }) => from === 'bot').map(({ text }) => text)
    const questions = [...way.map(([asked]) => asked), receipt]
    // A card that was changed in place shows its latest question only; what was answered never comes again below it.
    const order = said.flatMap((text) => questions.findLastIndex((asked) => text.includes(asked)) ?? [])
    expect(order.filter((at) => at >= 0)).toEqual(order.filter((at) => at >= 0).toSorted((a, b) => a - b))
    expect(said.length - new Set(said).size).toBeLessThanOrEqual(kills)

    await program.withDatabase(async ({ prisma }) => {
      const [declaration, ...others] = await prisma.declaration.findMany({
        where: { person: { name } },
        include: { evidence: { orderBy: { addedAt: 'asc' } } },
      })
      expect(others).toEqual([])
      expect(declaration).toMatchObject({
        state: 'SUBMITTED',
        version: 1,
        category: 'PROFESSIONAL',
        courseName: '班主任工作研修',
        provider: '示例培训中心',
        hours: 30,
        claim: { from: '2014-07-07', to: '2014-07-11', foreign: false, datesOnCertificate: false },
      })
      expect(declaration!.evidence.map(({ kind }) => kind)).toEqual(['CERTIFICATE', 'HOURS_PROOF'])
      expect(await prisma.draft.count({ where: { person: { name } } })).toBe(0)
      expect(await prisma.consent.count({ where: { accountId: chen.userId } })).toBe(1)
      expect(await prisma.auditEntry.count({ where: { subjectId: declaration!.id } })).toBe(1)
      expect(await prisma.inboxUpdate.count({ where: { state: { not: 'DONE' } } })).toBe(0)
      expect(await prisma.$transaction(brokenSeals)).toEqual([])
    })
    expect(program.stderr).toBe('')
  }, 90_000)
})
