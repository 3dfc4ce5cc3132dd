import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { brokenSeals } from '../../../core/audit/audit.ts'
import { confirmSchool } from '../../../core/confirmation/confirm-school.ts'
import { freezeDue } from '../../../core/confirmation/freeze.ts'
import { closingOf, freezesAt } from '../../../core/cycle/windows.ts'
import { type Decision, decide } from '../../../core/declarations/decide.ts'
import { startCorrection } from '../../../core/declarations/draft.ts'
import { readStatus } from '../../../core/declarations/status.ts'
import { submitDraft } from '../../../core/declarations/submit.ts'
import { isRefusal } from '../../../core/refusal.ts'
import { latestSnapshot, takeFrozenSnapshots } from '../../../core/reports/snapshots.ts'
import { addStatistics, differenceOf, withOwnComplaints } from '../../../core/reports/statistics.ts'
import type { DeclarationState } from '../../../core/review/actions.ts'
import { freshDatabase } from '../../support/database.ts'
import { machineStandsIn } from '../../support/elsewhere.ts'
import { completeAnswers, smallCity } from '../../support/small-city.ts'
import { standIn } from './stand.ts'

machineStandsIn('America/New_York')

const { database } = await freshDatabase()
const { prisma } = database
const city = await smallCity(database)
const { cycle, cycleOf } = city
const stand = standIn(database)
const freeze = freezesAt(cycle)
const before = new Date(freeze.getTime() - 1000)
const after = new Date(freeze.getTime() + 1000)

type Somebody = { id: string; accountId: number }
let teacher: Somebody
let admin: Somebody
let principal: Somebody
let reviewer: Somebody

beforeAll(async () => {
  await prisma.organisation.create({ data: { id: 'city', kind: 'CITY', name: '示例市教育局' } })
  await prisma.organisation.update({ where: { id: 'district' }, data: { parentId: 'city' } })
  teacher = await city.person('陈老师', ['TEACHER'])
  admin = await city.person('李管理员', ['SCHOOL_ADMIN', 'TEACHER'])
  principal = await city.person('邓校长', ['PRINCIPAL'])
  reviewer = await city.person('区审核员', ['DISTRICT_REVIEWER'], 'district')
  await city.person('外校老师', ['TEACHER'], 'other-school')
  await stand.publicity()
})

const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.refused : 'done')
const act = async (action: Decision, declarationId: string, { id }: Somebody, at: Date) =>
  codeOf(
    await prisma.$transaction((tx) =>
      decide(
        tx,
        { action, declarationId, personId: id, given: { originalSeen: true, reasonId: 'photocopy' } },
        { cycleOf, now: at },
      ),
    ),
  )
const confirm = async (at: Date) =>
  codeOf(
    await prisma.$transaction((tx) =>
      confirmSchool(tx, { schoolId: 'school', actor: { personId: principal.id } }, { cycle, now: at }),
    ),
  )
async function correct(declarationId: string, at: Date): Promise<string> {
  const draft = await prisma.$transaction((tx) =>
    startCorrection(tx, { personId: teacher.id, declarationId, cycleOf, now: at }),
  )
  if (isRefusal(draft)) return draft.refused
  await prisma.evidence.create({
    data: {
      personId: teacher.id,
      draftId: draft.id,
      kind: 'CERTIFICATE',
      sha256: randomUUID(),
      displaySha256: 'd',
      thumbnailSha256: 't',
      perceptualHash: '0'.repeat(16),
      hints: {},
      addedAt: at,
    },
  })
  const answers = { ...completeAnswers, courseName: `课程${randomUUID()}` } as object
  const { version } = await prisma.draft.update({ where: { id: draft.id }, data: { answers } })
  return codeOf(
    await prisma.$transaction((tx) =>
      submitDraft(tx, { draftId: draft.id, personId: teacher.id, version, cycle, now: at }),
    ),
  )
}

it('runs in New York, so that nothing here depends on the zone of the machine', () => {
  expect(new Date(2015, 0, 1).getTimezoneOffset()).toBe(300)
  expect(freeze.toISOString()).toBe('2015-03-06T09:00:00.000Z')
})

describe('the ends of the second round, to the second (S047–S055)', () => {
  it('the teacher corrects until 02-04 17:00', async () => {
    const closes = closingOf(cycle, 'second-round-teacher')
    expect(closes.toISOString()).toBe('2015-02-04T09:00:00.000Z')
    const [one, other] = [
      await stand.item(teacher.id, 'RETURNED_BY_DISTRICT', { round: 2 }),
      await stand.item(teacher.id, 'RETURNED_BY_DISTRICT', { round: 2 }),
    ]
    expect(await correct(one, new Date(closes.getTime() - 1000))).toBe('done')
    expect(await correct(other, closes)).toBe('window-closed')
    expect(await stand.stateOf(other)).toBe('RETURNED_BY_DISTRICT')
  })

  it('the school and the principal until 02-06 17:00', async () => {
    const closes = closingOf(cycle, 'second-round-school')
    const [one, other] = [
      await stand.item(teacher.id, 'SUBMITTED', { round: 2 }),
      await stand.item(teacher.id, 'SUBMITTED', { round: 2 }),
    ]
    expect(await act('approve', one, admin, new Date(closes.getTime() - 1000))).toBe('done')
    expect(await confirm(new Date(closes.getTime() - 1000))).toBe('done')
    expect(await stand.stateOf(one)).toBe('CONFIRMED_BY_PRINCIPAL')
    expect(await act('approve', other, admin, closes)).toBe('window-closed')
    expect(await act('return', other, admin, closes)).toBe('window-closed')
    expect(await city.noticesFor(principal.accountId)).toContainEqual({
      kind: 'second-round-approved',
      declarationId: one,
    })
  })

  it('the office above until 03-06 17:00; a second return is final', async () => {
    const [one, two, late] = [
      await stand.item(teacher.id, 'CONFIRMED_BY_PRINCIPAL', { round: 2 }),
      await stand.item(teacher.id, 'CONFIRMED_BY_PRINCIPAL', { round: 2 }),
      await stand.item(teacher.id, 'CONFIRMED_BY_PRINCIPAL', { round: 2 }),
    ]
    expect(await act('district-approve', one, reviewer, before)).toBe('done')
    expect(await act('district-return', two, reviewer, before)).toBe('done')
    expect(await stand.stateOf(two)).toBe('INVALID')
    for (const at of [freeze, after]) {
      expect(await act('district-approve', late, reviewer, at)).toBe('cycle-frozen')
      expect(await act('district-return', late, reviewer, at)).toBe('cycle-frozen')
    }
  })
})

describe('the freeze', () => {
  const states = [
    'SUBMITTED',
    'APPROVED_BY_SCHOOL',
    'CONFIRMED_BY_PRINCIPAL',
    'APPROVED_BY_DISTRICT',
    'RETURNED_BY_SCHOOL',
    'RETURNED_BY_DISTRICT',
  ] as const
  const items = {} as Record<DeclarationState, string>
  /**
   * Every way of writing that there is, each with an item to try it on: it works at the last second, then
   * not.
   */
  const ways: [Decision, DeclarationState, () => Somebody][] = [
    ['withdraw', 'SUBMITTED', () => teacher],
    ['approve', 'SUBMITTED', () => admin],
    ['return', 'SUBMITTED', () => admin],
    ['district-approve', 'CONFIRMED_BY_PRINCIPAL', () => reviewer],
    ['district-return', 'CONFIRMED_BY_PRINCIPAL', () => reviewer],
    ['district-undo', 'APPROVED_BY_DISTRICT', () => reviewer],
  ]

  it.each(ways)(
    'by time alone closes «%s» of an item %s, before anything was swept',
    async (action, state, who) => {
      const [inTime, tooLate] = [await stand.item(teacher.id, state), await stand.item(teacher.id, state)]
      expect(await act(action, inTime, who(), before)).toBe('done')
      for (const at of [freeze, after]) expect(await act(action, tooLate, who(), at)).toBe('cycle-frozen')
      expect(await stand.stateOf(tooLate)).toBe(state)
      await prisma.declaration.deleteMany({ where: { id: { in: [inTime, tooLate] } } })
    },
  )

  it('is not due a second early', async () => {
    for (const state of states) items[state] = await stand.item(teacher.id, state)
    await stand.complaint(items.SUBMITTED, { handlerId: 'district' })
    await prisma.declaration.update({ where: { id: items.SUBMITTED }, data: { note: '最后一秒' } })
    expect(await freezeDue(database, { cycle, now: before })).toBeUndefined()
    expect(await takeFrozenSnapshots(database, { cycle, now: freeze })).toBe(false)
    expect((await prisma.cycle.findUniqueOrThrow({ where: { id: 2014 } })).frozenAt).toBeNull()
  })

  it('happens once of ten at once: what is still returned becomes invalid, with trail and one notice (ruling 8)', async () => {
    const returned = await prisma.declaration.count({ where: { state: { in: [states[4], states[5]] } } })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => freezeDue(database, { cycle, now: after })),
    )
    expect(outcomes.filter((outcome) => outcome !== undefined)).toEqual([{ invalid: returned }])
    expect((await prisma.cycle.findUniqueOrThrow({ where: { id: 2014 } })).frozenAt).toEqual(freeze)
    for (const state of states) {
      const isReturned = state.startsWith('RETURNED')
      expect(await stand.stateOf(items[state])).toBe(isReturned ? 'INVALID' : state)
      const trail = await prisma.auditEntry.findMany({ where: { subjectId: items[state] } })
      expect(trail.map(({ action, at }) => ({ action, at }))).toEqual(
        isReturned ? [{ action: 'declaration.expire', at: freeze }] : [],
      )
    }
    expect(await prisma.declaration.findUnique({ where: { id: items.RETURNED_BY_DISTRICT } })).toMatchObject({
      reasonId: 'photocopy',
      version: 2,
    })
    const told = (await city.noticesFor(teacher.accountId)).filter(
      ({ kind }) => kind === 'items-frozen-invalid',
    )
    expect(told).toEqual([{ kind: 'items-frozen-invalid', cycleId: 2014 }])
    expect(await prisma.$transaction((tx) => brokenSeals(tx))).toEqual([])
  })

  it('lets a decision at the same moment happen wholly before it or not at all', async () => {
    await prisma.cycle.update({ where: { id: 2014 }, data: { frozenAt: null } })
    const waiting = await Promise.all(
      Array.from({ length: 12 }, () => stand.item(teacher.id, 'CONFIRMED_BY_PRINCIPAL')),
    )
    const decisions = waiting.map((id) => act('district-approve', id, reviewer, before))
    const [frozen, ...outcomes] = await Promise.allSettled([
      freezeDue(database, { cycle, now: after }),
      ...decisions,
    ])
    expect(frozen).toMatchObject({ status: 'fulfilled', value: { invalid: 0 } })
    for (const [at, id] of waiting.entries()) {
      const decided = outcomes[at]!.status === 'fulfilled'
      expect(await stand.stateOf(id)).toBe(decided ? 'APPROVED_BY_DISTRICT' : 'CONFIRMED_BY_PRINCIPAL')
      expect(await prisma.auditEntry.count({ where: { subjectId: id } })).toBe(decided ? 1 : 0)
    }
  })

  it('counts only what the office above approved', async () => {
    const { ledger, verdict } = await readStatus(prisma, teacher.id, cycle, after)
    const approved = await prisma.declaration.aggregate({
      where: { personId: teacher.id, state: 'APPROVED_BY_DISTRICT' },
      _sum: { hours: true },
    })
    expect(ledger.counted.total).toBe(approved._sum.hours)
    expect(ledger.underReview.total).toBe(0)
    expect(verdict.provisional).toBe(false)
  })

  it('lets nothing change afterwards, on whatever way: use cases refuse, and the database itself does', async () => {
    for (const at of [freeze, after]) {
      expect(await confirm(at)).toBe('cycle-frozen')
      expect(await correct(items.RETURNED_BY_DISTRICT, at)).not.toBe('done')
    }
    const everything = { where: { id: items.CONFIRMED_BY_PRINCIPAL } }
    const frozen = /is frozen since/
    await expect(prisma.declaration.update({ ...everything, data: { hours: 99 } })).rejects.toThrow(frozen)
    await expect(prisma.declaration.delete(everything)).rejects.toThrow(frozen)
    await expect(stand.item(teacher.id, 'SUBMITTED')).rejects.toThrow(frozen)
    await expect(stand.recorded(teacher.id, 1, 1, 1)).rejects.toThrow(frozen)
    await expect(stand.complaint(items.SUBMITTED)).rejects.toThrow(frozen)
    await expect(stand.publicity('other-school')).rejects.toThrow(frozen)
    await expect(prisma.publicity.updateMany({ data: { endsAt: after } })).rejects.toThrow(frozen)
    await expect(
      prisma.exemption.create({
        data: {
          personId: teacher.id,
          cycleId: 2014,
          organisationId: 'school',
          reasonId: 'any',
          requestedAt: after,
          requestedById: admin.id,
        },
      }),
    ).rejects.toThrow(frozen)
    // Even for a clock that stands wrong, as a process whose machine is slow would have it.
    await expect(act('district-approve', items.CONFIRMED_BY_PRINCIPAL, reviewer, before)).rejects.toThrow(
      frozen,
    )
    expect(await freezeDue(database, { cycle, now: after })).toBeUndefined()
  })
})

describe('the statistics of frozen data (ruling 9)', () => {
  it('are taken once for every school, district and the city, each the sum of what is below', async () => {
    await Promise.all(Array.from({ length: 4 }, () => takeFrozenSnapshots(database, { cycle, now: after })))
    expect(await takeFrozenSnapshots(database, { cycle, now: after })).toBe(false)
    const rows = await prisma.snapshot.findMany({
      where: { basis: 'FROZEN' },
      orderBy: { organisationId: 'asc' },
    })
    expect(rows.map(({ organisationId }) => organisationId)).toEqual([
      'city',
      'district',
      'other-school',
      'school',
    ])
    const of = async (id: string) => (await latestSnapshot(prisma, id, 2014, 'FROZEN'))!.statistics
    const sum = addStatistics(await of('school'), await of('other-school'))
    // What the office above handles stands in its own total, and never in the form of the school it is about.
    const own = { complaints: 1, complaintsSettled: 0 }
    expect(sum.total.complaints).toBe(0)
    expect(await of('district')).toEqual(withOwnComplaints(sum, own))
    expect(await of('city')).toEqual(withOwnComplaints(sum, own))
    expect(sum.total).toMatchObject({ expected: 3, declared: 1, passed: 0, failed: 3 })
    expect(sum.total.reasons['with-invalid']).toBe(1)
  })

  it('show where they differ from what the principal confirmed', async () => {
    const confirmed = (await latestSnapshot(prisma, 'school', 2014, 'CONFIRMATION'))!.statistics
    const frozen = (await latestSnapshot(prisma, 'school', 2014, 'FROZEN'))!.statistics
    const figures = differenceOf(confirmed, frozen).map(({ figure }) => figure)
    expect(figures).toContain('hours.PROFESSIONAL')
    expect(differenceOf(frozen, frozen)).toEqual([])
  })
})
