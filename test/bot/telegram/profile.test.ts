import { expect, test } from 'vitest'
import { people } from '../../../bot/demo/city/city.ts'
import { idNumberOf } from '../../../bot/demo/city/people.ts'
import type { SandboxPhone } from '../../../bot/sandbox/phone.ts'
import { askedValueShown, openRequests } from '../../../core/people/requests.ts'
import { readPdf } from '../../core/reports/read-pdf.ts'
import { startTestProgram } from '../../support/program.ts'
import { labels, say, tap } from '../../support/story.ts'

const program = await startTestProgram()

const personCalled = (name: string) =>
  program.database.prisma.person.findFirstOrThrow({
    where: { name },
    include: { profiles: true, account: true },
  })

async function openProfile(phone: SandboxPhone) {
  return say(phone, '/profile', '个人信息核对')
}

async function chooseField(phone: SandboxPhone, field: string) {
  await tap(phone, '更正某一项', '请点选要更正的一项')
  return tap(phone, field, `${field}目前为`)
}

/** Binds a demo person that has no phone of their own, lacking what the roster lacks. */
async function bind(name: string, userId: number): Promise<SandboxPhone> {
  const { id: personId } = await personCalled(name)
  await program.database.prisma.account.create({
    data: { id: userId, personId, consents: { create: { version: 1, givenAt: new Date() } } },
  })
  return program.phone(userId)
}

test('the profile is one card that says what is missing first, and shows no whole ID number', async () => {
  const phone = await bind('黄志强', 6001)
  const card = await openProfile(phone)
  expect(card.text).toContain('还没有填写的必填项：手机号、取得职称时间')
  expect(card.text).toContain('2014年12月31日24:00前')
  expect(card.text).toContain('后果由本人承担')
  const { number } = idNumberOf(people.find(({ name }) => name === '黄志强')!)
  expect(card.text).not.toContain(number)
  expect(card.text).toContain(`${number.slice(0, 3)}**************${number.slice(-1)}`)
})

test('what is missing blocks the confirmation and is filled in by its own button (S020)', async () => {
  const phone = program.phone(6001)
  const refused = await tap(phone, '确认无误', '还不能确认')
  expect(labels(refused)).toEqual(['填写手机号', '填写取得职称时间'])
  await tap(phone, '填写手机号', '手机号目前为：未填写')
  await say(phone, '12345', '没有看懂这个手机号')
  await phone.sendVoice()
  await phone.waitFor('这里需要文字')
  await say(phone, '138 0013 8000', '手机号已更正为：13800138000')
  await tap(phone, '填写取得职称时间', '取得职称时间目前为')
  await say(phone, '2010年9月1日', '取得职称时间已更正为：2010年9月1日')
  expect(await personCalled('黄志强')).toMatchObject({ phone: '13800138000' })
})

test('a confirmed profile brings the sheet to sign, once, and the way to declare', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  await phone.doubleTap('确认无误')
  await phone.waitFor('信息已确认')
  const { messages } = await phone.waitUntil(({ messages }) => messages.some(({ document }) => document), {
    what: 'sheet',
  })
  const sheets = messages.filter(({ document }) => document)
  expect(sheets).toHaveLength(1)
  expect(sheets[0]?.document?.fileName).toBe('2014年度教师个人基础信息表-黄志强.pdf')
  expect(sheets[0]?.text).toContain('学校人事管理部门')
  const text = readPdf(await phone.download(sheets[0]!.document!)).pages.join('')
  expect(text).toContain('13800138000')
  expect(text).toContain('黄志强')
  expect((await personCalled('黄志强')).profiles).toHaveLength(1)
})

test('a correction after the confirmation asks for it again', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  const asked = await chooseField(phone, '专业技术职称')
  expect(labels(asked)).toContain('高级教师')
  const card = await tap(phone, '高级教师', '请再次确认')
  expect(card.text).toContain('专业技术职称：高级教师')
  expect((await personCalled('黄志强')).profiles).toHaveLength(0)
  await tap(phone, '确认无误', '信息已确认')
})

test('a birth date against the ID number is refused, with what to do', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  const { birthSealed } = await personCalled('黄志强')
  await chooseField(phone, '出生日期')
  await say(phone, '1970-01-02', '出生日期与登记的证件号码不一致，没有更改')
  await phone.waitFor('请在 /profile 中申请更正证件号码')
  expect((await personCalled('黄志强')).birthSealed).toEqual(birthSealed)
})

test('an old card corrects nothing that was changed meanwhile', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  const old = await chooseField(phone, '性别')
  await program.database.prisma.person.update({
    where: { id: (await personCalled('黄志强')).id },
    data: { version: { increment: 1 } },
  })
  await phone.tapStale(old, '女')
  await phone.waitFor('这次操作没有生效')
  expect((await personCalled('黄志强')).gender).toBe('MALE')
})

test('a command or another button wins over a question, and the next text is no answer to it', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  await chooseField(phone, '任教学科')
  await say(phone, '/help', '/cancel')
  await say(phone, '/mydata', '系统保存了我的哪些信息')
  await say(phone, '体育', '我没有看懂')
  await openProfile(phone)
  await chooseField(phone, '任教学科')
  await phone.tap('返回个人信息')
  await say(phone, '音乐', '我没有看懂')
  expect((await personCalled('黄志强')).subject).toBe('数学')
})

test('a question survives a restart', async () => {
  await openProfile(program.phone(6001))
  await chooseField(program.phone(6001), '任教学科')
  await program.restart()
  const phone = program.phone(6001)
  await say(phone, '信息技术', '任教学科已更正为：信息技术')
})

test('a new name goes to the school as a request', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  expect((await chooseField(phone, '姓名')).text).toContain('由学校核实后更改')
  await say(phone, '黄志刚', '更正申请已提交学校')
  const requests = await openRequests(program.database.prisma, 'mingde')
  expect(requests).toMatchObject([
    { kind: 'CORRECT_NAME', personName: '黄志强', details: { value: '黄志刚' } },
  ])
  await openProfile(phone)
  await chooseField(phone, '姓名')
  await say(phone, '黄志刚', '学校正在处理')
})

test('a new ID number goes to the school sealed; its message is deleted and no dialogue keeps it', async () => {
  const phone = program.phone(6001)
  const number = '11010519491231002X'
  await openProfile(phone)
  await chooseField(phone, '证件号码')
  await say(phone, '440106198001010014', '校验位不对')
  await say(phone, number, '更正申请已提交学校')
  await phone.waitUntil(({ messages }) => messages.every(({ text }) => !/\d{17}/.test(text)), {
    what: 'clean chat',
  })
  const { rows } = await program.database.pool.query(
    `select 1 from account where focus::text like $1 union all select 1 from conversation where value::text like $1
     union all select 1 from request where details::text like $1
     union all select 1 from outbox_message where body::text like $1
     union all select 1 from audit_entry where details::text like $1`,
    [`%${number}%`],
  )
  expect(rows).toEqual([])
  const requests = await openRequests(program.database.prisma, 'mingde')
  expect(requests.at(-1)).toMatchObject({ kind: 'CORRECT_ID_NUMBER', details: {} })
  expect(askedValueShown(requests.at(-1)!, program.program.house.sealer)).toBe('110**************X')
})

test('an ID number typed for another field is deleted, and the dialogue, which never heard it, waits on', async () => {
  const phone = program.phone(6001)
  await openProfile(phone)
  await chooseField(phone, '手机号')
  const sent = await phone.send('11010519491231002X')
  await phone.waitFor('好像有证件号码')
  await phone.waitUntil(({ messages }) => !messages.some(({ id }) => id === sent), { what: 'clean chat' })
  const conversation = await program.database.prisma.conversation.findUnique({ where: { key: '6001' } })
  expect(JSON.stringify(conversation)).not.toContain('002X')
  await say(phone, '13800138001', '138')
})

test('HR ticks the signed sheets from a list that shortens; others have no such list', async () => {
  const teacher = program.phone(6001)
  await openProfile(teacher)
  await tap(teacher, '确认无误', '信息已确认')
  const hr = program.phoneOf('冯桂芳')
  const list = await say(hr, '/sheets', '签名信息表')
  const button = list.buttons.flat().find(({ text }) => text.includes('黄志强'))
  expect(button?.text).toContain('已收签名表：黄志强（2014年12月20日确认）')
  const after = await tap(hr, button!.text, '已收到黄志强的签名表')
  expect(after.buttons.flat().some(({ text }) => text.includes('黄志强'))).toBe(false)
  await hr.tapStale(list, button!.text)
  await hr.waitFor('已由冯桂芳于2014年12月20日')
  await say(teacher, '/sheets', '只对相应的管理人员开放')
})

test('HR takes back a tick that was a mistake, and the teacher stands in the list again', async () => {
  const hr = program.phoneOf('冯桂芳')
  await say(hr, '/sheets', '尚未收到签名表的教师：6 人')
  const received = await tap(hr, '查看或撤销已登记的（1 人）', '已登记收到签名表的教师：1 人')
  const button = received.buttons.flat().find(({ text }) => text.includes('黄志强'))!
  expect(button.text).toMatch(/^撤销登记：黄志强（2014年12月20日.*登记）$/)
  await tap(hr, button.text, '已撤销登记：黄志强的签名表重新列为待收')
  expect((await personCalled('黄志强')).profiles).toMatchObject([
    { sheetSignedAt: null, sheetSignedById: null },
  ])
  await hr.tapStale(received, button.text)
  await hr.waitFor('已由冯桂芳于2014年12月20日')
  const awaited = await say(hr, '/sheets', '尚未收到签名表的教师：7 人')
  expect(labels(awaited)).toContain('已收签名表：黄志强（2014年12月20日确认）')
})

test('my data are told with the consent, and whoever takes it back is forgotten by the bot', async () => {
  const phone = await bind('谢雨桐', 6002)
  const hasDeclare = (commands: { command: string }[]) =>
    commands.some(({ command }) => command === 'declare')
  const told = await say(phone, '/mydata', '系统保存了我的哪些信息')
  // Menus go out among the reminders, after the answers.
  await phone.waitUntil(({ commands }) => hasDeclare(commands), { what: 'menu of a teacher' })
  expect(told.text).toContain('第 1 版告知书')
  expect(told.text).not.toMatch(/\d{17}/)
  await tap(phone, '撤回同意', '确定要撤回同意吗')
  await tap(phone, '不撤回', '系统保存了我的哪些信息')
  await phone.tap('撤回同意')
  await tap(phone, '确定撤回', '已撤回同意')
  expect((await personCalled('谢雨桐')).account).toBeNull()
  await phone.waitUntil(({ commands }) => commands.length > 0 && !hasDeclare(commands), {
    what: 'menu of nobody',
  })
  await say(phone, '/profile', '请先发送 /start')
  await say(phone, '/start', '个人信息处理告知书')
})

test('after the deadline the profile is read, not changed', async () => {
  const phone = program.phone(6001)
  const card = await openProfile(phone)
  const before = card.buttons.flat().find(({ text }) => text === '更正某一项')
  expect(before).toBeDefined()
  const fields = await tap(phone, '更正某一项', '请点选要更正的一项')
  await program.moveTo('2015-01-01T00:00')
  await phone.tapStale(fields, '手机号')
  await phone.waitFor('须在2014年12月31日24:00前完成，现已截止')
  const closed = await openProfile(phone)
  expect(labels(closed)).not.toContain('更正某一项')
})

test('the program had nothing to complain about', () => {
  expect(program.logged).toEqual([])
})
