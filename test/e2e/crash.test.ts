import { beforeAll, describe, expect, it } from 'vitest'
import { demoPeople } from '../../bot/demo/city/people.ts'
import type { SandboxPhone } from '../../bot/sandbox/phone.ts'
import type { ShownMessage } from '../../bot/sandbox/phones/shown.ts'
import { tapData } from '../../bot/telegram/dialogue/buttons.ts'
import { brokenSeals } from '../../core/audit/audit.ts'
import { cycle2014 } from '../../core/cycle/shipped-cycles.ts'
import { submitDraft } from '../../core/declarations/submit.ts'
import { currentConsentVersion } from '../../core/people/consent.ts'
import type { Database } from '../../prisma/database.ts'
import { samplePhoto } from '../core/evidence/pictures.ts'
import { completeAnswers } from '../support/small-city.ts'
import { prepareProgram } from './running-program.ts'

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
  ['一共培训了几天', type('30学时')],
  ['外文的', tap('否')],
  ['写明培训时间了吗', tap('没有')],
  ['请发送证书', (phone) => phone.sendPhoto(samplePhoto('3-no-dates'))],
  ['已收到「证书或学习证明」1 张', tap('完成，下一步')],
  ['请发送盖章的学时证明', (phone) => phone.sendPhoto(samplePhoto('6-hours-proof'))],
  ['已收到「盖章的学时证明」1 张', tap('完成，下一步')],
  ['都是证书原件', tap('是原件，我确认')],
  ['请核对这份申报', tap('提交')],
]
const receipt = '已提交'

/**
 * Milliseconds between an answer and the plug: before it is fetched, while it is handled, when the reply is
 * on its way.
 */
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
async function waitForLast(phone: SandboxPhone, words: string): Promise<ShownMessage> {
  const isLast = ({ messages }: { messages: ShownMessage[] }) =>
    messages.findLast(({ from }) => from === 'bot')?.text.includes(words) ?? false
  const chat = await phone.waitUntil(isLast, { what: `«${words}» as the last message` })
  return chat.messages.findLast(({ from }) => from === 'bot')!
}

const program = await prepareProgram()
beforeAll(() => program.start())

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
    // A card changed in place shows its latest question only. What was answered never comes again below it.
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
  })
})

describe('a program that is killed while twenty decisions are under way', () => {
  it.each([5, 20, 45])(
    'has done each once or not at all, and does the rest when it starts again (%i ms)',
    async (moment) => {
      const { submits, approvals } = await program.withDatabase((database) => prepareTen(database, moment))
      const taps = Promise.allSettled([
        ...submits.map(({ userId, draftId }) => forge(userId, tapData('d.submit', 1, draftId.slice(-4)))),
        ...approvals.map(({ userId, declarationId }) =>
          forge(userId, tapData('item.approve', declarationId, 1, 1)),
        ),
      ])
      await pause(moment)
      await program.kill9()
      // Whose tap the messenger took before the plug was pulled. The others were never told that theirs was
      // taken.
      const taken = (await taps).map(({ status }) => status === 'fulfilled')
      await program.withDatabase(async (database) => {
        await expect.poll(() => connectionsOfThePrograms(database)).toBe(0)
        for (const { draftId, personId } of submits) await expectWholeOrNotAtAll(database, personId, draftId)
        for (const { declarationId } of approvals) await approvalsOf(database, declarationId)
        expect(await database.prisma.$transaction(brokenSeals)).toEqual([])
      })

      await program.start()
      await program.withDatabase(async (database) => {
        const { prisma } = database
        const sent = submits.filter((_, at) => taken[at]).map(({ draftId }) => draftId)
        const tapped = approvals.filter((_, at) => taken[submits.length + at]).map((one) => one.declarationId)
        // What the messenger took may still be on its way to the inbox: that is empty before, and after.
        await expect
          .poll(async () => [
            await prisma.draft.count({ where: { id: { in: sent } } }),
            await prisma.declaration.count({ where: { id: { in: tapped }, state: 'SUBMITTED' } }),
            await prisma.inboxUpdate.count({ where: { state: 'NEW' } }),
          ])
          .toEqual([0, 0, 0])
        for (const { draftId, personId } of submits) await expectWholeOrNotAtAll(database, personId, draftId)
        for (const { declarationId } of approvals) await approvalsOf(database, declarationId)
        expect(await database.prisma.inboxUpdate.count({ where: { state: 'PARKED' } })).toBe(0)
        expect(await database.prisma.$transaction(brokenSeals)).toEqual([])
      })
    },
  )
})

/** PostgreSQL finishes the statement that a killed program had begun. */
async function connectionsOfThePrograms({ prisma }: Database): Promise<number> {
  const [row] = await prisma.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where application_name like 'xueshi-%'`
  return row!.n
}

/** The tap of a button of which the test knows what it says, so that no chat has to be looked at first. */
function forge(userId: number, data: string) {
  return program.sandbox.client(userId).forgeTap(1, data, { answered: false })
}

/**
 * Either the draft stands, or the declaration with all that belongs to it. Returns whether it was submitted.
 */
async function expectWholeOrNotAtAll(
  { prisma }: Database,
  personId: string,
  draftId: string,
): Promise<boolean> {
  const drafts = await prisma.draft.count({ where: { id: draftId } })
  const declarations = await prisma.declaration.findMany({ where: { personId }, include: { evidence: true } })
  expect(drafts + declarations.length).toBe(1)
  for (const { id, evidence } of declarations) {
    expect(evidence).toHaveLength(1)
    expect(await prisma.auditEntry.count({ where: { subjectId: id, action: 'declaration.submit' } })).toBe(1)
  }
  return declarations.length === 1
}

/** How often it was approved, which the state and the trail tell alike. */
async function approvalsOf({ prisma }: Database, declarationId: string): Promise<number> {
  const { state, version } = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
  const times = await prisma.auditEntry.count({
    where: { subjectId: declarationId, action: 'declaration.approve' },
  })
  expect({ state, version }).toEqual(
    times === 1 ? { state: 'APPROVED_BY_SCHOOL', version: 2 } : { state: 'SUBMITTED', version: 1 },
  )
  return times
}

/** Ten teachers before the button 「提交」, and ten administrators each before an item of somebody else. */
async function prepareTen({ prisma }: Database, round: number) {
  const picture = await prisma.evidence.findFirstOrThrow({ where: { person: { name: '李文博' } } })
  const { id: _, draftId: __, declarationId: ___, hints: ____, ...columns } = picture
  const now = new Date('2014-12-20T09:30:00+08:00')

  async function person(userId: number, role: 'TEACHER' | 'SCHOOL_ADMIN') {
    const { id } = await prisma.person.create({
      data: { name: `教师${userId}`, organisationId: 'mingde', certificateNumber: `CRASH${userId}` },
    })
    await prisma.account.create({ data: { id: userId, personId: id } })
    await prisma.consent.create({ data: { accountId: userId, version: currentConsentVersion, givenAt: now } })
    await prisma.grant.create({ data: { personId: id, role, organisationId: 'mingde', grantedAt: now } })
    await prisma.profileConfirmation.create({
      data: { personId: id, cycleId: 2014, confirmedAt: now },
    })
    return id
  }

  async function draftOf(personId: string) {
    const { id } = await prisma.draft.create({
      data: { personId, cycleId: 2014, answers: completeAnswers as object, createdAt: now, updatedAt: now },
    })
    await prisma.evidence.create({ data: { ...columns, hints: {}, personId, draftId: id, addedAt: now } })
    return id
  }

  const submits: { userId: number; personId: string; draftId: string }[] = []
  const approvals: { userId: number; declarationId: string }[] = []
  for (let n = 0; n < 10; n += 1) {
    const userId = 60_000 + round * 100 + n * 3
    const personId = await person(userId, 'TEACHER')
    const draftId = await draftOf(personId)
    await prisma.account.update({ where: { id: userId }, data: { focus: { at: 'draft', draftId } } })
    submits.push({ userId, personId, draftId })

    const owner = await person(userId + 1, 'TEACHER')
    const ready = { draftId: await draftOf(owner), personId: owner, version: 1, cycle: cycle2014, now }
    const receipt = await prisma.$transaction((tx) => submitDraft(tx, ready))
    if (!('declarationId' in receipt)) throw new Error(`It was refused: ${JSON.stringify(receipt)}`)
    await person(userId + 2, 'SCHOOL_ADMIN')
    approvals.push({ userId: userId + 2, declarationId: receipt.declarationId })
  }
  return { submits, approvals }
}
