import { beforeAll, describe, expect, it } from 'vitest'
import { demoPeople } from '../../../bot/demo/city/people.ts'
import type { SandboxPhone } from '../../../bot/sandbox/phone.ts'
import { tapData } from '../../../bot/telegram/dialogue/buttons.ts'
import { tapNames } from '../../../bot/telegram/dialogue/tap-names.ts'
import { makeInvite } from '../../../core/people/invite.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { startTestProgram } from '../../support/program.ts'
import { say, tap } from '../../support/story.ts'
import { declareUntil, newTeacher } from './teacher-story.ts'

const program = await startTestProgram()
const { prisma, pool } = program.database

let strangers = 80_000
const newPhone = () => program.phone(++strangers)
const administrator = () => program.phoneOf('何丽萍')
const knowledgeOf = (name: string) =>
  demoPeople.find(({ firstName }) => firstName === name)!.knows.map(({ value }) => value) as [
    certificateNumber: string,
    name: string,
    idNumber: string,
  ]

const standingOf = async ({ userId }: SandboxPhone) => {
  const account = await prisma.account.findUnique({ where: { id: userId } })
  const inDialogue = await prisma.conversation.count({ where: { key: String(userId) } })
  return { focus: account?.focus ?? null, inDialogue: inDialogue === 1 }
}
const saidTo = async (phone: SandboxPhone) => (await phone.messages()).filter(({ from }) => from === 'bot')

/** Everything that came in is handled and everything that was to be said is said, nothing at a second try. */
async function allHandled() {
  // Updates are fetched in order: when this one is answered, none that came before it is still on its way.
  const last = program.phone(79_999)
  await say(last, '/cancel', '没有进行中')
  await expect
    .poll(async () => {
      const waiting = await prisma.inboxUpdate.findMany({ where: { state: 'NEW' } })
      const failed = waiting.find(({ error }) => error !== null)
      if (failed) throw new Error(`Update ${failed.updateId} failed: ${failed.error}`)
      return waiting.length + (await prisma.outboxMessage.count({ where: { state: 'NEW' } }))
    })
    .toBe(0)
  const refused = await prisma.outboxMessage.findMany({ where: { state: 'FAILED' }, select: { error: true } })
  expect(refused).toEqual([])
}

let messageIds = 900_000
/**
 * A message that no phone here sends. One that begins with a slash is marked as a command, as the messenger
 * does.
 */
async function inject(message: { text?: string; [field: string]: unknown }) {
  const command = /^\/[\w@]+/.exec(message.text ?? '')?.[0]
  const entities = command && [{ type: 'bot_command', offset: 0, length: command.length }]
  messageIds += 1
  await program.sandbox.inject({
    message: {
      message_id: messageIds,
      date: Math.floor(program.sandbox.clock.now().getTime() / 1000),
      ...(entities && { entities }),
      ...message,
    },
  } as never)
}

/** A kind of message that the phone has no way to send. */
function sendAs({ userId }: SandboxPhone, content: object) {
  const someone = { id: userId, first_name: '某' }
  return inject({ from: { ...someone, is_bot: false }, chat: { ...someone, type: 'private' }, ...content })
}

async function agree(phone: SandboxPhone) {
  await phone.send('/start')
  await tap(phone, '同意', '核对身份（1/3）')
}

/** Each kind of step that a dialogue can stand at: how one comes there, and what it is that asks. */
const steps: Record<string, () => Promise<SandboxPhone>> = {
  async 'before the consent'() {
    const phone = newPhone()
    await say(phone, '/start', '个人信息处理告知书')
    return phone
  },
  async 'the first question of identity'() {
    const phone = newPhone()
    await agree(phone)
    return phone
  },
  async 'the ID number'() {
    const phone = newPhone()
    await agree(phone)
    await say(phone, '90601001', '核对身份（2/3）')
    await say(phone, '宋佳', '核对身份（3/3）')
    return phone
  },
  async 'the last four of an invite'() {
    const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name: '谢雨桐' } })
    const { id } = await prisma.person.findFirstOrThrow({ where: { name: '何丽萍' } })
    const now = program.program.house.clock.now()
    const made = await prisma.$transaction((tx) => makeInvite(tx, { personId, actor: { personId: id } }, now))
    if (isRefusal(made)) throw new Error(made.refused)
    const phone = newPhone()
    await phone.send(`/start invite-${made.word}`)
    await tap(phone, '同意', '最后四位')
    return phone
  },
  async 'the search for a school'() {
    const phone = newPhone()
    await agree(phone)
    await phone.tap('我没有继续教育证号')
    await tap(phone, '我的信息没有错，请学校核对', '由学校在名册中核对')
    await say(phone, '新来的', '学校名称')
    return phone
  },
  async 'a choice of a declaration'() {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'category')
    return phone
  },
  async 'a text of a declaration'() {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'courseName')
    return phone
  },
  async 'the photos of a declaration'() {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'photosCertificate')
    return phone
  },
  async 'the summary of a declaration'() {
    const { phone } = await newTeacher(program)
    await declareUntil(phone, 'summary')
    return phone
  },
  async 'a field of the profile'() {
    const { phone } = await newTeacher(program)
    await phone.send('/profile')
    await phone.tap('更正某一项')
    await tap(phone, '手机号', '请发送正确的手机号')
    return phone
  },
  async 'a new ID number'() {
    const { phone } = await newTeacher(program)
    await phone.send('/profile')
    await phone.tap('更正某一项')
    await tap(phone, '证件号码', '请发送正确的证件号码')
    return phone
  },
  async 'the note of a return'() {
    const { id, version } = await prisma.declaration.findFirstOrThrow({ where: { person: { name: '周敏' } } })
    const phone = administrator()
    const card = await phone.send('/item 2014-000002')
    await phone.waitFor('2014-000002 · ')
    await phone.forgeTap(card, tapData('item.note', id, version, 'photocopy'))
    await phone.waitFor('请输入给教师的说明')
    return phone
  },
  async 'a name to find'() {
    const phone = administrator()
    await say(phone, '/staff', '明德小学')
    await tap(phone, '按姓名查找', '姓名')
    return phone
  },
  async 'nothing at all'() {
    const { phone } = await newTeacher(program)
    await say(phone, '/help', '/declare')
    return phone
  },
}

beforeAll(async () => {
  await say(administrator(), '/help', '/queue')
})

describe('whoever is not meant', () => {
  const group = { id: -100_500, type: 'supergroup', title: '明德小学教师群' }
  const teacher = { id: 90_001, is_bot: false, first_name: '群里的教师' }
  const saidInGroup = async () =>
    (
      await program.sandbox
        .client(group.id)
        .chat()
        .catch(() => ({ messages: [] }))
    ).messages.filter(({ from }) => from === 'bot')

  it('a group hears nothing of what is talked there, and one line when it calls on the bot', async () => {
    await inject({ from: teacher, chat: group, text: '大家好' })
    await inject({ from: teacher, chat: group, text: '90601001' })
    await allHandled()
    expect(await saidInGroup()).toEqual([])
    await inject({ from: teacher, chat: group, text: '/start@xueshi_sandbox_bot' })
    await allHandled()
    expect((await saidInGroup()).map(({ text }) => text)).toEqual([
      '请在与我的私聊中使用，群聊中不处理个人信息。',
    ])
    expect(await prisma.account.findUnique({ where: { id: teacher.id } })).toBeNull()
  })

  it('a button tapped in a group does nothing there, and stops turning', async () => {
    const from = { ...teacher, id: administrator().userId }
    const { id, version } = await prisma.declaration.findFirstOrThrow({
      where: { person: { name: '李文博' } },
    })
    await program.sandbox.inject({
      callback_query: {
        id: '4711',
        from,
        chat_instance: '1',
        message: { message_id: 1, date: 1, chat: group, text: 'x' },
        data: tapData('item.approve', id, version, 1),
      },
    } as never)
    await allHandled()
    expect(await saidInGroup()).toHaveLength(1)
    expect(await prisma.declaration.findUnique({ where: { id } })).toMatchObject({
      version,
      state: 'SUBMITTED',
    })
  })

  it('another bot is not talked to, lest two of them talk for ever', async () => {
    const bot = { id: 90_002, is_bot: true, first_name: '别的机器人' }
    await inject({ from: bot, chat: { id: bot.id, type: 'private', first_name: 'x' }, text: '/start' })
    await allHandled()
    expect(await saidTo(program.phone(bot.id))).toEqual([])
    expect(await prisma.account.findUnique({ where: { id: bot.id } })).toBeNull()
  })

  it('a post in a channel is not even asked for', async () => {
    const channel = { id: -100_600, type: 'channel', title: '通知' }
    const post = { channel_post: { message_id: 1, date: 0, chat: channel, text: '/start' } }
    expect(program.sandbox.inject(post as never)).toBeUndefined()
  })
})

describe('what is said at the wrong time', () => {
  it('a changed message changes nothing, and its writer is told so', async () => {
    const { id, phone } = await newTeacher(program)
    await declareUntil(phone, 'courseName')
    const typed = await phone.send('第一个名称')
    await phone.waitFor('举办单位叫什么名称')
    await phone.editMessage(typed, '第二个名称')
    await phone.waitFor('修改不会生效')
    const { answers } = await prisma.draft.findFirstOrThrow({ where: { personId: id } })
    expect(answers).toMatchObject({ courseName: '第一个名称' })
    await say(phone, '示例培训中心', '从哪一天开始')
  })

  it('a message that is edited to hold an ID number is deleted from the chat like any other', async () => {
    const { phone } = await newTeacher(program)
    const typed = await phone.send('你好')
    await phone.waitFor('没有看懂')
    await phone.editMessage(typed, ['110105', '19491231', '002X'].join(''))
    await phone.waitFor('修改不会生效')
    await phone.waitUntil(({ messages }) => messages.every(({ id }) => id !== typed))
  })

  it('a command that there is not leads to help, also in the middle of a declaration, whose question stays', async () => {
    const { phone } = await newTeacher(program)
    for (const command of ['/nothing', '/Declare!', '/', '/start_now', '/queue@another_bot']) {
      await say(phone, command, '没有看懂')
    }
    await declareUntil(phone, 'courseName')
    await say(phone, '/nothing', '没有看懂')
    await say(phone, '班主任工作研修', '举办单位叫什么名称')
  })

  it.each(Object.entries(steps))(
    '/cancel at %s ends it, and nothing is waited for any more',
    async (_, go) => {
      const phone = await go()
      const { focus, inDialogue } = await standingOf(phone)
      await say(phone, '/cancel', focus !== null || inDialogue ? '已结束当前操作' : '当前没有进行中的操作')
      expect(await standingOf(phone)).toEqual({ focus: null, inDialogue: false })
      await say(phone, '这是什么', '没有看懂')
    },
  )

  it.each(Object.entries(steps))(
    'a sticker, a voice, a place and a contact at %s are answered and end nothing',
    async (_, go) => {
      const phone = await go()
      const before = await standingOf(phone)
      const oddities = [
        () => phone.sendSticker(),
        () => phone.sendVoice(),
        () => sendAs(phone, { location: { latitude: 23.1, longitude: 113.3 } }),
        () => sendAs(phone, { contact: { phone_number: '13800000000', first_name: '某' } }),
      ]
      for (const send of oddities) {
        await phone.seen()
        await send()
        await phone.waitFor(() => true)
        expect(await standingOf(phone)).toEqual(before)
      }
      await phone.send('/cancel')
      await allHandled()
    },
  )

  it.each(Object.entries(steps))(
    'an endless, a turned and an empty text at %s are answered without a fault',
    async (_, go) => {
      const phone = await go()
      for (const text of [
        '🎓'.repeat(4096),
        '\u202eمرحبا بالعالم\u202c שלום',
        '\u0000',
        '\u0000\ud83d<b>&',
        '%s{}[]\\\'"`',
      ]) {
        await say(phone, text, () => true)
        await allHandled()
      }
      await phone.send('/cancel')
      await allHandled()
    },
  )
})

describe('the language', () => {
  it('is that of the phone at first, and a change takes the menu and everything that follows along', async () => {
    const { phone } = await newTeacher(program)
    await say(phone, '/language', '请选择语言')
    await tap(phone, 'English', /English/)
    await phone.waitUntil(
      ({ commands }) => commands.some(({ description }) => description === 'Declare hours'),
      {
        what: 'menu in English',
      },
    )
    await say(phone, '/declare', 'Which category do you declare?')
    await phone.send('/language')
    await tap(phone, '中文', '已切换为中文')
    await phone.waitUntil(({ commands }) => commands.some(({ description }) => description === '申报学时'), {
      what: 'menu in Chinese',
    })
    await say(phone, '/declare', '哪一个科目')
    const stranger = newPhone()
    const from = { id: stranger.userId, is_bot: false, first_name: 'Ann', language_code: 'en-GB' }
    await stranger.seen()
    await inject({ from, chat: { id: from.id, type: 'private', first_name: 'Ann' }, text: '/start' })
    await stranger.waitFor('Do you agree')
  })
})

describe('whoever blocks the bot', () => {
  it('is marked at once, and cleared when they come back', async () => {
    const { phone } = await newTeacher(program)
    const unreachable = async () =>
      (await prisma.account.findUniqueOrThrow({ where: { id: phone.userId } })).unreachableAt !== null
    await declareUntil(phone, 'courseName')
    await phone.block()
    await expect.poll(unreachable).toBe(true)
    await phone.unblock()
    await expect.poll(unreachable).toBe(false)
    await say(phone, '班主任工作研修', '举办单位叫什么名称')
    await allHandled()
  })
})

describe('forged buttons', () => {
  const actions = tapNames
  const garbage = [
    [],
    ['x'],
    ['~AAAAAAAAAAAAAAAAAAAAAA', '1', '1'],
    ['-1', '1e400', '99999999999999999999'],
    ['\u0000', '\ud83d', "'; drop table draft; --"],
    Array.from({ length: 40 }, () => 'constructor'),
    ['~----------------------', 'x'.repeat(3000)],
  ]
  const tables = [
    'declaration',
    'grant',
    'person',
    'hour_record',
    'evidence',
    'organisation',
    'request',
    'invite',
    'publicity',
    'step',
    'snapshot',
    'complaint',
    'dispute',
    'exemption',
    'registration',
    'import',
    'export',
    'audit_entry',
  ]

  /** What must not change under them. */
  async function picture(ownDraftOf: string) {
    const sums = tables.map(async (table) => {
      const { rows } = await pool.query(
        `select md5(string_agg(t::text, '' order by t::text)) as sum from "${table}" t`,
      )
      return [table, rows[0]] as const
    })
    const drafts = await prisma.draft.findMany({
      where: { personId: { not: ownDraftOf } },
      orderBy: { id: 'asc' },
    })
    return { ...Object.fromEntries(await Promise.all(sums)), drafts }
  }

  it('are known by name, so that none is forgotten here', () => {
    expect(actions).toEqual(
      expect.arrayContaining(['item.approve', 'declare.discard-yes', 'profile.set', 'd.submit']),
    )
    expect(actions.length).toBeGreaterThan(50)
  })

  it('with garbage and with the ids of others are all answered, whoever taps, and nothing comes of them', async () => {
    const [teacher, other] = [await newTeacher(program), await newTeacher(program)]
    await declareUntil(teacher.phone, 'courseName')
    await declareUntil(other.phone, 'provider')
    const draft = await prisma.draft.findFirstOrThrow({ where: { personId: other.id } })
    const elsewhere = await prisma.person.findFirstOrThrow({ where: { name: '彭丹' } })
    const returned = await prisma.declaration.findFirstOrThrow({ where: { person: { name: '郑小琳' } } })
    const elsewhereOrOthers = [
      [elsewhere.id, '1', '1'],
      [draft.id, String(draft.version)],
    ]
    const taps: [phone: SandboxPhone, ids: string[][], meant?: RegExp][] = [
      [await steps['the search for a school']!(), elsewhereOrOthers, /^(?!item|staff|request)/],
      [teacher.phone, [...elsewhereOrOthers, [returned.id, String(returned.version), '1']]],
      [administrator(), elsewhereOrOthers, /^(?!d\.|declare|mydata|profile)/],
      [program.phoneOf('冯桂芳'), elsewhereOrOthers, /^sheets/],
    ]
    const before = await picture(teacher.id)
    await Promise.all(
      taps.map(async ([phone, ids, meant = /./]) => {
        const { id: card } = await say(phone, '/help', '/help')
        // Taking the consent back is everybody's own right and needs no id; it is proved where it belongs.
        const tried = actions.filter((action) => meant.test(action) && action !== 'mydata.withdraw-now')
        const forged = ['', 'nothing', ...tried].flatMap((action, at) =>
          // One kind of garbage to each action, in turn, so that every kind meets actions of every topic.
          [garbage[at % garbage.length]!, ...ids].map((args) => {
            const short = args.map((arg) => (/^[0-9a-f-]{36}$/.test(arg) ? tapData('d', arg).slice(2) : arg))
            return [action, ...short].join(':')
          }),
        )
        // A person's taps are answered in their order: once this one is, all before it are.
        for (const [at, data] of forged.entries()) {
          await phone.forgeTap(card, data, { answered: at % 20 === 0 })
        }
        const { text } = await phone.forgeTap(card, ':::')
        expect(text).toContain('已过期')
      }),
    )
    await allHandled()
    expect(await picture(teacher.id)).toEqual(before)
  })
})

describe('the ID number', () => {
  it('stands nowhere in the open once it has been used: in no table, nor in what is logged', async () => {
    const phone = program.phoneOf('陈静怡')
    const [certificateNumber, name, idNumber] = knowledgeOf('陈静怡')
    await agree(phone)
    await say(phone, `${certificateNumber} ${idNumber}`, '请一次只发送一项')
    await say(phone, certificateNumber, '核对身份（2/3）')
    await say(phone, name, '核对身份（3/3）')
    // What is to be said waits in the outbox while the messenger is away, so that it can be looked at there.
    program.sandbox.faults.set({ kind: '5xx', chatId: phone.userId })
    await phone.send(idNumber)
    await expect
      .poll(() => prisma.outboxMessage.count({ where: { chatId: phone.userId, attempts: { gt: 0 } } }))
      .toBeGreaterThan(0)
    await expectNowhere(idNumber)
    program.sandbox.faults.clear()
    await phone.waitUntil(({ messages }) => messages.at(-1)?.text.includes('身份核对成功') ?? false)
    await expectNowhere(idNumber)
    expect((await phone.messages()).filter(({ text }) => text.includes(idNumber))).toEqual([])
  })

  async function expectNowhere(number: string) {
    const { rows: tables } = await pool.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
    )
    expect(tables.length).toBeGreaterThan(15)
    const hex = Buffer.from(number).toString('hex')
    const base64 = Buffer.from(number).toString('base64').replace(/=+$/, '')
    for (const { name } of tables) {
      // A row as text shows every column, JSON and bytes (as hex) included.
      const { rows } = await pool.query(
        `select '${name}' as found_in from ${name} t where t::text like any(array[$1, $2, $3])`,
        [number, hex, base64].map((shape) => `%${shape}%`),
      )
      expect(rows).toEqual([])
    }
    expect(program.logged.join('\n')).not.toContain(number)
  }
})

describe('a fault of ours', () => {
  it('is set aside after the last try, its person is told a number, and goes on with what came after', async () => {
    const { phone } = await newTeacher(program)
    await pool.query('alter table profile_confirmation rename column confirmed_at to gone')
    try {
      await phone.send('/mydata')
      await phone.send('/profile')
      await phone.send('/help')
      const failing = { laneId: phone.userId, state: 'NEW' as const, attempts: { gt: 0 } }
      await expect.poll(() => prisma.inboxUpdate.count({ where: failing })).toBe(1)
      // The waits between the tries add up to more than a minute. This test is about what comes after the
      // last try.
      await prisma.inboxUpdate.updateMany({ where: failing, data: { attempts: 4 } })
      await prisma.inboxLane.update({ where: { id: phone.userId }, data: { readyAt: new Date(0) } })
      const told = await phone.waitFor('系统处理您刚才的操作时出错')
      const { updateId, error } = await prisma.inboxUpdate.findFirstOrThrow({ where: { state: 'PARKED' } })
      expect(told.text).toContain(`编号 ${updateId}`)
      expect(error).toContain('confirmed_at')
      expect(program.logged.join('\n')).toContain(`inbox: update ${updateId} was parked`)
      await phone.waitFor('/declare')
    } finally {
      await pool.query('alter table profile_confirmation rename column gone to confirmed_at')
    }
    await say(phone, '/profile', '个人信息核对')
  })
})
