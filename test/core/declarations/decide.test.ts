import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { closingOf } from '../../../core/cycle/windows.ts'
import { type DecisionCommand, decide } from '../../../core/declarations/decide.ts'
import { addPhoto, discardDraft, startCorrection, startDraft } from '../../../core/declarations/draft.ts'
import type { Answers } from '../../../core/declarations/form.ts'
import { nextInQueue, readQueue } from '../../../core/declarations/queue.ts'
import { readReviewCard } from '../../../core/declarations/review-card.ts'
import { readStatus } from '../../../core/declarations/status.ts'
import { type Receipt, submitDraft } from '../../../core/declarations/submit.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { EvidenceKind } from '../../../core/terms.ts'
import { freshDatabase } from '../../support/database.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle, cycleOf } = city
const now = new Date('2014-12-20T01:00:00Z')

let teacher: { id: string; accountId: number }
let admin: { id: string; accountId: number }
let colleague: { id: string; accountId: number }
let stranger: { id: string; accountId: number }
let reviewer: { id: string; accountId: number }

beforeAll(async () => {
  teacher = await city.person('陈老师', ['TEACHER'])
  admin = await city.person('李管理员', ['TEACHER', 'SCHOOL_ADMIN'])
  colleague = await city.person('王管理员', ['SCHOOL_ADMIN'])
  stranger = await city.person('外校管理员', ['SCHOOL_ADMIN'], 'other-school')
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
})

const picture = () => ({
  sha256: randomUUID(),
  displaySha256: 'd',
  thumbnailSha256: 't',
  perceptualHash: '0'.repeat(16),
  hints: { grey: true },
})

async function draftOf(personId: string, answers: Answers = {}, kinds: EvidenceKind[] = ['CERTIFICATE']) {
  const draft = await prisma.$transaction((tx) => startDraft(tx, { personId, cycle, now }))
  if (isRefusal(draft)) throw new Error(draft.refused)
  const full: object = { ...completeAnswers, courseName: `课程${randomUUID()}`, ...answers }
  await prisma.draft.update({ where: { id: draft.id }, data: { answers: full } })
  for (const kind of kinds) {
    const added = await prisma.$transaction((tx) =>
      addPhoto(tx, { draftId: draft.id, personId, kind, picture: picture(), cycle, now }),
    )
    if (isRefusal(added)) throw new Error(added.refused)
  }
  const { version } = await prisma.draft.update({ where: { id: draft.id }, data: { answers: full } })
  return { draftId: draft.id, personId, version, cycle, now }
}

async function submitted(personId = teacher.id, answers: Answers = {}): Promise<string> {
  const draft = await draftOf(personId, answers)
  const receipt = await prisma.$transaction((tx) => submitDraft(tx, draft))
  if (isRefusal(receipt)) throw new Error(receipt.refused)
  return receipt.declarationId
}

const run = (command: DecisionCommand, at = now) =>
  prisma.$transaction((tx) => decide(tx, command, { cycleOf, now: at }))
const approve = (declarationId: string, personId: string, at = now) =>
  run({ action: 'approve', declarationId, personId, given: { originalSeen: true } }, at)
const giveBack = (declarationId: string, personId: string, reasonId: string, note?: string) =>
  run({ action: 'return', declarationId, personId, given: { reasonId, note } })
const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.refused : 'done')
const reasonWithout = cycle.returnReasons.find(({ needs }) => !needs)!.id
const misconduct = cycle.returnReasons.find((reason) => reason.misconduct)!.id

describe('submitting', () => {
  it('turns a draft into a declaration with its photos, a receipt and an audit entry, once', async () => {
    const draft = await draftOf(teacher.id)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => prisma.$transaction((tx) => submitDraft(tx, draft))),
    )
    const receipts = outcomes.filter((outcome): outcome is Receipt => !isRefusal(outcome))
    expect(receipts).toHaveLength(1)
    expect(outcomes.filter(isRefusal).map(({ refused }) => refused)).toEqual(Array(9).fill('draft-gone'))
    const [receipt] = receipts
    expect(receipt?.number).toMatch(/^2014-\d{6}$/)
    expect(await prisma.evidence.count({ where: { declarationId: receipt!.declarationId } })).toBe(1)
    expect(await prisma.auditEntry.count({ where: { subjectId: receipt!.declarationId } })).toBe(1)
  })

  it('is possible to the last second of 2014-12-31 and refused a second later (S030)', async () => {
    const closes = closingOf(cycle, 'declaration')
    const draft = await draftOf(teacher.id)
    const late = await prisma.$transaction((tx) => submitDraft(tx, { ...draft, now: closes }))
    expect(codeOf(late)).toBe('window-closed')
    const inTime = await prisma.$transaction((tx) =>
      submitDraft(tx, { ...draft, now: new Date(closes.getTime() - 1000) }),
    )
    expect(codeOf(inTime)).toBe('done')
    expect(closes.toISOString()).toBe('2014-12-31T16:00:00.000Z')
  })

  it('needs a profile confirmed for the cycle (S020)', async () => {
    const newcomer = await city.person('新老师', ['TEACHER'])
    await prisma.profileConfirmation.deleteMany({ where: { personId: newcomer.id } })
    const outcome = await prisma.$transaction((tx) => startDraft(tx, { personId: newcomer.id, cycle, now }))
    expect(codeOf(outcome)).toBe('profile-not-confirmed')
  })

  it('judges everything again: a record that arrived meanwhile makes the draft a double (ruling 6)', async () => {
    const draft = await draftOf(teacher.id, { courseName: '继续教育网公共课' })
    await prisma.hourRecord.create({
      data: {
        personId: teacher.id,
        cycleId: 2014,
        category: 'PROFESSIONAL',
        source: 'AUTO',
        courseName: '继续教育网 公共课',
        provider: '继续教育网',
        from: new Date('2014-07-08'),
        to: new Date('2014-07-09'),
        hours: 6,
        recordedAt: now,
      },
    })
    const outcome = await prisma.$transaction((tx) => submitDraft(tx, draft))
    expect(outcome).toMatchObject({ refused: 'already-on-record', params: { hours: 6 } })
    expect(await prisma.draft.count({ where: { id: draft.draftId } })).toBe(1)
  })

  it('asks for the translation of a foreign certificate and takes no photo that nothing asks for (S080)', async () => {
    const draft = await draftOf(teacher.id, { foreign: true })
    const outcome = await prisma.$transaction((tx) => submitDraft(tx, draft))
    expect(outcome).toMatchObject({ refused: 'form-incomplete', params: { question: 'photosTranslation' } })
    const proof = await prisma.$transaction((tx) =>
      addPhoto(tx, { ...draft, kind: 'HOURS_PROOF', picture: picture() }),
    )
    expect(codeOf(proof)).toBe('photo-not-asked-for')
  })

  it('asks again for the tick that photos show originals when photos change', async () => {
    const draft = await draftOf(teacher.id)
    const added = await prisma.$transaction((tx) =>
      addPhoto(tx, { ...draft, kind: 'CERTIFICATE', picture: picture() }),
    )
    expect(isRefusal(added) ? added : added.answers.originalsConfirmed).toBeUndefined()
  })
})

describe('the school decides', () => {
  it('lets exactly one of ten approvals at once win, and tells the others who was first', async () => {
    const id = await submitted()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => approve(id, n % 2 ? admin.id : colleague.id)),
    )
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
    for (const outcome of outcomes.filter(isRefusal)) {
      expect(outcome.refused).toBe('already-decided')
      expect(outcome.params.state).toBe('APPROVED_BY_SCHOOL')
      expect(['李管理员', '王管理员']).toContain(outcome.params.by)
    }
    expect(await prisma.auditEntry.count({ where: { subjectId: id, action: 'declaration.approve' } })).toBe(1)
    expect(await city.noticesFor(teacher.accountId)).toContainEqual({
      kind: 'declaration-approved',
      declarationId: id,
    })
  })

  it('lets one of an approval and a return at the same time win', async () => {
    const id = await submitted()
    const outcomes = await Promise.all([approve(id, admin.id), giveBack(id, colleague.id, reasonWithout)])
    expect(outcomes.filter(isRefusal)).toHaveLength(1)
  })

  it('approves only with the original seen, and returns only with a reason and the note it needs', async () => {
    const id = await submitted()
    const needsNote = cycle.returnReasons.find(({ needs }) => needs === 'note')!.id
    expect(codeOf(await run({ action: 'approve', declarationId: id, personId: admin.id }))).toBe(
      'original-not-seen',
    )
    expect(codeOf(await run({ action: 'return', declarationId: id, personId: admin.id }))).toBe(
      'reason-needed',
    )
    expect(codeOf(await giveBack(id, admin.id, 'no-such-reason'))).toBe('reason-unknown')
    expect(codeOf(await giveBack(id, admin.id, needsNote, '  '))).toBe('note-needed')
    expect(codeOf(await giveBack(id, admin.id, misconduct))).toBe('finding-needed')
    expect(
      await prisma.auditEntry.count({ where: { subjectId: id, action: { not: 'declaration.submit' } } }),
    ).toBe(0)
  })

  it('keeps strangers, other roles and the owner away', async () => {
    const id = await submitted()
    expect(codeOf(await approve(id, stranger.id))).toBe('not-your-organisation')
    expect(codeOf(await approve(id, reviewer.id))).toBe('not-your-role')
    const own = await submitted(admin.id)
    expect(codeOf(await approve(own, admin.id))).toBe('own-item')
    await prisma.grant.updateMany({ where: { personId: colleague.id }, data: { withdrawnAt: now } })
    expect(codeOf(await approve(id, colleague.id))).toBe('not-your-organisation')
    await prisma.grant.updateMany({ where: { personId: colleague.id }, data: { withdrawnAt: null } })
  })

  it('tells the level above of a misconduct finding (ruling 11)', async () => {
    const id = await submitted()
    await giveBack(id, admin.id, misconduct, '证书编号查无此证')
    expect(await city.noticesFor(reviewer.accountId)).toContainEqual({
      kind: 'misconduct-found',
      declarationId: id,
    })
  })

  it('tells the city of a misconduct finding where nobody holds the office above the school', async () => {
    await prisma.organisation.create({ data: { id: 'city', kind: 'CITY', name: '示例市' } })
    const supervisor = await city.person('市督查', ['CITY_SUPERVISOR'], 'city')
    const held = { role: 'DISTRICT_REVIEWER', organisationId: 'district', withdrawnAt: null } as const
    const ids = (await prisma.grant.findMany({ where: held })).map(({ id }) => id)
    const first = await submitted()
    await giveBack(first, admin.id, misconduct, '证书编号查无此证')
    expect(await city.noticesFor(supervisor.accountId)).toEqual([])
    await prisma.grant.updateMany({ where: { id: { in: ids } }, data: { withdrawnAt: now } })
    const id = await submitted()
    await giveBack(id, admin.id, misconduct, '证书编号查无此证')
    const finding = { kind: 'misconduct-found', declarationId: id }
    expect(await city.noticesFor(supervisor.accountId)).toEqual([finding])
    await prisma.grant.updateMany({ where: { id: { in: ids } }, data: { withdrawnAt: null } })
  })

  it('refuses a decision on what has changed since it was seen', async () => {
    const id = await submitted()
    const outcome = await run({
      action: 'approve',
      declarationId: id,
      personId: admin.id,
      version: 99,
      given: { originalSeen: true },
    })
    expect(codeOf(outcome)).toBe('item-changed')
  })

  it('marks a review after 2015-01-09 late and refuses everything from the freeze on', async () => {
    const id = await submitted()
    const other = await submitted()
    const reviewEnds = closingOf(cycle, 'school-review')
    expect(await approve(id, admin.id, reviewEnds)).toMatchObject({ late: true })
    expect(codeOf(await approve(other, admin.id, new Date('2015-03-06T09:00:00Z')))).toBe('cycle-frozen')
  })
})

describe('a returned declaration', () => {
  it('is corrected from what was submitted, keeps the difference and comes back to the queue', async () => {
    const id = await submitted()
    await giveBack(id, admin.id, reasonWithout)
    const draft = await prisma.$transaction((tx) =>
      startCorrection(tx, { personId: teacher.id, declarationId: id, cycleOf, now }),
    )
    if (isRefusal(draft)) throw new Error(draft.refused)
    expect(draft.evidence).toHaveLength(1)
    const answers = { ...draft.answers, amount: { value: 24, unit: 'hours' }, hours: 24 }
    await prisma.draft.update({ where: { id: draft.id }, data: { answers: answers as object } })
    const receipt = await prisma.$transaction((tx) =>
      submitDraft(tx, { draftId: draft.id, personId: teacher.id, version: draft.version, cycle, now }),
    )
    expect(receipt).toMatchObject({ declarationId: id, corrected: true, hours: 24 })
    const card = await prisma.$transaction((tx) => readReviewCard(tx, id, admin.id, { cycleOf, now }))
    expect(card?.history.map(({ action }) => action)).toEqual([
      'declaration.submit',
      'declaration.return',
      'declaration.correct',
    ])
    expect(card?.history[2]?.differences).toContainEqual({ field: 'hours', from: 30, to: 24 })
    expect(card?.photos).toHaveLength(1)
    expect(card?.hints.map(({ hint }) => hint)).toEqual(['grey'])
    expect(card?.actions).toEqual(['approve', 'return'])
  })

  it('goes back to the queue when the return is undone, and cannot be corrected any more then', async () => {
    const id = await submitted()
    await giveBack(id, admin.id, reasonWithout)
    expect(await run({ action: 'undo', declarationId: id, personId: admin.id })).toMatchObject({
      state: 'SUBMITTED',
    })
    const correction = await prisma.$transaction((tx) =>
      startCorrection(tx, { personId: teacher.id, declarationId: id, cycleOf, now }),
    )
    expect(codeOf(correction)).toBe('still-waiting')
  })

  it('cannot be undone once the teacher has corrected it', async () => {
    const id = await submitted()
    await giveBack(id, admin.id, reasonWithout)
    const draft = await prisma.$transaction((tx) =>
      startCorrection(tx, { personId: teacher.id, declarationId: id, cycleOf, now }),
    )
    if (isRefusal(draft)) throw new Error(draft.refused)
    await prisma.$transaction((tx) =>
      submitDraft(tx, { draftId: draft.id, personId: teacher.id, version: draft.version, cycle, now }),
    )
    expect(codeOf(await run({ action: 'undo', declarationId: id, personId: admin.id }))).toBe('still-waiting')
  })
})

describe('the teacher', () => {
  it('withdraws while nobody has decided, and not afterwards', async () => {
    const id = await submitted()
    expect(await run({ action: 'withdraw', declarationId: id, personId: teacher.id })).toMatchObject({
      state: 'WITHDRAWN',
    })
    const decided = await submitted()
    await approve(decided, admin.id)
    expect(codeOf(await run({ action: 'withdraw', declarationId: decided, personId: teacher.id }))).toBe(
      'already-decided',
    )
    expect(codeOf(await run({ action: 'withdraw', declarationId: decided, personId: admin.id }))).toBe(
      'not-your-item',
    )
  })

  it('sees sums that are exactly what stands on record', async () => {
    const someone = await city.person('账目老师', ['TEACHER'])
    const approved = await submitted(someone.id)
    await approve(approved, admin.id)
    await submitted(someone.id, { amount: { value: 12, unit: 'hours' }, hours: 12 })
    const status = await readStatus(prisma, someone.id, cycle, now)
    expect(status.ledger.counted).toEqual({ PUBLIC: 0, PROFESSIONAL: 30, ELECTIVE: 0, total: 30 })
    expect(status.ledger.underReview.total).toBe(12)
    expect(status.verdict.passed).toBe(false)
    expect(status.items.map(({ holder }) => holder)).toEqual(['principal', 'school'])
  })

  it('throws a draft away only in the version that was seen', async () => {
    const draft = await draftOf(teacher.id)
    const stale = await prisma.$transaction((tx) => discardDraft(tx, { ...draft, version: 1 }))
    expect(codeOf(stale)).toBe('draft-changed')
    expect(await prisma.$transaction((tx) => discardDraft(tx, draft))).toBe(true)
  })
})

describe('the queue', () => {
  it("is oldest first, leaves one's own items to a colleague and comes round after 稍后", async () => {
    const head = await city.person('另校管理员', ['SCHOOL_ADMIN', 'TEACHER'], 'other-school')
    const one = await city.person('甲', ['TEACHER'], 'other-school')
    const ids: string[] = []
    for (const minute of [0, 1, 2]) {
      const id = await submitted(minute === 1 ? head.id : one.id)
      await prisma.declaration.update({
        where: { id },
        data: { waitingSince: new Date(now.getTime() + minute * 60_000) },
      })
      ids.push(id)
    }
    const [first, own, last] = ids as [string, string, string]
    expect(await readQueue(prisma, 'other-school', 2014, head.id)).toEqual({
      waiting: 2,
      oldestSince: now,
      own: 1,
    })
    expect(await nextInQueue(prisma, 'other-school', 2014, head.id)).toBe(first)
    expect(await nextInQueue(prisma, 'other-school', 2014, head.id, { waitingSince: now, id: first })).toBe(
      last,
    )
    const end = { waitingSince: new Date(now.getTime() + 120_000), id: last }
    expect(await nextInQueue(prisma, 'other-school', 2014, head.id, end)).toBe(first)
    expect(
      await nextInQueue(prisma, 'other-school', 2014, stranger.id, { waitingSince: now, id: first }),
    ).toBe(own)
  })
})

it('leaves an audit trail without a broken seal', async () => {
  expect(await brokenSeals(prisma)).toEqual([])
})
