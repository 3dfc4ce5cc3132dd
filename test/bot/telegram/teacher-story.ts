import type { SandboxPhone } from '../../../bot/sandbox/phone.ts'
import type { ShownMessage } from '../../../bot/sandbox/phones/shown.ts'
import { currentConsentVersion } from '../../../core/people/consent.ts'
import { samplePhoto } from '../../core/evidence/pictures.ts'
import type { TestProgram } from '../../support/program.ts'

let userIds = 50_000

export interface Teacher {
  readonly id: string
  readonly phone: SandboxPhone
}

/** A teacher of 明德小学 with nothing on record, who has consented and confirmed their profile. */
export async function newTeacher(
  { database, phone }: Pick<TestProgram, 'database' | 'phone'>,
  { profile = true } = {},
): Promise<Teacher> {
  const { prisma } = database
  userIds += 1
  const { id } = await prisma.person.create({
    data: { name: `教师${userIds}`, organisationId: 'mingde', certificateNumber: `STORY${userIds}` },
  })
  await prisma.account.create({ data: { id: userIds, personId: id } })
  await prisma.consent.create({
    data: { accountId: userIds, version: currentConsentVersion, givenAt: new Date('2014-12-01') },
  })
  await prisma.grant.create({
    data: { personId: id, role: 'TEACHER', organisationId: 'mingde', grantedAt: new Date('2014-01-01') },
  })
  if (profile) {
    await prisma.profileConfirmation.create({
      data: { personId: id, cycleId: 2014, confirmedAt: new Date('2014-12-01') },
    })
  }
  return { id, phone: phone(userIds) }
}

/** The questions of a declaration by their words, in order, each with the answer of an ordinary course. */
const ordinaryWay = {
  category: ['哪一个科目', tapping('专业科目')],
  activityType: ['是哪一类学习', tapping('其他培训')],
  courseName: ['课程（项目）叫什么名称', typing('班主任工作研修')],
  baseId: ['在哪个基地学习', tapping('继续教育基地一')],
  provider: ['举办单位叫什么名称', typing('示例培训中心')],
  from: ['从哪一天开始', typing('7月7日')],
  to: ['到哪一天结束', typing('2014-7-11')],
  amount: [/一共(培训了几天|多少学时|几项)/, typing('30学时')],
  confirmedHours: ['是否确认', tapping('确认无误')],
  foreign: ['外文的', tapping('否')],
  datesOnCertificate: ['写明培训时间了吗', tapping('有')],
  photosCertificate: ['请发送证书', photo('1-certificate')],
  photosTranslation: ['请发送盖章的中文翻译', photo('5-translation')],
  photosHoursProof: ['请发送盖章的学时证明', photo('6-hours-proof')],
  originalsConfirmed: ['都是证书原件', tapping('是原件，我确认')],
} satisfies Record<string, [string | RegExp, Act]>

export type Asked = keyof typeof ordinaryWay
type Act = (phone: SandboxPhone) => Promise<unknown>

/** Answers question after question, as the bot asks them, until it asks `until` or shows the summary. */
export async function declareUntil(
  phone: SandboxPhone,
  until: Asked | 'summary',
  answers: Partial<Record<Asked, Act>> = {},
): Promise<ShownMessage> {
  await phone.send('/declare')
  return answerUntil(phone, until, answers)
}

export async function answerUntil(
  phone: SandboxPhone,
  until: Asked | 'summary',
  answers: Partial<Record<Asked, Act>> = {},
): Promise<ShownMessage> {
  for (;;) {
    const card = await phone.waitFor((message) => askedBy(message) !== undefined)
    const asked = askedBy(card)!
    if (asked === until || asked === 'summary') return card
    await (answers[asked] ?? ordinaryWay[asked][1])(phone)
  }
}

/** What a card asks. */
export function askedBy({ text }: ShownMessage): Asked | 'summary' | undefined {
  if (text.includes('请核对')) return 'summary'
  const entries = Object.entries(ordinaryWay) as [Asked, [string | RegExp, Act]][]
  return entries.find(([, [words]]) =>
    typeof words === 'string' ? text.includes(words) : words.test(text),
  )?.[0]
}

export function tapping(label: string): Act {
  return (phone) => phone.tap(label)
}

export function typing(text: string): Act {
  return (phone) => phone.send(text)
}

/** Sends one photo and says that this is all. */
export function photo(sample: string): Act {
  return async (phone) => {
    await phone.sendPhoto(samplePhoto(sample))
    await phone.waitFor('已收到')
    await phone.tap('完成，下一步')
  }
}
