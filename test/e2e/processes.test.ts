import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../bot/config.ts'
import { demoPeople } from '../../bot/demo/city/people.ts'
import { type Program, startProgram } from '../../bot/program.ts'
import { type Sandbox, type SandboxPhone, startSandbox } from '../../bot/sandbox/sandbox.ts'
import { currentConsentVersion } from '../../core/people/consent.ts'
import {
  answerUntil,
  askedBy,
  declareUntil,
  newTeacher,
  type Teacher,
  tapping,
} from '../bot/telegram/teacher-story.ts'
import { demoCity } from '../support/database.ts'
import { tap } from '../support/story.ts'

const now = new Date('2014-12-20T09:00:00+08:00')
const { url, database, dataFolder } = await demoCity()
const { prisma } = database
const logged: string[] = []

let sandbox: Sandbox
let settings: Record<string, string>
const town = { database, phone: (userId: number) => sandbox.client(userId) }
const running: Program[] = []

/** One process of the product, as if alone on a machine, except that it shares its memory with the test. */
async function start(...rolesOfProcesses: string[]) {
  for (const ROLES of rolesOfProcesses) {
    running.push(
      await startProgram(readConfig({ ...settings, ROLES }), (line) => logged.push(line), {
        clock: sandbox.clock,
      }),
    )
  }
}

async function stopAll() {
  for (const program of running.splice(0).reverse()) await program.close()
}

async function allHandled() {
  await expect.poll(() => prisma.inboxUpdate.count({ where: { state: 'NEW' } })).toBe(0)
  await expect.poll(() => prisma.outboxMessage.count({ where: { state: 'NEW' } })).toBe(0)
  expect(
    await prisma.inboxUpdate.count({ where: { OR: [{ state: 'PARKED' }, { attempts: { gt: 0 } }] } }),
  ).toBe(0)
}

afterAll(async () => {
  await stopAll()
  await sandbox.close()
})

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, people: () => demoPeople, startsAt: now })
  settings = {
    PORT: '0',
    DATABASE_URL: url,
    DATA_DIR: dataFolder,
    BOT_TOKEN: sandbox.token,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
  }
  await start('intake', 'worker', 'worker,schedule')
})

async function eightTeachers(): Promise<Teacher[]> {
  const teachers: Teacher[] = []
  while (teachers.length < 8) teachers.push(await newTeacher(town))
  return teachers
}

const sendAll = async (phone: SandboxPhone, texts: readonly string[]) => {
  for (const text of texts) await phone.send(text)
}
const saidTo = async (phone: SandboxPhone) =>
  (await phone.messages()).filter(({ from }) => from === 'bot').map(({ text }) => text)

/**
 * Accounts whose every text is answered with a message that repeats it: they look for a school that does not
 * exist.
 */
async function searchers(first: number, count: number): Promise<SandboxPhone[]> {
  const ids = Array.from({ length: count }, (_, n) => first + n)
  for (const id of ids) {
    await prisma.account.create({
      data: {
        id,
        focus: { at: 'school-search', name: '某人' },
        consents: { create: { version: currentConsentVersion, givenAt: now } },
      },
    })
  }
  return ids.map((id) => sandbox.client(id))
}

describe('one process that receives and two that work', () => {
  it('answer a burst of many people each in order, everything once', async () => {
    const phones = await searchers(71_000, 10)
    const names = Array.from({ length: 20 }, (_, n) => `学校第${n}号`)
    await Promise.all(phones.map((phone) => sendAll(phone, names)))
    await allHandled()
    for (const phone of phones) {
      const said = await saidTo(phone)
      expect(said.map((text) => /「(.*)」/.exec(text)?.[1])).toEqual(names)
    }
  })

  it('fill in the declarations of many teachers who type all their answers ahead', async () => {
    const teachers = await eightTeachers()
    const answers = [
      '专业科目',
      '其他培训',
      '班主任工作研修',
      '示例培训中心',
      '7月7日',
      '7月11日',
      '30学时',
      '否',
      '有',
    ]
    await Promise.all(teachers.map(({ phone }) => sendAll(phone, ['/declare', ...answers])))
    await allHandled()
    for (const { id, phone } of teachers) {
      const drafts = await prisma.draft.findMany({ where: { personId: id } })
      expect(drafts).toHaveLength(1)
      expect(drafts[0]).toMatchObject({
        version: 1 + answers.length,
        answers: {
          category: 'PROFESSIONAL',
          activityType: 'other-training',
          courseName: '班主任工作研修',
          provider: '示例培训中心',
          from: '2014-07-07',
          to: '2014-07-11',
          hours: 30,
          foreign: false,
          datesOnCertificate: true,
        },
      })
      const asked = (await phone.messages()).filter(({ from }) => from === 'bot').map(askedBy)
      expect(asked).toEqual([
        'category',
        'activityType',
        'courseName',
        'provider',
        'from',
        'to',
        'amount',
        'foreign',
        'datesOnCertificate',
        'photosCertificate',
      ])
    }
  })

  it('take a button and a text of one person at the same moment one after the other, and lose neither', async () => {
    const teachers = await eightTeachers()
    await Promise.all(
      teachers.map(async ({ id, phone }) => {
        await declareUntil(phone, 'activityType')
        const { version } = await prisma.draft.findFirstOrThrow({ where: { personId: id } })
        const before = (await saidTo(phone)).length
        await Promise.all([phone.tap('其他培训'), phone.send('新课程标准研修')])
        await phone.waitUntil(({ messages }) => messages.filter(({ from }) => from === 'bot').length > before)
        const draft = await prisma.draft.findFirstOrThrow({ where: { personId: id } })
        const { activityType, courseName } = draft.answers as Record<string, unknown>
        expect(activityType).toBe('other-training')
        // Whichever came first, the other was judged after it: the text is the name of the course, or no kind
        // of activity.
        if (courseName === undefined) expect((await saidTo(phone)).join()).toContain('选项')
        else expect(courseName).toBe('新课程标准研修')
        expect(draft.version).toBe(version + (courseName === undefined ? 1 : 2))
      }),
    )
    await allHandled()
  })

  it('lose nothing when one that works is taken away in the middle and another takes its place', async () => {
    const phones = await searchers(72_000, 6)
    const names = Array.from({ length: 40 }, (_, n) => `学校第${n}号`)
    const sending = Promise.all(phones.map((phone) => sendAll(phone, names)))
    const [leaving] = running.splice(1, 1)
    await leaving!.close()
    await start('worker')
    await sending
    await allHandled()
    for (const phone of phones) {
      expect((await saidTo(phone)).map((text) => /「(.*)」/.exec(text)?.[1])).toEqual(names)
    }
  })

  it('have nothing to complain about', () => {
    expect(logged).toEqual([])
  })
})

describe('a deploy', () => {
  it('asks a draft of an earlier version exactly the question that it lacks, and goes on where the teacher was', async () => {
    const { id, phone } = await newTeacher(town)
    await declareUntil(phone, 'originalsConfirmed')
    await stopAll()
    // As an earlier version would have left it: it did not ask for one thing, and asked for another that no
    // longer exists.
    await database.pool.query(
      `update draft set answers = (answers - 'foreign') || '{"grade": "三年级"}', asking = 'grade' where person_id = $1`,
      [id],
    )
    const waiting = phone.send('已经拍好了')
    await start('intake', 'worker', 'worker,schedule')
    await waiting
    const asked = await phone.waitFor('外文的')
    expect(asked.text).toContain('课程名称：班主任工作研修')
    expect(askedBy(await tap(phone, '否', (message) => askedBy(message) !== undefined))).toBe(
      'originalsConfirmed',
    )
    await answerUntil(phone, 'summary', { foreign: tapping('是') })
    await tap(phone, '提交', '回执编号')
    const declaration = await prisma.declaration.findFirstOrThrow({
      where: { personId: id },
      include: { evidence: true },
    })
    expect(declaration).toMatchObject({ hours: 30, claim: { foreign: false, courseName: '班主任工作研修' } })
    expect(declaration.evidence).toHaveLength(1)
  })
})
