import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { maxComplaintChars, readComplaint } from '../../../core/complaints/complaint.ts'
import { linkItem, referUp, takeUp } from '../../../core/complaints/handle.ts'
import { listComplaints, ownTickets } from '../../../core/complaints/lists.ts'
import { tellOverdueComplaints } from '../../../core/complaints/overdue.ts'
import { type NewComplaint, registerComplaint } from '../../../core/complaints/register.ts'
import { type Settling, settle } from '../../../core/complaints/settle.ts'
import { complaintsBelow, complaintsOfCity, superviseComplaints } from '../../../core/complaints/supervise.ts'
import { freezesAt } from '../../../core/cycle/windows.ts'
import { type DecisionCommand, decide } from '../../../core/declarations/decide.ts'
import { readHistory } from '../../../core/declarations/review-card.ts'
import { readStatus } from '../../../core/declarations/status.ts'
import { dataHeldAbout } from '../../../core/people/my-data.ts'
import { openSealer } from '../../../core/privacy/sealing.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle, cycleOf } = city
const sealer = openSealer({ sealing: randomBytes(32), index: randomBytes(32) })
/** In publicity, seven days before the date for settling. */
const now = new Date('2015-01-12T02:00:00Z')
const due = new Date('2015-01-30T16:00:00Z')
const second = 1000

type Who = { id: string; accountId: number }
let teacher: Who
let admin: Who
let colleague: Who
let principal: Who
let reviewer: Who
let stranger: Who
let strangers: Who
let supervisor: Who
/** A parent: an account that is nobody's. */
const parent = { accountId: 7001 }

beforeAll(async () => {
  await prisma.organisation.create({ data: { id: 'city', kind: 'CITY', name: '示例市教育局' } })
  await prisma.organisation.create({
    data: { id: 'other-district', kind: 'DISTRICT', name: '示例乙区教育局', parentId: 'city' },
  })
  teacher = await city.person('陈老师', ['TEACHER'])
  admin = await city.person('李管理员', ['TEACHER', 'SCHOOL_ADMIN'])
  colleague = await city.person('王管理员', ['SCHOOL_ADMIN'])
  principal = await city.person('赵校长', ['PRINCIPAL'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  stranger = await city.person('外校管理员', ['SCHOOL_ADMIN'], 'other-school')
  strangers = await city.person('外区审核员', ['DISTRICT_REVIEWER'], 'other-district')
  supervisor = await city.person('市督查员', ['CITY_SUPERVISOR'], 'city')
  await prisma.account.create({ data: { id: parent.accountId } })
  await published()
})

/** The school's list hangs from 01-08 on. */
const published = () =>
  prisma.publicity.create({
    data: {
      organisationId: 'school',
      cycleId: 2014,
      startsAt: new Date('2015-01-07T16:00:00Z'),
      endsAt: new Date('2015-01-14T16:00:00Z'),
      startedById: admin.id,
      list: {},
    },
  })

let courses = 0
async function itemOf(
  who: Who,
  state: 'SUBMITTED' | 'APPROVED_BY_SCHOOL' | 'CONFIRMED_BY_PRINCIPAL' | 'INVALID',
) {
  courses += 1
  const { id } = await prisma.declaration.create({
    data: {
      cycleId: 2014,
      personId: who.id,
      organisationId: 'school',
      state,
      category: 'PROFESSIONAL',
      activityType: 'other-training',
      courseName: `课程${courses}`,
      provider: '示例培训中心',
      from: new Date('2014-07-07'),
      to: new Date('2014-07-11'),
      hours: 30,
      claim: completeAnswers as object,
      submittedAt: new Date('2014-12-01'),
      waitingSince: new Date('2014-12-01'),
    },
  })
  return id
}

let accounts = 8000
/** From an account of its own each time, so that no test uses up the day of another. */
async function register(complaint: Partial<NewComplaint> = {}, at = now) {
  accounts += 1
  const accountId = accounts
  if (!complaint.source) await prisma.account.create({ data: { id: accountId } })
  return prisma.$transaction((tx) =>
    registerComplaint(
      tx,
      {
        source: { accountId },
        schoolId: 'school',
        text: '公示的学时与实际参加的培训不符',
        anonymous: true,
        ...complaint,
      },
      { cycle, sealer, now: at },
    ),
  )
}

function need<Outcome>(outcome: Outcome): Exclude<Outcome, { refused: string }> {
  if (isRefusal(outcome)) throw new Error(`This was refused: ${JSON.stringify(outcome)}`)
  return outcome as Exclude<Outcome, { refused: string }>
}
const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.refused : 'done')

const card = (complaintId: string, who: Who, at = now) =>
  readComplaint(prisma, complaintId, who.id, { cycleOf, sealer, now: at })
const rowOf = (id: string) => prisma.complaint.findUniqueOrThrow({ where: { id } })
const handling = (complaintId: string, who: Who, version = 1) => ({
  complaintId,
  version,
  actor: { personId: who.id },
})
const take = (complaintId: string, who: Who, version = 1) =>
  prisma.$transaction((tx) => takeUp(tx, handling(complaintId, who, version), { now }))
const link = (complaintId: string, who: Who, declarationId: string, version = 1) =>
  prisma.$transaction((tx) =>
    linkItem(tx, { ...handling(complaintId, who, version), declarationId }, { now }),
  )
const refer = (complaintId: string, who: Who, version = 1) =>
  prisma.$transaction((tx) =>
    referUp(tx, { ...handling(complaintId, who, version), note: '涉及已确认的申报' }, { now }),
  )
const close = (complaintId: string, who: Who, settling: Partial<Settling> = {}, at = now) =>
  prisma.$transaction((tx) =>
    settle(
      tx,
      { ...handling(complaintId, who), upheld: false, finding: '查阅原件，情况属实与否已核', ...settling },
      { cycleOf, sealer, now: at },
    ),
  )
const act = (command: DecisionCommand) => prisma.$transaction((tx) => decide(tx, command, { cycleOf, now }))

/** A complaint on an item of the teacher, ready to be settled. */
async function linked(
  state: Parameters<typeof itemOf>[1] = 'APPROVED_BY_SCHOOL',
  to: Partial<NewComplaint> = {},
) {
  const declarationId = await itemOf(teacher, state)
  const { complaintId } = need(await register(to))
  const handler = to.toOffice ? reviewer : admin
  need(await link(complaintId, handler, declarationId))
  return { declarationId, complaintId, version: 2 }
}

describe('registering (S065)', () => {
  it('gives a number and a date, and tells the administrators at once', async () => {
    const ticket = need(await register())
    expect(ticket.number).toMatch(/^TS2014-\d{6}$/)
    expect(ticket).toMatchObject({ handler: { id: 'school' }, due, late: false })
    for (const { accountId } of [admin, colleague]) {
      expect(await city.noticesFor(accountId)).toContainEqual({
        kind: 'complaint-registered',
        complaintId: ticket.complaintId,
      })
    }
    expect(await city.noticesFor(reviewer.accountId)).toEqual([])
  })

  it('goes to the office above when the complainant wants it so or the administrator or principal is meant', async () => {
    const handlerOf = async (complaint: Partial<NewComplaint>) => need(await register(complaint)).handler.id
    expect(await handlerOf({ toOffice: true })).toBe('district')
    expect(await handlerOf({ aboutLeaders: true })).toBe('district')
    expect(await handlerOf({ aboutName: '李管理员' })).toBe('district')
    expect(await handlerOf({ aboutName: '赵 校长' })).toBe('district')
    expect(await handlerOf({ aboutName: '陈老师' })).toBe('school')
    // Nobody investigates what they brought themselves.
    expect(await handlerOf({ source: { accountId: admin.accountId } })).toBe('district')
  })

  it('is possible from the opening of the cycle to the freeze, and marked late after 2015-01-30 (ruling 1)', async () => {
    const opens = new Date('2013-12-31T16:00:00Z')
    const freeze = freezesAt(cycle)
    expect(codeOf(await register({}, new Date(opens.getTime() - second)))).toBe('window-not-open')
    expect(need(await register({}, opens)).late).toBe(false)
    expect(need(await register({}, new Date(due.getTime() - second))).late).toBe(false)
    expect(need(await register({}, due)).late).toBe(true)
    expect(need(await register({}, new Date(freeze.getTime() - second))).late).toBe(true)
    expect(codeOf(await register({}, freeze))).toBe('cycle-frozen')
  })

  it('takes five a day from one account, also of ten at once, and goes on the next day', async () => {
    const source = { accountId: parent.accountId }
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => register({ source })))
    expect(outcomes.map(codeOf).sort()).toEqual([
      ...Array(5).fill('complaints-today'),
      ...Array(5).fill('done'),
    ])
    const midnight = new Date('2015-01-12T16:00:00Z')
    expect(codeOf(await register({ source }, new Date(midnight.getTime() - second)))).toBe('complaints-today')
    expect(codeOf(await register({ source }, midnight))).toBe('done')
    const own = await ownTickets(prisma, parent.accountId, { cycleOf, most: 10 })
    expect(own).toHaveLength(6)
    expect(own[0]).toMatchObject({
      state: 'REGISTERED',
      schoolName: '示例一小',
      handlerName: '示例一小',
      due,
    })
  })

  it('keeps no ID number and no novel, and a name only with the means to reach it', async () => {
    expect(codeOf(await register({ text: '他的号码是110105194912310 02X' }))).toBe(
      'complaint-holds-id-number',
    )
    expect(codeOf(await register({ text: '长'.repeat(maxComplaintChars + 1) }))).toBe('text-too-long')
    expect(codeOf(await register({ anonymous: false }))).toBe('complaint-contact-needed')
    expect(codeOf(await register({ schoolId: 'district' }))).toBe('school-unknown')
  })

  it('of a telephone call is entered by the school or the office above, and by nobody else', async () => {
    const byPhone = (who: Who): Partial<NewComplaint> => ({
      source: { actor: { personId: who.id }, channel: 'PHONE' },
      anonymous: false,
      contact: '刘女士 13800000000',
    })
    const atSchool = need(await register(byPhone(admin)))
    expect(atSchool.handler.id).toBe('school')
    expect((await card(atSchool.complaintId, colleague))?.contact).toBe('刘女士 13800000000')
    const row = await rowOf(atSchool.complaintId)
    expect(row).toMatchObject({ channel: 'PHONE', enteredById: admin.id, complainantAccountId: null })
    expect(Buffer.from(row.complainantSealed!).toString()).not.toContain('刘')
    expect(need(await register(byPhone(reviewer))).handler.id).toBe('district')
    for (const who of [teacher, principal, stranger, strangers]) {
      expect(codeOf(await register(byPhone(who)))).toBe('not-your-organisation')
    }
  })
})

describe('who sees and handles a complaint (ruling 10)', () => {
  it('is only whoever has to settle it', async () => {
    const { complaintId } = need(await register())
    for (const who of [teacher, principal, reviewer, stranger, strangers, supervisor]) {
      expect(await card(complaintId, who)).toBeUndefined()
      expect(codeOf(await take(complaintId, who))).toBe('complaint-unknown')
      expect(codeOf(await close(complaintId, who))).toBe('complaint-unknown')
    }
    expect(codeOf(await take(complaintId, admin))).toBe('done')
    expect(await rowOf(complaintId)).toMatchObject({ state: 'INVESTIGATING', version: 2 })
  })

  it('is never the one it is about, who finds it in no list and hears of none', async () => {
    // The name was not on the roster, so the complaint came to the school. The reviewer who also administers
    // it finds the item.
    const double = await city.person('兼职管理员', ['TEACHER'])
    const { complaintId } = need(await register({ aboutName: '兼职管理员' }))
    await prisma.grant.create({
      data: { personId: double.id, role: 'SCHOOL_ADMIN', organisationId: 'school', grantedAt: now },
    })
    expect(await card(complaintId, double)).toBeUndefined()
    expect(codeOf(await close(complaintId, double))).toBe('complaint-unknown')
    const list = (who: Who) =>
      listComplaints(
        prisma,
        { handlerId: 'school', personId: who.id, shown: 'open' },
        { cycle, now, take: 99 },
      )
    const [seen, hidden] = [await list(admin), await list(double)]
    expect(seen.lines.map(({ id }) => id)).toContain(complaintId)
    expect(hidden.lines.map(({ id }) => id)).not.toContain(complaintId)
    expect(hidden.open).toBe(seen.open - 1)
    expect(await city.noticesFor(double.accountId)).toEqual([])
    await prisma.grant.deleteMany({ where: { personId: double.id } })
  })

  it('is not whoever brought it, who follows it as a ticket of their own', async () => {
    const { complaintId } = need(
      await register({ source: { accountId: reviewer.accountId }, toOffice: true }),
    )
    expect(await card(complaintId, reviewer)).toBeUndefined()
    expect(codeOf(await close(complaintId, reviewer))).toBe('own-complaint')
  })

  it('passes with a referral to the office above, once, and the school is out of it', async () => {
    const { complaintId } = need(await register())
    need(await refer(complaintId, admin))
    expect(await card(complaintId, admin)).toBeUndefined()
    expect(await card(complaintId, reviewer)).toMatchObject({
      state: 'REGISTERED',
      referral: '涉及已确认的申报',
      handler: { id: 'district' },
    })
    expect(codeOf(await refer(complaintId, reviewer, 2))).toBe('complaint-at-office')
    expect(await city.noticesFor(reviewer.accountId)).toContainEqual({
      kind: 'complaint-referred',
      complaintId,
    })
  })
})

describe('naming the item', () => {
  it('takes an item of the school and of the person complained about, and stops its confirmation until settled', async () => {
    const item = await itemOf(teacher, 'APPROVED_BY_SCHOOL')
    const { complaintId } = need(await register({ aboutName: '陈老师' }))
    const others = await itemOf(await city.person('旁人', ['TEACHER']), 'APPROVED_BY_SCHOOL')
    expect(codeOf(await link(complaintId, admin, others))).toBe('complaint-about-another')
    const elsewhere = await itemOf(teacher, 'APPROVED_BY_SCHOOL')
    await prisma.declaration.update({ where: { id: elsewhere }, data: { organisationId: 'other-school' } })
    expect(codeOf(await link(complaintId, admin, elsewhere))).toBe('complaint-item-unknown')
    const isOpen = async () =>
      (await prisma.complaint.count({ where: { declarationId: item, state: { not: 'SETTLED' } } })) > 0
    expect(await isOpen()).toBe(false)
    need(await link(complaintId, admin, item))
    expect(await isOpen()).toBe(true)
    need(await close(complaintId, admin, { version: 2 }))
    expect(await isOpen()).toBe(false)
  })

  it('of an administrator or the principal is for the office above, and never for themselves', async () => {
    const { complaintId } = need(await register())
    const own = await itemOf(admin, 'SUBMITTED')
    expect(codeOf(await link(complaintId, admin, own))).toBe('own-item')
    expect(codeOf(await link(complaintId, colleague, own))).toBe('complaint-about-leaders')
    need(await refer(complaintId, colleague))
    expect(codeOf(await link(complaintId, reviewer, own, 2))).toBe('done')
  })
})

describe('settling (S044–S045)', () => {
  it('upheld by the school returns the item at the same instant and opens its second round', async () => {
    const { declarationId, complaintId, version } = await linked()
    const settled = need(
      await close(complaintId, admin, { version, upheld: true, finding: '查实未参加该培训' }),
    )
    expect(settled).toMatchObject({ late: false, item: { declarationId, returned: true } })
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item).toMatchObject({ state: 'RETURNED_BY_SCHOOL', round: 2, note: '查实未参加该培训' })
    expect((await rowOf(complaintId)).settledAt).toEqual(item.decidedAt)
    expect(codeOf(await act({ action: 'undo', declarationId, personId: admin.id }))).toBe('complaint-upheld')
  })

  it('upheld before the school went public leaves it in the first round, to be corrected until then (ruling 3)', async () => {
    await prisma.publicity.deleteMany()
    const { declarationId, complaintId, version } = await linked()
    need(await close(complaintId, admin, { version, upheld: true, finding: '查实未参加该培训' }))
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item).toMatchObject({ state: 'RETURNED_BY_SCHOOL', round: 1 })
    expect(codeOf(await act({ action: 'undo', declarationId, personId: admin.id }))).toBe('complaint-upheld')
    await published()
  })

  it('upheld returns it for the reason that the cycle keeps for complaints, whatever its id is', async () => {
    const reasons = cycle.returnReasons.map((one) =>
      one.use === 'complaint' ? { ...one, id: 'by-ticket' } : one,
    )
    const another = { ...cycle, returnReasons: reasons }
    const { declarationId, complaintId, version } = await linked()
    const given = { complaintId, version, actor: { personId: admin.id }, upheld: true, finding: '查实未参加' }
    need(await prisma.$transaction((tx) => settle(tx, given, { cycleOf: () => another, sealer, now })))
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item.reasonId).toBe('by-ticket')
  })

  it('not upheld leaves the item as it was', async () => {
    const { declarationId, complaintId, version } = await linked()
    need(await close(complaintId, admin, { version }))
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item).toMatchObject({ state: 'APPROVED_BY_SCHOOL', version: 1 })
    expect(await rowOf(complaintId)).toMatchObject({ state: 'SETTLED', upheld: false })
  })

  it('is for the office above once the principal confirmed the item', async () => {
    const { declarationId, complaintId, version } = await linked('CONFIRMED_BY_PRINCIPAL')
    expect(codeOf(await close(complaintId, admin, { version, upheld: true }))).toBe('complaint-beyond-school')
    need(await refer(complaintId, admin, version))
    need(await close(complaintId, reviewer, { version: 3, upheld: true }))
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item).toMatchObject({ state: 'RETURNED_BY_DISTRICT', round: 2 })
  })

  it.each([
    ['is invalid already', 'INVALID', now, 'already-invalid'],
    ['is frozen', 'APPROVED_BY_SCHOOL', freezesAt(cycle), 'cycle-frozen'],
  ] as const)('of an item that %s is settled without a return, and says so', async (_, state, at, why) => {
    const { declarationId, complaintId, version } = await linked(state)
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: at === now ? null : at } })
    const settled = need(await close(complaintId, admin, { version, upheld: true }, at))
    expect(settled.item).toMatchObject({ returned: false, why: { refused: why } })
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item).toMatchObject({ state, version: 1 })
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: null } })
  })

  it('is in time to the last second of 2015-01-30 and marked late from the next on', async () => {
    const [inTime, late] = [await linked(), await linked()]
    const upheld = { version: 2, upheld: true }
    need(await close(inTime.complaintId, admin, upheld, new Date(due.getTime() - second)))
    expect(await rowOf(inTime.complaintId)).toMatchObject({ late: false })
    expect((await card(late.complaintId, admin, due))?.late).toBe(true)
    expect(need(await close(late.complaintId, admin, upheld, due)).late).toBe(true)
    expect(await rowOf(late.complaintId)).toMatchObject({ late: true, state: 'SETTLED' })
  })

  it('happens once: of ten at once one wins and nine are told who was first', async () => {
    const { declarationId, complaintId, version } = await linked()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        close(complaintId, at % 2 ? admin : colleague, { version, upheld: at % 3 === 0 }),
      ),
    )
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
    const refused = outcomes.filter(isRefusal)
    expect(refused.map((outcome) => outcome.refused)).toEqual(Array(9).fill('already-decided'))
    expect(refused.every(({ params }) => /管理员$/.test(String(params.by)))).toBe(true)
    expect(
      await prisma.auditEntry.count({ where: { subjectId: complaintId, action: 'complaint.settle' } }),
    ).toBe(1)
    const { upheld } = await rowOf(complaintId)
    const item = await prisma.declaration.findUniqueOrThrow({ where: { id: declarationId } })
    expect(item.state).toBe(upheld ? 'RETURNED_BY_SCHOOL' : 'APPROVED_BY_SCHOOL')
  })

  it('tells whoever complained through the bot the outcome, and the teacher only of the return', async () => {
    await prisma.account.create({ data: { id: 7002 } })
    await prisma.outboxMessage.deleteMany({ where: { chatId: teacher.accountId } })
    const { declarationId, complaintId, version } = await linked('APPROVED_BY_SCHOOL', {
      source: { accountId: 7002 },
      anonymous: false,
      contact: '刘女士 13800000000',
      text: '他七月在外地旅游',
    })
    expect(await city.noticesFor(teacher.accountId)).toEqual([])
    for (const finding of ['刘女士反映的情况属实', '来电13800000000反映属实']) {
      const outcome = await close(complaintId, admin, { version, upheld: true, finding })
      expect(codeOf(outcome)).toBe('finding-names-complainant')
    }
    need(await close(complaintId, admin, { version, upheld: true, finding: '查实未参加该培训' }))
    expect(await city.noticesFor(7002)).toEqual([{ kind: 'complaint-settled', complaintId }])

    const seenByTeacher = JSON.stringify([
      await city.noticesFor(teacher.accountId),
      await dataHeldAbout(prisma, { personId: teacher.id }, sealer),
      await readStatus(prisma, teacher.id, cycle, now),
      await readHistory(prisma, declarationId),
    ])
    expect(await city.noticesFor(teacher.accountId)).toHaveLength(1)
    expect(seenByTeacher).toContain('查实未参加该培训')
    for (const secret of ['刘女士', '138000', '旅游', complaintId, '7002', 'TS2014']) {
      expect(seenByTeacher).not.toContain(secret)
    }
    // Nor does the trail name them, whoever reads it.
    const trail = await prisma.auditEntry.findMany({ where: { subjectId: complaintId } })
    const told = JSON.stringify(trail.map(({ actorId, details }) => ({ actorId, details })))
    expect(told).not.toMatch(/刘女士|13800000000|7002|旅游/)
    expect(trail.map(({ action }) => action)).toEqual([
      'complaint.register',
      'complaint.link',
      'complaint.settle',
    ])
  })
})

describe('looking after them', () => {
  it('lists the oldest first, with age and days left', async () => {
    const at = new Date('2015-01-28T02:00:00Z')
    const list = await listComplaints(
      prisma,
      { handlerId: 'school', personId: admin.id, shown: 'open' },
      { cycle, now: at },
    )
    expect(list.lines).toHaveLength(8)
    expect(list).toMatchObject({ daysLeft: 2, overdue: 0 })
    const dates = list.lines.map(({ registeredAt }) => +registeredAt)
    expect(dates).toEqual([...dates].sort((a, b) => a - b))
    const ages = list.lines.map(({ ageDays }) => ageDays)
    expect(ages).toContain(16)
  })

  it('tells the level above once when the date has passed', async () => {
    const overdue = async ({ accountId }: Who) =>
      (await city.noticesFor(accountId)).filter(({ kind }) => kind === 'complaint-overdue')
    const sweep = (at: Date) => tellOverdueComplaints(database, { cycles: [cycle], now: at })
    await sweep(new Date(due.getTime() - second))
    expect(await overdue(reviewer)).toEqual([])
    await Promise.all([sweep(due), sweep(due), sweep(due)])
    await sweep(due)
    expect(await overdue(reviewer)).toEqual([
      { kind: 'complaint-overdue', handlerId: 'school', cycleId: 2014 },
    ])
    expect(await overdue(supervisor)).toEqual([
      { kind: 'complaint-overdue', handlerId: 'district', cycleId: 2014 },
    ])
    for (const who of [admin, principal, teacher, stranger, strangers]) expect(await overdue(who)).toEqual([])
  })

  it('shows the city the numbers of every office, and supervision is done once (S059)', async () => {
    const rows = await complaintsOfCity(prisma, { cycle, now: due })
    expect(rows.map(({ name }) => name)).toEqual(['示例乙区教育局', '示例区教育局'])
    const [none, some] = rows
    expect(none).toMatchObject({ accepted: 0, open: 0 })
    expect(some!.overdue).toBe(some!.open)
    expect(some!.settledLate).toBeGreaterThan(0)
    const below = await complaintsBelow(prisma, 'district', { cycle, now: due })
    expect(below.map(({ organisationId }) => organisationId)).toEqual(['district', 'school'])

    const supervise = (who: Who) =>
      prisma.$transaction((tx) =>
        superviseComplaints(tx, { organisationId: 'city', actor: { personId: who.id } }, { cycle, now: due }),
      )
    expect(codeOf(await supervise(reviewer))).toBe('not-your-role')
    expect(codeOf(await supervise(supervisor))).toBe('done')
    expect(codeOf(await supervise(supervisor))).toBe('step-already-done')
  })
})
