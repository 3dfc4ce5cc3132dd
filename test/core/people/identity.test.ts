import { describe, expect, it } from 'vitest'
import { startBroadcast } from '../../../core/broadcasts/broadcast.ts'
import { readBroadcast } from '../../../core/broadcasts/broadcast-progress.ts'
import { tell } from '../../../core/notices/notice.ts'
import { giveConsent, hasConsent, withdrawConsent } from '../../../core/people/consent.ts'
import { identify } from '../../../core/people/identity.ts'
import { freshDatabase } from '../../support/database.ts'
import {
  newAccount,
  newIdNumber,
  now,
  openSchool,
  type SchoolPerson,
  sealer,
  tenAtOnce,
  won,
} from './school.ts'

const { database } = await freshDatabase()
const { inTransaction, ...at } = openSchool(database)

const say = (accountId: number, as: SchoolPerson, change: Partial<SchoolPerson> = {}, when = now) =>
  inTransaction((tx) => identify(tx, { ...as, ...change, accountId }, { sealer, now: when }))
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('consent', () => {
  it('is kept once, however often it is given', async () => {
    const accountId = newAccount()
    await tenAtOnce(() => inTransaction((tx) => giveConsent(tx, accountId, now)))
    expect(await database.prisma.consent.count({ where: { accountId } })).toBe(1)
    expect(await at.audited(String(accountId))).toHaveLength(1)
  })

  it('comes before anything personal', async () => {
    const someone = await at.person(await at.school(), ['TEACHER'], { bound: false })
    expect(await say(newAccount(), someone)).toMatchObject({ refused: 'consent-needed' })
  })

  it('can be taken back: unbound, drafts gone, what was submitted stays', async () => {
    const school = await at.school()
    const teacher = await at.person(school)
    await database.prisma.cycle.create({ data: { id: 2014, data: {}, loadedAt: now } })
    const common = { personId: teacher.personId, cycleId: 2014 }
    const draft = await database.prisma.draft.create({ data: { ...common, createdAt: now, updatedAt: now } })
    const picture = { displaySha256: 'd', thumbnailSha256: 't', perceptualHash: '0', hints: {}, addedAt: now }
    const evidence = await database.prisma.evidence.create({
      data: { personId: teacher.personId, draftId: draft.id, kind: 'CERTIFICATE', sha256: 's', ...picture },
    })
    await database.prisma.declaration.create({
      data: {
        ...common,
        organisationId: school,
        state: 'SUBMITTED',
        category: 'ELECTIVE',
        activityType: 'lecture',
        courseName: '讲座',
        provider: '示例',
        from: new Date('2014-05-01'),
        to: new Date('2014-05-01'),
        hours: 6,
        claim: {},
        submittedAt: now,
        waitingSince: now,
      },
    })
    const outcomes = await tenAtOnce(() => inTransaction((tx) => withdrawConsent(tx, teacher.accountId, now)))
    expect(won(outcomes)).toEqual([
      { wasBound: true, draftsDeleted: 1, requestsDeleted: 0, declarationsKept: 1 },
    ])
    expect(outcomes).toContainEqual({ refused: 'consent-not-given', params: {} })
    expect(await at.accountOf(teacher.personId)).toBeUndefined()
    expect(await hasConsent(database.prisma, teacher.accountId)).toBe(false)
    expect(await database.prisma.draft.count({ where: common })).toBe(0)
    expect(await database.prisma.declaration.count({ where: common })).toBe(1)
    expect(await database.prisma.evidence.findUnique({ where: { id: evidence.id } })).toMatchObject({
      draftId: null,
    })
    const withdrawn = { subjectId: String(teacher.accountId), action: 'consent.withdraw' }
    expect(await database.prisma.auditEntry.findMany({ where: withdrawn })).toMatchObject([
      { chain: school, actorId: teacher.personId, details: { draftsDeleted: 1, declarationsKept: 1 } },
    ])
  })
})

describe('what waits to be sent when the consent is taken back', () => {
  it('is sent no more where it is a reminder or a broadcast; decisions are, and nobody else’s is touched', async () => {
    const school = await at.school()
    const [teacher, colleague, admin] = [
      await at.person(school),
      await at.person(school),
      await at.person(school, ['SCHOOL_ADMIN']),
    ]
    const broadcast = await inTransaction(async (tx) => {
      for (const { personId } of [teacher, colleague]) {
        await tell(tx, personId, { kind: 'account-unbound' })
        const key = `reminder:${personId}`
        const reminder = { kind: 'records-missing', cycleId: 2014, rung: 'd' } as const
        await tell(tx, personId, reminder, { urgency: 'reminder', key })
        await tell(tx, personId, { kind: 'final-verdict', cycleId: 2014 }, { urgency: 'broadcast' })
      }
      return startBroadcast(
        tx,
        {
          actor: admin,
          organisationId: school,
          kind: 'announcement',
          text: '开会',
          noticeOf: (broadcastId) => ({ kind: 'announcement', broadcastId }),
          personIds: [teacher.personId, colleague.personId],
          keyOf: (id) => `announcement:${id}`,
        },
        now,
      )
    })
    // The menu of commands goes out among the reminders, and is none.
    const menu = { chatId: teacher.accountId, priority: 2, body: { call: 'setMyCommands', payload: {} } }
    await database.prisma.outboxMessage.create({ data: menu })
    const waiting = async ({ accountId }: SchoolPerson) => {
      const rows = await database.prisma.outboxMessage.findMany({
        where: { chatId: accountId, state: 'NEW' },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ body }) => {
        const { notice, call } = body as unknown as { notice?: { kind: string }; call?: string }
        return notice?.kind ?? call
      })
    }
    const all = ['account-unbound', 'records-missing', 'final-verdict', 'announcement']
    expect(await waiting(teacher)).toEqual([...all, 'setMyCommands'])
    await inTransaction((tx) => withdrawConsent(tx, teacher.accountId, now))
    expect(await waiting(teacher)).toEqual(['account-unbound', 'setMyCommands'])
    expect(await waiting(colleague)).toEqual(all)
    // Nobody watches a broadcast that waits for ever, and no text of it is kept.
    expect(await readBroadcast(database.prisma, broadcast!.id)).toMatchObject({ total: 2, sent: 1, left: 1 })
    const said = await database.prisma.outboxMessage.findMany({
      where: { chatId: teacher.accountId, state: 'SENT' },
    })
    expect(said.map(({ body }) => body)).toEqual([{}])
  })
})

describe('saying who one is', () => {
  it('binds the account when certificate number, name and ID number are those of one person', async () => {
    const school = await at.school('示例中学')
    const someone = await at.person(school, ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    const { personId, name } = someone
    expect(await say(accountId, someone)).toEqual({
      bound: { personId, name, organisationId: school, organisationName: '示例中学' },
    })
    expect(await at.accountOf(personId)).toBe(accountId)
    expect(await at.audited(String(accountId))).toContainEqual(
      expect.objectContaining({ action: 'identity.bind', actorRole: 'SELF' }),
    )
  })

  it('takes full-width digits, spaces, a small x, × and any dot within a name', async () => {
    const someone = await at.person(await at.school(), ['TEACHER'], { bound: false, name: '阿依古丽·买买提' })
    const wide = [...someone.idNumber].map((c) =>
      c === 'X' ? '×' : String.fromCharCode(c.charCodeAt(0) + 0xfee0),
    )
    const typed = {
      name: ' 阿依古丽・买 买提',
      idNumber: `${wide.slice(0, 6).join('')} ${wide.slice(6).join('')}`,
      certificateNumber: someone.certificateNumber.toLowerCase().replace('TEST', 'test '),
    }
    expect(await say(await at.stranger(), someone, typed)).toHaveProperty('bound')
  })

  it('does not tell which of the three was wrong', async () => {
    const school = await at.school()
    const someone = await at.person(school, ['TEACHER'], { bound: false })
    const other = await at.person(school, ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    const wrong = [
      { name: other.name },
      { certificateNumber: other.certificateNumber },
      { idNumber: other.idNumber },
      { idNumber: newIdNumber() },
    ]
    for (const [n, change] of wrong.entries()) {
      expect(await say(accountId, someone, change)).toEqual({
        refused: 'identity-not-found',
        params: { triesLeft: 4 - n },
      })
    }
  })

  it('does not count a number that cannot be one', async () => {
    const someone = await at.person(await at.school(), ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    expect(await say(accountId, someone, { idNumber: '123' })).toMatchObject({
      refused: 'id-number-unreadable',
    })
    expect(await database.prisma.account.findUnique({ where: { id: accountId } })).toMatchObject({
      failedTries: 0,
    })
  })

  it('is locked for an hour after five wrong tries, also when ten come at once, and the school hears of it once', async () => {
    const school = await at.school()
    const admin = await at.person(school, ['SCHOOL_ADMIN', 'TEACHER'])
    const someone = await at.person(school, ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    const outcomes = await tenAtOnce(() => say(accountId, someone, { name: '别人' }))
    const locked = { refused: 'identity-locked', params: { until: minutesLater(60).toISOString() } }
    expect(
      outcomes.filter((outcome) => 'refused' in outcome && outcome.refused === 'identity-not-found'),
    ).toHaveLength(4)
    expect(outcomes.filter((outcome) => JSON.stringify(outcome) === JSON.stringify(locked))).toHaveLength(6)
    expect(await at.toldTo(admin.accountId)).toEqual([{ kind: 'identity-locked', organisationId: school }])

    expect(await say(accountId, someone, {}, minutesLater(59))).toEqual(locked)
    expect(await say(accountId, someone, { name: '别人' }, minutesLater(60))).toMatchObject({
      params: { triesLeft: 4 },
    })
    expect(await say(accountId, someone, {}, minutesLater(61))).toHaveProperty('bound')
  })

  it('is told of to the school of the ID number where the certificate number is nobody’s', async () => {
    const school = await at.school()
    const admin = await at.person(school, ['SCHOOL_ADMIN'])
    const someone = await at.person(school, ['TEACHER'], { bound: false })
    const accountId = await at.stranger()
    for (let tries = 0; tries < 5; tries++) await say(accountId, someone, { certificateNumber: 'NOBODY1' })
    expect(await at.toldTo(admin.accountId)).toEqual([{ kind: 'identity-locked', organisationId: school }])
  })

  it('takes nothing over: of ten accounts one is bound, the others are told of the school', async () => {
    const school = await at.school('示例中学')
    const someone = await at.person(school, ['TEACHER'], { bound: false })
    const accounts = await Promise.all(Array.from({ length: 10 }, () => at.stranger()))
    const outcomes = await tenAtOnce((n) => say(accounts[n]!, someone))
    expect(won(outcomes)).toHaveLength(1)
    const refused = {
      refused: 'already-bound',
      params: { personId: someone.personId, organisationId: school, school: '示例中学' },
    }
    expect(outcomes.filter((outcome) => JSON.stringify(outcome) === JSON.stringify(refused))).toHaveLength(9)
    expect(outcomes.findIndex((outcome) => 'bound' in outcome)).toBe(
      accounts.indexOf((await at.accountOf(someone.personId))!),
    )
  })

  it('is refused to an account that is somebody else already, and fine twice for the same', async () => {
    const school = await at.school()
    const one = await at.person(school)
    const other = await at.person(school, ['TEACHER'], { bound: false })
    expect(await say(one.accountId, other)).toMatchObject({ refused: 'account-bound' })
    expect(await say(one.accountId, one)).toMatchObject({ bound: { personId: one.personId } })
  })
})
