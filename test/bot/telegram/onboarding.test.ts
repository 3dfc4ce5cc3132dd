import { expect, test } from 'vitest'
import { people } from '../../../bot/demo/city/city.ts'
import { certificateNumberOf, idNumberOf } from '../../../bot/demo/city/people.ts'
import type { SandboxPhone } from '../../../bot/sandbox/phone.ts'
import { cycle2014 } from '../../../core/cycle/shipped-cycles.ts'
import { makeInvite } from '../../../core/people/invite.ts'
import { openRequests } from '../../../core/people/requests.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const program = await startTestProgram()

const wrongNumber = '11010519491231002X'
let strangers = 5000
/** A phone that nobody has used. */
const newPhone = () => program.phone(++strangers)

function rosterOf(name: string) {
  const person = people.find((person) => person.name === name)!
  return { name, certificateNumber: certificateNumberOf(person), idNumber: idNumberOf(person).number }
}

async function agree(phone: SandboxPhone) {
  await phone.send('/start')
  await tap(phone, '同意', '核对身份（1/3）')
}

async function answer(
  phone: SandboxPhone,
  { certificateNumber, name, idNumber }: ReturnType<typeof rosterOf>,
) {
  await say(phone, certificateNumber, '核对身份（2/3）')
  await say(phone, name, '核对身份（3/3）')
  await phone.send(idNumber)
}

/** Nothing that the phone shows holds the number, whoever wrote it. */
async function expectGone(phone: SandboxPhone, number: string) {
  await phone.waitUntil(({ messages }) => messages.every(({ text }) => !text.includes(number)), {
    what: 'chat without the number',
  })
}

/** Nothing that is kept about dialogues holds the number. */
async function expectNotKept(number: string) {
  const { rows } = await program.database.pool.query(
    `select 1 from account where focus::text like $1 union all select 1 from conversation where value::text like $1
     union all select 1 from outbox_message where body::text like $1
     union all select 1 from audit_entry where details::text like $1`,
    [`%${number}%`],
  )
  expect(rows).toEqual([])
}

const accountOf = ({ userId }: SandboxPhone) =>
  program.database.prisma.account.findUnique({
    where: { id: userId },
    include: { consents: true, person: true },
  })

test('nothing personal is asked before the consent, and a refusal leaves nothing behind but the account', async () => {
  const phone = newPhone()
  const asked = await say(phone, '/start', '个人信息处理告知书')
  expect(asked.text).toContain('境外')
  await tap(phone, '不同意', '到学校继续教育管理部门')
  await say(phone, '90601001', '我没有看懂')
  expect(await accountOf(phone)).toMatchObject({ consents: [], focus: null, person: null })
})

test('a teacher says who they are and is greeted with the next step and their commands', async () => {
  const phone = program.phoneOf('陈静怡')
  const roster = rosterOf('陈静怡')
  await agree(phone)
  // As an old phone types: full width, with spaces.
  await phone.send(
    ` ${roster.certificateNumber.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))} `,
  )
  await phone.waitFor('核对身份（2/3）')
  await say(phone, '陈 静怡', '核对身份（3/3）')
  const greeting = await say(phone, roster.idNumber, '陈静怡您好')
  expect(greeting.text).toContain('天河区明德小学（示例）')
  await expectGone(phone, roster.idNumber)
  await expectNotKept(roster.idNumber)
  expect(await accountOf(phone)).toMatchObject({ focus: null, person: { name: '陈静怡' } })
  const menu = await phone.waitUntil(
    ({ commands }) => commands.some(({ command }) => command === 'declare'),
    { what: 'menu of a teacher' },
  )
  expect(menu.commands.map(({ command }) => command)).toEqual(
    expect.arrayContaining(['declare', 'status', 'profile', 'mydata']),
  )
  await tap(phone, '核对个人信息', '个人信息核对')
})

test('whoever comes back finds home with the next step', async () => {
  const phone = program.phoneOf('陈静怡')
  const home = await say(phone, '/start', '您好\n天河区明德小学')
  expect(home.text).toContain('2014年12月31日24:00前')
  expect(labels(home)).toEqual(['核对个人信息', '我的进度'])
})

test('an administrator finds the queue on the first page', async () => {
  const phone = program.phoneOf('何丽萍')
  const home = await say(phone, '/start', '何丽萍')
  expect(labels(home)).toEqual(expect.arrayContaining(['待审申报', '教师名单', '绑定与更正申请']))
})

test('a wrong number is deleted too, the tries are counted, and after five the account waits an hour', async () => {
  const phone = newPhone()
  const roster = { ...rosterOf('罗家豪'), idNumber: wrongNumber }
  await agree(phone)
  await answer(phone, roster)
  const missed = await phone.waitFor('还可以再试 4 次')
  expect(missed.text).toContain(roster.certificateNumber)
  await expectGone(phone, wrongNumber)
  for (const left of [3, 2, 1]) {
    await say(phone, wrongNumber, `还可以再试 ${left} 次`)
  }
  await say(phone, wrongNumber, '请在2014年12月20日')
  await say(phone, rosterOf('罗家豪').idNumber, '已暂停核对')
  await expectGone(phone, rosterOf('罗家豪').idNumber)
  expect((await accountOf(phone))?.person).toBeNull()
  await say(phone, '/start', '已暂停核对')
})

test('a number that cannot be one costs no try', async () => {
  const phone = newPhone()
  await agree(phone)
  await answer(phone, { ...rosterOf('宋佳'), idNumber: '440106198001010014' })
  await phone.waitFor('校验位不对')
  await expectGone(phone, '440106198001010014')
  await say(phone, wrongNumber, '还可以再试 4 次')
})

test('an ID number that is sent too early is deleted and not taken for anything else', async () => {
  const phone = newPhone()
  await agree(phone)
  await say(phone, `90601001 宋佳 ${wrongNumber}`, '请一次只发送一项')
  await expectGone(phone, wrongNumber)
  await say(phone, '90601001', '核对身份（2/3）')
  await say(phone, wrongNumber, '请一次只发送一项')
  await expectGone(phone, wrongNumber)
  await expectNotKept(wrongNumber)
})

test('a voice message or a photo instead of an answer is told what is expected, and a photo of the card is deleted', async () => {
  const phone = newPhone()
  await agree(phone)
  await phone.sendVoice()
  expect((await phone.waitFor('这里需要文字')).text).toContain('核对身份（1/3）')
  await say(phone, '没有数字', '不像继续教育证号')
  await say(phone, '90601001', '核对身份（2/3）')
  await phone.sendVoice()
  expect((await phone.waitFor('这里需要文字')).text).toContain('核对身份（2/3）')
  await say(phone, '宋佳', '核对身份（3/3）')
  const photo = await phone.sendPhoto('bot/sandbox/samples/1-certificate.jpg')
  expect((await phone.waitFor('这里需要文字')).text).toContain('核对身份（3/3）')
  await phone.waitUntil(({ messages }) => !messages.some(({ id }) => id === photo), { what: 'clean chat' })
})

test('a half-given identity survives a restart, and /cancel ends it', async () => {
  const phone = newPhone()
  await agree(phone)
  await say(phone, '90601001', '核对身份（2/3）')
  await program.restart()
  const again = program.phone(phone.userId)
  await say(again, '宋佳', '核对身份（3/3）')
  await say(again, '/cancel', '已结束当前操作')
  expect((await accountOf(again))?.focus).toBeNull()
})

test('somebody whom the roster does not know asks their school, found by a part of its name', async () => {
  const phone = newPhone()
  await agree(phone)
  await answer(phone, { certificateNumber: '99999999', name: '新来的', idNumber: wrongNumber })
  await phone.waitFor('还可以再试 4 次')
  await tap(phone, '我的信息没有错，请学校核对', '学校名称')
  await say(phone, '没有这所', '没有找到名称含')
  await phone.send('小苗')
  await tap(phone, '越秀区小苗幼儿园（示例）', '已提交给')
  const [request] = await openRequests(program.database.prisma, 'xiaomiao')
  expect(request).toMatchObject({
    kind: 'NOT_ON_ROSTER',
    accountId: phone.userId,
    details: { name: '新来的', certificateNumber: '99999999' },
  })
})

test('without a 继续教育证号 the way to one is told, and the school can be asked by name alone (ruling 15)', async () => {
  const phone = newPhone()
  await agree(phone)
  const told = await tap(phone, '我没有继续教育证号', '没有继续教育证号怎么办')
  // S092–S096: who answers questions, with the numbers of the notice.
  for (const { phone: hotline } of cycle2014.contacts) expect(told.text).toContain(hotline)
  await tap(phone, '我的信息没有错，请学校核对', '由学校在名册中核对')
  await say(phone, '民办新人', '学校名称')
  await phone.send('90603')
  await tap(phone, '天河区博林学校（示例）', '已提交给')
  const [request] = await openRequests(program.database.prisma, 'bolin')
  expect(request?.details).toEqual({ name: '民办新人' })
})

test('a person bound elsewhere is not taken over: the school is asked', async () => {
  const phone = newPhone()
  await agree(phone)
  await answer(phone, rosterOf('李文博'))
  const told = await phone.waitFor('已绑定另一个 Telegram 账号')
  expect(told.text).toContain('天河区明德小学（示例）')
  await tap(phone, '请学校处理', '已提交给')
  const requests = await openRequests(program.database.prisma, 'mingde')
  expect(requests).toMatchObject([{ kind: 'REBIND', personName: '李文博', accountId: phone.userId }])
  expect((await accountOf(program.phoneOf('李文博')))?.person?.name).toBe('李文博')
})

test('two taps on «同意» give one consent and one question', async () => {
  const phone = newPhone()
  await phone.send('/start')
  await phone.doubleTap('同意')
  await phone.waitFor('核对身份（1/3）')
  const questions = (await phone.messages()).filter(({ text }) => text.includes('核对身份（1/3）'))
  expect(questions).toHaveLength(1)
  expect((await accountOf(phone))?.consents).toHaveLength(1)
})

async function invite(name: string): Promise<string> {
  const { prisma } = program.database
  const admin = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
  const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name } })
  const now = program.program.house.clock.now()
  const made = await prisma.$transaction((tx) =>
    makeInvite(tx, { personId, actor: { personId: admin.id } }, now),
  )
  if (isRefusal(made)) throw new Error(made.refused)
  return made.word
}

test("the school's link binds with the last four, after the consent", async () => {
  const phone = newPhone()
  const lastFour = rosterOf('谢雨桐').idNumber.slice(-4)
  await say(phone, `/start invite-${await invite('谢雨桐')}`, '个人信息处理告知书')
  await tap(phone, '同意', '最后四位')
  const wrong = await phone.send('0000')
  await phone.waitFor('还可以再试 4 次')
  const right = await phone.send(lastFour)
  await phone.waitFor('谢雨桐您好')
  await phone.waitUntil(({ messages }) => !messages.some(({ id }) => id === wrong || id === right), {
    what: 'chat without the last four',
  })
})

test('a pasted link works too, once; and a used or broken one leaves another way', async () => {
  const phone = newPhone()
  const word = await invite('许国华')
  await phone.send(`请看 https://t.me/xueshi_bot?start=invite-${word}`)
  await phone.tap('同意')
  await say(phone, rosterOf('许国华').idNumber.slice(-4), '许国华您好')
  const other = newPhone()
  await say(other, `/start invite-${word}`, '已经用过')
  await say(other, '/start invite-AAAAAAAAAAAAAAAAAAAAAA', '无效')
  await tap(other, '改用个人信息核对身份', '个人信息处理告知书')
})

test('forged and old taps of a stranger do nothing but show where they stand', async () => {
  const phone = newPhone()
  const { id } = await say(phone, '/start', '个人信息处理告知书')
  await phone.forgeTap(id, 'identity.school:mingde')
  await phone.forgeTap(id, 'identity.rebind:~AAAAAAAAAAAAAAAAAAAAAA')
  await phone.forgeTap(id, 'consent.give:99')
  await phone.forgeTap(id, 'constructor')
  expect((await accountOf(phone))?.consents).toEqual([])
  expect(await program.database.prisma.request.count({ where: { accountId: phone.userId } })).toBe(0)
})

test('the program had nothing to complain about', () => {
  expect(program.logged).toEqual([])
})
